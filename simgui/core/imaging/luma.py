"""A 16 x 16 luma picture, the same for one photo at any size, and a hash of its slopes."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

LUMA_PX = 16  # side; 256 bytes a photo
_HASH_ROWS, _HASH_COLUMNS = 8, 9  # 64 comparisons of neighbours (dHash, Krawetz 2013)


def dhash(luma: NDArray[np.uint8]) -> int:
    """The 64-bit difference hash of a picture.

    Neal Krawetz, "Kind of Like That", 2013: each bit tells whether luma rises from one of 9 columns
    to the next, in 8 rows.

    Args:
        luma: uint8 [H, W].
    """
    height, width = luma.shape
    rows, columns = _weights(_HASH_ROWS, height, height), _weights(_HASH_COLUMNS, width, width)
    small = rows @ luma.astype(np.float32) @ columns.T
    # Rounding in the product must not decide a bit of a flat picture.
    bits = small[:, 1:] - small[:, :-1] > 1e-3
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def hamming(a: int, b: int) -> int:
    """How many bits of two hashes differ."""
    return (a ^ b).bit_count()


@functools.lru_cache(maxsize=64)
def _weights(fields: int, pixels: int, covered: float) -> NDArray[np.float32]:
    """Weights [fields, pixels] that average equal stretches of the first `covered` pixels."""
    edges = np.linspace(0, covered, fields + 1)
    position = np.arange(pixels)
    overlap = np.minimum(edges[1:, None], position + 1) - np.maximum(edges[:-1, None], position)
    weights: NDArray[np.float32] = (overlap.clip(0) * (fields / covered)).astype(np.float32)
    return weights
