"""What lies over the window while files are dragged over it: that they can be dropped here."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from simgui.text.translation import translate
from simgui.ui.widgets.theme import CARD_RADIUS, Theme

_INSET_PX = 14  # from the edge of the window to the frame, and between two frames
_ALPHA = 225  # of 255: what lies below still shines through
_ICON_PX = 40  # side


class DropVeil(QWidget):
    """The veil; the drag goes through it to what lies below.

    A folder can be dropped for one of two things: then each has a half of the window.
    """

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._choices: tuple[tuple[str, str], ...] = ()
        self._at = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._show_choices(())
        self.hide()

    def show_over(self) -> None:
        """Lie over all of the parent."""
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(over.rect())
            self.raise_()
            self.show()

    def offer(self, choices: tuple[tuple[str, str], ...], position: QPoint) -> int:
        """Offer things to do with what is dragged.

        Args:
            choices: An icon and a sentence each, from the left; none for the only one there is.
            position: Where the mouse is, globally.

        Returns:
            The number of the one that the mouse is over.
        """
        if choices != self._choices:
            self._show_choices(choices)
        x = self.mapFromGlobal(position).x()
        at = x * max(1, len(choices)) // max(1, self.width())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            at = len(choices) - 1 - at
        self._at = max(0, min(len(choices) - 1, at))
        self.update()
        return self._at

    def _show_choices(self, choices: tuple[tuple[str, str], ...]) -> None:
        self._choices = choices
        single = translate("Drop", "Drop photos or folders to add them")
        self.setAccessibleName(", ".join(text for _, text in choices) or single)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            veil = QColor(tokens.wash)
            veil.setAlpha(_ALPHA)
            painter.fillRect(self.rect(), veil)
            font = self.font()
            font.setPixelSize(font.pixelSize() + 5)
            font.setWeight(font.Weight.DemiBold)
            painter.setFont(font)
            choices = self._choices or (("", self.accessibleName()),)
            for number, (icon, text) in enumerate(choices):
                is_here = number == self._at or not self._choices
                self._paint_choice(painter, self._frame(number), icon, text, is_here=is_here)

    def _frame(self, number: int) -> QRectF:
        inside = QRectF(self.rect()).adjusted(_INSET_PX, _INSET_PX, -_INSET_PX, -_INSET_PX)
        count = max(1, len(self._choices))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            number = count - 1 - number
        wide = (inside.width() - (count - 1) * _INSET_PX) / count
        left = inside.left() + number * (wide + _INSET_PX)
        return QRectF(left, inside.top(), wide, inside.height())

    def _paint_choice(
        self, painter: QPainter, frame: QRectF, icon: str, text: str, *, is_here: bool
    ) -> None:
        tokens = self._theme.tokens
        pen = QPen(QColor(tokens.accent if is_here else tokens.edge), 3 if is_here else 2)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        if is_here and self._choices:
            painter.setBrush(QColor(tokens.panel))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, CARD_RADIUS, CARD_RADIUS)
        painter.setPen(QColor(tokens.text if is_here else tokens.dim))
        words = frame.adjusted(24, 0, -24, 0)
        if icon:
            spot = QRectF(0, 0, _ICON_PX, _ICON_PX)
            spot.moveCenter(frame.center())
            spot.translate(0, -_ICON_PX)
            colour = tokens.accent if is_here else tokens.dim
            self._theme.draw_icon(painter, icon, spot, colour)
            words.translate(0, _ICON_PX / 2)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), text)
