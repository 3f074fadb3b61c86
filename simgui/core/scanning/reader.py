"""From files to vectors: a bounded pool decodes, the calling thread embeds in batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from simgui.core.catalog import Catalog, Reading
from simgui.core.errors import UnreadableError
from simgui.core.files import filesystem
from simgui.core.imaging import decode, identity
from simgui.core.network.embed import Embedder
from simgui.core.scanning.in_flight import InFlight
from simgui.core.task import Token
from simgui.core.types import Content, FileStat, PhotoFiles

# Batches bring no speed on a CPU (measured), so a batch is small enough to lose at a kill and large
# enough that its transaction costs little beside its decoding.
BATCH = 32
# Photos decoded ahead of the one that is waited for: covers a slow photo among fast ones, and the
# opening of the network.
_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Task:
    """One unit to read and the watched folder it belongs to."""

    unit: PhotoFiles
    root: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    task: Task
    hash: bytes | None = None
    decoded: decode.Decoded | None = None
    reason: str = ""
    undecoded: Content | None = None


def _read(
    task: Task,
    embed_px: int,
    limits: decode.Limits,
    stored: set[bytes],
    in_flight: InFlight,
    token: Token,
) -> _Outcome:
    """Read one photo on a pool thread; content that is stored already is hashed and no more."""
    undecoded = None
    try:
        with in_flight.decoding(task.unit.primary.path):
            source = decode.load(task.unit.primary, limits)
            if source.hash in stored:
                return _Outcome(task, source.hash)
            undecoded = decode.undecoded(source.hash, len(source.data))
            return _Outcome(task, source.hash, decode.decode(source, limits, embed_px=embed_px))
    except UnreadableError as error:
        if limits.max_bytes < task.unit.primary.size <= limits.max_hashed_bytes:
            undecoded = _hashed(task.unit.primary, token)
        return _Outcome(task, reason=str(error), undecoded=undecoded)


def _hashed(file: FileStat, token: Token) -> Content | None:
    """The content of a file that is too large to be read at once; None if it can't be hashed."""
    try:
        digest = identity.file_hash(file.path, token)
    except UnreadableError:
        return None
    now = filesystem.file_stat(file.path)
    is_same = now is not None and filesystem.is_unchanged(now, file)
    return decode.undecoded(digest, file.size) if is_same else None


class Reader:
    """Reads units in the order given, so that the same folder gives the same library.

    Args:
        catalog: Where known contents are looked up.
        embed_px: Side of the pictures that the network takes.
        embedder: Called on the thread that iterates, never on the pool's, while photos are decoded.
        threads: Decoding threads.
        opens_first: Call it before any photo is decoded.
        in_flight: Keeps notes of what is being decoded.
    """

    def __init__(
        self,
        catalog: Catalog,
        embed_px: int,
        embedder: Callable[[], Embedder],
        *,
        threads: int,
        limits: decode.Limits,
        opens_first: bool = False,
        in_flight: InFlight | None = None,
    ) -> None:
        self._in_flight = in_flight or InFlight()
        self._catalog = catalog
        self._opens_first = opens_first
        self._embed_px = embed_px
        self._embedder = embedder
        self._threads = threads
        self._limits = limits

    def run(self, tasks: Sequence[Task], token: Token) -> Iterator[list[Reading]]:
        """Yield batches of at most BATCH readings, ready to be recorded.

        Raises:
            Cancelled: The token was cancelled; what was yielded is complete.
        """
        stored: set[bytes] = set()  # known once the network is; read by the decoders all the while
        embedder = self._open(stored) if self._opens_first else None
        batch: list[_Outcome] = []
        with closing(self._outcomes(tasks, stored, token)) as outcomes:
            for outcome in outcomes:
                batch.append(outcome)
                if embedder is None:
                    embedder = self._open(stored)
                if len(batch) == BATCH:
                    yield self._finish(batch, embedder, stored, token)
                    batch = []
            if batch and embedder is not None:
                yield self._finish(batch, embedder, stored, token)

    def _open(self, stored: set[bytes]) -> Embedder:
        """Open the network, and learn of what it made vectors already."""
        embedder = self._embedder()
        stored.update(self._catalog.contents_with_vector(embedder.info.id))
        return embedder

    def _outcomes(
        self, tasks: Sequence[Task], stored: set[bytes], token: Token
    ) -> Generator[_Outcome]:
        pool = ThreadPoolExecutor(self._threads, thread_name_prefix="decode")
        waiting: deque[Future[_Outcome]] = deque()
        try:
            for task in tasks:
                token.check()
                filesystem.read_ahead(task.unit.primary.path)
                waiting.append(
                    pool.submit(
                        _read, task, self._embed_px, self._limits, stored, self._in_flight, token
                    )
                )
                if len(waiting) > self._threads + _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                token.check()
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _finish(
        self, batch: list[_Outcome], embedder: Embedder, stored: set[bytes], token: Token
    ) -> list[Reading]:
        fresh: dict[bytes, decode.Decoded] = {}
        for outcome in batch:
            found, decoded = outcome.hash, outcome.decoded
            if found is not None and decoded is not None and found not in stored:
                fresh.setdefault(found, decoded)
        vectors = {}
        if fresh:
            images = np.stack([decoded.array for decoded in fresh.values()])
            vectors = dict(zip(fresh, embedder.embed(images, token), strict=True))
        known_hashes = [o.hash for o in batch if o.hash is not None and o.hash not in fresh]
        ids = self._catalog.content_ids(known_hashes)
        contents = self._catalog.contents(ids.values()) if ids else {}
        stored.update(fresh)

        readings = []
        for outcome in batch:
            unit, root = outcome.task.unit, outcome.task.root
            if outcome.hash is None:
                readings.append(
                    Reading(unit, root, None, reason=outcome.reason, undecoded=outcome.undecoded)
                )
            elif outcome.hash in fresh:
                decoded = fresh[outcome.hash]
                # Of identical files in one batch the first brings the vector.
                vector = vectors.pop(outcome.hash, None)
                thumbnail = decoded.thumbnail if vector is not None else None
                readings.append(Reading(unit, root, decoded.content, vector, thumbnail))
            else:
                readings.append(Reading(unit, root, contents[ids[outcome.hash]]))
        return readings
