"""Photos that go together, so that the folders they leave and enter are synced once for all.

In this order, and each stage for all photos of the batch before the next begins: the intents are
committed durably; every file gets its new name or its copy; the folders of the new names are
synced; the old names are removed, each photo looked at again first and looked after afterwards; the
folders of the old names are synced; the results are committed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from simgui.core.errors import UserError
from simgui.core.files import durable
from simgui.core.files.filesystem import file_stat, is_unchanged, is_unchanged_now
from simgui.core.removal import links, sidecar
from simgui.core.removal.journal import (
    Action,
    ActionId,
    Intent,
    Journal,
    StepId,
    StepResult,
    StepState,
)
from simgui.core.removal.movers import Kept, Laid, MoveError, Mover, Way, lay
from simgui.core.removal.plan import Refusal
from simgui.core.removal.verify import RemovalRefusedError, still_holds
from simgui.core.types import FileStat

Places = tuple[str | None, ...]

MAX_PHOTOS = 32
"""In a batch: syncing a folder then costs a thirtieth of what it costs for each photo."""
_MAX_BYTES = 128 << 20
"""In a batch, unless one photo has more: what a slow stick writes in some seconds."""
_MAX_SECONDS = 2.0
"""Between the check of the first photo of a batch and its removal."""


class _Half(Exception):  # noqa: N818 - never leaves this module
    """A photo was moved in part and could not be brought back whole."""


@dataclass(slots=True)
class Item:
    """One photo of a batch, and what came of it.

    Attributes:
        look: Raises RemovalRefusedError if the photo is another one under a name that hides it.
        step_id: Its step in the journal, None until it has one.
        keeper: The kept photo as it was when it was verified.
        places: Where each file is now, None where the system does not tell.
        refused: Why the photo stays, None if it went.
        is_settled: Whether anything came of it yet.
        is_half: Whether some of its files went and could not be brought back.
    """

    intent: Intent
    look: Callable[[], None]
    step_id: StepId | None
    keeper: FileStat | None
    places: list[str | None]
    refused: RemovalRefusedError | None = None
    is_settled: bool = False
    is_half: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether the photo has left its place."""
        return self.is_settled and self.refused is None


class Batch:
    """Collects verified photos and carries them out together.

    Args:
        journal: Where each step is written down.
        action: What is done.
        mover: Takes files away; None for links.
        failed: The state of a step of which nothing came.
    """

    def __init__(
        self,
        journal: Journal,
        action: Action,
        mover: Mover | None,
        failed: StepState = StepState.FAILED,
    ) -> None:
        self._journal = journal
        self._action = action
        self._mover = mover
        self._failed = failed
        self._since = 0.0
        self.items: list[Item] = []

    def add(self, intent: Intent, look: Callable[[], None], step_id: StepId | None = None) -> None:
        """Add a photo that was verified just now; see `Item`."""
        if not self.items:
            self._since = time.monotonic()
        keeper = file_stat(intent.keeper_path)
        self.items.append(Item(intent, look, step_id, keeper, [None] * len(intent.files)))

    @property
    def is_full(self) -> bool:
        """Whether it is time to carry it out."""
        return bool(self.items) and (
            len(self.items) >= MAX_PHOTOS
            or sum(f.size for item in self.items for f in item.intent.files) >= _MAX_BYTES
            or time.monotonic() - self._since >= _MAX_SECONDS
        )

    def touches(self, keeper_path: str) -> bool:
        """Whether a side-car of this keeper is about to be written."""
        return any(
            item.intent.sidecar is not None and item.intent.keeper_path == keeper_path
            for item in self.items
        )

    def execute(self, action_id: ActionId) -> None:
        """Do what was collected; the items tell what came of each.

        Raises:
            UserError: The journal can't be written, or the disk failed: nothing more must go. What
                had not gone is in its place.
        """
        stages = [self._stage_of(item) for item in self.items]
        self._intend(action_id, stages)
        stopped: UserError | None = None
        try:
            self._prepare(stages)
            for stage in stages:
                if stopped is None and stage.item.refused is None:
                    stopped = _take(stage)
            _sync(folder for stage in stages for folder in stage.left)
        except UserError as error:
            stopped = error
        finally:
            for stage in stages:
                if not stage.item.is_settled:
                    stage.give_up(Refusal.INTERRUPTED, "")
        self._settle()
        if stopped is not None:
            raise stopped

    def _stage_of(self, item: Item) -> _Stage:
        if self._mover is None:
            return _LinkStage(item, self._action)
        return _MoveStage(item, self._mover)

    def _intend(self, action_id: ActionId, stages: list[_Stage]) -> None:
        for stage in stages:
            stage.choose()
        new = [(s.item.intent, s.planned) for s in stages if s.item.step_id is None]
        again = [(s.item.step_id, s.planned) for s in stages if s.item.step_id is not None]
        ids = iter(self._journal.intend(action_id, new, again))
        for stage in stages:
            if stage.item.step_id is None:
                stage.item.step_id = next(ids)

    def _prepare(self, stages: list[_Stage]) -> None:
        for stage in stages:
            try:
                stage.item.look()
                stage.save_sidecar()
                stage.lay(self._journal)
            except RemovalRefusedError as error:
                stage.refuse(error)
        try:
            _sync(folder for stage in stages for folder in stage.entered)
        except UserError as error:
            for stage in stages:
                if stage.item.refused is None:
                    stage.give_up(Refusal.CANT_MOVE, str(error))
            raise

    def _settle(self) -> None:
        settled = []
        for item in self.items:
            if item.step_id is None:
                continue
            if item.refused is None:
                settled.append(StepResult(item.step_id, StepState.DONE, tuple(item.places)))
            elif item.is_half:
                reason = Refusal.CANT_MOVE.value
                settled.append(StepResult(item.step_id, StepState.DONE, tuple(item.places), reason))
            else:
                nowhere = (None,) * len(item.places)
                reason = item.refused.refusal.value
                settled.append(StepResult(item.step_id, self._failed, nowhere, reason))
        self._journal.settle_all(settled)


