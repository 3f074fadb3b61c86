"""What a 16 x 16 luma picture says: a hash of its slopes, and how far two hashes are apart."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

_ROWS, _COLUMNS = 8, 9


def dhash(luma: NDArray[np.uint8]) -> int:
    """The 64-bit difference hash of a picture.

    Neal Krawetz, "Kind of Like That", 2013: each bit tells whether luma rises from one of 9 columns
    to the next, in 8 rows.

    Args:
        luma: uint8 [H, W].
    """
    height, width = luma.shape
    small = _box(_ROWS, height) @ luma.astype(np.float64) @ _box(_COLUMNS, width).T
    # Rounding in the product must not decide a bit of a flat picture.
    bits = small[:, 1:] - small[:, :-1] > 1e-6
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def hamming(a: int, b: int) -> int:
    """How many bits of two hashes differ."""
    return (a ^ b).bit_count()


@functools.cache
def _box(rows: int, columns: int) -> NDArray[np.float64]:
    """Weights [rows, columns] that average equal stretches of `columns` values."""
    edges = np.linspace(0, columns, rows + 1)
    position = np.arange(columns)
    overlap = np.minimum(edges[1:, None], position + 1) - np.maximum(edges[:-1, None], position)
    weights: NDArray[np.float64] = np.clip(overlap, 0, None) * (rows / columns)
    return weights
