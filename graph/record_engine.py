"""What a writer needs of an engine: rows by key, inside one open transaction.

Everything that compares, counts and remembers is written once, on top of this (`graph.upsert`, `graph.undo`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from graph.cases import CaseRecord, SavedCase
from graph.names import search_text
from graph.records import Value
from graph.schema import SCHEMA, NodeKind, RelationshipKind

MAX_SEARCH_TEXT = 32_000
"""Characters of names, all of a-z, 0-9, _ and |, that search looks through: what Neo4j's text index takes."""

NodeKey = str
RelationshipKey = tuple[str, str, str, str]
"""Start id, end id, key, source."""
Filter = Literal["source", "load_id"]
Key = TypeVar("Key", str, RelationshipKey)


class Row(NamedTuple):
    """A record as columns, ready to be compared and written."""

    values: tuple[Value, ...]
    """In the order of `node_columns` or `relationship_columns`."""
    load_id: int


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One record as it was before a load changed it."""

    operation: Literal["update", "retire", "restore"]
    """"restore": there was no such record; it came back when a load that had retired it was undone."""
    kind: str
    key: str
    """Id of a node; start id, end id, key and source of a relationship as a JSON array."""
    old_values: str
    """Known values as a JSON object."""
    old_load_id: int | None
    """Load that had written the old values; None where there was no such record."""
    new_load_id: int | None
    """Load that the record belongs to now; None when it is gone."""


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

    def create_all(self, label: str, rows: Mapping[NodeKey, Row] | Mapping[RelationshipKey, Row]) -> bool:
        """Write rows if every key is new; otherwise write nothing and say False, as an engine may always do.

        An engine may put writing relationships off until `settle`, and look at their keys only then.
        """
        ...

    def settle(self) -> Mapping[str, Sequence[tuple[RelationshipKey, Row]]]:
        """Write what was put off. Nothing but `create_all` and reading nodes may come before it.

        Returns
        -------
        By type, relationships that were given to `create_all` with a key that was not new, in the order given; they
        are not written. {} when there are none.
        """
        ...

    def write_relationships(
        self,
        kind: RelationshipKind,
        created: Mapping[RelationshipKey, Row],
        updated: Mapping[RelationshipKey, Row],
    ) -> None:
        """Write rows whose keys are known to be new, and rows whose keys are known to exist."""
        ...

    def pause(self) -> None:
        """Between two parts of a long change: what was done so far agrees with the journal, and might be kept."""
        ...

    def relationships_of(self, node_ids: Sequence[str]) -> Mapping[str, Mapping[RelationshipKey, Row]]:
        """All relationships at these nodes, by type."""
        ...

    def remove(
        self, nodes: Mapping[str, Sequence[str]], relationships: Mapping[str, Sequence[RelationshipKey]]
    ) -> None:
        """Remove relationships by type and key, then nodes by kind and id."""
        ...

    def node_ids(self, column: Filter, value: str | int) -> Iterator[Mapping[str, Sequence[str]]]:
        """Ids of all nodes with a value in a column, by kind, in batches; those already given may be removed."""
        ...

    def relationship_keys(self, column: Filter, value: str | int) -> Iterator[Mapping[str, Sequence[RelationshipKey]]]:
        """Keys of all relationships with a value in a column, by type, in batches; those given may be removed."""
        ...

    def names_of(self, ids: Sequence[str]) -> Mapping[str, str | None]:
        """Name of each node that exists."""
        ...

    def journal(self, entries: Sequence[JournalEntry]) -> None:
        """Keep old values for undo, audit and history."""
        ...

    def journal_of(self, load_id: int) -> Sequence[JournalEntry]:
        """What a load kept, in the order in which it did."""
        ...

    def changed_later(self, load_id: int) -> Sequence[tuple[int, JournalEntry]]:
        """What later loads changed or retired of what a load wrote, each with the number of the later load."""
        ...

    def case(self, record_id: str, revision: int | None = None) -> CaseRecord | None:
        """A revision of a casework record, the latest where none is named; None when there is none."""
        ...

    def write_case(self, saved: SavedCase) -> None:
        """Add a revision of a casework record, which is the latest from now on."""
        ...

    def named_in_cases(self, ids: Sequence[str]) -> set[str]:
        """Those of the ids that casework needs: a record is about them, or is theirs."""
        ...


def node_columns(kind: NodeKind) -> tuple[str, ...]:
    """Column names of a node row: where it comes from, then its properties, the hidden ones last."""
    shown = tuple(p.name for p in kind.properties if p.name not in kind.hidden)
    return ("source", "source_key", "source_url", *shown, *kind.hidden)


def relationship_columns(kind: RelationshipKind) -> tuple[str, ...]:
    """Column names of a relationship row."""
    return ("source_url", *(p.name for p in kind.properties))


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


def columns_of(label: str) -> tuple[str, ...]:
    """Column names of a row, given its node kind or relationship type."""
    if label in SCHEMA.nodes:
        return node_columns(SCHEMA.node(label))
    return relationship_columns(SCHEMA.relationship(label))


def key_text(key: NodeKey | RelationshipKey) -> str:
    """A key as the journal writes it."""
    return key if isinstance(key, str) else json.dumps(key, ensure_ascii=False)


def relationship_key(text: str) -> RelationshipKey:
    """Key of a relationship out of what the journal has."""
    start, end, key, source = json.loads(text)
    return start, end, key, source


def values_text(label: str, row: Row) -> str:
    """Known values of a row as the journal writes them."""
    known = {name: value for name, value in zip(columns_of(label), row.values, strict=True) if value is not None}
    return json.dumps({**known, "load_id": row.load_id}, ensure_ascii=False)


def row_of(label: str, text: str) -> Row:
    """Row out of what the journal has."""
    known = json.loads(text)
    values = (known.get(name) for name in columns_of(label))
    return Row(tuple(tuple(one) if isinstance(one, list) else one for one in values), known["load_id"])


def grouped(pairs: Iterable[tuple[str, Key]]) -> dict[str, list[Key]]:
    """Keys by kind or type, in their order; {} when there are none."""
    found: dict[str, list[Key]] = {}
    for label, key in pairs:
        found.setdefault(label, []).append(key)
    return found
