"""The keys that work anywhere in the window, as actions, and the menus that show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from simgui.core.types import Photo
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui.compare.modes import Mode
from simgui.ui.library.sidebar import Place
from simgui.ui.platform.desktop import open_file, reveal
from simgui.ui.review.best_shot import BestShot
from simgui.ui.window_drops import open_check

if TYPE_CHECKING:
    from simgui.ui.help import HelpDialog
    from simgui.ui.mainwindow import MainWindow

Key = tuple[str, str, Callable[[], object]]
"""What an action is called, its key, and what it does."""

_SECOND_KEYS = {"F1": "?"}


def build_actions(window: MainWindow) -> dict[str, QAction]:
    """Make the window's actions.

    Returns:
        Each action by its key, in the order in which help lists them.
    """
    keyed: dict[str, QAction] = {}
    best = BestShot(window.session, window.library.review, window)
    best.said.connect(window.message.show_message)
    of_moments = (
        translate("Action", "Best shot of the burst"),
        "B",
        _either(window, lambda: _propose(window, best), lambda: _compare_as(window, Mode.BLINK)),
    )
    keys = (*_review_keys(window), of_moments, *_search_keys(window), *_window_keys(window))
    for text, key, do in keys:
        action = QAction(text, window)
        shortcuts = (key, _SECOND_KEYS[key]) if key in _SECOND_KEYS else (key,)
        action.setShortcuts([QKeySequence(k) for k in shortcuts])
        action.triggered.connect(_caller(do))
        keyed[key] = action
        if key != "Space":
            window.addAction(action)
    # Space must go on pressing the button that has the focus: it marks in the views alone.
    keyed["Space"].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    for view in (*window.views(), window.compare.stage):
        view.addAction(keyed["Space"])
    return keyed


def open_help(window: MainWindow) -> HelpDialog:
    """Open the list of keys and the facts about the program."""
    from simgui.ui.help import HelpDialog

    more = (
        ("← →", translate("Help", "Previous or next photo of the group")),
        ("↑ ↓", translate("Help", "Previous or next group")),
        ("1 – 9", translate("Help", "Keep this photo of the group, accept the rest, next group")),
        (translate("Key", "Enter"), translate("Help", "Compare photos side by side")),
        ("F11", translate("Help", "While comparing: full screen, one photo at a time")),
        ("Ctrl+Z", translate("Action", "Undo")),
        ("Ctrl+Shift+Z", translate("Action", "Redo")),
    )
    dialog = HelpDialog(window.keyed, more, window)
    dialog.open()
    return dialog


def open_photo_menu(window: MainWindow, photos: list[Photo], position: QPoint) -> QMenu:
    """Open the menu of some photos."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    path = photos[0].path
    in_group = window.page is window.library and window.library.place is not Place.ALL
    for key in ("Space", "K", "Shift+K", "A", "D", "X", "F") if in_group else ("Space", "F"):
        menu.addAction(window.keyed[key])
    menu.addSeparator()
    menu.addAction(translate("Menu", "Open"), lambda: open_file(path))
    menu.addAction(translate("Menu", "Show in file manager"), lambda: reveal(path))
    menu.addAction(
        translate("Menu", "Copy the path"),
        lambda: QGuiApplication.clipboard().setText(display.plain(path)),
    )
    menu.popup(position)
    return menu


def _review_keys(window: MainWindow) -> tuple[Key, ...]:
    page, compare, groups = window.library.review, window.compare, window.library.commands
    return (
        (translate("Action", "Mark or unmark"), "Space", window.toggle_mark),
        (
            translate("Action", "Keep this photo"),
            "K",
            _either(window, page.keep, compare.keep_chosen),
        ),
        (translate("Action", "Keep this one and mark the rest"), "Shift+K", page.keep_only),
        (
            translate("Action", "Mark the rest of the group"),
            "A",
            groups.mark_others,
        ),
        (translate("Action", "Accept and go to the next group"), "Y", window.accept),
        (translate("Action", "Reviewed"), "R", groups.toggle_reviewed),
        (
            translate("Action", "Not duplicates"),
            "X",
            _either(window, groups.set_apart, compare.set_apart),
        ),
        (
            translate("Action", "Same for all groups of these two folders…"),
            "D",
            _either(window, lambda: _decide(window), lambda: _compare_as(window, Mode.DIFFERENCE)),
        ),
        (translate("Action", "Next group"), "N", lambda: window.step_group(1)),
        (translate("Action", "Previous group"), "P", lambda: window.step_group(-1)),
        (
            translate("Action", "Move marked photos to the trash"),
            "Del",
            window.library.plan_deletion,
        ),
    )


def _propose(window: MainWindow, best: BestShot) -> None:
    """Propose the best shot of the group that is shown."""
    groups = window.library.commands.chosen()
    if groups:
        best.propose(groups[0])


def _compare_as(window: MainWindow, mode: Mode) -> None:
    """Compare in another way: the keys of the window come before those of the page."""
    window.compare.toggle_mode(mode)


def _decide(window: MainWindow) -> None:
    """Offer the choice in the current group for all groups of the same two folders."""
    library = window.library
    groups = library.commands.chosen()
    if groups:
        library.decisions.extend(groups[0], next(iter(library.review.selected()), None))


def _search_keys(window: MainWindow) -> tuple[Key, ...]:
    return (
        (translate("Action", "Find similar photos"), "F", window.find_similar),
        (translate("Action", "Find similar to an image…"), "Ctrl+F", window.open_similar),
        (
            translate("Action", "Find similar to the image on the clipboard"),
            "Ctrl+V",
            window.paste,
        ),
    )


def _window_keys(window: MainWindow) -> tuple[Key, ...]:
    page, panel = window.library.review, window.library.groups
    return (
        (translate("Action", "Add a folder…"), "Ctrl+O", window.choose_folder),
        (
            translate("Action", "Check a card or folder…"),
            "Ctrl+Shift+O",
            lambda: open_check(window),
        ),
        (translate("Action", "Rescan all folders"), "F5", window.session.rescan),
        (translate("Action", "Auto-select…"), "Ctrl+R", window.open_rules),
        (translate("Action", "Settings"), "Ctrl+,", window.open_settings),
        (translate("Action", "Show details"), "I", page.info.toggle),
        (translate("Action", "Many groups at once"), "V", panel.dense.toggle),
        (translate("Action", "Search this list"), "/", panel.search.setFocus),
        (translate("Action", "Keyboard shortcuts and help"), "F1", lambda: open_help(window)),
        (translate("Action", "Back"), "Esc", window.go_back),
        (translate("Action", "Quit"), "Ctrl+Q", window.close),
    )


def _either(
    window: MainWindow, here: Callable[[], None], compared: Callable[[], None]
) -> Callable[[], None]:
    """What a key does, which is another thing while photos are compared."""
    return lambda: compared() if window.page is window.compare else here()


def _caller(do: Callable[[], object]) -> Callable[[], None]:
    """A slot without the argument that `triggered` brings."""

    def call() -> None:
        do()

    return call
