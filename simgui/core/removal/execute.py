"""Executes a removal plan; each step is journaled first. Nothing here deletes a photo.

Owned by the thread for files. See `simgui.core.removal.plan` for the rules and a short example, and
`simgui.core.removal.undo` for the way back.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from simgui.core.catalog import Root
from simgui.core.errors import UnreadableError, UserError
from simgui.core.files.aliases import Aliases
from simgui.core.files.roles import lies_within, strictest_role
from simgui.core.files.traits import Traits, read_traits
from simgui.core.imaging.identity import file_hash
from simgui.core.removal import sidecar
from simgui.core.removal.batch import Batch
from simgui.core.removal.journal import Action, ActionId, Evidence, Intent, Journal, StepId
from simgui.core.removal.movers.mover import Mover
from simgui.core.removal.plan import Plan, Refusal, Refused, Removal
from simgui.core.removal.stages import Places
from simgui.core.removal.verify import RemovalRefusedError, check_aliases, verify
from simgui.core.task import Cancelled, Token
from simgui.core.types import FileStat, Role, Tier


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
        is_cancelled: Whether the user stopped it; the rest of the plan was not touched.
        stopped_by: What made it impossible to go on, such as a journal that can't be written.
    """

    action_id: ActionId | None
    removed: tuple[Removed, ...]
    refused: tuple[Refused, ...]
    is_cancelled: bool = False
    stopped_by: UserError | None = None


def execute(
    plan: Plan,
    mover: Mover | None,
    journal: Journal,
    token: Token,
    *,
    roots: Sequence[Root],
    on_step: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Execute a plan, photo by photo; those that can't be moved stay and are listed.

    Each photo is verified on disk, written down durably, moved with its companions or not at all,
    looked after (is the original gone, is the copy there, is the keeper still there), and settled
    in the journal; some photos at a time, see `simgui.core.removal.batch`.

    Args:
        plan: Made by `plan_removal`; hand-built plans are checked just as strictly.
        mover: Takes files away; None for links, which need none.
        journal: Where it is written down.
        token: Stops between two photos, or while reading one.
        roots: All watched folders as they are now: their roles count, not those of the scan.
        on_step: Called with the number of photos done and their total.
    """
    check_mover(plan.action, mover)
    run = _Run(plan, mover, journal, strictest_role(roots), token)
    is_cancelled, stopped_by = False, None
    try:
        try:
            for number, removal in enumerate(plan.removals):
                if on_step is not None:
                    on_step(number, len(plan.removals))
                run.add(removal)
        except Cancelled:
            is_cancelled = True
        run.execute_batch()
    except UserError as error:
        stopped_by = error
    return Outcome(run.action_id, tuple(run.removed), tuple(run.refused), is_cancelled, stopped_by)


class _Run:
    """One plan being executed: verified photos collect in a batch, which is executed when full."""

    def __init__(
        self,
        plan: Plan,
        mover: Mover | None,
        journal: Journal,
        role_of: Callable[[str], Role],
        token: Token,
    ) -> None:
        self._plan = plan
        self._mover = mover
        self._journal = journal
        self._role_of = role_of
        self._token = token
        self._victims = {removal.victim.path for removal in plan.removals}
        self._aliases = Aliases()
        target = getattr(mover, "target", "")
        self._is_aside = lies_within(target) if target else lambda path: False
        self._batch = Batch(journal, plan.action, mover)
        self._removals: list[Removal] = []  # of the batch
        self._gone: dict[str, list[FileStat]] = defaultdict(list)
        self.action_id: ActionId | None = None
        self.removed: list[Removed] = []
        self.refused = list(plan.refused)

    def add(self, removal: Removal) -> None:
        """Verify a photo; it goes with the others of its batch."""
        if self._batch.touches(removal.keeper.path):
            self.execute_batch()  # its side-car is written before more is added to it
        try:
            self._token.check()
            if removal.keeper.path in self._victims:
                raise RemovalRefusedError(Refusal.LAST_COPY)  # noqa: TRY301 - one way to refuse
            if self._is_aside(removal.victim.path) or self._is_aside(removal.keeper.path):
                raise RemovalRefusedError(Refusal.MOVED_ALREADY)  # noqa: TRY301
            intent = _intent_of(removal, self._plan.action, self._role_of, self._token)
            verify(intent, self._plan.action, self._role_of, self._token, self._gone)
        except RemovalRefusedError as error:
            self.refused.append(Refused(removal.victim, error.refusal, error.detail))
            return
        look = partial(check_aliases, intent, self._aliases, removal.protected_folders)
        self._batch.add(intent, look)
        self._removals.append(removal)
        if self._batch.is_full:
            self.execute_batch()

    def execute_batch(self) -> None:
        """Let the photos of the batch go.

        Raises:
            UserError: The journal can't be written, or the disk failed.
        """
        batch, removals = self._batch, self._removals
        if not batch.items:
            return
        self._batch, self._removals = Batch(self._journal, self._plan.action, self._mover), []
        if self.action_id is None:
            target = getattr(self._mover, "target", "")
            self.action_id = self._journal.begin(self._plan.action, target)
        try:
            batch.execute(self.action_id)
        finally:
            for item, removal in zip(batch.items, removals, strict=True):
                if item.refused is not None:
                    error = item.refused
                    self.refused.append(Refused(removal.victim, error.refusal, error.detail))
                elif item.is_gone and item.step_id is not None:
                    self.removed.append(Removed(removal, item.step_id, tuple(item.places)))
                    for file in item.intent.files:
                        self._gone[os.path.dirname(file.path)].append(file)


def check_mover(action: Action, mover: Mover | None) -> None:
    """Refuse a mover that does something else than the action.

    Raises:
        ValueError: It does not fit.
    """
    if action.is_link != (mover is None) or (mover is not None and mover.action is not action):
        raise ValueError(f"the wrong mover for {action.value}")


def _intent_of(
    removal: Removal, action: Action, role_of: Callable[[str], Role], token: Token
) -> Intent:
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
    # A link keeps the name, so what belongs to it stays beside it.
    files = removal.files[:1] if action.is_link else removal.files
    return Intent(
        files=files,
        victim_hash=removal.victim.content.hash,
        keeper_path=removal.keeper.path,
        keeper_hash=removal.keeper.content.hash,
        tier=removal.tier,
        evidence=evidence,
        sidecar=change,
        traits=tuple(_traits(files, token)),
    )


def _traits(files: Sequence[FileStat], token: Token) -> Iterator[Traits]:
    """What an undo compares with; the hash of the photo itself is known."""
    for number, file in enumerate(files):
        try:
            yield read_traits(file.path, file_hash(file.path, token) if number else b"")
        except (OSError, UnreadableError) as error:
            refusal = Refusal.COMPANION_CHANGED if number else Refusal.GONE
            raise RemovalRefusedError(refusal, file.path if number else "") from error


def _chance(removal: Removal) -> float:
    return removal.pair.probability if removal.pair is not None else 1.0
