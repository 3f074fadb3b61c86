"""When to match while photos are read: soon enough to be seen, seldom enough to cost little."""

from __future__ import annotations

from collections.abc import Callable

_READING_TO_MATCHING = 9.0
"""Seconds of reading for one of matching in between, so that it costs a tenth of a scan."""


class Pace:
    """Counts photos and seconds since the last matching.

    Args:
        every: Match after this many photos; 0 for never.
        seconds: Match after this many seconds, too; 0 to go by the number alone.
        clock: In seconds; stands still while the scan is paused.
    """

    def __init__(self, every: int, seconds: float, clock: Callable[[], float]) -> None:
        self._every = every
        self._seconds = seconds
        self._clock = clock
        self._since = 0
        self._wait = seconds
        self._begun = self._ended = clock()

    def is_due(self, fresh: int, at_least: int = 0) -> bool:
        """Note photos with a new vector.

        Args:
            fresh: How many.
            at_least: Fewer than this are not worth matching, unless their time has come.

        Returns:
            Whether to match now.
        """
        self._since += fresh
        self._begun = self._clock()
        if not self._every or not self._since:
            return False
        is_late = bool(self._seconds) and self._begun - self._ended >= self._wait
        return is_late or self._since >= max(self._every, at_least)

    def note_matched(self) -> None:
        """Begin to wait again, the longer the more the last matching took."""
        self._ended = self._clock()
        self._since = 0
        self._wait = max(self._seconds, _READING_TO_MATCHING * (self._ended - self._begun))
