"""Three ways to the same components."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.components import clusters, labels, reachable

NODES = 12
edges = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=20)


@given(edges)
def test_clusters_labels_and_what_can_be_reached_agree(found):
    neighbours = defaultdict(set)
    for a, b in found:
        neighbours[a].add(b)
        neighbours[b].add(a)
    ends = np.array(found, np.int64).reshape(-1, 2)
    label = labels(NODES, ends[:, 0], ends[:, 1])
    for cluster in clusters(found):
        assert all(reachable(neighbours, node) == cluster for node in cluster)
        assert {node for node in range(NODES) if label[node] == min(cluster)} == cluster
    assert set().union(*clusters(found)) == {node for edge in found for node in edge}


@given(st.integers(2, 300))
def test_a_chain_is_one_component_however_its_nodes_are_numbered(count):
    order = np.random.default_rng(count).permutation(count)
    assert (labels(count, order[:-1], order[1:]) == 0).all()
