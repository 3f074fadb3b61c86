"""How one photo of a group compares with another: framed, cropped, edited, enlarged.

What was seen of the two when they were laid over each other decides. Some of it tells which was
first (a border has the photo inside it), some does not (text, a turn, another tone).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from simgui.core import geometry
from simgui.core.files import formats
from simgui.core.files.formats import Kind
from simgui.core.grouping.origins import Origin, has_camera, origin_of, was_resized
from simgui.core.holdings import covers
from simgui.core.imaging import words
from simgui.core.types import (
    Alignment,
    Change,
    ContentId,
    Descent,
    Pair,
    Photo,
    PhotoId,
    Tier,
    pair_key,
)

Ties = Mapping[tuple[ContentId, ContentId], Pair]
"""Evidence between contents (a < b)."""

SAME_RESOLUTION = 0.02
"""Pixel counts nearer than this are one resolution: a border cut by two pixels is no argument."""

# What a camera writes; a photo without these that is larger than one with them was enlarged, or is
# a picture of a picture (a screenshot, a frame).
_MAX_HONEST_GAIN = 1.05

_FRAMED = 0.97
"""Share of a framed photo that is the picture, at most."""

_FRAMES_MOST = 0.65
"""Share of a framed photo, its border left out, that the other one shows. All of it, if the border
was seen as one everywhere."""

_MOST = 0.85
"""Share of another photo that one must show to stand for it."""

_ALL = 0.97
"""Share of another photo that one must show to be kept before it for anything but more pixels."""

_WITHIN = 0.985
"""Share of a photo that another one shows if it shows all of it."""

_SAME_SHARE = 0.02
"""Shares nearer than this are the same: of two tilted photos each lacks the other's corners."""

_NEARER = 0.02
"""How much larger an original's mean cosine with the other copies is than that of an edit of it: in
half of the cases so much (of 4 versions of 130 photos, tone, text, tilt and crops), and in less
than 1 of 100 it is so much smaller."""

_ADDED = frozenset({Change.FRAMED, Change.WRITTEN_ON})

_EDITS = frozenset(
    {Change.WRITTEN_ON, Change.RECOLOURED, Change.TILTED, Change.MIRRORED, Change.STRETCHED}
)

_PROVED = frozenset({Descent.RECOMPRESSED, Descent.ENLARGED})

LOSSLESS = frozenset({"png", "tiff", "bmp", "psd", "ppm", "tga", "gif"})
_LOSSY = frozenset({"jpeg", "mpo", "heif", "avif", "webp"})

_SAME_QUALITY = 3
"""Estimates of JPEG quality nearer than this say nothing."""

_LEAST_MARGIN = 0.01
"""Share of a side that a border takes, at least."""
"""What makes another picture of a photo, and leaves no trace of which of the two was first."""


def is_damaged_copy(photo: Photo, other: Photo, pairs: Ties) -> bool:
    """Whether a photo is the same file as the other one with errors in its data."""
    pair = _between(photo, other, pairs)
    return (
        pair is not None
        and pair.descent is Descent.DAMAGED
        and pair.parent == other.content.id != photo.content.id
    )


def is_made_from(photo: Photo, other: Photo, pairs: Ties) -> bool:
    """Whether the pixels of a photo prove that it was made from the other one.

    A lossless file with exactly the pixels of a lossy one was made from it. What a camera wrote was
    made from nothing, whatever the pixels seem to say, and what says itself that it was larger is
    no parent of the larger one.
    """
    pair = _between(photo, other, pairs)
    if pair is None or photo.content.id == other.content.id:
        return False
    if pair.tier is Tier.PIXELS:
        return photo.content.format in LOSSLESS and other.content.format in _LOSSY
    if pair.parent != other.content.id or pair.descent not in _PROVED:
        return False
    if origin_of(photo) is Origin.CAMERA and origin_of(other) is not Origin.CAMERA:
        return False
    return pair.descent is not Descent.ENLARGED or not was_resized(other)


def is_further_from_camera(photo: Photo, other: Photo, pairs: Ties) -> bool:
    """Whether a photo passed through more hands than the other one, and has no more pixels."""
    if photo.content.id == other.content.id:
        return False
    if photo.pixels > other.pixels * _MAX_HONEST_GAIN or is_crop(other, photo, pairs):
        return False
    return origin_of(photo) > origin_of(other)


