"""The bar at the bottom: what is marked, what it frees, and the one button that acts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QFrame, QHBoxLayout

from simgui.text import display
from simgui.text.translation import translate
from simgui.ui.session.marks import Marks
from simgui.ui.widgets.controls import Button, ElidedLabel, label, set_kind
from simgui.ui.widgets.folding_bar import KeyHints
from simgui.ui.widgets.theme import Theme


class Footer(QFrame):
    """The bar at the bottom.

    Signals:
        trash_wanted: Move what is marked to the trash.
    """

    trash_wanted = Signal()

    def __init__(self, theme: Theme, marks: Marks, stack: QUndoStack) -> None:
        super().__init__()
        set_kind(self, "footer")
        self.setFixedHeight(56)
        self._marks = marks
        self._count = label(kind="strong")
        self._bytes = label()
        self._note = ElidedLabel(
            translate("Footer", "We re-check every kept photo on disk first"), "dim"
        )
        self._keys = KeyHints(
            (
                ((translate("Key", "Space"),), translate("Footer", "mark")),
                (("K",), translate("Footer", "keep")),
                (("Y",), translate("Footer", "accept, next")),
                (("←", "→"), translate("Footer", "photo")),
                (("↑", "↓"), translate("Footer", "group")),
            )
        )
        self.undo = Button(
            theme,
            translate("Footer", "Undo"),
            icon="undo",
            hint=translate("Footer", "Undo the last step (Ctrl+Z)"),
            on_click=stack.undo,
        )
        self.trash = Button(theme, kind="danger", icon="trash", on_click=self.trash_wanted.emit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 1, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self._count)
        layout.addWidget(self._bytes)
        layout.addSpacing(4)
        layout.addWidget(self._note, 1)
        layout.addStretch(0)
        layout.addWidget(self._keys)
        layout.addWidget(self.undo)
        layout.addWidget(self.trash)
        marks.changed.connect(self._show)
        stack.canUndoChanged.connect(self.undo.setEnabled)
        stack.undoTextChanged.connect(self._show_undo)
        self.undo.setEnabled(stack.canUndo())
        self._show()

    def show_keys(self, *, is_shown: bool) -> None:
        """Show the keys of the review, where they do something."""
        self._keys.setVisible(is_shown)

    def _show(self) -> None:
        count = len(self._marks)
        if count:
            self._count.setText(translate("Footer", "%Ln photos marked", "", count))
            size = display.size(self._marks.total_bytes)
            self._bytes.setText(f"\N{MIDDLE DOT} {size}")
            self.trash.setText(translate("Footer", "Move %Ln to trash", "", count))
        else:
            self._count.setText(translate("Footer", "Nothing marked"))
            self._bytes.setText("")
            self.trash.setText(translate("Footer", "Move to trash"))
        self.trash.setEnabled(count > 0)
        self._note.setVisible(count > 0)

    def _show_undo(self, text: str) -> None:
        hint = translate("Footer", "Undo the last step (Ctrl+Z)")
        if text:
            hint = translate("Footer", "Undo: {action} (Ctrl+Z)").format(action=text)
        self.undo.setToolTip(hint)
        self.undo.setAccessibleDescription(hint)
