"""The grid's arithmetic: every photo has one place, and only what is seen is asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from simgui.core.types import Role as FolderRole
from simgui.text import wording
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.grid.card_cache import CardFaces, fitted
from simgui.ui.grid.card_delegate import CardDelegate, CardKind
from simgui.ui.grid.grid import PhotoGrid
from simgui.ui.grid.model import Item, PhotoModel, Section
from simgui.ui.review.group_delegate import GroupDelegate
from simgui.ui.review.group_list import GroupList
from simgui.ui.review.group_model import GroupModel
from simgui.ui.session.marks import Marks
from simgui.ui.session.review import Review
from simgui.ui.widgets.theme import ThemeChoice
from tests.ui.builders import group, photo

Moves = QAbstractItemView.CursorAction


class Counted(CardDelegate):
    """Notes which rows are painted."""

    painted: list[int]

    def paint(self, painter, option, index):
        self.painted.append(index.row())
        super().paint(painter, option, index)


@pytest.fixture
def grid(theme, qtbot):
    thumbs = ThumbLoader(lambda photo, px: None)
    delegate = Counted(theme, thumbs, CardKind.MEMBER)
    delegate.painted = []
    made = PhotoGrid(theme, delegate)
    delegate.setParent(made)
    thumbs.arrived.connect(made.thumbs_arrived)
    made.setModel(PhotoModel(Marks(made), made))
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.thumbs = thumbs
    made.show()
    yield made
    thumbs.close()


def fill(grid, count, sections=()):
    grid.photo_model().set_items([Item(photo(n)) for n in range(count)], sections)
    grid.doItemsLayout()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=6),
    st.integers(300, 1600),
    st.integers(150, 480),
)
def test_every_photo_is_found_where_it_is_shown(grid, counts, width, card):
    grid.resize(width, 500)
    grid.set_card_px(card)
    sections, start = [], 0
    for count in counts:
        sections.append(Section(f"part {start}", start, count))
        start += count
    fill(grid, start, sections)
    model = grid.model()
    rects = [grid.content_rect(row) for row in range(start)]
    for row in range(0, start, 7):
        grid.scrollTo(model.index(row))
        seen = grid.visualRect(model.index(row))
        assert grid.viewport().rect().intersects(seen)
        assert grid.indexAt(seen.center()).row() == row
    for row in range(1, start):
        assert not rects[row].intersects(rects[row - 1])
    assert all(r.left() >= 0 and r.right() < grid.viewport().width() for r in rects)


def test_of_100_000_photos_only_those_seen_are_painted(grid):
    fill(grid, 100_000)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 2)
    delegate = grid.itemDelegate()
    delegate.painted.clear()
    grid.viewport().repaint()
    assert 0 < len(delegate.painted) < 30
    grid.setCurrentIndex(grid.model().index(99_999))
    assert grid.viewport().rect().intersects(grid.visualRect(grid.model().index(99_999)))


def test_a_thumbnail_may_come_between_other_photos_and_their_layout(grid):
    fill(grid, 40)
    assert any(rows for rows in grid.rows_between(0, 640))
    grid.photo_model().set_items([Item(photo(1)), Item(photo(2))])
    grid.thumbs_arrived(frozenset({photo(1).content.id}))
    assert [row for rows in grid.rows_between(0, 640) for row in rows] == [0, 1]
    grid.viewport().grab()


def test_selecting_all_is_one_range(grid):
    fill(grid, 20_000)
    QTest.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert grid.selectionModel().selection().count() == 1
    assert len(grid.selected_items()) == 20_000


def test_arrows_go_through_the_grid_and_stop_at_its_ends(grid):
    fill(grid, 10)
    columns = grid._columns
    assert columns == 3
    model = grid.model()
    none = Qt.KeyboardModifier.NoModifier
    grid.setCurrentIndex(model.index(0))
    assert grid.moveCursor(Moves.MoveUp, none).row() == 0
    assert grid.moveCursor(Moves.MoveLeft, none).row() == 0
    assert grid.moveCursor(Moves.MoveDown, none).row() == columns
    grid.setCurrentIndex(model.index(8))
    assert grid.moveCursor(Moves.MoveDown, none).row() == 9
    assert grid.moveCursor(Moves.MoveEnd, none).row() == 9
    grid.setCurrentIndex(model.index(9))
    assert grid.moveCursor(Moves.MoveRight, none).row() == 9


def test_in_right_to_left_the_first_photo_is_on_the_right_and_left_goes_on(grid):
    fill(grid, 6)
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid.doItemsLayout()
    first, second = (grid.visualRect(grid.model().index(row)) for row in (0, 1))
    assert first.left() > second.left()
    grid.setCurrentIndex(grid.model().index(0))
    assert grid.moveCursor(Moves.MoveLeft, Qt.KeyboardModifier.NoModifier).row() == 1


def test_the_check_box_marks_and_the_card_does_not(grid, qtbot):
    grid.photo_model().set_group(group(1, 3))
    grid.doItemsLayout()
    index = grid.model().index(1)
    rect = grid.visualRect(index)
    card = grid.itemDelegate()
    check = card.check_rect(rect, photo(2).role, is_keeper=False)
    with qtbot.waitSignal(grid.mark_toggled) as told:
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=check.center())
    assert told.args == [2]
    with qtbot.assertNotEmitted(grid.mark_toggled):
        below = QPoint(rect.center().x(), rect.bottom() - 20)
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert grid.currentIndex() == index


def test_a_keeper_has_no_check_box(grid):
    rect = grid.rect()
    card = grid.itemDelegate()
    assert card.check_rect(rect, photo(1).role, is_keeper=True).isEmpty()


def test_zooming_keeps_the_photo_in_view(grid):
    fill(grid, 3000)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 3)
    seen = grid._row_in_the_middle()
    assert seen > 0
    grid.set_card_px(340)
    assert grid.viewport().rect().intersects(grid.visualRect(grid.model().index(seen)))


def test_a_photo_is_shown_whole_and_never_enlarged():
    area = QRectF(0, 0, 240, 180)
    wide = fitted(photo(1, width=4000, height=1000), area, 1.0)
    assert area.contains(wide)
    assert wide.width() == 240
    assert abs(wide.width() / wide.height() - 4) < 1e-6
    small = fitted(photo(1, width=64, height=48), area, 1.0)
    assert (small.width(), small.height()) == (64, 48)
    fine = fitted(photo(1, width=64, height=48), area, 2.0)
    assert (fine.width(), fine.height()) == (32, 24)


def test_dragging_over_cards_selects_them(grid):
    fill(grid, 12)
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
    rect = grid.visualRect(grid.model().index(0)).united(grid.visualRect(grid.model().index(4)))
    grid.setSelection(rect, flags)
    assert [i.photo.id for i in grid.selected_items()] == [0, 1, 3, 4]


def test_a_card_is_painted_once_and_its_face_changes_with_what_it_says(theme, qtbot, monkeypatch):
    thumbs = ThumbLoader(lambda photo, px: None)
    faces = CardFaces(theme, thumbs)
    made = []
    paint = CardFaces._made
    monkeypatch.setattr(CardFaces, "_made", lambda *a: made.append(1) or paint(*a))
    paper = QImage(300, 300, QImage.Format.Format_RGB32)

    item = Item(photo(1))

    def words(painter, card):
        painter.fillRect(card.adjusted(20, 180, -20, -20), QColor(10, 200, 10))

    def drawn(item=item, words=words, **state):
        paper.fill(0xFFFFFF)
        painter = QPainter(paper)
        faces.draw(painter, QRectF(10, 10, 200, 230), 150, item, words, **state)
        painter.end()
        return paper.copy()

    plain = drawn(is_keeper=False, is_marked=False)
    assert drawn(is_keeper=False, is_marked=False) == plain
    assert len(made) == 1
    assert plain.pixelColor(100, 210) == QColor(10, 200, 10)
    silent = drawn(Item(photo(1)), lambda *_: None, is_keeper=False, is_marked=False)
    assert silent != plain
    keeper, marked = (drawn(is_keeper=k, is_marked=not k) for k in (True, False))
    assert len({i.pixel(11, 120) for i in (plain, keeper, marked)}) == 3
    theme.choose(ThemeChoice.DARK)
    try:
        assert drawn(is_keeper=False, is_marked=False) != plain
    finally:
        theme.choose(ThemeChoice.LIGHT)
    thumbs.close()


@pytest.fixture
def groups(theme, qtbot):
    thumbs = ThumbLoader(lambda photo, px: None)
    view = GroupList()
    view.setItemDelegate(GroupDelegate(theme, thumbs, Review(lambda _: None, view), view))
    model = GroupModel(view)
    view.setModel(model)
    qtbot.addWidget(view)
    view.resize(400, 640)
    view.thumbs = thumbs
    thumbs.arrived.connect(lambda _: view.viewport().update())
    view.show()
    model.set_groups([group(10 * n, 2) for n in range(10_000)])
    yield view
    thumbs.close()


def test_every_group_is_found_where_it_is_shown(groups):
    for row in (0, 1, 7, 4999, 9999):
        index = groups.model().index(row)
        groups.scrollTo(index)
        seen = groups.visualRect(index)
        assert groups.viewport().rect().contains(seen)
        assert groups.indexAt(seen.center()).row() == row
    groups.verticalScrollBar().setValue(groups.verticalScrollBar().maximum())
    assert groups.visualRect(groups.model().index(9999)).bottom() == groups.viewport().height() - 1


def test_keys_and_the_mouse_choose_groups(groups):
    groups.setFocus()
    groups.setCurrentIndex(groups.model().index(0))
    for key, row in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_PageDown, 7),
        (Qt.Key.Key_End, 9999),
        (Qt.Key.Key_Down, 9999),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(groups, key)
        assert groups.currentIndex().row() == row
        assert groups.viewport().rect().contains(groups.visualRect(groups.currentIndex()))
    QTest.keyClick(groups, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [i.row() for i in groups.selectionModel().selectedRows()] == [0, 1]
    below = groups.visualRect(groups.model().index(3)).center()
    QTest.mouseClick(groups.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert [i.row() for i in groups.selectionModel().selectedRows()] == [3]


@pytest.mark.parametrize("kind", CardKind)
def test_every_card_of_a_protected_photo_shows_and_says_so(theme, qtbot, kind):
    thumbs = ThumbLoader(lambda photo, px: None)
    made = PhotoGrid(theme, CardDelegate(theme, thumbs, kind))
    made.setModel(PhotoModel(Marks(made), made))
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    seen = []
    for role in (FolderRole.NORMAL, FolderRole.PROTECTED, FolderRole.NORMAL):
        (member,) = group(1, 1, role=role).members
        similarity = 0.9 if kind is CardKind.RESULT else None
        item = Item(member.photo, None if similarity else member, similarity)
        made.photo_model().set_items([item])
        description = made.model().index(0, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        seen.append((made.viewport().grab().toImage(), wording.role_explained(role) in description))
    thumbs.close()
    (plain, is_said), (shielded, is_said_now), (again, _) = seen
    assert plain == again
    assert plain != shielded
    assert (is_said, is_said_now) == (False, True)


def on_screen(view, qtbot):
    """What is to be seen when no thumbnail is on its way any more: int16 [h, w, 4]."""
    thumbs = view.thumbs
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not (thumbs._asked or thumbs._fresh), timeout=20_000)
    QApplication.processEvents()
    image = view.screen().grabWindow(view.winId()).toImage()
    pixels = np.frombuffer(image.constBits(), np.uint8)
    return pixels.reshape(image.height(), image.width(), 4).astype(np.int16)


# Without a display no window can come to the front, and Qt says so.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("name", ["grid", "groups"])
def test_scrolling_moves_pixels_to_where_a_fresh_painting_puts_them(name, request, qtbot):
    view = request.getfixturevalue(name)
    if name == "grid":
        fill(view, 300, [Section("May", 0, 130), Section("June", 130, 170)])
    view.setCurrentIndex(view.model().index(4, 0))
    QTest.mouseMove(view.viewport(), QPoint(view.viewport().width() // 3, 300))
    bar = view.verticalScrollBar()
    for step in (70, 35, -50, 900, -7, bar.maximum(), -300):
        bar.setValue(bar.value() + step)
        moved = on_screen(view, qtbot)
        view.viewport().update()
        # Where a soft edge was cut by the band that was painted, it may round the other way.
        assert np.abs(on_screen(view, qtbot) - moved).max() <= 2, step


def test_a_step_of_the_wheel_paints_what_comes_into_view_and_no_more(grid, qtbot):
    fill(grid, 300)
    on_screen(grid, qtbot)
    grid._card.painted.clear()
    grid.verticalScrollBar().setValue(60)
    QApplication.processEvents()
    columns = len({grid.content_rect(row).x() for row in range(20)})
    assert 0 < len(set(grid._card.painted)) <= 2 * columns


def test_an_error_while_painting_does_not_spoil_the_next_frame(grid, qtbot, monkeypatch):
    fill(grid, 6)
    with monkeypatch.context() as patch, qtbot.capture_exceptions() as caught:
        patch.setattr(CardDelegate, "paint", lambda *_: 1 / 0)
        grid.viewport().update()
        qtbot.wait_until(lambda: bool(caught))
    # The trace is kept, as a crash report keeps it, and with it everything the frame held: a
    # painter that is still open would make Qt complain and leave the window blank.
    assert caught
    assert caught[0][0] is ZeroDivisionError
    grid.itemDelegate().painted.clear()
    grid.viewport().repaint()
    assert set(range(6)) <= set(grid.itemDelegate().painted)
