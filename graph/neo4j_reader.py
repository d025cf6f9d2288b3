"""The whole graph out of Neo4j: counted, as columns, and as records.

Read page by page, so that the server holds little, and collected by the server: a row for each node or relationship
takes six times as long to carry over. Sorted here: the order is that of SQLite, byte by byte, whatever the server's is.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from neo4j import ManagedTransaction

from graph.arrays import detail_codes, node_columns, relationship_columns
from graph.neo4j_schema import declared_of_node, declared_of_relationship
from graph.records import Node, Relationship
from graph.schema import SCHEMA, RelationshipKind
from graph.store import Counts, GraphArrays, RelationshipArrays

_PAGE = 10_000
"""Nodes read at a time, with the relationships that start at them: a few megabytes."""

_NODES = "MATCH (n:Node) USING INDEX SEEK n:Node(id) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $page"
_NODE_RECORDS = f"{_NODES} RETURN max(n.id), [collect(properties(n))]"
# Neo4j's own numbers of nodes hold within one transaction and take a third of the time that ids take. They are part of
# Cypher 5, which every later version still reads.
_NODE_COLUMNS = f"""CYPHER 5 {_NODES} RETURN max(n.id), [
  collect(id(n)), collect(n.id), collect(n.kind), collect(coalesce(n.country, '')),
  collect(coalesce(n.form, n.form_inferred, '')), collect(CASE WHEN n:Exchange THEN coalesce(n.status, '') ELSE '' END),
  collect(coalesce(n.date, '')), collect(coalesce(n.ends_on, ''))]
