"""What a writer needs of Neo4j, inside one open transaction.

Texts name the index they must use: in an empty store the planner takes a scan for cheaper, and keeps to it while the
store fills.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import islice
from typing import Any

from neo4j import ManagedTransaction, Result, Transaction

from graph.cases import CaseRecord, SavedCase
from graph.neo4j_cases import named_in_cases, read_case, write_case
from graph.neo4j_schema import (
    declared_of_node,
    declared_of_relationship,
    hidden_properties,
    labels_of,
    node_properties,
    relationship_properties,
)
from graph.record_engine import (
    Filter,
    JournalEntry,
    Key,
    RelationshipKey,
    Row,
    grouped,
    node_columns,
    relationship_columns,
)
from graph.schema import SCHEMA, NodeKind, RelationshipKind

_FIND_NODES = "MATCH (n:Node) USING INDEX SEEK n:Node(id) WHERE n.id IN $ids"
_JOURNAL = ", ".join(f"j.{field.name}" for field in fields(JournalEntry))
_BATCH = 5_000
_N_REMEMBERED = 200_000
"""Nodes whose kind is kept at hand, about 30 MB: relationships ask for the same ends again and again."""
_FIND_ENDS = """
MATCH (s:Node {id: row.start}) USING INDEX SEEK s:Node(id)
MATCH (e:Node {id: row.end}) USING INDEX SEEK e:Node(id)
"""


class Neo4jEngine:
    """A `graph.upsert.RecordEngine` in one Neo4j transaction."""

    def __init__(
        self,
        transaction: Transaction | ManagedTransaction,
        load_id: int,
        *,
        n_entries: int = 0,
        is_first: bool = False,
        on_pause: Callable[[], None] | None = None,
        has_journal: bool = True,
    ) -> None:
        """Write within a transaction.

        Parameters
        ----------
        n_entries : journal entries that the load has already.
        is_first : whether the store holds no node, so that everything it will hold is known here.
        on_pause : called at every pause; it may let the engine `use` another transaction.
        has_journal : whether old values are kept; not when taking back what has its own journal.
        """
        self.n_entries = n_entries
        """Journal entries that the load has now."""
        self._transaction = transaction
        self._load_id = load_id
        self.on_pause, self._has_journal = on_pause, has_journal
        self._kinds: dict[str, str] = {}
        self._written: set[int] | None = set() if is_first else None
        """Of a first load what was written so far: a number for each relationship. None: the server must be asked."""
        self._running: Result | None = None

    def use(self, transaction: Transaction | ManagedTransaction) -> None:
        """Go on in another transaction."""
        self._transaction = transaction

    def fetch_nodes(self, kind: NodeKind, ids: Sequence[str]) -> dict[str, Row]:
        """Rows of this kind that exist."""
        hidden = self._hidden_values(kind, ids)
        cypher = f"{_FIND_NODES} AND n.kind = $kind RETURN n.id, properties(n)"
        return {
            id_: _node_row(kind, stored | hidden.get(id_, {}))
            for id_, stored in self._run(cypher, ids=list(ids), kind=kind.label)
        }

    def fetch_relationships(
        self, kind: RelationshipKind, keys: Sequence[RelationshipKey]
    ) -> dict[RelationshipKey, Row]:
        """Rows of this type that exist."""
        cypher = (
            f"UNWIND $rows AS row {_FIND_ENDS} MATCH (s)-[r:{kind.type} {{key: row.key, source: row.source}}]->(e) "
            "RETURN row.position, properties(r)"
        )
        rows = [{"position": position, **_as_map(key)} for position, key in enumerate(keys)]
        return {keys[position]: _relationship_row(kind, stored) for position, stored in self._run(cypher, rows=rows)}

    def kinds_of(self, ids: Sequence[str]) -> dict[str, str]:
        """Kind of each id that exists."""
        is_all_known = self._written is not None
        missing = [] if is_all_known else [node_id for node_id in ids if node_id not in self._kinds]
        if len(self._kinds) > _N_REMEMBERED and not is_all_known:
            self._kinds, missing = {}, list(ids)
        if missing:
            self._kinds.update(self._run(f"{_FIND_NODES} RETURN n.id, n.kind", ids=missing))
        return {node_id: self._kinds[node_id] for node_id in ids if node_id in self._kinds}

    def create_all(self, label: str, rows: Mapping[str, Row] | Mapping[RelationshipKey, Row]) -> bool:
        """Write rows if every key is new, as only a first load can tell: otherwise say False.

        To try it would not do: a row that breaks a constraint ends the whole transaction.
        """
        if self._written is None:
            return False
        if label in SCHEMA.nodes:
            if not self._kinds.keys().isdisjoint(rows):
                return False
            self.write_nodes(SCHEMA.node(label), rows, {})  # type: ignore[arg-type]  # keys of nodes
            return True
        numbers = {hash((label, key)) for key in rows}
        if len(numbers) < len(rows) or not self._written.isdisjoint(numbers):
            return False
        self._written |= numbers
        self.write_relationships(SCHEMA.relationship(label), rows, {})  # type: ignore[arg-type]
        return True

    def settle(self) -> dict[str, list[tuple[RelationshipKey, Row]]]:
        """Nothing was put off."""
        return {}

    def pause(self) -> None:
        """Let what was done be kept, where it may."""
        if self.on_pause:
            self.on_pause()

    def flush(self) -> None:
        """Wait for what the server is still writing."""
        if self._running is not None:
            self._running.consume()
            self._running = None

    def write_nodes(self, kind: NodeKind, created: Mapping[str, Row], updated: Mapping[str, Row]) -> None:
        """Write rows whose keys are known to be new, and rows whose keys are known to exist."""
        new = f"UNWIND $rows AS row CREATE (n{labels_of(kind)}) SET n = row"
        changed = "UNWIND $rows AS row MATCH (n:Node {id: row.id}) USING INDEX SEEK n:Node(id) SET n = row"
        for cypher, rows in ((new, created), (changed, updated)):
            self._write(cypher, [node_properties(kind, node_id, row) for node_id, row in rows.items()])
        self._kinds.update(dict.fromkeys(created, kind.label))
        self._write_hidden(kind, created, updated)

    def write_relationships(
        self,
        kind: RelationshipKind,
        created: Mapping[RelationshipKey, Row],
        updated: Mapping[RelationshipKey, Row],
    ) -> None:
        """Write rows whose keys are known to be new, and rows whose keys are known to exist."""
        new = f"UNWIND $rows AS row {_FIND_ENDS} CREATE (s)-[r:{kind.type}]->(e) SET r = row.values"
        changed = (
            f"UNWIND $rows AS row {_FIND_ENDS} MATCH (s)-[r:{kind.type} {{key: row.key, source: row.source}}]->(e) "
            "SET r = row.values"
        )
        for cypher, rows in ((new, created), (changed, updated)):
            self._write(
                cypher,
                [{**_as_map(key), "values": relationship_properties(kind, key, row)} for key, row in rows.items()],
            )

    def relationships_of(self, node_ids: Sequence[str]) -> dict[str, dict[RelationshipKey, Row]]:
        """All relationships at these nodes, by type."""
        cypher = (
            f"{_FIND_NODES} MATCH (n)-[r]-(:Node) WITH DISTINCT r "
            "RETURN type(r), startNode(r).id, endNode(r).id, properties(r)"
        )
        found: dict[str, dict[RelationshipKey, Row]] = {type_: {} for type_ in SCHEMA.relationships}
        for type_, start, end, stored in self._run(cypher, ids=list(node_ids)):
            key = (start, end, stored["key"], stored["source"])
            found[type_][key] = _relationship_row(SCHEMA.relationship(type_), stored)
        return {type_: rows for type_, rows in found.items() if rows}

    def remove(
        self, nodes: Mapping[str, Sequence[str]], relationships: Mapping[str, Sequence[RelationshipKey]]
    ) -> None:
        """Remove relationships by type and key, then nodes by kind and id."""
        for type_, keys in relationships.items():
            self._write(
                f"UNWIND $rows AS row {_FIND_ENDS} "
                f"MATCH (s)-[r:{type_} {{key: row.key, source: row.source}}]->(e) DELETE r",
                [_as_map(key) for key in keys],
            )
        if nodes or relationships:
            self._kinds.clear()
            self._written = None
        for label, ids in nodes.items():
            self._remove_hidden(SCHEMA.node(label), ids)
            self._run(f"{_FIND_NODES} DELETE n", ids=list(ids))

    def node_ids(self, column: Filter, value: str | int) -> Iterator[dict[str, list[str]]]:
        """Ids of all nodes with a value in a column, by kind, in batches; those already given may be removed."""
        cypher = f"MATCH (n:Node) WHERE n.{column} = $value RETURN n.kind, n.id"
        return _batches((kind, node_id) for kind, node_id in self._run(cypher, value=value))

    def relationship_keys(self, column: Filter, value: str | int) -> Iterator[dict[str, list[RelationshipKey]]]:
        """Keys of all relationships with a value in a column, by type, in batches; those given may be removed."""
        cypher = f"MATCH (s:Node)-[r]->(e:Node) WHERE r.{column} = $value RETURN type(r), s.id, e.id, r.key, r.source"
        return _batches(
            (type_, (start, end, key, source)) for type_, start, end, key, source in self._run(cypher, value=value)
        )

    def names_of(self, ids: Sequence[str]) -> dict[str, str | None]:
        """Name of each node that exists."""
        return dict(self._run(f"{_FIND_NODES} RETURN n.id, n.name", ids=list(ids)))

    def journal(self, entries: Sequence[JournalEntry]) -> None:
        """Keep old values for undo, audit and history, numbered within the load."""
        if not self._has_journal:
            return
        rows = [
            {"load_id": self._load_id, "entry": number, **asdict(entry)}
            for number, entry in enumerate(entries, start=self.n_entries)
        ]
        self.n_entries += len(rows)
        self._write("UNWIND $rows AS row CREATE (j:JournalEntry) SET j = row", rows)

    def journal_of(self, load_id: int) -> list[JournalEntry]:
        """What a load kept, in the order in which it did."""
        cypher = f"MATCH (j:JournalEntry {{load_id: $load_id}}) RETURN {_JOURNAL} ORDER BY j.entry"
        return [JournalEntry(*row) for row in self._run(cypher, load_id=load_id)]

    def changed_later(self, load_id: int) -> list[tuple[int, JournalEntry]]:
        """What later loads changed or retired of what a load wrote, each with the number of the later load."""
        cypher = (
            "MATCH (j:JournalEntry {old_load_id: $load_id}) WHERE j.load_id > $load_id "
            f"RETURN j.load_id, {_JOURNAL} ORDER BY j.load_id, j.entry"
        )
        return [(later, JournalEntry(*row)) for later, *row in self._run(cypher, load_id=load_id)]

    def case(self, record_id: str, revision: int | None = None) -> CaseRecord | None:
        """A revision of a casework record, the latest where none is named; None when there is none."""
        return read_case(self._run, record_id, revision)

    def write_case(self, saved: SavedCase) -> None:
        """Add a revision of a casework record."""
        write_case(self._run, saved)

    def named_in_cases(self, ids: Sequence[str]) -> set[str]:
        """Those of the ids that casework needs."""
        return named_in_cases(self._run, ids)

    def _hidden_values(self, kind: NodeKind, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        if not kind.hidden:
            return {}
        cypher = (
            "MATCH (h:HiddenValues) USING INDEX SEEK h:HiddenValues(node_id) WHERE h.node_id IN $ids "
            "RETURN h.node_id, properties(h)"
        )
        return dict(self._run(cypher, ids=list(ids)))

    def _write_hidden(self, kind: NodeKind, created: Mapping[str, Row], updated: Mapping[str, Row]) -> None:
        self._remove_hidden(kind, list(updated))
        rows = (hidden_properties(kind, node_id, row) for node_id, row in {**created, **updated}.items())
        self._write("UNWIND $rows AS row CREATE (h:HiddenValues) SET h = row", [row for row in rows if row])

    def _remove_hidden(self, kind: NodeKind, ids: Sequence[str]) -> None:
        if kind.hidden and ids:
            self._run(
                "MATCH (h:HiddenValues) USING INDEX SEEK h:HiddenValues(node_id) WHERE h.node_id IN $ids DELETE h",
                ids=list(ids),
            )

    def _write(self, cypher: str, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self.flush()
            # The next rows are made ready while the server writes these.
            self._running = self._transaction.run(cypher, rows=rows)

    def _run(self, cypher: str, **params: object) -> Iterable[Any]:
        self.flush()
        # Read to the end here, so that an error comes from the verb that caused it.
        return [record.values() for record in self._transaction.run(cypher, params)]


def _batches(pairs: Iterable[tuple[str, Key]]) -> Iterator[dict[str, list[Key]]]:
    waiting = iter(pairs)
    while batch := list(islice(waiting, _BATCH)):
        yield grouped(batch)


def _as_map(key: RelationshipKey) -> dict[str, str]:
    return dict(zip(("start", "end", "key", "source"), key, strict=True))


def _node_row(kind: NodeKind, stored: Mapping[str, Any]) -> Row:
    origin = {name: stored.get(name) for name in ("source", "source_key", "source_url")}
    values = {**origin, **declared_of_node(kind, stored)}
    return Row(tuple(map(values.get, node_columns(kind))), stored["load_id"])


def _relationship_row(kind: RelationshipKind, stored: Mapping[str, Any]) -> Row:
    values = {"source_url": stored.get("source_url"), **declared_of_relationship(kind, stored)}
    return Row(tuple(map(values.get, relationship_columns(kind))), stored["load_id"])
