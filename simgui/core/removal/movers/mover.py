"""How a file leaves its place and comes back: the Mover protocol, and the move to a folder.

A file leaves in two steps. First it gets a second name (on another disk: a copy) at its new place.
Only when the folders of all new names are synced are the old names removed. A power cut at any
moment leaves each file under its old name, its new one, or both.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from simgui.core.errors import UnreadableError, UserError, marked
from simgui.core.files import durable
from simgui.core.files.filesystem import (
    file_stat,
    is_unchanged,
    rename_exclusive,
)
from simgui.core.files.same_file import are_two_names
from simgui.core.files.traits import Traits
from simgui.core.imaging.identity import file_hash
from simgui.core.removal.journal import Action
from simgui.core.task import Token
from simgui.core.types import FileStat

_COARSEST_CLOCK_NS = 2 * 10**9
"""FAT keeps times in steps of two seconds."""


class MoveError(UserError):
    """A file that can't be moved; it is still where it was.

    Attributes:
        code: errno of the cause, 0 if there is none.
    """

    def __init__(
        self, template: str, *, path: str, remedy: str = "", code: int = 0, **values: object
    ) -> None:
        super().__init__(template, path=path, remedy=remedy, **values)
        self.code = code


class PlaceRefused(Exception):  # noqa: N818 - no failure: another place is chosen
    """A chosen place can't be used; `Mover.choose` gives another."""


class Way(Enum):
    """How a file has been laid at its new place."""

    LINKED = "linked"  # it has both names
    COPIED = "copied"  # the copy is on another disk
    WAITING = "waiting"  # only a rename can do it: nothing has happened yet


