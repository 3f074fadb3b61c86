"""Nearest vectors by a product with all of them: exact, without an index.

For a few new photos this is quicker than reading the graph of a large library, let alone making it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from simgui.core.task import Token
from simgui.core.vectors import Vectors, blocks

_ASKED_AT_ONCE = 256
"""Vectors compared with each block of the others, which has to be made float32 for it."""

_SAMPLE = 4096  # points; bounds the k-th cosine from below
_ROUNDING = 1e-5  # of cosines: float32 rounds a product of 256 numbers by less
_MOST_KEPT = 1 << 20  # candidates held before they are cut to k
_UNIT_TOLERANCE = 1e-2  # of a vector's length: half precision rounds by 1e-3


class Neighbours(Protocol):
    """Ids with unit vectors, searched by cosine."""

    def __len__(self) -> int:
        """Number of ids."""

    def query(
        self, vectors: NDArray[np.float32], k: int, token: Token | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the nearest k ids of each vector.

        Args:
            vectors: float32 [n, D] of unit length.
            k: How many, at least 1; more than there are is no error.
            token: Cancels or pauses.

        Returns:
            Ids int64 [n, k] and cosines float32 [n, k], descending, equal cosines by id; where
            there are fewer than k, both are filled with -1.

        Raises:
            Cancelled: The token was cancelled.
            ValueError: A wrong shape, a number that is not finite, a wrong length.
        """


class ExactIndex:
    """Neighbours among vectors that are used where they lie, without a copy.

    Args:
        ids: int64 [N], ascending.
        vectors: [N, D] of unit length.
    """

    def __init__(self, ids: NDArray[np.int64], vectors: Vectors) -> None:
        self._ids = ids
        self._vectors = vectors

    def __len__(self) -> int:
        return len(self._ids)

    def query(
        self, vectors: NDArray[np.float32], k: int, token: Token | None = None
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
        for start in range(0, len(vectors), _ASKED_AT_ONCE):
            block = slice(start, start + _ASKED_AT_ONCE)
            rows, found = product(vectors[block], self._vectors, width, token)
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
    vectors: NDArray[np.float32], points: Vectors, k: int, token: Token | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Rows [n, k] of the k points nearest to each vector and their cosines, the nearest first.

    Of equal ones the first are taken. The k-th best of a sample of points is no better than the
    k-th best of all: what is worse than that need not be sorted, which at 100,000 points takes
    nine tenths of the time.

    Args:
        vectors: float32 [n, D].
        points: [N, D], at least k.
        k: How many, at least 1.
        token: Cancels or pauses.

    Raises:
        Cancelled: The token was cancelled.
    """
    some = np.arange(0, len(points), max(1, len(points) // max(_SAMPLE, k)))
    sample = vectors @ points[some].T
    bound = np.partition(sample, len(some) - k, axis=1)[:, len(some) - k, None]
    # The product with a sample may round otherwise than that with the points beside it.
    bound -= _ROUNDING
    kept = _Near.none()
    for start, block in blocks(points):
        if token is not None:
            token.check()
        cosines = vectors @ block.T
        places = np.flatnonzero(cosines >= bound)
        asked, near = np.divmod(places, len(block))
        kept = kept.and_more(asked, near + start, cosines.ravel()[places])
        if len(kept.asked) > _MOST_KEPT:  # a crowd of equals
            kept = kept.best(k)
    kept = kept.best(k)
    return kept.points.reshape(-1, k), kept.cosines.reshape(-1, k)


@dataclass(frozen=True, slots=True)
class _Near:
    """Rows of vectors, of points near them, and the cosines of both; [m] each."""

    asked: NDArray[np.int64]
    points: NDArray[np.int64]
    cosines: NDArray[np.float32]

    @classmethod
    def none(cls) -> _Near:
        return cls(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))

    def and_more(
        self,
        asked: NDArray[np.int64],
        points: NDArray[np.int64],
        cosines: NDArray[np.float32],
    ) -> _Near:
        return _Near(
            np.concatenate([self.asked, asked]),
            np.concatenate([self.points, points]),
            np.concatenate([self.cosines, cosines]),
        )

    def best(self, k: int) -> _Near:
        """The k nearest of each vector, by vector, the nearest first."""
        order = np.lexsort((self.points, -self.cosines, self.asked))
        asked = self.asked[order]
        place = np.arange(len(asked)) - np.searchsorted(asked, asked)
        order = order[place < k]
        return _Near(self.asked[order], self.points[order], self.cosines[order])
