"""Which role a path has: that of the deepest watched folder it lies in."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from simgui.core.catalog import Root
from simgui.core.types import Role


def role_by_folder(roots: Sequence[Root]) -> Callable[[str], Role]:
    """A function from an absolute path to its role; fast for many paths of few folders."""
    roles = {root.path.rstrip(os.sep) or os.sep: root.role for root in roots}
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


def strictest_role(roots: Sequence[Root]) -> Callable[[str], Role]:
    """Like `role_by_folder`, whatever links lead to a path.

    A photo is NORMAL only if it is so under the name it was given and under its real one.
    """
    by_name = role_by_folder(roots)
    real = [Root(os.path.realpath(root.path), root.role) for root in roots]
    # Of two roots that are one folder the one that forbids comes last, and counts.
    by_place = role_by_folder(sorted(real, key=lambda root: root.role is not Role.NORMAL))

    def of_path(path: str) -> Role:
        role = by_name(path)
        folder = os.path.realpath(os.path.dirname(path))
        return (
            by_place(os.path.join(folder, os.path.basename(path))) if role is Role.NORMAL else role
        )

    return of_path
