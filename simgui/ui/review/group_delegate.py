"""Paints one group as a row: stacked photos, count, tier, space it could free."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from simgui.core.types import Group, Tier
from simgui.text import display, wording
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.session.review import Review
from simgui.ui.widgets.model_index import ModelIndex
from simgui.ui.widgets.theme import Theme

ROW_PX = 80  # sizes of a row's parts in logical pixels (the design)
_STACK_WIDTH = 96  # pixels
_THUMB = (66.0, 52.0)  # width and height in pixels
# Degrees and offset in pixels of each photo of the stack.
_TURNS = ((16.0, 5.0, 5.0), (8.0, 2.5, 2.5), (0.0, 0.0, 0.0))
_LEFT = 16


class GroupDelegate(QStyledItemDelegate):
    """Paints the rows of the list of groups, all of one height."""

    def __init__(
        self, theme: Theme, thumbs: ThumbLoader, review: Review, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbs = thumbs
        self._review = review

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        return QSize(240, ROW_PX)

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
        rect = QRectF(option.rect)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        # Everything is placed by its distance from the left, whichever way a language is written.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if selected:
            painter.fillRect(rect, QColor(tokens.wash))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.hover))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(tokens.line)
        )
        if selected:
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height() - 1), QColor(tokens.accent)
            )
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawRoundedRect(rect.adjusted(5, 3, -5, -4), 8, 8)
        self._paint_stack(painter, rect, group)
        self._paint_text(painter, rect, group, option.font)
        painter.restore()

    def _paint_stack(self, painter: QPainter, rect: QRectF, group: Group) -> None:
        tokens = self._theme.tokens
        members = group.members[:3]
        ratio = painter.device().devicePixelRatio()
        places = _TURNS[-len(members) :]
        for member, (dx, dy, turn) in zip(reversed(members), places, strict=True):
            content = member.photo.content
            scale = min(_THUMB[0] / max(1, content.width), _THUMB[1] / max(1, content.height), 1.0)
            width, height = max(8.0, content.width * scale), max(8.0, content.height * scale)
            centre = QPointF(
                rect.left() + _LEFT + _THUMB[0] / 2 + 2 + dx, rect.top() + ROW_PX / 2 - 1 + dy
            )
            painter.save()
            painter.translate(centre)
            painter.rotate(turn)
            target = QRectF(-width / 2, -height / 2, width, height)
            painter.setPen(QPen(QColor(0, 0, 0, 90 if tokens.is_dark else 36), 1))
            painter.setBrush(QColor(tokens.frame))
            painter.drawRoundedRect(target.adjusted(-2, -2, 2, 2), 4, 4)
            pixmap = self._thumbs.get(member.photo, max(width, height) * ratio)
            if pixmap is None:
                painter.fillRect(target, QColor(tokens.mat))
            else:
                painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
            painter.restore()

    def _paint_text(self, painter: QPainter, rect: QRectF, group: Group, font: QFont) -> None:
        tokens = self._theme.tokens
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        left = rect.left() + _LEFT + _STACK_WIDTH + 8
        room = rect.right() - left - 14
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        title = wording.group_title(group)
        metrics = QFontMetrics(strong)
        title_left = left
        if self._review.is_reviewed(group):
            spot = QRectF(left, rect.top() + 21, 14, 14)
            self._theme.draw_icon(painter, "check", spot, tokens.keep)
            title_left += 19
        painter.setFont(strong)
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRectF(title_left, rect.top() + 18, room, 20), flags, title)
        marked = sum(m.photo.id in self._review.marks for m in group.members)
        plain_metrics = QFontMetrics(font)
        chip_left = title_left + metrics.horizontalAdvance(title) + 8
        tag = display.number(marked) if marked else ""
        tag_left = rect.right() - 14 - plain_metrics.horizontalAdvance(tag)
        end = tag_left - 23 if marked else tag_left
        has_room = chip_left + chip_width(group.tier, font) <= end
        at = QPointF(chip_left, rect.top() + 18)
        draw_chip(painter, self._theme, at, group.tier, font, has_word=has_room)

        painter.setFont(font)
        if marked:
            painter.setPen(QColor(tokens.trash))
            painter.drawText(QRectF(tag_left, rect.top() + 18, 40, 20), flags, tag)
            spot = QRectF(tag_left - 17, rect.top() + 21, 14, 14)
            self._theme.draw_icon(painter, "trash", spot, tokens.trash)
        painter.setPen(QColor(tokens.dim))
        facts = self._facts(group, plain_metrics, room)
        painter.drawText(QRectF(left, rect.top() + 38, room, 20), flags, facts)

    @staticmethod
    def _facts(group: Group, metrics: QFontMetrics, room: float) -> str:
        """A group's folder and the space it could free, as far as there is room."""
        place = display.place(group.keeper.photo)
        least = metrics.horizontalAdvance(place)
        for win in (wording.could_be_freed(group), display.size(group.reclaimable_bytes)):
            end = f" \N{MIDDLE DOT} {win}"
            left = room - metrics.horizontalAdvance(end)
            if left >= least:
                break
        return metrics.elidedText(place, Qt.TextElideMode.ElideMiddle, int(left)) + end


def chip_width(tier: Tier, font: QFont) -> float:
    """Width of a tier's chip."""
    small = QFont(font)
    small.setPixelSize(max(1, font.pixelSize() - 2))
    small.setWeight(QFont.Weight.Medium)
    return QFontMetrics(small).horizontalAdvance(wording.tier_name(tier)) + 31.0


def draw_chip(
    painter: QPainter,
    theme: Theme,
    at: QPointF,
    tier: Tier,
    font: QFont,
    *,
    has_word: bool = True,
) -> None:
    """Draw a tier's chip, told apart by its shape and word as well as its colour.

    Args:
        painter: Draws.
        theme: Of the colours.
        at: Its upper left corner.
        tier: Which.
        font: Of the text beside it.
        has_word: False where there is room for the shape alone.
    """
    ink, wash = theme.tokens.tier(tier)
    small = QFont(font)
    small.setPixelSize(max(1, font.pixelSize() - 2))
    small.setWeight(QFont.Weight.Medium)
    painter.setFont(small)
    width = chip_width(tier, font) if has_word else 28.0
    chip = QRectF(at.x(), at.y(), width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(wash))
    painter.drawRoundedRect(chip, 10, 10)
    theme.draw_icon(
        painter, f"tier-{tier.label}", QRectF(chip.left() + 8, chip.top() + 4, 12, 12), ink
    )
    painter.setPen(QColor(ink))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    flags |= Qt.AlignmentFlag.AlignAbsolute
    if has_word:
        painter.drawText(chip.adjusted(23, 0, 0, 0), flags, wording.tier_name(tier))
