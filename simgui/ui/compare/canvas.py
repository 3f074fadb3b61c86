"""The canvas of the compare page: up to four photos in one viewport, and the ways to see them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from simgui.core.types import PhotoId
from simgui.text.translation import translate
from simgui.ui.compare.modes import Badge, Mode
from simgui.ui.compare.viewport import Viewport
from simgui.ui.widgets.placement import Laid, is_whole
from simgui.ui.widgets.theme import Theme

_STEP = 1.25  # factor of one zoom step: three steps double
_BLINK_MS = 600  # long enough to see each photo, short enough to compare
_HANDLE_PX = 36  # width in which the swipe handle is grabbed
_CAPTION_PX = 54  # height of the words below the photos
_CAPTIONED = frozenset({Mode.DIFFERENCE, Mode.WHY, Mode.FLIP})
_SPLIT = frozenset({Mode.SIDE_BY_SIDE, Mode.WHY})


class Stage(QWidget):
    """The canvas.

    Attributes:
        view: Where the photos lie on it.

    Signals:
        pane_chosen: Index of the photo that was clicked.
        detail_wanted: A photo is shown larger than the picture at hand: its long side in pixels.
        zoom_changed: Screen pixels for one pixel of the reference.
    """

    pane_chosen = Signal(int)
    detail_wanted = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.view = Viewport()
        self._pictures: dict[PhotoId, QPixmap] = {}
        self._badges: list[Badge] = []
        self._mode = Mode.SIDE_BY_SIDE
        self._current = 0
        self._split = 0.5
        self._is_blinking = False
        self._caption = ""
        self._drag: QPointF | None = None
        self._drags_handle = False
        self._difference: QPixmap | None = None
        self._agreement: QPixmap | None = None
        self._blink = QTimer(self, interval=_BLINK_MS)
        self._blink.timeout.connect(self._on_blink)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 200)
        self.setAccessibleName(translate("Compare", "Photos side by side"))
        theme.changed.connect(self.update)

    # -- what is shown

    @property
    def mode(self) -> Mode:
        """How photos are compared."""
        return self._mode

    @property
    def current(self) -> int:
        """Index of the chosen photo."""
        return self._current

    def show_photos(self, photos: Sequence[Laid], current: int) -> None:
        """Show other photos; the first is the reference."""
        self.view.show(photos)
        self._current = current
        ids = {laid.photo.id for laid in photos}
        self._pictures = {key: p for key, p in self._pictures.items() if key in ids}
        self._difference = self._agreement = None
        self._changed()

    def set_current(self, index: int) -> None:
        """Choose a photo; the modes that lay two over each other show it on the reference."""
        if index != self._current and 0 <= index < len(self.view.laid):
            self._current = index
            self._difference = self._agreement = None
            self.update()

    def show_picture(self, photo_id: PhotoId, image: QImage) -> None:
        """A picture of one of the photos has been read."""
        old = self._pictures.get(photo_id)
        if old is None or image.width() > old.width():
            self._pictures[photo_id] = QPixmap.fromImage(image)
            self.update()

    def show_maps(self, difference: QImage, agreement: QImage) -> None:
        """What differs and what agrees between the reference and the chosen photo."""
        self._difference = QPixmap.fromImage(difference)
        self._agreement = QPixmap.fromImage(agreement)
        self.update()

    def set_badges(self, badges: Sequence[Badge]) -> None:
        """What stands in the corners."""
        self._badges = list(badges)
        self.update()

    def set_mode(self, mode: Mode) -> None:
        """Compare in another way."""
        self._mode = mode
        self._is_blinking = False
        if mode is Mode.BLINK:
            self._blink.start()
        else:
            self._blink.stop()
        self.view.is_split = mode in _SPLIT
        self._resize_view()
        self.update()

    def set_caption(self, text: str) -> None:
        """What stands below a photo that is seen alone."""
        self._caption = text
        self.update()

    # -- zoom and pan

    def fit(self) -> None:
        """Show the photos whole."""
        self.view.fit()
        self._changed()

    def show_pixels(self) -> None:
        """Show one pixel of the reference as one of the screen."""
        self.zoom_to(1.0 / self.devicePixelRatioF())

    def zoom(self, steps: float) -> None:
        """Zoom in or out around the middle."""
        self.zoom_to(self.view.scale * _STEP**steps)

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Show the reference at a scale; the spot under `at` stays where it is."""
        if self.view.laid:
            self.view.zoom_to(scale, at)
            self._changed()

    def pan(self, dx: float, dy: float) -> None:
        """Move all photos by screen pixels."""
        self.view.pan(dx, dy)
        self._changed()

    def _changed(self) -> None:
        self.zoom_changed.emit(self.view.scale)
        if self.view.laid:
            self.detail_wanted.emit(round(self.view.long_side * self.devicePixelRatioF()))
        self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(self._theme.tokens.stage))
            if not self.view.laid:
                return
            painter.setRenderHint(
                QPainter.RenderHint.SmoothPixmapTransform,
                self.view.scale * self.devicePixelRatioF() < 3,
            )
            if self.view.is_split:
                self._paint_panes(painter)
                if self._mode is Mode.WHY:
                    self._paint_caption(
                        painter,
                        translate("Compare", "Green: details match. Orange: they differ."),
                    )
            elif self._mode is Mode.DIFFERENCE:
                self._paint_over(painter, self._difference)
                self._paint_caption(
                    painter,
                    translate(
                        "Compare", "Yellow: differences after alignment and brightness correction"
                    ),
                )
            elif self._mode in {Mode.BLINK, Mode.FLIP}:
                index = self._current if self._is_blinking or self._mode is Mode.FLIP else 0
                self._paint_photo(
                    painter, index, self.view.on_reference(index), QRectF(self.rect())
                )
                self._paint_badge(painter, self.view.pane(0), index)
                if self._caption:
                    self._paint_caption(painter, self._caption)
            else:
                self._paint_swipe(painter)

    def _paint_panes(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        for index in range(len(self.view.laid)):
            pane = self.view.pane(index)
            self._paint_photo(painter, index, self.view.own_transform(index), pane)
            painter.save()
            painter.setClipRect(pane)
            if index == 0:
                self._paint_outline(painter)
            elif self._mode is Mode.WHY and index == self._current:
                self._paint_agreement(painter, index)
            painter.restore()
            self._paint_badge(painter, pane, index)
            if index == self._current and len(self.view.laid) > 2:
                painter.setPen(QPen(QColor(tokens.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(pane.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(QColor(tokens.line), 1))
        for index in range(1, len(self.view.laid)):
            pane = self.view.pane(index)
            painter.drawLine(pane.topLeft(), pane.bottomLeft())
            if len(self.view.laid) == 4 and index > 1:
                painter.drawLine(pane.topLeft(), pane.topRight())

    def _paint_photo(
        self, painter: QPainter, index: int, transform: QTransform, clip: QRectF
    ) -> None:
        """Draw a photo of 0..1 through a transform to the screen."""
        photo = self.view.laid[index].photo
        pixmap = self._pictures.get(photo.id)
        painter.save()
        painter.setClipRect(clip)
        if pixmap is None:
            painter.setTransform(transform, combine=True)
            painter.fillRect(QRectF(0, 0, 1, 1), QColor(self._theme.tokens.mat))
        else:
            unit = QTransform.fromScale(1 / pixmap.width(), 1 / pixmap.height())
            painter.setTransform(unit * transform, combine=True)
            painter.drawPixmap(QPointF(0, 0), pixmap)
        painter.restore()

    def _paint_over(self, painter: QPainter, overlay: QPixmap | None) -> None:
        self._paint_photo(painter, 0, self.view.reference_transform(), QRectF(self.rect()))
        if overlay is None:
            return
        painter.save()
        unit = QTransform.fromScale(1 / overlay.width(), 1 / overlay.height())
        painter.setTransform(unit * self.view.reference_transform(), combine=True)
        painter.drawPixmap(QPointF(0, 0), overlay)
        painter.restore()

    def _paint_agreement(self, painter: QPainter, index: int) -> None:
        """The map of what agrees, on the chosen photo: it was made over the reference."""
        overlay = self._agreement
        if overlay is None:
            return
        painter.save()
        unit = QTransform.fromScale(1 / overlay.width(), 1 / overlay.height())
        forth = self.view.laid[index].map
        own = self.view.own_transform(index)
        painter.setClipRect(own.mapRect(QRectF(0, 0, 1, 1)), Qt.ClipOperation.IntersectClip)
        painter.setTransform(unit * forth * own, combine=True)
        painter.drawPixmap(QPointF(0, 0), overlay)
        painter.restore()

    def _paint_outline(self, painter: QPainter) -> None:
        """The part of the reference that the chosen photo shows."""
        laid = self.view.laid[self._current] if self._current else self.view.laid[-1]
        if laid is self.view.laid[0] or not laid.is_found:
            return
        outline = laid.outline()
        if is_whole(outline):
            return
        shown = self.view.own_transform(0).map(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 170), 4))
        painter.drawPolygon(shown)
        pen = QPen(QColor("#ffd54a"), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawPolygon(shown)

    def _paint_swipe(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        x = self._split * self.width()
        left = QRectF(0, 0, x, self.height())
        right = QRectF(x, 0, self.width() - x, self.height())
        index = self._current or len(self.view.laid) - 1
        self._paint_photo(painter, 0, self.view.reference_transform(), left)
        painter.save()
        painter.setClipRect(right)
        painter.fillRect(right, QColor(tokens.stage))
        painter.restore()
        self._paint_photo(painter, index, self.view.on_reference(index), right)
        painter.setPen(QPen(QColor(0, 0, 0, 120), 3))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setPen(QPen(QColor("#ffffff"), 1.5))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        middle = QPointF(x, self.height() / 2)
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(middle, _HANDLE_PX / 2, _HANDLE_PX / 2)
        for icon, dx in (("back", -15.0), ("forward", 1.0)):
            spot = QRectF(middle.x() + dx, middle.y() - 7, 14, 14)
            self._theme.draw_icon(painter, icon, spot, tokens.on_accent)
        self._paint_badge(painter, left, 0)
        self._paint_badge(painter, right, index, at_right=True)

    def _paint_badge(
        self, painter: QPainter, pane: QRectF, index: int, *, at_right: bool = False
    ) -> None:
        if index >= len(self._badges):
            return
        badge = self._badges[index]
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        width = QFontMetricsF(font).horizontalAdvance(badge.text) + 20
        x = pane.right() - 14 - width if at_right else pane.left() + 14
        box = QRectF(x, pane.top() + 12, width, 27)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(badge.fill))
        painter.drawRoundedRect(box, 7, 7)
        painter.setPen(QColor(badge.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge.text)

    def _paint_caption(self, painter: QPainter, text: str) -> None:
        tokens = self._theme.tokens
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 60)
        width = metrics.horizontalAdvance(text) + 28
        box = QRectF((self.width() - width) / 2, self.height() - 44, width, 30)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(box, 15, 15)
        painter.setPen(QColor(tokens.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    # -- input

    def _on_blink(self) -> None:
        self._is_blinking = not self._is_blinking
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        self.zoom_to(self.view.scale * _STEP**steps, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag = event.position()
        near = abs(event.position().x() - self._split * self.width()) < _HANDLE_PX
        self._drags_handle = self._mode is Mode.SWIPE and near
        if self.view.panes > 1:
            self.pane_chosen.emit(self.view.pane_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        if self._drags_handle:
            self._split = min(0.98, max(0.02, event.position().x() / max(1, self.width())))
            self.update()
            return
        delta = event.position() - self._drag
        self._drag = event.position()
        self.pan(delta.x(), delta.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self._drags_handle = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.view.is_fitted:
            self.fit()
        else:
            self.zoom_to(1.0 / self.devicePixelRatioF(), event.position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize_view()
        self._changed()

    def _resize_view(self) -> None:
        """Give the photos all room but that of the words below them."""
        below = _CAPTION_PX if self._mode in _CAPTIONED else 0
        self.view.resize(QSizeF(self.width(), max(1, self.height() - below)))

    def hideEvent(self, event: QEvent) -> None:
        self._blink.stop()
