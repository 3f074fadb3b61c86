"""After a kill: compares what was intended with what is on disk, and settles it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from simgui.core.errors import UserError
from simgui.core.files.filesystem import clear_temporaries, file_stat, is_unchanged_now
from simgui.core.removal import links, sidecar
from simgui.core.removal.journal import Action, Journal, Step, StepState
from simgui.core.removal.movers import FolderMover, Mover
from simgui.core.removal.plan import Refusal
from simgui.core.removal.undo import restore_step


class Settlement(Enum):
    """What was found after a kill, and done about it."""

    NOTHING_MOVED = "nothing_moved"  # the photo is in its place
    MOVED = "moved"  # it is gone from its place, and where it is now is known
    BROUGHT_BACK = "brought_back"  # it was moved in part, and was brought back
    RESTORED = "restored"  # an undo had brought it back, or has now
    NOT_RESTORED = "not_restored"  # an undo had not begun with it
    PLACE_UNKNOWN = "place_unknown"  # gone from its place, and not found in the trash
    HALF = "half"  # moved or restored in part; undo the action to try again


@dataclass(frozen=True, slots=True)
class Settled:
    """One step that a kill had left open.

    Attributes:
        detail: A sentence naming a file where something needs a person, else empty.
    """

    step: Step
    settlement: Settlement
    detail: str = ""


def reconcile(journal: Journal, trash: Callable[[], Mover]) -> list[Settled]:
    """Settle every step that a kill has left open; nothing is moved but to make a unit whole.

    Args:
        journal: The journal of a library that this process has to itself.
        trash: Makes the mover for the trash, called only if it is needed.
    """
    settled = []
    for step in journal.unsettled():
        for folder in {os.path.dirname(file.path) for file in step.intent.files}:
            clear_temporaries(folder)
        if step.action.is_link:
            settled.append(_settle_link(journal, step))
            continue
        mover = FolderMover(step.target) if step.action is Action.FOLDER else trash()
        settle = _settle_intended if step.state is StepState.INTENDED else _settle_undoing
        settled.append(settle(journal, step, mover))
    return settled


def _settle_intended(journal: Journal, step: Step, mover: Mover) -> Settled:
    files = step.intent.files
    places: list[str | None] = []
    moved = []
    for file in files:
        found = mover.find(file)
        # An older twin of a file that is in its place may lie in the trash under the same name.
        places.append(None if is_unchanged_now(file) else found)
        moved.append(places[-1] is not None or not os.path.lexists(file.path))
    if not any(moved):
        _revert_sidecar(step)
        journal.settle(step.id, StepState.FAILED, places, Refusal.INTERRUPTED.value)
        return Settled(step, Settlement.NOTHING_MOVED)
    if all(moved):
        journal.settle(step.id, StepState.DONE, places)
        lost = [f.path for place, f in zip(places, files, strict=True) if place is None]
        if lost:
            return Settled(step, Settlement.PLACE_UNKNOWN, f"{lost[0]} is not in its place")
        return Settled(step, Settlement.MOVED)
    try:
        for number, place in enumerate(places):
            if place is not None:
                mover.restore(place, files[number].path)
                places[number] = None
    except UserError as error:
        journal.settle(step.id, StepState.DONE, places, Refusal.INTERRUPTED.value)
        return Settled(step, Settlement.HALF, str(error))
    _revert_sidecar(step)
    journal.settle(step.id, StepState.FAILED, places, Refusal.INTERRUPTED.value)
    return Settled(step, Settlement.BROUGHT_BACK)


def _settle_undoing(journal: Journal, step: Step, mover: Mover) -> Settled:
    """Finish an undo that had begun; leave one that had not."""
    files = step.intent.files
    places = [
        None if place is None or (is_unchanged_now(file) and file_stat(place) is None) else place
        for place, file in zip(step.places, files, strict=True)
    ]
    has_begun = places != list(step.places) or all(is_unchanged_now(file) for file in files)
    if not has_begun:
        journal.settle(step.id, StepState.DONE, places, step.reason)
        return Settled(step, Settlement.NOT_RESTORED)
    try:
        restore_step(step, places, mover)
    except UserError as error:
        journal.settle(step.id, StepState.DONE, places, step.reason)
        return Settled(step, Settlement.HALF, str(error))
    for file in files:  # the last instruction of a restore clears the trash's own note of it
        mover.find(file)
    _revert_sidecar(step)
    journal.settle(step.id, StepState.UNDONE, places)
    return Settled(step, Settlement.RESTORED)


def _settle_link(journal: Journal, step: Step) -> Settled:
    intent = step.intent
    is_linked = links.is_replaced(intent.keeper_path, intent.path, step.action)
    if step.state is StepState.UNDOING:
        if is_linked:
            journal.settle(step.id, StepState.DONE, [None], step.reason)
            return Settled(step, Settlement.NOT_RESTORED)
        _revert_sidecar(step)
        journal.settle(step.id, StepState.UNDONE, [None])
        return Settled(step, Settlement.RESTORED)
    if is_linked:
        journal.settle(step.id, StepState.DONE, [None])
        return Settled(step, Settlement.MOVED)
    # A clone that was put in place can't be told from the original, and need not be.
    _revert_sidecar(step)
    journal.settle(step.id, StepState.FAILED, [None], Refusal.INTERRUPTED.value)
    return Settled(step, Settlement.NOTHING_MOVED)


def _revert_sidecar(step: Step) -> None:
    if step.intent.sidecar is None:
        return
    clear_temporaries(os.path.dirname(step.intent.sidecar.path))
    try:
        sidecar.revert(step.intent.sidecar)
    except UserError:
        return
