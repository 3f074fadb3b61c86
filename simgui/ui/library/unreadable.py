"""The files that could not be read, each with its reason."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import Signal

from simgui.engine.snapshot import Unreadable
from simgui.text import display, errors
from simgui.text.translation import translate
from simgui.ui.widgets.controls import Button
from simgui.ui.widgets.page import Page
from simgui.ui.widgets.table import Column, Table, TableModel
from simgui.ui.widgets.theme import Theme


class UnreadablePage(Page):
    """The list of unreadable files.

    Signals:
        reveal_wanted: Path to show in the file manager.
        retry_wanted: Try all of them again.
    """

    reveal_wanted = Signal(object)
    retry_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        self.model: TableModel[Unreadable] = TableModel(
            (
                Column(translate("Unreadable", "Name"), lambda u: display.name(u.path), share=2),
                Column(
                    translate("Unreadable", "Folder"),
                    lambda u: display.plain(os.path.dirname(u.path)),
                    share=3,
                ),
                Column(
                    translate("Unreadable", "Reason"),
                    lambda u: display.plain(errors.reason(u.reason)),
                    share=3,
                ),
            )
        )
        self.table = Table(self.model, translate("Unreadable", "Unreadable files"))
        super().__init__(
            translate("Unreadable", "Unreadable files"),
            self.table,
            translate("Unreadable", "Every photo could be read."),
        )
        self.model.setParent(self)
        self._reveal = Button(
            theme,
            translate("Unreadable", "Show in file manager"),
            icon="reveal",
            on_click=self._on_reveal,
        )
        self._retry = Button(
            theme,
            translate("Unreadable", "Try again"),
            icon="redo",
            hint=translate("Unreadable", "Rescan the folders"),
            on_click=self.retry_wanted.emit,
        )
        self.head.addWidget(self._reveal)
        self.head.addWidget(self._retry)
        self.set_note(translate("Unreadable", "They stay as they are and are never deleted."))
        self.table.doubleClicked.connect(lambda _: self._on_reveal())

    def show_files(self, files: Sequence[Unreadable]) -> None:
        """Show these files."""
        if list(files) != list(self.model.rows):
            self.model.set_rows(files)
        self.show_body(has_any=bool(files))
        self._reveal.setEnabled(bool(files))

    def _on_reveal(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self.reveal_wanted.emit(self.model.rows[row].path)
