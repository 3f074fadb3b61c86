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
from simgui.core.matching.overlap import Raster, box_mean, rasterise

_WRITTEN_PX = 5
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

_CORE = 0.6
"""Of the largest difference: the core of a stroke, which smoothing left in its own colour."""

_PLAIN, _PLAINER = 0.85, 0.12
_MOST_HIDDEN = 0.4
_WIDE = 0.3
"""Share of what differs that lies well inside of it: a bar, not letters."""

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
    """The points [h, w] that something of few colours covers in one picture alone; maybe none."""
    import cv2

    mask = raster.mask
    nothing = np.zeros_like(mask)
    tone_a, tone_b, noise = tone.match_tone(raster.a, raster.b, mask)
    differs = np.abs(tone_a - tone_b)
    changed = (differs > max(18.0, 3 * noise + 8)) & mask
    if not changed.any():
        return nothing
    # Of a bar its inside, of letters what differs most: edges have colours of their own.
    inside = cv2.erode(changed.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    near = _NEAR_LEVELS // 2
    if inside.sum() < _WIDE * changed.sum():
        inside = changed & (differs > _CORE * np.quantile(differs[changed], 0.99))
        near = _NEAR_LEVELS
    of_a, of_b = (few_colours(rgb[inside], near) for rgb in (raster.a, raster.b))
    if max(of_a, of_b) < _PLAIN or abs(of_a - of_b) < _PLAINER:
        return nothing
    around = np.ones((_AROUND_PX, _AROUND_PX), np.uint8)
    covered: NDArray[np.bool_] = cv2.dilate(changed.astype(np.uint8), around) > 0
    covered &= mask
    return covered if covered.sum() <= _MOST_HIDDEN * mask.sum() else nothing


def few_colours(pixels: NDArray[np.float32], near_levels: int = _NEAR_LEVELS) -> float:
    """Share of pixels [n, 3] that have one of their three most common colours."""
    if len(pixels) < _FEW:
        return 1.0
    left = np.clip(pixels, 0, 255)
    total, found = len(left), 0
    for _ in range(3):
        if not len(left):
            break
        cells = (left // 16).astype(np.int64) @ np.array([256, 16, 1])
        middle = np.median(left[cells == np.bincount(cells).argmax()], axis=0)
        is_near = (np.abs(left - middle) <= near_levels).all(axis=1)
        found += int(is_near.sum())
        left = left[~is_near]
    return found / total
