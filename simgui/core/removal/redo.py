"""Redoes an undone action; every check is made again."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from simgui.core.catalog import Root
from simgui.core.errors import UserError
from simgui.core.files.aliases import Aliases
from simgui.core.files.roles import strictest_role
from simgui.core.removal import boundaries
from simgui.core.removal.batch import Batch
from simgui.core.removal.execute import check_mover
from simgui.core.removal.journal import Action, ActionId, ActionRecord, Journal, Step, StepState
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.mover import MoveError, Mover
from simgui.core.removal.undo import Failed, Reversal, find_action
from simgui.core.removal.verify import RemovalRefusedError, check_aliases, verify
from simgui.core.task import Cancelled, Token
from simgui.core.types import FileStat, Role


def redo(
    journal: Journal,
    action_id: ActionId,
    mover: Mover | None,
    token: Token,
    *,
    roots: Sequence[Root],
) -> Reversal:
    """Redo what was undone, with every check made again.

    Args:
        journal: Where the action is written down.
        action_id: Which.
        mover: The trash; not needed for moves to a folder and links.
        token: Stops between two photos.
        roots: All watched folders as they are now.

    Raises:
        UserError: There is no such action.
    """
    record = find_action(journal, action_id)
    if record.action is Action.FOLDER:
        mover = FolderMover(record.target)
    elif record.action.is_link:
        mover = None
    check_mover(record.action, mover)
    run = _Redo(journal, record, mover, strictest_role(roots), token)
    steps = [step for step in record.steps if step.state is StepState.UNDONE]
    is_cancelled, stopped_by = False, None
    try:
        try:
            for step in steps:
                run.add(step)
        except Cancelled:
            is_cancelled = True
        run.redo_batch()
    except UserError as error:
        stopped_by = error
    reached = {step.id for step in run.done} | {failure.step.id for failure in run.failed}
    left = tuple(step for step in steps if step.id not in reached)
    return Reversal(tuple(run.done), tuple(run.failed), (), is_cancelled, stopped_by, (), left)


class _Redo:
    """The steps of an action that are verified, collected and redone together."""

    def __init__(
        self,
        journal: Journal,
        record: ActionRecord,
        mover: Mover | None,
        role_of: Callable[[str], Role],
        token: Token,
    ) -> None:
        self._journal = journal
        self._record = record
        self._mover = mover
        self._role_of = role_of
        self._token = token
        self._aliases = Aliases()
        self._begin()
        self._gone: dict[str, list[FileStat]] = defaultdict(list)
        self.done: list[Step] = []
        self.failed: list[Failed] = []

    def _begin(self) -> None:
        record = self._record
        self._batch = Batch(self._journal, record.action, self._mover, StepState.UNDONE)
        self._steps: list[Step] = []

    def add(self, step: Step) -> None:
        """Verify a photo again; it goes with the others of its batch."""
        if self._batch.touches(step.intent.keeper_path):
            self.redo_batch()
        self._token.check()
        try:
            boundaries.check(step)
        except MoveError as error:
            self.failed.append(Failed(step, str(error)))
            return
        try:
            verify(step.intent, step.action, self._role_of, self._token, self._gone)
        except RemovalRefusedError as error:
            self._fail(step, error)
            return
        look = partial(check_aliases, step.intent, self._aliases, ())
        self._batch.add(step.intent, look, step.id)
        self._steps.append(step)
        if self._batch.is_full:
            self.redo_batch()

    def redo_batch(self) -> None:
        """Let the photos of the batch go.

        Raises:
            UserError: The journal can't be written, or the disk failed.
        """
        batch, steps = self._batch, self._steps
        if not steps:
            return
        self._begin()
        try:
            batch.execute(self._record.id)
        finally:
            for item, step in zip(batch.items, steps, strict=True):
                if item.refused is not None:
                    self._fail(step, item.refused)
                elif item.is_gone:
                    self.done.append(step)
                    for file in step.intent.files:
                        self._gone[os.path.dirname(file.path)].append(file)

    def _fail(self, step: Step, error: RemovalRefusedError) -> None:
        self.failed.append(Failed(step, error.detail, error.refusal))
