"""One row of the product's own set as a node, with everything that is wrong or odd in it reported."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from graph.records import Node, Value
from graph.schema import SCHEMA
from loaders.checks import check_period, check_place
from loaders.connect_columns import Column, Table
from loaders.coordinates import ZERO, odd_place
from loaders.fields import Misfit
from loaders.places import UnknownCountries, country_properties, read_country
from loaders.problems import Problems
from loaders.source import RawRow

_PERIODS = (("starts_on", "ends_on"), ("wanted_from", "wanted_until"), ("valid_from", "valid_to"), ("since", "until"))
_NEEDS_CONSENT = {"name": "name", "names": "name", "function": "function", "email": "contact", "phone": "contact"}
"""Columns of an official, with the word in `visibility` without which they are not stored."""

Values = Mapping[str, Value]
"""Values by column name; a blank cell is None."""


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A row without errors in its own cells. What it points at is not yet looked up."""

    table: Table
    row: RawRow
    key: str | None
    """None where rows are relationships."""
    label: str | None
    """Kind of node it becomes; None where rows are relationships."""
    values: Values


def parse_row(table: Table, row: RawRow, problems: Problems) -> ParsedRow | None:
    """One row as values; None when a cell is not what it should be, which is reported."""
    n_errors = problems.n_errors
    values = _parse_cells(table.columns, row, problems)
    check_place(row, "lat", "lon", problems)
    for start, end in _PERIODS:
        if start in values and end in values:
            check_period(row, start, end, problems)
    if problems.n_errors > n_errors:
        return None
    key = values.get(table.key) if table.key else None
    return ParsedRow(table, row, None if key is None else str(key), _label(table, values), values)


def parse_again(table: Table, columns: Sequence[Column], row: RawRow) -> ParsedRow:
    """Some columns of a row that was found right before; blank cells are absent."""
    cells = row.cells
    values = {one.name: one.parse(cell) for one in columns if (cell := cells.get(one.name))}
    right = cast("dict[str, Value]", values)
    key = cells.get(table.key) if table.key else None
    return ParsedRow(table, row, key or None, _label(table, right), right)


def to_node(parsed: ParsedRow, node_id: str, source: str) -> Node:
    """The node that a row becomes."""
    label = parsed.label or parsed.table.labels[0]
    url = parsed.values.get("source_url")
    properties = node_properties(parsed, Problems())
    return Node(label, node_id, source, parsed.key or "", properties, None if url is None else str(url))


def node_properties(parsed: ParsedRow, problems: Problems) -> dict[str, Value]:
    """Properties of the node that a row becomes, with a notice for everything odd in them."""
    label = parsed.label or parsed.table.labels[0]
    values = without_hidden(parsed)
    properties: dict[str, Value] = {}
    for column in parsed.table.columns:
        if column.property and (value := values.get(column.name)) is not None:
            _put(properties, column, value, label, parsed, problems)
    _check_odd_place(properties, parsed, problems)
    return properties


def _check_odd_place(properties: dict[str, Value], parsed: ParsedRow, problems: Problems) -> None:
    lat, lon = (properties.get(one) for one in ("lat", "lon"))
    if odd := odd_place(lat, lon, parsed.row.cells.get("country")):
        message = odd.message(f"{lat:g}, {lon:g}")
        problems.notice(odd.rule, parsed.row.file, parsed.row.line, message, column="lat")
        if odd.rule == ZERO:
            properties.update(lat=None, lon=None)


def without_hidden(parsed: ParsedRow) -> Values:
    """Values of a row; of an official only those that may be shown."""
    hidden = hidden_columns(parsed)
    return {**parsed.values, **dict.fromkeys(hidden)} if hidden else parsed.values


def hidden_columns(parsed: ParsedRow) -> tuple[str, ...]:
    """Filled columns of an official that may not be shown and so are not stored; () for other kinds."""
    return hidden_of(parsed.values) if parsed.label == "Official" else ()


def hidden_of(values: Values) -> tuple[str, ...]:
    """What of an official's values may not be shown, as the values themselves say."""
    visible = values.get("visibility") or ()
    consent = visible if isinstance(visible, tuple) else ()
    return tuple(one for one, word in _NEEDS_CONSENT.items() if values.get(one) is not None and word not in consent)


