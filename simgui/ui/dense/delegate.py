"""Paints a row of the dense view: what the group is, and each of its photos with its mark."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from simgui.core.types import Group, Member, PhotoId, Role
from simgui.text import display, keeping_wording, wording
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.dense.places import DensePlaces
from simgui.ui.grid.card_cache import CardFaces
from simgui.ui.grid.card_delegate import away_word, keep_word, trash_word
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.grid.model import Item
from simgui.ui.review.group_delegate import chip_width, draw_chip
from simgui.ui.session.review import Review
from simgui.ui.widgets.model_index import ModelIndex
from simgui.ui.widgets.theme import CARD_RADIUS, Theme

_CHECK_PX = 20  # side
_BADGE_PX = 20  # side
_INSET = 6  # pixels from the corner
_WORD_PX = 118
"""A cell at least this wide has room for a badge with a word beside the box."""


class DenseDelegate(QStyledItemDelegate):
    """Paints the rows.

    Attributes:
        current: The photo that the keys are about, in the current row.
        current_row: That row, or -1.
    """

    def __init__(
        self,
        theme: Theme,
        thumbs: ThumbLoader,
        review: Review,
        places: DensePlaces,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._faces = CardFaces(theme, thumbs)
        self._review = review
        self._places = places
        self._items: dict[PhotoId, Item] = {}
        self._fonts: tuple[QFont, QFont, QFont] | None = None
        self.current: PhotoId | None = None
        self.current_row = -1

    @staticmethod
    def check_rect(cell: QRect, member: Member, *, is_marked: bool) -> QRect:
        """Where the box of a photo is; empty if it has none."""
        if (member.is_keeper and not is_marked) or member.photo.role is not Role.NORMAL:
            return QRect()
        x = cell.right() - _INSET - _CHECK_PX
        return QRect(x, cell.top() + _INSET, _CHECK_PX, _CHECK_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: ModelIndex,
    ) -> None:
        group = index.data(ItemRole.GROUP)
        if not isinstance(group, Group):
            return
        tokens = self._theme.tokens
        rect, state = QRectF(option.rect), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        # Everything is placed by its distance from the left, whichever way a language is written.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if selected:
            painter.fillRect(rect, QColor(tokens.wash))
            x = rect.right() - 3 if self._places.is_reversed else rect.left()
            painter.fillRect(QRectF(x, rect.top(), 3, rect.height()), QColor(tokens.accent))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, QColor(tokens.line))
        shift = option.rect.top() - self._places.row_rect(index.row()).top()
        fonts = self._prepared(option.font)
        head = self._places.head_rect(index.row()).translated(0, shift)
        self._paint_head(painter, QRectF(head), group, fonts)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        for number, member in enumerate(group.members):
            cell = self._places.cell_rect(index.row(), number).translated(0, shift)
            self._paint_cell(painter, cell, member, number, fonts)
            if index.row() == self.current_row and member.photo.id == self.current:
                self._paint_ring(painter, QRectF(cell), focused=focused)
        painter.restore()

    def _prepared(self, font: QFont) -> tuple[QFont, QFont, QFont]:
        """The font of words, the same in bold, and a smaller one."""
        if self._fonts is None or self._fonts[0] != font:
            strong = QFont(font)
            strong.setWeight(QFont.Weight.DemiBold)
            small = QFont(font)
            small.setPixelSize(max(1, font.pixelSize() - 1))
            self._fonts = (QFont(font), strong, small)
        return self._fonts

    def _paint_ring(self, painter: QPainter, cell: QRectF, *, focused: bool) -> None:
        pen = QPen(QColor(self._theme.tokens.accent), 2.0)
        if not focused:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell.adjusted(-3, -3, 3, 3), CARD_RADIUS + 3, CARD_RADIUS + 3)

    # -- the words of a row

    def _paint_head(
        self, painter: QPainter, head: QRectF, group: Group, fonts: tuple[QFont, QFont, QFont]
    ) -> None:
        tokens = self._theme.tokens
        plain, strong, _ = fonts
        y = head.top() + 14
        flags = Qt.AlignmentFlag.AlignVCenter | self._side()
        room = head.width()
        is_reviewed = self._review.is_reviewed(group)
        title_room = room - (20 if is_reviewed else 0)
        title = QFontMetrics(strong).elidedText(
            wording.group_title(group), Qt.TextElideMode.ElideRight, int(title_room)
        )
        left = head.left()
        if is_reviewed:
            spot = QRectF(self._from_side(head, 0, 15), y + 3, 15, 15)
            self._theme.draw_icon(painter, "check", spot, tokens.keep)
            left += 0 if self._places.is_reversed else 20
        painter.setFont(strong)
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRectF(left, y, title_room, 20), flags, title)
        y += 26
        at = QPointF(self._from_side(head, 0, chip_width(group.tier, plain)), y)
        draw_chip(painter, self._theme, at, group.tier, plain)
        y += 28
        painter.setFont(plain)
        painter.setPen(QColor(tokens.dim))
        metrics = QFontMetrics(plain)
        for text, mode in (
            (wording.could_be_freed(group), Qt.TextElideMode.ElideRight),
            (display.place(group.keeper.photo), Qt.TextElideMode.ElideMiddle),
        ):
            if y + 18 > head.bottom():
                break
            shown = metrics.elidedText(text, mode, int(room))
            painter.drawText(QRectF(head.left(), y, room, 18), flags, shown)
            y += 20

    def _side(self) -> Qt.AlignmentFlag:
        """Where lines begin."""
        side = Qt.AlignmentFlag.AlignRight if self._places.is_reversed else None
        return (side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute

    def _from_side(self, box: QRectF, offset: float, width: float) -> float:
        """The left edge of something that is `offset` away from where lines begin."""
        if self._places.is_reversed:
            return box.right() - offset - width
        return box.left() + offset

    # -- a photo

    def _paint_cell(
        self,
        painter: QPainter,
        cell: QRect,
        member: Member,
        number: int,
        fonts: tuple[QFont, QFont, QFont],
    ) -> None:
        is_marked = member.photo.id in self._review.marks
        is_keeper = member.is_keeper and not is_marked
        is_away = self._review.marks.is_away(member.photo)
        rect = QRectF(cell)
        self._faces.draw(
            painter,
            rect,
            self._places.picture_height,
            self._item(member),
            lambda inside, card: self._paint_words(inside, card, member, number, fonts),
            is_keeper=is_keeper,
            is_marked=is_marked,
            is_away=is_away,
        )
        tokens = self._theme.tokens
        painter.setFont(fonts[2])
        if is_away:
            wash, ink = tokens.neutral_wash, tokens.text
            self._paint_badge(painter, rect, "offline", wash, ink, away_word())
        elif is_keeper:
            self._paint_badge(painter, rect, "check", tokens.keep, tokens.on_keep, keep_word())
        elif is_marked:
            self._paint_badge(painter, rect, "trash", tokens.trash, tokens.on_trash, trash_word())
        check = self.check_rect(cell, member, is_marked=is_marked)
        if not check.isEmpty():
            self._paint_check(painter, QRectF(check), is_marked=is_marked)
        elif member.photo.role is Role.PROTECTED:
            x = rect.right() - _INSET - _CHECK_PX
            spot = QRectF(x, rect.top() + _INSET, 16, 16)
            self._theme.draw_icon(painter, "shield-filled", spot, tokens.dim)

    def _item(self, member: Member) -> Item:
        """The card of a member: the very same as long as the member is, so that faces are kept."""
        item = self._items.get(member.photo.id)
        if item is None or item.member is not member:
            if len(self._items) > 4096:  # more than a screen shows, and no memory to speak of
                self._items.clear()
            item = self._items[member.photo.id] = Item(member.photo, member)
        return item

    def _paint_words(
        self,
        painter: QPainter,
        card: QRectF,
        member: Member,
        number: int,
        fonts: tuple[QFont, QFont, QFont],
    ) -> None:
        tokens = self._theme.tokens
        places = self._places
        _, _, small = fonts
        strong = QFont(small)
        strong.setWeight(QFont.Weight.DemiBold)
        metrics, strong_metrics = QFontMetrics(small), QFontMetrics(strong)
        inner = card.adjusted(places.padding() + 2, 0, -places.padding() - 2, 0)
        y = card.top() + places.text_top() - 1
        flags = Qt.AlignmentFlag.AlignVCenter | self._side()
        digit = str(number + 1) if number < 9 else ""
        digit_px = metrics.horizontalAdvance(digit) + 5 if digit else 0
        painter.setFont(small)
        painter.setPen(QColor(tokens.dim))
        painter.drawText(QRectF(inner.left(), y, inner.width(), places.line_px()), flags, digit)
        painter.setFont(strong)
        painter.setPen(QColor(tokens.text))
        name = strong_metrics.elidedText(
            display.name(member.photo.path),
            Qt.TextElideMode.ElideMiddle,
            int(inner.width() - digit_px),
        )
        left = inner.left() + (0 if places.is_reversed else digit_px)
        painter.drawText(QRectF(left, y, inner.width() - digit_px, places.line_px()), flags, name)
        y += places.line_px()
        why = keeping_wording.keep_reason(member) if member.is_keeper else wording.kind(member)
        why = metrics.elidedText(
            why or wording.photo_facts(member.photo),
            Qt.TextElideMode.ElideRight,
            int(inner.width()),
        )
        painter.setFont(small)
        painter.setPen(QColor(tokens.dim))
        painter.drawText(QRectF(inner.left(), y, inner.width(), places.line_px()), flags, why)

    def _paint_badge(
        self, painter: QPainter, rect: QRectF, icon: str, fill: str, ink: str, word: str
    ) -> None:
        has_word = rect.width() >= _WORD_PX
        width = _BADGE_PX + (painter.fontMetrics().horizontalAdvance(word) + 8 if has_word else 0)
        badge = QRectF(rect.left() + _INSET, rect.top() + _INSET, width, _BADGE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(badge, 6, 6)
        spot = QRectF(badge.left() + 4, badge.top() + 4, 12, 12)
        self._theme.draw_icon(painter, icon, spot, ink)
        if has_word:
            painter.setPen(QColor(ink))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(badge.adjusted(20, 0, 0, 0), flags, word)

    def _paint_check(self, painter: QPainter, rect: QRectF, *, is_marked: bool) -> None:
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.trash if is_marked else tokens.edge), 1.4))
        painter.setBrush(QColor(tokens.trash if is_marked else tokens.frame))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
        if is_marked:
            self._theme.draw_icon(painter, "check", rect.adjusted(3, 3, -3, -3), tokens.on_trash)
