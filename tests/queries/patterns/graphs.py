"""Ties made of pairs, and the same as NetworkX graphs."""

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from queries.patterns.ties import Ties


def ties_of(n, pairs, weights=None):
    """Ties between nodes 0 ... n - 1; loops and repeats are left out."""
    once = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    ends = np.array(once, dtype=np.int32).reshape(-1, 2)
    return Ties(
        np.arange(n, dtype=np.int32),
        ends[:, 0].copy(),
        ends[:, 1].copy(),
        np.ones(len(once)) if weights is None else np.array(weights, dtype=float),
    )


def graph_of(ties):
    graph = nx.Graph()
    graph.add_nodes_from(range(ties.n))
    graph.add_edges_from(zip(ties.first.tolist(), ties.second.tolist(), strict=True))
    return graph


@st.composite
def some_ties(draw, most=14):
    """Any small graph, also one of no, one or two nodes."""
    n = draw(st.integers(0, most))
    pairs = draw(st.lists(st.tuples(st.integers(0, max(0, n - 1)), st.integers(0, max(0, n - 1))), max_size=3 * n))
    return ties_of(n, pairs if n else [])
