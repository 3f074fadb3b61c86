"""Undoes an action, also after a restart; never overwrites anything."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from simgui.core.errors import UnreadableError, UserError
from simgui.core.files import durable
from simgui.core.files.filesystem import file_stat
from simgui.core.files.same_file import is_same_file
from simgui.core.imaging.identity import file_hash
from simgui.core.removal import boundaries
from simgui.core.removal.journal import Action, ActionId, ActionRecord, Journal, Step, StepState
from simgui.core.removal.movers import links
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.mover import Kept, MoveError, Mover, holds
from simgui.core.removal.plan import Refusal
from simgui.core.removal.stages import revert_sidecar
from simgui.core.task import Cancelled, Token


@dataclass(frozen=True, slots=True)
class Failed:
    """A step that could not be undone or redone; it is as it was.

    Attributes:
        detail: What stands in the way: a sentence naming the file, or the path that matters.
        refusal: Why it may not go again; None for what can't be brought back.
    """

    step: Step
    detail: str
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A file that is back with its content, but not with all that it had.

    Attributes:
        lost: Of "mode", "owner", "attributes", "links".
    """

    path: str
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reversal:
    """What came of undoing or redoing an action.

    Attributes:
        done: The steps, as they were before.
        kept_sidecars: Side-cars that were left as they are since somebody has changed them.
        incomplete: Files that are back without something they had.
        left: Steps that were not reached.
    """

    done: tuple[Step, ...]
    failed: tuple[Failed, ...]
    kept_sidecars: tuple[str, ...] = ()
    is_cancelled: bool = False
    stopped_by: UserError | None = None
    incomplete: tuple[Incomplete, ...] = ()
    left: tuple[Step, ...] = ()


def find_action(journal: Journal, action_id: ActionId) -> ActionRecord:
    """An action by its name in the journal.

    Raises:
        UserError: There is none.
    """
    record = journal.action(action_id)
    if record is None:
        raise UserError(
            "There is no deletion {action_id} in the history",
            remedy="Run “simgui library journal” to list them.",
            action_id=action_id,
        )
    return record


def undo(
    journal: Journal,
    action_id: ActionId,
    mover: Mover | None,
    token: Token,
    *,
    only: Collection[str] | None = None,
) -> Reversal:
    """Undo an action, the last photo first; nothing is ever overwritten.

    Args:
        journal: Where the action is written down.
        action_id: Which.
        mover: The trash; not needed for moves to a folder and links.
        token: Stops between two photos.
        only: Paths of the photos to bring back, None for all of them.

    Raises:
        UserError: There is no such action.
    """
    record = find_action(journal, action_id)
    steps = [
        step
        for step in reversed(record.steps)
        if step.state is StepState.DONE and (only is None or step.intent.path in only)
    ]
    run = _Undo(journal, mover, record.steps)
    is_cancelled, stopped_by = False, None
    try:
        for step in steps:
            token.check()
            run.restore(step)
    except Cancelled:
        is_cancelled = True
    except UserError as error:
        stopped_by = error
    reached = {step.id for step in run.done} | {failure.step.id for failure in run.failed}
    return Reversal(
        tuple(run.done),
        tuple(run.failed),
        tuple(run.kept),
        is_cancelled,
        stopped_by,
        tuple(run.incomplete),
        tuple(step for step in steps if step.id not in reached),
    )


class _Undo:
    """The steps of an action that are brought back one by one, and what came of each."""

    def __init__(self, journal: Journal, mover: Mover | None, steps: Sequence[Step]) -> None:
        self._journal = journal
        self._mover = mover
        self._steps = steps  # of the whole action: links that lost their other name look there
        self.done: list[Step] = []
        self.failed: list[Failed] = []
        self.kept: list[str] = []
        self.incomplete: list[Incomplete] = []

    def restore(self, step: Step) -> None:
        """Bring back the photo of a step.

        Raises:
            UserError: The journal can't be written.
        """
        places = list(step.places)
        try:
            boundaries.check(step)
            check_restorable(step)
        except UserError as error:
            self.failed.append(Failed(step, str(error)))
            return
        self._journal.intend_undo(step.id)
        try:
            self.incomplete += restore_step(step, places, self._mover, self._steps)
        except UserError as error:
            self._journal.settle(step.id, StepState.DONE, places, step.reason)
            self.failed.append(Failed(step, str(error)))
            return
        if not revert_sidecar(step.intent) and step.intent.sidecar is not None:
            self.kept.append(step.intent.sidecar.path)
        self._journal.settle(step.id, StepState.UNDONE, places)
        self.done.append(step)


def why_stuck(record: ActionRecord) -> list[Failed]:
    """Why not one photo of an action can be brought back; empty if one can."""
    failed = []
    for step in record.steps:
        if step.state is not StepState.DONE or not step.is_own:
            continue
        try:
            boundaries.check(step)
            check_restorable(step)
        except UserError as error:
            failed.append(Failed(step, str(error)))
        else:
            return []
    return failed


