"""The side panel: the places to review, and the watched folders with role and state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from simgui.core.catalog import Root
from simgui.core.files.changes import is_inside
from simgui.core.files.roles import role_by_folder
from simgui.core.types import Role
from simgui.engine.snapshot import Folder
from simgui.text import display, wording
from simgui.text.translation import translate
from simgui.ui.library.folder_rows import PHOTOS
from simgui.ui.library.folder_tree import FolderTree
from simgui.ui.library.sidebar_row import SidebarRow
from simgui.ui.widgets.controls import label, set_kind
from simgui.ui.widgets.theme import Theme

_ROOMY_PX = 520  # a panel lower than this has no room for a note


class Place(Enum):
    """What the middle of the window shows."""

    DUPLICATES = "duplicates"
    MOMENTS = "moments"
    ALL = "all"
    UNREADABLE = "unreadable"
    APART = "apart"
    JOURNAL = "journal"
    CHECK = "check"
    PAIRS = "pairs"


_ICONS = {
    Place.DUPLICATES: "copies",
    Place.MOMENTS: "clock",
    Place.ALL: "photos",
    Place.UNREADABLE: "warning",
    Place.APART: "split",
    Place.JOURNAL: "journal",
    Place.CHECK: "card",
    Place.PAIRS: "folder-open",
}


def place_name(place: Place) -> str:
    """The name of a place."""
    return {
        Place.DUPLICATES: translate("Sidebar", "Duplicates"),
        Place.MOMENTS: translate("Sidebar", "Bursts"),
        Place.ALL: translate("Sidebar", "All photos"),
        Place.UNREADABLE: translate("Sidebar", "Unreadable files"),
        Place.APART: translate("Sidebar", "Not duplicates"),
        Place.JOURNAL: translate("Sidebar", "Deletion history"),
        Place.CHECK: translate("Sidebar", "Check a card"),
        Place.PAIRS: translate("Sidebar", "Folder pairs"),
    }[place]


class Sidebar(QFrame):
    """The places and the folders.

    Signals:
        place_chosen: Place.
        folder_chosen: Path of a folder whose groups are wanted, or "" for all.
        role_chosen: Path and Role.
        forget_wanted: Path of a folder to stop watching.
        reveal_wanted: Path of a folder to show in the file manager.
        rescan_wanted: Paths to look through again.
        preferred: Path, and whether its photos are to be kept where copies are equally good.
        mark_here_wanted: Path of the only folder whose photos are to be marked by rules.

    Paths are handed over as objects: as Qt's strings they would lose bytes that are no text.
    """

    place_chosen = Signal(object)
    folder_chosen = Signal(object)
    role_chosen = Signal(object, object)
    forget_wanted = Signal(object)
    reveal_wanted = Signal(object)
    rescan_wanted = Signal(object)
    preferred = Signal(object, bool)
    mark_here_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, "sidebar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 16, 11, 12)
        layout.setSpacing(1)
        layout.addWidget(self._heading(translate("Sidebar", "REVIEW")))
        self.places: dict[Place, SidebarRow] = {}
        for number, place in enumerate(Place, start=1):
            end = Qt.TextElideMode.ElideRight
            row = SidebarRow(theme, _ICONS[place], place_name(place), end)
            key = QKeySequence(f"Ctrl+{number}")
            row.setShortcut(key)
            row.setAutoExclusive(True)  # one of several places, not a box to tick
            row.setToolTip(key.toString(QKeySequence.SequenceFormat.NativeText))
            row.clicked.connect(self._place_teller(place))
            self.places[place] = row
            layout.addWidget(row)
        layout.addSpacing(14)
        layout.addWidget(self._heading(translate("Sidebar", "FOLDERS")))
        self.tree = FolderTree(theme)
        self.tree.chosen.connect(self.folder_chosen)
        self.tree.menu_wanted.connect(self.open_menu)
        layout.addWidget(self.tree, 1)
        self._note = label(translate("Sidebar", "Your photos never leave this computer."), "small")
        self._note.setContentsMargins(8, 8, 0, 0)
        self._note.setWordWrap(True)
        layout.addWidget(self._note)
        self._folders: list[Folder] = []
        self._preferred: frozenset[str] = frozenset()
        self.show_place(Place.DUPLICATES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a low window the folders need the room.
        self._note.setVisible(self.height() >= _ROOMY_PX)

    def show_place(self, place: Place | None) -> None:
        """Show which place is open; None while a page lies over them."""
        for key, row in self.places.items():
            row.setAutoExclusive(False)  # else none could be unchecked
            row.setChecked(key is place)
            row.setAutoExclusive(True)

    def show_counts(self, counts: dict[Place, int]) -> None:
        """Show how much is in each place, or nothing where that is not known yet."""
        for place, row in self.places.items():
            row.set_end(display.number(counts[place]) if place in counts else "")

    def show_folders(
        self,
        folders: Sequence[Folder],
        counts: Mapping[str, int],
        preferred: Collection[str] = (),
    ) -> None:
        """Show the watched folders.

        Args:
            folders: Watched folders and photos.
            counts: How many photos lie directly in each folder.
            preferred: Folders whose photos are kept where copies are equally good.
        """
        self._folders = list(folders)
        self._preferred = frozenset(preferred)
        self.tree.show_folders(folders, counts, preferred)

    def show_chosen_folder(self, path: str) -> None:
        """Show which folder the groups are limited to; "" for none."""
        self.tree.show_chosen(path)

    @staticmethod
    def _heading(text: str) -> QWidget:
        made = label(text, "section")
        made.setContentsMargins(8, 0, 0, 6)
        return made

    def _place_teller(self, place: Place) -> Callable[[], None]:
        return lambda: self.place_chosen.emit(place)

    def open_menu(self, key: str, position: QPoint) -> QMenu:
        """Open a row's menu: what its folder is for, and what can be done with it."""
        folders = self._meant(key)
        paths = [folder.path for folder in folders]
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for role in Role:
            action = menu.addAction(_role_action(role))
            action.setToolTip(wording.role_explained(role))
            action.setCheckable(True)
            action.setChecked(all(folder.role is role for folder in folders))
            action.triggered.connect(self._role_teller(paths, role))
        menu.addSeparator()
        if not folders[0].is_file:
            self._add_keeping(menu, folders[0])
        again = menu.addAction(translate("Sidebar", "Rescan this folder"))
        again.triggered.connect(lambda: self.rescan_wanted.emit(paths))
        reveal = menu.addAction(translate("Sidebar", "Show in file manager"))
        reveal.triggered.connect(lambda: self.reveal_wanted.emit(paths[0]))
        if key == PHOTOS or not self._lies_in_another(key):
            menu.addSeparator()
            forget = menu.addAction(_forget_action(folders))
            forget.triggered.connect(lambda: self._forget(paths))
        menu.popup(position)
        return menu

    def _add_keeping(self, menu: QMenu, folder: Folder) -> None:
        """What a folder means for which copies are kept and which are marked."""
        prefer = menu.addAction(translate("Sidebar", "Preferred: keep its photos among equals"))
        prefer.setToolTip(
            translate("Sidebar", "Where copies are equally good, the one in this folder is kept.")
        )
        prefer.setCheckable(True)
        prefer.setChecked(folder.path in self._preferred)
        prefer.setEnabled(folder.role is not Role.EXCLUDED)
        prefer.triggered.connect(lambda on: self.preferred.emit(folder.path, on))
        only = menu.addAction(translate("Sidebar", "Mark copies only in this folder…"))
        only.setEnabled(folder.role is Role.NORMAL)
        only.triggered.connect(lambda: self.mark_here_wanted.emit(folder.path))
        menu.addSeparator()

    def _meant(self, key: str) -> list[Folder]:
        """The folder of a row as it is, or all photos of the row of single photos."""
        if key == PHOTOS:
            return [f for f in self._folders if f.is_file]
        known = next((f for f in self._folders if f.path == key), None)
        if known is not None:
            return [known]
        role = role_by_folder([Root(f.path, f.role) for f in self._folders])(key)
        return [Folder(key, role)]

    def _lies_in_another(self, path: str) -> bool:
        return any(is_inside(path, f.path) for f in self._folders if f.path != path)

    def _role_teller(self, paths: Sequence[str], role: Role) -> Callable[[], None]:
        def tell() -> None:
            for path in paths:
                self.role_chosen.emit(path, role)

        return tell

    def _forget(self, paths: Sequence[str]) -> None:
        for path in paths:
            self.forget_wanted.emit(path)


def _forget_action(folders: Sequence[Folder]) -> str:
    if not folders[0].is_file:
        return translate("Sidebar", "Remove folder from library (photos stay on disk)")
    return translate(
        "Sidebar", "Remove %Ln photos from library (files stay on disk)", "", len(folders)
    )


def _role_action(role: Role) -> str:
    return {
        Role.NORMAL: translate("Sidebar", "Normal: photos can be marked"),
        Role.PROTECTED: translate("Sidebar", "Protected: never marked, always kept"),
        Role.EXCLUDED: translate("Sidebar", "Excluded: never scanned"),
    }[role]
