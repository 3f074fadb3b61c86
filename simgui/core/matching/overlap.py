"""Compares the pixels of two aligned photos.

A copy agrees everywhere after a change of tone, or is covered by something foreign (text, a
sticker). Another frame of a burst agrees where nothing moved, and elsewhere shows the same things
a little displaced: local motion tells the two apart, so it is measured. Runs on any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simgui.core import geometry
from simgui.core.geometry import Affine, Box
from simgui.core.imaging.pyramid import Picture
from simgui.core.matching import tone
from simgui.core.matching.correlation import box_mean, local_correlation

_RASTER_PX = 144
"""Long side of the common raster: fine enough to see an eye close in a portrait of 320 px, coarse
enough that JPEG at quality 10 is smoothed away."""

_MIN_RASTER_PX = 24  # half the long side of the smallest raster
_MIN_PIXELS = 200  # raster points below which nothing is said
_BLOCK_PX = 10  # side of the window of local correlation
_TEXTURED = 25.0
"""Variance of luma in a block from which its pattern can be compared: five grey levels."""

MOVING = 50.0
"""Variance from which a displacement can be measured."""

_AS_ONE = 0.8  # how much of the mean length a flow keeps that moves as a piece
_REFINEMENTS = 3  # rounds of refining the alignment
_COARSE_DRIFT = 1.0
"""Raster pixels of displacement after which one refinement is not enough."""

_MOST_STRETCH = 4.0  # between the sides; beyond, the alignment is an accident


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the pixels say; shares are of the overlap unless said otherwise.

    Attributes:
        zncc: Correlation of the luma as it is, -1..1.
        toned: Correlation after the best change of tone.
        kept: The same without the worst 15 % of the pixels: what remains under a sticker.
        covered_a: Share of a's area (its frame set aside) that b shows; `covered_b` likewise.
        residual: Share of pixels that differ by more than noise and half a pixel of shift explain.
        agreeing: Share of textured blocks with a local correlation over 0.6.
        alike: Share of textured blocks with a local correlation over 0.85.
        moved: Share of textured blocks that agree only after a displacement.
        drift: Median displacement of textured blocks, in pixels of the raster; `far_drift` the
            90th percentile.
        textured: Number of textured blocks.
        softening: Standard deviation in raster pixels of the blur that makes the sharper picture
            like the other; 0 if they are equally sharp.
        gain: Factor of the luma from a to b; `shift` is the change of the mean in grey levels.
        hue_change: Mean change of colour beside the luma, in grey levels.
        scale: Raster pixels for one pixel of a.
        flat: Share without slope in both: high for pages, screens and drawings.
    """

    zncc: float
    toned: float
    kept: float
    covered_a: float
    covered_b: float
    residual: float
    agreeing: float
    alike: float
    moved: float
    drift: float
    far_drift: float
    textured: int
    softening: float
    gain: float
    shift: float
    hue_change: float
    scale: float
    flat: float = 0.0


@dataclass(slots=True)
class Raster:
    """Both pictures on the common raster, float32, lightly blurred."""

    a: NDArray[np.float32]
    b: NDArray[np.float32]
    mask: NDArray[np.bool_]
    to_a: Affine
    covered_a: float
    covered_b: float
    scale: float


Hidden = Callable[[Raster], NDArray[np.bool_]]
"""Of a raster, the points [h, w] that something lies over in one of the pictures."""


def compare(
    a: Picture, b: Picture, to_a: Affine, hidden: Hidden | None = None
) -> tuple[Overlap, Affine] | None:
    """Compare two photos under an alignment, which is refined on the way.

    Args:
        a: One photo.
        b: The other.
        to_a: From b's to a's pixel centres.
        hidden: Says which points of a raster are not to count.

    Returns:
        The measures and the refined alignment, or None if hardly anything overlaps.
    """
    found = _measure(a, b, to_a, hidden)
    if found is None:
        return None
    overlap, correction = found
    for _ in range(_REFINEMENTS):
        if correction is None:
            break
        refined = geometry.chain(to_a, correction)
        found = _measure(a, b, refined, hidden)
        if found is None or found[0].kept < overlap.kept - 0.002:
            break
        was_coarse = overlap.drift > _COARSE_DRIFT
        to_a, (overlap, correction) = refined, found
        if not was_coarse:
            break
    return overlap, to_a


