"""What lies over the window while files are dragged over it: that they can be dropped here."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from simgui.text.translation import translate
from simgui.ui.widgets.theme import CARD_RADIUS, Theme

_INSET_PX = 14  # from the edge of the window to the frame
_ALPHA = 225  # of 255: what lies below still shines through


class DropVeil(QWidget):
    """The veil; the drag goes through it to what lies below."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(translate("Drop", "Drop photos or folders to add them"))
        self.hide()

    def show_over(self) -> None:
        """Lie over all of the parent."""
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(over.rect())
            self.raise_()
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            veil = QColor(tokens.wash)
            veil.setAlpha(_ALPHA)
            painter.fillRect(self.rect(), veil)
            pen = QPen(QColor(tokens.accent), 2)
            pen.setDashPattern([5, 4])
            painter.setPen(pen)
            frame = QRectF(self.rect()).adjusted(_INSET_PX, _INSET_PX, -_INSET_PX, -_INSET_PX)
            painter.drawRoundedRect(frame, CARD_RADIUS, CARD_RADIUS)
            font = self.font()
            font.setPixelSize(font.pixelSize() + 5)
            font.setWeight(font.Weight.DemiBold)
            painter.setFont(font)
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.accessibleName())
