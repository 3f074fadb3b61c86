"""File operations that hold when the power fails: the only module that writes or removes files.

A file system may persist names and data in any order until they are synced. Therefore: data is
synced before it gets its name, and the folder of a new name is synced before an old name of the
same content is removed. Who removes many names syncs each folder once, before the first removal.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat as modes
import sys
import uuid
from collections.abc import Iterable
from contextlib import suppress

from simgui.core.errors import marked
from simgui.core.files.filesystem import file_stat, rename_exclusive
from simgui.core.files.traits import Traits, apply_traits, read_traits

_TEMPORARY = (".simgui-", ".tmp")
_CHUNK = 1 << 20  # bytes copied or compared at a time

# What a file system answers that can't sync a folder (some network and FUSE file systems).
_CANT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}
# What it answers where it has no hard links, or none for this file.
_NO_LINKS = {
    errno.ENOSYS,
    errno.EINVAL,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.EPERM,
    errno.EMLINK,
}


def sync_descriptor(descriptor: int) -> None:
    """Write a file through to the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        # fsync of macOS stops at the drive's cache.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_file(path: str) -> None:
    """Make sure that the content of a file is on disk.

    Raises:
        OSError: It can't be read, or the disk failed.
    """
    if os.name != "posix":
        return  # needs write access there, and a file that is only kept is not opened for writing
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        sync_descriptor(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: str) -> None:
    """Make sure that the names in a folder are on disk, and those removed from it are not.

    Windows writes names in order by itself; a file system that can't sync a folder is left alone.

    Raises:
        OSError: The disk failed.
    """
    if os.name != "posix":
        return
    descriptor = os.open(folder or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANT_SYNC:
            raise
    finally:
        os.close(descriptor)


def sync_folders(folders: Iterable[str]) -> None:
    """Sync each folder once.

    Raises:
        OSError: The disk failed.
    """
    for folder in dict.fromkeys(folders):
        sync_folder(folder)


def temporary_beside(path: str) -> str:
    """A fresh hidden name in the folder of a path."""
    name = f"{_TEMPORARY[0]}{uuid.uuid4().hex}{_TEMPORARY[1]}"
    return os.path.join(os.path.dirname(path), name)


def temporaries(folder: str) -> list[str]:
    """Paths of the files with temporary names of simgui in a folder, sorted."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [
        os.path.join(folder, name)
        for name in names
        if name.startswith(_TEMPORARY[0]) and name.endswith(_TEMPORARY[1])
    ]


def remove(path: str) -> None:
    """Remove a name, durably.

    Raises:
        OSError: It can't be removed.
    """
    os.unlink(path)
    sync_folder(os.path.dirname(path))


def discard(path: str) -> None:
    """Remove a file nobody needs, if it exists; failures are ignored."""
    with suppress(OSError):
        remove(path)


def write_whole(
    path: str, data: bytes, *, replaces: bool, mode: int = 0o666, syncs_folder: bool = True
) -> None:
    """Write a file such that it is there whole or not at all, and on disk at return.

    Args:
        path: Where.
        data: What.
        replaces: Whether a file is expected at the path, whose mode is taken over; otherwise
            nothing may be there.
        mode: Of a new file, less the umask.
        syncs_folder: Whether the name is on disk at return too; otherwise the caller syncs the
            folder.

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
            sync_descriptor(file.fileno())
        if replaces:
            os.replace(temporary, path)
        else:
            rename_exclusive(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    if syncs_folder:
        sync_folder(os.path.dirname(path))


def replace(temporary: str, path: str) -> None:
    """Replace a file with a synced one, durably.

    Raises:
        OSError: It can't be done; both are as they were.
    """
    os.replace(temporary, path)
    sync_folder(os.path.dirname(path))


def make_folder(folder: str, mode: int = 0o777) -> None:
    """Make one folder unless it is there, durably.

    Raises:
        OSError: It can't be made.
    """
    try:
        os.mkdir(folder, mode)
    except FileExistsError:
        return
    sync_folder(os.path.dirname(folder))


def make_folders(folder: str, device: int | None = None, mode: int = 0o777) -> None:
    """Make a missing folder and its parents, durably.

    Args:
        folder: Which.
        device: The only device it may be made on. A disk that is not mounted leaves its empty
            mount point behind; folders made there would hide on the wrong disk.
        mode: Of the new folders, less the umask.

    Raises:
        OSError: EXDEV if the nearest existing parent lies on another device.
    """
    missing = []
    parent = folder
    while not os.path.lexists(parent):
        missing.append(parent)
        above = os.path.dirname(parent)
        if above == parent:
            break
        parent = above
    if missing and device is not None and os.stat(parent).st_dev != device:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), folder)
    for path in reversed(missing):
        make_folder(path, mode)