def _measure(
    a: Picture, b: Picture, to_a: Affine, hidden: Hidden | None
) -> tuple[Overlap, Affine | None] | None:
    import cv2

    raster = rasterise(a, b, to_a, hidden=hidden)
    if raster is None:
        return None
    mask = raster.mask
    luma_a, luma_b = tone.luma(raster.a), tone.luma(raster.b)
    tone_a, tone_b, noise = tone.match_tone(raster.a, raster.b, mask)
    tone_a, tone_b, softening = tone.match_sharpness(tone_a, tone_b, mask)
    contrast = max(float(luma_a[mask].std()), float(luma_b[mask].std()))
    tone_a, tone_b, noise = _stretched(tone_a, tone_b, noise, mask, contrast)

    error = np.abs(tone_a - tone_b)
    kept = mask & (error <= np.quantile(error[mask], 0.85))
    slope = cv2.dilate(np.maximum(tone.slope(tone_a), tone.slope(tone_b)), np.ones((3, 3)))
    differs = ((error > 3 * noise + 4 + 0.6 * slope) & mask).astype(np.uint8)
    differs = cv2.morphologyEx(differs, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))

    centres = block_centres(mask)
    local, variance_a, variance_b = local_correlation(tone_a, tone_b, _BLOCK_PX)
    less, more = np.minimum(variance_a, variance_b), np.maximum(variance_a, variance_b)
    textured = centres & (more > _TEXTURED)
    moving = centres & (more > MOVING)
    flow = flow_between(tone_a, tone_b)
    length = np.hypot(flow[..., 0], flow[..., 1])
    # Text on a sky has texture in one picture only; what moved has it in both.
    moved = _moved(tone_a, tone_b, flow, local) & moving & (less > _TEXTURED)
    lengths = length[moving]
    has_motion = len(lengths) >= 8
    gain, shift, hue = tone.change(raster.a, raster.b, luma_a, luma_b, mask)
    blocks = max(1, int(textured.sum()))
    overlap = Overlap(
        zncc=_correlation(luma_a[mask], luma_b[mask]),
        toned=_correlation(tone_a[mask], tone_b[mask]),
        kept=_correlation(tone_a[kept], tone_b[kept]),
        covered_a=raster.covered_a,
        covered_b=raster.covered_b,
        residual=float(differs[mask].mean()),
        agreeing=float((local[textured] > 0.6).sum() / blocks),
        alike=float((local[textured] > 0.85).sum() / blocks),
        moved=float(moved.sum() / max(1, int(moving.sum()))),
        drift=float(np.median(lengths)) if has_motion else 0.0,
        far_drift=float(np.quantile(lengths, 0.9)) if has_motion else 0.0,
        textured=int(textured.sum()),
        softening=softening,
        gain=gain,
        shift=shift,
        hue_change=hue,
        scale=raster.scale,
        flat=float((np.maximum(tone.slope(luma_a), tone.slope(luma_b))[mask] < 1.0).mean()),
    )
    return overlap, correction_of(flow, moving, raster.to_a)


def _stretched(
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    noise: float,
    mask: NDArray[np.bool_],
    contrast: float,
) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
    """Both with the contrast of the better one: a dark copy must not hide what moved."""
    factor = min(max(1.0, contrast / float(x[mask].std() + 1)), _MOST_STRETCH)
    middle = float(x[mask].mean())
    return 128 + factor * (x - middle), 128 + factor * (y - middle), factor * noise


def rasterise(
    a: Picture,
    b: Picture,
    to_a: Affine,
    raster_px: int = _RASTER_PX,
    hidden: Hidden | None = None,
) -> Raster | None:
    """Lay both on a raster over the box of their overlap, no finer than the coarser of them."""
    outline = geometry.moved(geometry.corners(b.content), to_a)
    shared = geometry.clip(outline, a.content)
    if len(shared) < 3:
        return None
    low, high = shared.min(axis=0), shared.max(axis=0)
    box = high - low
    if box.min() < 12:
        return None
    finest = 1 / max(1.0, geometry.zoom(to_a))
    scale = max(min(raster_px / box.max(), finest), 2 * _MIN_RASTER_PX / box.max())
    size = np.maximum(np.round(box * scale), 8)
    step = box / size
    raster_to_a = np.array([[step[0], 0, low[0] + step[0] / 2], [0, step[1], low[1] + step[1] / 2]])
    raster_to_b = geometry.chain(raster_to_a, geometry.inverse(to_a))
    across, down = int(size[0]), int(size[1])
    mask = _inside(((raster_to_a, a.content), (raster_to_b, b.content)), (across, down))
    if mask.sum() < _MIN_PIXELS:
        return None
    area = geometry.area(shared)
    raster = Raster(
        _smooth(a.warp(raster_to_a, (across, down))),
        _smooth(b.warp(raster_to_b, (across, down))),
        mask,
        raster_to_a,
        min(1.0, area / geometry.area(geometry.corners(a.content))),
        min(1.0, area / max(geometry.area(outline), 1e-6)),
        1 / geometry.zoom(raster_to_a),
    )
    if hidden is not None:
        raster.mask &= ~hidden(raster)
        if raster.mask.sum() < _MIN_PIXELS:
            return None
    return raster


