"""Which photos may be copies (the network nominates) and which are (pixels decide).

`nominate` is a few array operations over a whole block of new photos; `Matcher` looks at each
candidate's thumbnails. Both are deterministic: the same library gives the same pairs.
"""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from simgui.core import align, memory
from simgui.core.align import Features
from simgui.core.exact import Neighbours
from simgui.core.judgement import Candidate, judge
from simgui.core.model import Background, ModelInfo, Thresholds
from simgui.core.task import Token
from simgui.core.types import Content, ContentId, Pair

_T = TypeVar("_T")

_RULES = "3"
"""Raised with any change that changes pairs: here, in align, overlap, evidence or judgement."""

NEAREST = 32
_MOST_NEAREST = 512
"""A crowd of near-identical photos (a burst of hundreds, a scanned book) may not hide partners."""

_AROUND = slice(20, NEAREST + 1)
"""Neighbours that say how alike unrelated photos of this library are to a photo: far enough down
the list that few photos have so many copies."""

_COMPARED_AT_ONCE = 4096
"""Pairs of vectors copied side by side: 8 MB."""

_ASKED_AT_ONCE = 64
"""Vectors looked up between two looks at the token: 0.1 s of products with 100,000 others."""

_CACHED_PHOTOS = 1200
"""Their points, about 0.08 MB each; pictures are dropped after each pair."""

_HUBS = 3
_CLOSING_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that deserve a look, ordered by a, then b; a < b.

    Attributes:
        a: int64 [m], content ids; `b` likewise.
        cosine: float32 [m].
        score: float32 [m], background-normalised.
        known: Where these figures are from, and those of other pairs.
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    cosine: NDArray[np.float32]
    score: NDArray[np.float32]
    known: Embedded

    def __len__(self) -> int:
        return len(self.a)


class Embedded:
    """All contents with their vectors, and what each shares with unrelated photos.

    Attributes:
        ids: int64 [N], ascending.
        vectors: float32 [N, D] of unit length.
    """

    def __init__(
        self, ids: NDArray[np.int64], vectors: NDArray[np.float32], background: Background
    ) -> None:
        self.ids = ids
        self.vectors = vectors
        self._background = background
        self._bias = np.full(len(ids), np.nan, np.float32)
        self._level = np.full(len(ids), np.nan, np.float32)

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Rows of contents that are here."""
        return np.searchsorted(self.ids, ids)

    def compare(
        self, first: NDArray[np.int64], second: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Cosine and score of pairs of rows, float32 [m] each."""
        cosine = np.empty(len(first), np.float32)
        for start in range(0, len(first), _COMPARED_AT_ONCE):
            part = slice(start, start + _COMPARED_AT_ONCE)
            np.einsum(
                "nd,nd->n", self.vectors[first[part]], self.vectors[second[part]], out=cosine[part]
            )
        needed = np.unique(np.concatenate([first, second]))
        unknown = needed[np.isnan(self._bias[needed])]
        self._bias[unknown] = self._background.bias(self.vectors[unknown])
        score = self._background.score(cosine, self._bias[first], self._bias[second])
        return cosine, score

    def note_levels(self, rows: NDArray[np.int64], found: NDArray[np.int64]) -> None:
        """Learn how alike a photo is to the photos around it from its nearest ids, [n, k]."""
        around = found[:, _AROUND]
        if not around.shape[1] or (around < 0).any():
            return  # a library too small to tell
        here = np.repeat(rows, around.shape[1])
        _, score = self.compare(here, self.rows(around.ravel()))
        self._level[rows] = score.reshape(around.shape).mean(axis=1)

    def levels(
        self, rows: NDArray[np.int64], index: Neighbours, token: Token
    ) -> NDArray[np.float32]:
        """Scores of rows with what is around them, float32 [n]; NaN in a very small library."""
        unknown = np.unique(rows[np.isnan(self._level[rows])])
        if len(unknown):
            self.note_levels(unknown, self.nearest(unknown, index, NEAREST + 1, token))
        return self._level[rows]

    def nearest(
        self, rows: NDArray[np.int64], index: Neighbours, k: int, token: Token
    ) -> NDArray[np.int64]:
        """The nearest k ids of rows, int64 [n, k], -1 where there are fewer."""
        found = [np.empty((0, k), np.int64)]
        for start in range(0, len(rows), _ASKED_AT_ONCE):
            token.check()
            found.append(index.query(self.vectors[rows[start : start + _ASKED_AT_ONCE]], k)[0])
        return np.concatenate(found)


