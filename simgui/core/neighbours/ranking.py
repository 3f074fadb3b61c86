"""Search by example: the photos whose vectors are nearest to one picture's."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simgui.core.catalog import Catalog
from simgui.core.neighbours.compact import Compact
from simgui.core.types import ContentId, Photo, Vector

Metric = Literal["cosine", "euclidean"]

_FURTHER = 8
"""How many times as many contents are looked at where too few of the nearest lie in the folders."""


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


class Ranking:
    """Answers queries from a catalog; after the first one the vectors stay in memory, compactly.

    Exact: a product with every vector bounds each cosine, and those in question are compared with
    the vectors that are stored. Any thread may use it.
    """

    def __init__(self, catalog: Catalog, model_id: str) -> None:
        """Rank the photos of a catalog.

        Args:
            catalog: Where the vectors are.
            model_id: The network the queries are embedded with.
        """
        self._catalog = catalog
        self._model_id = model_id
        self._compact = Compact()
        self._position: int | None = None
        self._lock = threading.Lock()

    def nearest(
        self,
        query: Vector,
        *,
        top: int,
        metric: Metric = "cosine",
        roots: Sequence[str] | None = None,
    ) -> list[Hit]:
        """The nearest photos, most similar first.

        On unit vectors both metrics give one order; they differ in the figure shown.

        Args:
            query: float32 [D] of unit length.
            top: How many photos at most.
            metric: Which figure orders them.
            roots: Only photos at or under these.
        """
        with self._lock:
            self._refresh()
            count = top
            while True:
                hits = self._hits(query, count, metric, roots)
                if len(hits) >= top or count >= len(self._compact):
                    return hits[:top]
                count *= _FURTHER

    def _refresh(self) -> None:
        """Read what was stored since the last query."""
        fresh, position = self._catalog.vectors_stored(self._model_id, self._position)
        if fresh is None or len(fresh):
            for ids, vectors in self._catalog.vectors_of(self._model_id, fresh):
                self._compact.add(ids, vectors)
        self._position = position

    def _hits(
        self, query: Vector, count: int, metric: Metric, roots: Sequence[str] | None
    ) -> list[Hit]:
        """All photos that are at least as near as the contents nearest to the query are."""
        ids, bound = self._compact.candidates(query, count)
        figures: dict[ContentId, tuple[float, float]] = {}
        for some, vectors in self._catalog.vectors_of(self._model_id, ids):
            # Not a product by BLAS, which rounds by how many vectors there are.
            similarity = np.einsum("nd,d->n", vectors, query)
            distance = np.linalg.norm(vectors - query, axis=1)
            is_near = similarity >= bound
            figures.update(
                zip(
                    map(ContentId, some[is_near].tolist()),
                    zip(similarity[is_near].tolist(), distance[is_near].tolist(), strict=True),
                    strict=True,
                )
            )
        hits = [
            Hit(photo, *figures[photo.content.id])
            for photo in self._catalog.photos_of(figures, roots)
        ]
        if metric == "euclidean":
            return sorted(hits, key=lambda hit: (hit.distance, hit.photo.path))
        return sorted(hits, key=lambda hit: (-hit.similarity, hit.photo.path))


def rank(
    catalog: Catalog,
    model_id: str,
    query: Vector,
    *,
    top: int,
    metric: Metric = "cosine",
    roots: Sequence[str] | None = None,
) -> list[Hit]:
    """One query; see `Ranking.nearest`."""
    return Ranking(catalog, model_id).nearest(query, top=top, metric=metric, roots=roots)