def holds_less(photo: Photo, other: Photo, pairs: Ties) -> bool:
    """Whether the other file holds all that a photo does, and more: film, pages, depth, RAW.

    Side-cars count between copies of the same pixels only: an edit has its own.
    """
    pair = _between(photo, other, pairs)
    is_same_picture = photo.content.id == other.content.id or (
        pair is not None and pair.tier is Tier.PIXELS
    )
    if not is_same_picture and (pair is None or not pair.tier.is_copy):
        return False
    return _holds(other, photo, is_same_picture) and not _holds(photo, other, is_same_picture)


def _holds(photo: Photo, other: Photo, with_companions: bool) -> bool:
    """Whether a photo holds at least what another one does."""
    mine, theirs = photo.content, other.content
    if mine.depth < theirs.depth or mine.frames < theirs.frames:
        return False
    if theirs.has_alpha and not mine.has_alpha:
        return False
    if mine.id != theirs.id and not covers(mine.holdings, theirs.holdings):
        return False
    if with_companions and words.lacking(mine.metadata, theirs.metadata):
        return False
    return not (_beside(other, with_companions) - _beside(photo, with_companions))


def _beside(photo: Photo, with_all: bool) -> Counter[tuple[str, int]]:
    """Kinds and sizes of the files beside a photo; only its RAW, or all of them."""
    kinds = [(formats.kind(file.path), file.size) for file in photo.companions]
    return Counter((k.value, size) for k, size in kinds if with_all or k is Kind.RAW)


def is_framed(photo: Photo, other: Photo, pairs: Ties) -> bool:
    """Whether a photo is the other one with a border, bars or a screen around it, and no finer."""
    pair = _between(photo, other, pairs)
    if pair is None or pair.alignment is None or Change.FRAMED not in pair.changes:
        return False
    if Change.TILTED in pair.changes:
        return False  # beside a tilted crop, an even sky around it looks like a border
    a, b, _, d, e, _ = pair.alignment.matrix  # from the lower id's picture to the higher one's
    area = abs(a * e - b * d)
    if photo.content.id == pair.a:
        area = 1 / area if area else 0.0
    finer = photo.pixels * area > other.pixels * _MAX_HONEST_GAIN
    if _is_cut_on_one_side(photo, pair, pair.alignment):
        return False  # no frame has one side: what lies there is more of the photo
    # What lies around a crop of a photo is more of the photo, even where it looks like a border.
    has_room = _shown(photo, pair, pair.alignment) < _FRAMES_MOST
    is_whole = _shown(other, pair, pair.alignment) >= _MOST
    return 0 < area < _FRAMED and is_whole and not has_room and not finer


def is_crop(photo: Photo, other: Photo, pairs: Ties) -> bool:
    """Whether a photo shows clearly less than another one, and has no more pixels to show for it.

    With more pixels it may be the better picture of the part it shows; that is left to the order of
    the criteria.
    """
    shown, of_photo = _shares(photo, other, pairs)
    return shown < min(_MOST, of_photo - _SAME_SHARE)


def is_trimmed(photo: Photo, other: Photo, pairs: Ties) -> bool:
    """Whether a photo shows a little less than another one, and has no more pixels to show for it.

    Straightened photos are: what the turn would have left empty is cut off.
    """
    shown, of_photo = _shares(photo, other, pairs)
    return shown < _ALL and of_photo >= _WITHIN


def is_edited(photo: Photo, other: Photo, pairs: Ties) -> bool:
    """Whether one of two photos is another picture than the other; no matter which of them."""
    pair = _between(photo, other, pairs)
    return pair is not None and pair.tier > Tier.SAME


def is_inflated(photo: Photo, original: Photo, pairs: Ties) -> bool:
    """Whether a photo without camera data is larger than what a camera took, and no finer.

    Something was put around or written on it, or it was enlarged.
    """
    if has_camera(photo) or not has_camera(original):
        return False
    pair = _between(photo, original, pairs)
    if pair is not None and _ADDED & set(pair.changes):
        return True
    gain = photo.pixels / max(1, original.pixels)
    # An honest larger version has about as many bytes for a pixel; an enlarged one has not.
    return gain > _MAX_HONEST_GAIN and photo.stat.size * 2 < original.stat.size * gain


