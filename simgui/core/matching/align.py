"""Whether one photo lies on another, and how: the check behind every claim that two are copies.

Points (SIFT) give an affine map, the pixels under it decide (see `overlap`). Works on thumbnails of
320 px; everything here is deterministic and runs on any thread. OpenCV is imported when first used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simgui.core import bend as bends
from simgui.core import geometry
from simgui.core.bend import Bend
from simgui.core.geometry import Affine
from simgui.core.imaging.pyramid import Picture, picture
from simgui.core.matching import overlap, overlay
from simgui.core.matching.overlap import Overlap

MAX_POINTS = 500
"""Points a photo: 1,000 find no more of the copies and double the cost of a pair."""

_CONTRAST = 0.02
"""Half of SIFT's usual threshold: soft and pale photos have few points otherwise."""

_RATIO = 0.85
"""A match must be nearer than the second best by this factor (Lowe, 2004)."""

_MIN_PX = 8  # smaller thumbnails have no points
_REACH_PX = 3.0  # pixels of a thumbnail: how far an inlier may lie off (RANSAC)
_NEARBY_PX = 25.0  # pixels: a match this close but no inlier is a near miss
_MIN_INLIERS = 7
"""Random pairs of photos reached 6 in 1,500 trials; the pixels decide from here on."""

_CLEAR_INLIERS = 25
"""From here on the mirror image is not tried too."""

_FEW_INLIERS = 60  # below, a simpler map (four degrees of freedom) is tried too
_SIMPLE_SHARE = 0.85  # of the inliers that the simpler map must keep

SQUARE_PX = 32  # side at which whole photos are correlated
_WRITTEN_SHARE = 0.005
"""Share of pixels that differ from which something may lie over one picture."""

_BENT_INLIERS, _BENT_KEPT = 30, 0.85  # matches and correlation without which no bend is fitted
_BENT_SHARE, _BENT_DRIFT = 0.04, 0.9
"""A bend is fitted where so large a share of the matches miss an affine map by little, or a tenth
of the blocks by so many raster pixels."""

_STRAIGHTER = 0.8
"""That drift must become smaller by this factor."""

_ALIKE = 0.8
"""How well two whole photos must correlate at that size before their pixels are looked at."""

_MAX_SCALE = 8.0  # of any side; beyond, maps are accidents of few points
_MAX_STRETCH = 2.6
"""Squashed photos up to twice are copies; maps beyond are accidents of few points."""

_MIRROR = np.arange(128).reshape(4, 4, 8)[::-1][:, :, -np.arange(8) % 8].reshape(-1)
"""Where each number of a SIFT descriptor comes from in the mirror image: rows of cells change
places, and so do the directions, for the descriptor turns with its point."""


class Features:
    """What a photo is aligned by.

    Points are kept, 0.08 MB a photo; the picture, five times as much, is made again from its stored
    JPEG when it is asked for: most pairs are told apart without it.

    Attributes:
        size: Width and height of the thumbnail.
        points: float32 [n, 2], pixel centres.
        descriptors: uint8 [n, 128].
        square: uint8 [SQUARE_PX, SQUARE_PX], the photo in grey, squashed.
        stored: The JPEG, or None if there is only the picture.
    """

    __slots__ = ("_picture", "descriptors", "points", "size", "square", "stored")

    def __init__(
        self,
        size: tuple[int, int],
        points: NDArray[np.float32],
        descriptors: NDArray[np.uint8],
        square: NDArray[np.uint8],
        stored: bytes | None = None,
        prepared: Picture | None = None,
    ) -> None:
        self.size = size
        self.points = points
        self.descriptors = descriptors
        self.square = square
        self.stored = stored
        self._picture = prepared

    @property
    def picture(self) -> Picture:
        """The thumbnail and its reductions."""
        prepared = self._picture
        if prepared is None:
            prepared = picture(decoded(self.stored or b""))
            self._picture = prepared
        return prepared

    def drop_picture(self) -> None:
        """Free the picture if it can be made again."""
        if self.stored is not None:
            self._picture = None


