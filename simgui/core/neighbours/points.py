"""Which ids share which point of a graph: equal vectors are one point.

Hundreds of points at one place would make others unreachable in the graph. Numbers are kept in
sorted arrays: dicts and sets of a million ids take ten times as much.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_SEED = 7  # any: fixed, so that the same vectors give the same prints


class Points:
    """The points of a graph, each named by the first id it had, and the ids at each of them.

    A point stays when all its ids have left, for a graph forgets nothing.
    """

    def __init__(self, dim: int) -> None:
        """Have no points.

        Args:
            dim: Length of the vectors.
        """
        random = np.random.default_rng(_SEED)
        self._keys = random.integers(0, 1 << 64, dim, np.uint64, endpoint=False) | np.uint64(1)
        self._prints = np.zeros(0, np.uint64)  # ascending; `_named` is in the same order
        self._named = np.zeros(0, np.int64)
        self._names = np.zeros(0, np.int64)  # ascending
        self._members: dict[int, list[int]] = {}  # where they are not just the point's name
        self._point_of: dict[int, int] = {}  # of the ids that name no point
        self._absent: set[int] = set()  # names of points that stand for others only
        self._empty: set[int] = set()

    def __len__(self) -> int:
        """How many points there are, empty ones too."""
        return len(self._names)

    @property
    def empty(self) -> set[int]:
        """Points without an id."""
        return self._empty

    @property
    def id_count(self) -> int:
        """How many ids there are."""
        return len(self._names) - len(self._absent) + len(self._point_of)

    def ids(self) -> NDArray[np.int64]:
        """All ids, ascending."""
        own = self._names
        if self._absent:
            own = own[~np.isin(own, list(self._absent))]
        return np.sort(np.concatenate([own, np.array(list(self._point_of), np.int64)]))

    def has(self, ids: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of some ids are here, bool [n]."""
        found = self.are_names(ids)
        if self._absent:
            found &= ~np.isin(ids, list(self._absent))
        if self._point_of:
            found |= np.isin(ids, list(self._point_of))
        return found

    def are_names(self, ids: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of some ids name a point, whether they are at it or not, bool [n]."""
        return found_in(self._names, ids)[1]

    def prints(self, vectors: NDArray[np.float32]) -> NDArray[np.uint64]:
        """A number for each vector, uint64 [n], that equal vectors share, and others do not."""
        # Multilinear hashing (Carter and Wegman, 1979) of the bits: a pair of different vectors
        # has one chance in 2^33 or fewer, however alike they are.
        words = np.ascontiguousarray(vectors, np.float32).view(np.uint32)
        return np.asarray(words.astype(np.uint64) @ self._keys, np.uint64)

    def at(self, prints: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The points with these prints, int64 [n], -1 where there is none."""
        places, is_there = found_in(self._prints, prints)
        points = np.full(len(prints), -1, np.int64)
        points[is_there] = self._named[places[is_there]]
        return points

    def add(self, names: NDArray[np.int64], prints: NDArray[np.uint64]) -> None:
        """Add points with one id each, which names it and names no other."""
        order = np.argsort(prints, kind="stable")
        places = np.searchsorted(self._prints, prints[order])
        self._prints = np.insert(self._prints, places, prints[order])
        self._named = np.insert(self._named, places, names[order])
        names = np.sort(names)
        self._names = np.insert(self._names, np.searchsorted(self._names, names), names)

    def join(self, content_id: int, point: int) -> None:
        """Put an id at a point that is there."""
        self._members.setdefault(point, [point]).append(content_id)
        if content_id == point:
            self._absent.discard(point)
        else:
            self._point_of[content_id] = point
        self._empty.discard(point)

    def leave(self, content_id: int) -> int | None:
        """Take an id from its point.

        Returns:
            The point, if it was the last one there.
        """
        point = self._point_of.pop(content_id, content_id)
        members = self._members.setdefault(point, [point])
        members.remove(content_id)
        if content_id == point:
            self._absent.add(point)
        if members:
            return None
        self._empty.add(point)
        return point

    def members(self, point: int) -> list[int]:
        """The ids at a point."""
        return self._members.get(point, [point])

    def are_shared(self, points: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which points stand for other ids than their name only, in the shape of `points`."""
        if not self._members:
            return np.zeros(points.shape, bool)
        return np.isin(points, list(self._members))


def found_in(
    among: NDArray[np.int64] | NDArray[np.uint64], wanted: NDArray[np.int64] | NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Places of numbers in an ascending array, and whether they are there, [n] each.

    The place of a number that is not there is any.
    """
    if not len(among):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    places = np.minimum(np.searchsorted(among, wanted), len(among) - 1)
    return places, among[places] == wanted
