"""Search by example: the photos whose vectors are nearest to one picture's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simgui.core.catalog import Catalog
from simgui.core.types import ContentId, Photo, Vector
from simgui.core.vectors import blocks

Metric = Literal["cosine", "euclidean"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A photo and how near it is to the query.

    Attributes:
        similarity: Cosine similarity, -1..1.
        distance: Euclidean distance of the unit vectors, 0..2.
    """

    photo: Photo
    similarity: float
    distance: float


def rank(
    catalog: Catalog,
    model_id: str,
    query: Vector,
    *,
    top: int,
    metric: Metric = "cosine",
    roots: Sequence[str] | None = None,
) -> list[Hit]:
    """The nearest photos, most similar first.

    An exact product with every vector: 9 ms at 20,000 photos, and it never misses one, so the graph
    is not asked. On unit vectors both metrics give one order; they differ in the figure shown.

    Args:
        catalog: Where the vectors are.
        model_id: The network the query was embedded with.
        query: float32 [D] of unit length.
        top: How many photos at most.
        metric: Which figure orders them.
        roots: Only photos at or under these.
    """
    ids, vectors = catalog.vectors(model_id)
    if not len(ids):
        return []
    similarities = np.empty(len(ids), np.float32)
    distances = np.empty(len(ids), np.float32)
    for start, block in blocks(vectors):
        part = slice(start, start + len(block))
        similarities[part] = block @ query
        distances[part] = np.linalg.norm(block - query, axis=1)
    keys = distances if metric == "euclidean" else -similarities
    order = np.argsort(keys, kind="stable")
    hits: list[Hit] = []
    start, count = 0, top
    while len(hits) < top and start < len(order):
        # Equal contents may lie on either side of the cut, and are to be ordered by path.
        end = start + count
        while end < len(order) and keys[order[end]] == keys[order[end - 1]]:
            end += 1
        rows = {ContentId(int(ids[row])): row for row in order[start:end]}
        photos = catalog.photos_of(rows, roots)
        photos.sort(key=lambda p: (float(keys[rows[p.content.id]]), p.path))
        for photo in photos:
            row = rows[photo.content.id]
            hits.append(Hit(photo, float(similarities[row]), float(distances[row])))
        start, count = end, count * 4
    return hits[:top]
