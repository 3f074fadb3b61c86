"""Which photos may be copies: the network nominates, pixels decide later.

A few array operations over a whole block of new photos; deterministic: the same library gives the
same candidates.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simgui.core.catalog import LocalBackground
from simgui.core.neighbours.exact import Neighbours
from simgui.core.network.model import Background, Thresholds
from simgui.core.task import Token
from simgui.core.vectors import Vectors

NEAREST = 32
_MOST_NEAREST = 512
"""A crowd of near-identical photos (a burst of hundreds, a scanned book) may not hide partners."""

_AROUND = slice(20, NEAREST + 1)
"""Neighbours that say how alike unrelated photos of this library are to a photo: far enough down
the list that few photos have so many copies."""

_LEVEL_LASTS = 0.2
"""A level is measured anew once the library has become larger or smaller by this share."""

_MOST_SCORE = 2.0
"""No score is beyond: a cosine less a mean of cosines."""

_AT_ONCE = 4096
"""Vectors copied side by side: 4 MB."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that deserve a look, ordered by a, then b; a < b.

    Attributes:
        a: int64 [m], content ids; `b` likewise.
        cosine: float32 [m].
        score: float32 [m], background-normalised.
        known: Where these figures are from, and those of other pairs.
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    cosine: NDArray[np.float32]
    score: NDArray[np.float32]
    known: Embedded

    def __len__(self) -> int:
        return len(self.a)


