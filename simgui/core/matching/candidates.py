"""Finds candidate pairs with the network; their pixels are compared later.

A few array operations over a whole block of new photos; deterministic: the same library gives the
same candidates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simgui.core.catalog import LocalBackground
from simgui.core.neighbours.exact import Neighbours
from simgui.core.network.model import Background, Thresholds
from simgui.core.task import Token
from simgui.core.vectors import Vectors

NEAREST = 48
"""Neighbours looked up for each photo. Of 1,304 copies of everyday pictures, 96 % were among the
first 32 of one side and 98 % among the first 64."""

OWN_PAIRS = 8
"""Pairs that one photo may ask for. With the network of 2026-11 the first eight held 0.92 of the
copies of everyday pictures and all copies of photos."""

_OWN_SURE = 2
"""The same for partners that are sure by their score alone, and for those with an equal vector,
which may not take the place of others."""

_MOST_PAIRS = 64
"""Pairs one photo may be part of, others' wishes included, in one call of `nominate`."""

_AROUND = slice(20, 33)
"""Neighbours that say how alike unrelated photos of this library are to a photo: far enough down
the list that few photos have so many copies."""

_LEVEL_LASTS = 0.2
"""A level is measured again once the library has become larger or smaller by this share."""

_LEAST_DISTANCE = 1e-6
"""Of a photo from those around it, so that a crowd of equal vectors divides by something."""

_AT_ONCE = 4096
"""Vectors copied side by side: 4 MB."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate pairs, ordered by a, then b; a < b.

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
            lasts &= np.abs(levels.values) <= 1  # NaN (a damaged row) compares False
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
        cosine = self._cosine(first, second)
        needed = np.unique(np.concatenate([first, second]))
        unknown = needed[np.isnan(self._bias[needed])]
        for start in range(0, len(unknown), _AT_ONCE):
            some = unknown[start : start + _AT_ONCE]
            self._bias[some] = self._background.bias(self.vectors[some])
        score = self._background.score(cosine, self._bias[first], self._bias[second])
        return cosine, score

    def _cosine(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float32]:
        cosine = np.empty(len(first), np.float32)
        for start in range(0, len(first), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            np.einsum(
                "nd,nd->n", self.vectors[first[part]], self.vectors[second[part]], out=cosine[part]
            )
        return cosine

    def note_levels(self, rows: NDArray[np.int64], found: NDArray[np.int64]) -> None:
        """Learn how alike a photo is to the photos around it from its nearest ids, [n, k]."""
        around = found[:, _AROUND]
        if not around.shape[1] or (around < 0).any():
            return  # a library too small to tell
        here = np.repeat(rows, around.shape[1])
        cosine = self._cosine(here, self.rows(around.ravel()))
        self._level[rows] = cosine.reshape(around.shape).mean(axis=1).clip(-1, 1)
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
        """Mean cosines of rows with what is around them, float32 [n]; NaN in a very small library.

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

    A pair is worth a look if it stands out from what unrelated photos around both reach. Distances
    are compared with those around, not subtracted, so that one measure serves photos, of which few
    are alike, and pages, screens and drawings, of which all are (local scaling: Zelnik-Manor and
    Perona, "Self-tuning spectral clustering", 2004). Each photo asks for its best few partners, so
    that the pairs grow with the photos on any material.

    Args:
        known: Every content, the new ones too.
        index: The same contents.
        new: int64 [n], ids of the contents to find partners for.
        thresholds: Of the network.
        token: Cancels or pauses.
        nearest: Neighbours looked at.

    Raises:
        Cancelled: The token was cancelled.
    """
    rows = known.rows(np.unique(new))
    found = known.nearest(rows, index, nearest + 1, token)
    known.note_levels(rows, found)
    here = np.repeat(rows, found.shape[1])
    there = np.where(found.ravel() < 0, here, known.rows(found.ravel()))
    is_pair = here != there
    here, there = here[is_pair], there[is_pair]
    level = np.minimum(known.levels(here, index, token), known.levels(there, index, token))
    cosine, score = known.compare(here, there)
    stands_out = 1 - (1 - cosine) / np.maximum(1 - level, _LEAST_DISTANCE)
    # Too few photos to tell what is around: the score alone decides.
    is_likely = np.where(
        np.isnan(level), score >= thresholds.nominate, stands_out >= thresholds.standout
    )
    strength = np.where(np.isnan(level), score, stands_out)
    is_equal = 1 - cosine < _LEAST_DISTANCE
    # Beside a crowd of copies nothing stands out: what is sure on its own is looked at as well.
    is_sure = score >= thresholds.same
    chosen = np.concatenate(
        [
            _best_of_each(here, there, strength, is_likely & ~is_equal, OWN_PAIRS),
            _best_of_each(here, there, strength, is_sure & ~is_equal, _OWN_SURE),
            _best_of_each(here, there, strength, is_equal, _OWN_SURE),
        ]
    )
    wanted = np.unique(chosen)
    ends = np.stack(
        [np.minimum(here, there)[wanted], np.maximum(here, there)[wanted]], axis=1
    ).reshape(-1, 2)
    ends, first = np.unique(ends, axis=0, return_index=True)
    ends = ends[_within_limit(ends, strength[wanted][first], len(known.ids))]
    return candidates_of(known, ends)


def _best_of_each(
    owner: NDArray[np.int64],
    other: NDArray[np.int64],
    strength: NDArray[np.float32],
    chosen: NDArray[np.bool_],
    most: int,
) -> NDArray[np.int64]:
    """Places of the strongest few of the chosen pairs of each owner.

    Equally strong ones are taken by the nearest row. In a crowd of equals everyone would choose the
    same few otherwise.
    """
    places = np.flatnonzero(chosen)
    owner, other, strength = owner[places], other[places], strength[places]
    order = np.lexsort((other, np.abs(other - owner), -strength, owner))
    owner = owner[order]
    rank = np.arange(len(order)) - np.searchsorted(owner, owner)
    return np.asarray(places[order[rank < most]])


def _within_limit(
    ends: NDArray[np.int64], strength: NDArray[np.float32], count: int
) -> NDArray[np.int64]:
    """Places of the pairs to keep so that no photo has too many; each keeps its strongest one."""
    used = np.bincount(ends.ravel(), minlength=count)
    if used.max(initial=0) <= _MOST_PAIRS:
        return np.arange(len(ends))
    used[:] = 0
    kept = []
    for place in np.argsort(-strength, kind="stable").tolist():
        a, b = ends[place].tolist()
        if max(used[a], used[b]) < _MOST_PAIRS or min(used[a], used[b]) == 0:
            used[a] += 1
            used[b] += 1
            kept.append(place)
    return np.array(sorted(kept), np.int64)


def candidates_of(known: Embedded, rows: NDArray[np.int64]) -> Candidates:
    """Pairs of rows, int64 [m, 2] with the smaller first, and their figures."""
    cosine, score = known.compare(rows[:, 0], rows[:, 1])
    return Candidates(known.ids[rows[:, 0]], known.ids[rows[:, 1]], cosine, score, known)
