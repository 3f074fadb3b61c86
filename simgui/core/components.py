"""Connected components of a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Set
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Node = TypeVar("Node", bound=Hashable)


def reachable(neighbours: Mapping[Node, Set[Node]], start: Node) -> set[Node]:
    """Everything that can be reached from a node, itself included."""
    reached, pending = {start}, [start]
    while pending:
        fresh = neighbours[pending.pop()] - reached
        reached |= fresh
        pending += fresh
    return reached


def clusters(edges: Iterable[tuple[Node, Node]]) -> list[set[Node]]:
    """The nodes that a chain of edges joins, in the order of their first edge."""
    neighbours: dict[Node, set[Node]] = defaultdict(set)
    for a, b in edges:
        neighbours[a].add(b)
        neighbours[b].add(a)
    found: list[set[Node]] = []
    seen: set[Node] = set()
    for start in neighbours:
        if start not in seen:
            found.append(reachable(neighbours, start))
            seen |= found[-1]
    return found


def labels(count: int, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """The component of each node, for graphs of millions of edges.

    Args:
        count: Number of nodes, which are called 0 to count - 1.
        a: int64 [m], one end of each edge.
        b: int64 [m], the other end.

    Returns:
        int64 [count], the lowest node of each node's component.
    """
    label = np.arange(count, dtype=np.int64)
    while True:
        low = np.minimum(label[a], label[b])
        before = label.copy()
        np.minimum.at(label, a, low)
        np.minimum.at(label, b, low)
        # Labels are node numbers themselves: jumping to the label's label halves a chain's length.
        label = label[label]
        if np.array_equal(label, before):
            return label
