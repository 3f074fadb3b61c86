"""A grid of cards of one size, in sections: 100,000 photos scroll like 100."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QWidget,
)

from simgui.core.types import ContentId, PhotoId
from simgui.text.translation import translate
from simgui.ui.grid.card_delegate import CardDelegate
from simgui.ui.grid.fixed_list import PlacedList, selected_ranges
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.grid.model import Item, PhotoModel
from simgui.ui.widgets.controls import IconLabel, Slider
from simgui.ui.widgets.theme import Theme

MIN_CARD_PX = 150  # width in logical pixels
MAX_CARD_PX = 480  # width in logical pixels
_GAP = 16  # pixels between cards
_MARGIN = 20  # pixels around them
_HEADER_PX = 44  # height of a section's title
# Cards may grow by this much to fill a line; a lone pair does not become a pair of posters.
_MAX_STRETCH = 1.3
# And shrink by this much, rather than leave room beside them for nearly another.
_MIN_STRETCH = 0.88
_ROOM_FOR_PILL_PX = 460  # in a narrower grid the slider would lie on the only cards
_ZOOM_STEP = 30
_PILL_ROOM = 40  # below the last line, so that the pill never covers it for good


@dataclass(frozen=True, slots=True)
class _Run:
    """A section's rows and where it begins, in content pixels."""

    title: str
    start: int
    count: int
    top: int
    first_line: int  # y of the first line of cards


