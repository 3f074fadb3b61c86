"""From stored pairs to groups: copies of one shot, and beside them moments and look-alikes.

Everything comes from pairs in memory, so that a slider can group again in a moment and never reads
a photo. The order of everything follows paths and contents, not ids: the same photos give the same
groups in any library.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from simgui.core.grouping import collages, keeper, leaders, sets
from simgui.core.grouping.criteria import DEFAULT_RULES, KeepRules
from simgui.core.grouping.star_clusters import Star, stars
from simgui.core.holdings import lacking
from simgui.core.types import (
    ContentId,
    FileIdentity,
    Group,
    KeepReason,
    Member,
    Pair,
    Photo,
    Tier,
    pair_key,
)

DEFAULT_FLOOR = 0.5
"""Probability below which a pair is no link."""

_PairKey = tuple[ContentId, ContentId]


@dataclass(frozen=True, slots=True)
class GroupingLimit:
    """How much is shown as copies: what the slider sets.

    Attributes:
        upto: Weakest tier of a copy, EDITED at most.
        floor: Lowest probability of a link.
    """

    upto: Tier = Tier.EDITED
    floor: float = DEFAULT_FLOOR


class Grouping:
    """Photos and their pairs, ready to be grouped at any level.

    Args:
        photos: Present photos to be grouped; others are left out, whatever pairs there are.
        pairs: Stored pairs, of any contents.
        not_duplicates: Pairs (a < b) the user said are none.
        rules: How keepers are chosen.
    """

    def __init__(
        self,
        photos: Iterable[Photo],
        pairs: Iterable[Pair],
        *,
        not_duplicates: Set[_PairKey] = frozenset(),
        rules: KeepRules = DEFAULT_RULES,
    ) -> None:
        self._rules = rules
        pairs = list(pairs)
        photos = _groupable(photos, {i for pair in pairs for i in (pair.a, pair.b)})
        linked = {_file(photo) for photo in photos if photo.stat.links > 1}
        by_content: dict[ContentId, list[Photo]] = defaultdict(list)
        seen: set[tuple[FileIdentity, ContentId]] = set()
        for photo in sorted(photos, key=lambda p: p.path):
            # Two names of one file are one photo: taking one away frees nothing and saves nothing.
            # One of them may have been looked at before the other was made.
            file = _file(photo)
            if file in linked and file in seen:
                continue
            seen.add(file)
            by_content[photo.content.id].append(photo)
        # Numbered by path: a tie is won by what comes first in the folder, in every library.
        self._photos = list(by_content.values())
        number = {group[0].content.id: i for i, group in enumerate(self._photos)}
        kept = collages.demote_collage_pairs(
            [
                pair
                for pair in pairs
                if pair.a in number and pair.b in number and (pair.a, pair.b) not in not_duplicates
            ]
        )
        kept = sets.demote_set_pairs(kept, self._photos)
        self._pairs = {(pair.a, pair.b): pair for pair in kept}
        self._a = np.array([number[pair.a] for pair in kept], np.int64)
        self._b = np.array([number[pair.b] for pair in kept], np.int64)
        self._tier = np.array([pair.tier for pair in kept], np.int64)
        self._probability = np.array([pair.probability for pair in kept], np.float64)
        self._similarity = np.array([pair.score for pair in kept], np.float64)
        # A group is what its star and the photos that may be kept make it, at whatever level.
        self._copies: dict[GroupingLimit, list[Group]] = {}
        self._led: dict[tuple[tuple[int, ...], GroupingLimit], list[Star]] = {}
        self._made: dict[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]], Group] = {}

    @cached_property
    def _has_twin(self) -> NDArray[np.bool_]:
        return np.array([len(group) > 1 for group in self._photos], bool)

    def copies(self, level: GroupingLimit = GroupingLimit()) -> list[Group]:
        """Groups of copies of one shot, those that free the most space first."""
        if level not in self._copies:
            found = self._copy_stars(level)
            groups = [self._group(star, min(level.upto, Tier.EDITED), level) for star in found]
            self._copies[level] = _ordered(_linked(groups))
        return list(self._copies[level])

    def count(self, level: GroupingLimit = GroupingLimit()) -> tuple[int, int]:
        """How many groups and photos `copies` would give, without making them."""
        found = self._copy_stars(level)
        photos = sum(len(self._photos[node]) for star in found for node in star.members)
        return len(found), photos

    def moments(self, level: GroupingLimit = GroupingLimit()) -> list[Group]:
        """Groups of different shots of one moment: one photo of each group of copies."""
        return self._lane(Tier.MOMENT, level)

    def similar(self, level: GroupingLimit = GroupingLimit()) -> list[Group]:
        """Groups of photos that merely look alike, one photo of each group of copies."""
        return self._lane(Tier.SIMILAR, level)

    def _copy_stars(self, level: GroupingLimit) -> list[Star]:
        upto = min(level.upto, Tier.EDITED)
        chosen = (self._tier <= upto) & (self._probability >= level.floor)
        # Strong evidence outweighs weak whatever the probabilities: a photo goes to its twin.
        weight = self._probability + (Tier.EDITED - self._tier)
        found = [
            whole
            for star in stars(len(self._photos), self._a[chosen], self._b[chosen], weight[chosen])
            for whole in self._led_by_a_whole(star, level)
        ]
        grouped = np.zeros(len(self._photos), bool)
        for star in found:
            grouped[list(star.members)] = True
        alone = np.flatnonzero(self._has_twin & ~grouped).tolist()
        return sorted([*found, *(Star(node, (node,)) for node in alone)], key=lambda s: s.medoid)

    def _led_by_a_whole(self, star: Star, level: GroupingLimit) -> list[Star]:
        key = (star.members, level)
        if len(star.members) > 2 and key not in self._led:
            self._led[key] = leaders.led_by_a_whole(
                star, self._photos, self._pairs, lambda x, y: self._ties(x, y, level)
            )
        return self._led.get(key, [star])

    def _lane(self, tier: Tier, level: GroupingLimit) -> list[Group]:
        copies = self._copy_stars(level)
        home = np.arange(len(self._photos))
        for star in copies:
            home[list(star.members)] = star.medoid
        # Of two shots whose copies are tied in any way, one tie is enough and the best is taken.
        chosen = self._tier == tier
        first, second = home[self._a[chosen]], home[self._b[chosen]]
        weight = np.maximum(self._similarity[chosen], 1e-6)
        best: dict[tuple[int, int], float] = {}
        for x, y, w in zip(first.tolist(), second.tolist(), weight.tolist(), strict=True):
            if x != y:
                key = (min(x, y), max(x, y))
                best[key] = max(w, best.get(key, 0.0))
        ends = np.array(sorted(best), np.int64).reshape(-1, 2)
        weights = np.array([best[key] for key in sorted(best)], np.float64)
        found = stars(len(self._photos), ends[:, 0], ends[:, 1], weights)
        return _ordered(_linked([self._group(star, tier, level) for star in found]))

    # -- from numbers to groups

    def _pair(self, x: Photo, y: Photo) -> Pair | None:
        return self._pairs.get(pair_key(x.content.id, y.content.id))

    def _group(self, star: Star, lane: Tier, level: GroupingLimit) -> Group:
        is_copy = lane.is_copy
        shown = [
            photo
            for node in star.members
            for photo in (self._photos[node] if is_copy else self._photos[node][:1])
        ]
        eligible = self._eligible(shown, level) if is_copy else shown
        if not is_copy:
            return self._make(star, shown, eligible, lane)
        key = (star.members, star.also, tuple(photo.id for photo in eligible))
        if key not in self._made:
            self._made[key] = self._make(star, shown, eligible, lane)
        return self._made[key]

    def _make(
        self, star: Star, shown: Sequence[Photo], eligible: Sequence[Photo], lane: Tier
    ) -> Group:
        is_copy = lane.is_copy
        choice = keeper.choose(eligible, self._rules, self._pairs, others=shown)
        if choice.reason is KeepReason.NONE and len(eligible) == 1 < len(shown):
            best = keeper.choose(shown, self._rules, self._pairs)
            is_best = best.photo is choice.photo
            choice = best if is_best else replace(choice, reason=KeepReason.MIDDLE)
        members = [
            self._member(photo, choice.photo, lane) for photo in shown if photo is not choice.photo
        ]
        members.sort(key=lambda m: (m.tier, -m.probability, -m.similarity, m.photo.path))
        strongest = min((m.tier for m in members), default=lane)
        kept = Member(
            choice.photo,
            strongest,
            1.0,
            1.0,
            is_keeper=True,
            reason=choice.reason,
            reason_value=choice.value,
            reason_other=choice.other,
        )
        tier = max((m.tier for m in members), default=lane)
        return Group(
            _name(shown, Tier.IDENTICAL if is_copy else lane),
            tier,
            (kept, *members),
            self._photos[star.medoid][0].content.id,
            tuple(self._photos[node][0].content.hash.hex() for node in star.also),
            sets.set_kind(shown, self._pairs) if lane is Tier.MOMENT else None,
        )

    def _eligible(self, photos: Sequence[Photo], level: GroupingLimit) -> list[Photo]:
        """Those that every other photo is tied to: only they can stand for all of them."""
        contents = {photo.content.id: photo for photo in photos}
        if len(contents) <= 2:  # a star joins its medoid to all of its members
            return list(photos)
        fit = {
            content_id
            for content_id, photo in contents.items()
            if all(
                other == content_id or self._ties(photo, contents[other], level)
                for other in contents
            )
        }
        return [photo for photo in photos if photo.content.id in fit]

    def _ties(self, x: Photo, y: Photo, level: GroupingLimit) -> bool:
        pair = self._pair(x, y)
        return (
            pair is not None
            and pair.tier <= min(level.upto, Tier.EDITED)
            and pair.probability >= level.floor
        )

    def _member(self, photo: Photo, kept: Photo, lane: Tier) -> Member:
        if photo.content.id == kept.content.id:
            return Member(photo, Tier.IDENTICAL, 1.0, 1.0, is_keeper=False)
        pair = self._pair(photo, kept)
        if pair is None:  # two shots of one moment that are tied through the medoid
            return Member(photo, lane, 0.0, 0.0, is_keeper=False)
        cosine = 0.0 if math.isnan(pair.cosine) else min(1.0, max(0.0, float(pair.cosine)))
        tier = pair.tier if lane.is_copy else lane
        ours, theirs = photo.content.holdings, kept.content.holdings
        is_all_equal = not lane.is_copy or tier <= Tier.PIXELS or ours == theirs
        return Member(
            photo,
            tier,
            pair.probability,
            cosine,
            is_keeper=False,
            pair=pair,
            more=() if is_all_equal else lacking(theirs, ours),
            less=() if is_all_equal else lacking(ours, theirs),
        )


def group(
    photos: Iterable[Photo],
    pairs: Iterable[Pair],
    *,
    upto: Tier = Tier.EDITED,
    floor: float = DEFAULT_FLOOR,
    not_duplicates: Set[_PairKey] = frozenset(),
    rules: KeepRules = DEFAULT_RULES,
) -> list[Group]:
    """Group photos once; see `Grouping`.

    Args:
        photos: Present photos.
        pairs: Stored pairs.
        upto: Weakest tier; MOMENT and SIMILAR add their lanes after the copies.
        floor: Lowest probability of a link between copies.
        not_duplicates: Pairs (a < b) the user said are none.
        rules: How keepers are chosen.
    """
    grouping = Grouping(photos, pairs, not_duplicates=not_duplicates, rules=rules)
    level = GroupingLimit(min(upto, Tier.EDITED), floor)
    found = grouping.copies(level)
    if upto >= Tier.MOMENT:
        found += grouping.moments(level)
    if upto >= Tier.SIMILAR:
        found += grouping.similar(level)
    return found


def _groupable(photos: Iterable[Photo], paired: Set[ContentId]) -> list[Photo]:
    """Those with a pair or a twin: most of a library has neither, and costs nothing after this."""
    everything = list(photos)
    seen: set[ContentId] = set()
    twins: set[ContentId] = set()
    for photo in everything:
        (twins if photo.content.id in seen else seen).add(photo.content.id)
    return [p for p in everything if p.content.id in paired or p.content.id in twins]


def _file(photo: Photo) -> tuple[FileIdentity, ContentId]:
    # With its content, for two drives may have had the same number one after the other.
    return photo.stat.identity, photo.content.id


def _name(photos: Sequence[Photo], lane: Tier) -> str:
    """The group's name: of its contents and its lane, so that it outlives renames and rebuilds."""
    digest = hashlib.blake2b(digest_size=8, person=lane.label.encode()[:16])
    for content_hash in sorted({photo.content.hash for photo in photos}):
        digest.update(content_hash)
    return digest.hexdigest()


def _linked(groups: Sequence[Group]) -> list[Group]:
    """Turn links, which name the medoid's content, into names of groups."""
    if not any(group.links for group in groups):
        return list(groups)
    homes = {
        member.photo.content.hash.hex(): group.id for group in groups for member in group.members
    }
    return [
        replace(g, links=tuple(sorted({homes[link] for link in g.links if link in homes} - {g.id})))
        if g.links
        else g
        for g in groups
    ]


def _ordered(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda g: (-g.reclaimable_bytes, g.keeper.photo.path))
