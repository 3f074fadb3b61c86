"""Unit vectors as a library keeps them: at half precision, which halves their memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_ROWS = 4096
"""Vectors made float32 at once: 4 MB of 256 numbers."""


class HalfVectors:
    """Vectors [N, D] at half precision, given out as float32 of unit length.

    Indexed like an array by rows. At 100,000 photos they take 51 MB instead of 102, and making
    them all float32 again, block by block, takes 40 ms.

    Attributes:
        lengths: float32 [N], of the vectors as they lie here: not exactly 1, for they were rounded.
    """

    def __init__(self, halves: NDArray[np.float16]) -> None:
        """Use an array where it lies.

        Args:
            halves: float16 [N, D]. Numbers that are not finite give lengths that are not.
        """
        self._halves = halves
        self.lengths = np.empty(len(halves), np.float32)
        for start in range(0, len(halves), _ROWS):
            part = halves[start : start + _ROWS].astype(np.float32)
            self.lengths[start : start + _ROWS] = np.sqrt(np.einsum("nd,nd->n", part, part))

    def __len__(self) -> int:
        return len(self._halves)

    @property
    def shape(self) -> tuple[int, int]:
        """N and D."""
        count, dim = self._halves.shape
        return count, dim

    def __getitem__(
        self, rows: int | slice | NDArray[np.int64] | NDArray[np.bool_]
    ) -> NDArray[np.float32]:
        """One vector, float32 [D], or some, float32 [n, D], of unit length."""
        part = self._halves[rows].astype(np.float32)
        part /= self.lengths[rows][..., None]
        return part

    def where(self, chosen: NDArray[np.bool_]) -> HalfVectors:
        """The vectors of some rows, bool [N], at half precision still."""
        return HalfVectors(self._halves[chosen])


Vectors = NDArray[np.float32] | HalfVectors
"""Unit vectors [N, D], whole or at half precision."""


def blocks(vectors: Vectors) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """All vectors a few at a time: the row of the first, and float32 [n, D]."""
    for start in range(0, len(vectors), _ROWS):
        yield start, vectors[start : start + _ROWS]
