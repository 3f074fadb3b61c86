"""A path's role: that of the deepest watched folder that contains it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from simgui.core.catalog import Root
from simgui.core.files.mounts import place_on_device, read_mounts
from simgui.core.files.same_file import folder_identity, real_path
from simgui.core.types import Role


def role_by_folder(roots: Sequence[Root]) -> Callable[[str], Role]:
    """A function from an absolute path to its role; fast for many paths of few folders."""
    roles = {_as_folder(root.path): root.role for root in roots}
    seen: dict[str, Role] = {}

    def of_folder(folder: str) -> Role:
        found = seen.get(folder)
        if found is None:
            parent = os.path.dirname(folder)
            inherited = Role.NORMAL if parent == folder else of_folder(parent)
            found = seen[folder] = roles.get(folder, inherited)
        return found

    def of_path(path: str) -> Role:
        own = roles.get(path)
        if own is not None:
            return own
        # os.path.dirname takes longer than all the rest.
        known = seen.get(path.rpartition(os.sep)[0])
        return of_folder(os.path.dirname(path)) if known is None else known

    return of_path


def _as_folder(path: str) -> str:
    """A folder as `os.path.dirname` of what lies in it gives it: only the top ends in a separator.

    The top is a drive or a share on Windows.
    """
    drive, below = os.path.splitdrive(path)
    return drive + (below.rstrip(os.sep) or os.sep)


def strictest_role(roots: Sequence[Root]) -> Callable[[str], Role]:
    """Like `role_by_folder`, whatever name leads to a path.

    A photo is NORMAL only if it is so under the name that was given, under its real name, by the
    identity of each folder above it, and by its place on its disk. Each of these finds folders that
    the others miss: identity those spelled in other letters on a disk that ignores case, and those
    that are mounted twice; the place on the disk a mounted part of a protected folder.
    """
    by_name = role_by_folder(roots)
    # Of two roots that are one folder the one that forbids comes last, and counts.
    strict = sorted(roots, key=lambda root: root.role is not Role.NORMAL)
    by_real_name = role_by_folder([Root(real_path(r.path), r.role) for r in strict])
    by_identity = _role_by_identity(strict)
    by_place = _role_by_place(strict)

    def of_path(path: str) -> Role:
        real = os.path.join(real_path(os.path.dirname(path)), os.path.basename(path))
        found = (by_name(path), by_real_name(real), by_identity(real), by_place(real))
        return next((role for role in found if role is not Role.NORMAL), Role.NORMAL)

    return of_path


def lies_within(folder: str) -> Callable[[str], bool]:
    """A function that tells whether a path lies in a folder, by whatever name."""
    role_of = strictest_role([Root(folder, Role.EXCLUDED)])
    return lambda path: role_of(path) is Role.EXCLUDED


def _role_by_identity(roots: Sequence[Root]) -> Callable[[str], Role]:
    """The role of the first folder above a real path that is a root by device and inode."""
    known = {folder_identity(root.path): root.role for root in roots}
    known.pop(None, None)
    seen: dict[str, Role] = {}

    def of_path(path: str) -> Role:
        own = known.get(folder_identity(path))
        return of_folder(os.path.dirname(path)) if own is None else own

    def of_folder(folder: str) -> Role:
        found = seen.get(folder)
        if found is None:
            parent = os.path.dirname(folder)
            found = known.get(folder_identity(folder))
            if found is None:
                found = Role.NORMAL if parent == folder else of_folder(parent)
            seen[folder] = found
        return found

    return of_path


def _role_by_place(roots: Sequence[Root]) -> Callable[[str], Role]:
    """The role by the path on the disk itself, which is one through all mounts of that disk."""
    mounts = read_mounts()
    roles: dict[str, list[Root]] = {}
    for root in roots:
        place = place_on_device(real_path(root.path), mounts)
        if place is not None:
            roles.setdefault(place[0], []).append(Root(place[1], root.role))
    by_device = {device: role_by_folder(found) for device, found in roles.items()}

    def of_path(path: str) -> Role:
        place = place_on_device(path, mounts)
        role_of = by_device.get(place[0]) if place is not None else None
        return Role.NORMAL if place is None or role_of is None else role_of(place[1])

    return of_path
