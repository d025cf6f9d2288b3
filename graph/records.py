"""Nodes and relationships on their way into a store. A wrong one cannot be built."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import NoReturn

from graph.dates import is_partial_date
from graph.errors import InvalidRecord
from graph.ids import mint_id
from graph.schema import SCHEMA, NodeKind, Property, RelationshipKind, ValueType

MAX_ID_BYTES, MAX_KEY_BYTES = 8_000, 30_000
"""Longest id or source, and longest key or address: what the indexes of Neo4j take."""

_KEYS = {kind.type: kind.key for kind in SCHEMA.relationships.values()}

Value = str | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Node:
    """One node as its source states it.

    Properties that are not given are unknown. Raises `InvalidRecord` when a required one is missing, a name is not in
    the schema, or a value is not of the declared type.
    """

    kind: str
    id: str
    source: str
    source_key: str
    properties: Mapping[str, Value] = field(default_factory=dict)
    source_url: str | None = None

    def __post_init__(self) -> None:
        declared = SCHEMA.node(self.kind)
        if not (self.id and self.source and self.source_key):
            raise InvalidRecord(f"a {self.kind} needs an id, a source and the key it has there")
        _check_texts(self.kind, MAX_ID_BYTES, self.id, self.source)
        _check_texts(self.kind, MAX_KEY_BYTES, self.source_key, self.source_url)
        object.__setattr__(self, "properties", _checked(self.properties, declared, f'{self.kind} "{self.source_key}"'))

    @classmethod
    def minted(
        cls, kind: str, source: str, source_key: str, source_url: str | None = None, /, **properties: Value
    ) -> "Node":
        """Node whose id is minted from its source and key."""
        node_id = mint_id(SCHEMA.node(kind).prefix, source, source_key)
        return cls(kind, node_id, source, source_key, properties, source_url)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship as its source states it; a symmetric one is turned so that the smaller id is the start."""

    type: str
    start_id: str
    end_id: str
    source: str
    properties: Mapping[str, Value] = field(default_factory=dict)
    source_url: str | None = None

    def __post_init__(self) -> None:
        declared = SCHEMA.relationship(self.type)
        if not (self.start_id and self.end_id and self.source):
            raise InvalidRecord(f"{self.type} needs two ends and a source")
        _check_texts(self.type, MAX_ID_BYTES, self.start_id, self.end_id, self.source)
        _check_texts(self.type, MAX_KEY_BYTES, self.source_url)
        if declared.is_symmetric and self.end_id < self.start_id:
            start_id, end_id = self.end_id, self.start_id
            object.__setattr__(self, "start_id", start_id)
            object.__setattr__(self, "end_id", end_id)
        where = f'{self.type} from "{self.start_id}" to "{self.end_id}"'
        object.__setattr__(self, "properties", _checked(self.properties, declared, where))

    @property
    def key(self) -> str:
        """What tells it from others of its type between the same two nodes; "" where that is never needed."""
        names = _KEYS[self.type]
        return "|".join(str(self.properties.get(name) or "") for name in names) if names else ""


@dataclass(frozen=True, slots=True)
class Source:
    """A data set: where facts come from."""

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None


def _check_texts(kind: str, max_bytes: int, *texts: str | None) -> None:
    for text in texts:
        # A character takes at most four bytes.
        if text and not (_can_be_kept(text) and (4 * len(text) <= max_bytes or len(text.encode()) <= max_bytes)):
            raise InvalidRecord(
                f"{kind}: {text[:40]!r} ({len(text):,} characters) cannot be an id, source, key or address. "
                f"Expected at most {max_bytes:,} bytes of text, without NUL or half characters."
            )


def _checked(properties: Mapping[str, Value], declared: NodeKind | RelationshipKind, where: str) -> Mapping[str, Value]:
    known, required = _declared(declared.label if isinstance(declared, NodeKind) else declared.type)
    for name, value in properties.items():
        if name not in known or not (value is None or _is_right(value, known[name])):
            _refuse(properties, declared, where)
    for name in required:
        if properties.get(name) is None:
            _refuse(properties, declared, where)
    return MappingProxyType({name: value for name, value in properties.items() if value is not None})


@cache
def _declared(kind: str) -> tuple[dict[str, Property], tuple[str, ...]]:
    """Properties of a kind or type by name, and the names of those that it must have."""
    declared = SCHEMA.node(kind) if kind in SCHEMA.nodes else SCHEMA.relationship(kind)
    return {p.name: p for p in declared.properties}, tuple(p.name for p in declared.properties if p.required)


def _is_right(value: Value, prop: Property) -> bool:
    if not _fits(value, prop.type):
        return False
    if not prop.allowed:
        return True
    return set(value) <= set(prop.allowed) if isinstance(value, tuple) else value in prop.allowed


def _refuse(properties: Mapping[str, Value], declared: NodeKind | RelationshipKind, where: str) -> NoReturn:
    """Raise for the first thing that is wrong, in the order of the declaration."""
    known = [prop.name for prop in declared.properties]
    for name in properties:
        if name not in known:
            raise InvalidRecord(f'{where}: no property "{name}". Known: {", ".join(known)}.')
    for prop in declared.properties:
        _check_value(properties.get(prop.name), prop, where)
    raise AssertionError("nothing is wrong with the record")


def _check_value(value: Value, prop: Property, where: str) -> None:
    if value is None:
        if prop.required:
            raise InvalidRecord(f"{where}: {prop.name} is missing ({prop.meaning})")
        return
    if not _fits(value, prop.type):
        raise InvalidRecord(f"{where}: {prop.name} is {value!r}, expected {_EXPECTED[prop.type]}")
    given = value if isinstance(value, tuple) else (value,)
    if prop.allowed and not set(given) <= set(prop.allowed):
        raise InvalidRecord(f"{where}: {prop.name} is {value!r}, expected one of {', '.join(prop.allowed)}")


_EXPECTED = {
    ValueType.TEXT: "a text that is not empty, without NUL or half characters",
    ValueType.INTEGER: "a whole number",
    ValueType.REAL: "a number",
    ValueType.DATE: "a date such as 2017, 2017-05 or 2017-05-15",
    ValueType.TEXTS: "a tuple of texts, none of them empty",
}


def _fits(value: Value, type_: ValueType) -> bool:
    match type_:
        case ValueType.TEXT:
            return isinstance(value, str) and value != "" and _can_be_kept(value)
        case ValueType.INTEGER:
            # SQLite and Bolt both hold 64 bits.
            return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
        case ValueType.REAL:
            # A whole number too large for a float would not be finite but an error of its own.
            if isinstance(value, int):
                return not isinstance(value, bool) and abs(value) < 2**63
            return isinstance(value, float) and math.isfinite(value)
        case ValueType.DATE:
            return isinstance(value, str) and is_partial_date(value)
        case ValueType.TEXTS:
            return isinstance(value, tuple) and all(isinstance(one, str) and one and _can_be_kept(one) for one in value)


def _can_be_kept(text: str) -> bool:
    """Whether every store keeps the text as it is: NUL ends it in some, and half a surrogate pair cannot be written."""
    if text.isascii():
        return "\0" not in text
    try:
        return "\0" not in text and bool(text.encode())
    except UnicodeEncodeError:
        return False