def add_name(source: str, target: str) -> bool:
    """Give a file a second name on the same file system; never replaces what is there.

    Returns:
        Whether it has both names now; False where the file system has no hard links.

    Raises:
        FileExistsError: Something is at the target.
        OSError: EXDEV between file systems, and others.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return False
    except NotImplementedError:  # this system can't link without following
        return False
    return True


def copy_file(
    source: str, target: str, *, traits: Traits | None = None, mtime_ns: int | None = None
) -> tuple[str, ...]:
    """Copy a file with every trait the target's file system supports; synced at return.

    The copy is compared byte by byte before it gets its name. The folder is not synced.

    Args:
        source: Copied from.
        target: Nothing may be there.
        traits: What the copy shall have instead of the source's own mode, owner and attributes.
        mtime_ns: Likewise, the time of its last change.

    Returns:
        Names of what the copy could not be given: "mode", "owner", "attributes".

    Raises:
        FileExistsError: Something is at the target.
        OSError: It can't be copied; nothing has changed.
    """
    temporary = temporary_beside(target)
    try:
        # Readable by nobody else before it has the mode of the original.
        with open(source, "rb") as file, open(temporary, "xb", opener=_private) as copy:
            shutil.copyfileobj(file, copy, _CHUNK)
            copy.flush()
            lost = apply_traits(temporary, traits or read_traits(source))
            found = os.stat(source)
            when = found.st_mtime_ns if mtime_ns is None else mtime_ns
            os.utime(temporary, ns=(found.st_atime_ns, when))
            sync_descriptor(copy.fileno())
        _check_copy(source, temporary)
        rename_exclusive(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    return lost


def _check_copy(source: str, copy: str) -> None:
    if not has_same_bytes(source, copy):
        raise OSError(errno.EIO, marked("the copy differs from the original"), source)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def has_same_bytes(a: str, b: str) -> bool:
    """Whether two files hold the same bytes; reads both.

    Raises:
        OSError: One can't be read.
    """
    with open(a, "rb") as left, open(b, "rb") as right:
        while True:
            chunk = left.read(_CHUNK)
            if chunk != right.read(_CHUNK):
                return False
            if not chunk:
                return True


def is_torn_copy(path: str, whole: bytes | str) -> bool:
    """Whether a file looks like an interrupted copy: a part of the original, or zeros.

    Args:
        path: The file in doubt.
        whole: What was being copied: bytes, or the path of a file.
    """
    try:
        size = len(whole) if isinstance(whole, bytes) else os.path.getsize(whole)
        if os.path.getsize(path) > size:
            return False
        if isinstance(whole, bytes):
            with open(path, "rb") as file:
                return _is_part(file.read(), whole)
        with open(path, "rb") as left, open(whole, "rb") as right:
            while chunk := left.read(_CHUNK):
                if not _is_part(chunk, right.read(_CHUNK)):
                    return False
    except OSError:
        return False
    return True


def _is_part(data: bytes, whole: bytes) -> bool:
    """Whether each block of the data is that of the whole, or zeros."""
    if data == whole[: len(data)]:
        return True
    block = 512  # bytes: no disk writes less than a sector
    return all(
        piece == whole[start : start + len(piece)] or not any(piece)
        for start in range(0, len(data), block)
        for piece in (data[start : start + block],)
    )


def move_file(
    source: str,
    target: str,
    *,
    traits: Traits | None = None,
    mtime_ns: int | None = None,
) -> tuple[str, ...]:
    """Move one file to another name, across disks if need be, durably; never replaces anything.

    The target's folder is synced before the source's name is removed. Where the file system has
    no hard links it is one rename, and both folders are synced after it.

    Returns:
        What a copy on another disk could not be given, see `copy_file`.

    Raises:
        FileExistsError: Something is at the target.
        OSError: It can't be moved; it is in its place and nothing is at the target.
    """
    lost: tuple[str, ...] = ()
    folders = (os.path.dirname(target), os.path.dirname(source))
    try:
        has_both = add_name(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        lost = copy_file(source, target, traits=traits, mtime_ns=mtime_ns)
        has_both = True
    if not has_both:
        rename_exclusive(source, target)
        sync_folders(folders)
        return lost
    try:
        sync_folder(folders[0])
        os.unlink(source)
    except OSError:
        if file_stat(source) is not None:
            discard(target)
        raise
    sync_folder(folders[1])
    return lost
