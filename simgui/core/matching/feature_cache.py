"""Cache of photos prepared for alignment: recent ones in memory, others in an unnamed file.

In a library of pages, screenshots or skies each photo has candidates everywhere, and preparing one
takes a hundred times as long as reading it back.
"""

from __future__ import annotations

import shutil
import tempfile
import zlib
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from typing import IO

import numpy as np

from simgui.core.matching.align import SQUARE_PX, Features
from simgui.core.types import ContentId

_MOST_BYTES = 2 << 30
"""About 25,000 photos."""

_SHARE_OF_FREE = 10
"""The file takes at most one part in so many of what is free on the disk."""

_NUMBERS = 128  # of a descriptor
_POINT_BYTES = 8 + _NUMBERS  # a place of two float32 and its descriptor
_SQUARE_BYTES = SQUARE_PX * SQUARE_PX


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a photo is in the file."""

    start: int
    points: int
    thumbnail_bytes: int
    size: tuple[int, int]
    checksum: int

    @property
    def bytes(self) -> int:
        """Of the whole record."""
        return self.points * _POINT_BYTES + _SQUARE_BYTES + self.thumbnail_bytes


class Shelf:
    """Belongs to one thread.

    A disk that is full or fails costs time only: what can't be read back is prepared again.
    """

    def __init__(self, in_memory: int, folder: str | None = None) -> None:
        """Make an empty cache.

        Args:
            in_memory: Photos that memory has room for.
            folder: Where the file is to be; None to forget what memory has no room for.
        """
        self._in_memory = in_memory
        self._folder = folder
        self._near: OrderedDict[ContentId, Features | None] = OrderedDict()
        self._far: dict[ContentId, _Place] = {}
        self._file: IO[bytes] | None = None
        self._end = 0
        self._most = 0

    def __getitem__(self, content_id: ContentId) -> Features | None:
        """A photo fetched last, and added if it was missing; None if it can't be prepared."""
        return self._near[content_id]

    def fetch(self, ids: Collection[ContentId]) -> list[ContentId]:
        """Have these photos in memory; the longest unused ones make room for them.

        Args:
            ids: At most as many as stay in memory.

        Returns:
            Those that are not on the shelf, to be added.
        """
        absent = []
        for content_id in ids:
            if content_id in self._near:
                self._near.move_to_end(content_id)
            else:
                absent.append(content_id)
        while self._near and len(self._near) + len(absent) > self._in_memory:
            other, features = self._near.popitem(last=False)
            if features is not None and other not in self._far:
                self._write(other, features)
        missing = []
        for content_id in absent:
            found = self._read(content_id)
            if found is None:
                missing.append(content_id)
            else:
                self._near[content_id] = found
        return missing

    def add(self, content_id: ContentId, features: Features | None) -> None:
        """Cache a photo, or that it can't be prepared."""
        self._near[content_id] = features

    def close(self) -> None:
        """Forget everything."""
        self._near.clear()
        self._drop()

    def _write(self, content_id: ContentId, features: Features) -> None:
        if self._folder is None or features.stored is None:
            return
        parts = (features.points, features.descriptors, features.square)
        record = b"".join((*(part.tobytes() for part in parts), features.stored))
        try:
            if self._file is None:
                self._most = min(
                    _MOST_BYTES, shutil.disk_usage(self._folder).free // _SHARE_OF_FREE
                )
                self._file = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115
            if self._end + len(record) > self._most:
                # When full, the file is reset instead of evicting: it soon fills again.
                self._far.clear()
                self._end = 0
                self._file.truncate(0)
                if len(record) > self._most:
                    return
            self._file.seek(self._end)
            if self._file.write(record) != len(record):
                raise OSError  # noqa: TRY301 - one way to give up
        except OSError:
            self._drop()
            self._folder = None
            return
        self._far[content_id] = _Place(
            self._end,
            len(features.points),
            len(features.stored),
            features.size,
            zlib.crc32(record),
        )
        self._end += len(record)

    def _read(self, content_id: ContentId) -> Features | None:
        place = self._far.get(content_id)
        if place is None or self._file is None:
            return None
        try:
            self._file.seek(place.start)
            record = self._file.read(place.bytes)
        except OSError:
            record = b""
        if len(record) != place.bytes or zlib.crc32(record) != place.checksum:
            del self._far[content_id]
            return None
        between, end = place.points * 8, place.points * _POINT_BYTES
        points = np.frombuffer(record, np.float32, 2 * place.points).reshape(-1, 2)
        descriptors = np.frombuffer(record, np.uint8, end - between, between)
        square = np.frombuffer(record, np.uint8, _SQUARE_BYTES, end)
        return Features(
            place.size,
            points,
            descriptors.reshape(-1, _NUMBERS),
            square.reshape(SQUARE_PX, SQUARE_PX),
            record[end + _SQUARE_BYTES :],
        )

    def _drop(self) -> None:
        self._far.clear()
        if self._file is not None:
            self._file.close()
            self._file = None
