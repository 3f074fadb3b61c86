"""Walks folders and yields the files that may be photos or belong to one; opens almost none."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Iterator

from simgui.core.errors import fill, marked
from simgui.core.files import formats
from simgui.core.files.formats import Kind, long_path, words
from simgui.core.files.same_file import FolderIdentity, folder_identity
from simgui.core.task import Token
from simgui.core.types import FileStat

OnError = Callable[[str, str], None]

_NOT_LISTED = marked("The folder can't be listed: {why}.")
_NOT_FOUND = marked("It can't be found: {why}.")
_EMPTY = marked("The file is empty: 0 bytes.")
_IN_THE_CLOUD = marked("The file is in the cloud only; make it available offline to compare it.")
"""Told the path and, in one sentence, why it can't be looked into."""

# Trash, previews and the innards of photo servers, on any system. Names that begin with a dot
# (.Trash-1000, .Trashes, .thumbnails, .dtrash, .@__thumb ...) are hidden and need no entry.
SKIPPED_FOLDERS = frozenset(
    (
        "$recycle.bin",
        "recycler",
        "recycled",
        "#recycle",
        "@recycle",
        "@eadir",
        "@tmp",
        "#snapshot",
        "@snapshots",
        "system volume information",
        "lost+found",
        "found.000",
        "$windows.~bt",
        "$windows.~ws",
        "config.msi",
        "msocache",
        "node_modules",
        "site-packages",
        "__pycache__",
        "__macosx",
    )
)
# Packages that look like one file in a file manager. Those of photo programs do hold photos, but
# taking one out behind the program's back breaks its library; a user who wants it anyway
# names the package itself as the folder to scan.
SKIPPED_PACKAGES = words(
    ".app .framework .bundle .plugin .kext .xcassets .photoslibrary .photolibrary .aplibrary",
    ".migratedphotolibrary .lrdata .lrcat-data .lrlibrary .cocatalog .cosessiondb .musiclibrary",
    ".tvlibrary .fcpbundle .imovielibrary .theater .sparsebundle .backupbundle",
)
# Folders of the system and of programs, where the walk comes down from the top of a file system.
SYSTEM_FOLDERS: dict[str, frozenset[str]] = {
    "linux": words("proc sys dev run boot bin sbin lib lib64 usr etc snap"),
    "darwin": words("system library applications private dev usr bin sbin"),
    "win32": frozenset(
        ("windows", "program files", "program files (x86)", "programdata", "perflogs", "recovery")
    ),
}

_HIDDEN_OR_SYSTEM = 0x2 | 0x4  # FILE_ATTRIBUTE_HIDDEN, FILE_ATTRIBUTE_SYSTEM
_NOT_HERE = 0x1000 | 0x400000  # FILE_ATTRIBUTE_OFFLINE, FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
_LINK_TAGS = (0xA000000C, 0xA0000003)  # IO_REPARSE_TAG_SYMLINK, IO_REPARSE_TAG_MOUNT_POINT
_UF_HIDDEN = 0x8000  # sys/stat.h of macOS
_SF_DATALESS = 0x40000000  # macOS: the bytes are in iCloud only
_STAT_TELLS_HIDDEN = sys.platform in ("win32", "darwin")


def walk(
    root: str,
    excluded: Collection[str],
    token: Token,
    *,
    on_error: OnError = lambda path, reason: None,
) -> Iterator[FileStat]:
    """Yield the photos below a folder and the files that may belong to them.

    Skipped are hidden files and folders, trash, previews, system and program folders, libraries of
    photo programs, symbolic links (a link is no copy, and a link to a folder may lead in a circle),
    empty files, and all but regular files. The root itself is taken as it is: it may be hidden,
    a link to a folder, a photo library, or a single file.

    Files with the suffix of a picture or a RAW are yielded unopened, and beside them files with
    that of a companion and any that is named after a whole photo (`a.jpg.txt`); a file with an
    unknown suffix or none is yielded if its first bytes are those of a picture.

    Args:
        root: Absolute path.
        excluded: Absolute paths of folders that are not entered.
        token: Cancels or pauses between folders.
        on_error: Told each folder that can't be listed or entered, and each file that can't be
            looked at or is not on this computer. What lies below is unknown, not gone.

    Yields:
        Files by folder, in the order of their names. Hard links are yielded each by itself.

    Raises:
        Cancelled: The token was cancelled.
    """
    barred = _Barred(excluded)
    root = os.path.normpath(root)
    if barred.has(root, folder_identity(long_path(root))):
        return
    if not os.path.isdir(long_path(root)):
        yield from _single(root, on_error)
        return
    pending = [root]
    while pending:
        token.check()
        folder = pending.pop()
        start = os.path.join(folder, "")
        folders = []
        files: list[os.DirEntry[str]] = []
        for entry in _listing(folder, on_error):
            if _is_folder(entry):
                path = start + entry.name
                if not _is_skipped(entry, folder) and not barred.has_entry(path, entry):
                    folders.append(path)
            elif entry.name[0] != ".":
                files.append(entry)
        yield from _found(folder, files, on_error)
        pending.extend(reversed(folders))


