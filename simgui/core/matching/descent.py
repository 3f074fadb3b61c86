"""Which photo of a pair of copies was made from the other, by their pixels.

Thumbnails tell that two photos are copies; what tells the original from its copies is lost in them.
So the full pixels of the few photos that are copies of one another are read once more.
"""

from __future__ import annotations

import math
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

import numpy as np

from simgui.core import geometry
from simgui.core.errors import UnreadableError
from simgui.core.imaging import generations
from simgui.core.imaging.codec import Limits
from simgui.core.imaging.decode import Decoding, load, reasons, unnoted
from simgui.core.imaging.generations import Sample
from simgui.core.task import Token
from simgui.core.types import Alignment, Change, Content, ContentId, Descent, Pair, Tier

_T = TypeVar("_T")

_MOVED = frozenset(
    {
        *(Change.CROPPED, Change.FRAMED, Change.MIRRORED),
        *(Change.TURNED, Change.TILTED, Change.STRETCHED),
    }
)
"""Changes after which the blocks of a JPEG lie elsewhere."""

_SAMPLES_AT_ONCE = 8
"""Of 12 megapixels each takes 12 MB."""

_JPEG = ("jpeg", "mpo")


def with_descent(
    pairs: Sequence[Pair],
    contents: Mapping[ContentId, Content],
    paths: Mapping[ContentId, str],
    *,
    threads: int,
    limits: Limits,
    token: Token,
    decoding: Decoding = unnoted,
) -> list[Pair]:
    """The pairs, with the parent of each where the pixels prove one.

    Args:
        pairs: As judged; in this order they are given back.
        contents: The contents of all pairs.
        paths: Where to read each content; one that is missing is not asked.
        threads: Threads to read with; the answers do not depend on it.
        limits: How much a photo may take.
        token: Cancels between photos.
        decoding: Entered while a photo is decoded.

    Raises:
        Cancelled: The token was cancelled.
    """
    asked = [
        pair
        for pair in pairs
        if pair.a in paths
        and pair.b in paths
        and any(
            ask(pair, contents[pair.a], contents[pair.b]) for ask in (_can_tell, may_be_one_file)
        )
    ]
    found: dict[tuple[ContentId, ContentId], Pair] = {}
    with ThreadPoolExecutor(max(1, threads), "descent") as pool:
        jobs = [
            pool.submit(_PairJudge(contents, paths, limits, token, decoding).judge_all, some)
            for some in _components(asked)
        ]
        try:
            for job in jobs:
                found.update({(pair.a, pair.b): pair for pair in job.result()})
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [found.get((pair.a, pair.b), pair) for pair in pairs]


def _can_tell(pair: Pair, a: Content, b: Content) -> bool:
    """Whether the pixels of a pair may tell which was made from which."""
    if pair.tier not in (Tier.SAME, Tier.EDITED) or pair.alignment is None:
        return False
    if (a.width, a.height) == (b.width, b.height):
        has_steps = a.format in _JPEG or b.format in _JPEG
        return has_steps and _MOVED.isdisjoint(pair.changes)
    return _larger(pair.alignment, a, b)[1] >= generations.LEAST_ENLARGED


def may_be_one_file(pair: Pair, a: Content, b: Content) -> bool:
    """Whether two JPEGs that look unlike may be one file, one of them with errors in its data.

    Errors shift and recolour all that follows them, so that no alignment is found.
    """
    if pair.tier not in (Tier.MOMENT, Tier.SIMILAR) or not (a.format == b.format == "jpeg"):
        return False
    return (a.width, a.height, a.quality, a.metadata) == (b.width, b.height, b.quality, b.metadata)


def _larger(alignment: Alignment, a: Content, b: Content) -> tuple[bool, float]:
    """Whether b shows the common part larger than a does, and how many times each side."""
    m = alignment.matrix
    area = abs(m[0] * m[4] - m[1] * m[3]) * b.width * b.height / max(1, a.width * a.height)
    factor = math.sqrt(area) if area > 0 else 1.0
    return (True, factor) if factor >= 1 else (False, 1 / factor)


