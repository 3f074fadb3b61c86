"""The side panel: the places to review, and the watched folders with role and state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QKeySequence,
)
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from simgui.core.types import Role
from simgui.engine.snapshot import Folder, FolderState
from simgui.text import display, wording
from simgui.text.translation import translate
from simgui.ui.library.sidebar_row import ROW_PX, Row
from simgui.ui.widgets.controls import label, set_kind
from simgui.ui.widgets.theme import Theme

_PHOTOS = "\0"  # no path: the row of all photos that are watched by themselves


class Place(Enum):
    """What the middle of the window shows."""

    DUPLICATES = "duplicates"
    MOMENTS = "moments"
    ALL = "all"
    UNREADABLE = "unreadable"
    JOURNAL = "journal"


_ICONS = {
    Place.DUPLICATES: "copies",
    Place.MOMENTS: "clock",
    Place.ALL: "photos",
    Place.UNREADABLE: "warning",
    Place.JOURNAL: "journal",
}


def place_name(place: Place) -> str:
    """The name of a place."""
    return {
        Place.DUPLICATES: translate("Sidebar", "Duplicates"),
        Place.MOMENTS: translate("Sidebar", "Bursts"),
        Place.ALL: translate("Sidebar", "All photos"),
        Place.UNREADABLE: translate("Sidebar", "Unreadable files"),
        Place.JOURNAL: translate("Sidebar", "Deletion history"),
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

    Paths are handed over as objects: as Qt's strings they would lose bytes that are no text.
    """

    place_chosen = Signal(object)
    folder_chosen = Signal(object)
    role_chosen = Signal(object, object)
    forget_wanted = Signal(object)
    reveal_wanted = Signal(object)
    rescan_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, "sidebar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 16, 11, 12)
        layout.setSpacing(1)
        layout.addWidget(self._heading(translate("Sidebar", "REVIEW")))
        self.places: dict[Place, Row] = {}
        for number, place in enumerate(Place, start=1):
            end = Qt.TextElideMode.ElideRight
            row = Row(theme, _ICONS[place], place_name(place), end)
            key = QKeySequence(f"Ctrl+{number}")
            row.setShortcut(key)
            row.setToolTip(key.toString(QKeySequence.SequenceFormat.NativeText))
            row.clicked.connect(self._place_teller(place))
            self.places[place] = row
            layout.addWidget(row)
        layout.addSpacing(14)
        layout.addWidget(self._heading(translate("Sidebar", "FOLDERS")))
        layout.addWidget(self._folder_area(), 1)
        note = label(translate("Sidebar", "Your photos never leave this computer."), "small")
        note.setContentsMargins(8, 8, 0, 0)
        note.setWordWrap(True)
        layout.addWidget(note)
        self.folder_rows: dict[str, Row] = {}
        self._chosen_folder = ""
        self.show_place(Place.DUPLICATES)

    def show_place(self, place: Place | None) -> None:
        """Show which place is open; None while a page lies over them."""
        for key, row in self.places.items():
            row.setChecked(key is place)

    def show_counts(self, counts: dict[Place, int]) -> None:
        """Show how much is in each place, or nothing where that is not known yet."""
        for place, row in self.places.items():
            row.set_end(display.number(counts[place]) if place in counts else "")

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Show the watched folders."""
        files = [f for f in folders if f.is_file]
        wanted = {f.path: [f] for f in folders if not f.is_file or len(files) == 1}
        if len(files) > 1:
            wanted[_PHOTOS] = files  # who drops a hundred photos wants no hundred rows
        for key in [k for k in self.folder_rows if k not in wanted]:
            self.folder_rows.pop(key).deleteLater()
        for position, (key, members) in enumerate(wanted.items()):
            row = self.folder_rows.get(key)
            if row is None:
                row = self._new_row(key, members[0])
                self.folder_rows[key] = row
                self._folders.insertWidget(position, row)
            if key == _PHOTOS:
                row.setText(translate("Sidebar", "%Ln single photos", "", len(members)))
                row.setAccessibleName(row.text())
            self._show_folder(row, _as_one(key, members))
        self._menus = wanted

    def _new_row(self, key: str, folder: Folder) -> Row:
        icon = "photos" if key == _PHOTOS else "image" if folder.is_file else "folder"
        row = Row(self._theme, icon, display.name(folder.path))
        if key == _PHOTOS:
            row.setCheckable(False)
            row.clicked.connect(lambda: self.open_menu(key, row.mapToGlobal(QPoint(0, ROW_PX))))
        else:
            row.clicked.connect(self._folder_teller(key))
        row.menu_wanted.connect(self._menu_opener(key))
        return row

    def show_chosen_folder(self, path: str) -> None:
        """Show which folder the groups are limited to; "" for none."""
        self._chosen_folder = path
        for key, row in self.folder_rows.items():
            row.setChecked(key == path)

    def _show_folder(self, row: Row, folder: Folder) -> None:
        row.setChecked(folder.path == self._chosen_folder)
        told = [] if folder.path == _PHOTOS else [display.plain(folder.path)]
        told.append(wording.role_explained(folder.role))
        row.setToolTip(display.hint("\n".join(told)))
        row.set_end(display.number(folder.photos) if folder.photos else "")
        tag, icon = "", ""
        if folder.role is Role.EXCLUDED:
            tag = wording.role_name(folder.role)
        elif folder.state is FolderState.OFFLINE:
            tag = translate("Sidebar", "offline")
        elif folder.state is FolderState.SCANNING:
            tag = translate("Sidebar", "scanning")
        elif folder.state is FolderState.UNSCANNED:
            tag = translate("Sidebar", "queued")
        elif folder.role is Role.PROTECTED:
            tag, icon = wording.role_name(folder.role), "shield-filled"
        row.set_tag(tag, icon)
        row.set_dim(is_dim=folder.role is Role.EXCLUDED or folder.state is FolderState.OFFLINE)

    def _folder_area(self) -> QScrollArea:
        holder = QWidget()
        set_kind(holder, "panel")
        self._folders = QVBoxLayout(holder)
        self._folders.setContentsMargins(0, 0, 0, 0)
        self._folders.setSpacing(1)
        self._folders.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        return area

    @staticmethod
    def _heading(text: str) -> QWidget:
        made = label(text, "section")
        made.setContentsMargins(8, 0, 0, 6)
        return made

    def _place_teller(self, place: Place) -> Callable[[], None]:
        return lambda: self.place_chosen.emit(place)

    def _folder_teller(self, path: str) -> Callable[[], None]:
        return lambda: self.folder_chosen.emit("" if path == self._chosen_folder else path)

    def _menu_opener(self, path: str) -> Callable[[QPoint], object]:
        return lambda position: self.open_menu(path, position)

    def open_menu(self, key: str, position: QPoint) -> QMenu:
        """Open a row's menu: the role of its folder, and what can be done with it."""
        folders = self._menus[key]
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
        again = menu.addAction(translate("Sidebar", "Rescan this folder"))
        again.triggered.connect(lambda: self.rescan_wanted.emit(paths))
        reveal = menu.addAction(translate("Sidebar", "Show in file manager"))
        reveal.triggered.connect(lambda: self.reveal_wanted.emit(paths[0]))
        menu.addSeparator()
        forget = menu.addAction(_forget_action(folders))
        forget.triggered.connect(lambda: self._forget(paths))
        menu.popup(position)
        return menu

    def _role_teller(self, paths: Sequence[str], role: Role) -> Callable[[], None]:
        def tell() -> None:
            for path in paths:
                self.role_chosen.emit(path, role)

        return tell

    def _forget(self, paths: Sequence[str]) -> None:
        for path in paths:
            self.forget_wanted.emit(path)


def _as_one(key: str, folders: Sequence[Folder]) -> Folder:
    """What one row says of several photos that are watched by themselves."""
    if len(folders) == 1:
        return folders[0]
    roles, states = {f.role for f in folders}, {f.state for f in folders}
    busy = next((s for s in (FolderState.SCANNING, FolderState.UNSCANNED) if s in states), None)
    return Folder(
        key,
        roles.pop() if len(roles) == 1 else Role.NORMAL,
        busy or (states.pop() if len(states) == 1 else FolderState.READY),
    )


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