def unedited(
    photos: list[Photo],
    everyone: Sequence[Photo],
    pairs: Ties,
) -> list[Photo]:
    """The photos that differ least from the others.

    An edited photo shows its edit against every other copy; the original differs from each copy by
    that copy's edit alone. So an edit is a photo's own if most of the others show it, and
    the photo in the middle is nearer to the others, for the network, than any at the edge. What a
    camera took is never outvoted: a developed photo often has many copies, and the original none.
    """
    if len({photo.content.id for photo in everyone}) <= 2:
        return photos  # whatever tells one from the other tells the other from the one
    seen: dict[PhotoId, dict[ContentId, Pair]] = {}
    for photo in photos:
        ties = ((other.content.id, _between(photo, other, pairs)) for other in everyone)
        seen[photo.id] = {other: pair for other, pair in ties if pair and pair.tier.is_copy}

    def own_edits(photo: Photo) -> int:
        found = seen[photo.id].values()
        return sum(2 * sum(e in pair.changes for pair in found) > len(found) for e in _EDITS)

    def is_at_the_edge(photo: Photo, other: Photo) -> bool:
        mine, theirs = seen[photo.id], seen[other.id]
        ahead = [theirs[v].cosine - mine[v].cosine for v in sorted(mine.keys() & theirs.keys())]
        return is_edited(photo, other, pairs) and sum(ahead) > _NEARER * max(1, len(ahead))

    counts = [own_edits(photo) for photo in photos]
    left = [photo for photo, count in zip(photos, counts, strict=True) if count == min(counts)]
    middle = [p for p in left if not any(is_at_the_edge(p, other) for other in left)]
    return [photo for photo in photos if photo in (middle or left) or has_camera(photo)]


def is_more_compressed(photo: Photo, other: Photo, pairs: Ties) -> bool:
    """Whether a JPEG has lost more than another one of the very same picture.

    An editor writes at its own quality, whatever it was given: between a photo and what was made
    of it the figure says nothing. It counts where both were compressed from one picture, or where
    nobody looked.
    """
    if photo.content.quality is None or other.content.quality is None:
        return False
    pair = _between(photo, other, pairs)
    if pair is not None and pair.alignment is not None and pair.descent is not Descent.COMMON:
        return False
    if is_edited(photo, other, pairs):
        return False
    return photo.content.quality <= other.content.quality - _SAME_QUALITY


def best_versions(
    photos: list[Photo],
    pairs: Ties,
    is_worse: Callable[[Photo, Photo], bool],
) -> list[Photo]:
    """The photos but those that another version of the very same picture beats.

    An editor writes at its own quality, whatever it was given: between a photo and what was made
    of it, the figure says nothing.
    """
    return [
        photo
        for photo in photos
        if not any(
            is_worse(photo, other) and not is_edited(photo, other, pairs) for other in photos
        )
    ]


def _shares(photo: Photo, other: Photo, pairs: Ties) -> tuple[float, float]:
    """What share of the other a photo shows, and what share of the photo the other one.

    All of it where nothing was cut off, or where the photo has more pixels.
    """
    pair = _between(photo, other, pairs)
    if pair is None or pair.alignment is None or Change.FRAMED in pair.changes:
        return 1.0, 1.0
    if Change.CROPPED not in pair.changes:
        return 1.0, 1.0  # a sky that was taken for a border covers less, and nothing was cut off
    if photo.pixels > other.pixels * (1 + SAME_RESOLUTION):
        return 1.0, 1.0
    return _shown(other, pair, pair.alignment), _shown(photo, pair, pair.alignment)


def _is_cut_on_one_side(photo: Photo, pair: Pair, alignment: Alignment) -> bool:
    """Whether a photo goes beyond the other one on a single side."""
    matrix = np.reshape(alignment.matrix, (2, 3))  # from a's coordinates to b's
    if photo.content.id == pair.a:
        matrix = geometry.inverse(matrix)
    outline = geometry.moved(geometry.corners((0.0, 0.0, 1.0, 1.0)), matrix)
    margins: list[float] = [*outline.min(axis=0).tolist(), *(1 - outline.max(axis=0)).tolist()]
    return sum(margin > _LEAST_MARGIN for margin in margins) == 1


def _between(photo: Photo, other: Photo, pairs: Ties) -> Pair | None:
    return pairs.get(pair_key(photo.content.id, other.content.id))


def _shown(photo: Photo, pair: Pair, alignment: Alignment) -> float:
    """Share of a photo that the other one of the pair shows."""
    return alignment.covered_a if photo.content.id == pair.a else alignment.covered_b
