"""The schema as Neo4j labels, properties, constraints and indexes, made from its declaration.

A node of ours carries ``:Node``, its kind and what else the kind is (``:Organisation``). Hidden properties live on a
``:HiddenValues`` node of their own, so that no question about an ``:Official`` can return them. A relationship carries
``date``, ``until`` and ``detail`` beside its declared properties, so that a question reads them whatever the type.
"""

from collections.abc import Mapping
from typing import Any

from graph.record_engine import RelationshipKey, Row, node_columns, relationship_columns, shown_columns
from graph.records import Value
from graph.schema import NodeKind, RelationshipKind, Schema, ValueType

_OF_NODES = ("id", "kind", "source", "source_key", "source_url", "load_id", "search_text")
_OF_RELATIONSHIPS = ("key", "source", "source_url", "load_id")

_UNIQUE = (
    ("ExplorerStore", "name"),
    ("CommitGate", "name"),
    ("Load", "load_id"),
    ("Source", "id"),
    ("Node", "id"),
    ("HiddenValues", "node_id"),
    ("Decision", "decision_id"),
    ("CaseRecord", "id"),
)
_TEXT_INDEXES = (
    ("Node", "search_text"),  # by trigrams: what CONTAINS reads
    ("Node", "source_key"),  # a range index refuses texts over 8 kB, and some names are keys
    ("JournalEntry", "key"),
)
_CASE_INDEXES = (
    ("CaseRecord", "kind"),
    ("CaseRecord", "parent_id"),
    ("CaseRevision", "id"),
    ("CaseHidden", "id"),
)


def schema_statements(schema: Schema) -> dict[str, str]:
    """Statements that make the constraints and indexes, by the name of what each of them makes."""
    unique = {
        _name(label, prop): f"CREATE CONSTRAINT {_name(label, prop)} IF NOT EXISTS "
        f"FOR (n:{label}) REQUIRE n.{prop} IS UNIQUE"
        for label, prop in _UNIQUE
    }
    # MATCH (m:Municipality {id: ...}) does not use the index on :Node, so each label has its own.
    by_id = {_name(label, "id"): _index("", label, "id") for label in _labels(schema)}
    of_journal = {_name("JournalEntry", prop): _index("", "JournalEntry", prop) for prop in ("load_id", "old_load_id")}
    of_cases = {_name(label, prop): _index("", label, prop) for label, prop in _CASE_INDEXES}
    texts = {_name(label, prop): _index("TEXT ", label, prop) for label, prop in _TEXT_INDEXES}
    return unique | by_id | texts | of_journal | of_cases


def labels_of(kind: NodeKind) -> str:
    """All labels of a kind as Cypher writes them: ``:Node:Municipality:Organisation``."""
    return "".join(f":{label}" for label in ("Node", kind.label, *kind.also))


def property_of_node(kind: NodeKind, name: str) -> str:
    """Name under which Neo4j holds a declared property.

    Returns
    -------
    The declared name; ``own_kind`` for the ``kind`` of an association, since every node's ``kind`` is its label.
    """
    same = {"name": kind.name, "detail": kind.detail, "date": kind.date}
    is_taken = name in _OF_NODES or same.get(name, name) != name
    return f"own_{name}" if is_taken else name


def property_of_relationship(kind: RelationshipKind, name: str) -> str:
    """Name under which Neo4j holds a declared property; ``own_...`` where another of ours has its name."""
    same = {"detail": kind.detail, "date": kind.date}
    is_taken = name in _OF_RELATIONSHIPS or same.get(name, name) != name
    return f"own_{name}" if is_taken else name


def node_properties(kind: NodeKind, node_id: str, row: Row) -> dict[str, Any]:
    """A row as the known properties of its node, without the hidden ones."""
    values = dict(zip(node_columns(kind), row.values, strict=True))
    origin = {name: values.pop(name) for name in ("source", "source_key", "source_url")}
    own = {
        property_of_node(kind, name): _native(value, kind.property(name).type)
        for name, value in values.items()
        if name not in kind.hidden
    }
    return _known(own, shown_columns(kind, values), origin, {"id": node_id, "kind": kind.label, "load_id": row.load_id})


def relationship_properties(kind: RelationshipKind, key: RelationshipKey, row: Row) -> dict[str, Any]:
    """A row as the known properties of its relationship."""
    values = dict(zip(relationship_columns(kind), row.values, strict=True))
    origin = {"key": key[2], "source": key[3], "source_url": values.pop("source_url"), "load_id": row.load_id}
    own = {
        property_of_relationship(kind, name): _native(value, kind.property(name).type) for name, value in values.items()
    }
    shown = {"date": values.get(kind.date or ""), "detail": values.get(kind.detail or "")}
    return _known(own, shown, origin)


def hidden_properties(kind: NodeKind, node_id: str, row: Row) -> dict[str, Any] | None:
    """The hidden values of a row as the properties of their own node; None when none is known."""
    values = dict(zip(node_columns(kind), row.values, strict=True))
    known = {name: values[name] for name in kind.hidden if values[name] is not None}
    return {"node_id": node_id, **known} if known else None


def declared_of_node(kind: NodeKind, stored: Mapping[str, Any]) -> dict[str, Value]:
    """Declared properties out of those of a node; unknown and hidden ones are absent."""
    return _declared({p.name: property_of_node(kind, p.name) for p in kind.properties}, stored)


def declared_of_relationship(kind: RelationshipKind, stored: Mapping[str, Any]) -> dict[str, Value]:
    """Declared properties out of those of a relationship; unknown ones are absent."""
    return _declared({p.name: property_of_relationship(kind, p.name) for p in kind.properties}, stored)


def _known(*parts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for part in parts for name, value in part.items() if value is not None}


def _declared(names: Mapping[str, str], stored: Mapping[str, Any]) -> dict[str, Value]:
    found = {name: stored.get(held_as) for name, held_as in names.items()}
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in found.items() if value is not None
    }


def _native(value: Value, type_: ValueType) -> Value:
    # As SQLite's REAL does: 52 and 52.0 are one latitude.
    return float(value) if type_ is ValueType.REAL and isinstance(value, int) else value


def _labels(schema: Schema) -> tuple[str, ...]:
    """Labels by which a question finds a node: kinds, and what else they are."""
    return tuple(dict.fromkeys(label for kind in schema.nodes.values() for label in (kind.label, *kind.also)))


def _name(label: str, prop: str) -> str:
    return f"explorer_{label.lower()}_{prop}"


def _index(type_: str, label: str, prop: str) -> str:
    return f"CREATE {type_}INDEX {_name(label, prop)} IF NOT EXISTS FOR (n:{label}) ON (n.{prop})"
