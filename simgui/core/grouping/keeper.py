"""Chooses the photo of a group to keep, and says which criterion decided.

The order of the criteria is the user's to change, but for what comes before all: what they chose
by hand, protected folders, and a photo as the camera took it over the same photo blown up.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simgui.core.files import formats
from simgui.core.files.changes import is_inside
from simgui.core.files.formats import Kind
from simgui.core.grouping import comparisons, origins
from simgui.core.grouping.comparisons import Ties
from simgui.core.grouping.criteria import DEFAULT_CRITERIA, DEFAULT_RULES, Criterion, KeepRules
from simgui.core.types import KeepReason, Photo, Role


@dataclass(frozen=True, slots=True)
class KeeperChoice:
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
    pairs: Ties | None = None,
    *,
    others: Sequence[Photo] = (),
) -> KeeperChoice:
    """Choose the photo to keep: each criterion in turn drops those that are clearly worse.

    Dropping, not sorting, because "as large within 2 %" is no order: the answer does not depend on
    how the photos are listed.

    Args:
        photos: At least one.
        rules: The user's.
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

    ties = pairs or {}
    narrow(KeepReason.CHOSEN, [photo for photo in left if photo.id in rules.chosen])
    narrow(KeepReason.PROTECTED, [photo for photo in left if photo.role is Role.PROTECTED])
    narrow(KeepReason.CURRENT, origins.newest_backups(left))
    ids = {photo.id for photo in left}
    everyone = [*left, *(photo for photo in others if photo.id not in ids)]
    for reason, is_beaten in _EVIDENCE:
        narrow(reason, _spared(is_beaten, left, left, ties))
    narrow(KeepReason.UNCROPPED, _spared(comparisons.is_crop, left, everyone, ties))
    narrow(KeepReason.UNCROPPED, _spared(comparisons.is_trimmed, left, left, ties))
    for criterion in order:
        if len(left) == 1:
            break
        narrow(_REASONS[criterion], _best_by(criterion, left, rules, everyone, ties))
    if not steps:
        return KeeperChoice(left[0], KeepReason.NONE)
    reason, dropped = steps[-1]
    return _with_figures(reason, left[0], dropped)


_EVIDENCE: tuple[tuple[KeepReason, Callable[[Photo, Photo, Ties], bool]], ...] = (
    (KeepReason.UNDAMAGED, comparisons.is_damaged_copy),
    (KeepReason.CAMERA, comparisons.is_inflated),
    (KeepReason.PARENT, comparisons.is_made_from),
    (KeepReason.CAMERA, comparisons.is_further_from_camera),
    (KeepReason.HOLDS_MORE, comparisons.holds_less),
    (KeepReason.UNFRAMED, comparisons.is_framed),
)
"""What tells a photo from what was made of it, the surest first: before the user's criteria."""


def _spared(
    is_beaten: Callable[[Photo, Photo, Ties], bool],
    photos: Sequence[Photo],
    others: Sequence[Photo],
    pairs: Ties,
) -> list[Photo]:
    """The photos that no other one beats."""
    return [p for p in photos if not any(is_beaten(p, other, pairs) for other in others)]


def _best_by(
    criterion: Criterion,
    photos: list[Photo],
    rules: KeepRules,
    everyone: Sequence[Photo],
    pairs: Ties,
) -> list[Photo]:
    match criterion:
        case Criterion.RESOLUTION:
            most = max(photo.pixels for photo in photos)
            return [p for p in photos if p.pixels >= most * (1 - comparisons.SAME_RESOLUTION)]
        case Criterion.QUALITY:
            if any(p.content.quality is None for p in photos):
                return photos  # a lossless file has no such figure
            return _spared(comparisons.is_more_compressed, photos, photos, pairs)
        case Criterion.UNEDITED:
            return comparisons.unedited(origins.unnamed_versions(photos), everyone, pairs)
        case Criterion.FORMAT:
            return _top(photos, _format_rank)
        case Criterion.METADATA:
            return _top(photos, lambda p: origins.facts_known(p.content.metadata))
        case Criterion.OLDEST:
            return origins.oldest(photos)
        case Criterion.FOLDER:
            return _top(photos, lambda p: -_folder_rank(p, rules))
        case Criterion.SIZE:
            return comparisons.best_versions(
                photos, pairs, lambda p, other: p.stat.size < other.stat.size
            )
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
    return int(photo.content.format in comparisons.LOSSLESS and origins.has_camera(photo))


def _folder_rank(photo: Photo, rules: KeepRules) -> int:
    for rank, folder in enumerate(rules.folders):
        if is_inside(photo.path, folder):
            return rank
    return len(rules.folders)


def _name_key(photo: Photo) -> tuple[int, str]:
    """Short names first: "IMG_1.jpg" before "IMG_1 (copy).jpg"."""
    return len(os.path.basename(photo.path)), photo.path


def _with_figures(reason: KeepReason, best: Photo, dropped: Sequence[Photo]) -> KeeperChoice:
    match reason:
        case KeepReason.RESOLUTION:
            return KeeperChoice(
                best, reason, best.pixels / max(1, *(p.pixels for p in dropped)), 1.0
            )
        case KeepReason.QUALITY:
            other = max(p.content.quality or 0 for p in dropped)
            return KeeperChoice(best, reason, float(best.content.quality or 0), float(other))
        case KeepReason.METADATA:
            known = [origins.facts_known(p.content.metadata) for p in (best, *dropped)]
            return KeeperChoice(best, reason, float(known[0]), float(max(known[1:])))
        case KeepReason.NAME:
            names = {os.path.basename(photo.path) for photo in (best, *dropped)}
            return KeeperChoice(best, reason if len(names) > 1 else KeepReason.NONE)
        case _:
            return KeeperChoice(best, reason)
