"""How a file leaves its place and comes back: the Mover protocol, and the move to a folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from typing import Protocol

from simgui.core.errors import UserError
from simgui.core.files.filesystem import (
    clear_temporaries,
    file_stat,
    is_unchanged,
    make_folders,
    rename_exclusive,
    transfer,
)
from simgui.core.files.same_file import is_same_file
from simgui.core.removal.journal import Action
from simgui.core.types import FileStat


class MoveError(UserError):
    """A file that can't be moved; it is still where it was.

    Attributes:
        code: errno of the cause, 0 if there is none.
    """

    def __init__(self, message: str, *, path: str, remedy: str = "", code: int = 0) -> None:
        super().__init__(message, path=path, remedy=remedy)
        self.code = code


class Mover(Protocol):
    """Takes one file away such that it can come back. Never deletes, never overwrites.

    Attributes:
        action: What the journal calls it.
    """

    action: Action

    def move(self, path: str) -> str | None:
        """Move a file away.

        Returns:
            Where it is now, None if the system does not tell (then it can't be brought back by us).

        Raises:
            MoveError: It can't be moved and is still in its place.
        """

    def restore(self, place: str, path: str) -> None:
        """Bring a file back to where it was, with missing parents made.

        Raises:
            MoveError: It can't be brought back, or something else is there now; both stay.
        """

    def find(self, file: FileStat) -> str | None:
        """Where a file is that may have been moved just before a kill; None if not moved.

        Also clears away what a move that never happened has left.
        """


def _shown(path: str) -> str:
    return path.encode("utf-8", "replace").decode()


def explain(error: OSError, path: str, doing: str) -> MoveError:
    """A MoveError with a sentence and a remedy for what the system answered."""
    code = error.errno or 0
    sentence = f"{_shown(path)} can't be {doing}: {error.strerror or type(error).__name__}"
    remedies = {
        errno.EACCES: "You need write permission for its folder.",
        errno.EPERM: "You need write permission for its folder.",
        errno.EROFS: "The disk is read-only.",
        errno.ENOSPC: "The disk is full: free some space first.",
        errno.EXDEV: "It lies on another disk.",
        errno.ENOENT: "Scan the folder again.",
        errno.EEXIST: "Something else has that name now: move it away first.",
    }
    return MoveError(sentence, path=path, remedy=remedies.get(code, ""), code=code)


def bring_back(
    place: str, path: str, rename: Callable[[str, str], None] = rename_exclusive
) -> None:
    """Rename a file back to where it was, with missing parents made; never overwrites.

    Raises:
        MoveError: It can't be done; the file stays in its place.
    """
    now = file_stat(place)
    if now is None:
        raise MoveError(
            f"{_shown(path)} is not where it was kept any more",
            path=path,
            remedy="The trash may have been emptied.",
            code=errno.ENOENT,
        )
    there = file_stat(path)
    try:
        if there is not None and there.inode and is_same_file(there, now):
            os.unlink(place)  # a restore that was killed between its link and its unlink
            return
        make_folders(os.path.dirname(path), now.device)
        rename(place, path)
    except OSError as error:
        raise explain(error, path, "brought back") from error


def best_match(candidates: Iterable[str], file: FileStat) -> str | None:
    """The candidate with the size and time of a file, its very inode if there are several.

    The device is not compared: its number may change with a restart.
    """
    found = None
    for candidate in candidates:
        now = file_stat(candidate)
        if now is not None and is_unchanged(now, file):
            if now.inode and now.inode == file.inode:
                return candidate
            found = candidate
    return found


class FolderMover:
    """Moves files to a folder that exists, below the folders they came from.

    `/photos/2019/a.jpg` becomes `TARGET/photos/2019/a.jpg`, or, if a file of that stem is there
    already, `a (2).jpg`, with the same number for all files of a photo.

    Attributes:
        target: The folder.
    """

    action = Action.FOLDER

    def __init__(self, target: str) -> None:
        self.target = os.path.abspath(target)
        self._stems: dict[tuple[str, str], str] = {}  # (folder, stem before) -> stem in the target

    def _folder_for(self, path: str) -> str:
        drive, below = os.path.splitdrive(os.path.dirname(path))
        return os.path.join(
            self.target, drive.strip(":\\/").replace("\\", "_"), below.lstrip("\\/")
        )

    def _free_stem(self, folder: str, path: str, stem: str) -> str:
        key = (os.path.dirname(path), stem)
        chosen = self._stems.get(key)
        if chosen is not None:
            return chosen
        try:
            taken = {name.split(".", 1)[0].casefold() for name in os.listdir(folder)}
        except FileNotFoundError:
            taken = set()
        chosen, number = stem, 1
        while chosen.casefold() in taken:
            number += 1
            chosen = f"{stem} ({number})"
        self._stems[key] = chosen
        return chosen

    def move(self, path: str) -> str:
        """Move a file to the folder; returns its new path."""
        folder = self._folder_for(path)
        name = os.path.basename(path)
        stem = name.split(".", 1)[0]
        try:
            if not os.path.isdir(self.target):
                raise FileNotFoundError(errno.ENOENT, f"there is no folder {self.target}")
            make_folders(folder, os.stat(self.target).st_dev)
            place = os.path.join(folder, self._free_stem(folder, path, stem) + name[len(stem) :])
            transfer(path, place)
        except OSError as error:
            raise explain(error, path, "moved") from error
        return place

    def restore(self, place: str, path: str) -> None:
        """Bring a file back."""
        bring_back(place, path, transfer)

    def find(self, file: FileStat) -> str | None:
        """Look for the file under the names a move gives; drop what a kill left of a copy."""
        folder = self._folder_for(file.path)
        clear_temporaries(folder)
        stem = os.path.basename(file.path).split(".", 1)[0]
        try:
            names = sorted(name for name in os.listdir(folder) if name.startswith(stem))
        except OSError:
            return None
        return best_match((os.path.join(folder, name) for name in names), file)
