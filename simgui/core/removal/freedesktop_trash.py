"""The trash of freedesktop.org's specification 1.0, for Linux and BSD, without any toolkit.

https://specifications.freedesktop.org/trash-spec/1.0/ : a file goes to the trash of its own mount
by a rename and is never copied; its .trashinfo is made first. What can't go to a trash stays.
"""

from __future__ import annotations

import errno
import os
import stat as modes
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from simgui.core.errors import UserError
from simgui.core.files.filesystem import (
    clear_temporaries,
    file_stat,
    rename_exclusive,
    write_whole,
)
from simgui.core.removal.journal import Action
from simgui.core.removal.movers import Mover, best_match, bring_back, explain
from simgui.core.types import FileStat

_INFO = ".trashinfo"
_MAX_NAME_BYTES = 255
_MAX_TRIES = 10_000


@dataclass(frozen=True, slots=True)
class _Trash:
    """One trash folder.

    Attributes:
        topdir: The mount point its info files are relative to, empty for the home trash.
    """

    folder: str
    topdir: str = ""

    @property
    def files(self) -> str:
        return os.path.join(self.folder, "files")

    @property
    def info(self) -> str:
        return os.path.join(self.folder, "info")

    def written_path(self, path: str) -> str:
        """The path as it stands in an info file, percent-encoded bytes."""
        if self.topdir:
            parent = os.path.realpath(os.path.dirname(path))
            path = os.path.relpath(os.path.join(parent, os.path.basename(path)), self.topdir)
        return urllib.parse.quote(os.fsencode(path))


def home_trash() -> str:
    """The user's own trash folder; it may not exist yet."""
    data = os.environ.get("XDG_DATA_HOME", "")
    if not os.path.isabs(data):
        data = os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(data, "Trash")


def _device_of_nearest(path: str) -> int:
    """Device of a path or of its nearest existing parent."""
    while True:
        try:
            return os.stat(path).st_dev
        except OSError:
            parent = os.path.dirname(path)
            if parent == path:
                raise
            path = parent


def _mount_point(path: str) -> str:
    path = os.path.realpath(path)
    while not os.path.ismount(path):
        path = os.path.dirname(path)
    return path


def _make(trash: _Trash) -> None:
    """Make a trash folder where it is missing.

    Raises:
        OSError: It can't be made, or what is there is not a folder of this user.
    """
    if trash.topdir:
        try:
            os.mkdir(trash.folder, 0o700)
        except FileExistsError:
            pass
        except OSError as error:
            raise OSError(error.errno, "its disk has no trash and none can be made") from error
        found = os.lstat(trash.folder)
        if not modes.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise OSError(errno.EACCES, "the trash of its disk belongs to somebody else")
    else:
        os.makedirs(os.path.dirname(trash.folder), exist_ok=True)
        with suppress(FileExistsError):
            os.mkdir(trash.folder, 0o700)
    for folder in (trash.files, trash.info):
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)


def _trashes(path: str, device: int) -> Iterator[_Trash]:
    """The trash folders that may take a file, made or not, best first."""
    home = home_trash()
    if _device_of_nearest(home) == device:
        yield _Trash(home)
    topdir = _mount_point(os.path.dirname(path))
    uid = os.getuid()
    shared = os.path.join(topdir, ".Trash")
    with suppress(OSError):
        found = os.lstat(shared)
        # Without the sticky bit others could take our files away; a link could lead anywhere.
        if modes.S_ISDIR(found.st_mode) and found.st_mode & modes.S_ISVTX:
            yield _Trash(os.path.join(shared, str(uid)), topdir)
    yield _Trash(os.path.join(topdir, f".Trash-{uid}"), topdir)


