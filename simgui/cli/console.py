"""What a terminal may see: harmless text, messages and a progress line on stderr."""

from __future__ import annotations

import sys
import time
import unicodedata
from contextlib import suppress
from typing import TextIO

from simgui import APP_NAME
from simgui.core.task import Progress
from simgui.text import progress_wording

_SECONDS_BETWEEN_LINES = 0.1  # seconds; ten lines a second are as many as an eye follows


def plain(text: str) -> str:
    """Text shown exactly as it is spelled, harmless to show.

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


def tell(text: str) -> None:
    """Write a message for the user to stderr, with the program's name before it."""
    write_message(f"{APP_NAME}: {plain(text)}")


def write_message(line: str) -> None:
    """Write a line to stderr.

    Where nobody can read it, on a full disk or a terminal that is gone, what simgui does goes on.
    """
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


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
        parts = [progress_wording.phase(progress), progress_wording.progress(progress)]
        self._write("  \N{MIDDLE DOT}  ".join(filter(None, parts)))

    def clear(self) -> None:
        """Leave an empty line behind."""
        if self._width:
            self._write("")
            self._write("")
            self._width = 0

    def _write(self, text: str) -> None:
        with suppress(OSError):  # the terminal may be gone, which ends no scan
            self._stream.write("\r" + text.ljust(self._width))
            self._stream.flush()
        self._width = len(text)
