"""Settings of storage: memory and disk for thumbnails, where the library lies and how it fares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from simgui.engine.workspace import Workspace
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui import settings
from simgui.ui.settings import Key, Settings
from simgui.ui.settings_page.section import EngineSection, Run
from simgui.ui.widgets.controls import Button
from simgui.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from simgui.engine.maintenance import LibraryFacts

_MB = 1_000_000  # bytes
_MEMORY_MB = (64, 96, 192, 384, 768)  # megabytes offered
_DISK_MB = (250, 500, 1000, 2000, 5000, 10_000)  # megabytes offered


class StorageSection(EngineSection):
    """What the library and its thumbnails take, and whether all is well.

    Signals:
        rebuild_begins: The library is about to be rebuilt: a scan has to end.
        rescan_wanted: The library was rebuilt.
    """

    rebuild_begins = Signal()
    rescan_wanted = Signal()

    def __init__(self, theme: Theme, stored: Settings, workspace: Workspace, run: Run) -> None:
        super().__init__(translate("Settings", "STORAGE"), theme, stored, workspace, run)
        self._build_thumbnails()
        self._build_library()

    def show_library(self, found: LibraryFacts) -> None:
        """Say where the library lies and what is in it."""
        self.folder.setText(display.plain(found.folder))
        photos = translate("Settings", "%Ln photos", "", found.photos)
        self._note.setText(f"{photos} \N{MIDDLE DOT} {display.size(found.file_bytes)}")

    def set_busy(self, is_busy: bool) -> None:
        """Whether the library is being read or rebuilt."""
        for button in (self.check, self.rebuild):
            button.setEnabled(not is_busy)

    def _build_thumbnails(self) -> None:
        self.memory = self._amounts(
            settings.THUMB_MB, _MEMORY_MB, translate("Settings", "Memory for thumbnails")
        )
        self.add_row(translate("Settings", "Memory for thumbnails"), self.memory)
        self.disk = self._amounts(
            settings.DISK_MB, _DISK_MB, translate("Settings", "Disk space for thumbnails")
        )
        self.disk.activated.connect(
            lambda _: self._run(self._workspace.limit_thumbnails, lambda _: None)
        )
        self.add_row(
            translate("Settings", "Disk space for thumbnails"),
            self.disk,
            note=translate(
                "Settings", "1 GB holds about 100,000 thumbnails; others are recreated when needed."
            ),
        )

    def _amounts(self, key: Key[int], amounts_mb: tuple[int, ...], name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        current = self._stored.get(key)
        for amount in sorted({*amounts_mb, current}):
            box.addItem(display.size(amount * _MB), amount)
        box.setCurrentIndex(box.findData(current))
        box.activated.connect(lambda _: self._stored.set(key, int(box.currentData())))
        return box

    def _build_library(self) -> None:
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(translate("Settings", "Library folder"))
        move = Button(self._theme, translate("Settings", "Choose…"), on_click=self._choose_library)
        move.setAccessibleName(translate("Settings", "Choose another library folder"))
        self.add_row(
            translate("Settings", "Library folder"),
            self.folder,
            move,
            note=translate("Settings", "Takes effect after restart."),
        )
        self.check = Button(
            self._theme, translate("Settings", "Check"), icon="check", on_click=self._check
        )
        self.rebuild = Button(
            self._theme, translate("Settings", "Rebuild…"), icon="redo", on_click=self._ask_rebuild
        )
        self.sure = Button(
            self._theme,
            translate("Settings", "Rebuild now"),
            kind="danger",
            on_click=self._rebuild,
        )
        self.sure.hide()
        self.add_row(translate("Settings", "Library"), self.check, self.rebuild, self.sure)
        self._note = self.add_note()

    def _choose_library(self) -> None:
        path = QFileDialog.getExistingDirectory(
            self, translate("Settings", "Choose a folder for the library")
        )
        if path:
            self._stored.set(settings.LIBRARY, path)
            self.folder.setText(display.plain(path))

    def _check(self) -> None:
        self._note.setText(translate("Settings", "Reading the whole library…"))
        self._run(self._findings, self._show_findings)

    def _findings(self) -> list[str]:
        return [str(finding) for finding in self._workspace.library.verify()]

    def _show_findings(self, findings: list[str]) -> None:
        if findings:
            self._note.setText(" ".join(display.plain(f) for f in findings[:5]))
        else:
            self._note.setText(translate("Settings", "No problems found."))

    def _ask_rebuild(self) -> None:
        self.sure.show()
        self._note.setText(
            translate(
                "Settings",
                "All photos are read again. Folders, decisions and the deletion history stay.",
            )
        )

    def _rebuild(self) -> None:
        self.sure.hide()
        self.rebuild_begins.emit()
        self._run(self._workspace.rebuild, lambda _: self.rescan_wanted.emit())
