"""A file's traits beside content, size and time: mode, owner, links, extended attributes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

_MAX_ATTRIBUTES = 64 << 10  # bytes: ext4 and XFS hold no more in all that photos carry

# What users and programs set; the system gives the others by itself.
_OF_USERS = ("user.", "system.posix_acl_access")
_PERMISSIONS = 0o777  # a photo has no use for the bits beyond


@dataclass(frozen=True, slots=True)
class Traits:
    """What a file had when it was removed, so that an undo can compare and restore it.

    Attributes:
        mode: Permission bits, None where the system has none.
        owner: Number of the user, None likewise.
        group: Number of the group, None likewise.
        links: How many names the file had.
        attributes: Extended attributes, POSIX ACLs among them, by name.
        hash: BLAKE3 of the content; empty where it was not recorded.
    """

    mode: int | None = None
    owner: int | None = None
    group: int | None = None
    links: int = 1
    attributes: tuple[tuple[str, bytes], ...] = ()
    hash: bytes = b""


def read_traits(path: str, content: bytes = b"") -> Traits:
    """The traits of a file; what can't be read is left out.

    Args:
        path: The file; a link is not followed.
        content: Its hash, to be recorded with it.
    """
    found = os.lstat(path)
    if os.name != "posix":
        return Traits(links=found.st_nlink, hash=content)
    return Traits(
        found.st_mode & _PERMISSIONS,
        found.st_uid,
        found.st_gid,
        found.st_nlink,
        tuple(_attributes(path)),
        content,
    )


def _attributes(path: str) -> Iterator[tuple[str, bytes]]:
    if not hasattr(os, "listxattr"):
        return
    total = 0
    with suppress(OSError):
        for name in os.listxattr(path, follow_symlinks=False):
            if not name.startswith(_OF_USERS):
                continue
            with suppress(OSError):
                value = os.getxattr(path, name, follow_symlinks=False)
                total += len(value)
                if total <= _MAX_ATTRIBUTES:
                    yield name, value


def apply_traits(path: str, traits: Traits) -> tuple[str, ...]:
    """Give a file these traits as far as the system and the file system allow.

    Returns:
        Names of what it could not be given: "owner", "mode", "attributes".
    """
    if os.name != "posix":
        return ()
    lost = []
    now = os.lstat(path)
    if traits.owner is not None and traits.group is not None:
        wanted = (traits.owner, traits.group)
        if (now.st_uid, now.st_gid) != wanted and not _chown(path, *wanted):
            lost.append("owner")
    if traits.mode is not None:
        wanted_mode = traits.mode & _PERMISSIONS
        with suppress(OSError):
            os.chmod(path, wanted_mode)
        if os.lstat(path).st_mode & _PERMISSIONS != wanted_mode:
            lost.append("mode")
    if not _set_attributes(path, traits.attributes):
        lost.append("attributes")
    return tuple(lost)


def _chown(path: str, owner: int, group: int) -> bool:
    try:
        os.chown(path, owner, group, follow_symlinks=False)
    except OSError:
        with suppress(OSError):  # a member of the group may give a file to it
            os.chown(path, -1, group, follow_symlinks=False)
        return False
    # FAT answers yes to some users and changes nothing.
    found = os.lstat(path)
    return (found.st_uid, found.st_gid) == (owner, group)


def _set_attributes(path: str, attributes: tuple[tuple[str, bytes], ...]) -> bool:
    if not attributes:
        return True
    if not hasattr(os, "setxattr"):
        return False
    is_whole = True
    for name, value in attributes:
        if not name.startswith(_OF_USERS):
            continue
        try:
            os.setxattr(path, name, value, follow_symlinks=False)
        except OSError:
            is_whole = False
    return is_whole