def _sync(folders: Iterable[str]) -> None:
    try:
        durable.sync_folders(folders)
    except OSError as error:
        raise UserError(
            f"The disk reports an error: {error.strerror}",
            remedy="Check the disk; “simgui library journal” says what was done.",
        ) from error


def _take(stage: _Stage) -> UserError | None:
    """Let one photo go; an error if nothing more must."""
    try:
        stage.take()
        stage.item.is_settled = True
    except RemovalRefusedError as error:
        stage.refuse(error)
        if error.refusal is Refusal.KEEPER_VANISHED:
            return _keeper_vanished(stage.item.intent)
    except _Half as half:
        stage.withdraw()
        stage.item.refused = RemovalRefusedError(Refusal.CANT_MOVE, str(half))
        stage.item.is_settled = stage.item.is_half = True
        return UserError(
            str(half),
            path=stage.item.intent.path,
            remedy="Undo this action when the disk is well again.",
        )
    return None


def _keeper_vanished(intent: Intent) -> UserError:
    """A photo took its keeper along: names here do not tell what is one file."""
    return UserError(
        f"{intent.path} was put back: {intent.keeper_path}, which should stay, went with it",
        path=intent.path,
        remedy="One folder seems to be open under two names. Scan it under one name only.",
    )


class _Stage:
    """What is done with one photo of a batch, in parts.

    Attributes:
        planned: Where each file will be.
        entered: Folders that get names.
        left: Folders that lose names.
    """

    def __init__(self, item: Item) -> None:
        self.item = item
        self.planned: list[str | None] = [None] * len(item.intent.files)
        self.entered: list[str] = []
        self.left: list[str] = []
        self._failure: RemovalRefusedError | None = None

    def choose(self) -> None:
        """Choose where the files will be."""

    def lay(self, journal: Journal) -> None:
        """Make the new names.

        Raises:
            RemovalRefusedError: It can't be done; there are none.
        """

    def take(self) -> None:
        """Remove the old names.

        Raises:
            RemovalRefusedError: It can't be done; everything is as it was.
            _Half: Some files are gone from their place and could not be brought back.
        """

    def withdraw(self) -> None:
        """Remove the new names of files that are in their place."""

    def save_sidecar(self) -> None:
        """Write what the keeper lacks beside it."""
        change = self.item.intent.sidecar
        if change is None:
            return
        try:
            sidecar.apply(change)
        except UserError as error:
            raise RemovalRefusedError(Refusal.CANT_SAVE_METADATA, str(error)) from error
        self.entered.append(os.path.dirname(change.path))

    def refuse(self, error: RemovalRefusedError) -> None:
        """Leave the photo in its place."""
        self.withdraw()
        revert_sidecar(self.item.intent)
        self.item.refused = error
        self.item.is_settled = True

    def give_up(self, refusal: Refusal, detail: str) -> None:
        """Leave the photo in its place since something else went wrong."""
        self.refuse(RemovalRefusedError(refusal, detail))


def revert_sidecar(intent: Intent) -> bool:
    """Whether the keeper's side-car is as it was before the step."""
    if intent.sidecar is None:
        return True
    try:
        return sidecar.revert(intent.sidecar)
    except UserError:
        return False


