"""Between the engine and the widgets: everything that happens goes through here, nothing is shown.

Lives on the GUI thread. Slow work goes to the scan thread or to a pool of one that also keeps the
order of decisions; what comes back is a whole Snapshot, taken over at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from simgui.core.errors import UserError
from simgui.core.files.changes import is_inside, lies_in
from simgui.core.task import Phase, Progress
from simgui.core.types import Alignment, Photo, Role
from simgui.ui import wording
from simgui.ui.background.jobs import Pool
from simgui.ui.background.paint_priority import Courtesy
from simgui.ui.background.scan_thread import Job, ScanThread
from simgui.ui.query import Answer, Options, Query
from simgui.ui.session.decisions import QueuedDecisions
from simgui.ui.session.review import DecisionStore, Review
from simgui.ui.settings import STRICTNESS, UNFINISHED, Settings
from simgui.ui.snapshot import Folder, FolderState, SliderStop, Snapshot, Unreadable

# During a scan the groups are made again no more often than this: nobody reads faster.
_REGROUP_MS = 2_000
_SLIDER_MS = 60
# The first groups are painted before the rest of a large library is read: both are Python.
_REST_MS = 200


class MessageKind(Enum):
    """How a message is shown."""

    NOTICE = "notice"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the bar at the top of the window."""

    kind: MessageKind
    text: str