def rules_version(info: ModelInfo) -> str:
    """Names the rules that make evidence: where it changed, pairs must be judged again."""
    values = (_RULES, info.id, info.thresholds, info.calibration, info.background)
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def nominate(
    known: Embedded,
    index: Neighbours,
    new: NDArray[np.int64],
    thresholds: Thresholds,
    token: Token,
    *,
    nearest: int = NEAREST,
) -> Candidates:
    """Find the partners that new contents may have among all contents.

    A pair is worth a look if its score stands out from what unrelated photos around both reach:
    measured against a fixed score, that finds more of the copies for the same number of looks, and
    it holds in a library of any size and of any likeness among its photos.

    Args:
        known: Every content, the new ones too.
        index: The same contents.
        new: int64 [n], ids of the contents to find partners for.
        thresholds: Of the network.
        token: Cancels or pauses.
        nearest: Neighbours looked at; more where a whole crowd is near.

    Raises:
        Cancelled: The token was cancelled.
    """
    rows = known.rows(np.unique(new))
    first, second = [], []
    k = nearest + 1
    while len(rows):
        found = known.nearest(rows, index, k, token)
        known.note_levels(rows, found)
        here = np.repeat(rows, found.shape[1])
        there = np.where(found.ravel() < 0, here, known.rows(found.ravel()))
        is_pair = here != there
        first.append(np.minimum(here, there)[is_pair])
        second.append(np.maximum(here, there)[is_pair])
        if k > len(index) or k >= _MOST_NEAREST:
            break
        last = known.rows(found[:, -1])
        _, score = known.compare(rows, last)
        rows = rows[(score >= thresholds.accept) & (last != rows)]
        k *= 2
    empty = np.empty(0, np.int64)
    ends = np.stack([np.concatenate([empty, *first]), np.concatenate([empty, *second])], axis=1)
    ends = np.unique(ends, axis=0)
    pairs = _candidates(known, ends)
    level = (known.levels(ends[:, 0], index, token) + known.levels(ends[:, 1], index, token)) / 2
    margin = thresholds.margin
    margin += thresholds.fold * max(0.0, math.log(thresholds.full / max(1, len(known.ids))))
    level = np.nan_to_num(level, nan=thresholds.nominate - margin)
    chosen = (pairs.score - level >= margin) | (pairs.score >= thresholds.edited)
    return Candidates(
        pairs.a[chosen], pairs.b[chosen], pairs.cosine[chosen], pairs.score[chosen], known
    )


def _candidates(known: Embedded, rows: NDArray[np.int64]) -> Candidates:
    """Pairs of rows, int64 [m, 2], with their figures."""
    cosine, score = known.compare(rows[:, 0], rows[:, 1])
    return Candidates(known.ids[rows[:, 0]], known.ids[rows[:, 1]], cosine, score, known)


