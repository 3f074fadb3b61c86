"""Removes photos in batches, so that each folder is synced once a batch.

In this order, and each stage for all photos of the batch before the next begins: the intents are
committed durably; every file gets its new name or its copy; the folders of the new names are
synced; the old names are removed, each photo looked at again first and looked after afterwards; the
folders of the old names are synced; the results are committed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from simgui.core.errors import UserError
from simgui.core.files import durable
from simgui.core.files.filesystem import file_stat
from simgui.core.removal.journal import (
    Action,
    ActionId,
    Intent,
    Journal,
    StepId,
    StepResult,
    StepState,
)
from simgui.core.removal.movers.mover import Mover
from simgui.core.removal.plan import Refusal
from simgui.core.removal.stages import HalfMoved, Item, LinkStage, MoveStage, Stage, keeper_vanished
from simgui.core.removal.verify import RemovalRefusedError

MAX_PHOTOS = 32
"""In a batch: syncing a folder then costs a thirtieth of what it costs for each photo."""
_MAX_BYTES = 128 << 20
"""In a batch, unless one photo has more: what a slow stick writes in some seconds."""
_MAX_SECONDS = 2.0
"""Between the check of the first photo of a batch and its removal."""


class Batch:
    """Collects verified photos and executes their removal together.

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
        """Whether the batch is full."""
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

    def _stage_of(self, item: Item) -> Stage:
        if self._mover is None:
            return LinkStage(item, self._action)
        return MoveStage(item, self._mover)

    def _intend(self, action_id: ActionId, stages: list[Stage]) -> None:
        for stage in stages:
            stage.choose()
        new = [(s.item.intent, s.planned) for s in stages if s.item.step_id is None]
        again = [(s.item.step_id, s.planned) for s in stages if s.item.step_id is not None]
        ids = iter(self._journal.intend(action_id, new, again))
        for stage in stages:
            if stage.item.step_id is None:
                stage.item.step_id = next(ids)

    def _prepare(self, stages: list[Stage]) -> None:
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
            "The disk reports an error: {why}",
            remedy="Check the disk. The deletion history shows what was done.",
            why=error.strerror,
        ) from error


def _take(stage: Stage) -> UserError | None:
    """Let one photo go; an error if nothing more must."""
    try:
        stage.take()
        stage.item.is_settled = True
    except RemovalRefusedError as error:
        stage.refuse(error)
        if error.refusal is Refusal.KEEPER_VANISHED:
            return keeper_vanished(stage.item.intent)
    except HalfMoved as half:
        stage.withdraw()
        stage.item.refused = RemovalRefusedError(Refusal.CANT_MOVE, str(half))
        stage.item.is_settled = stage.item.is_half = True
        return half
    return None
