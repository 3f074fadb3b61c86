"""Search by example: the vector of a picture, and the photos nearest to it."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simgui.core.errors import UserError
from simgui.core.types import Photo, PhotoId

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from simgui.core.neighbours.ranking import Hit, Metric, Ranking
    from simgui.core.network.embed import Embedder
    from simgui.core.network.model import ModelInfo
    from simgui.store.library import Library


@dataclass(frozen=True, slots=True)
class Query:
    """A picture to find similar photos to.

    Attributes:
        path: Its file.
        photo: The photo of the library it is, or None for a picture from outside.
        is_pasted: Whether it came from the clipboard.
    """

    path: str
    photo: Photo | None = None
    is_pasted: bool = False


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """Search options.

    Attributes:
        metric: "cosine" or "euclidean".
        top: How many photos at most.
        roots: Only photos in these folders; none for all.
    """

    metric: Metric = "cosine"
    top: int = 24
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The photos found, best first.

    Attributes:
        query_photo: The query as a photo, so that it can be compared; None if it can't be read.
        searched: Number of photos looked at.
        seconds: Time the search took, without reading the query.
    """

    query: Query
    options: SearchOptions
    hits: tuple[Hit, ...]
    query_photo: Photo | None
    searched: int
    seconds: float


class Searcher:
    """Answers queries; keeps vectors, and the network after the first picture from outside."""

    def __init__(self, library: Library, model: ModelInfo) -> None:
        self._library = library
        self._model = model
        self._embedder: Embedder | None = None
        self._ranking: Ranking | None = None
        self._lock = threading.Lock()

    def answer(self, query: Query, options: SearchOptions) -> Answer:
        """Find the photos most like a picture.

        Raises:
            UserError: The picture can't be read.
        """
        from simgui.core.neighbours.ranking import Ranking

        vector, photo = self._vector(query)
        started = time.monotonic()
        with self._lock:
            if self._ranking is None:
                self._ranking = Ranking(self._library, self._model.id)
        roots = list(options.roots) or None
        # One more than asked for: the query itself is its own best hit, and is left out.
        found = self._ranking.nearest(
            vector,
            top=options.top + 1,
            metric=options.metric,
            roots=roots,
        )
        seconds = time.monotonic() - started
        own = query.photo.id if query.photo is not None else None
        hits = [hit for hit in found if hit.photo.id != own]
        return Answer(
            query=query,
            options=options,
            hits=tuple(hits[: options.top]),
            query_photo=photo,
            searched=sum(self._library.counts(roots).values()),
            seconds=seconds,
        )

    def _vector(self, query: Query) -> tuple[NDArray[np.float32], Photo]:
        if query.photo is not None:
            vector = self._library.vector(self._model.id, query.photo.content.id)
            if vector is not None:
                return vector, query.photo
        import numpy as np

        from simgui.core.files.filesystem import file_stat
        from simgui.core.imaging import decode
        from simgui.core.network.embed import Embedder

        stat = file_stat(query.path)
        if stat is None:
            raise UserError(
                "{path} no longer exists",
                path=query.path,
                remedy="Choose another image.",
            )
        with self._library.in_flight.decoding(query.path):
            decoded = decode.read(query.path, embed_px=self._model.input_size)
        with self._lock:
            if self._embedder is None:
                self._embedder = Embedder(self._model)
            vector = self._embedder.embed(decoded.array[np.newaxis])[0]
        # An id no library gives: it stands for a picture from outside.
        photo = Photo(PhotoId(-1), stat, decoded.content, os.path.dirname(query.path))
        return vector, query.photo or photo
