"""Garbage collection on the GUI thread alone.

Python may collect on any thread that allocates; if it then frees a Qt object of the GUI thread, Qt
crashes. So the collector is off and a timer of the GUI thread runs it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 2_000  # between two collections
# More new objects than this are photos and groups just read, none of them garbage: to walk them,
# now or later, would be seen.
_MANY = 50_000


class Collector(QObject):
    """Runs the collector from a timer for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        gc.freeze()  # modules and their classes stay: nothing of them needs walking
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._check)
        self._timer.start(_INTERVAL_MS)

    def close(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.enable()

    def _check(self) -> None:
        counts = gc.get_count()
        if counts[0] > _MANY:
            gc.freeze()
            return
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
