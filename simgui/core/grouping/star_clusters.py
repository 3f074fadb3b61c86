"""Cuts pairs into groups without chaining: stars around medoids.

Every member of a star is joined to its medoid by a pair of its own: A~B and B~C alone never group
A with C.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simgui.core import components

_NEARLY = 0.002
"""Ties that differ by less are equally strong: how sure two sure ones are says nothing."""


@dataclass(frozen=True, slots=True)
class Star:
    """A medoid and what is joined to it, as node numbers.

    Attributes:
        members: The medoid first, then by node number.
        also: Medoids of other stars that a member is joined to as well.
    """

    medoid: int
    members: tuple[int, ...]
    also: tuple[int, ...] = ()


def stars(
    count: int, a: NDArray[np.int64], b: NDArray[np.int64], weight: NDArray[np.float64]
) -> list[Star]:
    """Group nodes by weighted edges.

    The node with the most weight of edges becomes a medoid, its neighbours its members, and so on
    with what is left; then each member moves to the medoid it is joined to most strongly, and of
    medoids with nearly equal ties to the one among whose members it has more. Medoids are never
    joined to each other. Most components are two nodes, or joined all with all: those
    need no such work.

    Args:
        count: Number of nodes; a lower number wins a tie, so number them in an order that means
            something.
        a: int64 [m], one end of each edge; no edge twice.
        b: int64 [m], the other end.
        weight: float64 [m], > 0, higher is stronger.

    Returns:
        Stars of two nodes and more, by medoid.
    """
    if not len(a):
        return []
    component = components.labels(count, a, b)
    order = np.argsort(component[a], kind="stable")
    a, b, weight = a[order], b[order], weight[order]
    bounds = np.flatnonzero(np.diff(component[a])) + 1
    result: list[Star] = []
    starts = np.concatenate([[0], bounds])
    ends = np.concatenate([bounds, [len(a)]])
    is_single = ends - starts == 1
    low = np.minimum(a, b)[starts[is_single]].tolist()
    high = np.maximum(a, b)[starts[is_single]].tolist()
    result += [Star(one, (one, other)) for one, other in zip(low, high, strict=True)]
    left, right, weights = a.tolist(), b.tolist(), weight.tolist()
    for start, end in zip(starts[~is_single].tolist(), ends[~is_single].tolist(), strict=True):
        edges = zip(left[start:end], right[start:end], weights[start:end], strict=True)
        result += _cut({frozenset((x, y)): w for x, y, w in edges})
    return sorted(result, key=lambda star: star.medoid)


def _cut(edges: dict[frozenset[int], float]) -> list[Star]:
    """The stars of one component."""
    neighbours: dict[int, dict[int, float]] = defaultdict(dict)
    for edge, weight in edges.items():
        x, y = edge
        neighbours[x][y] = weight
        neighbours[y][x] = weight
    strength = {node: sum(sorted(near.values())) for node, near in neighbours.items()}
    free = set(neighbours)
    medoids: list[int] = []
    first: dict[int, int] = {}  # whose member each node was at first
    while free:
        medoid = max(free, key=lambda node: (strength[node], -node))
        medoids.append(medoid)
        taken = {medoid} | (free & neighbours[medoid].keys())
        first.update(dict.fromkeys(taken, medoid))
        free -= taken
        # Added up again, in an order of its own: what subtraction leaves depends on its order.
        for other in set().union(*(neighbours[node].keys() & free for node in taken)):
            ties = neighbours[other]
            strength[other] = sum(sorted(ties[node] for node in ties.keys() & free))
    centres = set(medoids)
    homes: dict[int, list[int]] = {medoid: [] for medoid in medoids}
    also: dict[int, set[int]] = {medoid: set() for medoid in medoids}
    for node in sorted(neighbours.keys() - centres):
        ties = neighbours[node]
        near = ties.keys() & centres
        enough = max(ties[medoid] for medoid in near) - _NEARLY
        votes = dict.fromkeys(near, 0.0)
        for other in sorted(ties):
            if first[other] in votes:
                votes[first[other]] += ties[other]
        home = max(
            (medoid for medoid in near if ties[medoid] >= enough),
            key=lambda medoid: (votes[medoid], ties[medoid], -medoid),
        )
        homes[home].append(node)
        also[home] |= near - {home}
    # A centre nobody stayed with is a photo of its own, and no group to point at.
    lasting = {medoid for medoid, members in homes.items() if members}
    return [
        Star(medoid, (medoid, *homes[medoid]), tuple(sorted(also[medoid] & lasting)))
        for medoid in medoids
        if medoid in lasting
    ]
