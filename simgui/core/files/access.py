"""Who may read a file, and what else a link in its place would change.

A hard link has one set of these for all its names, so it must not take the place of a file whose
set is another.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat as modes
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from simgui.core.errors import fill, marked

_WOULD_CHANGE = marked("a link would change its {names}")
_ACL_TYPE_EXTENDED = 0x100  # sys/acl.h of macOS
_XATTR_NOFOLLOW = 1  # sys/xattr.h of macOS
# What a file system answers that has no extended attributes.
_NO_ATTRIBUTES = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
_NAMES = {"system.posix_acl_access": "access control list"}
_SECURITY = 1 | 2 | 4  # winnt.h: OWNER_, GROUP_ and DACL_SECURITY_INFORMATION


def access_of(path: str) -> dict[str, object]:
    """A file's access rights, by the names that a user is shown.

    Names are "mode", "owner", "group", "flags", "access control list", and those of extended
    attributes.

    Raises:
        OSError: It can't be found out.
    """
    found = os.lstat(path)
    access: dict[str, object] = {
        "mode": f"{modes.S_IMODE(found.st_mode):04o}",
        "owner": found.st_uid,
        "group": found.st_gid,
        "flags": getattr(found, "st_flags", 0),
    }
    if sys.platform == "win32":
        access["access control list"] = _windows_descriptor(path)
    elif sys.platform == "darwin":
        access["access control list"] = _macos_acl(path)
        access.update(_macos_attributes(path))
    elif hasattr(os, "listxattr"):
        access.update(_attributes(path))
    return access


def differences(a: str, b: str) -> list[str]:
    """The names of what differs between two files in `access_of`, sorted.

    Raises:
        OSError: It can't be found out.
    """
    one, other = access_of(a), access_of(b)
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def would_change(names: list[str]) -> str:
    """A reason why a link does not take a file's place."""
    shown = (name.encode("utf-8", "replace").decode() for name in names)
    return fill(_WOULD_CHANGE, {"names": ", ".join(shown)})


def copy_access(source: str, target: str) -> None:
    """Give a file the mode, owner and attributes of another, as far as the system allows.

    The caller compares both afterwards: what could not be given is no error here.
    """
    found = os.lstat(source)
    if hasattr(os, "lchown"):
        with suppress(OSError):
            os.lchown(target, found.st_uid, found.st_gid)
    with suppress(OSError):
        os.chmod(target, modes.S_IMODE(found.st_mode))
    if sys.platform == "linux":
        with suppress(OSError):
            for name in os.listxattr(source, follow_symlinks=False):
                value = os.getxattr(source, name, follow_symlinks=False)
                os.setxattr(target, name, value, follow_symlinks=False)


def _attributes(path: str) -> Iterator[tuple[str, bytes]]:
    """Extended attributes; POSIX and NFS access control lists are among them."""
    if sys.platform == "linux":
        try:
            names = os.listxattr(path, follow_symlinks=False)
        except OSError as error:
            if error.errno in _NO_ATTRIBUTES:
                return
            raise
        for name in names:
            yield _NAMES.get(name, name), os.getxattr(path, name, follow_symlinks=False)


def _windows_descriptor(path: str) -> bytes:
    """The security descriptor of a file, byte for byte."""
    library: Any = ctypes.WinDLL("advapi32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    needed = ctypes.c_ulong(0)
    library.GetFileSecurityW(path, _SECURITY, None, 0, ctypes.byref(needed))
    buffer = ctypes.create_string_buffer(needed.value)
    if not needed.value or not library.GetFileSecurityW(
        path, _SECURITY, buffer, needed, ctypes.byref(needed)
    ):
        raise OSError(0, "its permissions can't be read", path)
    return buffer.raw


def _macos_acl(path: str) -> str:
    """The access control list as the system writes it, empty if there is none."""
    library = ctypes.CDLL(None, use_errno=True)
    library.acl_get_link_np.restype = library.acl_to_text.restype = ctypes.c_void_p
    acl = library.acl_get_link_np(os.fsencode(path), _ACL_TYPE_EXTENDED)
    if not acl:
        return ""
    try:
        text = library.acl_to_text(ctypes.c_void_p(acl), None)
        if not text:
            raise OSError(ctypes.get_errno(), "its access control list can't be read", path)
        try:
            return os.fsdecode(ctypes.string_at(text))
        finally:
            library.acl_free(ctypes.c_void_p(text))
    finally:
        library.acl_free(ctypes.c_void_p(acl))


def _macos_attributes(path: str) -> Iterator[tuple[str, bytes]]:
    library = ctypes.CDLL(None, use_errno=True)
    library.listxattr.restype = library.getxattr.restype = ctypes.c_ssize_t
    name = os.fsencode(path)
    size = library.listxattr(name, None, ctypes.c_size_t(0), _XATTR_NOFOLLOW)
    names = ctypes.create_string_buffer(max(size, 0))
    size = library.listxattr(name, names, ctypes.c_size_t(max(size, 0)), _XATTR_NOFOLLOW)
    if size < 0:
        raise OSError(ctypes.get_errno(), "its attributes can't be read", path)
    for key in names.raw[:size].split(b"\0"):
        if key:
            room = library.getxattr(name, key, None, ctypes.c_size_t(0), 0, _XATTR_NOFOLLOW)
            value = ctypes.create_string_buffer(max(room, 0))
            library.getxattr(name, key, value, ctypes.c_size_t(max(room, 0)), 0, _XATTR_NOFOLLOW)
            yield os.fsdecode(key), value.raw
