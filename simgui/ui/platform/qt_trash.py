"""The trash of Windows and macOS through Qt; on Linux core has its own, without any toolkit.

Qt's answer is not believed: `QFile.moveToTrash` can say yes while the original is still there, so
the engine looks for itself after every move.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QDir, QFile, QStandardPaths

from simgui.core.removal.journal import Action
from simgui.core.removal.movers.mover import Kept, Laid, MoveError, Mover, Way, bring_back, move
from simgui.core.types import FileStat


def trash_mover() -> Mover:
    """What moves files to this system's trash."""
    if sys.platform in ("win32", "darwin"):
        return QtTrash()
    from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash

    return FreedesktopTrash()


class QtTrash:
    """Moves files to the trash through Qt; never falls back to deleting."""

    action = Action.TRASH

    def choose(self, path: str) -> None:
        """Only the system knows where the file will be."""

    def lay(self, path: str, place: str | None) -> Laid:
        """Nothing happens yet: the system moves a file in one step."""
        return Laid(path, place, Way.WAITING)

    def take(self, laid: Laid) -> str | None:
        """Move one file to the trash.

        Returns:
            Where it is now, None if the system does not tell.

        Raises:
            MoveError: It can't be moved and is still in its place.
        """
        path = laid.path
        # Qt makes the trash's own folder but not its parents, and fails with a riddle.
        data = QStandardPaths.StandardLocation.GenericDataLocation
        QDir().mkpath(QStandardPaths.writableLocation(data))
        file = QFile(path)
        if not file.moveToTrash() or os.path.lexists(path):
            raise MoveError(
                "{path} can't be moved to the trash",
                path=path,
                remedy="Its drive may have no trash. Move it to a folder instead.",
            )
        place = file.fileName()
        return place if place and place != path and os.path.lexists(place) else None

    def drop(self, laid: Laid) -> None:
        """Nothing was laid."""

    def move(self, path: str) -> str | None:
        """Move a single file to the trash; see `take`."""
        return move(self, path)

    def restore(self, kept: Kept) -> tuple[str, ...]:
        """Bring a file back to where it was; never overwrites.

        Raises:
            MoveError: It can't be brought back, or something else is there now.
        """
        return bring_back(kept)

    def find(self, file: FileStat, content: bytes) -> str | None:
        """Where a file is that may have been moved just before a kill: not known here."""
        return None

    def tidy(self, kept: Kept) -> None:
        """The system looks after its own notes."""

    def notes_folder(self, place: str) -> None:
        """The system looks after its own notes."""
