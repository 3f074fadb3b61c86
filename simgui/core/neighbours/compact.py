"""Vectors at one byte a number, which tell within which bounds a cosine lies.

A quarter of a gigabyte holds a million, and a product with all of them takes 70 ms of one core. The
few whose bounds leave it open whether they are among the nearest are then compared exactly.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

_LARGEST = 127  # of int8
_AT_ONCE = 128
"""Vectors made float32 at once: they stay in the processor's nearest memory, and the product with
them is too small for BLAS to start threads of its own."""

_ROUNDING = 1e-5
"""Of a cosine of 256 numbers at single precision, by far."""

_MOST_THREADS = 4  # more wait for memory


class Compact:
    """Ids with the vectors they have, or had: whoever asks compares what is found exactly."""

    def __init__(self) -> None:
        """Have no vectors."""
        self._ids: list[NDArray[np.int64]] = []
        self._bytes: list[NDArray[np.int8]] = []
        self._scales: list[NDArray[np.float32]] = []
        self._errors: list[NDArray[np.float32]] = []  # what rounding may add to a cosine

    def __len__(self) -> int:
        return sum(map(len, self._ids))

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors, float32 [n, D] of unit length, some thousands at a time."""
        scales = np.abs(vectors).max(axis=1) / _LARGEST
        numbers = np.rint(vectors / scales[:, None])
        # By Cauchy and Schwarz what is rounded off adds no more to a cosine than its own length.
        lost = np.linalg.norm(vectors - numbers * scales[:, None], axis=1)
        self._errors.append(np.asarray(lost + _ROUNDING, np.float32))
        self._bytes.append(numbers.astype(np.int8))
        self._scales.append(scales)
        self._ids.append(ids)

    def candidates(self, query: NDArray[np.float32], count: int) -> tuple[NDArray[np.int64], float]:
        """What holds all vectors that are nearest to a query.

        Args:
            query: float32 [D] of unit length.
            count: How many nearest ones, at least 1.

        Returns:
            Ids int64 [m], and a cosine: all vectors that reach it are among these, and if none was
            replaced or dropped since it was added, they are at least `count`, or all there are.
        """
        if not self._ids:
            return np.zeros(0, np.int64), -2.0
        self._ids = [np.concatenate(self._ids)]
        self._errors = [np.concatenate(self._errors)]
        (ids,), (errors,) = self._ids, self._errors
        with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as pool:
            blocks = range(len(self._bytes))
            found = np.concatenate(
                list(pool.map(lambda block: self._product(block, query), blocks))
            )
        if count >= len(ids):
            return np.unique(ids), -2.0
        place = len(ids) - count
        bound = float(np.partition(found - errors, place)[place])
        return np.unique(ids[found + errors >= bound]), bound

    def _product(self, block: int, query: NDArray[np.float32]) -> NDArray[np.float32]:
        numbers = self._bytes[block]
        out = np.empty(len(numbers), np.float32)
        room = np.empty((_AT_ONCE, len(query)), np.float32)
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            here = room[: len(some)]
            np.copyto(here, some)
            np.matmul(here, query, out=out[start : start + len(some)])
        out *= self._scales[block]
        return out
