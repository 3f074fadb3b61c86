"""Local correlation of two grey pictures: how much they agree around each point.

The zero-mean normalised cross-correlation (Lewis, "Fast Normalized Cross-Correlation", 1995) in a
sliding window: brightness and contrast do not matter.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_LEAST_VARIANCE = 1e-3
"""Squared grey levels: keeps the correlation of flat windows finite; far below one level."""


class Local(NamedTuple):
    """Around each point, float32 [h, w] each.

    Attributes:
        correlation: -1..1.
        variance_x: Variance in squared grey levels, at least `_LEAST_VARIANCE`; `variance_y`
            likewise.
    """

    correlation: NDArray[np.float32]
    variance_x: NDArray[np.float32]
    variance_y: NDArray[np.float32]


def box_mean(x: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Mean over a square of `side` pixels around each point, float32 [h, w]."""
    import cv2

    size = (side, side)
    return np.asarray(cv2.boxFilter(x, -1, size, borderType=cv2.BORDER_REFLECT), np.float32)


def local_correlation(
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    side: int,
    inside: NDArray[np.bool_] | None = None,
) -> Local:
    """Correlate two pictures in a window around each point.

    Args:
        x: Grey levels, float32 [h, w].
        y: Those of the other picture.
        side: Of the window, in pixels.
        inside: Points that count, bool [h, w]; all by default.
    """
    if inside is None:

        def mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
            return box_mean(values, side)

    else:
        weight = inside.astype(np.float32)
        covered = np.maximum(box_mean(weight, side), 1e-3)

        def mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
            return np.asarray(box_mean(values * weight, side) / covered, np.float32)

    mean_x, mean_y = mean(x), mean(y)
    variance_x = np.maximum(mean(x * x) - mean_x**2, _LEAST_VARIANCE)
    variance_y = np.maximum(mean(y * y) - mean_y**2, _LEAST_VARIANCE)
    correlation = (mean(x * y) - mean_x * mean_y) / np.sqrt(variance_x * variance_y)
    return Local(correlation, variance_x, variance_y)
