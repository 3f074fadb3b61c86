"""The trash of freedesktop.org's specification 1.0, for Linux and BSD, without any toolkit.

https://specifications.freedesktop.org/trash-spec/1.0/ : a file goes to the trash of its own mount
by a rename and is never copied; its .trashinfo is made first. What can't go to a trash stays.
"""

from __future__ import annotations

import errno
import os
import stat as modes
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from simgui.core.errors import marked
from simgui.core.files import durable
from simgui.core.files.filesystem import file_stat
from simgui.core.files.mounts import Mount, mount_of, read_mounts
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.mover import (
    Kept,
    Laid,
    PlaceRefused,
    Way,
    best_match,
    bring_back,
    drop_name,
    explain,
    move,
    take_name,
)
from simgui.core.types import FileStat

_INFO = ".trashinfo"
_MAX_NAME_BYTES = 255  # NAME_MAX of Linux' file systems
_MAX_TRIES = 10_000  # of names with a number added
_DOING = marked("moved to the trash")


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

    def path_line(self, path: str) -> bytes:
        """The line of an info file that says where a file came from."""
        return f"Path={self.written_path(path)}".encode("ascii")

    def info_text(self, path: str) -> bytes:
        """The info file of a file that is moved now."""
        when = time.strftime("%Y-%m-%dT%H:%M:%S").encode("ascii")
        return b"[Trash Info]\n" + self.path_line(path) + b"\nDeletionDate=" + when + b"\n"


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


def _top_directory(folder: str, mounts: Sequence[Mount]) -> str:
    """The highest folder above a real one that a file can be renamed to.

    A bind mount has the device of the disk behind it, so the mount table has to tell; a subvolume
    of btrfs is in no table, but has a device of its own.
    """
    points = {mount.point for mount in mounts}
    while folder not in points and not os.path.ismount(folder):
        folder = os.path.dirname(folder)
    return folder


def _is_renamable(folder: str, other: str, mounts: Sequence[Mount]) -> bool:
    """Whether both lie on one mount, as far as the mount table tells; the second may not exist."""
    return mount_of(folder, mounts) == mount_of(os.path.realpath(other), mounts)


def _make(trash: _Trash) -> None:
    """Make a trash folder where it is missing.

    Raises:
        OSError: It can't be made, or what is there is not a folder of this user.
    """
    if trash.topdir:
        try:
            durable.make_folder(trash.folder, 0o700)
        except OSError as error:
            raise OSError(
                error.errno, marked("its disk has no trash and none can be made")
            ) from error
        found = os.lstat(trash.folder)
        if not modes.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise OSError(errno.EACCES, marked("the trash of its disk belongs to somebody else"))
    else:
        durable.make_folders(os.path.dirname(trash.folder))
        durable.make_folder(trash.folder, 0o700)
    for folder in (trash.files, trash.info):
        durable.make_folder(folder, 0o700)


def _trashes(path: str, device: int, mounts: Sequence[Mount]) -> Iterator[_Trash]:
    """The trash folders that may take a file, made or not, best first."""
    folder = os.path.realpath(os.path.dirname(path))
    home = home_trash()
    if _device_of_nearest(home) == device and _is_renamable(folder, home, mounts):
        yield _Trash(home)
    topdir = _top_directory(folder, mounts)
    uid = os.getuid()
    shared = os.path.join(topdir, ".Trash")
    with suppress(OSError):
        found = os.lstat(shared)
        # Without the sticky bit others could take our files away; a link could lead anywhere.
        if modes.S_ISDIR(found.st_mode) and found.st_mode & modes.S_ISVTX:
            yield _Trash(os.path.join(shared, str(uid)), topdir)
    yield _Trash(os.path.join(topdir, f".Trash-{uid}"), topdir)


def _info_of(place: str) -> str:
    """The info file of a place in a trash."""
    files, name = os.path.split(place)
    return os.path.join(os.path.dirname(files), "info", name + _INFO)


def _trash_of(path: str, place: str) -> _Trash:
    """The trash a place is in; its info files are relative unless it is the home trash."""
    folder = os.path.dirname(os.path.dirname(place))
    if folder == home_trash():
        return _Trash(folder)
    is_shared = os.path.basename(folder).isdecimal()
    return _Trash(folder, os.path.dirname(os.path.dirname(folder) if is_shared else folder))


