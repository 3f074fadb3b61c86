"""What was laid over one of two pictures: letters, a bar with words, a stamp, a sticker.

It has few colours, and the photo under it has many: that tells on which side it lies, and that it
was laid there rather than seen by a camera. Works on rasters of two aligned pictures, see
`overlap`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simgui.core.geometry import Affine
from simgui.core.imaging.pyramid import Picture
from simgui.core.matching import tone
from simgui.core.matching.correlation import box_mean
from simgui.core.matching.overlap import Raster, rasterise

_WRITTEN_PX = 5  # side of the smallest letter that is looked for
_WRITTEN_SHARE = 0.001
"""Of the overlap: what differs more than anywhere else, a few letters at least."""

_WRITTEN_LUMA, _WRITTEN_COLOUR = 1.1, 1.35
"""Differences beside what edges and the noise between both explain. Of 1,040 copies that were
resized or re-encoded (JPEG 10 to 75, WebP, HEIC), 17 go beyond, 14 of them of quality 10; of 130
with a line of text, all but 2 do."""

_FEW = 20
"""Pixels from which it can be told how many colours there are."""

_NEAR_LEVELS = 24
"""Colours of one ink vary by this much in grey levels once JPEG has been at them."""

CORE = 0.6
"""Of the largest difference: the core of a stroke, which smoothing left in its own colour."""

_PLAIN, _PLAINER = 0.85, 0.12
"""Share of an overlay's pixels in its few colours, and by how much more than under it: of 74
pictures with a line of text, all but 2 come out, and none of 517 pairs of frames of bursts."""

_MOST_HIDDEN = 0.4  # share of the overlap that may be covered; chosen by hand
_SEEN_PX = 144
"""Long side of the raster on which it is looked for."""

_WIDE = 0.3
"""Share of what differs that lies well inside of it: a bar, not letters."""

_RECTANGULAR, _GROUND = 0.9, 0.35
"""Share of its smallest rectangle that a bar fills, 0.91 to 0.99 where one was drawn, and share of
its ground in it, 0.38 and more beside large letters."""

_SAME_LEVELS = 8
"""Colours of a bar vary by this much: no light falls on it."""

_AROUND_PX = 9
"""Side of the surroundings of a difference that hide what is compared block by block."""


def foreign(a: Picture, b: Picture, to_a: Affine) -> float:
    """How strongly two pictures differ in the few places where they differ most.

    Resizing and encoding leave differences all over a picture, along its edges above all; letters,
    a stamp or a sticker leave them in one place, be it a thousandth of the picture.

    Args:
        a: One photo.
        b: The other.
        to_a: From b's to a's pixel centres.

    Returns:
        Above 1.0 where something is in one of them alone; 0.0 if hardly anything overlaps.
    """
    import cv2

    raster = rasterise(a, b, to_a)
    if raster is None:
        return 0.0
    mask = raster.mask
    tone_a, tone_b, _ = tone.match_tone(raster.a, raster.b, mask)
    tone_a, tone_b, softening = tone.match_sharpness(tone_a, tone_b, mask)
    layers = [([(tone_a, tone_b)], 2.0, _WRITTEN_LUMA)]
    luma_a, luma_b = tone.luma(raster.a), tone.luma(raster.b)
    is_a_sharper = tone.slope(luma_a)[mask].mean() > tone.slope(luma_b)[mask].mean()
    tints = []
    for channel in (0, 2):
        tint_a, tint_b = raster.a[..., channel] - luma_a, raster.b[..., channel] - luma_b
        if softening and is_a_sharper:
            tint_a = np.asarray(cv2.GaussianBlur(tint_a, (0, 0), softening), np.float32)
        elif softening:
            tint_b = np.asarray(cv2.GaussianBlur(tint_b, (0, 0), softening), np.float32)
        tints.append((tint_a, tint_b))
    layers.append((tints, 4.0, _WRITTEN_COLOUR))
    return max(_strongest(pairs, mask, least) / limit for pairs, least, limit in layers)


def _strongest(
    pairs: list[tuple[NDArray[np.float32], NDArray[np.float32]]],
    mask: NDArray[np.bool_],
    least: float,
) -> float:
    """The largest differences of some layers, in units of what edges and noise explain."""
    difference = np.zeros(mask.shape, np.float32)
    steep = np.zeros(mask.shape, np.float32)
    for x, y in pairs:
        difference += np.abs(x - y - np.median((x - y)[mask]))
        steep += np.maximum(tone.slope(x), tone.slope(y))
    near, edges = (box_mean(layer, _WRITTEN_PX)[mask] for layer in (difference, steep))
    relative = near / (least + 0.5 * edges + 2 * np.median(near))
    rank = len(relative) - 1 - int(_WRITTEN_SHARE * len(relative))
    return float(np.partition(relative, rank)[rank])


def hidden(raster: Raster) -> NDArray[np.bool_]:
    """The points [h, w] that a bar or letters cover in one picture alone; maybe none."""
    return _on_raster(raster, may_be_ink=True)


def under_bar(raster: Raster) -> NDArray[np.bool_]:
    """The points [h, w] that a bar covers in one picture alone; maybe none."""
    return _on_raster(raster, may_be_ink=False)


def _on_raster(raster: Raster, *, may_be_ink: bool) -> NDArray[np.bool_]:
    import cv2

    height, width = raster.mask.shape
    factor = min(1.0, _SEEN_PX / max(height, width))
    size = (max(1, round(factor * width)), max(1, round(factor * height)))
    a, b = (cv2.resize(x, size, interpolation=cv2.INTER_AREA) for x in (raster.a, raster.b))
    mask = cv2.resize(raster.mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    covered = _covered(
        np.asarray(a, np.float32), np.asarray(b, np.float32), mask, may_be_ink=may_be_ink
    )
    if covered is None:
        return np.zeros_like(raster.mask)
    whole = cv2.resize(covered.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    return raster.mask & (whole > 0)


def _covered(
    a: NDArray[np.float32], b: NDArray[np.float32], mask: NDArray[np.bool_], *, may_be_ink: bool
) -> NDArray[np.bool_] | None:
    import cv2

    tone_a, tone_b, noise = tone.match_tone(a, b, mask, may_be_covered=True)
    differs = np.abs(tone_a - tone_b)
    changed = (differs > max(18.0, 3 * noise + 8)) & mask
    if not changed.any():
        return None
    bar = _bar((a, b), changed)
    if bar is None and not (may_be_ink and _is_ink((a, b), changed, differs)):
        return None
    around = np.ones((_AROUND_PX, _AROUND_PX), np.uint8)
    covered = cv2.dilate((changed if bar is None else bar).astype(np.uint8), around) > 0
    return covered if covered.sum() <= _MOST_HIDDEN * mask.sum() else None


def _bar(
    pictures: tuple[NDArray[np.float32], NDArray[np.float32]], changed: NDArray[np.bool_]
) -> NDArray[np.bool_] | None:
    """The rectangle that most of what differs fills, if on one side alone it is of one colour."""
    import cv2

    around = np.ones((_WRITTEN_PX, _WRITTEN_PX), np.uint8)
    closed = cv2.morphologyEx(changed.astype(np.uint8), cv2.MORPH_CLOSE, around)
    solid = cv2.morphologyEx(closed, cv2.MORPH_OPEN, around)  # without what differs along edges
    count, labels, figures, _ = cv2.connectedComponentsWithStats(solid)
    if count < 2:
        return None
    largest = 1 + int(figures[1:, cv2.CC_STAT_AREA].argmax())
    bar = (labels == largest).astype(np.uint8)
    across, down = cv2.minAreaRect(cv2.findNonZero(bar))[1]
    if bar.sum() < _RECTANGULAR * (across + 1) * (down + 1):
        return None
    inside = cv2.erode(bar, around) > 0
    if inside.sum() < _WIDE * changed.sum():
        return None
    least, most = sorted(_one_colour(rgb[inside]) for rgb in pictures)
    return bar > 0 if most >= _GROUND and most - least >= _PLAINER else None


def _is_ink(
    pictures: tuple[NDArray[np.float32], NDArray[np.float32]],
    changed: NDArray[np.bool_],
    differs: NDArray[np.float32],
) -> bool:
    """Whether what differs most, the core of strokes, has few colours on one side alone."""
    core = changed & (differs > CORE * np.quantile(differs[changed], 0.99))
    least, most = sorted(few_colours(rgb[core]) for rgb in pictures)
    return most >= _PLAIN and most - least >= _PLAINER


def _one_colour(pixels: NDArray[np.float32]) -> float:
    """Share of pixels [n, 3] that have their most common colour."""
    middle = _common(np.clip(pixels, 0, 255))
    return float((np.abs(pixels - middle) <= _SAME_LEVELS).all(axis=1).mean())


def _common(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """The most common colour [3] of pixels [n, 3], n > 0."""
    cells = (pixels // 16).astype(np.int64) @ np.array([256, 16, 1])
    return np.asarray(np.median(pixels[cells == np.bincount(cells).argmax()], axis=0))


def few_colours(pixels: NDArray[np.float32]) -> float:
    """Share of pixels [n, 3] that have one of their three most common colours."""
    if len(pixels) < _FEW:
        return 1.0
    left = np.clip(pixels, 0, 255)
    total, found = len(left), 0
    for _ in range(3):
        if not len(left):
            break
        is_near = (np.abs(left - _common(left)) <= _NEAR_LEVELS).all(axis=1)
        found += int(is_near.sum())
        left = left[~is_near]
    return found / total
