"""Judges a pair of photos: by pixels first, then capture times, then the network."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from simgui.core.imaging.pyramid import Picture
from simgui.core.matching import align, close_look, copy_score, overlay
from simgui.core.matching.align import Features, Finding
from simgui.core.matching.close_look import CloseLook
from simgui.core.matching.doubts import Doubt, doubt_of, is_flat, is_of_one_shot
from simgui.core.network.model import Calibration, ModelInfo, Thresholds
from simgui.core.types import Change, Content, ContentId, Metadata, Pair, Tier

_COPY = 0.5  # probability from which the network alone takes a pair for copies
# Correlations and share of blocks of two photos without points; chosen by hand.
_SOFT_TONED, _SOFT_KEPT, _SOFT_ALIKE = 0.97, 0.98, 0.85
_SOFT_MOVED, _SOFT_COVERED = 0.02, 0.85  # shares of the blocks and of the area; chosen by hand
_NOTHING = copy_score.Verdict(False, 0.0, False, False, False)
_ONE_SHUTTER = 0.98  # probability of a copy where both name one shutter release
_ONE_NOISE = 0.9  # probability of a copy where the noise is that of one shot
_STILL = 0.2
"""Share of the picture that may have shifted under an overlay; frames of a burst had 0.27, and text
over most of a photo, around which sharp edges seem to shift, up to 0.16."""
_STRAIGHT = 0.99
"""Probability of a copy from which it is not asked whether one picture is bent."""

_UNVERIFIED = 0.02
"""Probability of a copy where there was texture to align and nothing aligned."""

_ONE_QUALITY = 1.15
"""Size of one frame by that of another of the same scene, at most."""

_SECOND_MS = 1_000  # resolution of EXIF times without fractions
_SUBSECOND_MS = 20  # below a camera's shortest time between two shots
_MOMENT_MS = 10_000  # within which shots are of one moment
_HOUR_MS = 3_600_000  # milliseconds


Enlarge = Callable[[int], tuple[Picture | None, Picture | None]]
"""Decodes both photos of a pair again, long side so many pixels; None for what can't be read."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate that is not judged yet."""

    a: ContentId
    b: ContentId
    cosine: float
    score: float


_LAID_ALIKE = frozenset({Change.RECOLOURED, Change.WRITTEN_ON})
"""Changes that leave every point of a picture where it was."""


class _Shutter(Enum):
    """What the capture times and ids of two photos say about their shutter releases."""

    UNKNOWN = 0
    ONE = 1  # the same release
    TWO = 2  # two releases of one camera
    TWO_SOON = 3  # two releases within seconds


def judge(
    pair: Candidate,
    contents: tuple[Content, Content],
    prepared: tuple[Features | None, Features | None],
    info: ModelInfo,
    pictures: Enlarge | None = None,
) -> Pair | None:
    """Judge one pair; None if it means nothing.

    Args:
        pair: The candidate.
        contents: Of its photos.
        prepared: What they are aligned by; None if there is no thumbnail.
        info: The network that nominated.
        pictures: Decodes both photos again for a closer look.
    """
    first, second = prepared
    guess = _network_probability(pair.score, info.calibration)
    shutter = _shutter(contents[0].metadata, contents[1].metadata)
    if first is None or second is None:
        return _unproven(pair, guess / 2, shutter, info.thresholds)
    finding, verdict = _laid(first, second)
    is_copy, may_be_copy, probability = verdict.is_copy, verdict.may_be_copy, verdict.probability
    if not verdict.is_textured:
        probability = min(probability, guess)
        is_copy, may_be_copy = is_copy and guess > _COPY, may_be_copy and guess > _COPY
    may_be_soft = not is_copy and not verdict.is_same_place
    if may_be_soft and pair.score >= info.thresholds.edited:
        soft = align.align_whole(first, second)
        if soft and _is_soft_copy(soft):
            finding, is_copy, probability = soft, True, guess
    if shutter is _Shutter.ONE and (is_copy or may_be_copy):
        is_copy, probability = True, max(probability, _ONE_SHUTTER)
    if shutter in (_Shutter.TWO, _Shutter.TWO_SOON):
        is_copy, probability = False, min(probability, _UNVERIFIED)
    may_be_copy = may_be_copy and not is_copy and shutter is _Shutter.UNKNOWN
    if may_be_copy and finding is not None and _is_seen_to_be_one(first, second, finding, pictures):
        is_copy, probability = True, max(probability, _ONE_NOISE)
    doubt = None
    seen: tuple[Change, ...] = ()
    if is_copy and finding is not None:
        seen = copy_score.changes(first, second, finding)
        if shutter is not _Shutter.ONE:
            are_twins = _are_twins(*contents) and _LAID_ALIKE.issuperset(seen)
            doubt = _doubt(first, second, finding, pictures, are_twins=are_twins)
        if doubt is not None:
            is_copy, probability = False, min(probability, _UNVERIFIED)
    if finding is None or not is_copy:
        probability = max(probability, _UNVERIFIED * guess)
        return _unproven(
            pair,
            probability,
            shutter,
            info.thresholds,
            is_same_place=doubt is not Doubt.PAGE and (doubt is not None or verdict.is_same_place),
        )
    return _copies(pair, contents, (first, second), finding, seen, probability)


