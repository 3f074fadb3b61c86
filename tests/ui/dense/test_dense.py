"""Many groups at once: the same keys, the same marks, and rows that lie where they are painted."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from simgui.core.types import Tier
from simgui.ui import settings
from simgui.ui.dense.places import DensePlaces

counts = st.lists(st.integers(2, 40), min_size=1, max_size=30)


@given(counts, st.integers(300, 2000), st.integers(96, 240), st.booleans())
def test_no_photo_lies_on_another_and_each_is_found_where_it_lies(
    members, width, cell_px, is_reversed
):
    places = DensePlaces()
    places.cell_px, places.is_reversed = cell_px, is_reversed
    places.lay_out(members, width)
    seen = []
    for row, count in enumerate(members):
        assert places.rows_between(places.row_rect(row).top(), places.row_rect(row).top()) == range(
            row, row + 1
        )
        for number in range(count):
            cell = places.cell_rect(row, number)
            assert places.row_rect(row).top() <= cell.top()
            assert cell.bottom() <= places.row_rect(row).bottom()
            assert places.cell_at(cell.center()) == (row, number)
            assert not cell.intersects(places.head_rect(row))
            seen.append(cell)
    for one, other in itertools.pairwise(seen):
        assert not one.intersects(other)
    assert places.height == places.row_rect(len(members) - 1).bottom() + 1
    assert list(places.rows_between(0, places.height)) == list(range(len(members)))


def test_nothing_is_under_a_point_outside_of_the_rows():
    places = DensePlaces()
    assert places.cell_at(QPoint(10, 10)) == (-1, -1)
    places.lay_out([2], 800)
    assert places.cell_at(QPoint(10, 10_000)) == (-1, -1)
    assert places.cell_at(places.head_rect(0).center()) == (0, -1)
    assert places.row_rect(7).isEmpty()


@pytest.fixture
def opened(known):
    """These tests decide, and delete nothing."""
    return known


@pytest.fixture
def window(opened):
    opened.window.activateWindow()
    opened.library.take_focus()
    press(opened.window, Qt.Key.Key_V)
    assert opened.library.group_views.is_dense
    return opened.window


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)
    QApplication.processEvents()


def row(window):
    return window.library.dense.currentIndex().row()


def centre(window, number, photo):
    dense = window.library.dense
    cell = dense.places.cell_rect(number, photo)
    return cell.center() - QPoint(0, dense.verticalOffset())


def click(window, number, photo):
    QTest.mouseClick(
        window.library.dense.viewport(),
        Qt.MouseButton.LeftButton,
        pos=centre(window, number, photo),
    )


def test_several_groups_are_on_the_screen_with_all_their_photos(window):
    window.resize(1400, 900)
    QApplication.processEvents()
    dense = window.library.dense
    assert dense.isVisible()
    assert not window.library.groups.view.isVisible()
    assert not window.library.review.grid.isVisible()
    seen = dense.viewport().rect()
    whole = [
        r for r in range(dense.count()) if seen.contains(dense.visualRect(dense.model().index(r)))
    ]
    assert len(whole) >= 3
    for number, group in enumerate(window.library.groups.model.groups):
        for photo in range(len(group.members)):
            assert dense.places.row_rect(number).contains(dense.places.cell_rect(number, photo))


def test_the_keys_of_the_review_do_in_it_what_they_do_beside_it(window, opened):
    library = window.library
    groups = library.groups.model
    assert library.dense.hasFocus()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_N)
    assert row(window) == 2
    press(window, Qt.Key.Key_P)
    press(window, Qt.Key.Key_Up)
    assert row(window) == 0
    shown = groups.groups[0]
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Space)
    assert set(opened.review.marks.ids) == {shown.members[1].photo.id}
    press(window, Qt.Key.Key_Space)
    assert not opened.review.marks.ids
    press(window, Qt.Key.Key_K)
    opened.settle()
    assert groups.groups[0].keeper.photo.id == shown.members[1].photo.id
    press(window, Qt.Key.Key_A)
    assert len(opened.review.marks.ids) == len(shown.members) - 1
    opened.review.undo_stack.undo()
    press(window, Qt.Key.Key_R)
    assert groups.reviewed_count == 1
    press(window, Qt.Key.Key_Y)
    assert row(window) == 1
    press(window, Qt.Key.Key_I)
    assert library.review.details.isVisible()
    press(window, Qt.Key.Key_Return)
    assert window.page is window.compare
    press(window, Qt.Key.Key_Escape)
    assert library.dense.hasFocus()
    answers = []
    opened.review.apart_changed.connect(lambda: answers.append("apart"))
    opened.review.refused.connect(answers.append)
    press(window, Qt.Key.Key_X)
    opened.settle()
    assert len(answers) == 1


def test_a_digit_keeps_that_photo_accepts_the_rest_and_goes_on(window, opened):
    groups = window.library.groups.model
    number = next(n for n, g in enumerate(groups.groups) if g.tier <= Tier.SAME)
    window.library.groups.choose(groups.groups[number].id)
    shown = groups.groups[number]
    second = shown.members[1].photo
    press(window, Qt.Key.Key_2)
    opened.settle()
    now = opened.review.group_of(second.id)
    assert now.keeper.photo.id == second.id
    assert opened.review.is_reviewed(now)
    assert second.id not in opened.review.marks
    rest = {m.photo.id for m in now.members[1:] if m.tier <= Tier.SAME}
    assert rest <= set(opened.review.marks.ids)
    assert row(window) != number
    opened.review.undo_stack.undo()
    opened.settle()
    assert not opened.review.marks.ids
    assert opened.review.group_of(second.id).keeper.photo.id == shown.keeper.photo.id
    assert groups.reviewed_count == 0


def test_a_click_chooses_the_photo_and_a_click_on_its_box_marks_it(window, opened):
    library = window.library
    click(window, 1, 1)
    shown = library.groups.model.groups[1]
    assert row(window) == 1
    assert library.review.grid.current_item().photo.id == shown.members[1].photo.id
    dense = library.dense
    cell = dense.places.cell_rect(1, 1).translated(0, -dense.verticalOffset())
    box = dense.itemDelegate().check_rect(cell, shown.members[1], is_marked=False)
    QTest.mouseClick(dense.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert set(opened.review.marks.ids) == {shown.members[1].photo.id}
    QTest.mouseClick(dense.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert not opened.review.marks.ids
    QTest.mouseDClick(
        dense.viewport(), Qt.MouseButton.LeftButton, pos=centre(window, 1, 1) + QPoint(0, 20)
    )
    assert window.page is window.compare


def test_selected_rows_are_accepted_together_but_what_was_decided_stays(window, opened):
    library = window.library
    press(window, Qt.Key.Key_R)  # looked at, and nothing of it is to go
    decided = library.groups.model.groups[0]
    press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Y)
    assert library.groups.model.reviewed_count == library.groups.model.rowCount()
    assert not {m.photo.id for m in decided.members} & set(opened.review.marks.ids)
    assert opened.review.marks.ids
    told = []
    opened.review.refused.connect(told.append)
    press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Y)
    assert told


def test_a_filter_without_groups_says_so_and_the_search_keeps_the_keyboard(window, opened):
    library = window.library
    press(window, Qt.Key.Key_Slash)
    assert library.groups.search.hasFocus()
    QTest.keyClicks(library.groups.search, "no such name")
    opened.qtbot.waitUntil(lambda: not library.groups.model.groups, timeout=5000)
    QApplication.processEvents()
    assert not library.dense.isVisible()
    assert library.review._empty.isVisible()
    assert library.review._empty.text() == library.groups.why_empty()
    assert library.groups.search.hasFocus()
    library.groups.clear_filter()
    opened.qtbot.waitUntil(library.dense.isVisible, timeout=5000)


def test_the_list_comes_back_where_it_was_left_and_the_choice_is_remembered(window, opened, stored):
    library = window.library
    press(window, Qt.Key.Key_Down)
    assert stored.get(settings.DENSE) is True
    chosen = library.groups.current()
    press(window, Qt.Key.Key_V)
    assert stored.get(settings.DENSE) is False
    assert library.groups.view.isVisible()
    assert library.groups.slider.isVisible()
    assert library.groups.current() is chosen
    assert library.groups.view.hasFocus()
    assert library.review.group.id == chosen.id


def test_keeping_another_photo_moves_no_row(window, opened):
    dense = window.library.dense
    press(window, Qt.Key.Key_End)
    press(window, Qt.Key.Key_Up)
    before, scroll = row(window), dense.verticalOffset()
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_K)
    opened.settle()
    opened.session.reload()
    opened.settle()
    assert (row(window), dense.verticalOffset()) == (before, scroll)


def test_pages_up_and_down_pass_no_group(window):
    dense = window.library.dense
    window.resize(1000, 560)
    QApplication.processEvents()
    press(window, Qt.Key.Key_Home)
    seen = [row(window)]
    while seen[-1] < dense.count() - 1:
        height = dense.viewport().height()
        press(window, Qt.Key.Key_PageDown)
        top = dense.places.row_rect(seen[-1]).top()
        way = dense.places.row_rect(row(window)).top() - top
        assert way <= height or row(window) == seen[-1] + 1
        assert row(window) > seen[-1]
        seen.append(row(window))
    press(window, Qt.Key.Key_PageUp)
    assert row(window) < seen[-1]


def test_the_group_stays_chosen_when_groups_are_made_again_or_sorted(window, opened):
    panel = window.library.groups
    press(window, Qt.Key.Key_Down)
    chosen = panel.current()
    for act in (opened.session.reload, lambda: panel.set_order(panel.model.order)):
        act()
        opened.settle()
        assert panel.current().id == chosen.id
        assert [g.id for g in panel.selected()] == [chosen.id]
        assert window.library.dense.selectionModel().isSelected(window.library.dense.currentIndex())


def test_a_low_window_leaves_room_for_the_rows(window):
    window.resize(900, 500)
    QApplication.processEvents()
    assert not window.library.groups.slider.isVisible()
    assert window.library.dense.height() > 200
    window.resize(1200, 900)
    QApplication.processEvents()
    assert window.library.groups.slider.isVisible()
