"""The one rule for "is this the same file?" and "is this the same folder?".

Names are no answer: a file has other names through links, bind mounts, `..` and the case of
letters. Files are compared by `FileStat.identity`, folders by device and inode.
"""

from __future__ import annotations

import os
import unicodedata

from simgui.core.files.formats import long_path
from simgui.core.types import FileStat

FolderIdentity = tuple[int, int, str]


def is_same_file(a: FileStat, b: FileStat) -> bool:
    """Whether two names lead to one file.

    False is no proof: a mount that makes up its own device and inode numbers (FUSE, a network
    share) shows one file as two. `simgui.core.files.aliases` looks for those before a removal.
    """
    if a.inode and b.inode:
        return a.identity == b.identity
    return _folded(a.path) == _folded(b.path)


def are_two_names(a: FileStat, b: FileStat) -> bool:
    """Whether two paths are two names of one file, so that removing one leaves the other.

    One file with a single name may still be found under two paths: through a mount, or a link to
    a folder. Removing one path would then remove the file.
    """
    return is_same_file(a, b) and min(a.links, b.links) > 1


def real_path(path: str) -> str:
    """The path with links followed; as it is where the system can't tell.

    Windows says of a path beyond its usual length that it is not there, or fails.
    """
    try:
        return os.path.realpath(path)
    except OSError:
        return os.path.abspath(path)


def folder_identity(path: str) -> FolderIdentity | None:
    """What tells one folder from another, links followed; None if there is nothing at the path.

    Device and inode, with the name where a file system numbers nothing (inode 0).
    """
    try:
        found = os.stat(long_path(path))
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, "" if found.st_ino else _folded(path)


def is_same_folder(a: str, b: str) -> bool:
    """Whether two paths lead to one folder, whatever their spelling."""
    one, other = folder_identity(a), folder_identity(b)
    if one is None or other is None:
        return _folded(a) == _folded(b)
    return one == other


def _folded(path: str) -> str:
    """The real name of a path without the differences that some disks ignore.

    Where a disk numbers nothing, two names that differ in case alone may be one: then nothing goes.
    """
    return unicodedata.normalize("NFC", real_path(path)).casefold()
