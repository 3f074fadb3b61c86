"""A part of the settings page: a heading and a card of rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from simgui.engine.workspace import Workspace
from simgui.ui.settings import Settings
from simgui.ui.widgets.controls import label, set_kind
from simgui.ui.widgets.theme import Theme

Run = Callable[[Callable[[], object], Callable[..., None]], None]
"""Does some work off the GUI thread, then something with its result on it."""

_LABEL_PX = 220  # width of the names
_TALL_PX = 60  # height from which the name stands at the top of a row


class SettingsSection(QWidget):
    """One part of the page."""

    def __init__(self, title: str) -> None:
        super().__init__()
        card = QFrame()
        set_kind(card, "card")
        self._rows = QVBoxLayout(card)
        self._rows.setContentsMargins(20, 12, 20, 12)
        self._rows.setSpacing(12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(label(title, "section"))
        whole.addWidget(card)

    def add_row(self, text: str, *widgets: QWidget, note: str = "") -> None:
        """Add a setting: its name, its controls, and what there is to say of it."""
        name = label(text)
        name.setMinimumWidth(_LABEL_PX)
        name.setMaximumWidth(_LABEL_PX)
        name.setWordWrap(True)
        name.setBuddy(widgets[0])
        row = QHBoxLayout()
        row.setSpacing(8)
        is_tall = any(widget.sizeHint().height() > _TALL_PX for widget in widgets)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop if is_tall else Qt.AlignmentFlag(0))
        for widget in widgets:
            is_wide = isinstance(widget, QLineEdit)
            row.addWidget(widget, 1 if is_wide else 0)
        if not any(isinstance(w, QLineEdit) for w in widgets):
            row.addStretch(1)
        self._rows.addLayout(row)
        if note:
            self.add_note(note)

    def add_note(self, text: str = "") -> QLabel:
        """Add a line in small print below the controls."""
        note = label(text, "small")
        note.setWordWrap(True)
        note.setContentsMargins(_LABEL_PX + 8, 0, 0, 0)
        self._rows.addWidget(note)
        return note


class EngineSection(SettingsSection):
    """A part whose settings ask something of the engine.

    Args:
        run: For what takes its time.
    """

    def __init__(
        self, title: str, theme: Theme, stored: Settings, workspace: Workspace, run: Run
    ) -> None:
        super().__init__(title)
        self._theme = theme
        self._stored = stored
        self._workspace = workspace
        self._run = run
