"""Recognises one folder under two names, even where device and inode numbers differ.

A mount that makes up its own numbers (FUSE, a network share, a union of disks) shows a folder as if
it were another one, and caches what it once showed. What such a mount can't have cached is a name
that never was: an empty folder of a fresh name is made in one folder and looked for in the others.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Collection
from contextlib import suppress

from simgui.core.files.same_file import is_same_folder

_PREFIX, _SUFFIX = ".simgui-", ".probe"


class Aliases:
    """Looks for other names of folders; caches the answers for one action."""

    def __init__(self) -> None:
        self._others: dict[str, set[str]] = {}  # folder -> folders that are not it

    def find(self, folder: str, candidates: Collection[str]) -> str | None:
        """The first candidate that is this very folder under another name, None if none is.

        None is no proof: the folder may be read-only, or the mount a union that puts a new folder
        on another of its disks. The code that moves a file checks again afterwards.

        Args:
            folder: Where the empty folder is made, and removed at once.
            candidates: Folders where nothing is written. One that is the same by device and inode
                is no other name of it: two names in one folder are two files.
        """
        others = self._others.setdefault(folder, set())
        new = [path for path in candidates if path not in others]
        others.update(path for path in new if is_same_folder(path, folder))
        new = [path for path in new if path not in others]
        if not new:
            return None
        name = f"{_PREFIX}{uuid.uuid4().hex}{_SUFFIX}"
        probe = os.path.join(folder, name)
        try:
            os.mkdir(probe)
        except OSError:
            return None
        try:
            for path in new:
                if os.path.lexists(os.path.join(path, name)):
                    return path
                others.add(path)
        finally:
            with suppress(OSError):
                os.rmdir(probe)
        return None


def clear_probes(folder: str) -> None:
    """Remove what a kill has left of a look for other names; only ever empty folders."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(_PREFIX) and name.endswith(_SUFFIX):
                with suppress(OSError):
                    os.rmdir(os.path.join(folder, name))