class FreedesktopTrash:
    """Moves files to the trash and back; a Mover.

    Raises from its methods MoveError, and the file is still in its place then.
    """

    action = Action.TRASH

    def move(self, path: str) -> str:
        """Move a file to the trash of its disk.

        Returns:
            Its path in the trash.
        """
        failure: OSError | None = None
        try:
            now = file_stat(path)
            for trash in _trashes(path, now.device) if now is not None else ():
                try:
                    _make(trash)
                    return self._move_into(trash, path)
                except OSError as error:
                    # The next trash may do: a bind mount has the device of the disk behind it and
                    # yet refuses the rename, and a shared trash may be closed to us. If none does,
                    # the best one's answer says most.
                    if failure is None or failure.errno == errno.EXDEV:
                        failure = error
        except OSError as error:
            failure = error
        failure = failure or FileNotFoundError(errno.ENOENT, "no such file")
        raise explain(failure, path, "moved to the trash") from failure

    def _move_into(self, trash: _Trash, path: str) -> str:
        name, info = self._reserve(trash, path)
        place = os.path.join(trash.files, name)
        try:
            rename_exclusive(path, place)
        except BaseException:
            os.unlink(info)
            raise
        return place

    def _reserve(self, trash: _Trash, path: str) -> tuple[str, str]:
        """Make the info file of a name that is free; returns the name and the info's path."""
        stem, suffix = os.path.splitext(os.path.basename(path))
        text = (
            f"[Trash Info]\nPath={trash.written_path(path)}\n"
            f"DeletionDate={time.strftime('%Y-%m-%dT%H:%M:%S')}\n"
        )
        for number in range(1, _MAX_TRIES):
            name = _short_enough(stem, "" if number == 1 else f".{number}", suffix)
            info = os.path.join(trash.info, name + _INFO)
            if os.path.lexists(os.path.join(trash.files, name)) or os.path.lexists(info):
                continue
            # Whole or not at all: an empty info file of a kill could never be told from another
            # program's that is just being written.
            with suppress(FileExistsError):
                write_whole(info, text.encode("ascii"), replaces=False)
                return name, info
        raise OSError(errno.EEXIST, "too many files of this name in the trash")

    def restore(self, place: str, path: str) -> None:
        """Bring a file back from the trash, and remove its info file."""
        bring_back(place, path)
        trash, name = os.path.split(os.path.dirname(place))[0], os.path.basename(place)
        with suppress(OSError):
            os.unlink(os.path.join(trash, "info", name + _INFO))

    def find(self, file: FileStat) -> str | None:
        """Look for a file by the info files that name its path; drop those without a file."""
        places = []
        try:
            trashes = list(_trashes(file.path, file.device))
        except OSError:
            return None
        if all(trash.topdir for trash in trashes):  # the device may have got another number
            trashes.append(_Trash(home_trash()))
        for trash in trashes:
            clear_temporaries(trash.info)
            for place, info in self._entries(trash, file.path):
                if os.path.lexists(place):
                    places.append(place)
                else:
                    with suppress(OSError):
                        os.unlink(info)
        return best_match(places, file)

    @staticmethod
    def _entries(trash: _Trash, path: str) -> Iterator[tuple[str, str]]:
        """Place and info file of everything in a trash that came from this path."""
        wanted = f"Path={trash.written_path(path)}".encode()
        try:
            names = os.listdir(trash.info)
        except OSError:
            return
        stem = os.path.splitext(os.path.basename(path))[0][:32]
        for name in sorted(names):
            if not name.endswith(_INFO) or not name.startswith(stem):
                continue
            info = os.path.join(trash.info, name)
            with suppress(OSError), open(info, "rb") as file:
                if wanted in file.read(65_536).splitlines():
                    yield os.path.join(trash.files, name[: -len(_INFO)]), info


def _short_enough(stem: str, number: str, suffix: str) -> str:
    """A name that fits a folder entry together with the suffix of its info file."""
    room = _MAX_NAME_BYTES - len(os.fsencode(number + suffix)) - len(_INFO)
    return os.fsdecode(os.fsencode(stem)[: max(room, 1)]) + number + suffix


def system_trash() -> Mover:
    """The trash of this system as far as it can be reached without a window.

    Raises:
        UserError: This system's trash needs the window.
    """
    if sys.platform in ("win32", "darwin"):
        raise UserError(
            "On this system only the window can move photos to the trash",
            remedy="Use the window, or move the photos to a folder.",
        )
    return FreedesktopTrash()
