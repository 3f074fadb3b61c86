"""Checking a card, a phone's photos or an old disk: what is new, and may it be formatted?"""

from __future__ import annotations

import os

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
)

from simgui.core.task import Progress
from simgui.engine.intake.check import Checked, Obstacle, Report
from simgui.text import check_wording, display, progress_wording
from simgui.text.translation import translate
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.check.results import arranged, by_photo
from simgui.ui.grid.card_delegate import CardDelegate, CardKind
from simgui.ui.grid.grid import PhotoGrid
from simgui.ui.grid.model import PhotoModel
from simgui.ui.messages import Message
from simgui.ui.platform.desktop import open_file, reveal
from simgui.ui.session.session import Session
from simgui.ui.widgets.controls import Button, IconLabel, Segments, label, set_kind
from simgui.ui.widgets.listening import listen
from simgui.ui.widgets.page import Page
from simgui.ui.widgets.table import Column, Table, TableModel
from simgui.ui.widgets.theme import Theme

_CARD_PX = 200  # width of a card
_PER_MILLE = 1000  # steps of the progress bar
_PATTERNS = ("%Y/%Y-%m-%d", "%Y/%m", "%Y", "")


class CheckPage(Page):
    """The verdict at the top, what is new below it, then what the library has already.

    Signals:
        compare_wanted: list of Photo: one of the card and the library's.
        counted: How many photos are new may be another number.
        said: Message, the text of a button (or ""), and what the button does (or None).
    """

    compare_wanted = Signal(object)
    counted = Signal()
    said = Signal(object, str, object)

    def __init__(self, theme: Theme, thumbs: ThumbLoader, session: Session) -> None:
        self._session = session
        self._checks = session.checks
        self._found: dict[int, Checked] = {}
        self._shown: Report | None = None
        self._build_lists(theme, thumbs, session)
        super().__init__(translate("Check", "Check a card or folder"), self.lists, "")
        self.model.setParent(self)
        self.obstacles.setParent(self)
        self._build_head(theme)
        self._build_verdict(theme)
        self._build_choices(theme)
        thumbs.arrived.connect(self.grid.thumbs_arrived)
        self.grid.opened.connect(lambda _: self.open_current())
        self.table.doubleClicked.connect(lambda _: self._on_reveal())
        self._checks.changed.connect(self.show_state)
        self._checks.copied.connect(self._on_copied)
        self._checks.ended.connect(self._on_ended)
        session.scan_progressed.connect(self._on_progress)
        session.scan_paused.connect(self._on_paused)
        listen(self, session.opened, lambda: self.choose.setEnabled(True))
        self.choose.setEnabled(session.is_open)
        self.show_state()

    # -- what the user asks for

    @property
    def count(self) -> int | None:
        """How many photos are worth copying, None while that is not known."""
        return None if self._shown is None else len(self._shown.worth_copying)

    def choose_folder(self) -> None:
        """Let the user choose a card or folder to check."""
        title = translate("Check", "Choose a card or folder to check")
        path = QFileDialog.getExistingDirectory(self, title)
        if path:
            self._checks.check(path)

    def choose_target(self) -> None:
        """Let the user choose where new photos go, and copy them there."""
        title = translate("Check", "Choose a folder for the new photos")
        path = QFileDialog.getExistingDirectory(self, title)
        if path:
            self._checks.copy_new(os.path.abspath(path), self.pattern.currentData())

    def open_current(self) -> None:
        """Compare the current photo with the library's, or open it where there is none."""
        item = self.grid.current_item()
        if item is None:
            return
        found = self._found.get(item.photo.id)
        if found is not None and found.match is not None:
            self.compare_wanted.emit([found.photo, found.match])
        else:
            open_file(item.photo.path)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        (self.grid if self.model.rowCount() else self.choose).setFocus()

    # -- what is shown

    def show_state(self) -> None:
        """Show what the session's check is doing or has found."""
        checks = self._checks
        report = checks.report
        is_busy = checks.is_checking or checks.is_copying
        if report is not self._shown:
            self._shown = report
            self._show_report(report)
            self.counted.emit()
        folder = display.plain(checks.folder)
        self.set_title(folder or translate("Check", "Check a card or folder"))
        self.set_empty(_invitation() if not checks.folder else "")
        self.show_body(has_any=report is not None and bool(report.checked or report.obstacles))
        self._verdict.setVisible(bool(checks.folder))
        self._bar.setVisible(is_busy)
        self.stop.setVisible(is_busy)
        self.again.setVisible(bool(checks.folder) and not is_busy)
        self.choose.setVisible(not is_busy)
        self.copy.setEnabled(not is_busy)
        self._choices.setVisible(report is not None and bool(report.checked or report.obstacles))
        if is_busy:
            self._bar.setRange(0, _PER_MILLE)
            self._bar.setValue(0)
            kind = "notice"
            text = (
                translate("Check", "Copying new photos…")
                if checks.is_copying
                else translate("Check", "Checking…")
            )
        elif report is None:
            kind, text = "warning", translate("Check", "The check was stopped before its end.")
        else:
            kind = "notice" if report.can_be_erased else "warning"
            text = check_wording.verdict(report)
        self._say(kind, text)

    def _show_report(self, report: Report | None) -> None:
        self._found = {} if report is None else by_photo(report)
        items, sections = ([], []) if report is None else arranged(report)
        self.model.set_items(items, sections)
        rows = [] if report is None else list(report.obstacles)
        self.obstacles.set_rows(rows)
        self.views.set_current(0 if items or not rows else 1)
        self.lists.setCurrentIndex(self.views.current())
        in_the_way = translate("Check", "%Ln files in the way", "", len(rows))
        self.views.button(1).setText(in_the_way)
        self.views.setVisible(bool(rows))
        if report is None:
            return
        if items:
            self.grid.setCurrentIndex(self.model.index(0))
            self.grid.scrollToTop()
        count = len(report.worth_copying)
        for part in (self.copy, self.pattern):
            part.setVisible(count > 0)
        self.copy.setText(translate("Check", "Copy %Ln photos to…", "", count))
        self.set_note(
            " \N{MIDDLE DOT} ".join(
                (
                    translate("Check", "%Ln photos checked", "", len(report.checked)),
                    translate("Check", "%Ln of them new or better", "", count),
                )
            )
        )

    def _say(self, kind: str, text: str) -> None:
        set_kind(self._verdict, kind)
        icons = {"notice": ("info", "accent"), "warning": ("warning", "amber")}
        icon, token = icons[kind]
        if self._shown is not None and self._shown.can_be_erased:
            icon, token = "check", "keep"
        self._icon.set_icon(icon, token)
        self.verdict.setText(text)
        self.verdict.setAccessibleName(text)

    def _on_progress(self, progress: Progress) -> None:
        if not self._checks.is_checking:
            return
        doing = progress_wording.phase(progress)
        far = progress_wording.progress(progress)
        self._say("notice", f"{doing} \N{MIDDLE DOT} {far}" if far else doing)
        if progress.total:
            self._bar.setValue(round(_PER_MILLE * min(1.0, progress.done / progress.total)))

    def _on_paused(self, is_paused: bool) -> None:
        if self._checks.is_checking:
            checking = translate("Check", "Checking…")
            self._say("notice", translate("Progress", "Paused") if is_paused else checking)

    def _on_copied(self, done: int, total: int) -> None:
        self._bar.setValue(round(_PER_MILLE * done / max(1, total)))
        text = translate("Check", "Copying new photos: {done} of {total}")
        self._say("notice", text.format(done=display.size(done), total=display.size(total)))

    def _on_ended(self, message: Message, can_undo: bool) -> None:
        if can_undo:
            undo = self._session.review.undo_stack.undo
            self.said.emit(message, translate("Action", "Undo"), undo)
        else:
            self.said.emit(message, "", None)

    def _on_reveal(self) -> None:
        for row in self.table.selected_rows()[:1]:
            reveal(self.obstacles.rows[row][0])

    # -- building

    def _build_lists(self, theme: Theme, thumbs: ThumbLoader, session: Session) -> None:
        self.model = PhotoModel(session.review.marks)
        self.grid = PhotoGrid(theme, CardDelegate(theme, thumbs, CardKind.CHECKED))
        self.grid.set_card_px(_CARD_PX)
        self.grid.setModel(self.model)
        self.grid.setAccessibleName(translate("Check", "Photos that were checked, new ones first"))
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.obstacles: TableModel[tuple[str, Obstacle]] = TableModel(
            (
                Column(translate("Unreadable", "Name"), lambda o: display.name(o[0]), share=2),
                Column(
                    translate("Unreadable", "Folder"),
                    lambda o: display.plain(os.path.dirname(o[0])),
                    share=3,
                ),
                Column(
                    translate("Unreadable", "Reason"),
                    lambda o: check_wording.obstacle(o[1]),
                    share=3,
                ),
            )
        )
        self.table = Table(self.obstacles, translate("Check", "Files that may exist nowhere else"))
        self.lists = QStackedWidget()
        self.lists.addWidget(self.grid)
        self.lists.addWidget(self.table)

    def _build_head(self, theme: Theme) -> None:
        self.stop = Button(
            theme, translate("Check", "Stop"), icon="stop", on_click=self._checks.stop
        )
        self.again = Button(
            theme,
            translate("Check", "Check again"),
            icon="redo",
            on_click=lambda: self._checks.check(self._checks.folder),
        )
        self.choose = Button(
            theme,
            translate("Check", "Choose a card or folder…"),
            icon="folder",
            hint=translate("Check", "Find out which of its photos you have (Ctrl+Shift+O)"),
            on_click=self.choose_folder,
        )
        for button in (self.stop, self.again, self.choose):
            self.head.addWidget(button)

    def _build_verdict(self, theme: Theme) -> None:
        """The bar that says whether the folder can be formatted, or how far the check is."""
        self._verdict = QFrame()
        self._icon = IconLabel(theme, "info", "accent", 18)
        self.verdict = label(kind="strong")
        self.verdict.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(translate("Check", "Progress of the check"))
        row = QHBoxLayout(self._verdict)
        row.setContentsMargins(20, 10, 16, 11)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self.verdict, 1)
        row.addWidget(self._bar)
        self.column.insertWidget(1, self._verdict)

    def _build_choices(self, theme: Theme) -> None:
        """The row below: what is listed, and where new photos are to go."""
        self.views = Segments(
            theme,
            (translate("Check", "Photos"), translate("Check", "%Ln files in the way", "", 0)),
            name=translate("Check", "Show"),
        )
        self.views.chosen.connect(self.lists.setCurrentIndex)
        self.pattern = QComboBox()
        self.pattern.setAccessibleName(translate("Check", "Folders for the new photos"))
        for pattern in _PATTERNS:
            self.pattern.addItem(_pattern_name(pattern), pattern)
        self.copy = Button(
            theme,
            translate("Check", "Copy %Ln photos to…", "", 0),
            kind="primary",
            icon="folder-open",
            hint=translate(
                "Check",
                "Nothing is replaced. Each copy is compared with the original, and copying can be"
                " undone.",
            ),
            on_click=self.choose_target,
        )
        self._choices = QFrame()
        set_kind(self._choices, "head")
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(20, 8, 16, 9)
        row.setSpacing(8)
        row.addWidget(self.views)
        row.addStretch(1)
        row.addWidget(self.pattern)
        row.addWidget(self.copy)
        self.column.insertWidget(2, self._choices)


def _invitation() -> str:
    return translate(
        "Check",
        "Choose or drop an SD card, a phone's photos or an old disk. simgui tells which of its"
        " photos you have already, copies the new ones, and says when it can be formatted."
        " The card itself is only read.",
    )


def _pattern_name(pattern: str) -> str:
    return {
        "%Y/%Y-%m-%d": translate("Check", "By day (2026-08-14)"),
        "%Y/%m": translate("Check", "By month (2026/08)"),
        "%Y": translate("Check", "By year (2026)"),
        "": translate("Check", "All in one folder"),
    }[pattern]