class _Barred:
    """The folders that are not entered, under whatever name the walk meets them."""

    def __init__(self, folders: Collection[str]) -> None:
        self._names = {os.path.normcase(os.path.normpath(path)) for path in folders}
        found = (folder_identity(long_path(path)) for path in folders)
        self._identities = {identity for identity in found if identity is not None}

    def has(self, path: str, identity: FolderIdentity | None) -> bool:
        return os.path.normcase(path) in self._names or identity in self._identities

    def has_entry(self, path: str, entry: os.DirEntry[str]) -> bool:
        """Like `has`, with no look at the disk where nothing is barred."""
        if not self._names:
            return False
        # Not entry.stat(): Windows has no inode in it, and not entry.inode(): where something is
        # mounted that is the inode of the folder below.
        return self.has(path, folder_identity(long_path(path)))


def file_stat(path: str) -> FileStat:
    """Look at one file, following no link.

    Raises:
        OSError: It is not there or may not be looked at.
    """
    return _as_file_stat(path, os.lstat(long_path(path)))


def is_online(root: str, *, known_files: int = 0, device: int | None = None) -> bool:
    """Tell whether the place of a root is there to be scanned.

    A root is offline if it is missing or can't be listed, or if it is empty though files are known
    below it, unless it lies on the file system those files were on: an empty folder on another one
    is a mount point whose disk is away, while one emptied by the user stays where it was.

    Args:
        root: Absolute path of a folder or file.
        known_files: How many files are remembered below it.
        device: `FileStat.device` of any of them, or None if it is not known.
    """
    try:
        info = os.stat(long_path(root))
        if not stat.S_ISDIR(info.st_mode):
            return True
        with os.scandir(long_path(root)) as entries:
            is_empty = next(entries, None) is None
    except (OSError, ValueError):
        return False
    return not (is_empty and known_files) or info.st_dev == device


def _listing(folder: str, on_error: OnError) -> list[os.DirEntry[str]]:
    """The entries of a folder by name; none if it can't be listed."""
    try:
        with os.scandir(long_path(folder)) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []  # removed while we walked
    except OSError as error:
        on_error(folder, fill(_NOT_LISTED, {"why": error.strerror or error}))
        return []


def _found(folder: str, entries: list[os.DirEntry[str]], on_error: OnError) -> Iterator[FileStat]:
    """The photos of one folder and what may belong to them."""
    start = os.path.join(folder, "")
    is_told = False
    for entry, kind in _photos_and_companions(entries):
        try:
            file = _file(entry, start + entry.name, kind, on_error)
        except (FileNotFoundError, NotADirectoryError):
            continue  # gone again
        except PermissionError as error:
            # A folder that may be listed but not entered (mode 0444) shows names and no files.
            if not is_told:
                on_error(folder, fill(_NOT_LISTED, {"why": error.strerror or error}))
            is_told = True
        except OSError as error:
            on_error(start + entry.name, fill(_NOT_FOUND, {"why": error.strerror or error}))
        else:
            if file is not None:
                yield file


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_skipped_name(name: str) -> bool:
    lower = name.lower()
    return (
        lower[0] == "."
        or lower in SKIPPED_FOLDERS
        or os.path.splitext(lower)[1] in SKIPPED_PACKAGES
    )


