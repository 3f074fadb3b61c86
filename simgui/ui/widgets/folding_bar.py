"""Bars that fold: what does not fit goes below or is left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from simgui.ui.widgets.controls import label, row, set_kind
from simgui.ui.widgets.theme import SPACE

_WORDS_PX = 240
"""As much of the first half as must be seen beside the second."""

_FOLDED_PX = 46
"""Height of the second line of a folded bar."""

_BETWEEN_HINTS_PX = 12  # pixels


class FoldingBar(QFrame):
    """Two halves side by side, or one below the other where the width is not enough for both.

    Attributes:
        drops_words: Leave the first half out instead, because it is said elsewhere.
    """

    drops_words = False

    def __init__(
        self, kind: str, first: QWidget, second: QWidget, *, height: int, margins: QMargins
    ) -> None:
        """Lay out both halves.

        Args:
            kind: What the style sheet knows the bar as.
            first: Words, which may be shortened.
            second: What can be done, which may not.
            height: In one line.
            margins: Around both.
        """
        super().__init__()
        set_kind(self, kind)
        self._first = first
        self._second = second
        self._height = height
        self._bottom = margins.bottom()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(margins)
        self._box.setSpacing(SPACE)
        self._box.addWidget(first, 1)
        self._box.addWidget(second)
        self.setFixedHeight(height)

    @property
    def is_folded(self) -> bool:
        """Whether the halves stand one below the other."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        least = max(half.minimumSizeHint().width() for half in (self._first, self._second))
        margins = self._box.contentsMargins()
        return QSize(least + margins.left() + margins.right(), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # other words in one of the halves
            self.fold()
        return super().event(event)

    def fold(self) -> None:
        """Arrange the halves for the width there is."""
        margins = self._box.contentsMargins()
        words = min(_WORDS_PX, self._first.sizeHint().width())
        wanted = margins.left() + words + SPACE + self._second.sizeHint().width() + margins.right()
        has_room = wanted <= self.width()
        self._first.setVisible(has_room or not self.drops_words)
        is_folded = not has_room and not self.drops_words
        if is_folded == self.is_folded:
            return
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if is_folded else way.LeftToRight)
        leading = Qt.AlignmentFlag.AlignLeft
        self._box.setAlignment(self._second, leading if is_folded else Qt.AlignmentFlag(0))
        self._box.setSpacing(0 if is_folded else SPACE)
        margins.setBottom(self._bottom + (SPACE if is_folded else 0))
        self._box.setContentsMargins(margins)
        self.setFixedHeight(self._height + _FOLDED_PX if is_folded else self._height)


class FittingLine(QWidget):
    """Parts in a line; the last are left out for want of room, the first never is."""

    def __init__(self, parts: Sequence[QWidget], spacing: int, *, squeezes: bool = False) -> None:
        """Lay out the parts.

        Args:
            parts: In the order of their weight.
            spacing: Pixels between two.
            squeezes: Make parts as narrow as they can be before one is left out.
        """
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setLayout(row(*parts, spacing=spacing))
        self._parts = list(parts)
        self._spacing = spacing
        self._squeezes = squeezes

    def sizeHint(self) -> QSize:
        widths = sum(part.sizeHint().width() for part in self._parts)
        return QSize(widths + self._spacing * len(self._parts), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        used = 0
        for position, part in enumerate(self._parts):
            hint = part.minimumSizeHint() if self._squeezes else part.sizeHint()
            used += max(part.minimumWidth(), hint.width())
            part.setVisible(not position or used <= self.width())
            used += self._spacing


class KeyHints(FittingLine):
    """Keys and what they do, such as "Space mark"."""

    def __init__(self, hints: Sequence[tuple[Sequence[str], str]]) -> None:
        """Make the line.

        Args:
            hints: Keys, and what they do.
        """
        super().__init__([_hint(keys, what) for keys, what in hints], _BETWEEN_HINTS_PX)


def _hint(keys: Sequence[str], what: str) -> QWidget:
    hint = QWidget()
    hint.setObjectName("hint")
    line = QHBoxLayout(hint)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(5)
    centre = Qt.AlignmentFlag.AlignVCenter
    for key in keys:
        line.addWidget(label(key, "key"), alignment=centre)
    line.addWidget(label(what, "small"), alignment=centre)
    return hint
