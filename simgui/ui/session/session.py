"""Connects engine and widgets: every action goes through it; it shows nothing itself.

Lives on the GUI thread. Slow work goes to the scan thread or to a pool of one that also keeps the
order of decisions; what comes back is a whole Snapshot, taken over at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from simgui.core.errors import UserError
from simgui.core.files.changes import lies_in
from simgui.core.task import Phase, Progress
from simgui.core.types import Photo, Role
from simgui.engine.snapshot import Folder, SliderStop, Snapshot, Unreadable
from simgui.engine.workspace import Workspace
from simgui.text import errors
from simgui.ui.background.jobs import Pool
from simgui.ui.background.paint_priority import Courtesy
from simgui.ui.background.scan_thread import Job, ScanThread
from simgui.ui.messages import Message, MessageKind
from simgui.ui.session.checks import Checks
from simgui.ui.session.folders import WatchedFolders
from simgui.ui.session.review import Review
from simgui.ui.settings import STRICTNESS, UNFINISHED, Settings

if TYPE_CHECKING:
    from simgui.core.intake.values import Copy
    from simgui.core.removal.recover import Settled
    from simgui.engine.decisions import ReviewDecisions
    from simgui.store.notices import Notice

# During a scan the groups are made again no more often than this: nobody reads faster.
_REGROUP_MS = 2_000
_SLIDER_MS = 60
# A drive that is pulled out is noticed within some seconds, for the price of a look at each folder.
_LOOK_MS = 4_000
# The first groups are painted before the rest of a large library is read: both are Python.
_REST_MS = 200


class Session(QObject):
    """One library, open in one window.

    Signals:
        opened: The library is open.
        locked: Another program has it open.
        changed: There is a new snapshot.
        folders_changed: A folder was added, or has another role or state.
        scan_started: A scan began.
        scan_progressed: Progress.
        scan_paused: Whether it is paused now.
        scan_ended: ScanStats, or None after a cancel or a failure.
        told: Message.
    """

    opened = Signal()
    locked = Signal()
    changed = Signal()
    folders_changed = Signal()
    scan_started = Signal()
    scan_progressed = Signal(object)
    scan_paused = Signal(bool)
    scan_ended = Signal(object)
    told = Signal(object)

    def __init__(
        self, workspace: Workspace, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.courtesy = Courtesy()
        self.settings = settings
        self.snapshot = Snapshot(level=SliderStop(settings.get(STRICTNESS)))
        self.unreadable: list[Unreadable] = []
        self._unseen: dict[str, Unreadable] = {}
        self.pool = Pool(1, self, self.courtesy)
        self.review = Review(self._store, self)
        self.checks = Checks(self)
        self.is_open = False
        self.is_reading = workspace.has_library()
        self.progress: Progress | None = None
        self._level = self.snapshot.level
        self._waiting_targets: list[str] = []
        self._scanned: frozenset[str] = frozenset()
        self.watched = WatchedFolders(self)
        self._is_grouping = False
        self._wants_grouping = False
        self._is_closing = False
        self._scan = ScanThread(self)
        self._regroup = QTimer(self, singleShot=True, interval=_REGROUP_MS)
        self._regroup.timeout.connect(self.regroup)
        self._slide = QTimer(self, singleShot=True, interval=_SLIDER_MS)
        self._slide.timeout.connect(self.regroup)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.regroup)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.watched.look)
        self.review.apart_changed.connect(self.reload)
        self._connect_worker()

    # -- opening and closing

    def open(self) -> None:
        """Open the library off the GUI thread; `opened` follows."""
        self.pool.run(self.workspace.open, self._on_opened, self._on_open_failed)

    def close(self) -> None:
        """Stop everything in order and let go of the library; a scan goes on at the next start."""
        self._is_closing = True
        self._regroup.stop()
        self._slide.stop()
        self._rest.stop()
        self._look.stop()
        self._scan.close()
        self.checks.close()
        self.pool.close()
        self.workspace.close()

    # -- folders and scanning

    @property
    def is_scanning(self) -> bool:
        """Whether a scan runs or is paused."""
        return self._scan.is_scanning

    @property
    def is_paused(self) -> bool:
        """Whether the scan is paused."""
        return self._scan.is_paused

    def folders(self) -> list[Folder]:
        """The watched folders with what they are doing."""
        return self.watched.all()

    def add(self, paths: Sequence[str]) -> None:
        """Watch and scan folders or files; returns at once."""
        targets = [os.path.abspath(p) for p in paths]
        self.watched.add(targets)
        self.folders_changed.emit()
        self._start(targets)

    def scan_again(self, paths: Sequence[str]) -> None:
        """Look through some folders again."""
        self._start(list(paths))

    def rescan(self) -> None:
        """Rescan all watched folders."""
        self._start([f.path for f in self.folders() if f.role is not Role.EXCLUDED])

    def start_check(self, job: Job) -> None:
        """Check a card or disk; nothing must be scanned now."""
        self.progress = Progress(Phase.LOOKING, 0, 0)
        self._scan.scan(job)
        self.scan_started.emit()

    def pause(self) -> None:
        """Let the scan wait."""
        self._scan.pause()
        self.scan_paused.emit(True)

    def resume(self) -> None:
        """Let the scan go on."""
        self._scan.resume()
        self.scan_paused.emit(False)

    def cancel(self) -> None:
        """Stop the scan; what was read stays in the library."""
        self._waiting_targets.clear()
        self._scan.cancel()

    # -- groups

    @property
    def level(self) -> SliderStop:
        """The setting of the slider."""
        return self._level

    def set_level(self, level: SliderStop) -> None:
        """Group for another setting of the slider."""
        if level is not self._level:
            self._level = level
            self.settings.set(STRICTNESS, level.value)
            self._slide.start()

    def reload(self) -> None:
        """Read the library again and group."""
        self.workspace.refresh()
        self.regroup()

    def regroup(self) -> None:
        """Group again, off the GUI thread; requests that come meanwhile become one."""
        if not self.is_open:
            return
        if self._is_grouping:
            self._wants_grouping = True
            return
        self._is_grouping = True
        level = self._level
        self.pool.run(
            lambda: self.workspace.snapshot(level, self.courtesy),
            self._on_snapshot,
            self._on_grouping_failed,
        )

    def tell(self, kind: MessageKind, text: str) -> None:
        """Show a sentence in the window."""
        self.told.emit(Message(kind, text))

    # -- what comes back

    def _connect_worker(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        worker = self._scan.worker
        worker.progressed.connect(self._on_progressed, queued)
        worker.unreadable_found.connect(self._on_unreadable, queued)
        worker.pairs_changed.connect(self._on_pairs_changed, queued)
        worker.reported.connect(self.checks.show_report, queued)
        self._scan.finished.connect(self._on_finished)
        self._scan.failed.connect(self._on_scan_failed)

    def _store(self, work: Callable[[ReviewDecisions], None]) -> None:
        """Store a decision off the GUI thread, in the order in which decisions are made."""
        self.pool.run(lambda: work(self.workspace.decisions), lambda _: None)

    def _marked_before(self) -> list[Photo]:
        from simgui.engine.decisions import marked_photos

        return marked_photos(self.workspace.library)

    def _on_opened(self, found: tuple[list[Notice], list[Settled], list[Copy]]) -> None:
        from simgui.text import check_wording, deletion_wording

        self.is_open = True
        self._look.start()
        notices, settled, copied = found
        for text in (
            *map(deletion_wording.notice, notices),
            *map(deletion_wording.settled, settled),
            *check_wording.interrupted(copied),
        ):
            self.tell(MessageKind.WARNING, text)
        self.pool.run(self._marked_before, self.review.restore_marks)
        self.pool.run(
            lambda: self.workspace.library.decisions.reviewed(), self.review.restore_reviewed
        )
        self.regroup()
        self.opened.emit()
        self._waiting_targets += [t for t in self._unfinished() if t not in self._waiting_targets]
        if self._waiting_targets:
            targets, self._waiting_targets = self._waiting_targets, []
            self._start(targets)

    def _unfinished(self) -> list[str]:
        """The folders being scanned when simgui was closed or killed, if they still exist."""
        try:
            stored = json.loads(self.settings.get(UNFINISHED) or "[]")
        except ValueError:
            return []
        if not isinstance(stored, list):
            return []
        return [p for p in stored if isinstance(p, str) and os.path.exists(p)]

    def _remember_targets(self, targets: Sequence[str]) -> None:
        # As ASCII: a path may hold bytes that are no text.
        self.settings.set(UNFINISHED, json.dumps(list(targets)) if targets else "")

    def _on_open_failed(self, error: Exception) -> None:
        from simgui.store.database.lock import LockedError

        if isinstance(error, LockedError):
            self.locked.emit()
        self._on_failed(error)

    def _start(self, targets: Sequence[str]) -> None:
        if not targets:
            return
        if not self.is_open or self._scan.is_scanning:
            self._waiting_targets += [t for t in targets if t not in self._waiting_targets]
            if self.is_open:
                self._remember_targets([*sorted(self._scanned), *self._waiting_targets])
            return
        self._scanned = frozenset(targets)
        self.watched.show_scanned(self._scanned)
        self._remember_targets(targets)
        self.progress = Progress(Phase.LOOKING, 0, 0)
        wanted = list(targets)
        self._scan.scan(lambda token: self.workspace.scan(wanted, token))
        self.scan_started.emit()
        self.folders_changed.emit()

    def _on_progressed(self, progress: Progress) -> None:
        self.progress = progress
        self.scan_progressed.emit(progress)

    def _on_unreadable(self, found: list[tuple[str, str]]) -> None:
        known = {u.path for u in self.unreadable}
        fresh = [Unreadable(*f) for f in found if f[0] not in known]
        if fresh:
            self.unreadable = [*self.unreadable, *fresh]
            self.folders_changed.emit()

    def _on_pairs_changed(self) -> None:
        self.workspace.refresh()
        if not self._regroup.isActive():
            # The first group is waited for; later ones come below, and nobody reads faster.
            self._regroup.start(_REGROUP_MS if self.review.groups else 0)

    def _on_finished(self, stats: Any) -> None:
        if stats is not None:  # a scan that was stopped has not looked everywhere
            looked = self._scanned
            for path in [p for p in self._unseen if lies_in(p, looked)]:
                del self._unseen[path]
            self._unseen.update({path: Unreadable(path, reason) for path, reason in stats.unseen})
        self._end_scan(stats)

    def _on_scan_failed(self, problem: UserError) -> None:
        self.tell(MessageKind.PROBLEM, errors.told(problem))
        self._end_scan(None)

    def _end_scan(self, stats: Any) -> None:
        if self._is_closing:
            return
        self.courtesy.ask()
        self.progress = None
        self._scanned = frozenset()
        self.watched.show_scanned(self._scanned)
        self._remember_targets(self._waiting_targets)
        self._regroup.stop()
        self.workspace.refresh()
        self.regroup()
        self.scan_ended.emit(stats)
        self.folders_changed.emit()
        if self._waiting_targets:
            targets, self._waiting_targets = self._waiting_targets, []
            self._start(targets)

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self._is_grouping = False
        self.is_reading = False
        self.courtesy.ask()
        old = self.snapshot
        self.snapshot = snapshot
        self.unreadable = [*self._unseen.values(), *snapshot.unreadable]
        self.watched.settle()
        known = snapshot.photos if snapshot.is_whole else None
        self.review.show(
            snapshot.groups, snapshot.moments, known, snapshot.group_of, snapshot.digests
        )
        self.changed.emit()
        self.folders_changed.emit()
        self._let_go(old)
        if self._wants_grouping:
            self._wants_grouping = False
            self.regroup()
        elif not snapshot.is_whole:
            self._rest.start()

    def _let_go(self, old: Snapshot) -> None:
        """Free what the last snapshot alone held, off the GUI thread."""
        now = self.snapshot
        kept: list[Any] = []
        if old.photos is not now.photos:
            kept += old.photos.values()
        if old.groups is not now.groups:
            kept += old.groups
        if old.moments is not now.moments:
            kept += old.moments
        if kept:
            self.pool.let_go(kept)

    def _on_grouping_failed(self, error: Exception) -> None:
        self._is_grouping = False
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        if self.is_reading:
            self.is_reading = False
            self.folders_changed.emit()
        if not isinstance(error, UserError):
            raise error
        self.tell(MessageKind.PROBLEM, errors.told(error))
