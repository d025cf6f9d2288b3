"""Write by key: what is new is created, what differs is updated, what is equal is left alone.

The comparison is done here, once for every engine. An engine only fetches rows by key and writes rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NoReturn

from graph.cases import CaseEdit, CaseNotFound, CaseStep, EditConflict, SavedCase, next_revision
from graph.change_log import ChangeLog
from graph.errors import IdCollision, InvalidRecord, MissingEnd, NodeNotFound
from graph.given import GivenKeys
from graph.meta import now
from graph.record_engine import Key, RecordEngine, RelationshipKey, Row, grouped, node_columns, relationship_columns
from graph.records import Node, Relationship
from graph.retiring import retire_missing, retire_nodes, retire_relationships
from graph.schema import SCHEMA, NodeKind, RelationshipKind
from graph.store import Changes, Difference, Notice
from graph.undo import undo_in

BATCH_SIZE = 5_000


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


class BatchWriter:
    """The `graph.store.Writer` of every engine: batches records, compares them with what is there, writes."""

    def __init__(self, engine: RecordEngine, load_id: int, changes: Mapping[str, Changes] | None = None) -> None:
        """Write a load.

        Parameters
        ----------
        changes : what an earlier writer of the same load did; None where this is the first one.
        """
        self.load_id = load_id
        self.notices: list[Notice] = []
        self.n_cases_saved = 0
        """Casework records that got a new revision."""
        self._engine = engine
        self._given = GivenKeys()
        self._log = ChangeLog(engine)
        self._log.changes.update(changes or {})
        self._kept_for_others: list[str] = []
        self._nodes: dict[str, dict[str, Node]] = {}
        self._relationships: dict[str, dict[RelationshipKey, Relationship]] = {}
        self._n_waiting = 0
        self._had_known: set[str] = set()
        """Kinds and types of which a batch held something that was there already."""

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
        self._settle()
        ids = sorted(set(node_ids))
        kinds = self._engine.kinds_of(ids)
        for node_id in ids:
            if node_id not in kinds:
                raise NodeNotFound(node_id)
        by_kind: dict[str, list[str]] = {}
        for node_id in ids:
            by_kind.setdefault(kinds[node_id], []).append(node_id)
        retire_nodes(self._engine, self._log, by_kind)

    def retire_relationships(self, relationships: Iterable[Relationship]) -> None:
        """Take relationships out of the graph; see `graph.store.Writer.retire_relationships`."""
        self._settle()
        pairs = ((one.type, (one.start_id, one.end_id, one.key, one.source)) for one in relationships)
        retire_relationships(self._engine, self._log, grouped(pairs))

    def save_case(self, edit: CaseEdit, step: CaseStep) -> None:
        """Add a revision to a casework record; see `graph.store.Writer.save_case`."""
        latest = self._engine.case(edit.id)
        if latest is None and edit.base_revision:
            raise CaseNotFound(edit.id)
        if latest is not None and latest.revision != edit.base_revision:
            raise EditConflict(edit, latest, self._engine.case(edit.id, edit.base_revision))
        self._engine.write_case(SavedCase(next_revision(edit, step, now()), edit.hidden))
        self.n_cases_saved += 1

    def retire_missing(self, source_id: str, *, even_most: bool = False) -> None:
        """Retire what a source no longer holds; see `graph.store.Writer.retire_missing`."""
        self._settle()
        self._kept_for_others += retire_missing(self._engine, self._log, self._given, source_id, even_most=even_most)

    def kept_for_others(self) -> tuple[str, ...]:
        """Ids that `retire_missing` left because other facts still need them."""
        return tuple(self._kept_for_others)

    def undo(self, load_id: int) -> None:
        """Bring back what a load found; see `graph.store.Writer.undo`."""
        self._settle()
        undo_in(self._engine, self._log, load_id, self.load_id)

    def all_given(self) -> None:
        """Nothing: an interrupted load leaves no trace here; see `graph.store.Writer.all_given`."""

    def note(self, notices: Iterable[Notice]) -> None:
        """Keep notices with the load."""
        self.notices.extend(notices)

    def differences(self) -> tuple[Difference, ...]:
        """Records before and after; see `graph.store.Writer.differences`."""
        self._settle()
        return self._log.differences()

    def changes(self) -> dict[str, Changes]:
        """What was written so far, by node kind and relationship type, in the order of the schema."""
        self._settle()
        return self.changes_so_far()

    def changes_so_far(self) -> dict[str, Changes]:
        """What was written, without what waits for more records to come."""
        order = [*SCHEMA.nodes, *SCHEMA.relationships]
        return {kind: self._log.changes[kind] for kind in order if kind in self._log.changes}

    def remember_given(self, records: Iterable[Node | Relationship]) -> None:
        """Count records as given that an earlier writer of the same load has written."""
        for one in records:
            if isinstance(one, Node):
                self._given.add(one.source, one.kind, one.id)
            else:
                self._given.add(one.source, one.type, (one.start_id, one.end_id, one.key, one.source))

    def flush(self) -> None:
        """Write what is waiting: nodes first, since relationships need their ends."""
        for label, nodes in self._nodes.items():
            self._write_nodes(SCHEMA.node(label), nodes)
        for type_, relationships in self._relationships.items():
            self._write_relationships(SCHEMA.relationship(type_), relationships)
        self._nodes, self._relationships, self._n_waiting = {}, {}, 0

    def _settle(self) -> None:
        """Write everything, also what the engine put off."""
        self.flush()
        self._write_put_off()

    def _write_put_off(self) -> None:
        for type_, repeated in self._engine.settle().items():
            self._log.not_created(type_, [key for key, _ in repeated])
            for rows in _without_repeats(repeated):
                self._write_relationship_rows(SCHEMA.relationship(type_), rows)

    def _add_node(self, node: Node) -> None:
        waiting = self._nodes.get(node.kind, {})
        if node.id in waiting and waiting[node.id] != node:
            self.flush()  # the second of two different statements updates the first
        self._nodes.setdefault(node.kind, {})[node.id] = node
        self._given.add(node.source, node.kind, node.id)
        self._n_waiting += 1

    def _add_relationship(self, one: Relationship) -> None:
        key = (one.start_id, one.end_id, one.key, one.source)
        waiting = self._relationships.get(one.type, {})
        if key in waiting and waiting[key] != one:
            self.flush()
        self._relationships.setdefault(one.type, {})[key] = one
        self._given.add(one.source, one.type, key)
        self._n_waiting += 1

    def _write_nodes(self, kind: NodeKind, nodes: Mapping[str, Node]) -> None:
        incoming = _node_rows(kind, nodes, self.load_id)
        if self._all_created(kind.label, incoming):
            return
        ids = list(nodes)
        existing = self._engine.fetch_nodes(kind, ids)
        if len(existing) < len(ids):
            self._refuse_other_kinds(kind, nodes, existing)
        for node_id, old in existing.items():
            _refuse_other_origin(node_id, old, incoming[node_id])
        created, updated = self._compare(kind.label, incoming, existing)
        if updated:
            self._write_put_off()
        self._engine.write_nodes(kind, created, updated)

    def _write_relationships(
        self, kind: RelationshipKind, relationships: Mapping[RelationshipKey, Relationship]
    ) -> None:
        self._refuse_wrong_ends(kind, relationships)
        incoming = _relationship_rows(kind, relationships, self.load_id)
        if not self._all_created(kind.type, incoming):
            self._write_relationship_rows(kind, incoming)

    def _write_relationship_rows(self, kind: RelationshipKind, incoming: Mapping[RelationshipKey, Row]) -> None:
        existing = self._engine.fetch_relationships(kind, list(incoming))
        created, updated = self._compare(kind.type, incoming, existing)
        self._engine.write_relationships(kind, created, updated)

    def _all_created(self, label: str, rows: Mapping[Key, Row]) -> bool:
        """Whether all rows were new, and so are written: a first load need not look each of them up."""
        if label in self._had_known:
            return False
        if not self._engine.create_all(label, rows):
            self._had_known.add(label)
            return False
        self._log.created(label, rows)
        return True

    def _compare(
        self, label: str, incoming: Mapping[Key, Row], existing: Mapping[Key, Row]
    ) -> tuple[dict[Key, Row], dict[Key, Row]]:
        created = {key: row for key, row in incoming.items() if key not in existing}
        updated = {key: row for key, row in incoming.items() if key in existing and row.values != existing[key].values}
        self._log.created(label, created)
        self._log.updated(label, existing, updated)
        self._log.unchanged(label, len(incoming) - len(created) - len(updated))
        return created, updated

    def _refuse_other_kinds(self, kind: NodeKind, nodes: Mapping[str, Node], existing: Mapping[str, Row]) -> None:
        for node_id, other in self._engine.kinds_of([i for i in nodes if i not in existing]).items():
            raise IdCollision(
                f'the id "{node_id}" of {kind.label} "{nodes[node_id].source_key}" already belongs to a {other}. '
                "Give one of the two another key in its source."
            )

    def _refuse_wrong_ends(self, kind: RelationshipKind, relationships: Mapping[RelationshipKey, Relationship]) -> None:
        kinds = self._engine.kinds_of(list({i for one in relationships.values() for i in (one.start_id, one.end_id)}))
        find = kinds.get
        for one in relationships.values():
            start, end = one.start_id, one.end_id
            if find(start) not in kind.start or find(end) not in kind.end or start == end:
                _refuse_ends(kind, one, kinds)


def _refuse_other_origin(node_id: str, old: Row, new: Row) -> None:
    if old.values[:2] != new.values[:2]:
        raise IdCollision(
            f'the id "{node_id}" of "{new.values[1]}" in source {new.values[0]} already belongs to '
            f'"{old.values[1]}" in source {old.values[0]}. Change one of the two keys.'
        )


def _refuse_ends(kind: RelationshipKind, one: Relationship, kinds: Mapping[str, str]) -> NoReturn:
    missing = tuple(i for i in (one.start_id, one.end_id) if i not in kinds)
    if missing:
        raise MissingEnd(kind.type, one.start_id, one.end_id, missing)
    start, end = kinds[one.start_id], kinds[one.end_id]
    if start not in kind.start or end not in kind.end:
        raise InvalidRecord(
            f'{kind.type} from {start} "{one.start_id}" to {end} "{one.end_id}": '
            f"expected {' or '.join(kind.start)} to {' or '.join(kind.end)}"
        )
    raise InvalidRecord(f'{kind.type} from "{one.start_id}" to itself')


def _without_repeats(rows: Sequence[tuple[RelationshipKey, Row]]) -> Iterator[dict[RelationshipKey, Row]]:
    """The rows in batches in which no key occurs twice."""
    batch: dict[RelationshipKey, Row] = {}
    for key, row in rows:
        if key in batch or len(batch) == BATCH_SIZE:
            yield batch
            batch = {}
        batch[key] = row
    if batch:
        yield batch
