"""Nearest vectors by a graph (hnswlib), for more comparisons than `exact` can make in good time.

Owned by one thread: hnswlib must not be searched while it is added to. The saved file is a cache
that proves nothing about itself (hnswlib loads flipped bytes and a wrong dimension in silence), so
`save` returns a stamp to keep elsewhere and `load` believes nothing that does not match it.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections.abc import Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from simgui.core.errors import IndexDamagedError, UserError
from simgui.core.files import durable
from simgui.core.neighbours.exact import product, unit
from simgui.core.task import Token
from simgui.core.vectors import Vectors, blocks

_SPACE = "ip"
_LINKS = 16
_EF_CONSTRUCTION = 200
_EF_SEARCH = 96
"""Recall of 20 neighbours is 1.000 from 50 on (100,000 clustered points); this is twice as much."""

_QUERIES = 256
_ADDED = 256
"""Vectors added between two looks at the token: about 0.1 s."""

_FIRST_CAPACITY = 1024
_MAGIC = b"simgui index 2\n"
_MAX_HEADER = 4096
_SAMPLES = 32


@dataclass(frozen=True, slots=True)
class IndexStamp:
    """What a saved index must be, kept apart from the file.

    Attributes:
        sha256: Of the whole file, hexadecimal.
        count: Number of ids.
        dim: Length of a vector.
        space: Measure of the graph; "ip" is the inner product of unit vectors.
    """

    sha256: str
    count: int
    dim: int
    space: str = _SPACE


class Index:
    """Ids with unit vectors, searched by cosine.

    Identical vectors share one point: hundreds of points at one place would make others
    unreachable in the graph.
    """

    def __init__(self, dim: int, *, threads: int = 1) -> None:
        """Make an empty index.

        Args:
            dim: Length of the vectors.
            threads: Threads that build and search the graph; with one the graph is reproducible.
        """
        self.dim = dim
        self._threads = threads
        self._first_id: list[int] = []  # of each point
        self._others: dict[int, list[int]] = {}  # further ids of a point
        self._point_of: dict[bytes, int] = {}
        self._ids: set[int] = set()
        self._graph: Any = self._new_graph(_FIRST_CAPACITY)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, content_id: int) -> bool:
        return content_id in self._ids

    @property
    def ids(self) -> Set[int]:
        """All ids in the index."""
        return self._ids

    def add(self, ids: NDArray[np.int64], vectors: Vectors, token: Token | None = None) -> None:
        """Add vectors.

        Args:
            ids: int64 [n], 0 or more, none of them in the index.
            vectors: [n, D] of unit length.
            token: Cancels or pauses: the graph of 100,000 vectors takes 40 s on two threads.

        Raises:
            Cancelled: The token was cancelled; some of the vectors are in the index.
            ValueError: A wrong shape, a number that is not finite, a wrong length, a known id; the
                index is as it was.
        """
        for _, block in blocks(vectors):
            unit(block, self.dim)
        given = [int(i) for i in ids]
        if len(given) != len(vectors) or min(given, default=0) < 0:
            raise ValueError(f"{len(given)} ids for {len(vectors)} vectors, or a negative id")
        if len(set(given)) < len(given) or not self._ids.isdisjoint(given):
            raise ValueError("an id is in the index already")
        for first, block in blocks(vectors):
            for start in range(0, len(block), _ADDED):
                if token is not None:
                    token.check()
                some = unit(block[start : start + _ADDED], self.dim)
                names = given[first + start : first + start + len(some)]
                self._ids.update(names)
                fresh = self._place(names, some)
                if fresh:
                    self._append(some[fresh])

    def query(
        self, vectors: NDArray[np.float32], k: int, token: Token | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the nearest k ids of each vector; see `exact.Neighbours`."""
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        vectors = unit(vectors, self.dim)
        ids = np.full((len(vectors), k), -1, np.int64)
        cosines = np.full((len(vectors), k), -1, np.float32)
        if not self._ids or not len(vectors):
            return ids, cosines
        width = min(k, len(self._first_id))
        first = np.array(self._first_id, np.int64)
        for start in range(0, len(vectors), _QUERIES):
            if token is not None:
                token.check()
            block = vectors[start : start + _QUERIES]
            points, found = self._nearest(block, width)
            labels = first[points]
            order = np.lexsort((labels, -found), axis=1)
            rows = slice(start, start + len(block))
            ids[rows, :width] = np.take_along_axis(labels, order, 1)
            cosines[rows, :width] = np.take_along_axis(found, order, 1)
            if self._others:
                ordered = np.take_along_axis(points, order, 1)
                self._spread(ordered, ids[rows], cosines[rows])
        return ids, cosines

    def save(self, path: str) -> IndexStamp:
        """Write the index to a file, whole or not at all.

        Returns:
            What `load` needs to believe the file.

        Raises:
            UserError: It can't be written, or does not read back as it was written.
        """
        part = f"{path}.part"
        try:
            with open(part, "w+b") as file:
                self._write(file, part)
                file.flush()
                os.fsync(file.fileno())
                file.seek(0)
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            stamp = IndexStamp(digest, len(self), self.dim)
            Index.load(part, stamp, threads=self._threads)
            durable.replace(part, path)
        except (OSError, IndexDamagedError) as error:
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
    def load(cls, path: str, stamp: IndexStamp, *, threads: int = 1) -> Index:
        """Read a saved index.

        Raises:
            IndexDamagedError: The file is missing or is not what the stamp says; make it again.
        """
        try:
            with open(path, "rb") as file:
                return cls._read(file, path, stamp, threads)
        except (OSError, ValueError, KeyError, RuntimeError, struct.error) as error:
            raise IndexDamagedError(
                "The search index {path} can't be used: {why}",
                path=path,
                remedy="It is rebuilt from the library.",
                why=error,
            ) from error

    def _place(self, ids: Sequence[int], vectors: NDArray[np.float32]) -> list[int]:
        """Give ids to known points; returns the rows whose vectors are new points."""
        fresh = []
        for row, (content_id, vector) in enumerate(zip(ids, vectors, strict=True)):
            key = _digest(vector)
            point = self._point_of.get(key)
            if point is None:
                self._point_of[key] = len(self._first_id)
                self._first_id.append(content_id)
                fresh.append(row)
            else:
                self._others.setdefault(point, []).append(content_id)
        return fresh

    def _append(self, vectors: NDArray[np.float32]) -> None:
        total = len(self._first_id)
        if total > self._graph.get_max_elements():
            self._graph.resize_index(total * 5 // 4)
        labels = np.arange(total - len(vectors), total)
        self._graph.add_items(vectors, labels, num_threads=self._threads)

    def _new_graph(self, capacity: int) -> Any:
        import hnswlib

        graph = hnswlib.Index(space=_SPACE, dim=self.dim)
        graph.init_index(
            max_elements=capacity, M=_LINKS, ef_construction=_EF_CONSTRUCTION, random_seed=7
        )
        graph.set_ef(_EF_SEARCH)
        return graph

    def _nearest(
        self, vectors: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The k nearest points of a block, in no order."""
        self._graph.set_ef(max(_EF_SEARCH, 2 * k))  # not saved with the graph, hence here
        try:
            labels, distances = self._graph.knn_query(vectors, k=k, num_threads=self._threads)
        except RuntimeError:  # fewer than k points can be reached
            return product(vectors, self._all_points(), k)
        points = labels.astype(np.int64)
        cosines = (1 - distances).astype(np.float32)
        lost = [
            row
            for row, vector in enumerate(vectors)
            if (own := self._point_of.get(_digest(vector))) is not None and own not in points[row]
        ]
        if lost:  # a known point that the graph does not lead to: others near it are missed too
            points[lost], cosines[lost] = product(vectors[lost], self._all_points(), k)
        return points, cosines

    def _all_points(self) -> NDArray[np.float32]:
        labels = np.arange(len(self._first_id))
        points = np.asarray(self._graph.get_items(labels), np.float32)
        return points.reshape(-1, self.dim)

    def _spread(
        self, points: NDArray[np.int64], ids: NDArray[np.int64], cosines: NDArray[np.float32]
    ) -> None:
        """Replace points that stand for several ids by all of these, in place."""
        shared = np.isin(points, np.fromiter(self._others, np.int64))
        k = ids.shape[1]
        for row in np.flatnonzero(shared.any(axis=1)):
            found: list[tuple[float, int]] = []
            for point, cosine in zip(points[row].tolist(), cosines[row].tolist(), strict=False):
                if len(found) >= k:
                    break
                found += [
                    (-cosine, i) for i in (self._first_id[point], *self._others.get(point, ()))
                ]
            found = sorted(found)[:k]
            ids[row, : len(found)] = [i for _, i in found]
            cosines[row, : len(found)] = [-c for c, _ in found]

    def _write(self, file: BinaryIO, part: str) -> None:
        count = len(self._first_id)
        ids = [*self._first_id, *(i for more in self._others.values() for i in more)]
        places = [*range(count), *(p for p, more in self._others.items() for _ in more)]
        header = json.dumps({"dim": self.dim, "points": count, "ids": len(ids)}).encode()
        file.write(_MAGIC + struct.pack("<I", len(header)) + header)
        file.write(np.array(ids, "<i8").tobytes() + np.array(places, "<i8").tobytes())
        graph_path = f"{part}.graph"
        try:
            self._graph.save_index(graph_path)  # says nothing when it fails
            with open(graph_path, "rb") as graph:
                while block := graph.read(1 << 20):
                    file.write(block)
        finally:
            with suppress(OSError):
                os.remove(graph_path)

    @classmethod
    def _read(cls, file: BufferedReader, path: str, stamp: IndexStamp, threads: int) -> Index:
        if hashlib.file_digest(file, "sha256").hexdigest() != stamp.sha256:
            raise ValueError("its checksum is not the one it was saved with")
        file.seek(0)
        if file.read(len(_MAGIC)) != _MAGIC:
            raise ValueError("it is of another program or version")
        (length,) = struct.unpack("<I", file.read(4))
        header = json.loads(file.read(min(length, _MAX_HEADER)))
        count, total = int(header["points"]), int(header["ids"])
        if (header["dim"], total, _SPACE) != (stamp.dim, stamp.count, stamp.space):
            raise ValueError("it has another size than it was saved with")
        index = cls(stamp.dim, threads=threads)
        ids = np.frombuffer(file.read(8 * total), "<i8").tolist()
        places = np.frombuffer(file.read(8 * total), "<i8").tolist()
        index._ids = set(ids)
        index._first_id = ids[:count]
        for content_id, point in zip(ids[count:], places[count:], strict=True):
            index._others.setdefault(point, []).append(content_id)
        index._load_graph(file, path, count)
        points = index._all_points()
        index._point_of = {_digest(vector): i for i, vector in enumerate(points)}
        index._check_sample(points)
        return index

    def _load_graph(self, file: BinaryIO, path: str, count: int) -> None:
        import hnswlib

        graph_path = f"{path}.reading"
        try:
            with open(graph_path, "wb") as graph_file:
                while block := file.read(1 << 20):
                    graph_file.write(block)
            graph = hnswlib.Index(space=_SPACE, dim=self.dim)
            graph.load_index(graph_path, max_elements=max(count * 5 // 4, _FIRST_CAPACITY))
        finally:
            with suppress(OSError):
                os.remove(graph_path)
        if graph.get_current_count() != count:
            raise ValueError("its graph has another size than it was saved with")
        graph.set_ef(_EF_SEARCH)
        self._graph = graph

    def _check_sample(self, points: NDArray[np.float32]) -> None:
        """A few points must find themselves, or the vectors are not those of the graph."""
        if not len(points):
            return
        sample = unit(points[:: max(1, len(points) // _SAMPLES)][:_SAMPLES], self.dim)
        _, cosines = self._nearest(sample, 1)
        if (cosines < 0.999).any():
            raise ValueError("its vectors do not find themselves")


def _digest(vector: NDArray[np.float32]) -> bytes:
    return hashlib.blake2b(vector.tobytes(), digest_size=16).digest()
