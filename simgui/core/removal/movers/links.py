"""Replaces a photo with a link to its identical keeper, and turns it back into a file."""

from __future__ import annotations

import ctypes
import errno
import os
import stat as modes
import sys

from simgui.core.errors import marked
from simgui.core.files import durable
from simgui.core.files.access import copy_access, differences, would_change
from simgui.core.files.filesystem import file_stat, is_unchanged_now
from simgui.core.files.same_file import is_same_file
from simgui.core.files.traits import Traits, read_traits
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.mover import explain
from simgui.core.types import FileStat

# ioctl of Linux (linux/fs.h): share all blocks of another file.
_FICLONE = 0x4004_9409


def replace(keeper: str, victim: FileStat, action: Action) -> None:
    """Put a link to the keeper (or a clone of it) in the victim's place, in one step.

    The caller has compared the bytes of both, has synced the keeper and its folder, and syncs the
    victim's folder.

    Raises:
        MoveError: The file system can't do it; the victim is as it was.
    """
    temporary = durable.temporary_beside(victim.path)
    try:
        if action is Action.HARD_LINK:
            os.link(keeper, temporary, follow_symlinks=False)
        else:
            _clone(keeper, temporary)
            copy_access(victim.path, temporary)
            _copy_mode_and_time(temporary, victim)
            durable.sync_file(temporary)
        changes = differences(temporary, victim.path)
        _check(not changes, would_change(changes))
        _check(is_unchanged_now(victim), marked("it has changed in the meantime"))
        os.replace(temporary, victim.path)
    except OSError as error:
        durable.discard(temporary)
        raise explain(error, victim.path, marked("replaced with a link")) from error


def is_replaced(keeper: str, victim: str, action: Action) -> bool:
    """Whether the victim is another name of the keeper; a clone can't be told from a copy."""
    kept, other = file_stat(keeper), file_stat(victim)
    return bool(action is Action.HARD_LINK and kept and other and is_same_file(kept, other))


def separate(keeper: str, victim: FileStat, traits: Traits | None = None) -> tuple[str, ...]:
    """Make a hard-linked victim a file of its own again, with the time and traits it had.

    Args:
        keeper: The kept photo.
        victim: The other name, as it was before.
        traits: What it had, None if that was not recorded.

    Returns:
        What it could not be given, see `durable.copy_file`.

    Raises:
        MoveError: It can't be done, or the victim is no name of the keeper any more.
    """
    temporary = durable.temporary_beside(victim.path)
    try:
        is_link = is_replaced(keeper, victim.path, Action.HARD_LINK)
        _check(is_link, marked("it is no longer a link to the kept photo"))
        lost = durable.copy_file(
            keeper,
            temporary,
            traits=traits or read_traits(victim.path),
            mtime_ns=victim.mtime_ns,
        )
        durable.replace(temporary, victim.path)
    except OSError as error:
        durable.discard(temporary)
        raise explain(error, victim.path, marked("turned back into a separate file")) from error
    return lost


def _check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise OSError(errno.ESTALE, otherwise)


def _copy_mode_and_time(path: str, victim: FileStat) -> None:
    """Give a new file the mode and time of the one whose place it takes."""
    found = os.lstat(victim.path)
    os.chmod(path, modes.S_IMODE(found.st_mode))
    os.utime(path, ns=(found.st_atime_ns, victim.mtime_ns))


def _clone(source: str, target: str) -> None:
    """Make a file that shares the blocks of another, where the file system can."""
    if sys.platform == "darwin":
        library = ctypes.CDLL(None, use_errno=True)
        if library.clonefile(os.fsencode(source), os.fsencode(target), 0):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), source)
        return
    if not sys.platform.startswith("linux"):
        raise OSError(errno.ENOTSUP, marked("this system has no reflinks"))
    import fcntl

    with open(source, "rb") as kept, open(target, "xb") as clone:
        fcntl.ioctl(clone.fileno(), _FICLONE, kept.fileno())
        durable.sync_descriptor(clone.fileno())
