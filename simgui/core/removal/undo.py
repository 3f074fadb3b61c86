"""Brings back what an action took, and does it again; across restarts, never overwriting."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simgui.core.catalog import Root
from simgui.core.errors import UserError
from simgui.core.files.filesystem import file_stat
from simgui.core.files.roles import strictest_role
from simgui.core.files.same_file import is_same_file
from simgui.core.imaging.identity import file_hash
from simgui.core.removal import links
from simgui.core.removal.execute import carry_out, check_mover, take_back_sidecar
from simgui.core.removal.journal import Action, ActionId, ActionRecord, Journal, Step, StepState
from simgui.core.removal.movers import FolderMover, MoveError, Mover
from simgui.core.removal.plan import Refusal
from simgui.core.removal.verify import RemovalRefusedError, verify
from simgui.core.task import Cancelled, Token
from simgui.core.types import Role


@dataclass(frozen=True, slots=True)
class Failed:
    """A step that could not be undone or redone; it is as it was.

    Attributes:
        detail: A sentence naming the file, where there is one.
        refusal: Why it may not go again; None for what can't be brought back.
    """

    step: Step
    detail: str
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Reversal:
    """What came of undoing or redoing an action.

    Attributes:
        done: The steps, as they were before.
        kept_sidecars: Side-cars that were left as they are since somebody has changed them.
    """

    done: tuple[Step, ...]
    failed: tuple[Failed, ...]
    kept_sidecars: tuple[str, ...] = ()
    is_cancelled: bool = False
    stopped_by: UserError | None = None


def _found(journal: Journal, action_id: ActionId) -> ActionRecord:
    record = journal.action(action_id)
    if record is None:
        raise UserError(
            f"There is no action {action_id} in the journal",
            remedy="`simgui library journal` lists them.",
        )
    return record


def undo(journal: Journal, action_id: ActionId, mover: Mover | None, token: Token) -> Reversal:
    """Bring back what an action took, the last photo first; nothing is ever overwritten.

    Args:
        journal: Where the action is written down.
        action_id: Which.
        mover: The trash; not needed for moves to a folder and links.
        token: Stops between two photos.

    Raises:
        UserError: There is no such action.
    """
    record = _found(journal, action_id)
    steps = [step for step in reversed(record.steps) if step.state is StepState.DONE]
    done: list[Step] = []
    failed: list[Failed] = []
    kept: list[str] = []
    is_cancelled, stopped_by = False, None
    try:
        for step in steps:
            token.check()
            journal.intend_undo(step.id)
            places = list(step.places)
            try:
                restore_step(step, places, mover)
            except UserError as error:
                journal.settle(step.id, StepState.DONE, places, step.reason)
                failed.append(Failed(step, str(error)))
                continue
            if not take_back_sidecar(step.intent) and step.intent.sidecar is not None:
                kept.append(step.intent.sidecar.path)
            journal.settle(step.id, StepState.UNDONE, places)
            done.append(step)
    except Cancelled:
        is_cancelled = True
    except UserError as error:
        stopped_by = error
    return Reversal(tuple(done), tuple(failed), tuple(kept), is_cancelled, stopped_by)


def restore_step(step: Step, places: list[str | None], mover: Mover | None) -> None:
    """Bring back the files of one step; those that are back are None in `places` at once.

    Raises:
        UserError: One can't be brought back.
    """
    if step.action.is_link:
        _restore_link(step)
        return
    if step.action is Action.FOLDER:
        mover = FolderMover(step.target)
    if mover is None:
        raise ValueError("the trash is needed to undo")
    for place, file in zip(places, step.intent.files, strict=True):
        _check_restorable(place, file.path)
    for number, file in enumerate(step.intent.files):
        place = places[number]
        if place is not None:
            mover.restore(place, file.path)
            places[number] = None


def _check_restorable(place: str | None, path: str) -> None:
    """Refuse before anything moves what can't be brought back as a whole."""
    there, kept = file_stat(path), None if place is None else file_stat(place)
    if place is None and not os.path.lexists(path):
        raise MoveError(
            f"{path} can't be brought back: the system did not tell where it went",
            path=path,
            remedy="Look for it in the trash.",
        )
    if place is not None and kept is None:
        raise MoveError(
            f"{path} can't be brought back: it is not in the trash any more",
            path=path,
            remedy="The trash may have been emptied.",
        )
    is_back = there is not None and kept is not None and is_same_file(there, kept)
    if kept is not None and os.path.lexists(path) and not is_back:
        raise MoveError(
            f"{path} can't be brought back: something else is there now",
            path=path,
            remedy="Move that file away first.",
        )


def _restore_link(step: Step) -> None:
    """Make a hard link a file of its own; a clone is one already."""
    intent = step.intent
    if step.action is not Action.HARD_LINK:
        return
    if file_hash(intent.keeper_path, Token()) != intent.victim_hash:
        raise MoveError(
            f"{intent.path} can't be brought back: it was changed through its other name",
            path=intent.path,
        )
    links.separate(intent.keeper_path, intent.files[0])


def redo(
    journal: Journal,
    action_id: ActionId,
    mover: Mover | None,
    token: Token,
    *,
    roots: Sequence[Root],
) -> Reversal:
    """Do again what was undone, with every check made again.

    Args:
        journal: Where the action is written down.
        action_id: Which.
        mover: The trash; not needed for moves to a folder and links.
        token: Stops between two photos.
        roots: All watched folders as they are now.

    Raises:
        UserError: There is no such action.
    """
    record = _found(journal, action_id)
    role_of = strictest_role(roots)
    if record.action is Action.FOLDER:
        mover = FolderMover(record.target)
    elif record.action.is_link:
        mover = None
    check_mover(record.action, mover)
    done: list[Step] = []
    failed: list[Failed] = []
    is_cancelled, stopped_by = False, None
    try:
        for step in record.steps:
            if step.state is not StepState.UNDONE:
                continue
            try:
                _redo_step(journal, step, role_of, mover, token)
            except RemovalRefusedError as error:
                detail = error.detail or f"{step.intent.path} stays: {error.refusal.value}"
                failed.append(Failed(step, detail, error.refusal))
                continue
            done.append(step)
    except Cancelled:
        is_cancelled = True
    except UserError as error:
        stopped_by = error
    return Reversal(tuple(done), tuple(failed), (), is_cancelled, stopped_by)


def _redo_step(
    journal: Journal,
    step: Step,
    role_of: Callable[[str], Role],
    mover: Mover | None,
    token: Token,
) -> None:
    token.check()
    verify(step.intent, step.action, role_of, token)
    journal.intend_again(step.id)
    try:
        carry_out(journal, step.id, step.intent, step.action, mover)
    except RemovalRefusedError:
        journal.settle(step.id, StepState.UNDONE, [None] * len(step.intent.files))
        raise
