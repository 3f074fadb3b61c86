"""Cached card faces: paper, picture, frame and text as one pixmap.

Rounded corners, scaling and words cost a millisecond a card; while the grid scrolls, each card is
drawn many times and changes at none of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from simgui.core.types import Photo, PhotoId
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.grid.model import Item
from simgui.ui.widgets.theme import CARD_RADIUS, Theme

_BUDGET_BYTES = 32_000_000  # of pixmaps
_MARGIN = 3  # room for the shadow
_MARKED_OPACITY = 0.5  # of the picture of a marked photo
_AWAY_OPACITY = 0.25  # of one that can't be reached
# A photo of 64 pixels may be shown at its own size; more would only show its blocks.
_MAX_ENLARGE = 1.0
_FAILED_PX = 28


@dataclass(frozen=True, slots=True)
class _Key:
    photo: PhotoId
    picture: int
    is_failed: bool
    size: tuple[float, float]
    target: tuple[float, float, float, float]
    ratio: float
    is_dark: bool
    is_keeper: bool
    is_marked: bool
    is_away: bool


def fitted(photo: Photo, area: QRectF, ratio: float) -> QRectF:
    """Where a photo is drawn in an area: whole, centred, and never larger than its own pixels."""
    width = max(1, photo.content.width)
    height = max(1, photo.content.height)
    scale = min(area.width() / width, area.height() / height, _MAX_ENLARGE / ratio)
    drawn_width, drawn_height = width * scale, height * scale
    return QRectF(
        area.left() + (area.width() - drawn_width) / 2,
        area.top() + (area.height() - drawn_height) / 2,
        drawn_width,
        drawn_height,
    )


class CardFaces:
    """Makes the faces of cards and keeps the last ones, up to a number of bytes."""

    def __init__(self, theme: Theme, thumbs: ThumbLoader) -> None:
        self._theme = theme
        self._thumbs = thumbs
        self._faces: OrderedDict[_Key, tuple[Item, QPixmap]] = OrderedDict()
        self._bytes = 0
        self._plain: tuple[object, QPixmap] | None = None

    def draw(
        self,
        painter: QPainter,
        card: QRectF,
        picture_height: float,
        item: Item,
        words: Callable[[QPainter, QRectF], None],
        *,
        is_keeper: bool,
        is_marked: bool,
        is_away: bool = False,
    ) -> None:
        """Draw the lasting part of a card: all but badge, check box and focus.

        Args:
            painter: Of a widget; what is kept fits its device's pixels.
            card: Where the card is.
            picture_height: Height of the picture's place, at the top of the card.
            item: The photo and what is said of it.
            words: Paints what is said; asked only where the item or its look is another.
            is_keeper: Whether the frame says that it is kept.
            is_marked: Whether the frame says that it goes.
            is_away: Whether its folder can't be reached: it is greyed.
        """
        photo = item.photo
        ratio = painter.device().devicePixelRatio()
        target = fitted(photo, QRectF(0, 0, card.width(), picture_height), ratio)
        picture = self._thumbs.get(photo, max(target.width(), target.height()) * ratio)
        key = _Key(
            photo.id,
            0 if picture is None else picture.cacheKey(),
            picture is None and self._thumbs.has_failed(photo),
            (card.width(), card.height()),
            (target.x(), target.y(), target.width(), target.height()),
            ratio,
            self._theme.tokens.is_dark,
            is_keeper,
            is_marked,
            is_away,
        )
        kept_item, face = self._faces.get(key, (None, None))
        if face is None or kept_item is None or not kept_item.is_as(item):
            face = self._made(key, picture, picture_height)
            with QPainter(face) as inside:
                inside.setLayoutDirection(painter.layoutDirection())
                inside.translate(_MARGIN, _MARGIN)
                words(inside, QRectF(QPointF(0, 0), card.size()))
            self._keep(key, item, face)
        else:
            self._faces.move_to_end(key)
        painter.drawPixmap(card.topLeft() - QPointF(_MARGIN, _MARGIN), face)

    def _keep(self, key: _Key, item: Item, face: QPixmap) -> None:
        _, old = self._faces.pop(key, (None, None))
        if old is not None:
            self._bytes -= _bytes(old)
        self._faces[key] = (item, face)
        self._bytes += _bytes(face)
        while self._bytes > _BUDGET_BYTES and len(self._faces) > 1:
            _, (_, dropped) = self._faces.popitem(last=False)
            self._bytes -= _bytes(dropped)

    def _made(self, key: _Key, picture: QPixmap | None, picture_height: float) -> QPixmap:
        face = QPixmap(self._paper(key))
        with QPainter(face) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate(_MARGIN, _MARGIN)
            card = QRectF(QPointF(0, 0), QSizeF(*key.size))
            self._paint_picture(painter, card, picture_height, key, picture)
            self._paint_frame(painter, card, key)
        return face

    def _paper(self, key: _Key) -> QPixmap:
        """What is the same on all cards: shadow and paper."""
        kind = (key.size, key.ratio, key.is_dark)
        if self._plain is not None and self._plain[0] == kind:
            return self._plain[1]
        size = QSizeF(*key.size)
        room = QSizeF(size.width() + 2 * _MARGIN, size.height() + 2 * _MARGIN)
        paper = QPixmap((room * key.ratio).toSize())
        paper.setDevicePixelRatio(key.ratio)
        paper.fill(Qt.GlobalColor.transparent)
        with QPainter(paper) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(_MARGIN, _MARGIN)
            card = QRectF(QPointF(0, 0), size)
            tokens = self._theme.tokens
            painter.setPen(Qt.PenStyle.NoPen)
            if not tokens.is_dark:
                for offset, alpha in ((2.0, 9), (1.0, 14)):
                    painter.setBrush(QColor(20, 30, 45, alpha))
                    shadow = card.translated(0, offset)
                    painter.drawRoundedRect(shadow, CARD_RADIUS, CARD_RADIUS)
            painter.setBrush(QColor(tokens.panel))
            painter.drawRoundedRect(card, CARD_RADIUS, CARD_RADIUS)
        self._plain = (kind, paper)
        return paper

    def _paint_picture(
        self,
        painter: QPainter,
        card: QRectF,
        picture_height: float,
        key: _Key,
        picture: QPixmap | None,
    ) -> None:
        tokens = self._theme.tokens
        area = QRectF(card.left(), card.top(), card.width(), picture_height)
        clip = QPainterPath()
        clip.addRoundedRect(card, CARD_RADIUS, CARD_RADIUS)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(area, QColor(tokens.mat))
        if picture is not None:
            painter.setOpacity(_opacity(key))
            painter.drawPixmap(QRectF(*key.target), picture, QRectF(picture.rect()))
        elif key.is_failed:
            spot = QRectF(0, 0, _FAILED_PX, _FAILED_PX)
            spot.moveCenter(area.center())
            self._theme.draw_icon(painter, "image", spot, tokens.edge)
        painter.restore()

    def _paint_frame(self, painter: QPainter, card: QRectF, key: _Key) -> None:
        tokens = self._theme.tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if key.is_keeper or key.is_marked:
            pen = QPen(QColor(tokens.keep if key.is_keeper else tokens.trash), 2.0)
            inset = 1.0
        else:
            pen = QPen(QColor(tokens.line), 1.0)
            inset = 0.5
        painter.setPen(pen)
        painter.drawRoundedRect(
            card.adjusted(inset, inset, -inset, -inset), CARD_RADIUS - inset, CARD_RADIUS - inset
        )


def _opacity(key: _Key) -> float:
    if key.is_away:
        return _AWAY_OPACITY
    return _MARKED_OPACITY if key.is_marked else 1.0


def _bytes(face: QPixmap) -> int:
    return face.width() * face.height() * max(1, face.depth() // 8)
