"""Nearest vectors by a product with all of them: exact, and nothing to build, read or keep.

For a few new photos this is quicker than reading the graph of a large library, let alone making it.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

_BLOCK_NUMBERS = 4 << 20
"""Numbers in one block of the product: 16 MB, whatever the size of the library."""

_SAMPLE = 4096
_UNIT_TOLERANCE = 1e-2


class Neighbours(Protocol):
    """Ids with unit vectors, searched by cosine."""

    def __len__(self) -> int:
        """Number of ids."""

    def query(
        self, vectors: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the nearest k ids of each vector.

        Args:
            vectors: float32 [n, D] of unit length.
            k: How many, at least 1; more than there are is no error.

        Returns:
            Ids int64 [n, k] and cosines float32 [n, k], descending, equal cosines by id; where
            there are fewer than k, both are filled with -1.

        Raises:
            ValueError: A wrong shape, a number that is not finite, a wrong length.
        """


class ExactIndex:
    """Neighbours among vectors that are used where they lie, without a copy.

    Args:
        ids: int64 [N], ascending.
        vectors: float32 [N, D] of unit length.
    """

    def __init__(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        self._ids = ids
        self._vectors = vectors

    def __len__(self) -> int:
        return len(self._ids)

    def query(
        self, vectors: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the nearest k ids of each vector; see `Neighbours`."""
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        vectors = unit(vectors, self._vectors.shape[1])
        ids = np.full((len(vectors), k), -1, np.int64)
        cosines = np.full((len(vectors), k), -1, np.float32)
        width = min(k, len(self._ids))
        if not width:
            return ids, cosines
        step = max(1, _BLOCK_NUMBERS // max(self._vectors.shape))
        for start in range(0, len(vectors), step):
            block = slice(start, start + step)
            rows, found = product(vectors[block], self._vectors, width)
            ids[block, :width] = self._ids[rows]
            cosines[block, :width] = found
        return ids, cosines


def unit(vectors: NDArray[np.float32], dim: int) -> NDArray[np.float32]:
    """The vectors [n, dim] at exactly unit length.

    Raises:
        ValueError: A wrong shape, a number that is not finite, a wrong length.
    """
    if vectors.ndim != 2 or vectors.shape[1] != dim:
        raise ValueError(f"vectors of the shape [n, {dim}] are needed")
    vectors = np.asarray(vectors, np.float32)
    if not np.isfinite(vectors).all():
        raise ValueError("a vector holds a number that is not finite")
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    if (np.abs(length - 1) > _UNIT_TOLERANCE).any():
        raise ValueError("a vector is not of unit length")
    return np.ascontiguousarray(vectors / length, np.float32)


def product(
    vectors: NDArray[np.float32], points: NDArray[np.float32], k: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Rows [n, k] of the k points nearest to each vector and their cosines, the nearest first.

    Of equal ones the first are taken. The k-th best of a sample of points is no better than the
    k-th best of all: what is worse than that need not be sorted, which at 100,000 points takes
    nine tenths of the time.
    """
    cosines = vectors @ points.T
    sample = cosines[:, :: max(1, points.shape[0] // max(_SAMPLE, k))]
    bound = np.partition(sample, sample.shape[1] - k, axis=1)[:, sample.shape[1] - k]
    rows = np.empty((len(vectors), k), np.int64)
    for row, found in enumerate(cosines):
        near = np.flatnonzero(found >= bound[row])
        rows[row] = near[np.lexsort((near, -found[near]))[:k]]
    return rows, np.take_along_axis(cosines, rows, 1)
