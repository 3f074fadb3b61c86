"""Where the rows of the dense view and the photos in them lie: arithmetic, whatever is shown."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect

MIN_CELL_PX = 96  # width in logical pixels
MAX_CELL_PX = 240  # width in logical pixels
_LINE_PX = 17  # height of a line
_LINES = 2  # below a picture
_PICTURE_SHARE = 0.68  # height of the picture's place to its width
_PADDING = 6  # pixels in a cell
_GAP = 10  # pixels between cells
_ROW_MARGIN = 9  # pixels above and below a row
_SIDE_MARGIN = 18  # pixels beside a row
_HEAD_PX = 196  # width of a row's head
_NARROW_PX = 700
"""Below this width of the view the words of a row take less room."""

_NARROW_HEAD_PX = 148  # the same in a narrow window
_LEAST_PX = 80  # height of a row


class DensePlaces:
    """The places of all rows; a row is as high as its photos need.

    All coordinates are pixels of the content, whose top is 0.

    Attributes:
        cell_px: Width of a photo's cell.
    """

    def __init__(self) -> None:
        self.cell_px = 136
        self.is_reversed = False
        self._width = 0
        self._columns = 1
        self._counts: list[int] = []
        self._tops: list[int] = [0]

    @property
    def picture_height(self) -> int:
        """Height of the picture's place at the top of a cell."""
        return round(self.cell_px * _PICTURE_SHARE)

    @property
    def cell_height(self) -> int:
        """Height of a cell."""
        return self.picture_height + 2 * _PADDING + _LINES * _LINE_PX - 2

    @property
    def height(self) -> int:
        """Height of all rows together."""
        return self._tops[-1]

    @property
    def head_px(self) -> int:
        """Width of the words of a row."""
        return _HEAD_PX if self._width >= _NARROW_PX else _NARROW_HEAD_PX

    def lay_out(self, counts: Sequence[int], width: int) -> None:
        """Compute all places.

        Args:
            counts: How many photos each row has.
            width: Of the view.
        """
        self._width = width
        self._counts = list(counts)
        room = max(_LEAST_PX, width - self.head_px - 2 * _SIDE_MARGIN)
        self._columns = max(1, (room + _GAP) // (self.cell_px + _GAP))
        line = self.cell_height + _GAP
        around = 2 * _ROW_MARGIN - _GAP
        columns = self._columns
        heights = [-(-count // columns) * line + around for count in self._counts]
        self._tops = [0, *itertools.accumulate(heights)]

    def count(self, row: int) -> int:
        """How many photos a row was laid out for; 0 for none."""
        return self._counts[row] if 0 <= row < len(self._counts) else 0

    def row_rect(self, row: int) -> QRect:
        """Where a row lies; empty for one that is not laid out yet."""
        if not 0 <= row < len(self._counts):
            return QRect()
        return QRect(0, self._tops[row], self._width, self._tops[row + 1] - self._tops[row])

    def rows_between(self, top: int, bottom: int) -> range:
        """Rows that touch a band."""
        if not self._counts or bottom < 0 or top >= self.height:
            return range(0)
        first = max(0, bisect_right(self._tops, top) - 1)
        last = min(len(self._counts) - 1, bisect_right(self._tops, bottom) - 1)
        return range(first, last + 1)

    def head_rect(self, row: int) -> QRect:
        """Where the words of a row are."""
        rect = self.row_rect(row)
        x = self._width - _SIDE_MARGIN - self.head_px if self.is_reversed else _SIDE_MARGIN
        return QRect(x, rect.top(), self.head_px - _GAP, rect.height())

    def cell_rect(self, row: int, number: int) -> QRect:
        """Where a photo is.

        Args:
            row: Of its group.
            number: Its place in the group, from 0.
        """
        line, column = divmod(number, self._columns)
        x = _SIDE_MARGIN + self.head_px + column * (self.cell_px + _GAP)
        if self.is_reversed:
            x = self._width - x - self.cell_px
        y = self._tops[row] + _ROW_MARGIN + line * (self.cell_height + _GAP)
        return QRect(x, y, self.cell_px, self.cell_height)

    def cell_at(self, point: QPoint) -> tuple[int, int]:
        """The row and the number of the photo under a point; -1 for what is not there."""
        for row in self.rows_between(point.y(), point.y()):
            for number in range(self._counts[row]):
                if self.cell_rect(row, number).contains(point):
                    return row, number
            return row, -1
        return -1, -1

    def text_top(self) -> int:
        """Where the first line of words begins in a cell."""
        return self.picture_height + _PADDING

    @staticmethod
    def line_px() -> int:
        """Height of a line of words."""
        return _LINE_PX

    @staticmethod
    def padding() -> int:
        """Room beside the words of a cell."""
        return _PADDING
