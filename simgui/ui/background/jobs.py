"""Short jobs off the GUI thread: a function runs in a pool, its result comes back as a call here.

Used by the file jobs (a pool of one: trash moves are serial) and by the compare page's pictures.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from simgui.core.errors import UserError
from simgui.core.task import Token

_log = logging.getLogger(__name__)

_FEW = 50
"""Freed in one go, in about the time after which another thread may ask for its turn."""


class _Job(QRunnable):
    def __init__(self, number: int, work: Callable[[], Any], finished: Callable[..., None]) -> None:
        super().__init__()
        self.number = number
        self._work = work
        self._finished = finished

    def run(self) -> None:
        result: Any = None
        error: Exception | None = None
        try:
            result = self._work()
        except UserError as problem:
            error = problem
        except Exception as problem:  # noqa: BLE001 - handed to the GUI thread, where it is a bug
            error = problem
        self._finished(self.number, result, error)


class Pool(QObject):
    """Runs functions on pool threads and calls back on the thread it lives in.

    Args:
        threads: How many at once; one makes the jobs run in the order they were given.
        token: Pauses what the pool itself does.
    """

    _finished = Signal(int, object, object)

    def __init__(
        self, threads: int, parent: QObject | None = None, token: Token | None = None
    ) -> None:
        super().__init__(parent)
        self._token = token or Token()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._next = 0
        self._waiting: dict[
            int, tuple[Callable[[Any], None], Callable[[Exception], None] | None]
        ] = {}
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._waiting)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> int:
        """Start a job.

        Args:
            work: Called on a pool thread; touches no widget and no pixmap.
            done: Called here with its result.
            failed: Called here with its error; without it the error is raised here, as a bug.

        Returns:
            The job's number, for `forget`.
        """
        self._next += 1
        self._waiting[self._next] = (done, failed)
        self._pool.start(_Job(self._next, work, self._finished.emit))
        return self._next

    def let_go(self, objects: list[Any]) -> None:
        """Empty a list on a pool thread, a few objects at a time.

        Freeing 100,000 photos at once would hold up every thread, this one too.
        """

        def empty() -> None:
            while objects:
                self._token.check()
                del objects[-_FEW:]

        self.run(empty, lambda _: None)

    def forget(self, number: int) -> None:
        """Ignore a job's result."""
        self._waiting.pop(number, None)

    def drop(self) -> None:
        """Drop waiting jobs and ignore the result of the running one."""
        self._pool.clear()
        self._waiting.clear()

    def close(self) -> None:
        """Wait for every job given so far: a decision is stored, a file move is never cut off."""
        self._pool.waitForDone()
        self._waiting.clear()

    def _on_finished(self, number: int, result: Any, error: Exception | None) -> None:
        # From a timer and not at once: what is posted meanwhile, such as the painting of what a
        # result changes, would follow without a look at the mouse and the keyboard between.
        QTimer.singleShot(0, self, lambda: self._deliver(number, result, error))

    def _deliver(self, number: int, result: Any, error: Exception | None) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        done, failed = waiting
        if error is None:
            if _is_alive(done):
                done(result)
        elif failed is not None:
            if _is_alive(failed):
                failed(error)
        else:
            raise error


def _is_alive(call: Callable[..., object]) -> bool:
    """Whether Qt still has the object of a method: a window may have gone meanwhile."""
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
