"""The deletion history: what was moved where, what was kept, and restoring it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLineEdit, QSplitter

from simgui.core.removal.journal import ActionRecord, Step, StepState
from simgui.text import deletion_wording, display
from simgui.text.translation import translate
from simgui.ui import dates
from simgui.ui.platform import qimages
from simgui.ui.session.session import Session
from simgui.ui.widgets.controls import Button
from simgui.ui.widgets.page import Page
from simgui.ui.widgets.table import Column, Table, TableModel
from simgui.ui.widgets.theme import Theme

_SEARCH_PX = 220  # width of the search box
_PICTURE_PX = 44  # height of a photo's thumbnail in its row
_MOST_PICTURES = 300  # photos of one deletion whose thumbnails are shown
_MOST_KEPT = 2_000  # thumbnails in memory before they are read anew


class JournalPage(Page):
    """Actions on top, the photos of the chosen one below.

    Signals:
        undo_wanted: ActionId to bring back.
        restore_wanted: list of paths to bring back, each with its companions.
        reveal_wanted: Path to show in the file manager.
    """

    undo_wanted = Signal(object)
    restore_wanted = Signal(object)
    reveal_wanted = Signal(object)

    def __init__(self, theme: Theme, session: Session) -> None:
        self._session = session
        self._pixmaps: dict[bytes, QPixmap] = {}
        self.actions_model: TableModel[ActionRecord] = TableModel(
            (
                Column(translate("Journal", "When"), _when, share=0),
                Column(translate("Journal", "Action"), deletion_wording.action),
                Column(translate("Journal", "Size"), _size, is_number=True, share=0),
                Column(translate("Journal", "Status"), _state),
            )
        )
        self.steps_model: TableModel[Step] = TableModel(
            (
                Column(
                    translate("Journal", "Photo"),
                    lambda s: display.name(s.intent.path),
                    picture=self._picture,
                ),
                Column(
                    translate("Journal", "Original folder"),
                    lambda s: display.plain(os.path.dirname(s.intent.path)),
                ),
                Column(
                    translate("Journal", "Kept copy"),
                    lambda s: display.plain(s.intent.keeper_path),
                ),
                Column(translate("Journal", "Status"), deletion_wording.step_state, share=0),
            )
        )
        self.actions_table = Table(self.actions_model, translate("Journal", "Deletions"))
        self.steps_table = Table(self.steps_model, translate("Journal", "Photos in this deletion"))
        self.steps_table.show_pictures(_PICTURE_PX)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.actions_table)
        split.addWidget(self.steps_table)
        split.setSizes([220, 480])
        split.setStretchFactor(1, 1)
        super().__init__(
            translate("Journal", "Deletion history"),
            split,
            translate("Journal", "Nothing has been deleted yet. Deletions will be listed here."),
        )
        self.actions_model.setParent(self)
        self.steps_model.setParent(self)
        self._build_head(theme)
        self.actions_table.selectionModel().currentChanged.connect(lambda *_: self._show_steps())
        self.set_note(translate("Journal", "This history survives a library rebuild."))

    def _build_head(self, theme: Theme) -> None:
        self._back = Button(
            theme,
            translate("Journal", "Restore"),
            icon="undo",
            hint=translate("Journal", "Restore all photos of the selected deletion"),
            on_click=self._on_undo,
        )
        self._keeper = Button(
            theme,
            translate("Journal", "Show kept copy"),
            icon="reveal",
            on_click=self._on_reveal,
        )
        self._one = Button(
            theme,
            translate("Journal", "Restore selected"),
            icon="undo",
            hint=translate("Journal", "Restore only the photos selected below"),
            on_click=self._on_restore,
        )
        self._records: Sequence[ActionRecord] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Journal", "Name, folder or date"))
        self.search.setAccessibleName(translate("Journal", "Find deleted photos"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(_SEARCH_PX)
        self.search.textChanged.connect(lambda _: self._show_found())
        self.head.addWidget(self.search)
        self.head.addWidget(self._keeper)
        self.head.addWidget(self._one)
        self.head.addWidget(self._back)

    def show_journal(self, records: Sequence[ActionRecord]) -> None:
        """Show these actions, newest first."""
        self._records = records
        self._show_found()

    def _show_found(self) -> None:
        """Show the actions that hold what is looked for; all without a word."""
        needle = self.search.text().strip().casefold()
        found = [r for r in self._records if not needle or _matches(r, needle)]
        row = max(0, self.actions_table.currentIndex().row())
        self.actions_model.set_rows(found)
        self.show_body(has_any=bool(self._records))
        if found:
            self.actions_table.selectRow(min(row, len(found) - 1))
        self._show_steps()

    def _current(self) -> ActionRecord | None:
        row = self.actions_table.currentIndex().row()
        rows = self.actions_model.rows
        return rows[row] if 0 <= row < len(rows) else None

    def _show_steps(self) -> None:
        record = self._current()
        needle = self.search.text().strip().casefold()
        steps = () if record is None else record.steps
        named = [step for step in steps if needle in step.intent.path.casefold()]
        self.steps_model.set_rows(named if needle and named else steps)
        if record is not None and record.steps:
            self.steps_table.selectRow(0)
            self._read_pictures(self.steps_model.rows)
        self._back.setEnabled(record is not None and record.can_undo)
        self._one.setEnabled(record is not None and record.can_undo)
        self._keeper.setEnabled(record is not None)

    def _picture(self, step: Step) -> QPixmap | None:
        """What a photo looked like; of one that was never seen, the copy that was kept."""
        intent = step.intent
        return self._pixmaps.get(intent.victim_hash) or self._pixmaps.get(intent.keeper_hash)

    def _read_pictures(self, steps: Sequence[Step]) -> None:
        """Read the thumbnails of the first photos that are not read yet."""
        hashes = {
            content_hash
            for step in steps[:_MOST_PICTURES]
            for content_hash in (step.intent.victim_hash, step.intent.keeper_hash)
        }
        wanted = sorted(hashes - self._pixmaps.keys())
        if not wanted or not self._session.is_open:
            return
        library = self._session.workspace.library
        px = round(_PICTURE_PX * 1.5 * self.devicePixelRatioF())

        def read() -> dict[bytes, QImage]:
            stored = library.stored_thumbnails(wanted)
            images = {key: qimages.from_jpeg(data, px) for key, data in stored.items()}
            return {key: image for key, image in images.items() if image is not None}

        self._session.pool.run(read, self._on_pictures)

    def _on_pictures(self, images: dict[bytes, QImage]) -> None:
        if len(self._pixmaps) > _MOST_KEPT:
            self._pixmaps.clear()
        self._pixmaps |= {key: QPixmap.fromImage(image) for key, image in images.items()}
        rows = self.steps_model.rowCount()
        if images and rows:
            first, last = self.steps_model.index(0, 0), self.steps_model.index(rows - 1, 0)
            self.steps_model.dataChanged.emit(first, last, [Qt.ItemDataRole.DecorationRole])

    def _on_undo(self) -> None:
        record = self._current()
        if record is not None:
            self.undo_wanted.emit(record.id)

    def _on_restore(self) -> None:
        rows = self.steps_model.rows
        chosen = [rows[row] for row in self.steps_table.selected_rows()]
        paths = [step.intent.path for step in chosen if step.state is StepState.DONE]
        if paths:
            self.restore_wanted.emit(paths)

    def _on_reveal(self) -> None:
        for row in self.steps_table.selected_rows()[:1]:
            self.reveal_wanted.emit(self.steps_model.rows[row].intent.keeper_path)


def _matches(record: ActionRecord, needle: str) -> bool:
    if needle in _when(record).casefold():
        return True
    return any(needle in step.intent.path.casefold() for step in record.steps)


def _when(record: ActionRecord) -> str:
    return dates.file_time(record.at_ms * 1_000_000)


def _size(record: ActionRecord) -> str:
    total = sum(f.size for s in record.steps if s.state is StepState.DONE for f in s.intent.files)
    return display.size(total) if total else ""


def _state(record: ActionRecord) -> str:
    done = sum(s.state is StepState.DONE for s in record.steps)
    undone = sum(s.state is StepState.UNDONE for s in record.steps)
    parts = []
    if done:
        parts.append(deletion_wording.away(record.action, done))
    if undone:
        parts.append(translate("Journal", "%Ln restored", "", undone))
    stayed = len(record.steps) - done - undone
    if stayed:
        parts.append(translate("Journal", "%Ln not moved", "", stayed))
    return " \N{MIDDLE DOT} ".join(parts)
