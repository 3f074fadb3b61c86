"""Pauses background readers while the window paints (they contend for the GIL).

Python runs one thread at a time. A thread that wants its turn gets it within a twentieth of a
millisecond, but each change of turns takes about as long, so that painting beside a busy reader
took three times its time.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from simgui.core.task import Token

_REST_SECONDS = 0.06
"""What handling new groups and painting them takes on a slow computer."""

_WORK_SECONDS = 0.02
"""Between two rests: a window that paints all the time must not stop the reader."""


class Courtesy(Token):
    """The token of work that gives way to the GUI thread at its checks."""

    def __init__(self) -> None:
        super().__init__()
        self._until = 0.0
        self._worked_from = 0.0

    def ask(self) -> None:
        """Ask for a short while alone; called on the GUI thread before it does much."""
        self._until = time.monotonic() + _REST_SECONDS

    def check(self) -> None:
        super().check()
        now = time.monotonic()
        if now < self._until and now >= self._worked_from + _WORK_SECONDS:
            time.sleep(self._until - now)
            self._worked_from = time.monotonic()


class PaintWatch(QObject):
    """Asks for courtesy whenever a widget that takes long to paint begins."""

    def __init__(self, courtesy: Courtesy, parent: QObject) -> None:
        super().__init__(parent)
        self._courtesy = courtesy

    def watch(self, widget: QWidget) -> None:
        """Ask whenever this widget is painted."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._courtesy.ask()
        return False
