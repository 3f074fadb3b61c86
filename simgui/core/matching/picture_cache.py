"""Pictures decoded again for a closer look, the last few kept."""

from __future__ import annotations

import threading
from collections import OrderedDict

from simgui.core.errors import UnreadableError
from simgui.core.imaging import decode
from simgui.core.imaging.pyramid import Picture, picture
from simgui.core.matching.close_look import PICTURE_PX

_MOST = 24
"""Of 2.5 MB each, pages of 10. Pairs come sorted, so that a group of copies is decoded once."""


class PictureCache:
    """Decodes files for any number of threads.

    Args:
        limits: Of the decoder.
        decoding: Entered while a file is decoded.
    """

    def __init__(self, limits: decode.Limits, decoding: decode.Decoding = decode.unnoted) -> None:
        self._limits = limits
        self._decoding = decoding
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int], Picture | None] = OrderedDict()

    def get(self, path: str | None, side_px: int = PICTURE_PX) -> Picture | None:
        """The picture in a file, long side `side_px` at most.

        None if there is no file or it can't be read.
        """
        if path is None:
            return None
        key = (path, side_px)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        try:
            with self._decoding(path):
                decoded = picture(decode.pixels(path, side_px, self._limits))
        except UnreadableError:
            decoded = None
        with self._lock:
            self._kept[key] = decoded
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return decoded

    def clear(self) -> None:
        """Forget everything: a file may have changed until the next scan."""
        with self._lock:
            self._kept.clear()
