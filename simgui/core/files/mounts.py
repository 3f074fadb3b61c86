"""Which mount a path is on (Linux): a bind mount shows one folder in two places."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

_MOUNTINFO = "/proc/self/mountinfo"  # proc_pid_mountinfo(5)
_ESCAPED = re.compile(rb"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of the mount table.

    Attributes:
        point: Where it is mounted.
        device: Major and minor number of its file system, such as "8:1".
        root: The folder of that file system that is seen there; not "/" for a bind mount of a
            folder.
    """

    point: str
    device: str
    root: str


def read_mounts(table: str = _MOUNTINFO) -> tuple[Mount, ...]:
    """The mounts of this process in their order, none where the system has no such table."""
    try:
        with open(table, "rb") as file:
            lines = file.read().splitlines()
    except OSError:
        return ()
    fields = [line.split(b" ") for line in lines]
    return tuple(
        Mount(_text(parts[4]), parts[2].decode("ascii", "replace"), _text(parts[3]))
        for parts in fields
        if len(parts) > 5
    )


def mount_of(path: str, mounts: Sequence[Mount]) -> Mount | None:
    """The mount that a real path lies on, None if the table does not tell.

    Of several mounts on one point the last one hides the others.
    """
    by_point = {mount.point: mount for mount in mounts}
    while path not in by_point:
        above = os.path.dirname(path)
        if above == path:
            return None
        path = above
    return by_point[path]


def place_on_device(path: str, mounts: Sequence[Mount]) -> tuple[str, str] | None:
    """The device of a real path and its path on that device: the same through every bind mount."""
    mount = mount_of(path, mounts)
    if mount is None:
        return None
    below = os.path.relpath(path, mount.point)
    return mount.device, os.path.normpath(os.path.join(mount.root, below))


def _text(field: bytes) -> str:
    return os.fsdecode(_ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), field))