def _laid(first: Features, second: Features) -> tuple[Finding | None, copy_score.Verdict]:
    """How two photos lie on each other.

    One of them is straightened, or what lies over it left out, if that makes them copies.
    """
    finding = align.align(first, second)
    if finding is None:
        return None, _NOTHING
    verdict = copy_score.weigh(finding)
    if verdict.probability < _STRAIGHT:
        bent = align.unbent(first, second, finding)
        weighed = None if bent is None else copy_score.weigh(bent)
        if bent is not None and weighed is not None and weighed.is_copy:
            return bent, weighed
        # What lies over a picture hides it; it does not shift what is around it.
        is_still = finding.pixels.moved <= _STILL
        bare = align.uncovered(first, second, finding) if is_still and not verdict.is_copy else None
        weighed = None if bare is None else copy_score.weigh(bare)
        if bare is not None and weighed is not None and weighed.is_copy:
            return replace(finding, to_a=bare.to_a), weighed
    return finding, verdict


def _doubt(
    first: Features,
    second: Features,
    finding: Finding,
    pictures: Enlarge | None,
    *,
    are_twins: bool,
) -> Doubt | None:
    """What a closer look at two likely copies says against it."""
    thumbnails = (first.picture, second.picture)

    def doubt_at(
        side_px: int, raster_px: int, *, may_be_twins: bool, is_whole: bool = False
    ) -> tuple[Doubt | None, CloseLook | None]:
        large_a, large_b = pictures(side_px) if pictures is not None else (None, None)
        if large_a is None or large_b is None:
            large_a, large_b = thumbnails
        if is_whole:
            large_a, large_b = (replace(p, content=p.whole) for p in (large_a, large_b))
        large_b = finding.laid(large_b)
        to_a = close_look.enlarged(finding.to_a, thumbnails, (large_a, large_b))
        found = doubt = None
        # What agrees as it is would agree the better once the map is refined.
        for is_refined in (False, True):
            found = close_look.look(large_a, large_b, to_a, raster_px, is_refined=is_refined)
            doubt = None if found is None else doubt_of(found, are_twins=may_be_twins)
            if doubt is None:
                return None, found
        if doubt is Doubt.CONTENT:
            bare = close_look.look(
                large_a, large_b, to_a, raster_px, is_refined=False, hidden=overlay.under_bar
            )
            if bare is not None:
                doubt = doubt_of(bare, are_twins=may_be_twins, is_bare=True)
        return doubt, found

    doubt, found = doubt_at(close_look.PICTURE_PX, close_look.RASTER_PX, may_be_twins=are_twins)
    if doubt is None and found is not None and is_flat(found):
        # Print is small, and the bars and margins of a page or a program hold words too.
        doubt, _ = doubt_at(
            close_look.PAGE_PX, close_look.PAGE_RASTER_PX, may_be_twins=False, is_whole=True
        )
    return doubt


def _is_seen_to_be_one(
    first: Features, second: Features, finding: Finding, pictures: Enlarge | None
) -> bool:
    """Whether a closer look at a doubtful pair shows the noise of one shot in both."""
    large_a, large_b = pictures(close_look.PICTURE_PX) if pictures is not None else (None, None)
    if large_a is None or large_b is None:
        return False
    to_a = close_look.enlarged(finding.to_a, (first.picture, second.picture), (large_a, large_b))
    found = close_look.look(large_a, finding.laid(large_b), to_a)
    return found is not None and is_of_one_shot(found)


