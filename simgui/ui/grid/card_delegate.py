"""Paints one photo as a card: picture, badge, mark, and what there is to know in four lines."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import (
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from simgui.core.types import Role as FolderRole
from simgui.core.types import Tier
from simgui.text import display, keeping_wording, wording
from simgui.text.translation import translate
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.grid.card_cache import CardFaces
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.grid.model import Item
from simgui.ui.widgets.model_index import ModelIndex
from simgui.ui.widgets.theme import CARD_RADIUS, SPACE, Theme, Tokens

_LINE_PX = 19  # sizes of a card's parts in logical pixels (the design)
_PADDING = 12  # logical pixels
_BADGE_PX = 24  # side
_CHECK_PX = 22  # side
_PICTURE_SHARE = 0.75  # height of the picture's place to its width
_BAR_PX = 4  # height


class CardKind(Enum):
    """Which lines a card has."""

    MEMBER = "member"
    RESULT = "result"
    BROWSE = "browse"
    CHECKED = "checked"


class CardDelegate(QStyledItemDelegate):
    """Paints the cards of a grid; all of one size.

    Attributes:
        is_reversed: Whether lines begin on the right.
    """

    def __init__(
        self, theme: Theme, thumbs: ThumbLoader, kind: CardKind, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._faces = CardFaces(theme, thumbs)
        self._kind = kind
        self._width = 240
        self.is_reversed = False
        self._fonts: tuple[QFont, QFont, QFont] | None = None
        self._metrics: tuple[QFontMetrics, QFontMetrics, QFontMetrics] | None = None

    @property
    def width(self) -> int:
        """Width of a card in logical pixels."""
        return self._width

    def set_width(self, width: int) -> None:
        """Make all cards this wide."""
        self._width = width

    @property
    def picture_height(self) -> int:
        """Height of the picture's place."""
        return round(self._width * _PICTURE_SHARE)

    @property
    def height(self) -> int:
        """Height of a card."""
        lines = 4 if self._kind in {CardKind.MEMBER, CardKind.CHECKED} else 2
        below = _PADDING - 2 + lines * _LINE_PX + _PADDING
        if self._kind is CardKind.RESULT:
            below += SPACE + _BAR_PX
        return self.picture_height + below

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        return QSize(self._width, self.height)

    def check_rect(self, card: QRect, photo_role: FolderRole, *, is_keeper: bool) -> QRect:
        """Where a card's check box is; empty if it has none."""
        has_none = self._kind in {CardKind.BROWSE, CardKind.CHECKED}
        if has_none or is_keeper or photo_role is not FolderRole.NORMAL:
            return QRect()
        x = card.left() + SPACE if self.is_reversed else card.right() - SPACE - _CHECK_PX
        return QRect(x, card.top() + SPACE + 1, _CHECK_PX, _CHECK_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: ModelIndex,
    ) -> None:
        item = index.data(ItemRole.ITEM)
        if not isinstance(item, Item):
            return
        fonts, _ = self._prepared(option.font)
        is_marked = bool(index.data(ItemRole.MARKED))
        is_away = bool(index.data(ItemRole.AWAY))
        is_keeper = item.member is not None and item.member.is_keeper and not is_marked
        state = option.state
        rect = QRectF(option.rect)
        tokens = self._theme.tokens
        painter.save()
        # Everything is placed by its distance from the left, whichever way a language is written.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._faces.draw(
            painter,
            rect,
            self.picture_height,
            item,
            lambda inside, card: self._paint_text(inside, card, item, tokens, is_keeper=is_keeper),
            is_keeper=is_keeper,
            is_marked=is_marked,
            is_away=is_away,
        )
        self._paint_focus(painter, rect, state, tokens)
        painter.setFont(fonts[1])
        if is_away:
            wash, ink = tokens.neutral_wash, tokens.text
            self._paint_badge(painter, rect, "offline", wash, ink, away_word())
        elif is_keeper:
            self._paint_badge(painter, rect, "check", tokens.keep, tokens.on_keep, keep_word())
        elif is_marked:
            self._paint_badge(painter, rect, "trash", tokens.trash, tokens.on_trash, trash_word())
        check = self.check_rect(rect.toRect(), item.photo.role, is_keeper=is_keeper)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        is_wanted = self._kind is CardKind.MEMBER or is_marked or hovered or selected
        if not check.isEmpty() and is_wanted:
            self._paint_check(painter, QRectF(check), tokens, is_marked=is_marked)
        painter.restore()

    def _prepared(
        self, font: QFont
    ) -> tuple[tuple[QFont, QFont, QFont], tuple[QFontMetrics, QFontMetrics, QFontMetrics]]:
        if self._fonts is None or self._metrics is None or self._fonts[0] != font:
            strong = QFont(font)
            strong.setWeight(QFont.Weight.DemiBold)
            small = QFont(font)
            small.setPixelSize(max(1, font.pixelSize() - 1))
            small.setWeight(QFont.Weight.DemiBold)
            self._fonts = (QFont(font), small, strong)
            self._metrics = (QFontMetrics(font), QFontMetrics(small), QFontMetrics(strong))
        return self._fonts, self._metrics

    @staticmethod
    def _paint_focus(
        painter: QPainter, rect: QRectF, state: QStyle.StateFlag, tokens: Tokens
    ) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if selected or focused:
            pen = QPen(QColor(tokens.accent), 2.0)
            if not selected:
                pen.setStyle(Qt.PenStyle.DotLine)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), CARD_RADIUS + 4, CARD_RADIUS + 4)

    def _paint_badge(
        self, painter: QPainter, rect: QRectF, icon: str, fill: str, ink: str, word: str
    ) -> None:
        width = painter.fontMetrics().horizontalAdvance(word) + 34
        x = rect.right() - SPACE - 1 - width if self.is_reversed else rect.left() + SPACE + 1
        badge = QRectF(x, rect.top() + SPACE + 1, width, _BADGE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(badge, 6, 6)
        spot = QRectF(badge.left() + 7, badge.top() + 5, 14, 14)
        self._theme.draw_icon(painter, icon, spot, ink)
        painter.setPen(QColor(ink))
        painter.drawText(
            badge.adjusted(25, 0, -6, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            word,
        )

    def _paint_check(
        self, painter: QPainter, rect: QRectF, tokens: Tokens, *, is_marked: bool
    ) -> None:
        painter.setPen(QPen(QColor(tokens.trash if is_marked else tokens.edge), 1.4))
        painter.setBrush(QColor(tokens.trash if is_marked else tokens.frame))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        if is_marked:
            self._theme.draw_icon(painter, "check", rect.adjusted(3, 3, -3, -3), tokens.on_trash)

    def _paint_text(
        self, painter: QPainter, rect: QRectF, item: Item, tokens: Tokens, *, is_keeper: bool
    ) -> None:
        fonts, metrics = self._prepared(painter.font() if self._fonts is None else self._fonts[0])
        left = rect.left() + _PADDING
        width = rect.width() - 2 * _PADDING
        y = rect.top() + self.picture_height + _PADDING - 2
        photo = item.photo
        room = width
        if self._kind is CardKind.RESULT and item.similarity is not None:
            share = display.percent(item.similarity)
            painter.setFont(fonts[2])
            painter.setPen(QColor(tokens.text))
            painter.drawText(
                QRectF(left, y, width, _LINE_PX),
                _line_flags(is_reversed=not self.is_reversed),
                share,
            )
            room -= metrics[2].horizontalAdvance(share) + SPACE
        is_protected = photo.role is FolderRole.PROTECTED
        is_shielded = is_protected and self._kind is CardKind.RESULT
        if is_shielded:
            room -= 20
        name = metrics[2].elidedText(
            display.name(photo.path), Qt.TextElideMode.ElideMiddle, int(room)
        )
        painter.setFont(fonts[2])
        painter.setPen(QColor(tokens.text))
        flags = _line_flags(is_reversed=self.is_reversed)
        begin = left + width - room if self.is_reversed else left
        painter.drawText(QRectF(begin, y, room, _LINE_PX), flags, name)
        painter.setFont(fonts[0])
        if is_shielded:
            x = self._after(left, width, metrics[2].horizontalAdvance(name))
            self._theme.draw_icon(painter, "shield-filled", QRectF(x, y + 2, 14, 14), tokens.dim)
        if self._kind is CardKind.RESULT:
            y += _LINE_PX
            painter.setPen(QColor(tokens.dim))
            note = metrics[0].elidedText(item.note, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(QRectF(left, y, width, _LINE_PX), flags, note)
            self._paint_bar(
                painter, QRectF(left, y + _LINE_PX + SPACE, width, _BAR_PX), item, tokens
            )
            return
        lines = self._lines(item, tokens, is_keeper=is_keeper)
        for text, colour in lines:
            y += _LINE_PX
            painter.setPen(QColor(colour))
            is_last = text is lines[-1][0]
            shield = is_last and is_protected
            line_room = width - (20 if shield else 0)
            shown = metrics[0].elidedText(text, _elide(is_last), int(line_room))
            begin = left + width - line_room if self.is_reversed else left
            painter.drawText(QRectF(begin, y, line_room, _LINE_PX), flags, shown)
            if shield:
                x = self._after(left, width, metrics[0].horizontalAdvance(shown))
                self._theme.draw_icon(painter, "shield-filled", QRectF(x, y + 2, 14, 14), colour)

    def _after(self, left: float, width: float, advance: float) -> float:
        """The left edge of a small icon behind a text."""
        return left + width - advance - 5 - 14 if self.is_reversed else left + advance + 5

    def _lines(self, item: Item, tokens: Tokens, *, is_keeper: bool) -> list[tuple[str, str]]:
        facts = wording.photo_facts(item.photo)
        extra = wording.companions(item.photo)
        if extra:
            facts = f"{facts} \N{MIDDLE DOT} {extra}"
        if self._kind is CardKind.BROWSE:
            return [(facts, tokens.dim)]
        if self._kind is CardKind.CHECKED:
            first, *others = item.lines or ("",)
            return [(facts, tokens.dim), (first, tokens.text), *((o, tokens.dim) for o in others)]
        member = item.member
        if member is None:
            why = ""
        elif is_keeper or member.is_keeper:
            why = keeping_wording.keep_reason(member)
        else:
            why = wording.kind(member)
        colour = tokens.dim if member is not None and member.tier is Tier.SIMILAR else tokens.text
        return [(facts, tokens.dim), (why, colour), (display.place(item.photo), tokens.dim)]

    def _paint_bar(self, painter: QPainter, rect: QRectF, item: Item, tokens: Tokens) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.neutral_wash))
        painter.drawRoundedRect(rect, 2, 2)
        share = min(1.0, max(0.0, item.similarity or 0.0))
        if share > 0:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(
                QRectF(rect.left(), rect.top(), max(4.0, rect.width() * share), rect.height()), 2, 2
            )


def draw_thumb(painter: QPainter, target: QRectF, pixmap: QPixmap | None, mat: str) -> None:
    """A pixmap in a rectangle, or the mat while there is none."""
    if pixmap is None:
        painter.fillRect(target, QColor(mat))
    else:
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))


def keep_word() -> str:
    """What the badge of the photo to keep says."""
    return translate("Badge", "Keep")


def away_word() -> str:
    """What the badge of a photo says whose folder can't be reached."""
    return translate("Badge", "Offline")


def trash_word() -> str:
    """What the badge of a marked photo says."""
    return translate("Badge", "Trash")


def _line_flags(*, is_reversed: bool) -> Qt.AlignmentFlag:
    """Where lines begin; absolute, for left and right are turned around here."""
    side = Qt.AlignmentFlag.AlignRight if is_reversed else Qt.AlignmentFlag.AlignLeft
    return Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute


def _elide(is_path: bool) -> Qt.TextElideMode:
    return Qt.TextElideMode.ElideMiddle if is_path else Qt.TextElideMode.ElideRight
