"""Takes photos away, each step written down before it is done. Nothing here deletes a photo.

Owned by the thread for files. See `simgui.core.removal.plan` for the rules and a short example, and
`simgui.core.removal.undo` for the way back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NoReturn

from simgui.core.catalog import Root
from simgui.core.errors import UserError
from simgui.core.files.aliases import Aliases
from simgui.core.files.filesystem import file_stat, is_unchanged
from simgui.core.files.roles import strictest_role
from simgui.core.removal import links, sidecar
from simgui.core.removal.journal import (
    Action,
    ActionId,
    Evidence,
    Intent,
    Journal,
    StepId,
    StepState,
)
from simgui.core.removal.movers import MoveError, Mover
from simgui.core.removal.plan import Plan, Refusal, Refused, Removal
from simgui.core.removal.verify import RemovalRefusedError, check_aliases, still_holds, verify
from simgui.core.task import Cancelled, Token
from simgui.core.types import Role, Tier

Places = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """A photo that is gone from its place.

    Attributes:
        places: Where each of its files is now, None where the system does not tell.
    """

    removal: Removal
    step_id: StepId
    places: Places


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a plan.

    Attributes:
        action_id: Its name in the journal, None if nothing was even tried.
        refused: What stayed: what the plan refused, and what the disk did.
        is_cancelled: Whether the person stopped it; the rest of the plan was not touched.
        stopped_by: What made it impossible to go on, such as a journal that can't be written.
    """

    action_id: ActionId | None
    removed: tuple[Removed, ...]
    refused: tuple[Refused, ...]
    is_cancelled: bool = False
    stopped_by: UserError | None = None


class _Half(Exception):  # noqa: N818 - never leaves this module
    """A unit was moved in part and could not be brought back whole."""

    def __init__(self, places: list[str | None], detail: str) -> None:
        super().__init__(detail)
        self.places = places
        self.detail = detail


