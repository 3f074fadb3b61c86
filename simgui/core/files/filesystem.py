"""File facts from the file system, and a rename that never overwrites."""

from __future__ import annotations

import ctypes
import errno
import os
import stat as modes
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from simgui.core.types import FileStat

_AT_FDCWD = -100  # fcntl.h of Linux
_RENAME_NOREPLACE = 1  # renameat2 of Linux
_RENAME_EXCL = 4  # renamex_np of macOS

# What a file system answers that does not know the call or the flag.
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_NO_LINKS = {*_UNSUPPORTED, errno.EPERM, errno.EMLINK}


@cache
def _exclusive_call() -> Callable[[bytes, bytes], int] | None:
    """The system's rename that refuses to replace, or None."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            function = library.renamex_np
            return lambda a, b: int(function(a, b, ctypes.c_uint(_RENAME_EXCL)))
        function = library.renameat2
    except (OSError, AttributeError, TypeError):
        return None
    return lambda a, b: int(function(_AT_FDCWD, a, _AT_FDCWD, b, ctypes.c_uint(_RENAME_NOREPLACE)))


def rename_exclusive(source: str, target: str) -> None:
    """Rename a file within one file system; never replaces what is there.

    Raises:
        FileExistsError: Something is at the target.
        OSError: As of os.rename, EXDEV between file systems.
    """
    if sys.platform == "win32":
        os.rename(source, target)  # refuses an existing target by itself
        return
    call = _exclusive_call()
    if call is not None:
        if call(os.fsencode(source), os.fsencode(target)) == 0:
            return
        code = ctypes.get_errno()
        if code not in _UNSUPPORTED:
            raise OSError(code, os.strerror(code), source, None, target)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):  # the best that FAT and some network disks allow
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
        os.rename(source, target)
        return
    try:
        os.unlink(source)
    except OSError:
        os.unlink(target)
        raise


def file_stat(path: str) -> FileStat | None:
    """The regular file at a path without following a link, None if there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not modes.S_ISREG(found.st_mode):
        return None
    return FileStat(
        path, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_nlink
    )


def is_unchanged(now: FileStat, then: FileStat) -> bool:
    """Whether a file has the size and time it had."""
    return (now.size, now.mtime_ns) == (then.size, then.mtime_ns)


def is_unchanged_now(then: FileStat) -> bool:
    """Whether the file is there with the size and time it had."""
    now = file_stat(then.path)
    return now is not None and is_unchanged(now, then)


def read_ahead(path: str) -> None:
    """Let the system fetch a file from the disk while others are being decoded."""
    if not hasattr(os, "posix_fadvise"):
        return
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_WILLNEED)
        finally:
            os.close(descriptor)


def forget_cached(path: str) -> None:
    """Let the system drop what it has cached of a file, so that the next read asks the disk."""
    if not hasattr(os, "posix_fadvise"):
        return
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