def restore_step(
    step: Step, places: list[str | None], mover: Mover | None, others: Sequence[Step] = ()
) -> list[Incomplete]:
    """Bring back the files of one step; those that are back are None in `places` at once.

    Args:
        step: Which.
        places: Where its files are.
        mover: The trash.
        others: Steps whose files may have been other names of the same file.

    Returns:
        The files that are back without something they had.

    Raises:
        UserError: One can't be brought back.
    """
    if step.action.is_link:
        lost = _restore_link(step)
        return [Incomplete(step.intent.path, lost)] if lost else []
    if step.action is Action.FOLDER:
        mover = FolderMover(step.target)
    if mover is None:
        raise ValueError("the trash is needed to undo")
    incomplete = []
    for number, file in enumerate(step.intent.files):
        place = places[number]
        if place is None:
            continue
        kept = kept_file(step, number, place)
        lost = () if _link_to_other_name(kept, others) else mover.restore(kept)
        places[number] = None
        lost += _lost_links(kept)
        if lost:
            incomplete.append(Incomplete(file.path, lost))
    return incomplete


def kept_file(step: Step, number: int, place: str) -> Kept:
    """One file of a step as the journal remembers it."""
    intent = step.intent
    return Kept(intent.files[number], place, intent.hash_of(number), intent.traits_of(number))


def _lost_links(kept: Kept) -> tuple[str, ...]:
    now = file_stat(kept.file.path)
    had = kept.traits.links if kept.traits is not None else 1
    return ("links",) if now is not None and had > 1 and now.links < 2 else ()


def _link_to_other_name(kept: Kept, others: Sequence[Step]) -> bool:
    """Bring a file back as a hard link, if it was one and its other name is at hand.

    The trash and a folder on the same disk keep the very file; a copy on another disk does not.
    """
    file = kept.file
    copy = file_stat(kept.place)
    if kept.traits is None or kept.traits.links < 2 or copy is None or os.path.lexists(file.path):
        return False
    if copy.inode == file.inode or not holds(kept.place, file, kept.hash):
        return False
    for name in _other_names(kept, others):
        if holds(name, file, kept.hash):
            with suppress(OSError):
                durable.make_folders(os.path.dirname(file.path), file.device)
                if durable.add_name(name, file.path):
                    durable.sync_folder(os.path.dirname(file.path))
                    durable.remove(kept.place)
                    return True
    return False


def _other_names(kept: Kept, others: Sequence[Step]) -> list[str]:
    """Paths at which the same file was, or still is under its number."""
    file = kept.file
    names = [
        other.path
        for step in others
        for other in step.intent.files
        if other.path != file.path and is_same_file(other, file)
    ]
    with suppress(OSError), os.scandir(os.path.dirname(file.path)) as entries:
        for path in [entry.path for entry in entries if entry.inode() == file.inode]:
            now = file_stat(path)
            # The number of a disk may change with a restart, but this is still the same folder.
            if now is not None and is_same_file(replace(now, device=file.device), file):
                names.append(path)
    return names


def check_restorable(step: Step) -> None:
    """Refuse before anything moves what can't be brought back as a whole.

    Raises:
        UserError: A file of the step is not where it was kept, or is another one now, or something
            else is at its place.
    """
    if step.action.is_link:
        return
    for number, (place, file) in enumerate(zip(step.places, step.intent.files, strict=True)):
        _check_restorable(step, number, place, file.path)


def _check_restorable(step: Step, number: int, place: str | None, path: str) -> None:
    there, kept = file_stat(path), None if place is None else file_stat(place)
    if place is None and not os.path.lexists(path):
        raise MoveError(
            "{path} can't be restored: the system did not report where it was moved",
            path=path,
            remedy="Look for it in the trash.",
        )
    if place is not None and kept is None:
        raise MoveError(
            "{path} can't be restored: it is no longer in the trash",
            path=path,
            remedy="The trash may have been emptied.",
        )
    is_back = there is not None and kept is not None and is_same_file(there, kept)
    if kept is not None and os.path.lexists(path) and not is_back:
        raise MoveError(
            "{path} can't be restored: another file is there now",
            path=path,
            remedy="Move that file away first.",
        )
    if place is not None and not holds(
        place, step.intent.files[number], step.intent.hash_of(number)
    ):
        raise MoveError(
            "{path} can't be restored: {place} is a different file now and was left alone",
            path=path,
            remedy="Look for the photo elsewhere in the trash.",
            place=place,
        )


def _restore_link(step: Step) -> tuple[str, ...]:
    """Make a hard link a file of its own; a clone is one already."""
    intent = step.intent
    if step.action is not Action.HARD_LINK:
        return ()
    try:
        is_whole = file_hash(intent.keeper_path, Token()) == intent.victim_hash
    except UnreadableError:
        is_whole = False
    if not is_whole:
        raise MoveError(
            "{path} can't be restored: it was changed under its other name",
            path=intent.path,
        )
    return links.separate(intent.keeper_path, intent.files[0], intent.traits_of(0))
