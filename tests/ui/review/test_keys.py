"""Keys of the review, pressed for real: what the footer says of them holds everywhere in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


@pytest.fixture
def window(opened, album):
    opened.scan(album)
    opened.window.activateWindow()
    opened.library.groups.take_focus()
    return opened.window


def row(window):
    return window.library.groups.view.currentIndex().row()


def photo(window):
    return window.library.review.grid.currentIndex().row()


def click_group(window, number):
    view = window.library.groups.view
    spot = view.visualRect(view.model().index(number)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))


def press(window, key):
    QTest.keyClick(QApplication.focusWidget() or window, key)
    QApplication.processEvents()


def test_a_click_on_a_group_puts_the_keyboard_on_its_photos(window):
    click_group(window, 1)
    assert row(window) == 1
    assert window.library.review.grid.hasFocus()
    press(window, Qt.Key.Key_Right)
    assert photo(window) == 1
    press(window, Qt.Key.Key_Left)
    assert photo(window) == 0


@pytest.mark.parametrize("start", ["groups", "photos"])
def test_up_and_down_go_through_groups_left_and_right_through_photos(window, start):
    library = window.library
    (library.groups.view if start == "groups" else library.review.grid).setFocus()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down)
    assert row(window) == 2
    press(window, Qt.Key.Key_Up)
    assert row(window) == 1
    press(window, Qt.Key.Key_N)
    assert row(window) == 2
    press(window, Qt.Key.Key_P)
    assert row(window) == 1
    press(window, Qt.Key.Key_Right)
    assert library.review.grid.hasFocus()
    assert (row(window), photo(window)) == (1, 1)
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_Left)
    assert (row(window), photo(window)) == (1, 0)


def test_another_photo_to_keep_takes_two_keys_and_the_list_stays_where_it_is(window, opened):
    library = window.library
    click_group(window, 2)
    before = [g.id for g in library.groups.model.groups]
    shown = library.review.group
    second = shown.members[1].photo
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_K)
    opened.settle()
    assert library.review.group.keeper.photo.id == second.id
    assert row(window) == 2
    after = library.groups.model.groups
    assert len(after) == len(before)
    members = {m.photo.id for m in shown.members}
    assert {m.photo.id for m in after[2].members} == members


def test_marking_undoing_and_grouping_again_move_no_group(window, opened):
    library = window.library
    click_group(window, 3)
    where = [frozenset(m.photo.id for m in g.members) for g in library.groups.model.groups]
    for act in (
        library.review.mark_others,
        opened.review.undo_stack.undo,
        opened.review.undo_stack.redo,
        opened.session.reload,
    ):
        act()
        opened.settle()
        now = [frozenset(m.photo.id for m in g.members) for g in library.groups.model.groups]
        assert now == where
        assert row(window) == 3


def test_the_list_is_sorted_again_when_that_is_asked_for(window, opened):
    panel = window.library.groups
    order = panel.model.order
    panel.model._shown.reverse()
    panel.model._index_rows()
    panel.set_order(order)
    win = [g.reclaimable_bytes for g in panel.model.groups]
    assert win == sorted(win, reverse=True)