class ZoomPill(QFrame):
    """The slider for the size of the cards, in the corner of the grid."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "pill")
        self.slider = Slider(theme)
        self.slider.setRange(MIN_CARD_PX, MAX_CARD_PX)
        self.slider.setSingleStep(20)
        self.slider.setPageStep(60)
        self.slider.setFixedWidth(96)
        self.slider.setAccessibleName(translate("Grid", "Thumbnail size"))
        self.slider.setToolTip(translate("Grid", "Thumbnail size (Ctrl and the mouse wheel)"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 12, 5)
        layout.setSpacing(8)
        layout.addWidget(IconLabel(theme, "image", "dim", 12))
        layout.addWidget(self.slider)
        layout.addWidget(IconLabel(theme, "image", "dim", 18))


class PhotoGrid(PlacedList):
    """The grid of cards of a PhotoModel.

    Signals:
        mark_toggled: PhotoId whose check box was clicked.
        opened: PhotoId that was double-clicked or opened by Enter.
        zoomed: New width of a card.
    """

    mark_toggled = Signal(object)
    opened = Signal(object)
    zoomed = Signal(int)

    air_px = _GAP
    ring_px = 8

    def __init__(self, theme: Theme, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = delegate
        self._wanted_px = 232
        self._columns = 1
        self._runs: list[_Run] = []
        self._tops: list[int] = []
        self._starts: list[int] = []
        self._height = 0
        self._left = _MARGIN
        self.setItemDelegate(delegate)
        self.setProperty("kind", "grid")
        self.set_up()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setDragEnabled(False)
        self._pill = ZoomPill(theme, self.viewport())
        self._pill.slider.setValue(self._wanted_px)
        self._pill.slider.valueChanged.connect(self._on_zoom)
        theme.changed.connect(self.viewport().update)

    # -- what others use

    def card_px(self) -> int:
        """The width of a card that was asked for."""
        return self._wanted_px

    def set_card_px(self, px: int) -> None:
        """Make cards about this wide; the photo in the middle stays in view."""
        px = max(MIN_CARD_PX, min(MAX_CARD_PX, px))
        if px == self._wanted_px:
            return
        anchor = self._row_in_the_middle()
        self._wanted_px = px
        self._pill.slider.setValue(px)
        self.doItemsLayout()
        model = self.model()
        if anchor >= 0 and model is not None and self.verticalScrollBar().value() > 0:
            centre = QAbstractItemView.ScrollHint.PositionAtCenter
            self.scrollTo(model.index(anchor, 0), centre)

    def photo_model(self) -> PhotoModel | None:
        """The model shown."""
        model = self.model()
        return model if isinstance(model, PhotoModel) else None

    def current_item(self) -> Item | None:
        """The card the keyboard is at."""
        item = self.currentIndex().data(ItemRole.ITEM)
        return item if isinstance(item, Item) else None

    def selected_items(self) -> list[Item]:
        """The selected cards in order; without a selection, the current one."""
        rows: list[int] = []
        for chosen in selected_ranges(self.selectionModel().selection()):
            rows.extend(chosen)
        model = self.photo_model()
        if model is None:
            return []
        found = [model.items[row] for row in sorted(rows) if row < len(model.items)]
        current = self.current_item()
        return found or ([current] if current is not None else [])

    def select_photo(self, photo_id: PhotoId) -> None:
        """Make a photo the current one."""
        model = self.photo_model()
        if model is not None and (row := model.row(photo_id)) >= 0:
            self.setCurrentIndex(model.index(row))

    def thumbs_arrived(self, contents: frozenset[ContentId]) -> None:
        """Repaint the cards in view whose thumbnails came."""
        model = self.photo_model()
        if model is None or not self.isVisible():
            return
        top = self.verticalOffset()
        for rows in self.rows_between(top, top + self.viewport().height()):
            for row in rows:
                if model.items[row].photo.content.id in contents:
                    self.viewport().update(self.content_rect(row).translated(0, -top))

    # -- places

    def doItemsLayout(self) -> None:
        width = self.viewport().width() - 2 * _MARGIN
        least = round(self._wanted_px * _MIN_STRETCH)
        self._columns = max(1, (width + _GAP) // (least + _GAP))
        card = (width - (self._columns - 1) * _GAP) // self._columns
        card = max(80, min(card, round(self._wanted_px * _MAX_STRETCH)))
        self._card.set_width(card)
        self._card.is_reversed = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        model = self.photo_model()
        self._runs = []
        y = _MARGIN - (8 if model is not None and model.sections else 0)
        if model is not None:
            line = self._card.height + _GAP
            for title, start, count in self._sections(model):
                first = y + (_HEADER_PX if title else 0)
                self._runs.append(_Run(title, start, count, y, first))
                y = first + -(-count // self._columns) * line
        self._tops = [run.top for run in self._runs]
        self._starts = [run.start for run in self._runs]
        self._height = y + _MARGIN - _GAP + _PILL_ROOM
        super().doItemsLayout()

    def content_height(self) -> int:
        """Height of all sections together."""
        return self._height

    def single_step(self) -> int:
        """A quarter of a card."""
        return max(24, self._card.height // 4)

    @staticmethod
    def _sections(model: PhotoModel) -> list[tuple[str, int, int]]:
        if model.sections:
            return [(s.title, s.start, s.count) for s in model.sections]
        return [("", 0, model.rowCount())]

    def _run_of_row(self, row: int) -> _Run | None:
        at = bisect_right(self._starts, row) - 1
        return self._runs[at] if at >= 0 else None

    def content_rect(self, row: int) -> QRect:
        """Where a card lies."""
        run = self._run_of_row(row)
        if run is None:
            return QRect()
        line, column = divmod(row - run.start, self._columns)
        step = self._card.width + _GAP
        x = _MARGIN + column * step
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.viewport().width() - x - self._card.width
        y = run.first_line + line * (self._card.height + _GAP)
        return QRect(x, y, self._card.width, self._card.height)

    def rows_between(self, top: int, bottom: int) -> list[range]:
        """Rows whose line touches a band of the content, as ranges."""
        found = []
        line = self._card.height + _GAP
        count = self.count()  # of a model that was reset and is not laid out yet
        at = max(0, bisect_right(self._tops, top) - 1)
        for run in self._runs[at:]:
            if run.top > bottom:
                break
            first = max(0, (top - run.first_line) // line)
            last = max(-1, (bottom - run.first_line) // line)
            start = run.start + first * self._columns
            stop = min(count, run.start + min(run.count, (last + 1) * self._columns))
            if start < stop:
                found.append(range(start, stop))
        return found

    def _row_in_the_middle(self) -> int:
        """A row of the line of cards in the middle of what is seen, or -1."""
        middle = self.verticalOffset() + self.viewport().height() // 2
        bands = self.rows_between(middle - self._card.height // 2, middle)
        return bands[0].start if bands else -1

    # -- Qt's questions

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pill()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        model = self.model()
        count = 0 if model is None else model.rowCount()
        if model is None or count == 0:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0:
            return model.index(0, 0)
        moves = QAbstractItemView.CursorAction
        back, ahead = -1, 1
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            back, ahead = ahead, back
        page = max(1, self.viewport().height() // (self._card.height + _GAP)) * self._columns
        step = {
            moves.MoveLeft: back,
            moves.MoveRight: ahead,
            moves.MovePrevious: -1,
            moves.MoveNext: 1,
            moves.MoveUp: -self._columns,
            moves.MoveDown: self._columns,
            moves.MovePageUp: -page,
            moves.MovePageDown: page,
            moves.MoveHome: -count,
            moves.MoveEnd: count,
        }[action]
        target = row + step
        if action in {moves.MoveUp, moves.MoveDown} and not 0 <= target < count:
            last_line = (count - 1) // self._columns
            if action is moves.MoveDown and row // self._columns < last_line:
                target = count - 1
            else:
                target = row
        return model.index(max(0, min(count - 1, target)), 0)

    # -- painting and input

    def paint_over(self, painter: QPainter, band: QRect, top: int) -> None:
        """Paint the titles of the sections."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        at = max(0, bisect_right(self._tops, band.top() + top) - 1)
        for run in self._runs[at:]:
            if run.top - top > band.bottom():
                break
            if run.title:
                rect = QRect(
                    _MARGIN, run.top - top, self.viewport().width() - 2 * _MARGIN, _HEADER_PX
                )
                painter.setPen(QColor(self._theme.tokens.text))
                painter.drawText(
                    rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, run.title
                )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            index = self.indexAt(event.position().toPoint())
            if index.isValid() and self._hits_check(index, event.position().toPoint()):
                self.selectionModel().setCurrentIndex(
                    index, QItemSelectionModel.SelectionFlag.NoUpdate
                )
                self.mark_toggled.emit(index.data(ItemRole.ITEM).photo.id)
                event.accept()
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._hits_check(index, event.position().toPoint()):
            self.opened.emit(index.data(ItemRole.ITEM).photo.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.current_item()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self.opened.emit(item.photo.id)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            up = event.angleDelta().y() > 0
            self._pill.slider.setValue(self._wanted_px + (_ZOOM_STEP if up else -_ZOOM_STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def _on_zoom(self, px: int) -> None:
        if px != self._wanted_px:
            self.set_card_px(px)
            self.zoomed.emit(px)

    def _place_pill(self) -> None:
        self._pill.setVisible(self.viewport().width() >= _ROOM_FOR_PILL_PX)
        size = self._pill.sizeHint()
        x = self.viewport().width() - size.width() - 16
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = 16
        y = self.viewport().height() - size.height() - 14
        self._pill.setGeometry(x, y, size.width(), size.height())

    def _hits_check(self, index: QModelIndex, point: QPoint) -> bool:
        item = index.data(ItemRole.ITEM)
        if not isinstance(item, Item):
            return False
        is_marked = bool(index.data(ItemRole.MARKED))
        is_keeper = item.member is not None and item.member.is_keeper and not is_marked
        rect = self._card.check_rect(self.visualRect(index), item.photo.role, is_keeper=is_keeper)
        return rect.adjusted(-5, -5, 5, 5).contains(point)
