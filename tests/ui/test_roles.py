"""What a screen reader meets on every page: each control has a name and the right role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea, QTabWidget, QWidget

from simgui.ui.library.sidebar import Place
from simgui.ui.window_actions import open_help

Role = QAccessible.Role

CONTROLS = frozenset(
    {
        Role.Button,
        Role.ButtonMenu,
        Role.ButtonDropDown,
        Role.CheckBox,
        Role.RadioButton,
        Role.ComboBox,
        Role.EditableText,
        Role.SpinBox,
        Role.Slider,
        Role.List,
        Role.ListItem,
        Role.Table,
        Role.Tree,
        Role.TreeItem,
        Role.PageTab,
        Role.PageTabList,
    }
)
"""Roles of what can be used."""

OWN = frozenset({"Stage"})
"""Canvases of the window's own, which no role of Qt's fits; they have names."""

PASSING = QScrollArea | QTabWidget
"""They hand the keyboard on, or only scroll."""

FEW = 30
"""Of a list of thousands so many items tell of the others."""


def walk(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    """Everything that is seen, from the window down."""
    if interface is None or not interface.isValid() or interface.state().invisible:
        return
    yield interface
    for number in range(min(interface.childCount(), FEW)):
        yield from walk(interface.child(number))


def faults(widget: QWidget) -> list[str]:
    """What is nameless or wrongly typed in a widget and below."""
    found = []
    for item in walk(QAccessible.queryAccessibleInterface(widget)):
        seen, role, state = item.object(), item.role(), item.state()
        kind = type(seen).__name__
        name = item.text(QAccessible.Text.Name)
        if role in {Role.ListItem, Role.TreeItem} and not name:
            found.append(f"nameless {role.name}")
        if not state.focusable or seen is None:
            continue
        if isinstance(seen, PASSING | QLabel | QDialog):
            continue
        if not name:
            found.append(f"nameless {kind} ({role.name}) in {type(seen.parent()).__name__}")
        if role not in CONTROLS and kind not in OWN:
            found.append(f"{kind} is {role.name}")
    return found


def focused(widget: QWidget) -> list[str]:
    """Names of the controls that say that they have the keyboard.

    Qt says so of the current item of each list as well; a screen reader follows the control.
    """
    items = {Role.ListItem, Role.TreeItem, Role.Cell}
    return [
        item.text(QAccessible.Text.Name)
        for item in walk(QAccessible.queryAccessibleInterface(widget))
        if item.state().focused and item.role() not in items
    ]


@pytest.fixture
def window(known):
    known.window.resize(1400, 900)  # where nothing is left out for want of room
    known.window.activateWindow()
    QApplication.processEvents()
    return known.window


def test_an_empty_window(opened):
    assert faults(opened.window) == []


@pytest.mark.parametrize("place", list(Place))
def test_every_place_of_the_library(window, place):
    window.library.show_place(place)
    QApplication.processEvents()
    assert faults(window) == []


def test_many_groups_at_once(window):
    window.library.group_views.set_dense(is_dense=True)
    QApplication.processEvents()
    assert faults(window) == []


def test_details_the_rules_and_the_plan(window, known):
    library = window.library
    library.review.info.click()
    assert faults(window) == []
    window.open_rules()
    known.settle()
    assert faults(window) == []
    window.go_back()
    library.commands.mark_others()
    with known.qtbot.waitSignal(window.deletions.planned, timeout=20_000):
        library.plan_deletion()
    assert faults(window) == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_comparing_searching_settings_and_help(window, known):
    window.library.review.open_compare()
    assert faults(window) == []
    window.go_back()
    window.find_similar()
    known.qtbot.waitUntil(lambda: window.similar._answer is not None, timeout=60_000)
    assert faults(window) == []
    window.go_back()
    window.open_settings()
    known.settle()
    assert faults(window) == []
    window.close_page()
    dialog = open_help(window)
    assert faults(dialog) == []
    dialog.close()


def test_places_are_one_choice_of_several_and_not_boxes_to_tick(window):
    roles = {}
    for row in window.library.sidebar.places.values():
        item = QAccessible.queryAccessibleInterface(row)
        roles[row.text()] = (item.role(), bool(item.state().checked))
    assert {role for role, _ in roles.values()} == {Role.RadioButton}
    assert sum(checked for _, checked in roles.values()) == 1
    window.open_rules()
    assert not any(row.isChecked() for row in window.library.sidebar.places.values())


def test_one_control_has_the_keyboard_and_its_item_is_the_one_that_keys_change(window):
    library = window.library
    library.groups.view.setFocus()
    assert focused(window) == [library.groups.view.accessibleName()]
    library.review.grid.setFocus()
    assert focused(window) == [library.review.grid.accessibleName()]
    QTest.keyClick(library.review.grid, Qt.Key.Key_Right)
    grid = QAccessible.queryAccessibleInterface(library.review.grid)
    current = [grid.child(n) for n in range(grid.childCount()) if grid.child(n).state().focused]
    assert len(current) == 1
    name = current[0].text(QAccessible.Text.Name)
    assert library.review.grid.current_item().photo.path.endswith(name.split(",")[0])


@pytest.mark.parametrize("is_dense", [False, True])
def test_the_tab_key_follows_the_layout_with_the_folders_early(window, is_dense):
    library = window.library
    library.group_views.set_dense(is_dense=is_dense)
    QApplication.processEvents()
    first = window.top.add
    chain, widget = [first], first.nextInFocusChain()
    while widget is not first and len(chain) < 5_000:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            chain.append(widget)
        widget = widget.nextInFocusChain()
    groups, page = library.groups, library.review
    view = library.dense if is_dense else groups.view
    wanted = [
        window.top.add,
        window.top.settings,
        library.sidebar.tree,
        groups.search,
        groups.dense,
        *([] if is_dense else [view]),
        page.accept,
        page.compare,
        view if is_dense else page.grid,
        library.footer.trash,
    ]
    places = [chain.index(w) for w in wanted if w in chain]
    assert len(places) == len(wanted)
    assert places == sorted(places)