class _PairJudge:
    """Judges the pairs of photos that hang together; keeps the last few of them decoded."""

    def __init__(
        self,
        contents: Mapping[ContentId, Content],
        paths: Mapping[ContentId, str],
        limits: Limits,
        token: Token,
        decoding: Decoding,
    ) -> None:
        self._contents = contents
        self._paths = paths
        self._limits = limits
        self._token = token
        self._decoding = decoding
        self._samples: OrderedDict[ContentId, Sample | None] = OrderedDict()
        self._damaged: dict[ContentId, bool] = {}
        self._starts: dict[ContentId, bytes | None] = {}

    def judge_all(self, pairs: Sequence[Pair]) -> list[Pair]:
        return [self._judged(pair) for pair in pairs]

    def _judged(self, pair: Pair) -> Pair:
        a, b = self._contents[pair.a], self._contents[pair.b]
        if not pair.tier.is_copy:
            starts = self._start(pair.a), self._start(pair.b)
            return self._damaged_copy(pair) if starts[0] and starts[0] == starts[1] else pair
        if (a.width, a.height) != (b.width, b.height):
            return self._enlarged(pair)
        first, second = self._sample(pair.a), self._sample(pair.b)
        if first is not None and second is not None:
            if generations.is_recompressed(second, first):
                return replace(pair, parent=pair.a, descent=Descent.RECOMPRESSED)
            if generations.is_recompressed(first, second):
                return replace(pair, parent=pair.b, descent=Descent.RECOMPRESSED)
            if generations.share_a_source(first, second):
                return replace(pair, descent=Descent.COMMON)
        if a.format == b.format == "jpeg" and a.quality == b.quality:
            return self._damaged_copy(pair)
        return pair

    def _damaged_copy(self, pair: Pair) -> Pair:
        """The pair of one file and another state of it, if exactly one of them is damaged."""
        broken = self._is_damaged(pair.a), self._is_damaged(pair.b)
        if broken[0] == broken[1]:
            return pair
        found = replace(pair, parent=pair.b if broken[0] else pair.a, descent=Descent.DAMAGED)
        return found if pair.tier.is_copy else replace(found, tier=Tier.EDITED, probability=1.0)

    def _enlarged(self, pair: Pair) -> Pair:
        if pair.alignment is None:
            return pair
        a, b = self._contents[pair.a], self._contents[pair.b]
        is_b_larger, factor = _larger(pair.alignment, a, b)
        large, small = (pair.b, pair.a) if is_b_larger else (pair.a, pair.b)
        child, parent = self._sample(large), self._sample(small)
        if child is None or parent is None:
            return pair
        part = _shown_part(pair.alignment, child.shape, is_b_larger)
        if generations.is_enlarged(child, parent, factor, part):
            return replace(pair, parent=small, descent=Descent.ENLARGED)
        return pair

    def _sample(self, content_id: ContentId) -> Sample | None:
        if content_id in self._samples:
            self._samples.move_to_end(content_id)
            return self._samples[content_id]
        self._token.check()
        while len(self._samples) >= _SAMPLES_AT_ONCE:
            self._samples.popitem(last=False)
        found = self._read(content_id, lambda path: generations.sample(path, self._limits))
        if found is not None:
            content = self._contents[content_id]
            if found.shape != (content.height, content.width):
                found = None  # the file is another by now, or its decoder turns it otherwise
        self._samples[content_id] = found
        return found

    def _is_damaged(self, content_id: ContentId) -> bool:
        if content_id not in self._damaged:
            self._token.check()
            found = self._read(
                content_id, lambda path: generations.is_damaged(load(path, self._limits).data)
            )
            self._damaged[content_id] = bool(found)
        return self._damaged[content_id]

    def _start(self, content_id: ContentId) -> bytes | None:
        if content_id not in self._starts:
            self._token.check()
            self._starts[content_id] = self._read(
                content_id, lambda path: generations.start_of_scan(load(path, self._limits).data)
            )
        return self._starts[content_id]

    def _read(self, content_id: ContentId, read: Callable[[str], _T]) -> _T | None:
        path = self._paths[content_id]
        try:
            # Libraries fail in many ways on what nobody has seen yet.
            with self._decoding(path), reasons(path):
                return read(path)
        except UnreadableError:
            return None


def _shown_part(
    alignment: Alignment, shape: tuple[int, int], is_of_b: bool
) -> tuple[int, int, int, int]:
    """What the smaller photo shows of the larger one: left, top, right, bottom in its pixels.

    Args:
        alignment: Of the pair.
        shape: Height and width of the larger photo.
        is_of_b: Whether that is b.
    """
    matrix = np.reshape(alignment.matrix, (2, 3))
    if not is_of_b:
        matrix = geometry.inverse(matrix)
    outline = geometry.moved(geometry.corners((0.0, 0.0, 1.0, 1.0)), matrix).clip(0.0, 1.0)
    height, width = shape
    left, top = outline.min(axis=0) * (width, height)
    right, bottom = outline.max(axis=0) * (width, height)
    return math.ceil(left), math.ceil(top), math.floor(right), math.floor(bottom)


def _components(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs in parcels that share no photo, in the order of their first pair."""
    home: dict[ContentId, ContentId] = {}

    def top(node: ContentId) -> ContentId:
        home.setdefault(node, node)
        while home[node] != node:
            home[node] = home[home[node]]
            node = home[node]
        return node

    for pair in pairs:
        home[top(pair.b)] = top(pair.a)
    parcels: dict[ContentId, list[Pair]] = defaultdict(list)
    for pair in pairs:
        parcels[top(pair.a)].append(pair)
    return list(parcels.values())
