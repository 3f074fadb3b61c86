"""Moves photos to a folder, below the folders they came from."""

from __future__ import annotations

import errno
import os

from simgui.core.errors import fill, marked
from simgui.core.files import durable
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.mover import (
    Kept,
    Laid,
    PlaceRefused,
    Way,
    best_match,
    bring_back,
    drop_name,
    explain,
    move,
    take_name,
)
from simgui.core.types import FileStat

_NO_FOLDER = marked("there is no folder {path}")


class FolderMover:
    """Moves files to a folder that exists, below the folders they came from.

    `/photos/2019/a.jpg` becomes `TARGET/photos/2019/a.jpg`, or, if a file of that stem is there
    already, `a (2).jpg`, with the same number for all files of a photo.

    Attributes:
        target: The folder.
    """

    action = Action.FOLDER

    def __init__(self, target: str) -> None:
        self.target = os.path.abspath(target)
        self._stems: dict[tuple[str, str], str] = {}  # (folder, stem before) -> stem in the target
        self._given: dict[str, set[str]] = {}  # folder in the target -> stems given, casefolded

    def _folder_for(self, path: str) -> str:
        drive, below = os.path.splitdrive(os.path.dirname(path))
        return os.path.join(
            self.target, drive.strip(":\\/").replace("\\", "_"), below.lstrip("\\/")
        )

    def _free_stem(self, folder: str, path: str, stem: str) -> str:
        key = (os.path.dirname(path), stem)
        chosen = self._stems.get(key)
        if chosen is not None:
            return chosen
        try:
            taken = {name.split(".", 1)[0].casefold() for name in os.listdir(folder)}
        except OSError:
            taken = set()
        given = self._given.setdefault(folder, set())
        chosen, number = stem, 1
        while chosen.casefold() in taken or chosen.casefold() in given:
            number += 1
            chosen = f"{stem} ({number})"
        given.add(chosen.casefold())
        self._stems[key] = chosen
        return chosen

    def choose(self, path: str) -> str:
        """Choose the new path of a file."""
        folder, name = self._folder_for(path), os.path.basename(path)
        stem = name.split(".", 1)[0]
        return os.path.join(folder, self._free_stem(folder, path, stem) + name[len(stem) :])

    def lay(self, path: str, place: str | None) -> Laid:
        """Link or copy a file to its new path."""
        place = place or self.choose(path)
        folder = os.path.dirname(place)
        try:
            if not os.path.isdir(self.target):
                raise FileNotFoundError(errno.ENOENT, fill(_NO_FOLDER, {"path": self.target}))
            durable.make_folders(folder, os.stat(self.target).st_dev)
            try:
                way = Way.LINKED if durable.add_name(path, place) else Way.WAITING
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                # What the other disk can't hold of it, the journal has.
                durable.copy_file(path, place)
                way = Way.COPIED
        except FileExistsError as error:
            stem = os.path.basename(path).split(".", 1)[0]
            self._stems.pop((os.path.dirname(path), stem), None)
            raise PlaceRefused from error
        except OSError as error:
            raise explain(error, path, marked("moved")) from error
        return Laid(path, place, way, (folder,))

    def take(self, laid: Laid) -> str | None:
        """Remove the file's old name."""
        return take_name(laid, "moved")

    def drop(self, laid: Laid) -> None:
        """Remove the file's new name."""
        drop_name(laid)

    def move(self, path: str) -> str | None:
        """Move a single file to the folder; returns its new path."""
        return move(self, path)

    def restore(self, kept: Kept) -> tuple[str, ...]:
        """Bring a file back."""
        return bring_back(kept)

    def find(self, file: FileStat, content: bytes) -> str | None:
        """Look for the file under the names a move gives."""
        folder = self._folder_for(file.path)
        stem = os.path.basename(file.path).split(".", 1)[0]
        try:
            names = sorted(name for name in os.listdir(folder) if name.startswith(stem))
        except OSError:
            return None
        return best_match((os.path.join(folder, name) for name in names), file, content)

    def tidy(self, kept: Kept) -> None:
        """Nothing but the file itself is ever written."""

    def notes_folder(self, place: str) -> None:
        """There are no notes."""
