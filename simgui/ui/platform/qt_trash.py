"""The trash of Windows and macOS through Qt; on Linux core has its own, without any toolkit.

Qt's answer is not believed: `QFile.moveToTrash` can say yes while the original is still there, so
the engine looks for itself after every move.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QDir, QFile, QStandardPaths

from simgui.core.removal.journal import Action
from simgui.core.removal.movers import MoveError, Mover, bring_back
from simgui.core.types import FileStat
from simgui.ui.wording import translate


def trash_mover() -> Mover:
    """What moves files to this system's trash."""
    if sys.platform in ("win32", "darwin"):
        return QtTrash()
    from simgui.core.removal.freedesktop_trash import FreedesktopTrash

    return FreedesktopTrash()


class QtTrash:
    """Moves files to the trash through Qt; never falls back to deleting."""

    action = Action.TRASH

    def move(self, path: str) -> str | None:
        """Move one file to the trash.

        Returns:
            Where it is now, None if the system does not tell.

        Raises:
            MoveError: It can't be moved and is still in its place.
        """
        # Qt makes the trash's own folder but not its parents, and fails with a riddle.
        data = QStandardPaths.StandardLocation.GenericDataLocation
        QDir().mkpath(QStandardPaths.writableLocation(data))
        file = QFile(path)
        if not file.moveToTrash() or os.path.lexists(path):
            raise MoveError(
                translate("Trash", "{path} can't be moved to the trash").format(path=path),
                path=path,
                remedy=translate(
                    "Trash", "Its drive may have no trash; move it to a folder instead."
                ),
            )
        place = file.fileName()
        return place if place and place != path and os.path.lexists(place) else None

    def restore(self, place: str, path: str) -> None:
        """Bring a file back to where it was; never overwrites.

        Raises:
            MoveError: It can't be brought back, or something else is there now.
        """
        bring_back(place, path)

    def find(self, file: FileStat) -> str | None:
        """Where a file is that may have been moved just before a kill: not known here."""
        return None