class Engine(Protocol):
    """What the window asks for; most of it may take long and runs off the GUI thread."""

    @property
    def decisions(self) -> DecisionStore:
        """Where decisions are remembered."""

    @property
    def courtesy(self) -> Courtesy:
        """How to ask what reads the library for a moment alone."""

    def has_library(self) -> bool:
        """Whether there is a library from an earlier run; at once."""

    def open(self) -> list[str]:
        """Open the library; returns sentences a person should read."""

    def close(self) -> None:
        """Let go of the library."""

    def snapshot(self, level: SliderStop) -> Snapshot:
        """Everything to show, grouped for a setting of the slider."""

    def refresh(self) -> None:
        """Read photos and pairs anew at the next snapshot."""

    def marked(self) -> list[Photo]:
        """Photos that were marked in an earlier run."""

    def scan_job(self, targets: Sequence[str]) -> Job:
        """The scan of some folders, or of all watched ones if none is named; at once."""

    def set_role(self, path: str, role: Role) -> None:
        """Give a watched folder another role."""

    def forget(self, path: str) -> None:
        """Stop watching a folder."""

    def thumbnail(self, photo: Photo, px: int) -> QImage | None:
        """An upright picture of a photo, of about that long side; called on several threads."""

    def picture(self, path: str, px: int) -> QImage | None:
        """The upright picture of a file of at most that long side; None if unreadable."""

    def search(self, query: Query, options: Options) -> Answer:
        """Find the photos most like a picture."""

    def keep_pasted(self, image: QImage) -> str:
        """Put a picture from the clipboard into a file that can be read like any other."""

    def align(self, a: Photo, b: Photo) -> Alignment | None:
        """How photo b lies on photo a, looked for now."""


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

    def __init__(self, engine: Engine, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = engine
        self.settings = settings
        self.snapshot = Snapshot(level=SliderStop(settings.get(STRICTNESS)))
        self.unreadable: list[Unreadable] = []
        self._unseen: dict[str, Unreadable] = {}
        self.pool = Pool(1, self, engine.courtesy)
        self.review = Review(QueuedDecisions(self.pool, engine), self)
        self.is_open = False
        self.is_reading = engine.has_library()
        self.progress: Progress | None = None
        self._level = self.snapshot.level
        self._waiting_targets: list[str] = []
        self._scanned: frozenset[str] = frozenset()
        self._added: dict[str, Folder] = {}
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
        self.review.apart_changed.connect(self.reload)
        self._connect_worker()

    # -- opening and closing

    def open(self) -> None:
        """Open the library off the GUI thread; `opened` follows."""
        self.pool.run(self.engine.open, self._on_opened, self._on_open_failed)

    def close(self) -> None:
        """Stop everything in order and let go of the library; a scan goes on at the next start."""
        self._is_closing = True
        self._regroup.stop()
        self._slide.stop()
        self._rest.stop()
        self._scan.close()
        self.pool.close()
        self.engine.close()

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
        known = {f.path: f for f in self.snapshot.folders}
        for path, folder in self._added.items():
            known.setdefault(path, folder)
        return [self._with_state(f) for f in sorted(known.values(), key=lambda f: f.path)]

    def add(self, paths: Sequence[str]) -> None:
        """Watch and scan folders or files; returns at once."""
        targets = [os.path.abspath(p) for p in paths]
        watched = {folder.path for folder in self.folders()}
        for path in targets:
            if not lies_in(path, watched):
                is_file = os.path.isfile(path)
                self._added[path] = Folder(path, state=FolderState.UNSCANNED, is_file=is_file)
        self.folders_changed.emit()
        self._start(targets)

    def rescan(self) -> None:
        """Look through all watched folders again."""
        self._start([f.path for f in self.folders() if f.role is not Role.EXCLUDED])

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

    def set_role(self, path: str, role: Role) -> None:
        """Give a folder another role."""
        self.pool.run(lambda: self.engine.set_role(path, role), lambda _: self.reload())

    def forget(self, path: str) -> None:
        """Stop watching a folder; its photos stay where they are."""
        self._added.pop(path, None)
        self.pool.run(lambda: self.engine.forget(path), lambda _: self.reload())

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
        """Read the library anew and group."""
        self.engine.refresh()
        self.regroup()

    def regroup(self) -> None:
        """Group anew, off the GUI thread; requests that come meanwhile become one."""
        if not self.is_open:
            return
        if self._is_grouping:
            self._wants_grouping = True
            return
        self._is_grouping = True
        level = self._level
        self.pool.run(
            lambda: self.engine.snapshot(level), self._on_snapshot, self._on_grouping_failed
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
        self._scan.finished.connect(self._on_finished)
        self._scan.failed.connect(self._on_scan_failed)

    def _on_opened(self, notices: list[str]) -> None:
        self.is_open = True
        for text in notices:
            self.tell(MessageKind.WARNING, text)
        self.pool.run(self.engine.marked, self.review.restore_marks)
        self.regroup()
        self.opened.emit()
        self._waiting_targets += [t for t in self._unfinished() if t not in self._waiting_targets]
        if self._waiting_targets:
            targets, self._waiting_targets = self._waiting_targets, []
            self._start(targets)

    def _unfinished(self) -> list[str]:
        """What was being looked through when simgui was closed or killed, and is still there."""
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
        from simgui.store.lock import LockedError

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
        self._remember_targets(targets)
        self.progress = Progress(Phase.LOOKING, 0, 0)
        self._scan.scan(self.engine.scan_job(targets))
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
        self.engine.refresh()
        if not self._regroup.isActive():
            self._regroup.start()

    def _on_finished(self, stats: Any) -> None:
        if stats is not None:  # a scan that was stopped has not looked everywhere
            looked = self._scanned
            for path in [p for p in self._unseen if lies_in(p, looked)]:
                del self._unseen[path]
            self._unseen.update({path: Unreadable(path, reason) for path, reason in stats.unseen})
        self._end_scan(stats)

    def _on_scan_failed(self, problem: UserError) -> None:
        self.tell(MessageKind.PROBLEM, wording.error(problem))
        self._end_scan(None)

    def _end_scan(self, stats: Any) -> None:
        if self._is_closing:
            return
        self.engine.courtesy.ask()
        self.progress = None
        self._scanned = frozenset()
        self._remember_targets(self._waiting_targets)
        self._regroup.stop()
        self.engine.refresh()
        self.regroup()
        self.scan_ended.emit(stats)
        self.folders_changed.emit()
        if self._waiting_targets:
            targets, self._waiting_targets = self._waiting_targets, []
            self._start(targets)

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self._is_grouping = False
        self.is_reading = False
        self.engine.courtesy.ask()
        old = self.snapshot
        self.snapshot = snapshot
        self.unreadable = [*self._unseen.values(), *snapshot.unreadable]
        self._added = {
            path: folder
            for path, folder in self._added.items()
            if path not in {f.path for f in snapshot.folders}
        }
        known = snapshot.photos if snapshot.is_whole else None
        self.review.show(snapshot.groups, snapshot.moments, known, snapshot.group_of)
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
        self.tell(MessageKind.PROBLEM, wording.error(error))

    def _with_state(self, folder: Folder) -> Folder:
        is_looked_at = lies_in(folder.path, self._scanned)
        if not is_looked_at and not folder.is_file:
            is_looked_at = any(is_inside(target, folder.path) for target in self._scanned)
        if is_looked_at:
            return replace(folder, state=FolderState.SCANNING)
        return folder
