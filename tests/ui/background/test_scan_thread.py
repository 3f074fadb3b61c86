"""The scan thread: reports in batches, stops when told, and hands errors over."""

from __future__ import annotations

import os
import threading

import pytest
from PySide6.QtCore import QObject, Qt

from simgui.core.errors import UserError
from simgui.core.scanning.pipeline import (
    Finished,
    FoundUnreadable,
    PairsChanged,
    Progressed,
    ScanStats,
)
from simgui.core.task import Phase, Progress
from simgui.store.library import Library
from simgui.ui.background.jobs import Pool
from simgui.ui.background.scan_thread import ScanThread


class Heard(QObject):
    """What the worker says, heard on this thread."""

    def __init__(self, scan: ScanThread) -> None:
        super().__init__()
        self.progress: list[Progress] = []
        self.unreadable: list[tuple[str, str]] = []
        self.pairs = 0
        self.ended: list[object] = []
        self.failed: list[UserError] = []
        queued = Qt.ConnectionType.QueuedConnection
        scan.worker.progressed.connect(self._on_progress, queued)
        scan.worker.unreadable_found.connect(self._on_unreadable, queued)
        scan.worker.pairs_changed.connect(self._on_pairs, queued)
        scan.finished.connect(self._on_end)
        scan.failed.connect(self._on_failed)

    def _on_progress(self, report):
        self.progress.append(report)

    def _on_unreadable(self, found):
        self.unreadable += found

    def _on_pairs(self):
        self.pairs += 1

    def _on_end(self, stats):
        self.ended.append(stats)

    def _on_failed(self, problem):
        self.failed.append(problem)


@pytest.fixture
def scan(qapp):
    thread = ScanThread()
    yield thread
    thread.close()


@pytest.fixture
def heard(scan):
    return Heard(scan)


def test_events_arrive_in_batches_and_the_end_comes_last(scan, heard, qtbot):
    def job(token):
        for number in range(3000):
            yield Progressed(Progress(Phase.READING, number, 3000))
            if number % 1000 == 0:
                yield FoundUnreadable(f"/photos/{number}.jpg", "broken")
        yield PairsChanged()
        yield Finished(ScanStats(3000))

    scan.scan(job)
    qtbot.waitUntil(lambda: not scan.is_scanning)
    assert heard.ended[0].files == 3000
    assert 0 < len(heard.progress) < 50
    assert heard.progress[-1].done == 2999
    found = [path for path, _ in heard.unreadable]
    assert found == ["/photos/0.jpg", "/photos/1000.jpg", "/photos/2000.jpg"]
    assert heard.pairs == 1


def test_a_cancelled_scan_ends_without_a_result_and_closes_its_generator(scan, heard, qtbot):
    closed, running = threading.Event(), threading.Event()

    def job(token):
        try:
            while True:
                running.set()
                token.check()
                yield Progressed(Progress(Phase.READING, 1, 2))
        finally:
            closed.set()

    scan.scan(job)
    assert running.wait(10)
    scan.cancel()
    qtbot.waitUntil(lambda: not scan.is_scanning)
    assert heard.ended == [None]
    assert closed.is_set()


def test_a_paused_scan_waits_and_goes_on(scan, heard, qtbot):
    steps = []

    def job(token):
        for number in range(10):
            token.check()
            steps.append(number)
            yield Progressed(Progress(Phase.READING, number, 10))
        yield Finished(ScanStats())

    scan.scan(job)
    scan.pause()
    assert scan.is_paused
    scan.resume()
    qtbot.waitUntil(lambda: not scan.is_scanning)
    assert steps == list(range(10))


def test_a_paused_scan_can_be_closed(qapp):
    thread = ScanThread()

    def job(token):
        while True:
            token.check()
            yield PairsChanged()

    thread.scan(job)
    thread.pause()
    thread.close()
    assert not thread._thread.isRunning()


@pytest.mark.parametrize("is_early", [True, False])
def test_a_problem_with_the_world_ends_the_scan_with_its_words(scan, heard, qtbot, is_early):
    def job(token):
        if is_early:
            raise UserError("The disk is full")
        return steps(token)

    def steps(token):
        yield PairsChanged()
        raise UserError("The disk is full")

    scan.scan(job)
    qtbot.waitUntil(lambda: not scan.is_scanning)
    assert [str(p) for p in heard.failed] == ["The disk is full"]


def test_a_bug_ends_the_scan_and_reaches_the_hook(scan, heard, qtbot):
    def job(token):
        yield PairsChanged()
        raise ZeroDivisionError

    with qtbot.capture_exceptions() as caught:
        scan.scan(job)
        qtbot.waitUntil(lambda: not scan.is_scanning)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert heard.ended == [None]


def test_jobs_of_a_pool_of_one_keep_their_order_and_finish_before_it_closes(qapp, qtbot):
    pool = Pool(1)
    done, heard = [], []
    for number in range(50):
        pool.run(lambda n=number: done.append(n) or n, heard.append)
    pool.close()
    assert done == list(range(50))
    assert heard == []


def test_a_pool_hands_results_and_problems_to_this_thread(qapp, qtbot):
    pool = Pool(2)
    here = threading.get_ident()
    where = []

    def fail():
        raise UserError("no")

    pool.run(threading.get_ident, lambda other: where.append((other, threading.get_ident())))
    pool.run(fail, lambda _: None, lambda error: where.append(str(error)))
    qtbot.waitUntil(lambda: len(where) == 2)
    pool.close()
    assert "no" in where
    (pair,) = [w for w in where if isinstance(w, tuple)]
    assert pair[0] != here
    assert pair[1] == here


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="open files can't be counted here")
def test_jobs_that_read_the_library_one_after_the_other_open_it_once_a_thread(
    qapp, qtbot, tmp_path
):
    pool, done = Pool(2), []
    with Library(tmp_path / "library", cache_dir=tmp_path / "cache") as library:
        before = len(os.listdir("/dev/fd"))
        for number in range(40):
            pool.run(library.photos, done.append)
            qtbot.waitUntil(lambda n=number: len(done) > n)
        # The file, its log and its shared memory, for each thread of the pool.
        assert len(os.listdir("/dev/fd")) - before <= 2 * 3
        pool.close()


def test_signals_leave_the_count_of_true_alone(qapp):
    import sys

    from PySide6.QtCore import QObject, Signal

    class Source(QObject):
        told = Signal(bool)

    if sys.version_info >= (3, 12):
        pytest.skip("True can't be counted here")
    source = Source()
    source.told.connect(lambda _: None)
    before = sys.getrefcount(True)
    for _ in range(1000):
        source.told.emit(True)
    assert abs(sys.getrefcount(True) - before) < 20