def country_of(parsed: ParsedRow) -> str | None:
    """Code of the country of a row; None when it has none or it is not known."""
    written = parsed.values.get("country")
    return read_country(written) if isinstance(written, str) else None


def count_countries(parsed: ParsedRow, unknown: UnknownCountries) -> None:
    """Count a country spelling that is not known."""
    if isinstance(written := parsed.values.get("country"), str):
        unknown.add(written, parsed.row.file, parsed.row.line, "country")


def _parse_cells(columns: Iterable[Column], row: RawRow, problems: Problems) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for column in columns:
        cell = row.cells.get(column.name, "")
        value = column.parse(cell) if cell else None
        if isinstance(value, Misfit):
            problems.error(row.problem(column.name, cell, value.code, value.expected, value.hint))
        elif value is None and column.is_required:
            problems.error(row.problem(column.name, None, "missing-value", f"{column.written} ({column.meaning})"))
        else:
            values[column.name] = value
    return values


def _label(table: Table, values: Values) -> str | None:
    if not table.labels:
        return None
    return table.kind_words.get(str(values.get("kind")), table.labels[0])


def _put(
    properties: dict[str, Value], column: Column, value: Value, label: str, parsed: ParsedRow, problems: Problems
) -> None:
    if column.property == "country":
        properties.update(country_properties(str(value)))
        return
    name = "tier" if (column.property, label) == ("kind", "Municipality") else column.property or ""
    if name in _property_names(label):
        properties[name] = value
        return
    message = f"a {label.lower()} has no {name}: it was not stored"
    row = parsed.row
    problems.notice("value-not-kept", row.file, row.line, message, column=name, value=row.cells[column.name])


@cache
def _property_names(label: str) -> frozenset[str]:
    return frozenset(one.name for one in SCHEMA.node(label).properties)


Oddity = Callable[[ParsedRow, Problems], None]


def report_oddities(parsed: ParsedRow, problems: Problems) -> None:
    """Notices about a row that is right and yet worth knowing about."""
    if oddity := _ODDITIES.get(parsed.table.name):
        oddity(parsed, problems)


def _odd_organisation(parsed: ParsedRow, problems: Problems) -> None:
    if parsed.label != parsed.table.labels[0]:
        message = f"{parsed.values['name']} is stored as a body: {parsed.values['kind']}"
        _note(parsed, problems, "became-body", message, "kind")


def _odd_exchange(parsed: ParsedRow, problems: Problems) -> None:
    values, key = parsed.values, parsed.key
    if values.get("status") == "planned":
        _note(parsed, problems, "planned-only", f"of exchange {key} only the plan is known", "status")
    if values.get("status") is None:
        _note(parsed, problems, "status-unknown", f"nothing says whether exchange {key} was held", "status")
    if values.get("form") is None and values.get("form_inferred"):
        message = f"the form of exchange {key} is our conclusion: {values['form_inferred']}"
        _note(parsed, problems, "form-inferred", message, "form_inferred")
    takers = [c.name for c in parsed.table.links if c.link and c.link.type == "TOOK_PART_IN"]
    if not any(values.get(name) for name in takers):
        _note(parsed, problems, "no-participants", f"no organisation is known to have been in exchange {key}")


def _odd_official(parsed: ParsedRow, problems: Problems) -> None:
    # Notices are kept with the load and shown to everybody, so they name the key and never the person.
    if hidden := hidden_columns(parsed):
        message = f"official {parsed.key}: {', '.join(hidden)} not stored, as visibility does not allow it"
        _note(parsed, problems, "hidden-official", message, "visibility")
    if parsed.values.get("topic_ids") and not parsed.values.get("exchange_ids"):
        message = f"official {parsed.key} has a topic and no exchange"
        _note(parsed, problems, "not-in-an-exchange", message, "exchange_ids")


def _note(parsed: ParsedRow, problems: Problems, rule: str, message: str, column: str | None = None) -> None:
    problems.notice(rule, parsed.row.file, parsed.row.line, message, column=column)


_ODDITIES: Mapping[str, Oddity] = {
    "associations": _odd_organisation,
    "municipalities": _odd_organisation,
    "exchanges": _odd_exchange,
    "officials": _odd_official,
}