@dataclass(frozen=True, slots=True)
class Laid:
    """A file that lies at its new place and has its old name still.

    Attributes:
        path: The old name.
        place: The new one, None if only the system knows.
        folders: Synced before the old name is removed.
    """

    path: str
    place: str | None
    way: Way
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was removed, as the journal remembers it.

    Attributes:
        file: Where it was, with its size and time.
        place: Where it is now.
        hash: BLAKE3 of its content, empty if it was not recorded.
        traits: Its other traits, None if they were not recorded.
    """

    file: FileStat
    place: str
    hash: bytes = b""
    traits: Traits | None = None


class Mover(Protocol):
    """Takes files away such that they can come back. Never deletes, never overwrites.

    Attributes:
        action: What the journal calls it.
    """

    action: Action

    def choose(self, path: str) -> str | None:
        """Where a file will be; nothing is touched. None if only the system knows.

        Raises:
            MoveError: There is no place for it.
        """

    def lay(self, path: str, place: str | None) -> Laid:
        """Put a file at its chosen place; its old name stays.

        Raises:
            PlaceRefused: Something else took the place, or it can't be used for this file.
            MoveError: It can't be moved; nothing has changed.
        """

    def take(self, laid: Laid) -> str | None:
        """Remove the old name of a file whose folders are synced.

        Returns:
            Where it is now, None if the system does not tell (then it can't be brought back by us).

        Raises:
            MoveError: It can't be removed; it is still in its place.
        """

    def drop(self, laid: Laid) -> None:
        """Take back `lay`: remove the new name of a file that is in its place."""

    def restore(self, kept: Kept) -> tuple[str, ...]:
        """Bring a file back to where it was, with missing parents made.

        Returns:
            What could not be brought back of it: "mode", "owner", "attributes".

        Raises:
            MoveError: It can't be brought back, or something else is there now; both stay.
        """

    def find(self, file: FileStat, content: bytes) -> str | None:
        """Where a file is that may have been moved just before a kill, if its place is unknown."""

    def tidy(self, kept: Kept) -> None:
        """Remove what a kill left at a place that no longer holds the file."""

    def notes_folder(self, place: str) -> str | None:
        """The folder of the trash's own notes about this place, where no photo ever is."""


def _shown(path: str) -> str:
    return path.encode("utf-8", "replace").decode()


def explain(error: OSError, path: str, doing: str) -> MoveError:
    """A MoveError with a sentence and a remedy for what the system answered."""
    code = error.errno or 0
    remedies = {
        errno.EACCES: marked("You need write permission for its folder."),
        errno.EPERM: marked("You need write permission for its folder."),
        errno.EROFS: marked("The disk is read-only."),
        errno.ENOSPC: marked("The disk is full: free some space first."),
        errno.EXDEV: marked("It is on another disk."),
        errno.ENOENT: marked("Rescan the folder."),
        errno.EEXIST: marked("Another file has that name now: move it away first."),
    }
    return MoveError(
        "{name} can't be {doing}: {why}",
        path=path,
        remedy=remedies.get(code, ""),
        code=code,
        name=_shown(path),
        doing=doing,
        why=error.strerror or type(error).__name__,
    )


def holds(path: str, file: FileStat, content: bytes) -> bool:
    """Whether a path holds the content of a file that was recorded.

    By its hash; where none was recorded, by size and time.
    """
    now = file_stat(path)
    if now is None or now.size != file.size:
        return False
    if not content:
        return abs(now.mtime_ns - file.mtime_ns) <= _COARSEST_CLOCK_NS
    try:
        return file_hash(path, Token()) == content
    except UnreadableError:
        return False


def bring_back(kept: Kept) -> tuple[str, ...]:
    """Move a file back to where it was, with missing parents made; never overwrites.

    Returns:
        What could not be brought back of it, see `Mover.restore`.

    Raises:
        MoveError: It can't be done; the file stays in its place.
    """
    path, place = kept.file.path, kept.place
    now = file_stat(place)
    if now is None:
        raise MoveError(
            "{name} is no longer in the place it was moved to",
            path=path,
            remedy="The trash may have been emptied.",
            code=errno.ENOENT,
            name=_shown(path),
        )
    if not holds(place, kept.file, kept.hash):
        raise MoveError(
            "{name} can't be restored: {place} is a different file now",
            path=path,
            remedy="That file was left where it is. Look for the photo elsewhere in the trash.",
            name=_shown(path),
            place=_shown(place),
        )
    there = file_stat(path)
    try:
        if there is not None and _is_back(there, now, kept):
            # A restore that was interrupted between its two names.
            durable.sync_folder(os.path.dirname(path))
            durable.remove(place)
            return ()
        # A file that was linked is its very inode and belongs on this disk; a copy does not.
        device = now.device if now.inode == kept.file.inode else kept.file.device
        durable.make_folders(os.path.dirname(path), device)
        return durable.move_file(place, path, traits=kept.traits, mtime_ns=kept.file.mtime_ns)
    except OSError as error:
        raise explain(error, path, marked("restored")) from error


def _is_back(there: FileStat, now: FileStat, kept: Kept) -> bool:
    if there.inode and are_two_names(there, now):
        return True
    # On another disk the copy is whole under its name, or has none.
    return (
        bool(kept.hash)
        and there.device != now.device
        and is_unchanged(there, kept.file)
        and (holds(there.path, kept.file, kept.hash))
    )


def move(mover: Mover, path: str) -> str | None:
    """Move a single file away, durably.

    Raises:
        MoveError: It can't be moved; it is in its place.
    """
    laid = lay(mover, path, mover.choose(path))
    durable.sync_folders(laid.folders)
    try:
        return mover.take(laid)
    except MoveError:
        mover.drop(laid)
        raise


def lay(mover: Mover, path: str, place: str | None) -> Laid:
    """Lay a file at its chosen place, or at the next that is free.

    Raises:
        MoveError: It can't be moved; nothing has changed.
    """
    tries = 16  # each failure means that another program took the name in between
    for _ in range(tries):
        try:
            return mover.lay(path, place)
        except PlaceRefused:
            place = mover.choose(path)
    raise MoveError("{name} can't be moved: no free name was found", path=path, name=_shown(path))


def take_name(laid: Laid, doing: str) -> str | None:
    """Remove the old name of a file that was laid by a link, a copy, or not at all.

    Raises:
        MoveError: It can't be removed; it is in its place.
    """
    try:
        if laid.way is Way.WAITING and laid.place is not None:
            rename_exclusive(laid.path, laid.place)
            durable.sync_folders(laid.folders)
        else:
            os.unlink(laid.path)
    except OSError as error:
        raise explain(error, laid.path, doing) from error
    return laid.place


def drop_name(laid: Laid) -> None:
    """Remove the new name of a file, if the very content is in its old place.

    Raises:
        OSError: It can't be looked at.
    """
    old, new = file_stat(laid.path), None if laid.place is None else file_stat(laid.place)
    if old is None or new is None:
        return
    if laid.way is Way.LINKED:
        is_proven = are_two_names(old, new)
    else:
        is_proven = laid.way is Way.COPIED and durable.has_same_bytes(old.path, new.path)
    if is_proven:
        durable.discard(new.path)


def best_match(candidates: Iterable[str], file: FileStat, content: bytes) -> str | None:
    """The candidate with the content and time of a file, its very inode if there are several.

    The device is not compared: its number may change with a restart.
    """
    found = None
    for candidate in candidates:
        now = file_stat(candidate)
        if now is not None and is_unchanged(now, file) and holds(candidate, file, content):
            if now.inode and now.inode == file.inode:
                return candidate
            found = candidate
    return found