def _copies(
    pair: Candidate,
    contents: tuple[Content, Content],
    prepared: tuple[Features, Features],
    finding: Finding,
    seen: tuple[Change, ...],
    probability: float,
) -> Pair:
    """A pair of copies: SAME if nothing but size and encoding was changed, else EDITED."""
    first, second = prepared
    is_same = copy_score.is_plain(finding, seen)
    if contents[0].holdings.has_alpha != contents[1].holdings.has_alpha:
        is_same = False  # a cut-out and its picture on white look alike on white only
    if _size(contents[0]) == _size(contents[1]) and copy_score.is_one_sharper(first, second):
        is_same = False
    fits = copy_score.alignment(first, second, finding)
    return Pair(
        pair.a,
        pair.b,
        Tier.SAME if is_same else Tier.EDITED,
        pair.cosine,
        pair.score,
        probability,
        fits,
        seen + copy_score.file_changes(*contents, fits),
    )


def _are_twins(a: Content, b: Content) -> bool:
    """Whether both files are of one kind, as frames of one camera are; its firmware, too."""
    kinds = [(c.format, c.width, c.height, c.quality, c.metadata.software) for c in (a, b)]
    if kinds[0] != kinds[1]:
        return False
    # WebP, HEIC and AVIF do not say their quality, but another one takes another size.
    return a.quality is not None or max(a.size, b.size) <= _ONE_QUALITY * min(a.size, b.size)


def _size(content: Content) -> tuple[int, int]:
    return content.width, content.height


def _unproven(
    pair: Candidate,
    probability: float,
    shutter: _Shutter,
    thresholds: Thresholds,
    *,
    is_same_place: bool = False,
) -> Pair | None:
    """A pair that is no copy as far as can be told: of one moment, alike, or nothing."""
    is_alike = pair.score >= thresholds.similar
    if shutter is _Shutter.TWO_SOON:
        is_moment = is_same_place or is_alike
    else:
        is_moment = is_same_place and shutter is not _Shutter.TWO
    if not (is_moment or is_alike):
        return None
    tier = Tier.MOMENT if is_moment else Tier.SIMILAR
    return Pair(pair.a, pair.b, tier, pair.cosine, pair.score, probability)


def _is_soft_copy(finding: Finding) -> bool:
    """Whether two photos without points are one, seen as wholes: a sky, a wall, a blur."""
    pixels = finding.pixels
    return (
        pixels.toned >= _SOFT_TONED
        and pixels.kept >= _SOFT_KEPT
        and pixels.moved <= _SOFT_MOVED
        and (pixels.textured == 0 or pixels.alike >= _SOFT_ALIKE)
        and min(pixels.covered_a, pixels.covered_b) >= _SOFT_COVERED
    )


def _shutter(a: Metadata, b: Metadata) -> _Shutter:
    """Compare capture times of one camera, which every version of a photo carries along.

    Times far apart say nothing: programs write the time of the edit, and cameras lose their clock.
    """
    if a.unique_id and a.unique_id.strip("0") and a.unique_id == b.unique_id:
        return _Shutter.ONE
    if not a.camera or a.camera != b.camera:
        return _Shutter.UNKNOWN
    if a.taken_ms is None or b.taken_ms is None:
        return _Shutter.TWO if _differs_in_exposure(a, b) else _Shutter.UNKNOWN
    apart = abs(a.taken_ms - b.taken_ms)
    if not (a.has_subsecond and b.has_subsecond):
        apart = abs(a.taken_ms // 1000 - b.taken_ms // 1000) * 1000
        least = _SECOND_MS
    else:
        least = _SUBSECOND_MS
    if _differs_in_exposure(a, b):
        return _Shutter.TWO_SOON if apart <= _MOMENT_MS else _Shutter.TWO
    if apart < least or apart > _HOUR_MS:
        return _Shutter.UNKNOWN
    return _Shutter.TWO_SOON if apart <= _MOMENT_MS else _Shutter.TWO


def _differs_in_exposure(a: Metadata, b: Metadata) -> bool:
    """Whether the exposure time or the sensitivity differ, which every version carries along."""
    for unit in (" s", "ISO "):
        values = [
            {part for part in photo.exposure.split(" · ") if unit in part} for photo in (a, b)
        ]
        if all(values) and values[0] != values[1]:
            return True
    return False


def _network_probability(score: float, calibration: Calibration) -> float:
    """What the network alone says of a pair."""
    total = calibration.slope * score + calibration.offset
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))
