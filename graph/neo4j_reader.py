"""The whole graph out of Neo4j: counted, as columns, and as records. Read page by page, so that the server holds little.

Sorted here rather than by the server: the order must be that of SQLite, byte by byte, whatever the server's is.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from neo4j import ManagedTransaction

from graph.arrays import node_columns, relationship_columns
from graph.neo4j_schema import declared_of_node, declared_of_relationship
from graph.records import Node, Relationship
from graph.schema import SCHEMA, RelationshipKind
from graph.store import Counts, GraphArrays, RelationshipArrays

_PAGE = 10_000
"""Nodes read at a time, with the relationships that start at them: a few megabytes."""

_NODE_PAGE = "MATCH (n:Node) USING INDEX SEEK n:Node(id) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $page"
_START_PAGE = "MATCH (s:Node) USING INDEX SEEK s:Node(id) WHERE $after < s.id <= $last"

# One row a page: a row for each node would take ten times as long to carry over.
_NODE_COLUMNS = f"""{_NODE_PAGE}
RETURN max(n.id), collect([n.id, n.kind, n.country, coalesce(n.form, n.form_inferred),
                           CASE WHEN n:Exchange THEN n.status END, n.date, n.ends_on])
"""
_NODES = f"{_NODE_PAGE} RETURN max(n.id), collect(properties(n))"

Page = tuple[str, str]
"""The last id before the page, and its own last id."""
Rows = list[list[Any]]


def read_counts(transaction: ManagedTransaction) -> Counts:
    """How many nodes of each kind and relationships of each type there are, from Neo4j's own counters."""
    nodes = {label: _scalar(transaction, f"MATCH (n:{label}) RETURN count(n)") for label in SCHEMA.nodes}
    relationships = {
        type_: _scalar(transaction, f"MATCH ()-[r:{type_}]->() RETURN count(r)") for type_ in SCHEMA.relationships
    }
    return Counts(
        {label: n for label, n in nodes.items() if n}, {type_: n for type_, n in relationships.items() if n}
    )


def read_arrays(transaction: ManagedTransaction, kinds: Sequence[RelationshipKind]) -> GraphArrays:
    """The graph as columns, with relationships of the given kinds."""
    rows, pages = _read_pages(transaction, _NODE_COLUMNS)
    rows.sort(key=itemgetter(0))
    positions = {row[0]: position for position, row in enumerate(rows)}
    relationships = {kind.type: _relationship_arrays(transaction, kind, pages, positions) for kind in kinds}
    return GraphArrays(**node_columns(map(tuple, rows)), relationships=relationships)


def read_statements(transaction: ManagedTransaction) -> Iterator[Node | Relationship]:
    """Every node, then every relationship, as records in a total order; read before the first is given."""
    nodes, pages = _read_pages(transaction, _NODES)
    nodes.sort(key=itemgetter("id"))
    relationships = {kind: _read_relationships(transaction, kind, pages) for kind in SCHEMA.relationships}
    return _records(nodes, relationships)
