"""The view of the list of groups: rows of one height, one below the other."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView

from simgui.text.translation import translate
from simgui.ui.grid.fixed_list import PlacedList
from simgui.ui.review.group_delegate import ROW_PX


class GroupList(PlacedList):
    """The list itself; keys that are not its own go to the window."""

    def __init__(self) -> None:
        super().__init__()
        self.set_up()
        self.setAccessibleName(translate("Groups", "Duplicate groups"))

    def content_height(self) -> int:
        """Height of all rows together."""
        return self.count() * ROW_PX

    def content_rect(self, row: int) -> QRect:
        """Where a row lies."""
        return QRect(0, row * ROW_PX, self.viewport().width(), ROW_PX)

    def rows_between(self, top: int, bottom: int) -> list[range]:
        """Rows that touch a band."""
        return [range(max(0, top // ROW_PX), min(self.count(), bottom // ROW_PX + 1))]

    def single_step(self) -> int:
        """Half a row."""
        return ROW_PX // 2

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count = self.count()
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