@dataclass(frozen=True, slots=True)
class Finding:
    """An alignment and what speaks for and against it.

    Attributes:
        to_a: From b's to a's pixel centres, in the thumbnails.
        inliers: Matches that agree; `nearby` are those that miss by up to 25 px.
        error: Root mean square distance of the inliers in pixels of the smaller picture.
        pixels: How the pixels agree.
        bend: How b is straightened before `to_a` lays it on a; None where it need not be.
    """

    to_a: Affine
    inliers: int
    nearby: int
    error: float
    pixels: Overlap
    bend: Bend | None = None

    def laid(self, b: Picture) -> Picture:
        """Picture b as `to_a` expects it."""
        return b if self.bend is None else self.bend.straightened(b)


def decoded(thumbnail: bytes) -> NDArray[np.uint8]:
    """Decode a stored thumbnail: uint8 [h, w, 3], RGB.

    Raises:
        ValueError: It is damaged, or has hardly any pixels.
    """
    import cv2

    image = cv2.imdecode(np.frombuffer(thumbnail, np.uint8), cv2.IMREAD_COLOR)
    if image is None or min(image.shape[:2]) < _MIN_PX:
        raise ValueError("a thumbnail is damaged")
    return np.ascontiguousarray(image[:, :, ::-1], np.uint8)


def features(thumbnail: NDArray[np.uint8], stored: bytes | None = None) -> Features:
    """Prepare a photo for alignment; 8 to 20 ms, the more texture the longer.

    Args:
        thumbnail: uint8 [h, w, 3], RGB, long side 320 px.
        stored: The JPEG it was decoded from.
    """
    import cv2

    grey = cv2.cvtColor(thumbnail, cv2.COLOR_RGB2GRAY)
    prepared = picture(thumbnail)
    detector: Any = cv2.SIFT.create(nfeatures=MAX_POINTS, contrastThreshold=_CONTRAST)
    found, descriptors = detector.detectAndCompute(grey, _mask(prepared))
    if descriptors is None:
        points, descriptors = np.empty((0, 2), np.float32), np.empty((0, 128), np.uint8)
    else:
        points = np.array([point.pt for point in found], np.float32)[:MAX_POINTS]
    descriptors = np.asarray(descriptors[:MAX_POINTS], np.uint8)
    return Features(prepared.size, points, descriptors, _square(prepared), stored, prepared)


def align(a: Features, b: Features) -> Finding | None:
    """Find how photo b lies on photo a, or None if their points do not say."""
    of_a, of_b = _normalised(a), _normalised(b)
    best = _by_points(a, b, of_a, of_b)
    if best is None or best[1] < _CLEAR_INLIERS:
        mirrored = _by_points(a, b, of_a, of_b[:, _MIRROR], is_mirrored=True)
        if mirrored is not None and (best is None or mirrored[1] > best[1]):
            best = mirrored
    if best is None:
        return None
    to_a, inliers, nearby, error = best
    compared = overlap.compare(a.picture, b.picture, to_a)
    if compared is None:
        return None
    pixels, refined = compared
    return Finding(refined, inliers, nearby, error, pixels)


def unbent(a: Features, b: Features, found: Finding) -> Finding | None:
    """Try whether b lies on a better once it is straightened; None if not.

    Args:
        a: One photo.
        b: The other.
        found: From `align`.
    """
    share = found.nearby / max(1, found.inliers + found.nearby)
    if found.inliers < _BENT_INLIERS or found.pixels.kept < _BENT_KEPT:
        return None
    if share < _BENT_SHARE and found.pixels.far_drift < _BENT_DRIFT:
        return None
    of_a, of_b = _normalised(a), _normalised(b)
    if np.linalg.det(found.to_a[:, :2]) < 0:
        of_b = of_b[:, _MIRROR]
    pairs = _matches(of_a, of_b)
    at_a, at_b = a.points[pairs[:, 0]], b.points[pairs[:, 1]]
    to_b = geometry.inverse(found.to_a)
    is_near = (
        np.linalg.norm(geometry.moved(at_a.astype(np.float64), to_b) - at_b, axis=1) < _NEARBY_PX
    )
    at_a, at_b = at_a[is_near], at_b[is_near]
    fitted = bends.fit(at_a, at_b, found.to_a, a.size, b.size)
    if fitted is None:
        return None
    bend, misses = fitted
    agree = misses < _REACH_PX
    if agree.sum() < found.inliers:
        return None
    compared = overlap.compare(a.picture, bend.straightened(b.picture), found.to_a)
    if compared is None:
        return None
    pixels, refined = compared
    if pixels.far_drift > _STRAIGHTER * found.pixels.far_drift:
        return None
    error = float(np.sqrt((misses[agree] ** 2).mean()))
    return Finding(refined, int(agree.sum()), int((~agree).sum()), error, pixels, bend)


