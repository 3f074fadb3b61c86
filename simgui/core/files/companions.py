"""Puts the files of one photo together: RAW beside JPEG, side-cars, the video of a Live Photo."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from simgui.core.files import formats
from simgui.core.files.companion_kinds import (
    TAKEOUT_NAME_LENGTH,
    Means,
    Target,
    companion_kind,
    takeout_original,
    whole_name,
)
from simgui.core.files.filesystem import file_stat
from simgui.core.files.formats import Kind
from simgui.core.types import FileStat, PhotoFiles

_CUT = TAKEOUT_NAME_LENGTH - 1
"""Characters by which names are looked up that Takeout may have cut off."""

_NUMBER = re.compile(r"\(\d+\)$")  # Takeout moves it behind the suffix


def gather(files: Iterable[FileStat]) -> list[PhotoFiles]:
    """Make units of the files of a walk.

    Files belong together if they lie in one folder and are named alike (case does not matter, but
    an exact match wins): a RAW goes with the JPEG or HEIC that differs from it in the suffix only,
    which is then the picture; other companions follow the naming rules of
    `companion_kinds.REGISTRY`. Any file that is named `a.jpg.something` belongs to `a.jpg`, and a
    companion may have companions itself. IMG_E1234 is a photo of its own. Two pictures of one name
    are two photos, and what could belong to more than one photo goes with none: it stays where it
    is whatever happens to them.

    Args:
        files: Of one or several folders, in any order; those with an unknown suffix are pictures.

    Returns:
        The units by the path of their primary file. Companions without a photo are left out.
    """
    folders: dict[str, list[FileStat]] = defaultdict(list)
    for file in files:
        folders[file.path.rpartition(os.sep)[0]].append(file)
    units = [unit for members in folders.values() for unit in _Folder(members).units()]
    return sorted(units, key=lambda unit: unit.primary.path)


def companions_now(path: str, gone: Iterable[FileStat] = ()) -> tuple[FileStat, ...]:
    """The files beside a photo that belong to it at this moment.

    Args:
        path: The photo's own file.
        gone: Files of this folder that were just taken away. They count as if they were still
            there: what a photo shared with them does not become its own meanwhile.

    Raises:
        OSError: The folder can't be listed.
    """
    folder, name = os.path.split(path)
    starts = _possible_starts(name)
    names = [n for n in os.listdir(folder) if _key(n).startswith(starts) and n[0] != "."]
    found = (file_stat(os.path.join(folder, n)) for n in names)
    there = {file.path: file for file in found if file is not None and file.size}
    taken = {file.path: file for file in gone}
    for unit in gather((taken | there).values()):
        if unit.primary.path == path:
            return tuple(file for file in unit.companions if file.path in there)
    return ()


def _possible_starts(name: str) -> tuple[str, ...]:
    """How the names of all files begin that can belong to a photo or share a companion with it."""
    original = takeout_original(name) or name
    stem = os.path.splitext(original)[0]
    stem = _key(_NUMBER.sub("", stem) or stem)[:_CUT]
    return stem, stem[:4] + "o" + stem[4:]  # Apple keeps the edits of IMG_1 in IMG_O1.AAE


class _Folder:
    """The files of one folder, and which photo each belongs to."""

    def __init__(self, files: Sequence[FileStat]) -> None:
        self._raws: list[FileStat] = []
        self._rest: list[FileStat] = []
        self._pictures: list[FileStat] = []
        for file in files:
            kind = formats.kind(file.path)
            if kind is Kind.PICTURE or kind is Kind.UNKNOWN:
                self._pictures.append(file)
            else:
                (self._raws if kind is Kind.RAW else self._rest).append(file)

    def units(self) -> list[PhotoFiles]:
        if not self._raws and not self._rest:
            return [
                PhotoFiles(file) for file in self._pictures
            ]  # most folders, at a tenth of the time
        photos = [*self._pictures, *self._raws]
        self._by_name = _bucket((os.path.basename(f.path), f) for f in photos)
        self._by_stem = _bucket((_stem(f.path), f) for f in photos)
        self._by_start: dict[str, list[FileStat]] | None = None
        cameras = [f for f in self._pictures if formats.suffix(f.path) in formats.CAMERA_SUFFIXES]
        self._cameras = _bucket((_stem(f.path), f) for f in cameras)
        self._home = {file.path: file for file in self._pictures}
        for raw in self._raws:
            self._home[raw.path] = _only(self._cameras, _stem(raw.path)) or raw
        # The shorter name first: IMG.MOV has its owner before IMG.MOV.json asks for it.
        for file in sorted(self._rest, key=lambda f: (len(f.path), f.path)):
            owner = self._owner(file)
            if owner is not None:
                self._home[file.path] = owner
                self._by_name[_key(os.path.basename(file.path))].append(file)
        members: dict[str, list[FileStat]] = {
            file.path: [] for file in photos if self._home[file.path] is file
        }
        for file in (*self._raws, *self._rest):
            home = self._home.get(file.path, file)
            if home is not file:
                members[home.path].append(file)
        primaries = {file.path: file for file in photos}
        return [
            PhotoFiles(primaries[path], tuple(sorted(found, key=lambda f: f.path)))
            for path, found in members.items()
        ]

    def _owner(self, file: FileStat) -> FileStat | None:
        """The photo a companion belongs to, None if there is none or more than one."""
        kind = companion_kind(formats.suffix(file.path))
        rules = (whole_name,) if kind is None else kind.rules
        if kind is not None and kind.max_bytes is not None and file.size > kind.max_bytes:
            return None
        of_camera_only = kind is not None and kind.of_camera_only
        for rule in rules:
            named = {
                found.path: found
                for target in rule(_stem(file.path))
                for found in self._named(target, of_camera_only)
            }
            if named:
                return self._common_home(list(named.values()))
        return None

    def _named(self, target: Target, of_camera_only: bool) -> list[FileStat]:
        """The photos, and companions with an owner, that a target names."""
        if target.means is Means.WHOLE:
            return _best(self._by_name, target.name)
        if target.means is Means.STEM:
            return _best(self._cameras if of_camera_only else self._by_stem, target.name)
        if self._by_start is None:
            photos = [*self._pictures, *self._raws]
            self._by_start = _bucket((os.path.basename(f.path)[:_CUT], f) for f in photos)
        return [
            file
            for file in self._by_start.get(_key(target.name[:_CUT]), [])
            if os.path.basename(file.path).startswith(target.name)
            and _stem(file.path).endswith(target.number)
        ]

    def _common_home(self, named: Sequence[FileStat]) -> FileStat | None:
        """The one photo that all of these belong to.

        Programs write a.xmp for the RAW: into a JPEG or TIFF they write the metadata itself.
        """
        raws = [file for file in named if formats.kind(file.path) is Kind.RAW]
        homes = {self._home[file.path].path: self._home[file.path] for file in raws or named}
        return next(iter(homes.values())) if len(homes) == 1 else None


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def _key(name: str) -> str:
    """A name without regard to case, or to how macOS composes its accents."""
    return unicodedata.normalize("NFC", name).casefold()


def _bucket(named: Iterable[tuple[str, FileStat]]) -> dict[str, list[FileStat]]:
    """Files under their name without regard to case."""
    buckets: dict[str, list[FileStat]] = defaultdict(list)
    for name, file in named:
        buckets[_key(name)].append(file)
    return buckets


def _best(buckets: dict[str, list[FileStat]], name: str) -> list[FileStat]:
    """The files of a name: those that match it exactly, or all that match but for case."""
    found = buckets.get(_key(name), [])
    exact = [f for f in found if os.path.basename(f.path).startswith(name)]
    return exact or found


def _only(buckets: dict[str, list[FileStat]], name: str) -> FileStat | None:
    found = _best(buckets, name)
    return found[0] if len(found) == 1 else None
