"""How fast a task goes and how long it still takes."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from simgui.core.task import Phase, Progress

# Long enough to smooth a few large photos, short enough to notice a slower disk.
_WINDOW_SECONDS = 8.0
_SECONDS_BEFORE_GUESSING = 3.0
"""A guess from less than this is off by more than it tells: some photos take a second each."""


class Meter:
    """Counts work done and turns it into Progress reports.

    The clock starts with the first work that is finished: what comes before it, such as loading the
    network, comes once and says nothing about the rest.

    Attributes:
        done: Units of work finished.
        unreadable: Photos that could not be read.
    """

    def __init__(
        self, phase: Phase, total: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._phase = phase
        self._total = total
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque()
        self.done = 0
        self.unreadable = 0

    def add(self, count: int) -> None:
        """Note that more work is finished."""
        self.done += count
        now = self._clock()
        self._marks.append((now, self.done))
        while len(self._marks) > 2 and now - self._marks[0][0] > _WINDOW_SECONDS:
            self._marks.popleft()

    def report(self) -> Progress:
        """The state now; rate and time left are unknown in the first seconds."""
        if not self._marks:
            return Progress(self._phase, self.done, self._total, 0.0, None, self.unreadable)
        start, before = self._marks[0]
        elapsed = self._clock() - start
        rate = 0.0
        left = None
        if elapsed >= _SECONDS_BEFORE_GUESSING and self.done > before:
            rate = (self.done - before) / elapsed
            if self._total:
                left = max(0, self._total - self.done) / rate
        return Progress(self._phase, self.done, self._total, rate, left, self.unreadable)
