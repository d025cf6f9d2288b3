"""An answer as a NetworkX graph, where its rows are nodes or edges."""

import json
from collections.abc import Mapping
from typing import Any

from graph.errors import ExplorerError
from queries.answered import Answered, edge_columns, name_column, node_column


class NotAGraph(ExplorerError):
    """The rows of an answer are neither nodes nor edges."""


def is_graph(columns: tuple[str, ...]) -> bool:
    """Whether rows with these columns are nodes or edges."""
    return edge_columns(columns) is not None or node_column(columns) is not None


def answer_graph(answered: Answered) -> Any:  # noqa: ANN401 - NetworkX has no types
    """The answer as a NetworkX MultiDiGraph: rows with two ends as edges, otherwise a node for each row.

    Nodes have ``label``, and what the rows say of them; edges the other columns of their row, and the keys ``r1``,
    ``r2`` and so on in the order of the rows. Unknown values are left out. Without rows the graph is empty.

    Raises
    ------
    NotAGraph
        The rows are neither nodes nor edges.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    columns = answered.columns
    ends, node = edge_columns(columns), node_column(columns)
    if ends is not None:
        _add_edges(graph, answered, ends)
    elif node is not None:
        for row in answered.rows:
            graph.add_node(row[node], label=_label(answered, row, node), **_known(row, without=(node,)))
    else:
        told = ", ".join(columns)
        raise NotAGraph(
            f"the rows of {answered.question.id} are no nodes or edges ({told}). Write CSV, XLSX or Parquet."
        )
    return graph


def _add_edges(graph: Any, answered: Answered, ends: tuple[str, str]) -> None:  # noqa: ANN401 - NetworkX has no types
    named = [name_column(end, answered.columns) for end in ends]
    without = (*ends, *(one for one in named if one))
    for number, row in enumerate(answered.rows, 1):
        for end in ends:
            graph.add_node(row[end], label=_label(answered, row, end))
        graph.add_edge(row[ends[0]], row[ends[1]], f"r{number}", **_known(row, without=without))


def _label(answered: Answered, row: Mapping[str, Any], column: str) -> str:
    named = name_column(column, answered.columns)
    node = answered.nodes.get(row[column])
    return str((named and row[named]) or (node and (node.name or node.source_key)) or row[column])


def _known(row: Mapping[str, Any], without: tuple[str, ...]) -> dict[str, Any]:
    return {_safe_name(name): _flat(value) for name, value in row.items() if name not in without and value is not None}


def _safe_name(name: str) -> str:
    """Names that formats and NetworkX keep for themselves, told apart."""
    return f"{name}_" if name in ("id", "key", "label") else name


def _flat(value: object) -> str | int | float | bool:
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return "|".join(value)
    return json.dumps(value, ensure_ascii=False, default=str)