"""
_STARTS = "MATCH (s:Node) USING INDEX SEEK s:Node(id) WHERE $after < s.id <= $last"
_END_COLUMNS = "collect(id(s)), collect(id(e))"
_RELATIONSHIP_RECORDS = (
    f"{_STARTS} MATCH (s)-[r]->(e:Node) RETURN type(r), collect([s.id, e.id, r.key, r.source, properties(r)])"
)
_FACT_COLUMNS = (
    "collect(coalesce(r.date, '')), collect(coalesce(r.until, '')), collect(coalesce(r.detail, '')), "
    "collect(r.key), collect(r.source)"
)

Page = dict[str, str]
"""The last id before a page of nodes, and its own last id."""
Columns = list[list[Any]]


def read_counts(transaction: ManagedTransaction) -> Counts:
    """How many nodes of each kind and relationships of each type there are, from the counters that Neo4j keeps."""
    nodes = {label: f"MATCH (n:{label}) RETURN count(n)" for label in SCHEMA.nodes}
    relationships = {type_: f"MATCH ()-[r:{type_}]->() RETURN count(r)" for type_ in SCHEMA.relationships}
    return Counts(_count_each(transaction, nodes), _count_each(transaction, relationships))


def read_arrays(transaction: ManagedTransaction, kinds: Sequence[RelationshipKind]) -> GraphArrays:
    """The graph as columns, with relationships of the given kinds."""
    columns, pages = _read_nodes(transaction, _NODE_COLUMNS, n_columns=8)
    order = sorted(range(len(columns[1])), key=columns[1].__getitem__)
    numbers, *shown = ([column[i] for i in order] for column in columns)
    place = _Places(np.array(numbers, dtype=np.int64))
    found = _read_columns(transaction, kinds, pages)
    relationships = {kind.type: _relationship_arrays(kind, found[kind.type], place) for kind in kinds}
    rows = zip(*(map(_known, column) for column in shown), strict=True)
    return GraphArrays(**node_columns(rows), relationships=relationships)


def read_statements(transaction: ManagedTransaction) -> Iterator[Node | Relationship]:
    """Every node, then every relationship, as records in a total order; all is read before the first is given."""
    (nodes,), pages = _read_nodes(transaction, _NODE_RECORDS, n_columns=1)
    nodes.sort(key=itemgetter("id"))
    found = _read_relationships(transaction, pages)
    for rows in found.values():
        rows.sort(key=itemgetter(0, 1, 2, 3))
    relationships = (map(_relationship, repeat(SCHEMA.relationship(type_)), rows) for type_, rows in found.items())
    return chain(map(_node, nodes), *relationships)


class _Places:
    """Positions of nodes by the numbers that Neo4j gives them."""

    def __init__(self, numbers: npt.NDArray[np.int64]) -> None:
        self._order = np.argsort(numbers).astype(np.int32)
        self._sorted = numbers[self._order]

    def __call__(self, numbers: Sequence[int]) -> npt.NDArray[np.int32]:
        return self._order[np.searchsorted(self._sorted, np.array(numbers, dtype=np.int64))]


def _count_each(transaction: ManagedTransaction, texts: Mapping[str, str]) -> dict[str, int]:
    counts = {name: transaction.run(text).single(strict=True).value() for name, text in texts.items()}
    return {name: n for name, n in counts.items() if n}


def _read_nodes(transaction: ManagedTransaction, text: str, n_columns: int) -> tuple[Columns, list[Page]]:
    """Columns of all nodes, and the pages in which they were read."""
    columns: Columns = [[] for _ in range(n_columns)]
    pages: list[Page] = []
    after = ""
    while True:
        last, more = transaction.run(text, after=after, page=_PAGE).single(strict=True)
        if last is None:
            return columns, pages
        _extend(columns, more)
        pages.append({"after": after, "last": last})
        after = last


def _read_columns(
    transaction: ManagedTransaction, kinds: Sequence[RelationshipKind], pages: Sequence[Page]
) -> dict[str, Columns]:
    """Columns by relationship type: start, end and, of a type that says more, date, until, detail, key and source."""
    found: dict[str, Columns] = {kind.type: [[] for _ in range(7 if _says_more(kind) else 2)] for kind in kinds}
    texts = []
    for says_more in (False, True):
        if types := [kind.type for kind in kinds if _says_more(kind) is says_more]:
            columns = f"{_END_COLUMNS}, {_FACT_COLUMNS}" if says_more else _END_COLUMNS
            texts.append(f"CYPHER 5 {_STARTS} MATCH (s)-[r:{'|'.join(types)}]->(e) RETURN type(r), [{columns}]")
    for page in pages:
        for text in texts:
            for type_, more in transaction.run(text, page):
                _extend(found[type_], more)
    return found


def _extend(columns: Columns, more: Columns) -> None:
    for column, part in zip(columns, more, strict=True):
        column.extend(part)


def _relationship_arrays(kind: RelationshipKind, columns: Columns, place: _Places) -> RelationshipArrays:
    start, end = place(columns[0]), place(columns[1])
    if not _says_more(kind):
        return relationship_columns(start, end, None)
    dates, untils, details, keys, sources = columns[2:]
    # Parallel relationships stand by key and source; the sort by ends that follows keeps their order.
    order = sorted(range(len(start)), key=lambda i: (keys[i], sources[i]))
    known = ((_known(dates[i]), _known(untils[i])) for i in order) if kind.date else None
    codes = detail_codes(kind.details, (details[i] for i in order)) if kind.details else None
    return relationship_columns(start[order], end[order], known, codes)


def _says_more(kind: RelationshipKind) -> bool:
    """Whether the columns of a type hold more than its ends: dates, or roles."""
    return bool(kind.date or kind.details)


def _known(text: str) -> str | None:
    return text or None


def _read_relationships(transaction: ManagedTransaction, pages: Sequence[Page]) -> dict[str, list[Any]]:
    """Ends, key, source and all properties of each relationship, by type."""
    found: dict[str, list[Any]] = {type_: [] for type_ in SCHEMA.relationships}
    for page in pages:
        for type_, more in transaction.run(_RELATIONSHIP_RECORDS, page):
            found[type_].extend(more)
    return found


def _node(stored: Mapping[str, Any]) -> Node:
    label = stored["kind"]
    properties = declared_of_node(SCHEMA.node(label), stored)
    return Node(label, stored["id"], stored["source"], stored["source_key"], properties, stored.get("source_url"))


def _relationship(kind: RelationshipKind, row: Sequence[Any]) -> Relationship:
    start_id, end_id, _, source, stored = row
    properties = declared_of_relationship(kind, stored)
    return Relationship(kind.type, start_id, end_id, source, properties, stored.get("source_url"))
