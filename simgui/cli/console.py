"""What a terminal may see: harmless text, sizes in people's units, a progress line on stderr."""

from __future__ import annotations

import sys
import time
import unicodedata
from typing import TextIO

from simgui.core.task import Phase, Progress

_PHASES = {
    Phase.LOOKING: "Finding photos",
    Phase.READING: "Reading photos",
    Phase.MATCHING: "Comparing photos",
    Phase.GROUPING: "Grouping photos",
}
_SECONDS_BETWEEN_LINES = 0.1


def plain(text: str) -> str:
    """Text shown exactly as it is spelled, whatever it contains.

    Control and formatting characters (terminal escapes, newlines, bidirectional overrides) and
    bytes that are not UTF-8 are written as escapes, so that a file name can neither move the cursor
    nor pretend to be another name.
    """
    if text.isprintable():  # says it of a whole text at once, and of nothing in category C
        return text
    return "".join(
        char if unicodedata.category(char)[0] != "C" else char.encode("unicode_escape").decode()
        for char in text
    )


def size_text(size: int) -> str:
    """A number of bytes in decimal units, as file managers show it."""
    value = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} TB"


def duration_text(seconds: float) -> str:
    """A duration to the precision that helps: 8 s, 3 min 20 s, 2 h 5 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


class ProgressLine:
    """Rewrites one line on a terminal; silent where the stream is not one."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._is_shown = self._stream.isatty()
        self._last = 0.0
        self._width = 0

    def show(self, progress: Progress) -> None:
        """Write the state of the task, at most ten times a second."""
        now = time.monotonic()
        if not self._is_shown or now - self._last < _SECONDS_BETWEEN_LINES:
            return
        self._last = now
        parts = [_PHASES[progress.phase]]
        if progress.total:
            parts.append(f"{progress.done:,} of {progress.total:,}")
        elif progress.done:
            parts.append(f"{progress.done:,}")
        if progress.rate:
            parts.append(f"{progress.rate:.0f} photos/s")
        if progress.seconds_left is not None:
            parts.append(f"{duration_text(progress.seconds_left)} left")
        if progress.unreadable:
            parts.append(f"{progress.unreadable:,} unreadable")
        self._write("  ·  ".join(parts))

    def clear(self) -> None:
        """Leave an empty line behind."""
        if self._width:
            self._write("")
            self._stream.write("\r")
            self._stream.flush()
            self._width = 0

    def _write(self, text: str) -> None:
        self._stream.write("\r" + text.ljust(self._width))
        self._stream.flush()
        self._width = len(text)
