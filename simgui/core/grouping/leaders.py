"""Which photo a group is led by: one that shows all of it, not a crop that two shots share.

A tight crop is often near two shots that are not tied to each other, and so is what a messenger
made of one. It must not be what is kept of both: the one that shows more, or that the camera
wrote, leads and takes along what is tied to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from simgui.core.grouping import comparisons
from simgui.core.grouping.comparisons import Ties
from simgui.core.grouping.star_clusters import Star, stars
from simgui.core.types import Photo, Tier, pair_key

AreTied = Callable[[Photo, Photo], bool]
"""Whether two photos are copies of each other by a pair of their own."""


def led_by_a_whole(
    star: Star, photos: Sequence[Sequence[Photo]], pairs: Ties, are_tied: AreTied
) -> list[Star]:
    """The star, or smaller ones where only crops or what was passed on are tied to all of it.

    Args:
        star: Of three nodes and more.
        photos: The photos of each node, of one content.
        pairs: Between contents.
        are_tied: Says which photos are tied.
    """
    if len(star.members) <= 2:
        return [star]
    members = {node: photos[node][0] for node in star.members}
    near = {
        node: [other for other in members if other != node and are_tied(photo, members[other])]
        for node, photo in members.items()
    }
    wholes = [
        node
        for node, photo in members.items()
        if not any(_stands_back(photo, members[other], pairs) for other in near[node])
    ]
    tied_to_all = [node for node in members if len(near[node]) == len(members) - 1]
    if not wholes or any(
        node in wholes or _holds_together(node, wholes, members, near, pairs)
        for node in tied_to_all
    ):
        return [star]
    leader = max(wholes, key=lambda node: (len(near[node]), -node))
    taken = (leader, *sorted(near[leader]))
    left = members.keys() - set(taken)
    ties = [(x, y) for x in left for y in near[x] if y in left and x < y]
    ends = np.array(sorted(ties), np.int64).reshape(-1, 2)
    weight = np.array([_weight(members[x], members[y], pairs) for x, y in ends.tolist()], float)
    others = [
        part
        for other in stars(len(photos), ends[:, 0], ends[:, 1], weight)
        for part in led_by_a_whole(replace(other, also=(leader,)), photos, pairs, are_tied)
    ]
    return [Star(leader, taken, (*star.also, *(o.medoid for o in others))), *others]


def _holds_together(
    node: int,
    wholes: Sequence[int],
    members: Mapping[int, Photo],
    near: Mapping[int, Sequence[int]],
    pairs: Ties,
) -> bool:
    """Whether a photo that is tied to all shows all of what a whole is not tied to.

    So does an original that stands between a screenshot of it and a crop of it.
    """
    return all(
        other in near[whole] or _stands_back(members[other], members[node], pairs)
        for whole in wholes
        for other in members
        if other not in (node, whole)
    )


def _stands_back(photo: Photo, other: Photo, pairs: Ties) -> bool:
    """Whether a photo is not to be kept before one that it is tied to."""
    return any(
        is_behind(photo, other, pairs)
        for is_behind in (
            comparisons.is_damaged_copy,
            comparisons.is_crop,
            comparisons.is_further_from_camera,
        )
    )


def _weight(x: Photo, y: Photo, pairs: Ties) -> float:
    pair = pairs.get(pair_key(x.content.id, y.content.id))
    return 0.0 if pair is None else pair.probability + (Tier.EDITED - pair.tier)