def uncovered(a: Features, b: Features, found: Finding) -> Finding | None:
    """The finding without what lies over one of both, which must not be much; None if nothing does.

    Args:
        a: One photo.
        b: The other.
        found: From `align` or `unbent`.
    """
    if found.inliers < _CLEAR_INLIERS or found.pixels.residual < _WRITTEN_SHARE:
        return None
    laid = found.laid(b.picture)
    raster = overlap.rasterise(a.picture, laid, found.to_a)
    if raster is None or not overlay.hidden(raster).any():
        return None
    compared = overlap.compare(a.picture, laid, found.to_a, overlay.hidden)
    if compared is None or compared[0].residual >= found.pixels.residual:
        return None
    pixels, refined = compared
    return replace(found, to_a=refined, pixels=pixels)


def align_whole(a: Features, b: Features) -> Finding | None:
    """Try the eight ways (turned, mirrored) in which all of b may lie on all of a.

    For skies, walls and blurred photos without points.
    """
    of_a, of_b = (photo.square - photo.square.mean(dtype=np.float32) for photo in (a, b))
    ways = [(quarter, is_mirrored) for quarter in range(4) for is_mirrored in (False, True)]
    lain = np.stack([np.rot90(of_b[:, ::-1] if m else of_b, q) for q, m in ways])
    alike = (lain * of_a).sum(axis=(1, 2)) / np.sqrt((of_a**2).sum() * (of_b**2).sum() + 1e-6)
    best = int(alike.argmax())
    if alike[best] < _ALIKE:
        return None
    to_a = _whole_map(a, b, *ways[best])
    compared = overlap.compare(a.picture, b.picture, to_a)
    if compared is None:
        return None
    pixels, refined = compared
    return Finding(refined, 0, 0, 0.0, pixels)


def _mask(prepared: Picture) -> NDArray[np.uint8] | None:
    """Where points count: the bars of two screenshots would match each other."""
    if prepared.content == prepared.whole:
        return None
    left, top, right, bottom = (round(edge + 0.5) for edge in prepared.content)
    mask = np.zeros(prepared.levels[0].shape[:2], np.uint8)
    mask[top:bottom, left:right] = 255
    return mask


def _by_points(
    a: Features,
    b: Features,
    of_a: NDArray[np.float32],
    of_b: NDArray[np.float32],
    *,
    is_mirrored: bool = False,
) -> tuple[Affine, int, int, float] | None:
    """Affine map from b to a by RANSAC over matched points: map, inliers, near misses, error."""
    import cv2

    pairs = _matches(of_a, of_b)
    if len(pairs) < 4:
        return None
    at_a, at_b = a.points[pairs[:, 0]], b.points[pairs[:, 1]]
    width_b = b.size[0]
    if is_mirrored:
        at_b = np.stack([width_b - 1 - at_b[:, 0], at_b[:, 1]], axis=1)
    found, chosen = _ransac(cv2.estimateAffine2D, at_b, at_a)
    if found is None or chosen.sum() < _MIN_INLIERS:
        return None
    if chosen.sum() < _FEW_INLIERS:
        # Few points in a corner leave an affine map free to bend elsewhere; most copies need only
        # a shift, a turn and a scale.
        simple, agreeing = _ransac(cv2.estimateAffinePartial2D, at_b, at_a)
        if simple is not None and agreeing.sum() >= _SIMPLE_SHARE * chosen.sum():
            found, chosen = simple, agreeing
    if not _is_sane(found) or chosen.sum() < _MIN_INLIERS:
        return None
    inliers = chosen.ravel().astype(bool)
    misses = np.linalg.norm(at_b @ found[:, :2].T + found[:, 2] - at_a, axis=1)
    error = float(np.sqrt((misses[inliers] ** 2).mean()))
    error *= min(1.0, 1 / np.sqrt(abs(np.linalg.det(found[:, :2]))))
    if is_mirrored:
        flip = np.array([[-1.0, 0, width_b - 1], [0, 1, 0], [0, 0, 1]])
        found = found @ flip
    nearby = int((~inliers & (misses < _NEARBY_PX)).sum())
    return np.asarray(found, np.float64), int(inliers.sum()), nearby, error


