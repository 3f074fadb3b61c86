"""What is done with one photo of a batch: a move with all its files, or a link in its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from simgui.core.errors import UserError, marked
from simgui.core.files import durable
from simgui.core.files.filesystem import file_stat, is_unchanged, is_unchanged_now
from simgui.core.removal import sidecar
from simgui.core.removal.journal import (
    Action,
    Intent,
    Journal,
    StepId,
)
from simgui.core.removal.movers import links
from simgui.core.removal.movers.mover import Kept, Laid, MoveError, Mover, Way, lay
from simgui.core.removal.plan import Refusal
from simgui.core.removal.verify import RemovalRefusedError, still_holds
from simgui.core.types import FileStat

Places = tuple[str | None, ...]


_REPAIR = marked("Undo this deletion once the disk works again.")


class HalfMoved(UserError):  # noqa: N818 - never leaves a batch
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


def keeper_vanished(intent: Intent) -> UserError:
    """A photo took its keeper along: names here do not tell what is one file."""
    return UserError(
        "{path} was put back: {keeper_path}, the kept photo, disappeared with it",
        path=intent.path,
        remedy="One folder seems to be reachable under two names. Scan it under one of them only.",
        keeper_path=intent.keeper_path,
    )


class Stage:
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
            HalfMoved: Some files are gone from their place and could not be brought back.
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


class LinkStage(Stage):
    """A photo that is replaced by a link to its keeper, or by a clone of it."""

    def __init__(self, item: Item, action: Action) -> None:
        super().__init__(item)
        self._action = action

    def lay(self, journal: Journal) -> None:
        """Make sure that the keeper's bytes are on disk."""
        # The photo's own bytes go for good: those of the keeper must be on disk.
        keeper = self.item.intent.keeper_path
        try:
            durable.sync_file(keeper)
        except OSError as error:
            raise RemovalRefusedError(Refusal.KEEPER_UNREADABLE, str(error)) from error
        self.entered.append(os.path.dirname(keeper))

    def take(self) -> None:
        """Put the link in the place of the photo."""
        intent = self.item.intent
        try:
            links.replace(intent.keeper_path, intent.files[0], self._action)
        except MoveError as error:
            raise RemovalRefusedError(Refusal.CANT_MOVE, str(error)) from error
        self.left.append(os.path.dirname(intent.path))


class MoveStage(Stage):
    """A photo that is moved with all its files, its own last, or not at all."""

    def __init__(self, item: Item, mover: Mover) -> None:
        super().__init__(item)
        self._mover = mover
        self._laid: dict[int, Laid] = {}
        self._unknown: list[str] = []  # moved, and the system does not tell where

    def choose(self) -> None:
        """Choose where the files will be."""
        try:
            self.planned = [self._mover.choose(file.path) for file in self.item.intent.files]
        except (MoveError, OSError) as error:
            self._failure = RemovalRefusedError(Refusal.CANT_MOVE, str(error))

    def lay(self, journal: Journal) -> None:
        """Give each file its new name, or copy it."""
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
        """Remove the old names, the photo's own last."""
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
            raise HalfMoved(
                "{path} was moved to {place} and is not there",
                path=then.path,
                remedy=_REPAIR,
                place=place,
            )
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
                raise HalfMoved("{why}", path=error.path, remedy=_REPAIR, why=error) from error
            places[number] = None
        if self._unknown:
            raise HalfMoved(
                "{path} is in the trash and can't be restored",
                path=self._unknown[0],
                remedy=_REPAIR,
            )
        raise RemovalRefusedError(refusal, detail)

    def withdraw(self) -> None:
        """Remove the new names again."""
        for laid in self._laid.values():
            with suppress(MoveError, OSError):
                self._mover.drop(laid)
        self._laid.clear()
