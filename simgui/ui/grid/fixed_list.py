"""A list view that computes where its rows lie instead of asking each of them.

Qt's own list view lays every item out again at each change: 0.4 s for 100,000 cards, 40 ms for
10,000 groups. Here a row's place is arithmetic, and the model is asked for what is visible alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from simgui.ui.widgets.model_index import ModelIndex

_MOVES = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


class PlacedList(QListView):
    """The base of the grid and of the list of groups.

    A view of this kind answers four questions: `content_height`, `content_rect`, `rows_between` and
    `single_step`; all are in pixels of the content, whose top is 0.

    Attributes:
        air_px: Kept free above and below a row that is scrolled into view.
        ring_px: What is painted around a selected row.
    """

    air_px = 0
    ring_px = 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered = -1

    def set_up(self) -> None:
        """Set what views of this kind share; called when all answers can be given.

        Each setter makes Qt ask for the places, and Qt crashes if Python raises meanwhile.
        """
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        # Qt moves the pixels of a scrolled view only where none can shine through; else each step
        # of the wheel paints every card again: 22 ms instead of 6.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # -- what a view of this kind answers

    def content_height(self) -> int:
        """Height of all rows together."""
        raise NotImplementedError

    def content_rect(self, row: int) -> QRect:
        """Where a row lies."""
        raise NotImplementedError

    def rows_between(self, top: int, bottom: int) -> Sequence[range]:
        """Rows that touch a band."""
        raise NotImplementedError

    def single_step(self) -> int:
        """How far an arrow of the scroll bar goes."""
        raise NotImplementedError

    def count(self) -> int:
        """Number of rows."""
        model = self.model()
        return 0 if model is None else model.rowCount()

    # -- Qt's questions

    def visualRect(self, index: ModelIndex) -> QRect:
        if not index.isValid():
            return QRect()
        return self.content_rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        for rows in self.rows_between(y, y):
            for row in rows:
                if self.content_rect(row).contains(QPoint(point.x(), y)):
                    return self.model().index(row, 0)
        return QModelIndex()

    def scrollTo(
        self,
        index: ModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid():
            return
        rect = self.content_rect(index.row())
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        top, bottom = rect.top() - self.air_px, rect.bottom() + 1 + self.air_px
        hints = QAbstractItemView.ScrollHint
        if hint is hints.PositionAtCenter:
            bar.setValue(rect.center().y() - height // 2)
        elif hint is hints.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif hint is hints.PositionAtBottom or bottom > bar.value() + height:
            bar.setValue(min(top, bottom - height))

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: ModelIndex) -> bool:
        return False

    def doItemsLayout(self) -> None:
        # Called by Qt after resets and insertions; the list view's own visits each item.
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height()
        bar.setRange(0, max(0, self.content_height() - page))
        bar.setPageStep(page)
        bar.setSingleStep(self.single_step())

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.currentIndex()
        before = QRect(QPoint(0, 0), event.oldSize())
        was_visible = current.isValid() and before.intersects(self.visualRect(current))
        self.doItemsLayout()
        if was_visible:
            self.scrollTo(current)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        viewport = self.viewport()
        viewport.scroll(0, dy, viewport.rect())
        for child in viewport.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            # Its pixels moved with the rows; it did not.
            if child.isVisible():
                viewport.update(child.geometry().translated(0, dy))
                viewport.update(child.geometry())
        if viewport.underMouse():
            mouse = viewport.mapFromGlobal(self.cursor().pos())
            self._hover(self.indexAt(mouse).row())

    def viewportSizeHint(self) -> QSize:
        return QSize(self.viewport().width(), self.content_height())

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        chosen = selected_ranges(selection)
        top = self.verticalOffset()
        ring = self.ring_px
        for rows in self.rows_between(top, top + self.viewport().height()):
            for row in rows:
                if any(row in some for some in chosen):
                    rect = self.content_rect(row).translated(0, -top)
                    region += rect.adjusted(-ring, -ring, ring, ring)
        return region

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        model = self.model()
        if model is None:
            return
        selection = QItemSelection()
        content = rect.normalized().translated(0, self.verticalOffset())
        for rows in self.rows_between(content.top(), content.bottom()):
            start = rows.start
            for row in range(rows.start, rows.stop + 1):
                if row < rows.stop and self.content_rect(row).intersects(content):
                    continue
                if start < row:  # rows side by side are one range, however many they are
                    selection.select(model.index(start, 0), model.index(row - 1, 0))
                start = row + 1
        self.selectionModel().select(selection, command)

    # -- painting and input

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.model() is None:
            return
        with QPainter(self.viewport()) as painter:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            base = option.state & ~(
                QStyle.StateFlag.State_Selected
                | QStyle.StateFlag.State_HasFocus
                | QStyle.StateFlag.State_MouseOver
            )
            bands: Iterable[QRect] = event.region()  # type: ignore[assignment]  # its stub lacks it
            for band in bands:
                self._paint_band(painter, band, option, base)

    def _paint_band(
        self, painter: QPainter, band: QRect, option: QStyleOptionViewItem, base: QStyle.StateFlag
    ) -> None:
        viewport, model = self.viewport(), self.model()
        top = self.verticalOffset()
        painter.setClipRect(band)
        painter.fillRect(band, viewport.palette().brush(viewport.backgroundRole()))
        current = self.currentIndex().row() if self.hasFocus() else -1
        selection = self.selectionModel()
        delegate = self.itemDelegate()
        under = viewport.mapFromGlobal(self.cursor().pos())
        has_mouse = viewport.underMouse()
        ring = self.ring_px
        first, last = band.top() + top - ring, band.bottom() + top + ring
        for rows in self.rows_between(first, last):
            for row in rows:
                rect = self.content_rect(row).translated(0, -top)
                if not rect.adjusted(-ring, -ring, ring, ring).intersects(band):
                    continue
                index = model.index(row, 0)
                state = base
                if selection.isSelected(index):
                    state |= QStyle.StateFlag.State_Selected
                if row == current:
                    state |= QStyle.StateFlag.State_HasFocus
                if has_mouse and rect.contains(under):
                    state |= QStyle.StateFlag.State_MouseOver
                option.rect = rect
                option.state = state
                delegate.paint(painter, option, index)
        self.paint_over(painter, band, top)

    def paint_over(self, painter: QPainter, band: QRect, top: int) -> None:
        """Paint what is no row into a band of the viewport, whose first pixel is `top`."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        """Paint the row that the mouse left and the one that it came to, and no other."""
        if row == self._hovered:
            return
        changed, self._hovered = (self._hovered, row), row
        top, ring = self.verticalOffset(), self.ring_px
        for one in changed:
            if 0 <= one < self.count():
                rect = self.content_rect(one).translated(0, -top)
                self.viewport().update(rect.adjusted(-ring, -ring, ring, ring))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Space, Delete and letters belong to the window; the list view would search by letter.
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _MOVES or (has_control and event.key() == Qt.Key.Key_A):
            super().keyPressEvent(event)
        else:
            event.ignore()


def selected_ranges(selection: QItemSelection) -> list[range]:
    """The rows of a selection, without naming each: all of 100,000 are one range."""
    found = [selection.at(i) for i in range(selection.count())]
    return [range(r.top(), r.bottom() + 1) for r in found]
