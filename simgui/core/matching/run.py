"""Matches what is new against everything: nominates, verifies, stores pairs, block by block."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from itertools import combinations
from typing import Self

import numpy as np

from simgui.core import components, malloc
from simgui.core.catalog import Catalog
from simgui.core.errors import IndexDamagedError, UnreadableError, UserError
from simgui.core.imaging import decode, identity
from simgui.core.imaging.decode import Decoding
from simgui.core.matching.candidates import NEAREST, Embedded, nominate
from simgui.core.matching.descent import with_descent
from simgui.core.matching.matcher import Matcher, rules_version
from simgui.core.neighbours.exact import ExactIndex, Neighbours
from simgui.core.neighbours.hnsw import Index, IndexStamp
from simgui.core.network.model import ModelInfo, load_background
from simgui.core.network.precision import LazyNetwork
from simgui.core.progress import Meter
from simgui.core.task import Phase, Progress, Token
from simgui.core.types import ContentId, Pair, Tier

_BLOCK = 1024
"""Contents matched and stored at once: what a kill loses of the matching."""

_COMPARED_EXACTLY = 50_000**2
"""Pairs of vectors one scan compares by products before it turns to the graph: 50,000 photos with
each other took 35 s, and making their graph 40 s, on the same two threads."""

_ALL_PAIRS_OF = 12
"""Of more contents with equal pixels than this, each is tied to the first only."""

_NEARLY_ALIKE = 0.75
"""Cosine of two photos that may be one file, one of them damaged so that it looks another."""

_PairKey = tuple[ContentId, ContentId]


class Matching:
    """The matching of one scan; it lives on the scan's thread.

    Nothing is loaded before there is something to match.

    Args:
        index_path: Where the graph of a large library is kept between scans, or None; a file of
            what is prepared lies beside it meanwhile.
        decoding: Keeps a note of a file while it is decoded; refuses one that crashes decoders.
    """

    def __init__(
        self,
        catalog: Catalog,
        network: LazyNetwork,
        *,
        threads: int,
        limits: decode.Limits,
        index_path: str | None = None,
        decoding: Decoding = decode.unnoted,
    ) -> None:
        self._decoding = decoding
        self._catalog = catalog
        self._network = network
        self._threads = threads
        self._limits = limits
        self._index_path = index_path
        self._index: Index | None = None
        self._matcher: Matcher | None = None
        self._has_new_points = False
        self._compared = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """End the threads and free what is prepared."""
        if self._matcher is not None:
            self._matcher.close()
            self._matcher = None

    @property
    def _model(self) -> ModelInfo:
        return self._network.model

    def run(self, token: Token) -> Iterator[Progress]:
        """Match everything new; yields nothing where nothing is.

        Raises:
            Cancelled: The token was cancelled; what was stored are whole blocks.
        """
        self._forget_if_rules_changed()
        new = self._catalog.unmatched(self._model.id)
        if not len(new):
            return
        meter = Meter(Phase.MATCHING, len(new))
        yield meter.report()
        equal = self._equal_pixels(frozenset(new.tolist()), token)
        known = Embedded(
            *self._catalog.vectors(self._model.id, token),
            load_background(self._model),
            self._catalog.levels(self._model.id),
        )
        token.check()
        index = self._neighbours(known, len(new), token)
        if self._matcher is None:
            self._matcher = Matcher(
                self._model,
                self._thumbnails,
                self._catalog.contents,
                paths=self._paths_of,
                limits=self._limits,
                decoding=self._decoding,
                threads=self._threads,
                scratch=os.path.dirname(self._index_path) if self._index_path else None,
            )
        judged: set[_PairKey] = set(equal)
        for start in range(0, len(new), _BLOCK):
            token.check()
            block = new[start : start + _BLOCK]
            candidates = nominate(known, index, block, self._model.thresholds, token)
            malloc.give_back()
            judging = self._matcher.judge(candidates, token, settled=judged)
            found = yield from _reported(judging, meter, len(block))
            judged.update(
                (ContentId(a), ContentId(b))
                for a, b in zip(candidates.a.tolist(), candidates.b.tolist(), strict=True)
            )
            found = self._with_descent(found, token)
            members = set(block.tolist())
            found += [
                self._pixel_pair(key, known) for key in sorted(equal) if members.intersection(key)
            ]
            self._catalog.save_matches(
                self._model.id, [ContentId(i) for i in block], found, known.take_levels()
            )

    def _with_descent(self, pairs: Sequence[Pair], token: Token) -> list[Pair]:
        """Ask the files of copies which was made from which."""
        near = [pair for pair in pairs if pair.tier.is_copy or pair.cosine >= _NEARLY_ALIKE]
        copies = {i for pair in near for i in (pair.a, pair.b)}
        if not copies:
            return list(pairs)
        paths: dict[ContentId, str] = {}
        for photo in self._catalog.photos_of(copies):
            paths.setdefault(photo.content.id, photo.path)
        return with_descent(
            pairs,
            self._catalog.contents(copies),
            paths,
            threads=self._threads,
            limits=self._limits,
            decoding=self._decoding,
            token=token,
        )

    def keep_graph(self) -> None:
        """Keep the graph of a large library for the next scan."""
        index, self._index = self._index, None
        if index is None or not self._has_new_points or not self._index_path:
            return
        # A cache: without it the next scan builds it again.
        with suppress(UserError):
            stamp = index.save(self._index_file)
            self._catalog.set_note(self._stamp_key, json.dumps(asdict(stamp)))

    def _forget_if_rules_changed(self) -> None:
        """Drop stored evidence that older rules made."""
        key = f"evidence {self._model.id}"
        rules = rules_version(self._model)
        if self._catalog.note(key) != rules:
            self._catalog.forget_matches(self._model.id)
            self._catalog.set_note(key, rules)

    # -- index

    @property
    def _index_file(self) -> str:
        return f"{self._index_path}-{self._model.id}.hnsw"

    @property
    def _stamp_key(self) -> str:
        return f"index {self._model.id}"

    def _neighbours(self, known: Embedded, new: int, token: Token) -> Neighbours:
        """The graph once this scan has compared so much that the graph would have cost less."""
        # Each new photo is compared with all, and so are those of its neighbours of whom it is not
        # known yet what is around them.
        looked_up = min(len(known.ids), new + min(known.unmeasured, new * NEAREST))
        self._compared += looked_up * len(known.ids)
        if self._index is None and self._compared <= _COMPARED_EXACTLY:
            return ExactIndex(known.ids, known.vectors)
        return self._indexed(known, token)

    def _indexed(self, known: Embedded, token: Token) -> Index:
        """The index of exactly these vectors, made from the last one where there is one."""
        index = self._index or self._saved_index(known)
        if index is None:
            index = Index(self._model.dim, threads=self._threads)
        self._index = index
        self._has_new_points |= index.update(known.ids, known.vectors, token)
        return index

    def _saved_index(self, known: Embedded) -> Index | None:
        note = self._catalog.note(self._stamp_key)
        if not note or not self._index_path:
            return None
        try:
            stamp = IndexStamp(**json.loads(note))
            if stamp.dim != self._model.dim:
                return None
            return Index.load(
                self._index_file, stamp, known.ids, known.vectors, threads=self._threads
            )
        except (IndexDamagedError, TypeError, ValueError):
            return None

    # -- pixels

    def _equal_pixels(self, new: frozenset[int], token: Token) -> set[_PairKey]:
        """Pairs with the same decoded pixels, one of them new; found without the network."""
        looks = identity.partners(self._catalog.looks(new, token), self._catalog.looks(None, token))
        clusters = [
            cluster
            for cluster in components.clusters(identity.pixel_candidates(looks))
            if new.intersection(cluster)
        ]
        contents = self._catalog.contents(i for cluster in clusters for i in cluster)
        wanted = {i for cluster in clusters for i in cluster if contents[i].pixel_hash is None}
        fresh = self._pixel_hashes(wanted, token)
        equal: set[_PairKey] = set()
        for cluster in clusters:
            by_pixels: dict[bytes, list[ContentId]] = defaultdict(list)
            for content_id in sorted(cluster):
                pixels = contents[content_id].pixel_hash or fresh.get(content_id)
                if pixels is not None:
                    by_pixels[pixels].append(content_id)
            for same in by_pixels.values():
                pairs = (
                    combinations(same, 2)
                    if len(same) <= _ALL_PAIRS_OF
                    else ((same[0], other) for other in same[1:])
                )
                equal.update(pair for pair in pairs if new.intersection(pair))
        return equal

    def _pixel_hashes(self, wanted: set[ContentId], token: Token) -> dict[ContentId, bytes]:
        """Decode photos in full; those that can't be read are left out."""
        if not wanted:
            return {}
        paths: dict[ContentId, str] = {}
        for photo in self._catalog.photos_of(wanted):
            paths.setdefault(photo.content.id, photo.path)

        def one(content_id: ContentId) -> bytes | None:
            try:
                with self._decoding(paths[content_id]):
                    return identity.pixel_hash(paths[content_id], self._limits)
            except UnreadableError:
                return None

        fresh = {}
        order = sorted(paths)
        with ThreadPoolExecutor(self._threads, "pixels") as pool:
            try:
                for content_id, pixels in zip(order, pool.map(one, order), strict=True):
                    token.check()
                    if pixels is not None:
                        fresh[content_id] = pixels
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        self._catalog.set_pixel_hashes(fresh)
        return fresh

    def _pixel_pair(self, key: _PairKey, known: Embedded) -> Pair:
        rows = known.rows(np.array(key, np.int64))
        cosine, score = known.compare(rows[:1], rows[1:])
        return Pair(*key, Tier.PIXELS, float(cosine[0]), float(score[0]), 1.0)

    def _paths_of(self, ids: Sequence[ContentId]) -> Mapping[ContentId, str]:
        """A file of each content that is here now."""
        paths: dict[ContentId, str] = {}
        for photo in self._catalog.photos_of(ids):
            paths.setdefault(photo.content.id, photo.path)
        return paths

    def _thumbnails(self, ids: Sequence[ContentId]) -> Mapping[ContentId, bytes]:
        """Stored thumbnails; those that were lost are made again."""
        stored = self._catalog.thumbnails(ids)
        lost = set(ids) - set(stored)
        if lost:
            stored = dict(stored)
            for photo in self._catalog.photos_of(lost):
                if photo.content.id not in stored:
                    with suppress(UnreadableError), self._decoding(photo.path):
                        decoded = decode.read(
                            photo.path, self._limits, embed_px=self._model.input_size
                        )
                        stored[photo.content.id] = decoded.thumbnail
        return stored


def _reported(
    judging: Generator[float, None, list[Pair]], meter: Meter, photos: int
) -> Generator[Progress, None, list[Pair]]:
    """Report how many photos of a block are done by the share of its work that is."""
    counted = 0
    while True:
        try:
            share = next(judging)
        except StopIteration as end:
            meter.add(photos - counted)
            yield meter.report()
            return list(end.value)
        now = min(photos, int(share * photos))
        if now > counted:
            meter.add(now - counted)
            counted = now
            yield meter.report()
