"""Search by example off the GUI thread: the vector of a picture, and the photos nearest to it."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simgui.core.errors import UserError
from simgui.core.types import Photo, PhotoId
from simgui.ui.query import Answer, Hit, Options, Query
from simgui.ui.wording import translate

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from simgui.core.network.embed import Embedder
    from simgui.core.network.model import ModelInfo
    from simgui.store.library import Library

_PICTURE_PX = 640


class Searcher:
    """Answers queries; keeps the network loaded after the first picture from outside."""

    def __init__(self, library: Library, model: ModelInfo) -> None:
        self._library = library
        self._model = model
        self._embedder: Embedder | None = None
        self._lock = threading.Lock()

    def answer(self, query: Query, options: Options) -> Answer:
        """Find the photos most like a picture.

        Raises:
            UserError: The picture can't be read.
        """
        from simgui.core.neighbours import ranking

        vector, photo = self._vector(query)
        started = time.monotonic()
        roots = [options.root] if options.root else None
        # One more than asked for: the query itself is its own best hit, and is left out.
        found = ranking.rank(
            self._library,
            self._model.id,
            vector,
            top=options.top + 1,
            metric="euclidean" if options.metric == "euclidean" else "cosine",
            roots=roots,
        )
        seconds = time.monotonic() - started
        own = query.photo.id if query.photo is not None else None
        hits = [
            Hit(h.photo, min(1.0, max(0.0, h.similarity)), h.distance)
            for h in found
            if h.photo.id != own
        ]
        return Answer(
            query=query,
            options=options,
            hits=tuple(hits[: options.top]),
            picture=self._picture(query),
            query_photo=photo,
            searched=sum(self._library.counts(roots).values()),
            seconds=seconds,
        )

    def _vector(self, query: Query) -> tuple[NDArray[np.float32], Photo]:
        if query.photo is not None:
            vector = self._library.vector(self._model.id, query.photo.content.id)
            if vector is not None:
                return vector, query.photo
        from simgui.core.files.filesystem import file_stat
        from simgui.core.imaging import decode
        from simgui.core.network.embed import Embedder

        stat = file_stat(query.path)
        if stat is None:
            raise UserError(
                translate("Similar", "{path} is not there any more").format(path=query.path),
                path=query.path,
            )
        decoded = decode.read(query.path, embed_px=self._model.input_size)
        with self._lock:
            if self._embedder is None:
                self._embedder = Embedder(self._model)
            vector = self._embedder.embed(decoded.array[np.newaxis])[0]
        # An id no library gives: it stands for a picture from outside.
        photo = Photo(PhotoId(-1), stat, decoded.content, os.path.dirname(query.path))
        return vector, query.photo or photo

    @staticmethod
    def _picture(query: Query) -> QImage | None:
        from simgui.core.imaging import decode
        from simgui.ui.compare.difference import picture

        try:
            return picture(decode.pixels(query.path, _PICTURE_PX))
        except UserError:
            return None