def _inside(views: tuple[tuple[Affine, Box], ...], raster: tuple[int, int]) -> NDArray[np.bool_]:
    """Raster points that lie in all boxes, two points from any edge.

    Args:
        views: Maps from the raster to pictures, each with the box that counts in it.
        raster: Width and height.
    """
    x = np.arange(raster[0], dtype=np.float32)[None, :]
    y = np.arange(raster[1], dtype=np.float32)[:, None]
    mask = np.ones((raster[1], raster[0]), bool)
    for matrix, box in views:
        margin = 2 * geometry.zoom(matrix)
        for axis in (0, 1):
            place = matrix[axis, 0] * x + matrix[axis, 1] * y + matrix[axis, 2]
            mask &= (place > box[axis] + margin) & (place < box[axis + 2] - margin)
    return mask


def flow_between(x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    """Dense displacement [h, w, 2]: y at (point + displacement) looks like x at the point.

    Kroeger et al., "Fast optical flow using dense inverse search" (2016), as in OpenCV.
    """
    import cv2

    search: Any = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    search.setFinestScale(0)
    search.setVariationalRefinementIterations(0)  # a third of the time for nothing measurable
    return np.asarray(search.calc(_bytes(x), _bytes(y), None), np.float32)


def _moved(
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    flow: NDArray[np.float32],
    local: NDArray[np.float32],
) -> NDArray[np.bool_]:
    """Points whose blocks do not agree in place, and do once y is moved along the flow.

    What moved did so as a piece. Under letters the flow finds something for each stroke, here and
    there: such a flow does not count.
    """
    import cv2

    down, across = np.indices(x.shape, np.float32)
    displaced = cv2.remap(
        y,
        across + flow[..., 0],
        down + flow[..., 1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    after = local_correlation(x, np.asarray(displaced, np.float32), _BLOCK_PX).correlation
    length = np.hypot(flow[..., 0], flow[..., 1])
    along = (box_mean(flow[..., axis], _BLOCK_PX) for axis in (0, 1))
    as_one = np.hypot(*along) > _AS_ONE * box_mean(length, _BLOCK_PX)
    moves: NDArray[np.bool_] = (local < 0.85) & (after > 0.9) & as_one & (length > 0.7)
    return moves


def correction_of(
    flow: NDArray[np.float32], moving: NDArray[np.bool_], to_a: Affine
) -> Affine | None:
    """The affine part of the flow as a change of a's coordinates; None if it is negligible.

    A robust fit: the background of a burst decides, not the person who moved.
    """
    down, across = np.nonzero(moving)
    if len(across) < 12:
        return None
    points = np.stack([across, down, np.ones(len(across))], axis=1)
    wanted = flow[down, across].astype(np.float64)
    weight = np.ones(len(across))
    for _ in range(4):
        weighted = points * weight[:, None]
        factors = np.linalg.lstsq(weighted, wanted * weight[:, None], rcond=None)[0]
        rest = np.hypot(*(wanted - points @ factors).T)
        weight = 1 / (1 + (rest / (2 * (1.4826 * np.median(rest) + 0.1))) ** 2)
    if np.abs(points @ factors).mean() < 0.12:
        return None
    shift = np.hstack([np.eye(2) + factors[:2].T, factors[2][:, None]])
    return geometry.chain(geometry.chain(geometry.inverse(to_a), geometry.inverse(shift)), to_a)


def block_centres(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Centres of the blocks that lie well inside the overlap."""
    import cv2

    half = _BLOCK_PX // 2
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    inner = cv2.erode(padded, np.ones((half, half), np.uint8))[1:-1, 1:-1] > 0
    centres = np.zeros_like(mask)
    centres[half::half, half::half] = inner[half::half, half::half]
    return centres


def _smooth(x: NDArray[np.uint8]) -> NDArray[np.float32]:
    import cv2

    return np.asarray(cv2.GaussianBlur(x.astype(np.float32), (0, 0), 1.0), np.float32)


def _bytes(x: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.asarray(np.clip(x + 0.5, 0, 255), np.uint8)


def _correlation(x: NDArray[Any], y: NDArray[Any]) -> float:
    x, y = x - x.mean(), y - y.mean()
    return float((x * y).sum() / np.sqrt((x * x).sum() * (y * y).sum() + 1e-6))