def _is_skipped(entry: os.DirEntry[str], folder: str) -> bool:
    """Whether a folder is hidden, trash, a program's or the system's."""
    if _is_skipped_name(entry.name):
        return True
    if _STAT_TELLS_HIDDEN and _is_marked_hidden(entry):
        return True
    is_top = os.path.dirname(folder) == folder
    if is_top and entry.name.lower() in SYSTEM_FOLDERS.get(sys.platform, ()):
        return True
    # XDG_DATA_HOME may be anywhere, so its trash is known by what it holds.
    return entry.name.lower() == "trash" and all(
        os.path.isdir(long_path(os.path.join(folder, entry.name, part)))
        for part in ("files", "info")
    )


def _is_marked_hidden(entry: os.DirEntry[str]) -> bool:
    """Whether an attribute of Windows or macOS hides a folder, or makes it a link."""
    try:
        info = entry.stat(follow_symlinks=False)
    except OSError:
        return True
    if getattr(info, "st_reparse_tag", 0) in _LINK_TAGS:
        return True
    attributes = getattr(info, "st_file_attributes", 0)
    return bool(attributes & _HIDDEN_OR_SYSTEM or getattr(info, "st_flags", 0) & _UF_HIDDEN)


def _photos_and_companions(
    files: list[os.DirEntry[str]],
) -> Iterable[tuple[os.DirEntry[str], Kind]]:
    """The files whose names may be those of photos or of what belongs to photos among them.

    A home folder holds more JSON files than photos: nothing is asked about them where no photo is.
    """
    kinds = [formats.kind(entry.name) for entry in files]
    there = set(kinds)
    if there.isdisjoint((Kind.PICTURE, Kind.RAW, Kind.UNKNOWN)):
        return ()
    both = zip(files, kinds, strict=True)
    if Kind.OTHER not in there:
        return both
    photos = {
        entry.name.casefold()
        for entry, kind in zip(files, kinds, strict=True)
        if kind in (Kind.PICTURE, Kind.RAW, Kind.UNKNOWN)
    }
    return [
        (entry, kind)
        for entry, kind in both
        # Whatever its suffix is, a.jpg.something belongs to a.jpg.
        if kind is not Kind.OTHER or os.path.splitext(entry.name)[0].casefold() in photos
    ]


def _file(entry: os.DirEntry[str], path: str, kind: Kind, on_error: OnError) -> FileStat | None:
    """The file if it may be a photo or belong to one, else None.

    Raises:
        OSError: It can't be looked at.
    """
    if not entry.is_file(follow_symlinks=False):
        return None
    # Windows leaves the inode and the number of links out of what a folder lists.
    info = os.lstat(long_path(path)) if os.name == "nt" else entry.stat(follow_symlinks=False)
    if info.st_size == 0:
        if kind in (Kind.PICTURE, Kind.RAW):
            on_error(path, _EMPTY)
        return None
    if _STAT_TELLS_HIDDEN and not _is_wanted(info, path, on_error):
        return None
    if kind is Kind.UNKNOWN and not _looks_like_picture(path):
        return None
    return _as_file_stat(path, info)


def _is_wanted(info: os.stat_result, path: str, on_error: OnError) -> bool:
    """Whether a file's attributes let it be read: it is not hidden, and its bytes are here."""
    attributes = getattr(info, "st_file_attributes", 0)
    flags = getattr(info, "st_flags", 0)
    if attributes & _HIDDEN_OR_SYSTEM or flags & _UF_HIDDEN:
        return False
    if attributes & _NOT_HERE or flags & _SF_DATALESS:
        on_error(path, _IN_THE_CLOUD)
        return False
    return True


def _looks_like_picture(path: str) -> bool:
    try:
        with open(long_path(path), "rb", buffering=0) as file:
            return formats.sniff(file.read(formats.SNIFF_BYTES), path) is not None
    except OSError:
        return False


def _single(path: str, on_error: OnError) -> Iterable[FileStat]:
    """A root that is a file: taken whatever its name, if it is a plain file."""
    try:
        info = os.stat(long_path(path))
    except (OSError, ValueError) as error:
        on_error(path, fill(_NOT_FOUND, {"why": getattr(error, "strerror", None) or error}))
        return ()
    return (_as_file_stat(path, info),) if stat.S_ISREG(info.st_mode) else ()


def _as_file_stat(path: str, info: os.stat_result) -> FileStat:
    return FileStat(
        path, info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns, max(1, info.st_nlink)
    )
