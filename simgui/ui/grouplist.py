"""The view of the list of groups: rows of one height, whose places are arithmetic.

Qt's own list view asks the model about every row at each change: 40 ms at 10,000 groups, too long
while a slider moves.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from simgui.ui.groupdelegate import ROW_PX
from simgui.ui.wording import translate

Index = QModelIndex | QPersistentModelIndex


class GroupList(QListView):
    """The list itself; keys that are not its own go to the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Groups", "Groups of duplicates"))

    def _count(self) -> int:
        model = self.model()
        return 0 if model is None else model.rowCount()

    def _rows_between(self, top: int, bottom: int) -> range:
        """The rows that touch a band of the viewport."""
        offset = self.verticalOffset()
        first = max(0, (top + offset) // ROW_PX)
        return range(first, min(self._count(), (bottom + offset) // ROW_PX + 1))

    # -- Qt's questions

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        y = index.row() * ROW_PX - self.verticalOffset()
        return QRect(0, y, self.viewport().width(), ROW_PX)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = (point.y() + self.verticalOffset()) // ROW_PX
        is_inside = 0 <= point.x() < self.viewport().width() and 0 <= row < self._count()
        return self.model().index(row, 0) if is_inside else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid():
            return
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        top = index.row() * ROW_PX
        hints = QAbstractItemView.ScrollHint
        if hint is hints.PositionAtCenter:
            bar.setValue(top - (height - ROW_PX) // 2)
        elif hint is hints.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif hint is hints.PositionAtBottom or top + ROW_PX > bar.value() + height:
            bar.setValue(top + ROW_PX - height)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height()
        bar.setRange(0, max(0, self._count() * ROW_PX - page))
        bar.setPageStep(page)
        bar.setSingleStep(ROW_PX // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.currentIndex()
        was_visible = current.isValid() and self.visualRect(current).intersects(
            QRect(QPoint(0, 0), event.oldSize())
        )
        self.updateGeometries()
        if was_visible:
            self.scrollTo(current)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    def viewportSizeHint(self) -> QSize:
        return QSize(self.viewport().width(), self._count() * ROW_PX)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        chosen = [selection.at(i) for i in range(selection.count())]
        ranges = [range(r.top(), r.bottom() + 1) for r in chosen]
        region = QRegion()
        for row in self._rows_between(0, self.viewport().height()):
            if any(row in rows for rows in ranges):
                region += self.visualRect(self.model().index(row, 0))
        return region

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        rect = rect.normalized()
        rows = self._rows_between(rect.top(), rect.bottom())
        selection = QItemSelection()
        if rows:
            model = self.model()
            selection.select(model.index(rows[0], 0), model.index(rows[-1], 0))
        self.selectionModel().select(selection, command)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count = self._count()
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0:
            return self.model().index(0, 0)
        moves = QAbstractItemView.CursorAction
        page = max(1, self.viewport().height() // ROW_PX - 1)
        step = {
            moves.MoveUp: -1,
            moves.MovePrevious: -1,
            moves.MoveDown: 1,
            moves.MoveNext: 1,
            moves.MovePageUp: -page,
            moves.MovePageDown: page,
            moves.MoveHome: -count,
            moves.MoveEnd: count,
        }.get(action, 0)
        return self.model().index(max(0, min(count - 1, row + step)), 0)

    # -- painting and keys

    def paintEvent(self, event: QPaintEvent) -> None:
        model = self.model()
        if model is None:
            return
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base = option.state & ~(
            QStyle.StateFlag.State_Selected
            | QStyle.StateFlag.State_HasFocus
            | QStyle.StateFlag.State_MouseOver
        )
        current = self.currentIndex().row() if self.hasFocus() else -1
        under = self.viewport().mapFromGlobal(self.cursor().pos())
        has_mouse = self.viewport().underMouse()
        delegate = self.itemDelegate()
        for row in self._rows_between(event.rect().top(), event.rect().bottom()):
            index = model.index(row, 0)
            option.rect = self.visualRect(index)
            state = base
            if self.selectionModel().isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if row == current:
                state |= QStyle.StateFlag.State_HasFocus
            if has_mouse and option.rect.contains(under):
                state |= QStyle.StateFlag.State_MouseOver
            option.state = state
            delegate.paint(painter, option, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
        }
        selects_all = event.key() == Qt.Key.Key_A and bool(
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if event.key() in moves or selects_all:
            super().keyPressEvent(event)
        else:
            event.ignore()
