"""Who is tied to whom under filters, as an object of NetworkX or NetworKit."""

from typing import Any

from queries.patterns.names import named
from queries.patterns.scope import Scope


def networkx_graph(scope: Scope) -> Any:  # noqa: ANN401 - NetworkX has no types
    """Undirected NetworkX graph: nodes are ids with ``name``, ``kind`` and ``country``, edges have ``weight``.

    Nodes and edges come in the order of the ids; unknown values are left out. Empty where nothing passes the filters.
    """
    import networkx as nx

    graph = nx.Graph()
    ties = scope.ties
    rows = named(scope, ties.nodes.tolist())
    for row in rows:
        graph.add_node(row["id"], **{name: value for name, value in row.items() if name != "id" and value is not None})
    ids = [row["id"] for row in rows]
    ends = zip(ties.first.tolist(), ties.second.tolist(), ties.weights.tolist(), strict=True)
    graph.add_weighted_edges_from((ids[first], ids[second], weight) for first, second, weight in ends)
    return graph


def networkit_graph(scope: Scope) -> tuple[Any, list[str]]:
    """Undirected weighted NetworKit graph, and the id of each of its nodes, which it counts from 0."""
    ties = scope.ties
    return ties.networkit(weighted=True), [scope.network.id_of(int(position)) for position in ties.nodes]
