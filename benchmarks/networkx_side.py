"""NetworkX's answers: the independent oracle of our tests, as a rival in pure Python."""

import networkx as nx
import numpy as np

from graph.network import HELD, Network


def two_mode_graph(network: Network) -> "nx.Graph[str]":
    """Peers and held facts as one graph; a path through it alternates between the two."""
    facts = network.peers
    members = facts.incidence.members
    fact = np.repeat(np.arange(facts.n_facts), members.lengths())
    is_held = facts.statuses[fact] == HELD
    ids = [one.decode() for one in network.ids.tolist()]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(
        (f"fact {one}", ids[peer])
        for one, peer in zip(fact[is_held].tolist(), members.columns[is_held].tolist(), strict=True)
    )
    return graph


def one_path(graph: "nx.Graph[str]", pair: tuple[str, str]) -> list[str] | None:
    """Peers and facts along a shortest path; None: not connected."""
    if not (pair[0] in graph and pair[1] in graph):
        return None
    try:
        path: list[str] = nx.bidirectional_shortest_path(graph, *pair)
    except nx.NetworkXNoPath:
        return None
    return path