def _ransac(estimate: Any, at_b: NDArray[Any], at_a: NDArray[Any]) -> tuple[Any, Any]:
    """Map and mask of the matches that agree with it; OpenCV draws from a fixed seed."""
    import cv2

    return tuple(
        estimate(
            at_b,
            at_a,
            method=cv2.RANSAC,
            ransacReprojThreshold=_REACH_PX,
            maxIters=1000,
            confidence=0.999,
            refineIters=5,
        )
    )


def _matches(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.int64]:
    """Indices [m, 2] of descriptors that are each other's nearest, clearly before the second."""
    import cv2

    if min(len(a), len(b)) < 3:
        return np.empty((0, 2), np.int64)
    # Not numpy's product: photos are spread over threads, and each would call up BLAS's own.
    product: Any = cv2.gemm
    alike = product(a, b, 1.0, None, 0.0, flags=cv2.GEMM_2_T)
    rows = np.arange(len(a))
    nearest = alike.argmax(axis=1)
    best = alike[rows, nearest]
    is_mutual = alike.argmax(axis=0)[nearest] == rows
    alike[rows, nearest] = -1
    second = alike.max(axis=1)
    chosen = is_mutual & (1 - best < _RATIO**2 * (1 - second))
    return np.stack([rows[chosen], nearest[chosen]], axis=1)


def _normalised(photo: Features) -> NDArray[np.float32]:
    """Square roots of the shares of a descriptor, so that a product is the Hellinger similarity.

    Arandjelović and Zisserman, "Three things everyone should know to improve object retrieval"
    (2012).
    """
    values = photo.descriptors.astype(np.float32)
    return np.asarray(np.sqrt(values / np.maximum(values.sum(axis=1, keepdims=True), 1)))


def _is_sane(matrix: NDArray[Any]) -> bool:
    large, small = np.linalg.svd(matrix[:, :2], compute_uv=False)
    return bool(small > 1 / _MAX_SCALE and large < _MAX_SCALE and large < _MAX_STRETCH * small)


def _square(prepared: Picture) -> NDArray[np.uint8]:
    import cv2

    side = (SQUARE_PX, SQUARE_PX)
    small = cv2.resize(prepared.levels[-1], side, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)


def _whole_map(a: Features, b: Features, quarter: int, is_mirrored: bool) -> Affine:
    """From b to a if b, mirrored or not, then turned anticlockwise, fills the frame of a."""
    size_a, size_b = np.array(a.size), np.array(b.size)
    unit = np.array(
        [[1 / size_b[0], 0, 0.5 / size_b[0]], [0, 1 / size_b[1], 0.5 / size_b[1]], [0, 0, 1]]
    )
    if is_mirrored:
        unit = np.array([[-1, 0, 1], [0, 1, 0], [0, 0, 1]]) @ unit
    turn = np.array([[0, 1, 0], [-1, 0, 1], [0, 0, 1]])
    unit = np.linalg.matrix_power(turn, quarter) @ unit
    back = np.array([[size_a[0], 0, -0.5], [0, size_a[1], -0.5], [0, 0, 1]])
    return np.asarray((back @ unit)[:2], np.float64)
