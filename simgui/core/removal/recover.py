"""Recovers after a kill or a power cut: completes or reverts every step left open."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum

from simgui.core.errors import UserError, fill, marked
from simgui.core.files import durable
from simgui.core.files.aliases import clear_probes
from simgui.core.files.filesystem import file_stat, is_unchanged_now
from simgui.core.files.same_file import is_same_file
from simgui.core.removal import boundaries, leftovers, sidecar
from simgui.core.removal.journal import Action, Journal, Step, StepState
from simgui.core.removal.movers import links
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.mover import Laid, Mover, Way, holds
from simgui.core.removal.plan import Refusal
from simgui.core.removal.undo import kept_file, restore_step
from simgui.core.removal.verify import still_holds
from simgui.core.types import FileStat

_LEFTOVER = marked("{place} holds what an interrupted copy left behind")
_LOST = marked("{path} is not in its folder any more, and was not found in the trash")
_PUT_BACK = marked("{path} was put back, because the photo to keep, {kept}, is missing")


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
        detail: A sentence naming a file where something needs the user, else empty.
    """

    step: Step
    settlement: Settlement
    detail: str = ""


def reconcile(journal: Journal, trash: Callable[[], Mover]) -> list[Settled]:
    """Settle every step that a kill or a power cut has left open.

    Nothing is moved but to make a photo whole, and nothing is removed but a second name or copy of
    what was found elsewhere.

    Args:
        journal: The journal of a library that this process has to itself.
        trash: Makes the mover for the trash, called only if it is needed.
    """
    steps = [
        (step, _mover_of(step, trash))
        for step in journal.unsettled()
        if step.is_own and boundaries.keeps_to_its_places(step)
    ]
    for folder in {os.path.dirname(file.path) for step, _ in steps for file in step.intent.files}:
        clear_probes(folder)
    rescued = leftovers.settle(steps)
    settled = []
    for step, mover in steps:
        if mover is None:
            found = _settle_link(journal, step)
        elif step.state is StepState.INTENDED:
            found = _settle_intended(journal, step, mover)
        else:
            found = _settle_undoing(journal, step, mover)
        if step.id in rescued and not found.detail:
            detail = fill(_LEFTOVER, {"place": rescued[step.id]})
            found = Settled(step, found.settlement, detail)
        settled.append(found)
    return settled


def _mover_of(step: Step, trash: Callable[[], Mover]) -> Mover | None:
    if step.action.is_link:
        return None
    return FolderMover(step.target) if step.action is Action.FOLDER else trash()


@dataclass(frozen=True, slots=True)
class _State:
    """One file of an intended step, as the disk has it.

    Attributes:
        place: Where it is or would be, None if that is not known.
        is_here: Whether it is in its place.
        is_there: Whether its new place holds it.
        is_gone: Whether it has left its place.
    """

    place: str | None
    is_here: bool
    is_there: bool
    is_gone: bool


def _state_of(step: Step, number: int, mover: Mover) -> _State:
    file, content = step.intent.files[number], step.intent.hash_of(number)
    place = step.places[number] or mover.find(file, content)
    is_here = is_unchanged_now(file)
    is_there = place is not None and holds(place, file, content)
    return _State(
        place,
        is_here,
        is_there,
        is_gone=not is_here and (is_there or not os.path.lexists(file.path)),
    )


def _settle_intended(journal: Journal, step: Step, mover: Mover) -> Settled:
    files = step.intent.files
    states = [_state_of(step, number, mover) for number in range(len(files))]
    places = [state.place if state.is_there and state.is_gone else None for state in states]
    is_gone = all(state.is_gone for state in states)
    is_kept = not is_gone or None in places or _keeper_holds(step)
    if is_gone and is_kept:
        _sync(files)
        journal.settle(step.id, StepState.DONE, places)
        lost = [f.path for place, f in zip(places, files, strict=True) if place is None]
        if lost:
            return Settled(step, Settlement.PLACE_UNKNOWN, fill(_LOST, {"path": lost[0]}))
        return Settled(step, Settlement.MOVED)
    was_moved = any(place is not None for place in places)
    try:
        for number, place in enumerate(places):
            if place is not None:
                mover.restore(kept_file(step, number, place))
                places[number] = None
        _drop_second_names(step, states, mover)
    except UserError as error:
        journal.settle(step.id, StepState.DONE, places, Refusal.INTERRUPTED.value)
        return Settled(step, Settlement.HALF, str(error))
    _revert_sidecar(step)
    # A step of an action that was undone before is undone still, and can be done again.
    journal.settle(step.id, StepState.FAILED, places, Refusal.INTERRUPTED.value)
    if not is_kept:
        detail = fill(_PUT_BACK, {"path": step.intent.path, "kept": step.intent.keeper_path})
        return Settled(step, Settlement.BROUGHT_BACK, detail)
    return Settled(step, Settlement.BROUGHT_BACK if was_moved else Settlement.NOTHING_MOVED)


def _keeper_holds(step: Step) -> bool:
    """Whether the keeper is there: the kill may have come before it was read again."""
    return still_holds(step.intent, file_stat(step.intent.keeper_path))


def _drop_second_names(step: Step, states: list[_State], mover: Mover) -> None:
    """Remove the new names of files that are in their place; the trash's notes of them too."""
    for number, state in enumerate(states):
        planned = step.places[number]
        if state.place is None:
            continue
        file = step.intent.files[number]
        here, there = file_stat(file.path), file_stat(state.place)
        if here is not None and there is not None and state.is_there:
            is_linked = is_same_file(here, there)
            # An older twin of the photo may lie in the trash: only a planned place is ours.
            if is_linked or planned == state.place:
                way = Way.LINKED if is_linked else Way.COPIED
                mover.drop(Laid(file.path, state.place, way))
        mover.tidy(kept_file(step, number, state.place))


def _settle_undoing(journal: Journal, step: Step, mover: Mover) -> Settled:
    """Finish an undo that had begun; leave one that had not."""
    files = step.intent.files
    places = list(step.places)
    is_back = [
        place is not None and is_unchanged_now(file)
        for place, file in zip(places, files, strict=True)
    ]
    for number, place in enumerate(step.places):
        if place is not None and is_back[number] and not os.path.lexists(place):
            places[number] = None
    if not any(is_back) and any(place is not None for place in places):
        journal.settle(step.id, StepState.DONE, places, step.reason)
        return Settled(step, Settlement.NOT_RESTORED)
    try:
        restore_step(step, places, mover)
    except UserError as error:
        journal.settle(step.id, StepState.DONE, places, step.reason)
        return Settled(step, Settlement.HALF, str(error))
    for number, place in enumerate(step.places):
        if place is not None:  # the last instruction of a restore clears the trash's note of it
            mover.tidy(kept_file(step, number, place))
    _revert_sidecar(step)
    journal.settle(step.id, StepState.UNDONE, places)
    return Settled(step, Settlement.RESTORED)


def _sync(files: Sequence[FileStat]) -> None:
    with suppress(OSError):
        durable.sync_folders(os.path.dirname(file.path) for file in files)


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
    try:
        sidecar.revert(step.intent.sidecar)
    except UserError:
        return
