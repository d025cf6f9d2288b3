"""One row of a described table as what it says: nodes with their keys, and how they are related."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, product

from graph.records import Value as Known
from graph.schema import SCHEMA, Property, ValueType
from loaders.connect_columns import NAMESPACES
from loaders.connect_rows import hidden_of
from loaders.coordinates import ZERO, odd_place
from loaders.described.derive import Derived
from loaders.described.description import NodeOf, RelationshipOf, Rule, TableOf, Value
from loaders.described.values import RowReader, columns_of
from loaders.fields import SEPARATOR, parse_address
from loaders.places import country_properties
from loaders.problems import Problems
from loaders.source import RawRow


@dataclass(frozen=True, slots=True)
class Mention:
    """A node that a row names."""

    namespace: str
    """Two mentions with one key in one namespace are of the same node, whatever kind they say."""
    label: str
    key: str
    properties: Mapping[str, Known] | None
    """None: the node itself is made elsewhere."""
    source_url: str | None = None
    is_fallback: bool = False
    """It says nothing of a node that an earlier row gave."""


@dataclass(frozen=True, slots=True)
class Related:
    """A relationship that a row states."""

    type: str
    start: Mention
    end: Mention
    properties: Mapping[str, Known]
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class RowRecords:
    """All that one row says."""

    nodes: tuple[Mention, ...]
    relationships: tuple[Related, ...]


class TableReader:
    """Reads the rows of one table, once from the first to the last."""

    def __init__(self, table: TableOf) -> None:
        self._table = table
        self._derived = Derived(table.derivations)
        self._is_personal = any("Official" in one.labels for one in table.nodes)

    def read(self, row: RawRow, problems: Problems) -> RowRecords | None:
        """What a row says; None when it is left out: by a rule of the description, or for what is wrong in it."""
        if not row.is_whole:
            return None
        cells = self._derived.cells(row, problems)
        reader = RowReader(row, cells, problems, self._is_personal)
        for rule in self._table.left_out:
            if rule.applies(cells):
                _note(rule, reader)
                return None
        n_errors = problems.n_errors
        by_alias = {one.alias: tuple(_mentions(one, reader)) for one in self._table.nodes}
        related = tuple(chain.from_iterable(_related(one, by_alias, reader) for one in self._table.relationships))
        if problems.n_errors > n_errors:
            return None
        for rule in self._table.remarks:
            if rule.applies(cells):
                _note(rule, reader)
        return RowRecords(tuple(chain.from_iterable(by_alias.values())), related)


def _note(rule: Rule, reader: RowReader) -> None:
    column = rule.when[0].column if rule.when else None
    reader.notice(rule.name, rule.says, column, reader.cells.get(column or ""))


def used_columns(table: TableOf) -> frozenset[str]:
    """Columns of the file that the table reads for anything."""
    found = {one.column for one in table.derivations} | {getattr(one, "within", "") for one in table.derivations}
    found |= {condition.column for rule in (*table.left_out, *table.remarks) for condition in rule.when}
    for value in _values(table):
        found.update(columns_of(value))
    return frozenset(found)


def _values(table: TableOf) -> Iterator[Value]:
    for node in table.nodes:
        yield from (node.kind, *node.key, *node.properties.values())
    for relationship in table.relationships:
        yield from relationship.properties.values()
    for one in table.parts:
        if one.source_url:
            yield one.source_url


def _mentions(node: NodeOf, reader: RowReader) -> Iterator[Mention]:
    """The nodes of one alias: one, or as many as the key has values; none where its key is blank or wrong."""
    n_errors = reader.problems.n_errors
    label, parts = reader.text(node.kind), [reader.texts(one) for one in node.key]
    if not label or not parts[0]:
        if reader.problems.n_errors == n_errors and not node.is_optional:
            column = next(iter(columns_of(node.key[0] if label else node.kind)), None)
            reader.problems.error(reader.row.problem(column, None, "missing-value", f"the {node.alias} of this row"))
        return
    url = _address(node.source_url, reader)
    n_nodes = max(map(len, parts))
    for number in range(n_nodes):
        if not _part(parts[0], number):
            continue
        key = SEPARATOR.join(_part(one, number) for one in parts)
        properties = None if node.is_reference else _properties(node, label, (number, n_nodes), reader)
        yield Mention(_namespace(label), label, key, properties, url, node.is_fallback)


def _related(one: RelationshipOf, by_alias: Mapping[str, Sequence[Mention]], reader: RowReader) -> Iterator[Related]:
    declared, url = SCHEMA.relationship(one.type), _address(one.source_url, reader)
    properties = {
        name: reader.known(value, declared.property(name), reader.text(value)) for name, value in one.properties.items()
    }
    starts, ends = by_alias[one.start], by_alias[one.end]
    # Of several in one cell each pair is related once.
    for start, end in combinations(starts, 2) if one.start == one.end else product(starts, ends):
        yield Related(one.type, start, end, properties, url)


def _properties(node: NodeOf, label: str, which: tuple[int, int], reader: RowReader) -> Mapping[str, Known]:
    """Properties of one of several nodes, those that its kind does not have left out."""
    declared = _declared(label)
    found: dict[str, Known] = {}
    for name, value in node.properties.items():
        texts = reader.texts(value)
        if name in declared:
            text = _own(texts, which, value, declared[name], reader)
            found.update(
                country_properties(text) if _is_country(name, label) else _known(name, value, text, reader, declared)
            )
        elif texts and not _is_kept(value, node, declared):
            message = f"{label} has no {name}: it was not stored"
            reader.notice("value-not-kept", message, next(iter(columns_of(value)), None), SEPARATOR.join(texts))
    _check_place(found, reader, next(iter(columns_of(node.properties["lat"])), None) if "lat" in found else None)
    for name in hidden_of(found) if label == "Official" else ():
        found[name] = None
        reader.notice("hidden-official", f"{name} not stored, as visibility does not allow it")
    return {name: value for name, value in found.items() if value is not None}


def _known(name: str, value: Value, text: str, reader: RowReader, declared: Mapping[str, Property]) -> dict[str, Known]:
    known = reader.known(value, declared[name], text)
    if known is None and declared[name].required and not text:
        column = next(iter(columns_of(value)), None)
        reader.problems.error(reader.row.problem(column, None, "missing-value", declared[name].meaning))
    return {name: known}


def _own(texts: Sequence[str], which: tuple[int, int], value: Value, declared: Property, reader: RowReader) -> str:
    """What of the texts in a cell belongs to one of the nodes of a row."""
    number, n_nodes = which
    if declared.type is ValueType.TEXTS or n_nodes == 1:
        return SEPARATOR.join(texts)
    if number == 0 and len(texts) not in (0, 1, n_nodes):
        column = next(iter(columns_of(value)), None)
        expected = f"one value, or {n_nodes}: as many as there are keys"
        reader.problems.error(reader.row.problem(column, SEPARATOR.join(texts), "not-as-described", expected))
    return _part(texts, number)


def _part(texts: Sequence[str], number: int) -> str:
    """The text of one of several nodes; the only text belongs to all of them."""
    return texts[min(number, len(texts) - 1)] if texts else ""


def _check_place(found: dict[str, Known], reader: RowReader, column: str | None) -> None:
    lat, lon = found.get("lat"), found.get("lon")
    if (lat is None) != (lon is None):
        given, missing = ("lat", "lon") if lon is None else ("lon", "lat")
        reader.problems.error(reader.row.problem(None, given, "half-a-place", f"{missing} too, or neither"))
    elif odd := odd_place(lat, lon, str(found.get("country_written") or found.get("country") or "")):
        shown = f"{lat:g}, {lon:g}"
        reader.notice(odd.rule, odd.message(shown) or shown, column)
        if odd.rule == ZERO:
            found.update(lat=None, lon=None)


def _address(value: Value | None, reader: RowReader) -> str | None:
    text = reader.text(value) if value else ""
    found = reader.checked(value, text, parse_address(text)) if value and text else None
    return None if found is None else str(found)


def _is_kept(value: Value, node: NodeOf, declared: Mapping[str, Property]) -> bool:
    """Whether the same columns fill another property, as the tier of a municipality and the kind of a body may."""
    return any(name in declared and columns_of(one) == columns_of(value) for name, one in node.properties.items())


def _is_country(name: str, label: str) -> bool:
    return name == "country" and label != "Country"


@cache
def _declared(label: str) -> Mapping[str, Property]:
    return {one.name: one for one in SCHEMA.node(label).properties}


@cache
def _namespace(label: str) -> str:
    return next((name for name, labels in NAMESPACES.items() if label in labels), label)
