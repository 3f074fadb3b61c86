"""A plain table: rows are values, columns say how a value is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from simgui.text import display
from simgui.ui.widgets.model_index import ModelIndex

T = TypeVar("T")

_ROW_PX = 36  # height of a row
_PICTURE_MARGIN = 8  # pixels above and below the picture of a row together
_PICTURE_SHAPE = 1.5  # width to height of the room for a picture


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column.

    Attributes:
        text: What a row shows in it, harmless to display.
        is_number: Whether it is aligned like a number.
        share: Its share of the width.
        picture: What a row shows before the text, if anything.
    """

    title: str
    text: Callable[[T], str]
    is_number: bool = False
    share: int = 1
    picture: Callable[[T], QPixmap | None] | None = None


class TableModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind of value."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[T] = []

    @property
    def rows(self) -> Sequence[T]:
        """All rows in order."""
        return self._rows

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: ModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: ModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(self._rows[index.row()])
        if role == Qt.ItemDataRole.DecorationRole and column.picture is not None:
            return column.picture(self._rows[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return display.hint(column.text(self._rows[index.row()]))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft
            if self.columns[section].is_number:
                side = Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class Table(QTableView):
    """A table of whole rows without a grid."""

    def __init__(self, model: TableModel[Any], name: str) -> None:
        super().__init__()
        self._narrow: tuple[tuple[int, ...], int] = ((), 0)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumHeight(_ROW_PX)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        shares = [c.share for c in model.columns]
        for number, share in enumerate(shares):
            if share == 0:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.ResizeToContents)

    def hide_when_narrow(self, columns: Sequence[int], px: int) -> None:
        """Leave some columns out while the table is narrower than this."""
        self._narrow = (tuple(columns), px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns, px = self._narrow
        for column in columns:
            self.setColumnHidden(column, self.width() < px)

    def show_pictures(self, px: int) -> None:
        """Make room for pictures of this height beside the words of each row."""
        self.verticalHeader().setDefaultSectionSize(px + _PICTURE_MARGIN)
        self.setIconSize(QSize(round(px * _PICTURE_SHAPE), px))

    def selected_rows(self) -> list[int]:
        """The selected rows in order; without a selection, the current one."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if rows:
            return rows
        current = self.currentIndex().row()
        return [current] if current >= 0 else []