class _LinkStage(_Stage):
    """A photo that is replaced by a link to its keeper, or by a clone of it."""

    def __init__(self, item: Item, action: Action) -> None:
        super().__init__(item)
        self._action = action

    def lay(self, journal: Journal) -> None:
        # The photo's own bytes go for good: those of the keeper must be on disk.
        keeper = self.item.intent.keeper_path
        try:
            durable.sync_file(keeper)
        except OSError as error:
            raise RemovalRefusedError(Refusal.KEEPER_UNREADABLE, str(error)) from error
        self.entered.append(os.path.dirname(keeper))

    def take(self) -> None:
        intent = self.item.intent
        try:
            links.replace(intent.keeper_path, intent.files[0], self._action)
        except MoveError as error:
            raise RemovalRefusedError(Refusal.CANT_MOVE, str(error)) from error
        self.left.append(os.path.dirname(intent.path))


class _MoveStage(_Stage):
    """A photo that is moved with all its files, its own last, or not at all."""

    def __init__(self, item: Item, mover: Mover) -> None:
        super().__init__(item)
        self._mover = mover
        self._laid: dict[int, Laid] = {}
        self._unknown: list[str] = []  # moved, and the system does not tell where

    def choose(self) -> None:
        try:
            self.planned = [self._mover.choose(file.path) for file in self.item.intent.files]
        except (MoveError, OSError) as error:
            self._failure = RemovalRefusedError(Refusal.CANT_MOVE, str(error))

    def lay(self, journal: Journal) -> None:
        if self._failure is not None:
            raise self._failure
        for number, file in enumerate(self.item.intent.files):
            try:
                laid = lay(self._mover, file.path, self.planned[number])
            except (MoveError, OSError) as error:
                raise RemovalRefusedError(Refusal.CANT_MOVE, str(error)) from error
            self._laid[number] = laid
            self.entered += laid.folders
            if laid.place != self.planned[number] and self.item.step_id is not None:
                self.planned[number] = laid.place
                journal.replan(self.item.step_id, self.planned)

    def take(self) -> None:
        intent, keeper = self.item.intent, self.item.keeper
        self._check_now()
        for number in reversed(range(len(intent.files))):
            self._take_one(number)
        if not still_holds(intent, keeper):
            # One file under two names that only the server knows to be one.
            self._bring_back(Refusal.KEEPER_VANISHED)

    def _check_now(self) -> None:
        """Laying the batch took its time: nothing may have changed since the check."""
        intent, keeper = self.item.intent, self.item.keeper
        kept = file_stat(intent.keeper_path)
        if kept is None:
            raise RemovalRefusedError(Refusal.KEEPER_GONE)
        if keeper is None or not is_unchanged(kept, keeper):
            raise RemovalRefusedError(Refusal.KEEPER_CHANGED)
        for number, then in enumerate(intent.files):
            if not is_unchanged_now(then):
                refusal = Refusal.COMPANION_CHANGED if number else Refusal.CHANGED
                raise RemovalRefusedError(refusal, then.path if number else "")

    def _take_one(self, number: int) -> None:
        then, laid = self.item.intent.files[number], self._laid[number]
        try:
            place = self._mover.take(laid)
        except (MoveError, OSError) as error:
            self._bring_back(Refusal.CANT_MOVE, str(error))
        if os.path.lexists(then.path):
            # A toolkit may report success for a link in the trash beside the original.
            self._bring_back(Refusal.STILL_THERE, then.path)
        self.left.append(os.path.dirname(then.path))
        self.item.places[number] = place
        if place is None:
            self._unknown.append(then.path)
            return
        now = file_stat(place)
        if now is None:
            raise _Half(f"{then.path} was moved to {place} and is not there")
        # A copy on another disk may have a coarser clock (FAT: two seconds).
        is_copy = laid.way is Way.COPIED and now.size == then.size
        if not is_copy and not is_unchanged(now, then):
            self._bring_back(Refusal.CHANGED, then.path)

    def _bring_back(self, refusal: Refusal, detail: str = "") -> NoReturn:
        intent, places = self.item.intent, self.item.places
        for number, file in enumerate(intent.files):
            place = places[number]
            if place is None:
                continue
            try:
                self._mover.restore(Kept(file, place, traits=intent.traits_of(number)))
            except MoveError as error:
                raise _Half(str(error)) from error
            places[number] = None
        if self._unknown:
            raise _Half(f"{self._unknown[0]} is in the trash and can't be brought back")
        raise RemovalRefusedError(refusal, detail)

    def withdraw(self) -> None:
        for laid in self._laid.values():
            with suppress(MoveError, OSError):
                self._mover.drop(laid)
        self._laid.clear()
