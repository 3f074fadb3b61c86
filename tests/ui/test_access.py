"""For everybody: names for ears, contrast for eyes, keys for hands, both directions of writing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from simgui.core.types import Role, Tier
from simgui.ui.library.sidebar_row import SidebarRow
from simgui.ui.widgets.theme import DARK, LIGHT

AA_TEXT, AA_SHAPE = 4.5, 3.0


def contrast(one: str, other: str) -> float:
    """Ratio of WCAG 2.2, 1.4.3."""

    def luminance(name: str) -> float:
        channels = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in QColor(name).getRgbF()[:3]
        ]
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def spoken(widget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_contrast_in_both_themes(tokens):
    pairs = [
        (tokens.text, tokens.background),
        (tokens.text, tokens.panel),
        (tokens.text, tokens.wash),
        (tokens.dim, tokens.background),
        (tokens.dim, tokens.panel),
        (tokens.dim, tokens.wash),
        (tokens.dim, tokens.neutral_wash),
        (tokens.accent, tokens.panel),
        (tokens.accent, tokens.wash),
        (tokens.on_accent, tokens.accent),
        (tokens.on_keep, tokens.keep),
        (tokens.on_trash, tokens.trash),
        (tokens.trash, tokens.panel),
        (tokens.trash, tokens.wash),
        (tokens.text, tokens.trash_wash),
        (tokens.text, tokens.amber_wash),
        *(tokens.tier(tier) for tier in Tier),
    ]
    assert [p for p in pairs if contrast(*p) < AA_TEXT] == []
    shapes = [(tokens.edge, tokens.panel), (tokens.keep, tokens.panel), (tokens.trash, tokens.mat)]
    assert [p for p in shapes if contrast(*p) < AA_SHAPE] == []


def test_everything_that_can_be_used_has_a_name(opened, album):
    opened.scan(album)
    kinds = (
        QAbstractButton,
        QAbstractSlider,
        QAbstractSpinBox,
        QComboBox,
        QLineEdit,
        QAbstractItemView,
    )
    nameless = []
    for kind in kinds:
        for widget in opened.window.findChildren(kind):
            is_part = widget.parent() is not None and isinstance(
                widget.parent(), QComboBox | QAbstractSpinBox | QLineEdit
            )
            name = type(widget).__name__
            is_own = not isinstance(widget, QScrollBar) and not name.startswith("QComboBoxP")
            in_table = name in {"QHeaderView", "QTableCornerButton"} or (
                type(widget.parent()).__name__ == "Table"
            )
            in_popup = isinstance(widget.parent().parent(), QComboBox)
            if (
                is_own
                and not is_part
                and not in_table
                and not in_popup
                and not widget.isHidden()
                and not spoken(widget)
            ):
                nameless.append((name, widget.objectName(), type(widget.parent()).__name__))
    assert nameless == []


def test_space_presses_a_button_and_enter_does_too(opened, album):
    opened.scan(album)
    opened.library.review.others.setFocus()
    QTest.keyClick(opened.library.review.others, Qt.Key.Key_Space)
    marked = len(opened.review.marks)
    assert marked > 0
    opened.review.clear_marks()
    QTest.keyClick(opened.library.review.others, Qt.Key.Key_Return)
    assert len(opened.review.marks) == marked


def test_letters_typed_into_a_field_are_text(opened, album):
    opened.scan(album)
    field = opened.library.groups.search
    QTest.keyClick(opened.window, "/")
    assert field.hasFocus() or not opened.window.isActiveWindow()
    field.setFocus()
    QTest.keyClicks(field, "a knax")
    assert field.text() == "a knax"
    assert len(opened.review.marks) == 0


def test_the_review_is_done_by_keys_alone(opened, album):
    opened.scan(album)
    library = opened.library
    library.groups.view.setFocus()
    first = library.groups.current()
    QTest.keyClick(opened.window, Qt.Key.Key_N)
    assert library.groups.current() is not first
    QTest.keyClick(opened.window, Qt.Key.Key_P)
    assert library.groups.current().id == first.id
    library.review.grid.setFocus()
    QTest.keyClick(library.review.grid, Qt.Key.Key_Right)
    QTest.keyClick(library.review.grid, Qt.Key.Key_Space)
    second = library.review.model.photo(1)
    assert second.id in opened.review.marks
    QTest.keyClick(opened.window, Qt.Key.Key_K)
    assert library.review.group.keeper.photo.id == second.id
    assert second.id not in opened.review.marks
    QTest.keyClick(library.review.grid, Qt.Key.Key_Return)
    assert opened.window.page is opened.window.compare


def test_every_focusable_control_of_the_library_is_reached_by_tab(opened, album):
    opened.scan(album)
    library = opened.library
    reached = set()
    widget = opened.window.focusWidget() or library.groups.view
    for _ in range(5000):
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            reached.add(widget)
    wanted = [
        library.groups.search,
        library.groups.view,
        library.review.grid,
        library.groups.slider.slider,
        # One of several: the tab key comes to the one that is open, the arrow keys to the others.
        next(row for row in library.sidebar.places.values() if row.isChecked()),
        library.sidebar.tree,
        library.review.accept,
        opened.window.top.settings,
    ]
    assert [w for w in wanted if w not in reached] == []


@pytest.fixture
def right_to_left(qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_writing_from_right_to_left_breaks_nothing(right_to_left, opened, album):
    opened.scan(album)
    for place in opened.library.sidebar.places:
        opened.library.show_place(place)
        assert not opened.window.grab().isNull()
    side = opened.library.sidebar.mapTo(opened.window, opened.library.sidebar.rect().center())
    assert side.x() > opened.window.width() / 2
    opened.window.open_settings()
    assert not opened.window.grab().isNull()


def test_from_right_to_left_cards_are_mirrored(right_to_left, opened, album):
    opened.scan(album)
    grid = opened.library.review.grid
    opened.window.grab()
    card = grid.visualRect(grid.model().index(1))
    first = grid.visualRect(grid.model().index(0))
    box = grid.itemDelegate().check_rect(card, Role.NORMAL, is_keeper=False)
    assert box.center().x() < card.center().x()
    assert card.center().x() < first.center().x() or card.top() > first.top()


def test_from_right_to_left_a_count_does_not_cover_the_icon(right_to_left, theme, qtbot):
    row = SidebarRow(theme, "folder", "Pictures")
    host = QWidget()
    row.setParent(host)
    row.resize(240, row.height())
    qtbot.addWidget(host)

    def seen(left: int) -> QImage:
        return row.grab(QRect(left, 0, 32, row.height())).toImage()

    beside, icon = seen(0), seen(208)
    row.set_end("22")
    assert seen(208) == icon
    assert seen(0) != beside
