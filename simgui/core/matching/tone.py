"""Two aligned pictures matched in tone and sharpness, so that only real differences remain.

Pictures are float32 [h, w, 3] in grey levels 0..255; a mask, bool [h, w], says where both count.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_FIT_PIXELS = 3000  # pixels sampled for the fit of the tone
_ROUNDS, _COVERED_ROUNDS = 3, 8  # of the robust fit; it settles in so many


def luma(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Luma (ITU-R BT.601) of float32 [..., 3]."""
    return _mixed(rgb, np.array([0.299, 0.587, 0.114]), 0.0)


def _mixed(
    rgb: NDArray[np.float32], shares: NDArray[np.floating], offset: float
) -> NDArray[np.float32]:
    """One channel of three; in OpenCV, which takes a fifth of NumPy's time for it."""
    import cv2

    return np.asarray(cv2.transform(rgb, np.array([[*shares, offset]], np.float64)), np.float32)


def match_tone(
    a: NDArray[np.float32],
    b: NDArray[np.float32],
    mask: NDArray[np.bool_],
    *,
    may_be_covered: bool = False,
) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
    """Both pictures in one tone, as luma of a and of b, and the noise between them.

    The luma of the duller one is predicted from the colours of the other, so that grey, sepia and
    tinted copies fit too. The fit (linear in the colours, cubic in the luma) is robust: what was
    written on a picture does not bend it.

    Args:
        a: One picture.
        b: The other.
        mask: Where both count.
        may_be_covered: Whether a third of one of them may lie under something else: the fit then
            begins with what is alike as it is, and takes more rounds.
    """
    luma_a, luma_b = luma(a), luma(b)
    is_a_duller = _colourfulness(a, luma_a, mask) <= _colourfulness(b, luma_b, mask)
    target, source, grey = (luma_a, b, luma_b) if is_a_duller else (luma_b, a, luma_a)
    places = np.flatnonzero(mask)
    places = places[:: max(1, len(places) // _FIT_PIXELS)]
    wanted = target.ravel()[places]
    shade = grey.ravel()[places] / 255 - 0.5
    inside = np.empty((len(places), 6), np.float32)
    inside[:, 0] = 1
    inside[:, 1:4] = source.reshape(-1, 3)[places] / 255
    inside[:, 4] = shade * shade
    inside[:, 5] = shade * shade * shade
    weight = np.ones(len(wanted), np.float32)
    if may_be_covered:
        rest = wanted - grey.ravel()[places]
        rest -= np.median(rest)
        weight = (1 / (1 + (rest / (2 * np.median(np.abs(rest)) + 4)) ** 2) ** 2).astype(np.float32)
    for _ in range(_COVERED_ROUNDS if may_be_covered else _ROUNDS):
        weighted = inside.T * weight
        normal = weighted @ inside + 1e-2 * np.eye(inside.shape[1], dtype=np.float32)
        factors = np.linalg.solve(normal, weighted @ wanted)
        rest = wanted - inside @ factors
        noise = 1.4826 * float(np.median(np.abs(rest))) + 1.0
        weight = (1 / (1 + (rest / (2 * noise)) ** 2) ** 2).astype(np.float32)
    predicted = _mixed(source, factors[1:4] / 255, float(factors[0]))
    every = grey * np.float32(1 / 255) - np.float32(0.5)
    curve = every * factors[5]
    curve += factors[4]
    curve *= every
    curve *= every
    predicted += curve
    return (target, predicted, noise) if is_a_duller else (predicted, target, noise)


def _colourfulness(
    rgb: NDArray[np.float32], luma: NDArray[np.float32], mask: NDArray[np.bool_]
) -> float:
    """Mean distance of red and blue from the luma, in grey levels; of each third row, or all."""
    some = slice(None, None, 3) if mask[::3].any() else slice(None)
    rgb, luma, mask = rgb[some], luma[some], mask[some]
    distance = np.abs(rgb[..., 0] - luma) + np.abs(rgb[..., 2] - luma)
    return float(distance[mask].mean())


def match_sharpness(
    x: NDArray[np.float32], y: NDArray[np.float32], mask: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
    """Blur the sharper of two pictures until both have edges of equal strength."""
    import cv2

    strength_x, strength_y = slope(x)[mask].mean(), slope(y)[mask].mean()
    is_x_sharper = strength_x > strength_y
    sharp = x if is_x_sharper else y
    goal = 1.15 * min(strength_x, strength_y)
    softening, blurred = 0.0, sharp
    for sigma in (0.7, 1.0, 1.4, 2.0, 2.8, 4.0):
        if slope(blurred)[mask].mean() <= goal:
            break
        softening = sigma
        blurred = np.asarray(cv2.GaussianBlur(sharp, (0, 0), sigma), np.float32)
    return (blurred, y, softening) if is_x_sharper else (x, blurred, softening)


def change(
    a: NDArray[np.float32],
    b: NDArray[np.float32],
    luma_a: NDArray[np.float32],
    luma_b: NDArray[np.float32],
    mask: NDArray[np.bool_],
) -> tuple[float, float, float]:
    """Gain and shift of the luma from a to b, and how much the colours changed beside it."""
    gain = float((luma_b[mask].std() + 1) / (luma_a[mask].std() + 1))
    shift = float(luma_b[mask].mean() - luma_a[mask].mean())
    tint = sum(
        np.abs((a[..., channel] - luma_a) - (b[..., channel] - luma_b)) for channel in (0, 2)
    )
    return gain, shift, float(np.asarray(tint)[mask].mean() / 2)


def slope(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Steepness in grey levels a pixel."""
    import cv2

    across = cv2.Sobel(x, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(x, cv2.CV_32F, 0, 1, scale=1 / 8)
    return np.asarray(cv2.magnitude(across, down), np.float32)
