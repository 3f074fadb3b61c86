"""Which of several shots of one moment is the best, with reasons that a person can see.

The shots are laid on one another and compared where they show the same: sharpness in the places
that are detailed in any of them, light that is lost, and what is cut off. These are measures of our
own; nobody's faces are looked for, so that closed eyes count nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np
from numpy.typing import NDArray

Onto = tuple[float, float, float, float, float, float]
"""How a shot lies on the first: as `Alignment.matrix`."""

_MARGIN = 0.25
"""Share of the first shot's frame that is looked at on each side beyond it: others show more."""
_LEAST_SHARED = 0.1  # of what is looked at: with less they show different things
_EDGE_PX = 4  # three of _FINE_PX and one
_NIGHT = 16.0  # of 255: below, noise would count as detail where only the light is compared
_GREY = 0.2 * 255
"""Mean light of a photo as exposed by a camera: some 18 % of white, and a little for the sky."""
_AS_SHARP = 0.95  # of the sharpest: nobody sees the difference
_FRAMED = 0.97  # of what the others show: a hand moves by as much
_BLOCK_PX = 16  # side of a place that is sharp or not, on a long side of some 640 pixels
_FINE_PX = 1.0  # standard deviation: detail finer than this is what blur takes away
_DETAILED = 0.8  # quantile of detail: the places above it are where sharpness matters
_WHITE, _BLACK = 250, 5  # of 255: light beyond these is lost
_SHARP = 0.85  # of the sharpest shot: below, it is worth saying
_SMEARED = 0.55  # of the detail across the blur that is left along it: below, something moved
_LOST = 0.03  # share of the area: more light lost than in the best shot is worth saying
_STOPS = 0.5  # of exposure, from the middle of the shots
_SHOWN = 0.93  # share of what most shots show: below, something is cut off


class Flaw(Enum):
    """What is worse in a shot than in another one of the moment."""

    SMEARED = "smeared"  # the camera or the subject moved
    SOFT = "soft"  # out of focus
    CUT_OFF = "cut_off"
    BLOWN = "blown"  # light or shadow lost
    DARK = "dark"
    BRIGHT = "bright"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be said of one shot.

    Attributes:
        score: Higher is better; only shots of one moment can be compared.
        sharpness: Share of the detail of the sharpest shot that it has, 0..1.
        shown: Share of what most shots show that is in its frame, 0..1.
        lost: Share of its area that is pure white or black, beyond that of the best one, 0..1.
        stops: How much brighter than is good it is, in exposure values.
        flaws: The worst first.
    """

    score: float
    sharpness: float
    shown: float
    lost: float
    stops: float
    flaws: tuple[Flaw, ...]


def judge(
    pictures: Sequence[NDArray[np.uint8]], onto: Sequence[Onto | None]
) -> list[Judged] | None:
    """Compare the shots of one moment.

    Args:
        pictures: uint8 [H, W, 3] RGB each, upright, with long sides alike.
        onto: How each lies on the first: from the first's coordinates to its own, both 0..1 over
            the picture. None where that is not known.

    Returns:
        One for each picture; None if fewer than two can be laid on one another.
    """
    known = [number for number, matrix in enumerate(onto) if matrix is not None]
    if len(known) < 2:
        return None
    laid = [_laid(pictures[n], onto[n], pictures[0].shape) for n in known]
    luma, inside = np.stack([a for a, _ in laid]), np.stack([m for _, m in laid])
    often = inside.sum(axis=0) * 2 > len(known)
    # Beside the edge of a frame its border would count as detail.
    edge = np.ones((2 * _EDGE_PX + 1, 2 * _EDGE_PX + 1), np.uint8)
    everywhere = np.asarray(np.all(inside, axis=0), np.uint8)
    shared = np.asarray(cv2.erode(everywhere, edge)) > 0
    if shared.mean() < _LEAST_SHARED:
        return None
    even = np.log(luma + _NIGHT)
    detail = np.stack([_blocks(_fine(picture) ** 2) for picture in even])
    common = _blocks(shared.astype(np.float32)) > 0.99
    most = np.where(common, detail.max(axis=0), 0)
    sharp = _sharpness(detail, most)
    smear = _smear(even, shared, int(np.argmax(sharp)))
    shown = np.array([(mask & often).sum() / max(1, often.sum()) for mask in inside])
    lost = np.array([_lost(p, shared) for p in luma])
    stops = _stops(np.array([_brightness(p, shared) for p in luma]))
    judged = {
        n: _judged(
            float(sharp[i]),
            float(shown[i] / shown.max()),
            float(lost[i] - lost.min()),
            float(stops[i]),
            float(abs(stops[i]) - abs(stops).min()),
            smear[i],
        )
        for i, n in enumerate(known)
    }
    unknown = Judged(float("-inf"), 0.0, 0.0, 0.0, 0.0, ())
    return [judged.get(n, unknown) for n in range(len(pictures))]


def _judged(
    sharp: float, shown: float, lost: float, stops: float, farther: float, smear: float
) -> Judged:
    score = (
        min(1.0, sharp / _AS_SHARP)
        - 4.0 * lost
        - 0.3 * max(0.0, farther - _STOPS / 2)
        - 1.5 * max(0.0, _FRAMED - shown)
    )
    worst: list[tuple[float, Flaw]] = []
    if sharp < _SHARP:
        worst.append((1.0 - sharp, Flaw.SMEARED if smear < _SMEARED else Flaw.SOFT))
    if shown < _SHOWN:
        worst.append((1.5 * (_FRAMED - shown), Flaw.CUT_OFF))
    if lost > _LOST:
        worst.append((4.0 * lost, Flaw.BLOWN))
    if farther > _STOPS:
        worst.append((0.3 * farther, Flaw.BRIGHT if stops > 0 else Flaw.DARK))
    worst.sort(key=lambda item: -item[0])
    return Judged(score, sharp, shown, lost, stops, tuple(flaw for _, flaw in worst))


def _laid(
    picture: NDArray[np.uint8], matrix: Onto | None, shape: tuple[int, ...]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The luma of a shot as it lies on the first one and around it, and where it shows anything."""
    assert matrix is not None
    height, width = shape[:2]
    own_height, own_width = picture.shape[:2]
    a, b, c, d, e, f = matrix
    left, top = _MARGIN * width, _MARGIN * height
    size = (round(width + 2 * left), round(height + 2 * top))
    to_own = np.array(
        [
            [a * own_width / width, b * own_width / height, c * own_width],
            [d * own_height / width, e * own_height / height, f * own_height],
        ]
    )
    to_own[:, 2] -= to_own[:, :2] @ (left, top)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    laid = cv2.warpAffine(grey, to_own, size, flags=flags)
    mask = cv2.warpAffine(np.full_like(grey, 255), to_own, size, flags=flags)
    return laid.astype(np.float32), mask > 250


