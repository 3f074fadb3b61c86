"""The frame of a page: a head with title, a line below it and buttons, and what it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from simgui.ui.widgets.controls import ElidedLabel, label, set_kind

_HEAD_PX = 64  # height of the head


class Page(QWidget):
    """A page with a head; its body shows a sentence while there is nothing else to show.

    Attributes:
        head: Where a page puts its buttons, from the left.
    """

    def __init__(self, title: str, body: QWidget, empty: str) -> None:
        super().__init__()
        set_kind(self, "page")
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self._title = ElidedLabel(title, "title")
        self._note = ElidedLabel(kind="dim")
        self._note.hide()
        self._empty = label(empty, "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(48, 0, 48, 0)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._note)
        words.addStretch(1)
        bar = QFrame()
        set_kind(bar, "head")
        bar.setFixedHeight(_HEAD_PX)
        inner = QHBoxLayout(bar)
        inner.setContentsMargins(20, 0, 16, 1)
        inner.setSpacing(16)
        inner.addLayout(words, 1)
        inner.addLayout(self.head)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(body)
        self._stack.addWidget(self._empty)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(bar)
        self.column.addWidget(holder)
        self.show_body(has_any=False)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.set_text(title)

    def set_note(self, text: str) -> None:
        """Show a line below the title, or none."""
        self._note.set_text(text)
        self._note.setVisible(bool(text))

    def set_empty(self, text: str) -> None:
        """Change the sentence of an empty page."""
        self._empty.setText(text)

    def show_body(self, *, has_any: bool) -> None:
        """Show the body, or the sentence in its place."""
        self._stack.setCurrentIndex(0 if has_any else 1)
