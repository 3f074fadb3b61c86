"""A closer look at two pictures that may be copies: what differs, and whether a copy can differ so.

A copy never knows more than its original, except what was laid over it. So what differs between
copies lies on one side (lettering, a sticker), detail is lost in one direction (a tone edit clips
one picture, a bracket both), and the noise of the sensor is the same wherever compression left any.
The pictures are decoded again for this, at a size at which their text can be read. Runs on any
thread; costs 10 to 60 ms a pair, so only pairs that would be called copies are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simgui.core import geometry as plane
from simgui.core.geometry import Affine
from simgui.core.imaging.pyramid import Picture
from simgui.core.matching import overlap, tone
from simgui.core.matching.correlation import box_mean, local_correlation
from simgui.core.matching.overlap import Hidden, Raster
from simgui.core.matching.overlay import CORE, few_colours

PICTURE_PX = 800
"""Long side of the pictures that are decoded again."""

RASTER_PX = 400
"""Long side of the common raster."""

PAGE_PX, PAGE_RASTER_PX = 1600, 1100
"""The same for pages, screens and drawings that nothing speaks against so far: a line of print is
11 px high on a raster of that size, so that one digit shows."""

_REFINEMENTS = 2  # rounds of refining the alignment
_COARSE_SHARE = 0.6
"""Of the raster: the flow finds a tenth of a pixel, so a third of the points do."""

_FLAT_SHARE = 0.25
"""The calmest quarter of both pictures, where noise is not drowned in texture."""

_NOISE_PX = 2.0  # sigma of the blur that separates noise from the picture
_WINDOW_PX = 9  # side in which details are correlated
_GROUND_PX = 21  # side of the median that finds the paper around print
_MIN_PIXELS = 500  # raster points below which nothing is said
_DETAIL = 12.0
"""Variance of the luma from which a place has detail."""

_CALM, _AGREED = 0.2, 0.8
"""Share without slope below which a picture can't be a page, and correlation of the worst places
from which nothing is written on a photo: well on the safe side of the limits of `doubts`."""


@dataclass(frozen=True, slots=True)
class CloseLook:
    """What a closer look at an overlap measures; shares are of the overlap.

    Attributes:
        gain: Absolute logarithm of the ratio of contrasts: 0 without a change of tone.
        noise_a: Standard deviation of fine detail in calm places of a, in grey levels; `noise_b`.
        shared_noise: Correlation of that detail, -1..1; NaN where there is none.
        difference: Median difference in grey levels after tone and sharpness were matched.
        strong: Difference beside what edges and noise explain, at the worst hundredth.
        only_a: Share where a alone has ink and b its bare ground; `only_b` likewise. 0 where all
            detail of photos correlates: nothing was written there.
        unlike_pixels: Points of the raster with detail in both that do not correlate: one other
            digit is 30 of them.
        worst: Correlation at the worst hundredth of those places.
        overlay_a: Share of what differs that has one of few colours in a: 1 for lettering or a
            sticker that lies over b; `overlay_b` likewise. 1 where nothing differs.
        lost_a: Share where a is clipped and b has detail; `lost_b` likewise.
        flat: Share without any slope in both: high for documents, screens and drawings.
        ground: Share that has the most common tone, in the picture that has less of it.
    """

    gain: float
    noise_a: float
    noise_b: float
    shared_noise: float
    difference: float
    strong: float
    only_a: float
    only_b: float
    unlike_pixels: int
    worst: float
    overlay_a: float
    overlay_b: float
    lost_a: float
    lost_b: float
    flat: float
    ground: float


def look(
    a: Picture,
    b: Picture,
    to_a: Affine,
    raster_px: int = RASTER_PX,
    *,
    is_refined: bool = True,
    hidden: Hidden | None = None,
) -> CloseLook | None:
    """Look closely at two aligned pictures.

    Args:
        a: One picture.
        b: The other.
        to_a: From b's to a's pixel centres.
        raster_px: Long side of the common raster.
        is_refined: Whether the map is refined first, for the raster is finer than the one it was
            made on. That takes half of the time, and hardly ever changes what agrees already.
        hidden: Says which points of the raster are not to count.

    Returns:
        The measures, or None if hardly anything overlaps.
    """
    for _ in range(_REFINEMENTS if is_refined else 0):
        coarse = overlap.rasterise(a, b, to_a, round(_COARSE_SHARE * raster_px))
        refined = None if coarse is None else _refined(coarse, to_a)
        if refined is None:
            break
        to_a = refined
    raster = overlap.rasterise(a, b, to_a, raster_px, hidden)
    return None if raster is None else _measures(raster)


def enlarged(
    to_a: Affine, thumbnails: tuple[Picture, Picture], pictures: tuple[Picture, Picture]
) -> Affine:
    """A map between the thumbnails of a and b as one between the larger pictures of both."""
    factors = [
        (large.size[0] / small.size[0], large.size[1] / small.size[1])
        for small, large in zip(thumbnails, pictures, strict=True)
    ]
    up_a, up_b = (
        np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2]], np.float64) for x, y in factors
    )
    return plane.chain(plane.chain(plane.inverse(up_b), to_a), up_a)


def _refined(raster: Raster, to_a: Affine) -> Affine | None:
    tone_a, tone_b, _ = tone.match_tone(raster.a, raster.b, raster.mask)
    tone_a, tone_b, _ = tone.match_sharpness(tone_a, tone_b, raster.mask)
    moving = overlap.block_centres(raster.mask) & (
        np.maximum(_variance(tone_a, 10), _variance(tone_b, 10)) > overlap.MOVING
    )
    flow = overlap.flow_between(tone_a, tone_b)
    correction = overlap.correction_of(flow, moving, raster.to_a)
    return None if correction is None else plane.chain(to_a, correction)


def _measures(raster: Raster) -> CloseLook:
    mask = raster.mask
    luma_a, luma_b = tone.luma(raster.a), tone.luma(raster.b)
    tone_a, tone_b, noise = tone.match_tone(raster.a, raster.b, mask)
    inner = _eroded(mask)
    noise_a, noise_b, shared = _noise(tone_a, tone_b, inner)
    tone_a, tone_b, _ = tone.match_sharpness(tone_a, tone_b, mask)
    strong, median = _relative(tone_a, tone_b, mask)
    unlike_pixels, worst = _correlations(tone_a, tone_b, noise, inner)
    slope = np.maximum(tone.slope(raster.a[..., 1]), tone.slope(raster.b[..., 1]))
    flat = float((slope[mask] < 1.0).mean())
    only_a = only_b = 0.0
    overlay_a = overlay_b = 1.0
    if flat >= _CALM or worst < _AGREED:
        least = max(18.0, 3 * noise + 8)
        differs = np.abs(tone_a - tone_b)
        changed = _opened((differs > least) & mask)
        only_a, only_b = _ink(tone_a, tone_b, changed, least, mask)
        places = changed & (differs > CORE * _quantile(differs[changed], 0.99))
        overlay_a, overlay_b = few_colours(raster.a[places]), few_colours(raster.b[places])
    lost_a, lost_b = _lost(luma_a, luma_b, inner, median)
    return CloseLook(
        gain=abs(float(np.log((luma_b[mask].std() + 1) / (luma_a[mask].std() + 1)))),
        noise_a=noise_a,
        noise_b=noise_b,
        shared_noise=shared,
        difference=median,
        strong=strong,
        only_a=only_a,
        only_b=only_b,
        unlike_pixels=unlike_pixels,
        worst=worst,
        overlay_a=overlay_a,
        overlay_b=overlay_b,
        lost_a=lost_a,
        lost_b=lost_b,
        flat=flat,
        ground=min(_ground(luma_a[mask]), _ground(luma_b[mask])),
    )


def _noise(
    x: NDArray[np.float32], y: NDArray[np.float32], inner: NDArray[np.bool_]
) -> tuple[float, float, float]:
    """Strength of fine detail in calm places of both, and its correlation."""
    import cv2

    if inner.sum() < _MIN_PIXELS:
        return 0.0, 0.0, float("nan")
    fine_x, fine_y = (t - cv2.GaussianBlur(t, (0, 0), _NOISE_PX) for t in (x, y))
    active = np.maximum(_mean(fine_x * fine_x), _mean(fine_y * fine_y))
    calm = inner & (active <= max(_quantile(active[inner], _FLAT_SHARE), 0.01))
    in_x, in_y = fine_x[calm], fine_y[calm]
    strength_x, strength_y = float(in_x.std()), float(in_y.std())
    if min(strength_x, strength_y) < 0.02:
        return strength_x, strength_y, float("nan")
    return strength_x, strength_y, float((in_x * in_y).mean() / (strength_x * strength_y))


def _relative(
    x: NDArray[np.float32], y: NDArray[np.float32], mask: NDArray[np.bool_]
) -> tuple[float, float]:
    """The worst hundredth of the differences beside what edges and noise explain; their median."""
    near = box_mean(np.abs(x - y), 5)
    edges = box_mean(np.maximum(tone.slope(x), tone.slope(y)), 5)
    median = float(np.median(near[mask]))
    return _quantile((near / (2 + 0.5 * edges + 2 * median))[mask], 0.99), median


def _ink(
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    changed: NDArray[np.bool_],
    least: float,
    mask: NDArray[np.bool_],
) -> tuple[float, float]:
    """Shares of a mask where one side alone has ink: departs from the ground around it.

    The other's ink may lie a pixel off.
    """
    import cv2

    ink_x, ink_y = (
        np.abs(t - cv2.medianBlur(np.clip(t, 0, 255).astype(np.uint8), _GROUND_PX)) for t in (x, y)
    )
    around = np.ones((3, 3))
    near_x, near_y = cv2.dilate(ink_x, around), cv2.dilate(ink_y, around)
    count = int(mask.sum())
    only_x = changed & (ink_x > least) & (near_y < 0.5 * ink_x)
    only_y = changed & (ink_y > least) & (near_x < 0.5 * ink_y)
    return float(only_x.sum() / count), float(only_y.sum() / count)


def _correlations(
    x: NDArray[np.float32], y: NDArray[np.float32], noise: float, inner: NDArray[np.bool_]
) -> tuple[int, float]:
    """Of the places with detail in both: the number that differ, and the worst."""
    local, variance_x, variance_y = local_correlation(x, y, _WINDOW_PX)
    both = inner & (np.minimum(variance_x, variance_y) > max(60.0, 4 * noise**2))
    values = local[both]
    if len(values) < 50:
        return 0, 1.0
    unlike = values < 0.5
    return int(unlike.sum()), _quantile(values, 0.01)


def _lost(
    x: NDArray[np.float32], y: NDArray[np.float32], inner: NDArray[np.bool_], noise: float
) -> tuple[float, float]:
    """Shares where one is clipped, white or black, and the other has detail.

    Detail is what stands out from the noise, given in grey levels, that compression and editing
    left between the two.
    """
    variance_x, variance_y = _variance(x, 5), _variance(y, 5)
    total = max(1, int(inner.sum()))
    least = max(_DETAIL, (2 * noise) ** 2)

    def share(dull: Any, lively: Any, level: NDArray[np.float32]) -> float:
        top, bottom = _quantile(level[inner], 0.999), _quantile(level[inner], 0.001)
        is_clipped = ((level >= top - 3) & (level > 235)) | ((level <= bottom + 3) & (level < 20))
        return float((inner & is_clipped & (lively > least) & (dull < 0.25 * lively)).sum() / total)

    if not inner.any():
        return 0.0, 0.0
    return share(variance_x, variance_y, x), share(variance_y, variance_x, y)


def _ground(levels: NDArray[np.float32]) -> float:
    """Share of the 16 most common neighbouring grey levels: of paper or of a screen."""
    counts = np.bincount(np.clip(levels / 8, 0, 31).astype(np.int64), minlength=33)
    return float((counts[:-1] + counts[1:]).max() / len(levels))


def _mean(x: NDArray[np.float32]) -> NDArray[np.float32]:
    return box_mean(x, _WINDOW_PX)


def _variance(x: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    return box_mean(x * x, side) - box_mean(x, side) ** 2


def _eroded(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    import cv2

    return np.asarray(cv2.erode(mask.astype(np.uint8), np.ones((7, 7))) > 0)


def _opened(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    import cv2

    return np.asarray(
        cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)) > 0
    )


def _quantile(values: NDArray[Any], share: float) -> float:
    """The value below which a share of the values lies; 0 of none. Quicker than NumPy's own."""
    if not len(values):
        return 0.0
    place = min(len(values) - 1, int(share * len(values)))
    return float(np.partition(values, place)[place])
