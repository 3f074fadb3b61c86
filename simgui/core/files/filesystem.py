"""Renames that never overwrite, writes that are whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import shutil
import stat as modes
import sys
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from simgui.core.types import FileStat

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_RENAME_EXCL = 4
_CHUNK = 1 << 20
_TEMPORARY = (".simgui-", ".tmp")

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


def temporary_beside(path: str) -> str:
    """A fresh hidden name in the folder of a path."""
    name = f"{_TEMPORARY[0]}{uuid.uuid4().hex}{_TEMPORARY[1]}"
    return os.path.join(os.path.dirname(path), name)


def clear_temporaries(folder: str) -> None:
    """Remove what a kill between a write and its rename has left in a folder."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(_TEMPORARY[0]) and name.endswith(_TEMPORARY[1]):
                os.unlink(os.path.join(folder, name))


def write_whole(path: str, data: bytes, *, replaces: bool, mode: int = 0o666) -> None:
    """Write a file such that it is there whole or not at all, and on disk at return.

    Args:
        path: Where.
        data: What.
        replaces: Whether a file is expected at the path, whose mode is taken over; otherwise
            nothing may be there.
        mode: Of a new file, less the umask.

    Raises:
        FileExistsError: Something is there and was not expected.
        OSError: It can't be written; nothing has changed.
    """
    temporary = temporary_beside(path)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if replaces and os.name == "posix":
                os.fchmod(file.fileno(), modes.S_IMODE(os.lstat(path).st_mode))
            os.fsync(file.fileno())
        if replaces:
            os.replace(temporary, path)
        else:
            rename_exclusive(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def make_folders(folder: str, device: int) -> None:
    """Make a missing folder and its parents, on this device and no other.

    A disk that is not mounted leaves its empty mount point behind; folders made there would hide
    on the wrong disk.

    Raises:
        OSError: EXDEV if the nearest existing parent lies on another device.
    """
    if os.path.isdir(folder):
        return
    parent = folder
    while not os.path.lexists(parent):
        above = os.path.dirname(parent)
        if above == parent:
            break
        parent = above
    if os.stat(parent).st_dev != device:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), folder)
    os.makedirs(folder, exist_ok=True)


def transfer(source: str, target: str) -> None:
    """Move a file to another name, across disks if need be; never replaces what is there.

    Across disks the copy is on disk and compared byte by byte before the original is removed.

    Raises:
        FileExistsError: Something is at the target.
        OSError: It can't be moved; the original is in its place.
    """
    try:
        rename_exclusive(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy_across(source, target)
        os.unlink(source)


def _copy_across(source: str, target: str) -> None:
    temporary = temporary_beside(target)
    try:
        with open(source, "rb") as file, open(temporary, "xb") as copy:
            shutil.copyfileobj(file, copy, _CHUNK)
            copy.flush()
            os.fsync(copy.fileno())
        shutil.copystat(source, temporary)
        _check_copy(source, temporary)
        rename_exclusive(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _check_copy(source: str, copy: str) -> None:
    if not filecmp.cmp(source, copy, shallow=False):
        raise OSError(errno.EIO, "the copy differs from the original", source)


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
