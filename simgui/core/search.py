"""Query by example: the photos whose embeddings are nearest to one picture's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simgui.core.catalog import Catalog
from simgui.core.types import Photo, Vector

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
    if metric == "euclidean":
        distances = np.linalg.norm(vectors - query, axis=1)
        similarities = vectors @ query
    else:
        similarities = vectors @ query
        distances = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * similarities))
    keys = distances if metric == "euclidean" else -similarities
    position = {int(content_id): row for row, content_id in enumerate(ids)}
    photos = [p for p in catalog.photos(roots) if p.content.id in position]
    photos.sort(key=lambda p: (float(keys[position[p.content.id]]), p.path))
    return [
        Hit(
            photo,
            float(similarities[position[photo.content.id]]),
            float(distances[position[photo.content.id]]),
        )
        for photo in photos[:top]
    ]
