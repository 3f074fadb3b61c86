"""What is dropped on the window: added to the library, checked against it, or looked for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from simgui.engine.queries import Query
from simgui.text.translation import translate
from simgui.ui.library.drop_area import DropFilter
from simgui.ui.library.sidebar import Place

if TYPE_CHECKING:
    from simgui.ui.mainwindow import MainWindow


class WindowDrops(QObject):
    """Takes the drops of a window, and shows over it what they will do.

    Attributes:
        filter: Hears of drags and drops; every view must be watched by it.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dragged: list[str] = []
        self._can_check = False
        self._wants_check = False
        self.filter = DropFilter(window)
        self.filter.entered.connect(self._on_entered)
        self.filter.moved.connect(self._on_moved)
        self.filter.left.connect(self._on_left)
        self.filter.dropped.connect(self._on_dropped)

    def take(self, paths: list[str], *, checks: bool = False) -> None:
        """Scan what was dropped; one picture dropped on a library is looked for instead.

        Args:
            paths: What was dropped.
            checks: Check the folder against the library, and do not add it.
        """
        window = self._window
        is_picture = len(paths) == 1 and os.path.isfile(paths[0])
        has_photos = bool(window.session.snapshot.photos)
        if checks:
            window.check_folder(paths[0])
        elif is_picture and (window.page is window.similar or has_photos):
            window.open_similar(Query(paths[0]))
        else:
            window.session.add(paths)

    def _on_entered(self) -> None:
        self._dragged, self._can_check, self._wants_check = [], False, False
        self._show_target(is_target=True)

    def _on_moved(self, paths: list[str], position: QPoint) -> None:
        window = self._window
        if paths != self._dragged:
            self._dragged = paths
            is_folder = len(paths) == 1 and os.path.isdir(paths[0])
            self._can_check = is_folder and bool(window.session.folders())
        chosen = window.veil.offer(_choices() if self._can_check else (), position)
        self._wants_check = self._can_check and chosen == 1

    def _on_left(self) -> None:
        self._show_target(is_target=False)

    def _on_dropped(self, paths: list[str]) -> None:
        self.take(paths, checks=self._wants_check and len(paths) == 1)

    def _show_target(self, *, is_target: bool) -> None:
        """Show that what is dragged can be dropped, on whatever page."""
        window = self._window
        window.drop.set_target(is_target=is_target)
        if is_target and window.page is not window.drop:
            window.veil.show_over()
        else:
            window.veil.hide()


def open_check(window: MainWindow) -> None:
    """Open the place where a card or folder is checked, and let the user choose one."""
    if window.has_library:
        window.close_page()
        window.library.show_place(Place.CHECK)
        window.library.check.choose_folder()


def _choices() -> tuple[tuple[str, str], ...]:
    return (
        ("plus", translate("Drop", "Add to library")),
        ("card", translate("Drop", "Check against my library: which photos are new?")),
    )
