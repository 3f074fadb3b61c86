"""Thumbnails for painting: asked for by content, made in a pool last-asked-first, kept by bytes.

`get` is called from paint and never waits. Images are made on pool threads, pixmaps on the GUI
thread only. A thumbnail is named by content and size, never by a row.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from simgui.core.types import ContentId, Photo

_log = logging.getLogger(__name__)

# Sizes are rounded up to one of these, so that zooming does not fill the memory with near copies.
STEPS_PX = (96, 192, 320, 640, 1024)
DEFAULT_BUDGET_BYTES = 64_000_000
# More requests than a screen shows are of no use: who scrolled past them asks again if need be.
_MAX_PENDING = 96
_FRAME_MS = 16
_THREADS = 2

ReadThumb = Callable[[Photo, int], QImage | None]
"""Called on a pool thread: the photo's upright image of at most that long side, or None."""


@dataclass(frozen=True, slots=True)
class _Key:
    content: ContentId
    px: int


def step(px: float) -> int:
    """The stored size for a wanted long side in device pixels."""
    for candidate in STEPS_PX:
        if px <= candidate:
            return candidate
    return STEPS_PX[-1]


class _Drain(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work()


class ThumbLoader(QObject):
    """The cache of thumbnails and the pool behind it.

    Signals:
        arrived: frozenset of ContentId whose thumbnails came, at most once a frame.
    """

    arrived = Signal(object)
    _staged_some = Signal()

    def __init__(
        self,
        reader: ReadThumb,
        budget_bytes: int = DEFAULT_BUDGET_BYTES,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._budget = budget_bytes
        self._bytes = 0
        self._cache: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._failed: set[_Key] = set()
        self._fresh: set[ContentId] = set()
        self._lock = threading.Lock()
        self._pending: deque[tuple[_Key, Photo]] = deque(maxlen=_MAX_PENDING)
        self._asked: set[_Key] = set()
        self._staged: list[tuple[_Key, QImage | None]] = []
        self._drains = 0
        self._is_closed = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(_FRAME_MS)
        self._frame.timeout.connect(self._announce)
        self._start = QTimer(self, singleShot=True, interval=0)
        self._start.timeout.connect(self._start_drains)
        self._staged_some.connect(self._on_staged, Qt.ConnectionType.QueuedConnection)

    @property
    def bytes_used(self) -> int:
        """Memory of the pixmaps held."""
        return self._bytes

    def get(self, photo: Photo, px: float) -> QPixmap | None:
        """The thumbnail nearest to a long side of `px` device pixels that is at hand.

        A better one is ordered if need be and announced by `arrived`.
        """
        key = _Key(photo.content.id, step(px))
        pixmap = self._cache.get(key)
        if pixmap is not None:
            self._cache.move_to_end(key)
            return pixmap
        if key not in self._failed:
            self._order(key, photo)
        return self._nearest(key)

    def has_failed(self, photo: Photo) -> bool:
        """Whether no thumbnail of this photo could be made."""
        return any(_Key(photo.content.id, px) in self._failed for px in STEPS_PX)

    def set_budget(self, budget_bytes: int) -> None:
        """Change how much memory the pixmaps may take."""
        self._budget = budget_bytes
        self._evict()

    def clear(self) -> None:
        """Forget everything, as when another library is opened."""
        with self._lock:
            self._pending.clear()
            self._asked.clear()
            self._staged.clear()
        self._cache.clear()
        self._failed.clear()
        self._bytes = 0

    def close(self) -> None:
        """Stop the pool; nothing arrives any more."""
        with self._lock:
            self._is_closed = True
            self._pending.clear()
        self._frame.stop()
        self._start.stop()
        self._pool.waitForDone()
        self._cache.clear()

    def _nearest(self, key: _Key) -> QPixmap | None:
        larger = [px for px in STEPS_PX if px > key.px]
        smaller = [px for px in reversed(STEPS_PX) if px < key.px]
        for px in larger + smaller:
            pixmap = self._cache.get(_Key(key.content, px))
            if pixmap is not None:
                return pixmap
        return None

    def _order(self, key: _Key, photo: Photo) -> None:
        with self._lock:
            if key in self._asked or self._is_closed:
                return
            if len(self._pending) == _MAX_PENDING:
                forgotten, _ = self._pending.popleft()
                self._asked.discard(forgotten)
            self._pending.append((key, photo))
            self._asked.add(key)
        if not self._start.isActive():
            self._start.start()

    def _start_drains(self) -> None:
        """Put threads to the work that waits.

        Called when the paint that asked is done: each call of a painter lets another thread of
        Python go first, and with threads at work a line of cards took 25 ms to paint instead of 5.
        """
        with self._lock:
            fresh = min(_THREADS, len(self._pending)) - self._drains
            self._drains += max(0, fresh)
        for _ in range(fresh):
            self._pool.start(_Drain(self._drain))

    def _drain(self) -> None:
        """On a pool thread: make thumbnails, the last asked for first, until none is wanted."""
        while True:
            with self._lock:
                if not self._pending or self._is_closed:
                    self._drains -= 1
                    return
                key, photo = self._pending.pop()
            try:
                image = self._reader(photo, key.px)
            except Exception:  # noqa: BLE001 - one thumbnail must not end the loader
                _log.exception("a thumbnail failed")
                image = None
            with self._lock:
                self._staged.append((key, image))
                is_first = len(self._staged) == 1
            if is_first:
                self._staged_some.emit()

    def _on_staged(self) -> None:
        with self._lock:
            staged, self._staged = self._staged, []
            for key, _ in staged:
                self._asked.discard(key)
        for key, image in staged:
            if image is None or image.isNull():
                self._failed.add(key)
            else:
                self._keep(key, QPixmap.fromImage(image))
            self._fresh.add(key.content)
        if self._fresh and not self._frame.isActive():
            self._frame.start()

    def _keep(self, key: _Key, pixmap: QPixmap) -> None:
        old = self._cache.pop(key, None)
        if old is not None:
            self._bytes -= _bytes(old)
        self._cache[key] = pixmap
        self._bytes += _bytes(pixmap)
        self._evict()

    def _evict(self) -> None:
        while self._bytes > self._budget and len(self._cache) > 1:
            _, pixmap = self._cache.popitem(last=False)
            self._bytes -= _bytes(pixmap)

    def _announce(self) -> None:
        fresh, self._fresh = frozenset(self._fresh), set()
        self.arrived.emit(fresh)


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * max(1, pixmap.depth() // 8)
