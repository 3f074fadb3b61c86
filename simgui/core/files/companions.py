"""Puts the files of one photo together: RAW beside JPEG, side-cars, the video of a Live Photo."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence

from simgui.core.files import formats
from simgui.core.files.formats import Kind
from simgui.core.types import FileStat, PhotoFiles

MAX_LIVE_VIDEO_BYTES = 64 << 20
"""A Live Photo's video lasts 3 s and takes 2-10 MB; a larger film of the same name is a film."""


def gather(files: Iterable[FileStat]) -> list[PhotoFiles]:
    """Make units of the files of a walk.

    Files belong together if they lie in one folder and are named alike but for the suffix (case
    does not matter, but an exact match wins): a RAW goes with its JPEG or HEIC, which is then the
    picture; a video up to MAX_LIVE_VIDEO_BYTES goes with its HEIC or JPEG; XMP, AAE and THM go with
    their photo, or, named `a.jpg.xmp`, with that very file. IMG_E1234 is a photo of its own, and
    IMG_O1234.AAE belongs to IMG_1234. Two pictures of one name are two photos, and what could
    belong to more than one photo goes with none: it stays where it is whatever happens to them.

    Args:
        files: Of one or several folders, in any order; those with an unknown suffix are pictures.

    Returns:
        The units by the path of their primary file. Side-cars and videos without a photo are left
        out.
    """
    folders: dict[str, list[FileStat]] = defaultdict(list)
    for file in files:
        folders[os.path.dirname(file.path)].append(file)
    units = [unit for members in folders.values() for unit in _gather_folder(members)]
    return sorted(units, key=lambda unit: unit.primary.path)


def _gather_folder(files: Sequence[FileStat]) -> list[PhotoFiles]:
    """Make the units of one folder."""
    kinds = {file.path: formats.kind(file.path) for file in files}
    pictures = [f for f in files if kinds[f.path] in (Kind.PICTURE, Kind.UNKNOWN)]
    raws = [f for f in files if kinds[f.path] is Kind.RAW]
    rest = [f for f in files if kinds[f.path] in (Kind.SIDECAR, Kind.VIDEO)]
    if not raws and len(pictures) == len(files):
        return [PhotoFiles(file) for file in pictures]  # most folders, at a tenth of the time
    companions: dict[str, list[FileStat]] = {file.path: [] for file in pictures}

    cameras = _by_stem(f for f in pictures if formats.suffix(f.path) in formats.CAMERA_SUFFIXES)
    raw_home: dict[str, str] = {}
    for raw in raws:
        owner = _only(cameras, _stem(raw.path))
        if owner is None:
            companions[raw.path] = []
        else:
            companions[owner.path].append(raw)
        raw_home[raw.path] = raw.path if owner is None else owner.path

    everything = {f.path: f for f in (*pictures, *raws)}
    by_name = _by_name(everything.values())
    by_stem = _by_stem(everything.values())
    for file in rest:
        owner = _owner(file, cameras, by_name, by_stem, raw_home)
        if owner is not None:
            companions[raw_home.get(owner.path, owner.path)].append(file)
    return [
        PhotoFiles(everything[path], tuple(sorted(members, key=lambda f: f.path)))
        for path, members in companions.items()
    ]


def _owner(
    file: FileStat,
    cameras: dict[str, list[FileStat]],
    by_name: dict[str, list[FileStat]],
    by_stem: dict[str, list[FileStat]],
    raw_home: dict[str, str],
) -> FileStat | None:
    """The photo that a side-car or a video belongs to, None if there is none or more than one."""
    stem = _stem(file.path)
    suffix = formats.suffix(file.path)
    if suffix in formats.VIDEO_SUFFIXES:
        return _only(cameras, stem) if file.size <= MAX_LIVE_VIDEO_BYTES else None
    named = _only(by_name, stem)
    if named is not None:
        return named  # a.jpg.xmp
    if suffix == ".aae" and stem[:5].upper() == "IMG_O":
        stem = stem[:4] + stem[5:]
    owners = _best(by_stem, stem)
    raws = [owner for owner in owners if owner.path in raw_home]
    # Programs write a.xmp for the RAW: into a JPEG or TIFF they write the metadata itself.
    homes = {raw_home[raw.path]: raw for raw in raws} or {owner.path: owner for owner in owners}
    return next(iter(homes.values())) if len(homes) == 1 else None


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def _by_stem(files: Iterable[FileStat]) -> dict[str, list[FileStat]]:
    return _bucket((_stem(file.path), file) for file in files)


def _by_name(files: Iterable[FileStat]) -> dict[str, list[FileStat]]:
    return _bucket((os.path.basename(file.path), file) for file in files)


def _bucket(named: Iterable[tuple[str, FileStat]]) -> dict[str, list[FileStat]]:
    """Files under their name without regard to case."""
    buckets: dict[str, list[FileStat]] = defaultdict(list)
    for name, file in named:
        buckets[name.casefold()].append(file)
    return buckets


def _best(buckets: dict[str, list[FileStat]], name: str) -> list[FileStat]:
    """The files of a name: those that match it exactly, or all that match but for case."""
    found = buckets.get(name.casefold(), [])
    exact = [f for f in found if os.path.basename(f.path).startswith(name)]
    return exact or found


def _only(buckets: dict[str, list[FileStat]], name: str) -> FileStat | None:
    found = _best(buckets, name)
    return found[0] if len(found) == 1 else None
