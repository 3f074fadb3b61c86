"""Pictures that explain a match: what differs under the found alignment, and what agrees.

Runs on pool threads. The difference is taken after the other photo's luma was fitted to the
reference's, so that a change of tone does not show.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QTransform

from simgui.core.matching.correlation import local_correlation
from simgui.ui.platform.qimages import from_pixels, to_pixels

_WINDOW_SHARE = 1 / 24  # side of the window to the long side
_FLAT = 12.0  # variance below which a window holds nothing to agree on
_GAIN = 4.0  # makes a difference of 16 levels plainly visible
_HEAT_ALPHA = 115  # of 255: the photo stays visible below the colours
_NOISE = 6.0  # levels that saving again changes anyway

Luma = NDArray[np.float32]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Maps:
    """Over the reference picture, in its proportions.

    Attributes:
        difference: Grey where both agree, bright where they differ; dark outside of the overlap.
        agreement: Transparent, with colour where structures agree (green) or don't (red).
        mean_agreement: Mean correlation over the windows with structure, -1..1, or None.
    """

    difference: QImage
    agreement: QImage
    mean_agreement: float | None


def maps(reference: QImage, other: QImage, laid: QTransform) -> Maps:
    """Compare two pictures under an alignment from the reference to the other."""
    import cv2

    a, b = to_pixels(reference), to_pixels(other)
    height, width = a.shape[:2]
    warped, inside = _warped(a, b, laid)
    grey_a = cv2.cvtColor(a, cv2.COLOR_RGB2GRAY).astype(np.float32)
    grey_b = cv2.cvtColor(warped, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fitted = _fitted(grey_a, grey_b, inside)
    side = max(5, round(max(width, height) * _WINDOW_SHARE) | 1)
    correlation, variance_a, variance_b = local_correlation(grey_a, grey_b, side, inside)
    has_structure = (np.maximum(variance_a, variance_b) > _FLAT) & inside
    correlation = np.clip(correlation, -1.0, 1.0)
    judged = correlation[has_structure]
    return Maps(
        _difference_picture(grey_a, fitted, inside),
        _agreement_picture(correlation, has_structure, inside),
        float(judged.mean()) if judged.size else None,
    )


def _warped(a: Bytes, b: Bytes, laid: QTransform) -> tuple[Bytes, NDArray[np.bool_]]:
    """Picture b as it lies on a, and where it lies."""
    import cv2

    (ha, wa), (hb, wb) = a.shape[:2], b.shape[:2]
    matrix = np.array(
        [
            [laid.m11() * wb / wa, laid.m21() * wb / ha, laid.dx() * wb],
            [laid.m12() * hb / wa, laid.m22() * hb / ha, laid.dy() * hb],
        ],
        np.float64,
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    warped = cv2.warpAffine(b, matrix, (wa, ha), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    full = np.full((hb, wb), 255, np.uint8)
    mask = cv2.warpAffine(full, matrix, (wa, ha), flags=flags, borderValue=0)
    return np.asarray(warped, np.uint8), np.asarray(mask > 127)


def _fitted(a: Luma, b: Luma, inside: NDArray[np.bool_]) -> Luma:
    """Luma b brought to a's mean and spread, so that a filter is no difference."""
    if not inside.any():
        return b
    mean_a, mean_b = float(a[inside].mean()), float(b[inside].mean())
    spread = float(a[inside].std()) / max(1.0, float(b[inside].std()))
    return np.asarray((b - mean_b) * spread + mean_a, np.float32)


def _difference_picture(a: Luma, b: Luma, inside: NDArray[np.bool_]) -> QImage:
    difference = np.clip((np.abs(a - b) - _NOISE) * _GAIN, 0, 255) * inside
    base = a * 0.32
    out = np.empty((*a.shape, 3), np.float32)
    share = difference / 255.0
    # Dark grey picture, turning to a warm yellow where it differs: seen by red-green blind eyes.
    out[..., 0] = base + (255.0 - base) * share
    out[..., 1] = base + (196.0 - base) * share
    out[..., 2] = base * (1.0 - share) + 30.0 * share
    out[~inside] *= 0.35
    return from_pixels(np.clip(out, 0, 255).astype(np.uint8))


def _agreement_picture(
    correlation: Luma, has_structure: NDArray[np.bool_], inside: NDArray[np.bool_]
) -> QImage:
    share = np.clip((correlation - 0.2) / 0.7, 0.0, 1.0)[..., None]
    agrees = np.array([40, 190, 120], np.float32)
    differs = np.array([235, 130, 60], np.float32)
    out = np.zeros((*correlation.shape, 4), np.float32)
    out[..., :3] = agrees * share + differs * (1.0 - share)
    out[..., 3] = np.where(has_structure, _HEAT_ALPHA, 24)
    out[~inside] = (0, 0, 0, 110)
    return from_pixels(out.astype(np.uint8))