class FreedesktopTrash:
    """Moves files to the trash and back; a Mover.

    Raises from its methods MoveError, and the file is still in its place then.
    """

    action = Action.TRASH

    def __init__(self) -> None:
        self._made: set[str] = set()  # trash folders that are there and ours
        self._closed: dict[tuple[str, str], OSError] = {}  # (folder, trash) that don't go together
        self._mounts = read_mounts()
        self._given: set[str] = set()  # places chosen and not yet taken

    def choose(self, path: str) -> str:
        """Choose the path of a file in the trash of its disk; makes that trash if it is missing."""
        failure: OSError | None = None
        try:
            now = file_stat(path)
            for trash in _trashes(path, now.device, self._mounts) if now is not None else ():
                closed = self._closed.get((os.path.dirname(path), trash.folder))
                try:
                    if closed is not None:
                        raise closed
                    self._make(trash)
                    return self._free_place(trash, path)
                except OSError as error:
                    # The next trash may do: a bind mount has the device of the disk behind it and
                    # yet refuses the link, and a shared trash may be closed to us. If none does,
                    # the best one's answer says most.
                    if failure is None or failure.errno == errno.EXDEV:
                        failure = error
        except OSError as error:
            failure = error
        failure = failure or FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        raise explain(failure, path, _DOING) from failure

    def _make(self, trash: _Trash) -> None:
        if trash.folder not in self._made:
            _make(trash)
            self._made.add(trash.folder)

    def _free_place(self, trash: _Trash, path: str) -> str:
        stem, suffix = os.path.splitext(os.path.basename(path))
        for number in range(1, _MAX_TRIES):
            name = _short_enough(stem, "" if number == 1 else f".{number}", suffix)
            place, info = os.path.join(trash.files, name), os.path.join(trash.info, name + _INFO)
            if (
                place not in self._given
                and not os.path.lexists(place)
                and not os.path.lexists(info)
            ):
                self._given.add(place)
                return place
        raise OSError(errno.EEXIST, marked("too many files of this name in the trash"))

    def lay(self, path: str, place: str | None) -> Laid:
        """Make the info file of a chosen place, and give the file its name there."""
        place = place or self.choose(path)
        trash = _trash_of(path, place)
        info = _info_of(place)
        self._given.discard(place)
        try:
            self._make(trash)
            # Whole or not at all: an empty info file of a kill could never be told from another
            # program's that is just being written.
            durable.write_whole(info, trash.info_text(path), replaces=False, syncs_folder=False)
        except FileExistsError as error:
            raise PlaceRefused from error
        except OSError as error:
            self._made.discard(trash.folder)
            raise explain(error, path, _DOING) from error
        try:
            is_linked = durable.add_name(path, place)
        except FileExistsError as error:
            durable.discard(info)
            raise PlaceRefused from error
        except OSError as error:
            durable.discard(info)
            if error.errno == errno.EXDEV:
                self._closed[os.path.dirname(path), trash.folder] = error
                raise PlaceRefused from error
            raise explain(error, path, _DOING) from error
        way = Way.LINKED if is_linked else Way.WAITING
        return Laid(path, place, way, (trash.info, trash.files))

    def take(self, laid: Laid) -> str | None:
        """Remove the file's old name."""
        return take_name(laid, _DOING)

    def drop(self, laid: Laid) -> None:
        """Remove the file's name in the trash, and its info file."""
        drop_name(laid)
        if laid.place is not None and not os.path.lexists(laid.place):
            durable.discard(_info_of(laid.place))

    def move(self, path: str) -> str | None:
        """Move a single file to the trash of its disk; returns its path there."""
        return move(self, path)

    def restore(self, kept: Kept) -> tuple[str, ...]:
        """Bring a file back from the trash, and remove its info file."""
        lost = bring_back(kept)
        durable.discard(_info_of(kept.place))
        return lost

    def find(self, file: FileStat, content: bytes) -> str | None:
        """Look for a file by the info files that name its path; drop those without a file."""
        places = []
        try:
            trashes = list(_trashes(file.path, file.device, read_mounts()))
        except OSError:
            return None
        if all(trash.topdir for trash in trashes):  # the device may have got another number
            trashes.append(_Trash(home_trash()))
        for trash in trashes:
            for place, info in self._entries(trash, file.path):
                if os.path.lexists(place):
                    places.append(place)
                else:
                    durable.discard(info)
        return best_match(places, file, content)

    def tidy(self, kept: Kept) -> None:
        """Remove the info file of a place that holds no file, if it is that of this file."""
        if os.path.lexists(kept.place):
            return
        info = _info_of(kept.place)
        wanted = _trash_of(kept.file.path, kept.place).path_line(kept.file.path)
        with suppress(OSError), open(info, "rb") as file:
            is_ours = wanted in file.read(65_536).splitlines()
            if is_ours:
                durable.remove(info)

    def notes_folder(self, place: str) -> str:
        """The trash's folder of info files."""
        return os.path.dirname(_info_of(place))

    @staticmethod
    def _entries(trash: _Trash, path: str) -> Iterator[tuple[str, str]]:
        """Place and info file of everything in a trash that came from this path."""
        wanted = trash.path_line(path)
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
