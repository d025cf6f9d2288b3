"""Write by key: what is new is created, what differs is updated, what is equal is left alone.

The comparison is done here, once for every engine. An engine only fetches rows by key and writes rows.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from graph.errors import IdCollision, InvalidRecord, MissingEnd, NodeNotFound
from graph.names import search_text
from graph.records import Node, Relationship, Value
from graph.schema import SCHEMA, NodeKind, RelationshipKind
from graph.store import Changes, Notice

BATCH_SIZE = 5_000
MAX_SEARCH_TEXT = 32_000
"""Characters of names, all of a-z, 0-9, _ and |, that search looks through: what Neo4j's text index takes."""

NodeKey = str
RelationshipKey = tuple[str, str, str, str]
"""Start id, end id, key, source."""
Key = TypeVar("Key", str, RelationshipKey)


@dataclass(frozen=True, slots=True)
class Row:
    """A record as columns, ready to be compared and written."""

    values: tuple[Value, ...]
    """In the order of `node_columns` or `relationship_columns`."""
    load_id: int


class RecordEngine(Protocol):
    """The few things an engine must be able to do inside one open transaction."""

    def fetch_nodes(self, kind: NodeKind, ids: Sequence[str]) -> Mapping[NodeKey, Row]:
        """Rows of this kind that exist."""
        ...

    def fetch_relationships(
        self, kind: RelationshipKind, keys: Sequence[RelationshipKey]
    ) -> Mapping[RelationshipKey, Row]:
        """Rows of this type that exist."""
        ...

    def kinds_of(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Kind of each id that exists."""
        ...

    def write_nodes(self, kind: NodeKind, created: Mapping[str, Row], updated: Mapping[str, Row]) -> None:
        """Write rows whose keys are known to be new, and rows whose keys are known to exist."""
        ...

    def write_relationships(
        self,
        kind: RelationshipKind,
        created: Mapping[RelationshipKey, Row],
        updated: Mapping[RelationshipKey, Row],
    ) -> None:
        """Write rows whose keys are known to be new, and rows whose keys are known to exist."""
        ...

    def relationships_of(self, node_ids: Sequence[str]) -> Mapping[str, Mapping[RelationshipKey, Row]]:
        """All relationships at these nodes, by type."""
        ...

    def remove(
        self, nodes: Mapping[str, Sequence[str]], relationships: Mapping[str, Sequence[RelationshipKey]]
    ) -> None:
        """Remove relationships by type and key, then nodes by kind and id."""
        ...

    def journal(self, entries: Sequence[tuple[str, str, str, str]]) -> None:
        """Keep (operation, kind, key, old values as JSON) for undo, audit and history."""
        ...


def node_columns(kind: NodeKind) -> tuple[str, ...]:
    """Column names of a node row: where it comes from, then its properties, the hidden ones last."""
    shown = tuple(p.name for p in kind.properties if p.name not in kind.hidden)
    return ("source", "source_key", "source_url", *shown, *kind.hidden)


def relationship_columns(kind: RelationshipKind) -> tuple[str, ...]:
    """Column names of a relationship row."""
    return ("source_url", *(p.name for p in kind.properties))


def _node_rows(kind: NodeKind, nodes: Mapping[str, Node], load_id: int) -> dict[str, Row]:
    own = node_columns(kind)[3:]
    return {
        node_id: Row((one.source, one.source_key, one.source_url, *map(one.properties.get, own)), load_id)
        for node_id, one in nodes.items()
    }


def _relationship_rows(
    kind: RelationshipKind, relationships: Mapping[RelationshipKey, Relationship], load_id: int
) -> dict[RelationshipKey, Row]:
    own = relationship_columns(kind)[1:]
    return {key: Row((one.source_url, *map(one.properties.get, own)), load_id) for key, one in relationships.items()}


def shown_columns(kind: NodeKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that every node has, whatever its kind: what it is called, and what search looks through."""
    name = values.get(kind.name)
    texts = [name] if isinstance(name, str) else []
    for column in kind.searched:
        value = values.get(column)
        texts.extend([value] if isinstance(value, str) else value or ())
    return {
        "name": name,
        "detail": values.get(kind.detail) if kind.detail else None,
        "date": values.get(kind.date) if kind.date else None,
        "country": values.get("country"),
        "search_text": search_text(texts)[:MAX_SEARCH_TEXT] or None,
    }


class BatchWriter:
    """The `graph.store.Writer` of every engine: batches records, compares them with what is there, writes."""

    def __init__(self, engine: RecordEngine, load_id: int) -> None:
        self.load_id = load_id
        self.notices: list[Notice] = []
        self._engine = engine
        self._nodes: dict[str, dict[str, Node]] = {}
        self._relationships: dict[str, dict[RelationshipKey, Relationship]] = {}
        self._n_waiting = 0
        self._changes: dict[str, Changes] = {}

    def upsert(self, records: Iterable[Node | Relationship]) -> None:
        """Write records by key; see `graph.store.Writer.upsert`."""
        for record in records:
            if isinstance(record, Node):
                self._add_node(record)
            else:
                self._add_relationship(record)
            if self._n_waiting >= BATCH_SIZE:
                self.flush()

    def retire(self, node_ids: Iterable[str]) -> None:
        """Take nodes and their relationships out of the graph; see `graph.store.Writer.retire`."""
        self.flush()
        ids = sorted(set(node_ids))
        kinds = self._engine.kinds_of(ids)
        for node_id in ids:
            if node_id not in kinds:
                raise NodeNotFound(node_id)
        self._retire(ids, kinds)

    def note(self, notices: Iterable[Notice]) -> None:
        """Keep notices with the load."""
        self.notices.extend(notices)

    def changes(self) -> dict[str, Changes]:
        """What was written so far, by node kind and relationship type, in the order of the schema."""
        self.flush()
        order = [*SCHEMA.nodes, *SCHEMA.relationships]
        return {kind: self._changes[kind] for kind in order if kind in self._changes}

    def flush(self) -> None:
        """Write what is waiting: nodes first, since relationships need their ends."""
        for label, nodes in self._nodes.items():
            self._write_nodes(SCHEMA.node(label), nodes)
        for type_, relationships in self._relationships.items():
            self._write_relationships(SCHEMA.relationship(type_), relationships)
        self._nodes, self._relationships, self._n_waiting = {}, {}, 0

    def _add_node(self, node: Node) -> None:
        waiting = self._nodes.get(node.kind, {})
        if node.id in waiting and waiting[node.id] != node:
            self.flush()  # the second of two different statements updates the first
        self._nodes.setdefault(node.kind, {})[node.id] = node
        self._n_waiting += 1

    def _add_relationship(self, one: Relationship) -> None:
        key = (one.start_id, one.end_id, one.key, one.source)
        waiting = self._relationships.get(one.type, {})
        if key in waiting and waiting[key] != one:
            self.flush()
        self._relationships.setdefault(one.type, {})[key] = one
        self._n_waiting += 1

    def _write_nodes(self, kind: NodeKind, nodes: Mapping[str, Node]) -> None:
        ids = list(nodes)
        existing = self._engine.fetch_nodes(kind, ids)
        if len(existing) < len(ids):
            self._refuse_other_kinds(kind, nodes, existing)
        incoming = _node_rows(kind, nodes, self.load_id)
        for node_id, old in existing.items():
            _refuse_other_origin(node_id, old, incoming[node_id])
        created, updated = self._compare(kind.label, incoming, existing, node_columns(kind))
        self._engine.write_nodes(kind, created, updated)

    def _write_relationships(
        self, kind: RelationshipKind, relationships: Mapping[RelationshipKey, Relationship]
    ) -> None:
        self._refuse_wrong_ends(kind, relationships)
        existing = self._engine.fetch_relationships(kind, list(relationships))
        incoming = _relationship_rows(kind, relationships, self.load_id)
        created, updated = self._compare(kind.type, incoming, existing, relationship_columns(kind))
        self._engine.write_relationships(kind, created, updated)

    def _compare(
        self, label: str, incoming: Mapping[Key, Row], existing: Mapping[Key, Row], columns: tuple[str, ...]
    ) -> tuple[dict[Key, Row], dict[Key, Row]]:
        created = {key: row for key, row in incoming.items() if key not in existing}
        updated = {key: row for key, row in incoming.items() if key in existing and row.values != existing[key].values}
        self._engine.journal([("update", label, _key_text(key), _as_json(existing[key], columns)) for key in updated])
        n_unchanged = len(incoming) - len(created) - len(updated)
        self._count(label, Changes(len(created), len(updated), n_unchanged))
        return created, updated

    def _count(self, label: str, changes: Changes) -> None:
        self._changes[label] = self._changes.get(label, Changes()) + changes

    def _refuse_other_kinds(self, kind: NodeKind, nodes: Mapping[str, Node], existing: Mapping[str, Row]) -> None:
        for node_id, other in self._engine.kinds_of([i for i in nodes if i not in existing]).items():
            raise IdCollision(
                f'the id "{node_id}" of {kind.label} "{nodes[node_id].source_key}" already belongs to a {other}. '
                "Give one of the two another key in its source."
            )

    def _refuse_wrong_ends(self, kind: RelationshipKind, relationships: Mapping[RelationshipKey, Relationship]) -> None:
        ids = list(dict.fromkeys(i for one in relationships.values() for i in (one.start_id, one.end_id)))
        kinds = self._engine.kinds_of(ids)
        for one in relationships.values():
            missing = tuple(i for i in (one.start_id, one.end_id) if i not in kinds)
            if missing:
                raise MissingEnd(kind.type, one.start_id, one.end_id, missing)
            _refuse_wrong_kind(kind, one, kinds)

    def _retire(self, ids: Sequence[str], kinds: Mapping[str, str]) -> None:
        relationships = self._engine.relationships_of(ids)
        entries = []
        for type_, rows in relationships.items():
            columns = relationship_columns(SCHEMA.relationship(type_))
            entries += [("retire", type_, _key_text(key), _as_json(row, columns)) for key, row in rows.items()]
            self._count(type_, Changes(n_retired=len(rows)))
        by_kind: dict[str, list[str]] = {}
        for node_id in ids:
            by_kind.setdefault(kinds[node_id], []).append(node_id)
        for label, of_kind in by_kind.items():
            kind = SCHEMA.node(label)
            rows_of_kind = self._engine.fetch_nodes(kind, of_kind)
            entries += [("retire", label, i, _as_json(row, node_columns(kind))) for i, row in rows_of_kind.items()]
            self._count(label, Changes(n_retired=len(of_kind)))
        self._engine.journal(entries)
        self._engine.remove(by_kind, {type_: list(rows) for type_, rows in relationships.items()})


def _refuse_other_origin(node_id: str, old: Row, new: Row) -> None:
    if old.values[:2] != new.values[:2]:
        raise IdCollision(
            f'the id "{node_id}" of "{new.values[1]}" in source {new.values[0]} already belongs to '
            f'"{old.values[1]}" in source {old.values[0]}. Change one of the two keys.'
        )


def _refuse_wrong_kind(kind: RelationshipKind, one: Relationship, kinds: Mapping[str, str]) -> None:
    start, end = kinds[one.start_id], kinds[one.end_id]
    if start not in kind.start or end not in kind.end:
        raise InvalidRecord(
            f'{kind.type} from {start} "{one.start_id}" to {end} "{one.end_id}": '
            f"expected {' or '.join(kind.start)} to {' or '.join(kind.end)}"
        )
    if one.start_id == one.end_id:
        raise InvalidRecord(f'{kind.type} from "{one.start_id}" to itself')


def _key_text(key: str | RelationshipKey) -> str:
    return key if isinstance(key, str) else json.dumps(key, ensure_ascii=False)


def _as_json(row: Row, columns: tuple[str, ...]) -> str:
    known = {name: value for name, value in zip(columns, row.values, strict=True) if value is not None}
    return json.dumps({**known, "load_id": row.load_id}, ensure_ascii=False)