def execute(
    plan: Plan,
    mover: Mover | None,
    journal: Journal,
    token: Token,
    *,
    roots: Sequence[Root],
    on_step: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Carry out a plan, one photo after the other; whatever can't go stays and is listed.

    Each photo is verified on disk, written down durably, moved with its companions or not at all,
    looked after (is the original gone, is the copy there, is the keeper still there), and settled
    in the journal.

    Args:
        plan: Made by `plan_removal`; a plan made otherwise gets around nothing.
        mover: Takes files away; None for links, which need none.
        journal: Where it is written down.
        token: Stops between two photos, or while reading one.
        roots: All watched folders as they are now: their roles count, not those of the scan.
        on_step: Called with the number of photos done and their total.
    """
    check_mover(plan.action, mover)
    role_of = strictest_role(roots)
    victims = {removal.victim.path for removal in plan.removals}
    removed: list[Removed] = []
    refused = list(plan.refused)
    action_id: ActionId | None = None
    is_cancelled, stopped_by = False, None
    aliases = Aliases()
    try:
        for number, removal in enumerate(plan.removals):
            if on_step is not None:
                on_step(number, len(plan.removals))
            try:
                token.check()
                if removal.keeper.path in victims:
                    raise RemovalRefusedError(Refusal.LAST_COPY)  # noqa: TRY301 - one way to refuse
                intent = _intent_of(removal, plan.action, role_of)
                verify(intent, plan.action, role_of, token)
                if action_id is None:
                    action_id = journal.begin(plan.action, getattr(mover, "target", ""))
                step_id = journal.intend(action_id, intent)
                look = partial(check_aliases, intent, aliases, removal.protected_folders)
                places = carry_out(journal, step_id, intent, plan.action, mover, look)
                removed.append(Removed(removal, step_id, places))
            except RemovalRefusedError as error:
                refused.append(Refused(removal.victim, error.refusal, error.detail))
                stop_if_keeper_vanished(error, removal.victim.path, removal.keeper.path)
    except Cancelled:
        is_cancelled = True
    except UserError as error:
        stopped_by = error
    return Outcome(action_id, tuple(removed), tuple(refused), is_cancelled, stopped_by)


def check_mover(action: Action, mover: Mover | None) -> None:
    """Refuse a mover that does something else than the action.

    Raises:
        ValueError: It does not fit.
    """
    if action.is_link != (mover is None) or (mover is not None and mover.action is not action):
        raise ValueError(f"the wrong mover for {action.value}")


def _intent_of(removal: Removal, action: Action, role_of: Callable[[str], Role]) -> Intent:
    pair = removal.pair
    cosine = pair.cosine if pair is not None and pair.cosine == pair.cosine else None
    evidence = Evidence(
        cosine=cosine,
        probability=1.0 if pair is None and removal.tier is Tier.IDENTICAL else _chance(removal),
        changes=tuple(change.value for change in pair.changes) if pair else (),
        group_id=removal.group_id,
        by_hand=removal.by_hand,
        losses=tuple(file.path for file in removal.only_here),
    )
    change = None
    if removal.save is not None and role_of(removal.keeper.path) is Role.NORMAL:
        try:
            change = sidecar.prepare(removal.keeper.path, removal.save)
        except UserError as error:
            raise RemovalRefusedError(Refusal.CANT_SAVE_METADATA, str(error)) from error
    return Intent(
        # A link keeps the name, so what belongs to it stays beside it.
        files=removal.files[:1] if action.is_link else removal.files,
        victim_hash=removal.victim.content.hash,
        keeper_path=removal.keeper.path,
        keeper_hash=removal.keeper.content.hash,
        tier=removal.tier,
        evidence=evidence,
        sidecar=change,
    )


def _chance(removal: Removal) -> float:
    return removal.pair.probability if removal.pair is not None else 1.0


def stop_if_keeper_vanished(error: RemovalRefusedError, victim: str, keeper: str) -> None:
    """End the action where a photo took its keeper along: names here do not tell what is one file.

    Raises:
        UserError: It did; the photo was put back.
    """
    if error.refusal is Refusal.KEEPER_VANISHED:
        raise UserError(
            f"{victim} was put back: {keeper}, which should stay, went with it",
            path=victim,
            remedy="One folder seems to be open under two names. Scan it under one name only.",
        ) from error


def carry_out(
    journal: Journal,
    step_id: StepId,
    intent: Intent,
    action: Action,
    mover: Mover | None,
    look: Callable[[], None],
) -> Places:
    """Do one intended step and settle it.

    Args:
        journal: Where the step is written down.
        step_id: Its name there.
        intent: The step.
        action: What is done.
        mover: Does it; None for links.
        look: Raises RemovalRefusedError if the photo is another one under a name that hides it.

    Raises:
        RemovalRefusedError: It could not be done; everything is as it was.
        UserError: The journal can't be written, or the trash lost a file: nothing more must go.
    """
    try:
        look()
        _save_sidecar(intent)
        if mover is None:
            places: list[str | None] = [None]
            _link(intent, action)
        else:
            unit = _UnitMove(intent, mover)
            unit.run()
            places = unit.places
    except RemovalRefusedError as error:
        take_back_sidecar(intent)
        nowhere = [None] * len(intent.files)
        journal.settle(step_id, StepState.FAILED, nowhere, error.refusal.value)
        raise
    except _Half as half:
        journal.settle(step_id, StepState.DONE, half.places, Refusal.CANT_MOVE.value)
        raise UserError(
            half.detail, path=intent.path, remedy="Undo this action when the disk is well again."
        ) from half
    journal.settle(step_id, StepState.DONE, places)
    return tuple(places)


def _save_sidecar(intent: Intent) -> None:
    if intent.sidecar is None:
        return
    try:
        sidecar.apply(intent.sidecar)
    except UserError as error:
        raise RemovalRefusedError(Refusal.CANT_SAVE_METADATA, str(error)) from error


def take_back_sidecar(intent: Intent) -> bool:
    """Whether the keeper's side-car is as it was before the step."""
    if intent.sidecar is None:
        return True
    try:
        return sidecar.revert(intent.sidecar)
    except UserError:
        return False


def _link(intent: Intent, action: Action) -> None:
    try:
        links.replace(intent.keeper_path, intent.files[0], action)
    except MoveError as error:
        raise RemovalRefusedError(Refusal.CANT_MOVE, str(error)) from error


class _UnitMove:
    """The move of all files of one photo, its own last, or of none."""

    def __init__(self, intent: Intent, mover: Mover) -> None:
        self._intent = intent
        self._mover = mover
        self._unknown: list[str] = []  # moved, and the system does not tell where
        self.places: list[str | None] = [None] * len(intent.files)

    def run(self) -> None:
        """Move the files.

        Raises:
            RemovalRefusedError: It can't be moved; all of it is in its place.
            _Half: Some files are gone from their place and could not be brought back.
        """
        keeper = file_stat(self._intent.keeper_path)
        for number in reversed(range(len(self.places))):
            self._move(number)
        if not still_holds(self._intent, keeper):
            # One file under two names that only the server knows to be one.
            self._give_up(Refusal.KEEPER_VANISHED)

    def _move(self, number: int) -> None:
        then = self._intent.files[number]
        try:
            place = self._mover.move(then.path)
        except (MoveError, OSError) as error:
            self._give_up(Refusal.CANT_MOVE, str(error))
        if os.path.lexists(then.path):
            # A toolkit may report success for a link in the trash beside the original.
            self._give_up(Refusal.STILL_THERE, then.path)
        self.places[number] = place
        if place is None:
            self._unknown.append(then.path)
            return
        now = file_stat(place)
        if now is None:
            raise _Half(self.places, f"{then.path} was moved to {place} and is not there")
        # A copy on another disk may have a coarser clock (FAT: two seconds).
        is_copy = now.device != then.device and now.size == then.size
        if not is_copy and not is_unchanged(now, then):
            self._give_up(Refusal.CHANGED, then.path)

    def _give_up(self, refusal: Refusal, detail: str = "") -> NoReturn:
        """Bring back what was moved."""
        for number, file in enumerate(self._intent.files):
            place = self.places[number]
            if place is None:
                continue
            try:
                self._mover.restore(place, file.path)
            except MoveError as error:
                raise _Half(self.places, str(error)) from error
            self.places[number] = None
        if self._unknown:
            raise _Half(
                self.places, f"{self._unknown[0]} is in the trash and can't be brought back"
            )
        raise RemovalRefusedError(refusal, detail)
