"""Nearest vectors by a graph (hnswlib), for more comparisons than `exact` can make in good time.

Owned by one thread: hnswlib must not be searched while it is added to. The graph holds the vectors
at full precision, 1.2 GB of a million; beside it the vectors of the library are used where they
lie, to answer exactly what the graph can't.

The saved file is hnswlib's own, and a cache that proves nothing about itself (hnswlib loads flipped
bytes in silence, and crashes over what is no file of its own). So `save` returns a stamp to keep
elsewhere, and `load` believes nothing that does not match it and the library's vectors.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simgui.core.errors import IndexDamagedError, UserError
from simgui.core.files import durable
from simgui.core.neighbours import graph
from simgui.core.neighbours.exact import ExactIndex, unit
from simgui.core.neighbours.graph import IndexStamp
from simgui.core.neighbours.points import Points, found_in
from simgui.core.task import Token
from simgui.core.vectors import Vectors, blocks

__all__ = ["Index", "IndexStamp"]

_EF_CONSTRUCTION = 200
"""With 100 the graph of 50,000 vectors takes a third less, and of copies planted among vectors that
share nothing 0.992 are found instead of all."""

_EF_SEARCH = 96
"""Recall of 20 neighbours is 1.000 from 50 on (100,000 clustered points); this is twice as much."""

_HARDER = (400, 1600)
"""How widely the graph is searched for a known point that it did not lead to: 4 and 16 ms."""

_EQUAL = 1e-5
"""Of cosines, by which equal ones may differ after rounding."""

_QUERIES = 256  # vectors searched between two looks at the token
_BLOCK = 4096  # vectors made float32 at once
_ADDED = 256
"""Vectors added between two looks at the token: about 0.1 s."""

_FIRST_CAPACITY = 1024  # points; the graph grows by a quarter when full

_MOST_EMPTY = 4
"""A graph is made again when more than one in so many of its points has been left by all ids."""

_SAME = 1e-4
"""By which rounding may change a number of a vector. Those of other pictures differ by far more."""

_SAMPLES = 64  # points searched for themselves after loading
_LEAST_FOUND = 7 / 8
"""Of a sample of points that must find themselves. In a sound graph a few in a thousand do not."""


class Index:
    """Ids with unit vectors, searched by cosine; identical vectors share one point."""

    def __init__(self, dim: int, *, threads: int = 1) -> None:
        """Make an empty index.

        Args:
            dim: Length of the vectors.
            threads: Threads that build and search the graph; with one the graph is reproducible.
        """
        self.dim = dim
        self._threads = threads
        self._clear()

    def _clear(self) -> None:
        self._points = Points(self.dim)
        self._given: list[ExactIndex] = []
        self._graph: Any = graph.new(self.dim, _FIRST_CAPACITY, _EF_CONSTRUCTION)

    def __len__(self) -> int:
        return self._points.id_count

    def __contains__(self, content_id: int) -> bool:
        return bool(self._points.has(np.array([content_id], np.int64))[0])

    def add(self, ids: NDArray[np.int64], vectors: Vectors, token: Token | None = None) -> None:
        """Add vectors.

        Args:
            ids: int64 [n], 0 or more, none of them in the index.
            vectors: [n, D] of unit length. They are not copied and must stay as they are.
            token: Cancels or pauses: the graph of 100,000 vectors takes 40 s on two threads.

        Raises:
            Cancelled: The token was cancelled; some of the vectors are in the index.
            ValueError: A wrong shape, a number that is not finite, a wrong length, a known id; the
                index is as it was.
        """
        ids = np.asarray(ids, np.int64)
        for _, block in blocks(vectors):
            unit(block, self.dim)
        if len(ids) != len(vectors) or (ids < 0).any():
            raise ValueError(f"{len(ids)} ids for {len(vectors)} vectors, or a negative id")
        if len(np.unique(ids)) < len(ids) or self._points.are_names(ids).any():
            raise ValueError("an id is in the index already")
        if self._points.has(ids).any():
            raise ValueError("an id is in the index already")
        self._given.append(ExactIndex(ids, vectors))
        self._insert(ids, vectors, np.arange(len(ids)), token)

    def update(self, ids: NDArray[np.int64], vectors: Vectors, token: Token | None = None) -> bool:
        """Make this the index of exactly these vectors, adding and dropping what it takes.

        Args:
            ids: int64 [n], ascending, 0 or more. An id that is here already has the vector it had.
            vectors: [n, D] of unit length. They are not copied and must stay as they are.
            token: Cancels or pauses.

        Returns:
            Whether anything was to do.

        Raises:
            Cancelled: The token was cancelled; before it is used the index must be updated again.
            ValueError: A wrong shape, a number that is not finite, a wrong length.
        """
        here = self._points.ids()
        gone = here[~np.isin(here, ids)]
        is_new = ~self._points.has(ids)
        emptied = len(self._points.empty) + len(gone)
        if emptied * _MOST_EMPTY > len(self._points) or self._are_taken(ids, vectors, is_new):
            self._clear()
            is_new[:] = True
            gone = gone[:0]
        self._given = [ExactIndex(ids, vectors)]
        self._drop(gone.tolist())
        self._insert(ids, vectors, np.flatnonzero(is_new), token)
        return bool(len(gone) or is_new.any())

    def query(
        self, vectors: NDArray[np.float32], k: int, token: Token | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the nearest k ids of each vector; see `exact.Neighbours`."""
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        vectors = unit(vectors, self.dim)
        ids = np.full((len(vectors), k), -1, np.int64)
        cosines = np.full((len(vectors), k), -1, np.float32)
        width = min(k, len(self._points) - len(self._points.empty))
        if not width:
            return ids, cosines
        lost = [np.zeros(0, np.int64)]
        for start in range(0, len(vectors), _QUERIES):
            if token is not None:
                token.check()
            rows = slice(start, start + _QUERIES)
            points, found, is_lost = self._nearest(vectors[rows], width)
            order = np.lexsort((points, -found), axis=1)
            ids[rows, :width] = np.take_along_axis(points, order, 1)
            cosines[rows, :width] = np.take_along_axis(found, order, 1)
            self._spread(ids[rows], cosines[rows], width)
            lost.append(start + np.flatnonzero(is_lost))
        rest = np.concatenate(lost)
        if len(rest):
            ids[rest], cosines[rest] = self._exactly(vectors[rest], k, token)
        return ids, cosines

    def save(self, path: str) -> IndexStamp:
        """Write the index to a file, whole or not at all.

        Returns:
            What `load` needs to believe the file.

        Raises:
            UserError: It can't be written, or is not written in full.
        """
        part = f"{path}.part"
        try:
            # A file tells nothing of what is marked: the library does when it is read.
            for point in self._points.empty:
                self._graph.unmark_deleted(point)
            try:
                stamp = graph.write(self._graph, part, self.dim)
            finally:
                for point in self._points.empty:
                    self._graph.mark_deleted(point)
            durable.replace(part, path)
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UserError(
                "The search index can't be saved as {path}: {reason}",
                path=path,
                remedy="Free some space on the disk. The index is rebuilt when needed.",
                reason=reason,
            ) from error
        finally:
            with suppress(OSError):
                os.remove(part)
        return stamp

    @classmethod
    def load(
        cls,
        path: str,
        stamp: IndexStamp,
        ids: NDArray[np.int64],
        vectors: Vectors,
        *,
        threads: int = 1,
    ) -> Index:
        """Read a saved graph of vectors most of which are still in the library.

        Args:
            path: Of the file.
            stamp: From `save`.
            ids: int64 [n], ascending: all that are in the library now.
            vectors: [n, D] of unit length, theirs. They are not copied and must stay as they are.
            threads: As for a new index.

        Returns:
            An index of those of these ids that are in the file; `update` adds the others.

        Raises:
            IndexDamagedError: The file is missing or is not what the stamp and the library say;
                make it again.
        """
        try:
            index = cls(stamp.dim, threads=threads)
            index._read(path, stamp, np.asarray(ids, np.int64), vectors)
        except (OSError, ValueError, RuntimeError) as error:
            raise IndexDamagedError(
                "The search index {path} can't be used: {why}",
                path=path,
                remedy="It is rebuilt from the library.",
                why=error,
            ) from error
        return index

    def _drop(self, ids: Sequence[int]) -> None:
        """Take ids out; the points that are left without any are passed over from now on."""
        for content_id in ids:
            point = self._points.leave(content_id)
            if point is not None:
                self._graph.mark_deleted(point)

    def _are_taken(
        self, ids: NDArray[np.int64], vectors: Vectors, is_new: NDArray[np.bool_]
    ) -> bool:
        """Whether a new id names a point it is not at, and has another vector now."""
        rows = np.flatnonzero(is_new & self._points.are_names(ids))
        if not len(rows):
            return False
        points = self._points.at(self._points.prints(unit(vectors[rows], self.dim)))
        return bool((points != ids[rows]).any())

    def _insert(
        self,
        ids: NDArray[np.int64],
        vectors: Vectors,
        rows: NDArray[np.int64],
        token: Token | None,
    ) -> None:
        """Add the vectors in some rows."""
        self._reserve(len(rows))
        for start in range(0, len(rows), _BLOCK):
            some = rows[start : start + _BLOCK]
            names, block = ids[some], unit(vectors[some], self.dim)
            prints = self._points.prints(block)
            is_first = np.zeros(len(some), bool)
            is_first[np.unique(prints, return_index=True)[1]] = True
            fresh = np.flatnonzero(is_first & (self._points.at(prints) < 0))
            done = 0
            try:
                for first in range(0, len(fresh), _ADDED):
                    if token is not None:
                        token.check()
                    part = fresh[first : first + _ADDED]
                    self._graph.add_items(block[part], names[part], num_threads=self._threads)
                    done += len(part)
            finally:
                added = fresh[:done]
                self._points.add(names[added], prints[added])
            for row in np.setdiff1d(np.arange(len(some)), fresh).tolist():
                (point,) = self._points.at(prints[row : row + 1]).tolist()
                if point in self._points.empty:
                    self._graph.unmark_deleted(point)
                self._points.join(int(names[row]), point)

    def _reserve(self, more: int) -> None:
        """Have room for more points; what is not used takes no memory yet."""
        needed, room = len(self._points) + more, self._graph.get_max_elements()
        if needed > room:
            self._graph.resize_index(max(needed, room * 5 // 4))

    def _nearest(
        self, vectors: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.bool_]]:
        """The k nearest points of a block in no order, and for which vectors they are not.

        A known point that the graph does not lead to is a sign that others near it are missed too.
        """
        points = np.full((len(vectors), k), -1, np.int64)
        cosines = np.full((len(vectors), k), -1, np.float32)
        own = self._points.at(self._points.prints(vectors))
        open_rows = np.arange(len(vectors))
        for least in (0, *_HARDER):
            wide = max(_EF_SEARCH, 2 * k, least)
            graph.search(self._graph, vectors, open_rows, points, cosines, wide, self._threads)
            some = points[open_rows]
            is_lost = (some[:, 0] < 0) | (
                (own[open_rows] >= 0)
                & (some != own[open_rows, None]).all(axis=1)
                # Not among many that are equal to it but for rounding.
                & (cosines[open_rows].min(axis=1) < 1 - _EQUAL)
            )
            open_rows = open_rows[is_lost]
            if not len(open_rows):
                break
        is_lost = np.zeros(len(vectors), bool)
        is_lost[open_rows] = True
        return points, cosines, is_lost

    def _exactly(
        self, vectors: NDArray[np.float32], k: int, token: Token | None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The nearest k ids of vectors by products with all others."""
        found = [given.query(vectors, k, token) for given in self._given]
        ids = np.concatenate([part[0] for part in found], axis=1)
        cosines = np.concatenate([part[1] for part in found], axis=1)
        order = np.lexsort((ids, -cosines), axis=1)[:, :k]
        return np.take_along_axis(ids, order, 1), np.take_along_axis(cosines, order, 1)

    def _spread(self, ids: NDArray[np.int64], cosines: NDArray[np.float32], width: int) -> None:
        """Replace points, in the first columns, by all ids at them, in place."""
        k = ids.shape[1]
        for row in np.flatnonzero(self._points.are_shared(ids[:, :width]).any(axis=1)):
            found: list[tuple[float, int]] = []
            for point, cosine in zip(
                ids[row, :width].tolist(), cosines[row, :width].tolist(), strict=True
            ):
                if len(found) >= k:
                    break
                found += [(-cosine, content_id) for content_id in self._points.members(point)]
            found = sorted(found)[:k]
            ids[row, : len(found)] = [content_id for _, content_id in found]
            cosines[row, : len(found)] = [-cosine for cosine, _ in found]

    def _read(self, path: str, stamp: IndexStamp, ids: NDArray[np.int64], vectors: Vectors) -> None:
        names, prints, gone = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)], []
        for some, stored in graph.read(path, stamp):
            places, is_known = found_in(ids, some)
            current = unit(vectors[places[is_known]], self.dim)
            # Another processor may round otherwise: then the library's numbers count.
            is_same = (np.abs(current - stored[is_known]) <= _SAME).all(axis=1)
            here = np.flatnonzero(is_known)[is_same]
            points = stored.copy()
            points[here] = current[is_same]
            names.append(some)
            prints.append(self._points.prints(points))
            gone += np.delete(some, here).tolist()
        self._points.add(np.concatenate(names), np.concatenate(prints))
        self._graph = graph.load(path, stamp, max(stamp.count * 5 // 4, _FIRST_CAPACITY))
        self._drop(gone)
        self._given = [ExactIndex(ids, vectors)]
        self._check_sample(ids, vectors)

    def _check_sample(self, ids: NDArray[np.int64], vectors: Vectors) -> None:
        """Most points must find themselves, or the links are not those of these vectors."""
        here = np.flatnonzero(self._points.has(ids))
        if not len(here):
            return
        some = here[:: max(1, len(here) // _SAMPLES)][:_SAMPLES]
        self._graph.set_ef(_HARDER[0])
        _, distances = self._graph.knn_query(
            unit(vectors[some], self.dim), 1, num_threads=self._threads
        )
        if (distances < 1e-3).mean() < _LEAST_FOUND:
            raise ValueError("its vectors do not find themselves")