class Matcher:
    """Judges candidates by their thumbnails; keeps the last few photos prepared.

    Belongs to one thread, and spreads its own work over `threads`.
    """

    def __init__(
        self,
        info: ModelInfo,
        thumbnails: Callable[[Sequence[ContentId]], Mapping[ContentId, bytes]],
        contents: Callable[[Sequence[ContentId]], Mapping[ContentId, Content]],
        *,
        threads: int = 1,
    ) -> None:
        """Make a matcher.

        Args:
            info: The network that nominated.
            thumbnails: Gives the stored thumbnails, JPEG of 320 px.
            contents: Gives contents by id; pairs of those it does not give are left out.
            threads: Threads to align with; the answers do not depend on it.
        """
        self._info = info
        self._thumbnails = thumbnails
        self._contents = contents
        self._pool = ThreadPoolExecutor(threads, "match") if threads > 1 else None
        self._prepared: OrderedDict[ContentId, Features | None] = OrderedDict()
        self._judged: set[tuple[int, int]] = set()
        self._copies: dict[int, set[int]] = defaultdict(set)

    def close(self) -> None:
        """End the threads."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._prepared.clear()

    def judge(
        self,
        candidates: Candidates,
        token: Token,
        *,
        settled: Set[tuple[ContentId, ContentId]] = frozenset(),
    ) -> list[Pair]:
        """Judge candidates.

        Args:
            candidates: From `nominate`.
            token: Cancels or pauses.
            settled: Pairs (a < b) that are known already, such as those with equal pixels.

        Returns:
            The pairs that mean something, ordered by a, then b.

        Raises:
            Cancelled: The token was cancelled.
        """
        # Threads of BLAS beside our own only wait for each other: measured, ten times the time.
        with threadpool_limits(1, user_api="blas"):
            return self._judge_and_close(candidates, token, settled)

    def _judge_and_close(
        self,
        candidates: Candidates,
        token: Token,
        settled: Set[tuple[ContentId, ContentId]],
    ) -> list[Pair]:
        found = self._judge(candidates, token, settled)
        # A copy far from its original for the network may be near another copy: look at the pair.
        for _ in range(_CLOSING_ROUNDS):
            ties = self._missing_ties(found, candidates.known)
            if not len(ties):
                break
            found += self._judge(ties, token, settled)
        return sorted(found, key=lambda pair: (pair.a, pair.b))

    def _judge(
        self,
        candidates: Candidates,
        token: Token,
        settled: Set[tuple[ContentId, ContentId]],
    ) -> list[Pair]:
        ids = np.unique(np.concatenate([candidates.a, candidates.b]))
        contents = self._contents([ContentId(i) for i in ids.tolist()])
        open_pairs = [
            Candidate(ContentId(a), ContentId(b), cosine, score)
            for a, b, cosine, score in zip(
                candidates.a.tolist(),
                candidates.b.tolist(),
                candidates.cosine.tolist(),
                candidates.score.tolist(),
                strict=True,
            )
            if (a, b) not in settled and a in contents and b in contents
        ]
        found: list[Pair] = []
        for some in _portions(open_pairs):
            token.check()
            self._prepare(sorted({i for pair in some for i in (pair.a, pair.b)}), token)
            jobs = [
                partial(
                    _judged,
                    pair,
                    (contents[pair.a], contents[pair.b]),
                    (self._prepared[pair.a], self._prepared[pair.b]),
                    self._info,
                )
                for pair in some
            ]
            found += [pair for pair in self._run(jobs, token) if pair is not None]
            self._judged.update((pair.a, pair.b) for pair in some)
            memory.give_back()
        for pair in found:
            if pair.tier.is_copy:
                self._copies[pair.a].add(pair.b)
                self._copies[pair.b].add(pair.a)
        return found

    def _missing_ties(self, found: Sequence[Pair], known: Embedded) -> Candidates:
        """Pairs nobody looked at between the hubs of copies and what hangs on them by others."""
        pairs: set[tuple[int, int]] = set()
        seen: set[int] = set()
        for pair in found:
            if not pair.tier.is_copy or pair.a in seen:
                continue
            members = _connected(self._copies, pair.a)
            seen |= members
            hubs = sorted(members, key=lambda node: (-len(self._copies[node]), node))[:_HUBS]
            pairs |= {
                (min(hub, node), max(hub, node)) for hub in hubs for node in members if hub != node
            }
        rows = known.rows(np.array(sorted(pairs - self._judged), np.int64).reshape(-1, 2))
        return _candidates(known, rows)

    def _prepare(self, ids: Sequence[ContentId], token: Token) -> None:
        """Have the features of these photos ready, the longest unused ones make room."""
        for content_id in ids:
            if content_id in self._prepared:
                self._prepared.move_to_end(content_id)
        missing = [content_id for content_id in ids if content_id not in self._prepared]
        if missing:
            stored = self._thumbnails(missing)
            jobs = [partial(_features, stored.get(content_id)) for content_id in missing]
            for content_id, features in zip(missing, self._run(jobs, token), strict=True):
                self._prepared[content_id] = features
        while len(self._prepared) > _CACHED_PHOTOS:
            self._prepared.popitem(last=False)

    def _run(self, jobs: Sequence[Callable[[], _T]], token: Token) -> list[_T]:
        """Do the jobs on the threads; answers in the order of the jobs."""
        done = []
        for result in self._pool.map(_call, jobs) if self._pool else map(_call, jobs):
            token.check()
            done.append(result)
        return done


def _connected(neighbours: Mapping[int, Set[int]], start: int) -> set[int]:
    """Everything that can be reached from a node."""
    reached, pending = {start}, [start]
    while pending:
        fresh = neighbours[pending.pop()] - reached
        reached |= fresh
        pending += fresh
    return reached


def _call(job: Callable[[], _T]) -> _T:
    return job()


def _portions(pairs: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Cut the pairs so that the photos of each portion fit the cache."""
    some: list[Candidate] = []
    photos: set[ContentId] = set()
    for pair in pairs:
        if some and len(photos) > _CACHED_PHOTOS - 2:
            yield some
            some, photos = [], set()
        some.append(pair)
        photos.update((pair.a, pair.b))
    if some:
        yield some


def _features(thumbnail: bytes | None) -> Features | None:
    """Prepare a stored thumbnail; None if it is missing or damaged."""
    import cv2

    cv2.setNumThreads(1)  # photos are spread over threads already
    if not thumbnail:
        return None
    try:
        prepared = align.features(align.decoded(thumbnail), thumbnail)
    except ValueError:
        return None
    prepared.drop_picture()
    return prepared


def _judged(
    pair: Candidate,
    contents: tuple[Content, Content],
    prepared: tuple[Features | None, Features | None],
    info: ModelInfo,
) -> Pair | None:
    """Judge a pair, and keep of its photos the points only."""
    found = judge(pair, contents, prepared, info)
    for features in prepared:
        if features is not None:
            features.drop_picture()
    return found
