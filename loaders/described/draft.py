"""A first description of an unknown file: valid, loadable where a name could be found, and meant to be changed."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from graph.schema import SCHEMA
from loaders.fields import source_id_from
from loaders.problems import printable
from loaders.profile import ColumnProfile, FileProfile

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")
_KEYWORDS = ("yes", "no", "true", "false", "null", "on", "off", "y", "n")
_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "municipality", "city", "town", "organisation", "partner", "partners", "nome", "nom", "nombre"),
    "country": ("country", "land", "pays", "país", "pais", "country_code"),
    "population": ("population", "inhabitants"),
    "region": ("region", "province", "state", "county", "nuts3"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "note": ("note", "remark", "comment"),
}
"""Columns that are likely to hold a property of a municipality."""
_ADDRESSES = ("source_url", "url", "link", "website")
_LONGEST_EXAMPLE = 30


def draft_description(profile: FileProfile) -> str:
    """The description as YAML with remarks."""
    return "\n".join(_lines(profile)) + "\n"


def _lines(profile: FileProfile) -> Iterator[str]:
    name = profile.file.path.name
    stem = name.partition(".")[0]
    layout = profile.file.layout
    yield f"# A first description of {printable(name)}, made by looking at its {profile.n_rows:,} rows."
    yield "# Change what is wrong and fill in what is not known; a line that begins with # is a remark."
    yield f"# Try it:  connect-explorer load {printable(name)} --description THIS_FILE --dry-run"
    yield "# The id makes the ids of all that is loaded: never change it later."
    yield f"id: {source_id_from(stem) or 'my-source'}"
    yield f"title: {_quoted(stem)}"
    yield "publisher: not known yet  # who made the data"
    yield "# address: https://example.org/  # where they are published"
    yield "licence: not known yet  # what may be done with them"
    yield "# language: en  # of the texts in the file, as an ISO 639-1 code"
    yield f"format: {'edge-list' if layout.is_edge_list else 'table'}"
    yield "tables:"
    yield "  rows:"
    if layout.sheet is not None:
        yield f"    sheet: {_quoted(layout.sheet)}"
    yield f"    columns: [{', '.join(map(_scalar, profile.file.header))}]"
    least, most = profile.n_rows * 4 // 5, max(profile.n_rows * 5 // 4, profile.n_rows + 10)
    yield f"    rows: {{least: {least}, most: {most}}}  # a file with fewer or more is refused"
    yield from _pair(profile) if layout.is_edge_list else _table(profile)


def _pair(profile: FileProfile) -> Iterator[str]:
    first, second, *others = profile.columns
    yield from _ignored(others, profile.n_rows)
    yield "    nodes:"
    for alias, column in (("first", first), ("second", second)):
        yield f"      {alias}:  # {_about(column, profile.n_rows)}"
        yield "        kind: Municipality"
        yield f"        key: {_scalar(column.name)}"
        yield "        only_if_new: yes  # another table or row may know more of it"
        yield "        properties:"
        yield f"          name: {_scalar(column.name)}"
    yield "    relationships:"
    yield "      - {type: TWINNED_WITH, from: first, to: second}"


def _table(profile: FileProfile) -> Iterator[str]:
    mapped = _mapped(profile.columns)
    address = next((one.name for one in profile.columns if one.name in _ADDRESSES and one.type == "web address"), None)
    key = _key(profile.columns, mapped)
    used = {*mapped.values(), key, address}
    yield from _ignored([one for one in profile.columns if one.name not in used], profile.n_rows)
    yield "    nodes:"
    yield "      municipality:  # any name; relationships below refer to it"
    yield f"        kind: Municipality  # or {', '.join(one for one in SCHEMA.nodes if one != 'Municipality')}"
    parts = [key, *([mapped["country"]] if key == mapped["name"] and "country" in mapped else [])]
    yield f"        key: [{', '.join(map(_scalar, parts))}]  # what tells one from the other"
    yield "        properties:"
    by_name = {one.name: one for one in profile.columns}
    for property_, column in mapped.items():
        yield f"          {property_}: {_scalar(column)}  # {_about(by_name[column], profile.n_rows)}"
    if address:
        yield f"        source_url: {_scalar(address)}"
    yield "    # relationships:"
    yield "    #   - {type: TOOK_PART_IN, from: municipality, to: exchange, properties: {role: {constant: peer}}}"


def _mapped(columns: Sequence[ColumnProfile]) -> dict[str, str]:
    """Properties of a municipality with the columns that seem to hold them; a name always."""
    # A column with a value in every row is the likelier one.
    names = [one.name for one in sorted(columns, key=lambda one: -one.n_filled)]
    found = {
        property_: next(one for one in names if one in spellings)
        for property_, spellings in _SPELLINGS.items()
        if any(one in names for one in spellings)
    }
    if ("lat" in found) != ("lon" in found):
        found = {name: column for name, column in found.items() if name not in ("lat", "lon")}
    texts = [one.name for one in columns if one.type == "text" and one.name not in found.values()]
    return {"name": found.get("name") or next(iter([*texts, *names])), **found}


def _key(columns: Sequence[ColumnProfile], mapped: Mapping[str, str]) -> str:
    """The first column with another value in every row, else the one with the names."""
    unique = (one.name for one in columns if one.is_unique and one.type in ("text", "whole number"))
    return next(unique, mapped["name"])


def _ignored(columns: Sequence[ColumnProfile], n_rows: int) -> Iterator[str]:
    if columns:
        yield "    ignore:  # columns that are not read, each with its reason"
    for one in columns:
        yield f"      {_scalar(one.name)}: not decided yet  # {_about(one, n_rows)}"


def _about(column: ColumnProfile, n_rows: int) -> str:
    n_blank = n_rows - column.n_filled
    examples = "; ".join(one[:_LONGEST_EXAMPLE] for one in column.examples)
    facts = [column.type, "all different" if column.is_unique else f"{column.n_distinct:,} different"]
    facts += [f"{n_blank:,} blank"] if n_blank else []
    return printable(f"{', '.join(facts)}: {examples}")


def _scalar(name: str) -> str:
    return name if _PLAIN.fullmatch(name) and name not in _KEYWORDS else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
