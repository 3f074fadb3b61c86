"""The journal: what is recorded about every file before it is moved. Values and protocol.

`simgui.store.journal.SqliteJournal` is the real one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NewType, Protocol

from simgui.core.files.traits import Traits
from simgui.core.types import FileStat, Tier

ActionId = NewType("ActionId", int)
StepId = NewType("StepId", int)


class Action(Enum):
    """What is done with removed photos."""

    TRASH = "trash"
    FOLDER = "folder"  # moved to a folder, structure kept
    HARD_LINK = "hard_link"  # replaced by another name of the keeper
    REFLINK = "reflink"  # replaced by a file that shares the keeper's blocks

    @property
    def is_link(self) -> bool:
        """Whether a file with the same bytes stays in place."""
        return self in (Action.HARD_LINK, Action.REFLINK)


class StepState(Enum):
    """How far a step is. After a kill, INTENDED and UNDOING mean: only the disk knows."""

    INTENDED = "intended"
    DONE = "done"
    FAILED = "failed"  # nothing was moved, or all was brought back
    UNDOING = "undoing"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class SidecarChange:
    """The side-car of a keeper that was written for a step.

    Attributes:
        before: Its bytes before, or None if there was none.
        after: Its bytes since.
    """

    path: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a photo was taken for a copy of its keeper.

    Attributes:
        cosine: Cosine similarity of the embeddings, None where none were compared.
        probability: That both show the same shot, 0..1.
        changes: Values of `Change`, such as "resized".
        group_id: Name of the group both were in.
        by_hand: Whether the user marked this very photo.
        losses: Paths of companions that went although nothing beside the keeper has their content;
            the user was told so.
    """

    cosine: float | None = None
    probability: float = 1.0
    changes: tuple[str, ...] = ()
    group_id: str = ""
    by_hand: bool = False
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """One photo that is about to go, with all that belongs to it.

    Attributes:
        files: The photo's own file first, then its companions, as the scan saw them.
        victim_hash: BLAKE3 of the photo's own file.
        keeper_path: The photo that stays in its place.
        keeper_hash: BLAKE3 of it.
        sidecar: What is written beside the keeper first.
        traits: Of each file; empty where an older simgui wrote the step.
    """

    files: tuple[FileStat, ...]
    victim_hash: bytes
    keeper_path: str
    keeper_hash: bytes
    tier: Tier
    evidence: Evidence = Evidence()
    sidecar: SidecarChange | None = None
    traits: tuple[Traits, ...] = ()

    @property
    def path(self) -> str:
        """Path of the photo's own file."""
        return self.files[0].path

    def traits_of(self, number: int) -> Traits | None:
        """The traits of one of the files, if they were recorded."""
        return self.traits[number] if number < len(self.traits) else None

    def hash_of(self, number: int) -> bytes:
        """BLAKE3 of one of the files; empty if it was not recorded."""
        if number == 0:
            return self.victim_hash
        traits = self.traits_of(number)
        return traits.hash if traits is not None else b""


@dataclass(frozen=True, slots=True)
class Step:
    """What the journal knows of one photo.

    Attributes:
        places: Where each file of the intent is now, None where it was not moved or where the
            system did not tell. Of an INTENDED step: where each file will be.
        reason: Value of the `Refusal` of a failed step, else empty.
        at_ms: When it was intended, milliseconds since 1970, UTC.
        target: The folder of a move to a folder.
        settled_ms: When its state was last settled.
        is_own: Whether this library wrote it down on this computer. Others are history: shown,
            never undone, redone or settled.
    """

    id: StepId
    action_id: ActionId
    action: Action
    state: StepState
    intent: Intent
    places: tuple[str | None, ...]
    reason: str
    at_ms: int
    target: str = ""
    settled_ms: int | None = None
    is_own: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class StepResult:
    """What came of a step; see `Step`."""

    id: StepId
    state: StepState
    places: tuple[str | None, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """One thing the user did, of one or many steps; undone and redone as a whole.

    Attributes:
        uid: The same in every copy of the library.
        target: The folder photos were moved to, if they were.
    """

    id: ActionId
    uid: str
    action: Action
    target: str
    at_ms: int
    steps: tuple[Step, ...]

    @property
    def can_undo(self) -> bool:
        """Whether some of it is done and can be brought back."""
        return any(step.is_own and step.state is StepState.DONE for step in self.steps)

    @property
    def can_redo(self) -> bool:
        """Whether some of it was brought back and can be done again."""
        return any(step.is_own and step.state is StepState.UNDONE for step in self.steps)


class Journal(Protocol):
    """Remembers what was done to files."""

    def begin(self, action: Action, target: str = "") -> ActionId:
        """Open a new action; `target` is the folder photos are moved to, if they are."""

    def intend(
        self,
        action_id: ActionId,
        new: Sequence[tuple[Intent, Sequence[str | None]]],
        again: Sequence[tuple[StepId, Sequence[str | None]]] = (),
    ) -> list[StepId]:
        """Write down that photos are about to go, and where to; it is on disk when this returns.

        Args:
            action_id: The action they belong to.
            new: Intents with the place of each file.
            again: Undone steps that are about to be done again, likewise.

        Returns:
            The steps of the new intents.
        """

    def replan(self, step_id: StepId, places: Sequence[str | None]) -> None:
        """Write down other places for an intended step; on disk at return."""

    def intend_undo(self, step_id: StepId) -> None:
        """Write down that a step is about to be undone; on disk at return."""

    def settle(
        self, step_id: StepId, state: StepState, places: Sequence[str | None], reason: str = ""
    ) -> None:
        """Write down what came of it."""

    def settle_all(self, results: Sequence[StepResult]) -> None:
        """Write down what came of several steps at once."""

    def action(self, action_id: ActionId) -> ActionRecord | None:
        """One action with its steps in their order."""

    def actions(self, limit: int | None = None) -> list[ActionRecord]:
        """Actions, the latest first."""

    def unsettled(self) -> list[Step]:
        """Own steps that are INTENDED or UNDOING: a kill came in between."""

    def whereabouts(self, path: str) -> list[Step]:
        """Steps that moved this file (or brought a file to this path), the latest first."""
