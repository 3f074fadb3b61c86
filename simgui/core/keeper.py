"""Which photo of a group to keep, and what told it from the runner-up.

The order of the criteria is the person's to change, but for what comes before all: what they chose
by hand, protected folders, and a photo as the camera took it over the same photo blown up.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from simgui.core import formats
from simgui.core.formats import Kind
from simgui.core.inventory import is_inside
from simgui.core.types import (
    Alignment,
    Change,
    ContentId,
    KeepReason,
    Pair,
    Photo,
    PhotoId,
    Role,
    pair_key,
)


class Criterion(Enum):
    """What a photo can be preferred for."""

    RESOLUTION = "resolution"
    FORMAT = "format"
    QUALITY = "quality"
    METADATA = "metadata"
    OLDEST = "oldest"
    FOLDER = "folder"
    SIZE = "size"
    NAME = "name"


DEFAULT_CRITERIA = tuple(Criterion)

_SAME_RESOLUTION = 0.02
"""Pixel counts nearer than this are one resolution: a border cut by two pixels is no argument."""

_SAME_QUALITY = 3
"""Estimates of JPEG quality nearer than this say nothing."""

_LOSSLESS = frozenset({"png", "tiff", "bmp", "psd", "ppm", "tga"})

# What a camera writes; a photo without these that is larger than one with them was enlarged, or is
# a picture of a picture (a screenshot, a frame).
_MAX_HONEST_GAIN = 1.05

_FRAMED = 0.97
"""Share of a framed photo that is the picture, at most."""

_MOST = 0.85
"""Share of another photo that one must show to stand for it."""

_ADDED = frozenset({Change.FRAMED, Change.WRITTEN_ON})


@dataclass(frozen=True, slots=True)
class KeepRules:
    """How a person wants keepers chosen.

    Attributes:
        criteria: In order; those left out are asked last, in their usual order.
        folders: Folders in order of preference, for Criterion.FOLDER; any other comes after them.
        chosen: Photos picked by hand.
    """

    criteria: tuple[Criterion, ...] = DEFAULT_CRITERIA
    folders: tuple[str, ...] = ()
    chosen: frozenset[PhotoId] = frozenset()


DEFAULT_RULES = KeepRules()


@dataclass(frozen=True, slots=True)
class Choice:
    """The photo to keep and why.

    Attributes:
        value: The keeper's figure for the reason, such as its JPEG quality, else 0.0.
        other: The runner-up's.
    """

    photo: Photo
    reason: KeepReason
    value: float = 0.0
    other: float = 0.0


_REASONS = {criterion: KeepReason(criterion.value) for criterion in Criterion}


def choose(
    photos: Sequence[Photo],
    rules: KeepRules = DEFAULT_RULES,
    pairs: Mapping[tuple[ContentId, ContentId], Pair] | None = None,
    *,
    others: Sequence[Photo] = (),
) -> Choice:
    """Choose the keeper: each criterion in turn drops the photos that are clearly behind.

    Dropping, not sorting, because "as large within 2 %" is no order: the answer does not depend on
    how the photos are listed.

    Args:
        photos: At least one.
        rules: The person's.
        pairs: Evidence between contents (a < b), to tell a framed photo from a whole one.
        others: Further photos that the keeper is to stand for.

    Returns:
        The photo that is left, with the criterion that dropped the last of the others.
    """
    left = sorted(photos, key=_name_key)
    order = (*rules.criteria, *(c for c in DEFAULT_CRITERIA if c not in rules.criteria))
    steps: list[tuple[KeepReason, list[Photo]]] = []

    def narrow(reason: KeepReason, kept: list[Photo]) -> None:
        nonlocal left
        if kept and len(kept) < len(left):
            steps.append((reason, [photo for photo in left if photo not in kept]))
            left = kept

    narrow(KeepReason.CHOSEN, [photo for photo in left if photo.id in rules.chosen])
    narrow(KeepReason.PROTECTED, [photo for photo in left if photo.role is Role.PROTECTED])
    narrow(KeepReason.UNCROPPED, _whole(left, pairs or {}))
    narrow(KeepReason.UNFRAMED, _spared(_is_framed, left, left, pairs or {}))
    narrow(KeepReason.UNCROPPED, _spared(is_crop, left, [*left, *others], pairs or {}))
    for criterion in order:
        if len(left) == 1:
            break
        narrow(_REASONS[criterion], _best_by(criterion, left, rules))
    if not steps:
        return Choice(left[0], KeepReason.NAME)
    reason, dropped = steps[-1]
    return _with_figures(reason, left[0], dropped)


def _has_camera(photo: Photo) -> bool:
    metadata = photo.content.metadata
    return bool(metadata.camera and metadata.taken_ms is not None)


def _whole(
    photos: Sequence[Photo], pairs: Mapping[tuple[ContentId, ContentId], Pair]
) -> list[Photo]:
    """The photos that are not merely a larger version of one the camera took.

    Only a camera's data can tell which came first. With it, a photo is not beaten by one that is
    larger because something was put around or written on it, or because it was enlarged.
    """
    originals = [photo for photo in photos if _has_camera(photo)]
    return [
        photo
        for photo in photos
        if _has_camera(photo)
        or not any(_is_inflated(photo, original, pairs) for original in originals)
    ]


def _spared(
    is_beaten: Callable[[Photo, Photo, Mapping[tuple[ContentId, ContentId], Pair]], bool],
    photos: Sequence[Photo],
    others: Sequence[Photo],
    pairs: Mapping[tuple[ContentId, ContentId], Pair],
) -> list[Photo]:
    """The photos that are beaten by none of the others."""
    return [p for p in photos if not any(is_beaten(p, other, pairs) for other in others)]


def _is_framed(
    photo: Photo, other: Photo, pairs: Mapping[tuple[ContentId, ContentId], Pair]
) -> bool:
    """Whether a photo is the other one with a border, bars or a screen around it, and no finer."""
    pair = _between(photo, other, pairs)
    if pair is None or pair.alignment is None or Change.FRAMED not in pair.changes:
        return False
    a, b, _, d, e, _ = pair.alignment.matrix  # from the lower id's picture to the higher one's
    area = abs(a * e - b * d)
    if photo.content.id == pair.a:
        area = 1 / area if area else 0.0
    finer = photo.pixels * area > other.pixels * _MAX_HONEST_GAIN
    return 0 < area < _FRAMED and _shown(other, pair, pair.alignment) >= _MOST and not finer


def is_crop(photo: Photo, other: Photo, pairs: Mapping[tuple[ContentId, ContentId], Pair]) -> bool:
    """Whether a photo shows clearly less than another one, and has no more pixels to show for it.

    With more pixels it may be the better picture of the part it shows; that is left to the order of
    the criteria.
    """
    pair = _between(photo, other, pairs)
    if pair is None or pair.alignment is None or Change.FRAMED in pair.changes:
        return False
    if Change.CROPPED not in pair.changes:
        return False  # a sky that was taken for a border covers less, and nothing was cut off
    is_less = _shown(other, pair, pair.alignment) < _MOST
    return is_less and photo.pixels <= other.pixels * (1 + _SAME_RESOLUTION)


def _between(
    photo: Photo, other: Photo, pairs: Mapping[tuple[ContentId, ContentId], Pair]
) -> Pair | None:
    return pairs.get(pair_key(photo.content.id, other.content.id))


def _shown(photo: Photo, pair: Pair, alignment: Alignment) -> float:
    """Share of a photo that the other one of the pair shows."""
    return alignment.covered_a if photo.content.id == pair.a else alignment.covered_b


def _is_inflated(
    photo: Photo, original: Photo, pairs: Mapping[tuple[ContentId, ContentId], Pair]
) -> bool:
    pair = _between(photo, original, pairs)
    if pair is not None and _ADDED & set(pair.changes):
        return True
    gain = photo.pixels / max(1, original.pixels)
    # An honest larger version has about as many bytes for a pixel; an enlarged one has not.
    return gain > _MAX_HONEST_GAIN and photo.stat.size * 2 < original.stat.size * gain


def _best_by(criterion: Criterion, photos: list[Photo], rules: KeepRules) -> list[Photo]:
    match criterion:
        case Criterion.RESOLUTION:
            most = max(photo.pixels for photo in photos)
            return [p for p in photos if p.pixels >= most * (1 - _SAME_RESOLUTION)]
        case Criterion.QUALITY:
            known = [p.content.quality for p in photos if p.content.quality is not None]
            if len(known) < len(photos):
                return photos  # a lossless file has no such figure
            return [p for p in photos if (p.content.quality or 0) > max(known) - _SAME_QUALITY]
        case Criterion.FORMAT:
            return _top(photos, _format_rank)
        case Criterion.METADATA:
            return _top(photos, lambda p: p.content.metadata.tag_count)
        case Criterion.OLDEST:
            return _top(photos, lambda p: -p.stat.mtime_ns)
        case Criterion.FOLDER:
            return _top(photos, lambda p: -_folder_rank(p, rules))
        case Criterion.SIZE:
            return _top(photos, lambda p: p.stat.size)
        case Criterion.NAME:
            return [min(photos, key=_name_key)]


def _top(photos: list[Photo], rank: Callable[[Photo], int]) -> list[Photo]:
    best = max(rank(photo) for photo in photos)
    return [photo for photo in photos if rank(photo) == best]


def _format_rank(photo: Photo) -> int:
    """A RAW counts most, beside the picture or alone; a lossless file only if a camera wrote it.

    A PNG made from a JPEG is no better than the JPEG, and without the camera's data.
    """
    has_raw = any(formats.kind(file.path) is Kind.RAW for file in photo.companions)
    if photo.content.format == "raw" or has_raw:
        return 2
    return int(photo.content.format in _LOSSLESS and _has_camera(photo))


def _folder_rank(photo: Photo, rules: KeepRules) -> int:
    for rank, folder in enumerate(rules.folders):
        if is_inside(photo.path, folder):
            return rank
    return len(rules.folders)


def _name_key(photo: Photo) -> tuple[int, str]:
    """Short names first: "IMG_1.jpg" before "IMG_1 (copy).jpg"."""
    return len(os.path.basename(photo.path)), photo.path


def _with_figures(reason: KeepReason, best: Photo, dropped: Sequence[Photo]) -> Choice:
    match reason:
        case KeepReason.RESOLUTION:
            return Choice(best, reason, best.pixels / max(1, *(p.pixels for p in dropped)), 1.0)
        case KeepReason.QUALITY:
            other = max(p.content.quality or 0 for p in dropped)
            return Choice(best, reason, float(best.content.quality or 0), float(other))
        case KeepReason.METADATA:
            fields = max(p.content.metadata.tag_count for p in dropped)
            return Choice(best, reason, float(best.content.metadata.tag_count), float(fields))
        case _:
            return Choice(best, reason)