def _fine(luma: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(luma - cv2.GaussianBlur(luma, (0, 0), _FINE_PX), np.float32)


def _blocks(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Means over square places."""
    rows, columns = (side // _BLOCK_PX for side in values.shape)
    cut = values[: rows * _BLOCK_PX, : columns * _BLOCK_PX]
    return np.asarray(
        cut.reshape(rows, _BLOCK_PX, columns, _BLOCK_PX).mean(axis=(1, 3)), np.float32
    )


def _sharpness(detail: NDArray[np.float32], weight: NDArray[np.float32]) -> NDArray[np.float64]:
    """The detail of each shot where there is most of it, as a share of the sharpest one's."""
    most = weight[weight > 0]
    if not len(most):
        return np.ones(len(detail))
    matters = weight >= np.quantile(most, _DETAILED)
    found = np.sqrt(detail[:, matters]).mean(axis=1)
    return np.asarray(found / max(float(found.max()), 1e-9), np.float64)


def _smear(even: NDArray[np.float32], shared: NDArray[np.bool_], best: int) -> list[float]:
    """How much less detail a shot has in the direction of most loss than across it, 0..1."""
    ratios = []
    angles = np.arange(8) * np.pi / 8
    slopes = [
        (cv2.Sobel(p, cv2.CV_32F, 1, 0)[shared], cv2.Sobel(p, cv2.CV_32F, 0, 1)[shared])
        for p in even
    ]
    energy = np.array(
        [[float(((np.cos(t) * x + np.sin(t) * y) ** 2).mean()) for t in angles] for x, y in slopes]
    )
    for row in energy:
        left = row / np.maximum(energy[best], 1e-9)
        ratios.append(float(left.min() / max(left.max(), 1e-9)))
    return ratios


def _brightness(luma: NDArray[np.float32], shared: NDArray[np.bool_]) -> float:
    return float(np.mean((luma[shared] / 255.0) ** 2.2) * 255.0)


def _stops(light: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each shot is from an exposure between that of most shots and that of most photos."""
    told = np.log2(np.maximum(light, 1.0))
    return np.asarray(told - (np.median(told) + np.log2(_GREY)) / 2, np.float64)


def _lost(luma: NDArray[np.float32], shared: NDArray[np.bool_]) -> float:
    inside = luma[shared]
    return float(((inside >= _WHITE) | (inside <= _BLACK)).mean())