class Embedded:
    """All contents with their vectors, and what each shares with unrelated photos.

    Attributes:
        ids: int64 [N], ascending.
        vectors: [N, D] of unit length.
    """

    def __init__(
        self,
        ids: NDArray[np.int64],
        vectors: Vectors,
        background: Background,
        levels: LocalBackground | None = None,
    ) -> None:
        """Put together what is known.

        Args:
            ids: int64 [N], ascending.
            vectors: [N, D] of unit length.
            background: Of the network.
            levels: Measured earlier. To measure those of the neighbours of a few new photos takes
                thirty times as long as to find the neighbours.
        """
        self.ids = ids
        self.vectors = vectors
        self._background = background
        self._bias = np.full(len(ids), np.nan, np.float32)
        self._level = np.full(len(ids), np.nan, np.float32)
        self._is_noted = np.zeros(len(ids), bool)
        if levels is not None:
            lasts = np.abs(levels.among - len(ids)) <= _LEVEL_LASTS * levels.among
            lasts &= np.isin(levels.ids, ids)
            lasts &= np.abs(levels.values) <= _MOST_SCORE  # false of what damage made no number
            self._level[self.rows(levels.ids[lasts])] = levels.values[lasts]

    @property
    def unmeasured(self) -> int:
        """Of how many contents the level is not known."""
        return int(np.isnan(self._level).sum())

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Rows of contents that are here."""
        return np.searchsorted(self.ids, ids)

    def compare(
        self, first: NDArray[np.int64], second: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Cosine and score of pairs of rows, float32 [m] each."""
        cosine = np.empty(len(first), np.float32)
        for start in range(0, len(first), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            np.einsum(
                "nd,nd->n", self.vectors[first[part]], self.vectors[second[part]], out=cosine[part]
            )
        needed = np.unique(np.concatenate([first, second]))
        unknown = needed[np.isnan(self._bias[needed])]
        for start in range(0, len(unknown), _AT_ONCE):
            some = unknown[start : start + _AT_ONCE]
            self._bias[some] = self._background.bias(self.vectors[some])
        score = self._background.score(cosine, self._bias[first], self._bias[second])
        return cosine, score

    def note_levels(self, rows: NDArray[np.int64], found: NDArray[np.int64]) -> None:
        """Learn how alike a photo is to the photos around it from its nearest ids, [n, k]."""
        around = found[:, _AROUND]
        if not around.shape[1] or (around < 0).any():
            return  # a library too small to tell
        here = np.repeat(rows, around.shape[1])
        _, score = self.compare(here, self.rows(around.ravel()))
        self._level[rows] = score.reshape(around.shape).mean(axis=1)
        self._is_noted[rows] = True

    def take_levels(self) -> LocalBackground:
        """The levels that were learnt since they were last taken."""
        rows = np.flatnonzero(self._is_noted)
        self._is_noted[rows] = False
        return LocalBackground(
            self.ids[rows], self._level[rows], np.full(len(rows), len(self.ids), np.int64)
        )

    def levels(
        self, rows: NDArray[np.int64], index: Neighbours, token: Token
    ) -> NDArray[np.float32]:
        """Scores of rows with what is around them, float32 [n]; NaN in a very small library.

        Raises:
            Cancelled: The token was cancelled.
        """
        unknown = np.unique(rows[np.isnan(self._level[rows])])
        if len(unknown):
            self.note_levels(unknown, self.nearest(unknown, index, NEAREST + 1, token))
        return self._level[rows]

    def nearest(
        self, rows: NDArray[np.int64], index: Neighbours, k: int, token: Token
    ) -> NDArray[np.int64]:
        """The nearest k ids of rows, int64 [n, k], -1 where there are fewer."""
        found = [np.empty((0, k), np.int64)]
        for start in range(0, len(rows), _AT_ONCE):
            found.append(index.query(self.vectors[rows[start : start + _AT_ONCE]], k, token)[0])
        return np.concatenate(found)


def nominate(
    known: Embedded,
    index: Neighbours,
    new: NDArray[np.int64],
    thresholds: Thresholds,
    token: Token,
    *,
    nearest: int = NEAREST,
) -> Candidates:
    """Find the partners that new contents may have among all contents.

    A pair is worth a look if its score stands out from what unrelated photos around both reach:
    measured against a fixed score, that finds more of the copies for the same number of looks, and
    it holds in a library of any size and of any likeness among its photos.

    Args:
        known: Every content, the new ones too.
        index: The same contents.
        new: int64 [n], ids of the contents to find partners for.
        thresholds: Of the network.
        token: Cancels or pauses.
        nearest: Neighbours looked at; more where a whole crowd is near.

    Raises:
        Cancelled: The token was cancelled.
    """
    rows = known.rows(np.unique(new))
    first, second = [], []
    k = nearest + 1
    while len(rows):
        found = known.nearest(rows, index, k, token)
        known.note_levels(rows, found)
        here = np.repeat(rows, found.shape[1])
        there = np.where(found.ravel() < 0, here, known.rows(found.ravel()))
        is_pair = here != there
        first.append(np.minimum(here, there)[is_pair])
        second.append(np.maximum(here, there)[is_pair])
        if k > len(index) or k >= _MOST_NEAREST:
            break
        last = known.rows(found[:, -1])
        _, score = known.compare(rows, last)
        rows = rows[(score >= thresholds.accept) & (last != rows)]
        k *= 2
    empty = np.empty(0, np.int64)
    ends = np.stack([np.concatenate([empty, *first]), np.concatenate([empty, *second])], axis=1)
    ends = np.unique(ends, axis=0)
    pairs = candidates_of(known, ends)
    level = (known.levels(ends[:, 0], index, token) + known.levels(ends[:, 1], index, token)) / 2
    margin = thresholds.margin
    margin += thresholds.fold * max(0.0, math.log(thresholds.full / max(1, len(known.ids))))
    level = np.nan_to_num(level, nan=thresholds.nominate - margin)
    # In a crowd nothing stands out; what is sure on its own is looked at all the same.
    chosen = (pairs.score - level >= margin) | (pairs.score >= thresholds.same)
    return Candidates(
        pairs.a[chosen], pairs.b[chosen], pairs.cosine[chosen], pairs.score[chosen], known
    )


def candidates_of(known: Embedded, rows: NDArray[np.int64]) -> Candidates:
    """Pairs of rows, int64 [m, 2] with the smaller first, and their figures."""
    cosine, score = known.compare(rows[:, 0], rows[:, 1])
    return Candidates(known.ids[rows[:, 0]], known.ids[rows[:, 1]], cosine, score, known)
