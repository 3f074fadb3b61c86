"""The scan thread: a worker object that steps through the pipeline's events and reports in batches.

It owns the Embedder and the Index of a scan. Between two events it goes back to its event loop, so
that it can be asked to stop or to start over; pausing and cancelling go through the Token and take
effect within the engine's own check, 100 ms.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMetaObject, QObject, Qt, QThread, Signal, Slot

from simgui.core.errors import UserError
from simgui.core.task import Cancelled, Progress, Token

if TYPE_CHECKING:
    from simgui.core.scanning.pipeline import Event, ScanStats
    from simgui.engine.intake.check import Report

_log = logging.getLogger(__name__)

_REPORT_SECONDS = 0.1  # at most ten reports a second cross the threads

Job = Callable[[Token], "Iterator[Event | Report]"]
"""Makes the generator of a scan or a check; called on the scan thread."""


class ScanWorker(QObject):
    """Runs one scan at a time on the thread it was moved to.

    Signals:
        progressed: Progress, at most ten times a second.
        unreadable_found: list of (path, reason).
        pairs_changed: New pairs are stored.
        reported: Report of a check.
        finished: ScanStats, or None after a cancel.
        failed: UserError, the scan is over.
    """

    progressed = Signal(object)
    unreadable_found = Signal(object)
    pairs_changed = Signal()
    reported = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    _asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._token: Token | None = None
        self._events: Iterator[Event | Report] | None = None
        self._unreadable: list[tuple[str, str]] = []
        self._progress: Progress | None = None
        self._reported = 0.0
        self._asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)

    def start(self, job: Job, token: Token) -> None:
        """Ask for a scan, from any thread."""
        self._asked.emit(job, token)

    def _on_asked(self, job: Job, token: Token) -> None:
        self._token = token
        try:
            self._events = job(token)
        except UserError as problem:
            self._end()
            self.failed.emit(problem)
            return
        self._next()

    @Slot()
    def _step(self) -> None:
        if self._events is not None:
            self._next()

    def _next(self) -> None:
        """Take events until it is time to report, then come back through the event loop."""
        events = self._events
        if events is None:
            return
        try:
            until = time.monotonic() + _REPORT_SECONDS
            while time.monotonic() < until:
                if self._token is not None:
                    self._token.check()
                if not self._take(next(events)):
                    return
        except StopIteration:
            self._end()
            self.finished.emit(None)
        except Cancelled:
            self._end()
            self.finished.emit(None)
        except UserError as problem:
            self._end()
            self.failed.emit(problem)
        except BaseException:
            self._end()
            self.finished.emit(None)
            raise
        else:
            self._report()
            QMetaObject.invokeMethod(self, "_step", Qt.ConnectionType.QueuedConnection)

    def _take(self, event: Event | Report) -> bool:
        """Note an event.

        Returns:
            Whether the scan goes on.
        """
        from simgui.core.scanning import pipeline

        match event:
            case pipeline.Progressed(progress):
                self._progress = progress
                if time.monotonic() - self._reported >= _REPORT_SECONDS:
                    self._report()
            case pipeline.FoundUnreadable(path, reason):
                self._unreadable.append((path, reason))
            case pipeline.PairsChanged():
                self.pairs_changed.emit()
            case pipeline.Finished(stats):
                self._finish(stats)
                return False
            case _:
                self.reported.emit(event)
        return True

    def _finish(self, stats: ScanStats) -> None:
        self._report()
        self._end()
        self.finished.emit(stats)

    def _report(self) -> None:
        self._reported = time.monotonic()
        if self._progress is not None:
            self.progressed.emit(self._progress)
            self._progress = None
        if self._unreadable:
            found, self._unreadable = self._unreadable, []
            self.unreadable_found.emit(found)

    def _end(self) -> None:
        self._report()
        events: Any = self._events
        self._events = None
        self._token = None
        if events is not None:
            events.close()


class ScanThread(QObject):
    """The QThread with its worker, and the token of the scan that runs.

    Attributes:
        worker: Lives on the thread; connect to its signals only by queued connections, and to
            those of its end not at all.

    Signals:
        finished, failed: Those of the worker, on the thread this object lives on. Code that hears
            one finds that nothing is being scanned, and nobody finds so before it is told.
    """

    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName("scan")
        self.worker = ScanWorker()
        self.worker.moveToThread(self._thread)
        self._token: Token | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self.worker.finished.connect(self._on_finished, queued)
        self.worker.failed.connect(self._on_failed, queued)

    @property
    def is_scanning(self) -> bool:
        """Whether a scan runs or is paused."""
        return self._token is not None

    @property
    def is_paused(self) -> bool:
        """Whether the scan was told to wait."""
        return self._token is not None and self._token.is_paused

    def scan(self, job: Job) -> None:
        """Start a scan; the one before must have ended."""
        if not self._thread.isRunning():
            self._thread.start()
        self._token = Token()
        self.worker.start(job, self._token)

    def pause(self) -> None:
        """Let the scan wait at its next check."""
        if self._token is not None:
            self._token.pause()

    def resume(self) -> None:
        """Let it go on."""
        if self._token is not None:
            self._token.resume()

    def cancel(self) -> None:
        """Stop it; what it has recorded stays."""
        if self._token is not None:
            self._token.cancel()

    def close(self) -> None:
        """Stop the scan and the thread, and wait for both."""
        self.cancel()
        self._thread.quit()
        self._thread.wait()

    def _on_finished(self, stats: object) -> None:
        self._token = None
        self.finished.emit(stats)

    def _on_failed(self, problem: object) -> None:
        self._token = None
        self.failed.emit(problem)
