"""One row of the side panel: an icon, a name, a tag and a figure."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QSizePolicy,
)

from simgui.ui.widgets.theme import Theme

_NAME_PX = 35  # where a name begins


_LEAST_PX = 104  # pixels: least width of a row


_LEAST_NAME_PX = 72  # pixels: of its name, before the count is hidden


# Absolute: left and right are turned around here, and not by Qt once more.
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


ROW_PX = 34  # height of a row

_LOW_PX = 25  # height of a row in a low window


class SidebarRow(QAbstractButton):
    """A row with an icon, a name, and a count or a word at its end.

    Signals:
        menu_wanted: Global position of a context menu.
    """

    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._mode = mode
        self._end = ""
        self._tag = ""
        self._tag_icon = ""
        self._is_dim = False
        self.setText(text)
        self.setShortcut(QKeySequence())  # an "&" in a folder's name is no key
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setMaximumHeight(ROW_PX)
        # A narrow sidebar shortens the name; a button's own policy would cut off the end.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def set_end(self, text: str) -> None:
        """Show a count at the end."""
        if text != self._end:
            self._end = text
            self._describe()

    def set_tag(self, text: str, icon: str = "") -> None:
        """Show a word in a box at the end."""
        if (text, icon) != (self._tag, self._tag_icon):
            self._tag, self._tag_icon = text, icon
            self._describe()

    def set_dim(self, *, is_dim: bool) -> None:
        """Show that the row is out of use for now."""
        self._is_dim = is_dim
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, ROW_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_PX, _LOW_PX)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
            is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            painter.setPen(Qt.PenStyle.NoPen)
            if self.isChecked():
                painter.setBrush(QColor(tokens.wash))
                painter.drawRoundedRect(rect, 8, 8)
            elif self.underMouse():
                painter.setBrush(QColor(tokens.hover))
                painter.drawRoundedRect(rect, 8, 8)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(tokens.accent), 1.5))
                painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)
            ink = tokens.accent if self.isChecked() else tokens.dim if self._is_dim else tokens.text
            icon_x = rect.right() - 27 if is_right_to_left else rect.left() + 9
            icon_ink = tokens.accent if self.isChecked() else tokens.dim
            spot = QRectF(icon_x, rect.center().y() - 9, 18, 18)
            self._theme.draw_icon(painter, self._icon_name, spot, icon_ink)
            used = self._paint_end(painter, rect, is_right_to_left)
            font = self.font()
            font.setWeight(font.weight().Medium if self.isChecked() else font.weight().Normal)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            room = rect.adjusted(_NAME_PX, 0, -used - 16, 0)
            if is_right_to_left:
                room = rect.adjusted(used + 16, 0, -_NAME_PX, 0)
            text = QFontMetrics(font).elidedText(self.text(), self._mode, int(room.width()))
            align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, _MIDDLE | align, text)

    def _paint_end(self, painter: QPainter, rect: QRectF, is_right_to_left: bool) -> float:
        tokens = self._theme.tokens
        font = self.font()
        font.setPixelSize(max(1, font.pixelSize() - 2))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        text = self._tag or self._end
        if not text:
            return 0
        width = metrics.horizontalAdvance(text)
        if not self._tag:
            edge = rect.adjusted(10, 0, -10, 0)
            align = Qt.AlignmentFlag.AlignLeft if is_right_to_left else Qt.AlignmentFlag.AlignRight
            painter.setPen(QColor(tokens.accent if self.isChecked() else tokens.dim))
            painter.drawText(edge, _MIDDLE | align, text)
            return width + 10
        icon_room = 16 if self._tag_icon else 0
        box_width = width + 14 + icon_room
        name = metrics.horizontalAdvance(self.text())
        if self._tag_icon and rect.width() - _NAME_PX - box_width - 24 < min(name, _LEAST_NAME_PX):
            text, box_width = "", 24  # the icon says it too, and the tip in words
        x = rect.left() + 8 if is_right_to_left else rect.right() - 8 - box_width
        box = QRectF(x, rect.center().y() - 10, box_width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.neutral_wash))
        painter.drawRoundedRect(box, 5, 5)
        if self._tag_icon:
            spot = QRectF(box.left() + 6, box.top() + 4, 12, 12)
            self._theme.draw_icon(painter, self._tag_icon, spot, tokens.dim)
        painter.setPen(QColor(tokens.dim))
        left = Qt.AlignmentFlag.AlignLeft
        painter.drawText(box.adjusted(7 + icon_room, 0, 0, 0), _MIDDLE | left, text)
        return box_width + 8

    def _describe(self) -> None:
        self.setAccessibleDescription(" ".join(t for t in (self._tag, self._end) if t))
        self.update()
