"""Generated organisations with places and ties, and the same ties as a NetworkX graph."""

import networkx as nx
import numpy as np

from casework.partners.organisations import Organisations
from casework.partners.ties import Ties

COUNTRIES = ("NL", "SN", "")


def organisations(n, seed=0):
    """Organisations scattered over two countries and an unknown one; every fifth has no population."""
    rng = np.random.default_rng(seed)
    names = [f"Place {place // 2}" for place in range(n)]  # always two of one name
    countries = tuple(COUNTRIES[one] for one in rng.choice(3, n, p=(0.6, 0.3, 0.1)))
    population = np.where(np.arange(n) % 5 == 4, np.nan, rng.integers(500, 2_000_000, n))
    return Organisations(
        tuple(f"mun-{place:04}" for place in range(n)),
        tuple(names),
        countries,
        countries,
        rng.uniform(50, 53, n),
        rng.uniform(3, 8, n),
        population,
        tuple((one.lower(),) for one in names),
    )


def ties(n, n_links, seed=0):
    """Random ties, each pair once."""
    graph = nx.gnm_random_graph(n, n_links, seed=seed)
    pairs = sorted(tuple(sorted(one)) for one in graph.edges)
    return Ties(n, np.array(pairs, dtype=np.int64).reshape(-1, 2))


def graph_of(some_ties):
    """The same in NetworkX."""
    graph = nx.Graph()
    graph.add_nodes_from(range(some_ties.n))
    graph.add_edges_from(map(tuple, some_ties.pairs.tolist()))
    return graph
