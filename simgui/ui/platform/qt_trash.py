r"""The trash of Windows and macOS through Qt; on Linux core has its own, without any toolkit.

Qt's answer is not believed: `QFile.moveToTrash` can say yes while the original is still there, so
the engine looks for itself after every move.

In the recycle bin of Windows a file lies as `$Recycle.Bin\SID\$RX1Y2Z3.jpg`, and beside it a note
`$IX1Y2Z3.jpg` says where it was. Who takes the file out by hand has to take the note out as well,
or the bin goes on listing a file that it hasn't got.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QDir, QFile, QStandardPaths

from simgui.core.files import durable
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.mover import Kept, Laid, MoveError, Mover, Way, bring_back, move
from simgui.core.types import FileStat

_PATH_AT = {1: 24, 2: 28}  # bytes from a note's start, by its format
_MAX_NOTE = 28 + 2 * (1 << 15)  # bytes: Windows has no longer paths


def trash_mover() -> Mover:
    """What moves files to this system's trash."""
    if sys.platform in ("win32", "darwin"):
        return QtTrash()
    from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash

    return FreedesktopTrash()


def _send(path: str) -> tuple[bool, str]:
    file = QFile(path)
    return file.moveToTrash(), file.fileName()


class QtTrash:
    """Moves files to the trash through Qt; never falls back to deleting.

    Args:
        send: Moves a file to the trash; says whether it did, and where the file is now if the
            system tells.
    """

    action = Action.TRASH

    def __init__(self, send: Callable[[str], tuple[bool, str]] = _send) -> None:
        self._send = send

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
        is_gone, place = self._send(path)
        if not is_gone or os.path.lexists(path):
            raise MoveError(
                "{path} can't be moved to the trash",
                path=path,
                remedy="Its drive may have no trash. Move it to a folder instead.",
            )
        place = os.path.normpath(place) if place else path  # Qt writes C:/$Recycle.Bin
        return place if place != path and os.path.lexists(place) else None

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
        lost = bring_back(kept)
        self.tidy(kept)
        return lost

    def find(self, file: FileStat, content: bytes) -> str | None:
        """Where a file is that may have been moved just before a kill: not known here."""
        return None

    def tidy(self, kept: Kept) -> None:
        """Remove the recycle bin's note of a file that has left it."""
        note = _note_of(kept.place)
        if note is not None and not os.path.lexists(kept.place) and _tells_of(note, kept.file.path):
            durable.discard(note)

    def notes_folder(self, place: str) -> None:
        """The system looks after its own notes."""


def _note_of(place: str) -> str | None:
    """The path of the recycle bin's note on a file in it, None for any other place."""
    folder, name = os.path.split(place)
    bin_folder = os.path.basename(os.path.dirname(folder))
    if bin_folder.casefold() != "$recycle.bin" or not name.startswith("$R"):
        return None
    return os.path.join(folder, f"$I{name[2:]}")


def _tells_of(note: str, path: str) -> bool:
    """Whether a note is about the file that was at this path.

    Since Windows 10 a note is its format 2, the size and the time as numbers of 8 bytes each, the
    count of characters in 4 bytes, and the path in UTF-16 with a null; format 1 has no count.
    """
    try:
        with open(note, "rb") as file:
            data = file.read(_MAX_NOTE)
    except OSError:
        return False
    version = int.from_bytes(data[:8], "little")
    if version not in _PATH_AT:
        return False
    text = data[_PATH_AT[version] :].decode("utf-16-le", "replace").partition("\0")[0]
    return text.casefold() == path.casefold()
