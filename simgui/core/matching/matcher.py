"""Which of the nominated pairs are copies: each candidate's thumbnails are aligned and compared.

Deterministic: the same candidates give the same pairs, on however many threads.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import combinations, product
from typing import TypeVar

import numpy as np
from threadpoolctl import threadpool_limits

from simgui.core import malloc
from simgui.core.components import reachable
from simgui.core.imaging import decode
from simgui.core.imaging.pyramid import Picture
from simgui.core.matching import align, copy_score
from simgui.core.matching.align import Features
from simgui.core.matching.candidates import OWN_PAIRS, Candidates, Embedded, candidates_of
from simgui.core.matching.feature_cache import Shelf
from simgui.core.matching.picture_cache import PictureCache
from simgui.core.matching.verdict import Candidate, Enlarge, judge
from simgui.core.network.model import ModelInfo
from simgui.core.task import Token
from simgui.core.types import Content, ContentId, Pair, Tier

_T = TypeVar("_T")

_RULES = "13"
"""Raised with any change that changes pairs, be it in nomination, judgement or what they use."""

_PHOTOS_AT_ONCE = 1200
"""Their points take about 0.08 MB each; pictures are dropped after each pair."""

_FEW = 12
"""Of so many photos that copies connect, each pair is looked at: any of them may be the one to keep
if it is tied to all others. Of more, the best connected are looked at with all others."""

_SHOTS = 16
"""Of so many shots of one moment and copies of them each pair is looked at: 120 pairs at most."""

_HUBS = 3  # best connected photos of a large component, compared with all others
_CLOSING_ROUNDS = 2  # rounds of comparing photos that new copies connect


def rules_version(info: ModelInfo) -> str:
    """Names the rules that make evidence: where it changed, pairs must be judged again."""
    values = (
        _RULES,
        info.id,
        info.thresholds,
        info.calibration,
        info.background,
        copy_score.shipped(),
    )
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


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
        paths: Callable[[Sequence[ContentId]], Mapping[ContentId, str]] | None = None,
        limits: decode.Limits | None = None,
        decoding: decode.Decoding = decode.unnoted,
        threads: int = 1,
        scratch: str | None = None,
    ) -> None:
        """Make a matcher.

        Args:
            info: The network that nominated.
            thumbnails: Gives the stored thumbnails, JPEG of 320 px.
            contents: Gives contents by id; pairs of those it does not give are left out.
            paths: Gives a file of each content, to look at it closely; where there is none the
                thumbnails have to do.
            limits: For decoding those files; None for the usual ones.
            decoding: Entered while one of them is decoded.
            threads: Threads to align with; the answers do not depend on it.
            scratch: Folder for what is prepared and has no room in memory; None to redo it.
        """
        self._info = info
        self._thumbnails = thumbnails
        self._contents = contents
        self._paths = paths
        self._pictures = PictureCache(limits or decode.Limits(), decoding)
        self._pool = ThreadPoolExecutor(threads, "match") if threads > 1 else None
        self._prepared = Shelf(_PHOTOS_AT_ONCE, scratch)
        self._judged: set[tuple[int, int]] = set()
        self._copies: dict[int, set[int]] = defaultdict(set)

    def close(self) -> None:
        """End the threads."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._prepared.close()

    def judge(
        self,
        candidates: Candidates,
        token: Token,
        *,
        settled: Set[tuple[ContentId, ContentId]] = frozenset(),
    ) -> Generator[float, None, list[Pair]]:
        """Judge candidates step by step.

        Args:
            candidates: From `nominate`.
            token: Cancels or pauses.
            settled: Pairs (a < b) that are known already, such as those with equal pixels.

        Yields:
            The share of the work that is done, 0 to 1.

        Returns:
            The pairs that mean something, ordered by a, then b.

        Raises:
            Cancelled: The token was cancelled.
        """
        # Threads of BLAS beside our own only wait for each other: measured, ten times the time.
        with threadpool_limits(1, user_api="blas"):
            found = yield from self._judge(candidates, token, settled)
            # A copy far from its original for the network may be near another copy: look at it.
            for _ in range(_CLOSING_ROUNDS):
                ties = self._missing_ties(found, candidates.known)
                if not len(ties):
                    break
                found += yield from self._judge(ties, token, settled)
        return sorted(found, key=lambda pair: (pair.a, pair.b))

    def _judge(
        self,
        candidates: Candidates,
        token: Token,
        settled: Set[tuple[ContentId, ContentId]],
    ) -> Generator[float, None, list[Pair]]:
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
        portions = list(_portions(open_pairs))
        done, total = 0, sum(len(some) + len(photos) for some, photos in portions)
        for some, photos in portions:
            token.check()
            for _ in self._preparing(photos, token):
                done += 1
                yield done / total
            paths = self._paths(photos) if self._paths is not None else {}
            jobs = [
                partial(
                    _judged,
                    pair,
                    (contents[pair.a], contents[pair.b]),
                    (self._prepared[pair.a], self._prepared[pair.b]),
                    self._info,
                    partial(self._enlarged, paths.get(pair.a), paths.get(pair.b)),
                )
                for pair in some
            ]
            for pair in self._run(jobs, token):
                if pair is not None:
                    found.append(pair)
                done += 1
                yield done / total
            self._pictures.clear()
            self._judged.update((pair.a, pair.b) for pair in some)
            malloc.give_back()
        for pair in found:
            if pair.tier.is_copy:
                self._copies[pair.a].add(pair.b)
                self._copies[pair.b].add(pair.a)
        return found

    def _enlarged(
        self, a: str | None, b: str | None, side_px: int
    ) -> tuple[Picture | None, Picture | None]:
        return self._pictures.get(a, side_px), self._pictures.get(b, side_px)

    def _missing_ties(self, found: Sequence[Pair], known: Embedded) -> Candidates:
        """Pairs that were not compared yet among photos that copies connect."""
        pairs: set[tuple[int, int]] = set()
        seen: set[int] = set()
        for pair in found:
            if not pair.tier.is_copy or pair.a in seen:
                continue
            members = reachable(self._copies, pair.a)
            seen |= members
            count = _HUBS if len(members) > _FEW else len(members)
            hubs = sorted(members, key=lambda node: (-len(self._copies[node]), node))[:count]
            pairs |= {
                (min(hub, node), max(hub, node)) for hub in hubs for node in members if hub != node
            }
        pairs |= self._among_shots(found)
        rows = known.rows(np.array(sorted(pairs - self._judged), np.int64).reshape(-1, 2))
        return candidates_of(known, rows)

    def _among_shots(self, found: Sequence[Pair]) -> set[tuple[int, int]]:
        """Every pair among the shots of one moment, one file for all copies of a shot.

        The crop of a shot asks for the few that resemble it most, and those may be crops of its
        other shots. It may not even overlap with them; then it is known by its likeness alone.
        """
        near: dict[int, set[int]] = defaultdict(set)
        alike: dict[int, set[int]] = defaultdict(set)
        asked: Counter[int] = Counter()
        for pair in found:
            asked.update((pair.a, pair.b))
            is_near = pair.tier.is_copy or pair.tier is Tier.MOMENT
            if is_near or pair.score >= self._info.thresholds.same:
                ties = near if is_near else alike
                ties[pair.a].add(pair.b)
                ties[pair.b].add(pair.a)
        pairs: set[tuple[int, int]] = set()
        seen: set[int] = set()
        for pair in found:
            if pair.tier is not Tier.MOMENT or pair.a in seen:
                continue
            members = reachable(near, pair.a)
            seen |= members
            if len(members) <= _SHOTS:
                shots = self._one_of_each(members)
                pairs |= set(combinations(shots, 2))
                crops = {
                    crop
                    for shot in members & alike.keys()
                    for crop in alike[shot] - members
                    if asked[crop] >= OWN_PAIRS  # others did not get their turn
                }
                pairs |= {(min(pair), max(pair)) for pair in product(crops, shots)}
        return pairs

    def _one_of_each(self, members: Set[int]) -> list[int]:
        """Of photos that copies connect the one with most copies, ascending."""
        chosen: list[int] = []
        left = set(members)
        while left:
            copies = reachable(self._copies, min(left)) & members
            chosen.append(min(copies, key=lambda node: (-len(self._copies[node]), node)))
            left -= copies
        return sorted(chosen)

    def _preparing(self, ids: Sequence[ContentId], token: Token) -> Iterator[None]:
        """Have the features of these photos ready.

        Yields:
            Once for each photo.
        """
        missing = self._prepared.fetch(ids)
        yield from [None] * (len(ids) - len(missing))
        if missing:
            stored = self._thumbnails(missing)
            jobs = [partial(_features, stored.get(content_id)) for content_id in missing]
            for content_id, features in zip(missing, self._run(jobs, token), strict=True):
                self._prepared.add(content_id, features)
                yield

    def _run(self, jobs: Sequence[Callable[[], _T]], token: Token) -> Iterator[_T]:
        """Do the jobs on the threads; answers in the order of the jobs."""
        for result in self._pool.map(_call, jobs) if self._pool else map(_call, jobs):
            token.check()
            yield result


def _call(job: Callable[[], _T]) -> _T:
    return job()


def _portions(pairs: Sequence[Candidate]) -> Iterator[tuple[list[Candidate], list[ContentId]]]:
    """Cut the pairs into portions whose photos, given beside them, fit into memory."""
    some: list[Candidate] = []
    photos: set[ContentId] = set()
    for pair in pairs:
        if some and len(photos) > _PHOTOS_AT_ONCE - 2:
            yield some, sorted(photos)
            some, photos = [], set()
        some.append(pair)
        photos.update((pair.a, pair.b))
    if some:
        yield some, sorted(photos)


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
    pictures: Enlarge,
) -> Pair | None:
    """Judge a pair, and keep of its photos the points only."""
    found = judge(pair, contents, prepared, info, pictures)
    for features in prepared:
        if features is not None:
            features.drop_picture()
    return found
