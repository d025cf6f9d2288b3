"""A description read from YAML, with every mistake in it told by line."""

import codecs
from collections.abc import Iterable
from pathlib import Path

from graph.records import Source
from graph.schema import SCHEMA
from loaders.described.description import Bounds, Description, TableOf
from loaders.described.entries import Entry, read_entries
from loaders.described.table_parsing import TableParser
from loaders.fields import did_you_mean, nearest, parse_address, parse_integer, parse_language, parse_source_id
from loaders.problems import FileRefused
from loaders.source import Layout
from loaders.text import TextLines

TABLE, EDGE_LIST = "table", "edge-list"
CODED = ("connect-csv", "twinning", "iati")
"""Formats with code of their own; a description of such a source says where it comes from."""
_SOURCE = ("id", "title", "publisher", "address", "licence", "language", "note", "format", "records", "tables")
_LAYOUT = ("sheet", "delimiter", "encoding", "header")


def read_description(path: Path) -> Description:
    """The description in a YAML file; raises `FileRefused` with every mistake in it."""
    return parse_description("".join(TextLines(path, path.name)), path.name)


def parse_description(text: str, file: str) -> Description:
    """The description in a text.

    Parameters
    ----------
    file : what messages call it.

    Raises
    ------
    FileRefused
        It is not YAML, or something in it is not as it should be; all such things are named.
    """
    top = read_entries(text, file)
    fields = top.fields(_SOURCE, ("id", "title", "publisher", "licence", "format"))
    found = Description(
        source=_source(fields),
        language=fields["language"].parsed(parse_language) if "language" in fields else None,
        note=fields["note"].text() if "note" in fields else "",
        format=fields["format"].one_of({one: one for one in (TABLE, EDGE_LIST, *CODED)}, TABLE)
        if "format" in fields
        else TABLE,
        tables=tuple(_tables(fields)),
        records={name: _bounds(one) for name, one in _named(fields, "records").items() if _is_kind(one, name)},
    )
    _check_tables(top, found)
    if top.problems:
        raise FileRefused(*top.problems)
    return found


def _source(fields: dict[str, Entry]) -> Source:
    texts = {name: fields[name].filled() for name in ("title", "publisher", "licence") if name in fields}
    source_id = fields["id"].parsed(parse_source_id) if "id" in fields else None
    address = fields["address"].parsed(parse_address) if "address" in fields else None
    return Source(source_id or "", texts.get("title", ""), texts.get("publisher"), address, texts.get("licence"))


def _tables(fields: dict[str, Entry]) -> Iterable[TableOf]:
    is_edge_list = "format" in fields and fields["format"].text() == EDGE_LIST
    for name, entry in _named(fields, "tables").items():
        own = entry.fields((*_LAYOUT, *TableParser.FIELDS), ("columns",))
        rows = _bounds(own["rows"]) if "rows" in own else Bounds()
        yield TableParser(name, own).table(_layout(own, is_edge_list=is_edge_list), rows)


def _named(fields: dict[str, Entry], name: str) -> dict[str, Entry]:
    return fields[name].named() if name in fields else {}


def _layout(fields: dict[str, Entry], *, is_edge_list: bool) -> Layout:
    texts = {name: fields[name].text() or None for name in _LAYOUT if name in fields}
    if "delimiter" in fields and (delimiter := texts["delimiter"]) is not None:
        texts["delimiter"] = "\t" if delimiter in ("tab", "\\t") else delimiter
        if len(texts["delimiter"] or "") != 1:
            fields["delimiter"].wrong(delimiter, "one character, or the word tab")
    if "encoding" in fields and not _is_encoding(texts["encoding"] or ""):
        fields["encoding"].wrong(texts["encoding"] or "", "a name such as utf-8 or windows-1252")
    has_header = fields["header"].flag() if "header" in fields else not is_edge_list
    columns = () if has_header or "columns" not in fields else fields["columns"].texts()
    return Layout(
        sheet=texts.get("sheet"),
        delimiter=texts.get("delimiter"),
        encoding=texts.get("encoding"),
        is_edge_list=is_edge_list,
        has_header=has_header,
        columns=columns,
    )


def _is_encoding(name: str) -> bool:
    try:
        return bool(codecs.lookup(name)._is_text_encoding)
    except LookupError:
        return False


def _bounds(entry: Entry) -> Bounds:
    fields = entry.fields(("least", "most"))
    return Bounds(*(fields[one].parsed(parse_integer) if one in fields else None for one in ("least", "most")))


def _is_kind(entry: Entry, name: str) -> bool:
    known = (*SCHEMA.nodes, *SCHEMA.relationships)
    if name not in known:
        entry.wrong(name, f"a kind: {', '.join(known)}", did_you_mean(nearest(name, known)), "unknown-setting")
    return name in known


def _check_tables(top: Entry, found: Description) -> None:
    if found.format in CODED and found.tables:
        top.wrong("tables", f"no tables: the format {found.format} knows its columns")
    if found.format not in CODED and not found.tables:
        top.wrong("tables", "at least one table", code="missing-setting")
