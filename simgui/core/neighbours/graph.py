"""The graph itself, which is hnswlib's, and its file, read far enough to be checked beforehand."""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SPACE = "ip"
LINKS = 16
"""Links of a point on each level; on the lowest there are twice as many."""

# Of hnswlib 0.8, HierarchicalNSW::saveIndex: offset of the links, room, points, bytes of a point,
# offsets of the name and the vector, highest level, its first point, links, links on the lowest
# level, M, what spreads the levels, ef_construction. The points of the lowest level follow (number
# of links, links, vector, name), then those above.
_HEADER = struct.Struct("<6QiI3QdQ")
_SEED = 7
_POINTS_AT_ONCE = 4096
_REST_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class IndexStamp:
    """What a saved graph must be, kept apart from the file.

    Attributes:
        sha256: Of the whole file, hexadecimal.
        count: Number of points.
        dim: Length of a vector.
        space: Measure of the graph; "ip" is the inner product of unit vectors.
    """

    sha256: str
    count: int
    dim: int
    space: str = SPACE


def new(dim: int, room: int, ef_construction: int) -> Any:
    """A graph without points; it is the same each time one thread builds it."""
    import hnswlib

    graph = hnswlib.Index(space=SPACE, dim=dim)
    graph.init_index(max_elements=room, M=LINKS, ef_construction=ef_construction, random_seed=_SEED)
    return graph


def search(
    graph: Any,
    vectors: NDArray[np.float32],
    rows: NDArray[np.int64],
    points: NDArray[np.int64],
    cosines: NDArray[np.float32],
    width: int,
    threads: int,
) -> None:
    """Search for what is nearest to vectors; rows with too few points in reach stay as they are.

    Args:
        graph: Where to search.
        vectors: float32 [n, D].
        rows: Of those to search for.
        points: int64 [n, k]; takes the names of the nearest points, in no order.
        cosines: float32 [n, k]; takes their cosines.
        width: Points kept in view on the way, at least k.
        threads: How many to use.
    """
    graph.set_ef(width)  # not saved with the graph, hence here
    try:
        names, distances = graph.knn_query(vectors[rows], points.shape[1], num_threads=threads)
    except RuntimeError:  # fewer than k points can be reached from one of them
        for row in range(len(rows)) if len(rows) > 1 else ():
            search(graph, vectors, rows[row : row + 1], points, cosines, width, threads)
        return
    points[rows] = names
    cosines[rows] = 1 - distances


def write(graph: Any, path: str, dim: int) -> IndexStamp:
    """Have hnswlib write a graph, to the disk itself.

    Raises:
        OSError: The disk is full or failing, or the folder is not there.
        ValueError: The file is shorter than it must be: hnswlib says nothing when it fails.
    """
    graph.save_index(path)
    with open(path, "r+b") as file:
        os.fsync(file.fileno())
        if os.fstat(file.fileno()).st_size != graph.index_file_size():
            raise ValueError("it was not written in full")
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return IndexStamp(digest, graph.get_current_count(), dim)


def load(path: str, stamp: IndexStamp, room: int) -> Any:
    """Have hnswlib read a file that `read` has found right.

    Args:
        path: Of the file.
        stamp: From `write`.
        room: How many points it may grow to; what is not used takes no memory.

    Raises:
        RuntimeError: It can't be read after all.
        ValueError: It has another number of points.
    """
    import hnswlib

    graph = hnswlib.Index(space=SPACE, dim=stamp.dim)
    graph.load_index(path, max_elements=room)
    if graph.get_current_count() != stamp.count:
        raise ValueError("its graph has another size than it was saved with")
    return graph


def read(path: str, stamp: IndexStamp) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """The points in a file, some at a time: their names [n] and vectors [n, D].

    Nothing of them is to be believed before the last one was given.

    Raises:
        OSError: It can't be read.
        ValueError: It is not what the stamp says.
    """
    links = np.dtype((np.uint32, 2 * LINKS + 1))
    vector = np.dtype((np.float32, stamp.dim))
    point = np.dtype([("links", links), ("vector", vector), ("name", np.int64)])
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        head = file.read(_HEADER.size)
        digest.update(head)
        if len(head) < _HEADER.size or stamp.space != SPACE:
            raise ValueError("it is of another program or version")
        _, _, count, size, name_at, vector_at, *_ = _HEADER.unpack(head)
        if (count, size) != (stamp.count, point.itemsize):
            raise ValueError("it has another size than it was saved with")
        if (vector_at, name_at) != (links.itemsize, links.itemsize + vector.itemsize):
            raise ValueError("it is of another program or version")
        while count:
            data = file.read(min(count, _POINTS_AT_ONCE) * size)
            if not data or len(data) % size:
                raise ValueError("it was cut")
            digest.update(data)
            some = np.frombuffer(data, point)
            count -= len(some)
            # A copy of the names: as a part of the data they would keep all of it in memory.
            yield some["name"].copy(), some["vector"]
        while data := file.read(_REST_AT_ONCE):
            digest.update(data)
    if digest.hexdigest() != stamp.sha256:
        raise ValueError("its checksum is not the one it was saved with")
