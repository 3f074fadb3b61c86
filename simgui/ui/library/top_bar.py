"""The bar at the top: what to begin, how far the scan is, and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QProgressBar, QVBoxLayout, QWidget

from simgui.core.task import Progress
from simgui.text import progress_wording
from simgui.text.translation import translate
from simgui.ui.widgets.controls import Button, ElidedLabel, label, set_kind
from simgui.ui.widgets.theme import Theme

_PER_MILLE = 1000  # steps of the progress bar
_BETWEEN_PX = 8  # between the words and what comes next
_NARROW_PX = 1240
"""A bar narrower than this shows its buttons as icons while a scan needs the room."""


class ProgressPanel(QWidget):
    """How far a scan is, with its pause and stop buttons.

    Signals:
        pause_toggled: Pause, or go on.
        stop_wanted: End the scan; what was read stays.
    """

    pause_toggled = Signal()
    stop_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._is_paused = False
        self._lines: tuple[str, ...] = ("",)
        self._phase = label(kind="strong")
        self._facts = ElidedLabel(kind="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(translate("Progress", "Scan progress"))
        self._pause = Button(
            theme, translate("Progress", "Pause"), icon="pause", on_click=self.pause_toggled.emit
        )
        self._stop = Button(
            theme,
            icon="stop",
            kind="icon",
            hint=translate("Progress", "Stop the scan. Photos already read stay in the library."),
            on_click=self.stop_wanted.emit,
        )
        text = QHBoxLayout()
        text.setSpacing(8)
        text.addWidget(self._phase)
        text.addWidget(self._facts, 1)
        column = QVBoxLayout()
        column.setSpacing(5)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(text)
        column.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(column, 1)
        layout.addSpacing(8)
        layout.addWidget(self._pause)
        layout.addWidget(self._stop)
        self.setMaximumWidth(680)

    def show_progress(self, progress: Progress) -> None:
        """Show a report."""
        paused = translate("Progress", "Paused")
        self._phase.setText(paused if self._is_paused else progress_wording.phase(progress))
        self._lines = progress_wording.progress_lines(progress)
        self._fit_words()
        if progress.total:
            self._bar.setRange(0, _PER_MILLE)
            self._bar.setValue(round(_PER_MILLE * min(1.0, progress.done / progress.total)))
        else:
            # An indeterminate bar that moves for minutes only costs frames: it stays empty.
            self._bar.setRange(0, _PER_MILLE)
            self._bar.setValue(0)
        self._bar.setAccessibleDescription(self._lines[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        """Say as much as there is room for: the time left is the last to go."""
        metrics = self._facts.fontMetrics()
        used = self._phase.sizeHint().width() + _BETWEEN_PX
        room = self._pause.x() - 2 * _BETWEEN_PX if self._pause.isVisible() else self.width()
        has_phase = used + metrics.horizontalAdvance(self._lines[-1]) <= room
        self._phase.setVisible(has_phase or self._is_paused)
        room -= used if self._phase.isVisibleTo(self) else 0
        fits = (line for line in self._lines if metrics.horizontalAdvance(line) <= room)
        self._facts.set_text(next(fits, self._lines[-1]))
        self._facts.setToolTip(self._lines[0])

    def show_paused(self, is_paused: bool) -> None:
        """Show whether the scan waits."""
        self._is_paused = is_paused
        if is_paused:
            self._phase.setText(translate("Progress", "Paused"))
        self._pause.set_icon_name("play" if is_paused else "pause")
        text = translate("Progress", "Resume") if is_paused else translate("Progress", "Pause")
        self._pause.setText(text)
        self._pause.setAccessibleName(text)


class TopBar(QFrame):
    """The bar at the top.

    Signals:
        add_wanted: Choose a folder.
        similar_wanted: Look for photos like a picture.
        rules_wanted: Open the keep rules.
        settings_wanted: Open the settings.
        back_wanted: Leave the page that is open.
    """

    add_wanted = Signal()
    similar_wanted = Signal()
    rules_wanted = Signal()
    settings_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_kind(self, "topbar")
        self.setFixedHeight(52)
        self.brand = label("simgui", "brand")
        self.back = Button(
            theme,
            translate("TopBar", "Back"),
            icon="back",
            key="Esc",
            on_click=self.back_wanted.emit,
        )
        self.add = Button(
            theme,
            translate("TopBar", "Add folder"),
            icon="plus",
            hint=translate("TopBar", "Choose a folder of photos to scan (Ctrl+O)"),
            on_click=self.add_wanted.emit,
        )
        self.similar = Button(
            theme,
            translate("TopBar", "Find similar…"),
            icon="search",
            hint=translate("TopBar", "Find photos similar to an image (Ctrl+F)"),
            on_click=self.similar_wanted.emit,
        )
        self.progress = ProgressPanel(theme)
        self.rules = Button(
            theme,
            translate("TopBar", "Auto-select…"),
            icon="rules",
            hint=translate("TopBar", "Mark duplicates automatically, with a preview (Ctrl+R)"),
            on_click=self.rules_wanted.emit,
        )
        self.settings = Button(
            theme,
            icon="gear",
            kind="icon",
            hint=translate("TopBar", "Settings (Ctrl+,)"),
            on_click=self.settings_wanted.emit,
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 1)
        layout.setSpacing(8)
        layout.addWidget(self.brand)
        layout.addSpacing(12)
        for widget in (self.back, self.add, self.similar):
            layout.addWidget(widget)
        layout.addSpacing(12)
        layout.addWidget(self.progress, 8)
        layout.addStretch(1)
        layout.addWidget(self.rules)
        layout.addWidget(self.settings)
        self.back.hide()
        self.progress.hide()
        self._words = {button: button.text() for button in (self.add, self.similar, self.rules)}

    def show_back(self, *, is_shown: bool) -> None:
        """Offer a way back from a page, in the place of what begins something."""
        self.back.setVisible(is_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the progress of a scan the room it needs."""
        is_tight = self.width() < _NARROW_PX and self.progress.isVisibleTo(self)
        self.brand.setVisible(not is_tight)
        for button, text in self._words.items():
            if bool(button.text()) is is_tight:
                set_kind(button, "icon" if is_tight else "")
                button.setText("" if is_tight else text)
                button.setAccessibleName(text)

    def show_library(self, *, has_any: bool) -> None:
        """Show what needs a library only when there is one."""
        for widget in (self.add, self.similar, self.rules):
            widget.setVisible(has_any)


def tool_menu(button: Button) -> QMenu:
    """A menu that opens below a button."""
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    button.setMenu(menu)
    button.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return menu
