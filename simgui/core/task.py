"""Long work: a Token that cancels or pauses it, and Progress reports."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from enum import Enum


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised at the next check after a token was cancelled."""


class Token:
    """Cancels or pauses one task from another thread.

    Every long function takes one and calls `check` at least every 100 ms of work.
    """

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._running = threading.Event()
        self._running.set()
        self._paused_at: float | None = None
        self._paused_seconds = 0.0

    def clock(self) -> float:
        """Seconds on a clock that stands still while the task is paused."""
        now = time.monotonic()
        paused = self._paused_at
        waiting = 0.0 if paused is None else now - paused
        return now - waiting - self._paused_seconds

    @property
    def is_cancelled(self) -> bool:
        """Whether the task was asked to stop."""
        return self._cancelled.is_set()

    @property
    def is_paused(self) -> bool:
        """Whether the task was asked to wait."""
        return not self._running.is_set()

    def cancel(self) -> None:
        """Ask the task to stop; a paused task wakes up to do so."""
        self._cancelled.set()
        self._running.set()

    def pause(self) -> None:
        """Ask the task to wait at its next check."""
        if not self.is_cancelled and self._paused_at is None:
            self._paused_at = time.monotonic()
            self._running.clear()

    def resume(self) -> None:
        """Let a paused task go on."""
        if self._paused_at is not None:
            self._paused_seconds += time.monotonic() - self._paused_at
            self._paused_at = None
        self._running.set()

    def check(self) -> None:
        """Wait while paused.

        Raises:
            Cancelled: The task was asked to stop.
        """
        self._running.wait()
        if self._cancelled.is_set():
            raise Cancelled


class Phase(Enum):
    """What a scan is doing now."""

    LOOKING = "looking"  # walking folders
    READING = "reading"  # decoding and embedding
    MATCHING = "matching"  # nominating and verifying pairs
    GROUPING = "grouping"
    VERIFYING = "verifying"  # reading files again, each beside its copy


@dataclass(frozen=True, slots=True)
class Progress:
    """A report of how far a task is; `total` is 0 while it is not yet known.

    Attributes:
        rate: Photos a second over the last seconds, 0.0 while unknown.
        seconds_left: An estimate, or None while unknown.
    """

    phase: Phase
    done: int
    total: int
    rate: float = 0.0
    seconds_left: float | None = None
    unreadable: int = 0
