"""The graph as tables: one for each kind of node and each type of relationship, as CSV or Parquet.

Folder ``nodes/Municipality.csv``, ``relationships/TWINNED_WITH.csv`` and so on; only kinds that occur have a table.
CSV is for spreadsheets: it begins with a byte order mark, without which Excel reads names wrongly; several texts in a
cell stand with ``|`` between them; and a text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break gets
an apostrophe before it, because a spreadsheet would take it for a formula. Parquet holds every value as it is.
"""

import csv
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

from graph.records import Node, Relationship, Value
from graph.schema import SCHEMA, NodeKind, RelationshipKind, ValueType
from graph.store import GraphStore
from reports.export_records import LIST_SEPARATOR, Exported, Statements, shown_properties, shown_values

NODES, RELATIONSHIPS = "nodes", "relationships"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_ROWS_PER_GROUP = 50_000

Row = Mapping[str, Value]


def write_csv(store: GraphStore, folder: Path) -> Exported:
    """The graph as a folder of CSV files; how much was written."""
    return _write(store, folder, _CsvTable)


def write_parquet(store: GraphStore, folder: Path) -> Exported:
    """The graph as a folder of Parquet files; how much was written."""
    return _write(store, folder, _ParquetTable)


def csv_cell(value: Value) -> Value:
    """A value as a cell that no spreadsheet takes for a formula."""
    if isinstance(value, tuple):
        value = LIST_SEPARATOR.join(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


class _Table(Protocol):
    """One table that is being written."""

    def __init__(self, stem: Path, kind: NodeKind | RelationshipKind) -> None: ...

    def add(self, row: Row) -> None: ...

    def close(self) -> None: ...


class _CsvTable:
    def __init__(self, stem: Path, kind: NodeKind | RelationshipKind) -> None:
        self._file = stem.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(_columns(kind))

    def add(self, row: Row) -> None:
        self._writer.writerow(map(csv_cell, row.values()))

    def close(self) -> None:
        self._file.close()


class _ParquetTable:
    def __init__(self, stem: Path, kind: NodeKind | RelationshipKind) -> None:
        # Takes a moment to import, and only this format needs it.
        from pyarrow.parquet import ParquetWriter

        self._schema = _arrow_schema(kind)
        self._file = stem.with_suffix(".parquet").open("wb")
        self._writer = ParquetWriter(self._file, self._schema)
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= _ROWS_PER_GROUP:
            self._flush()

    def close(self) -> None:
        with self._file:
            self._flush()
            self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        rows, self._rows = self._rows, []
        if rows:
            self._writer.write_table(pa.Table.from_pylist([dict(row) for row in rows], self._schema))


def _write(store: GraphStore, folder: Path, table_type: type[_Table]) -> Exported:
    statements = Statements(store)
    tables: dict[str, _Table] = {}
    for name in (NODES, RELATIONSHIPS):
        (folder / name).mkdir(parents=True)
    with ExitStack() as opened:
        for name, kind, row in _rows(statements):
            if name not in tables:
                tables[name] = table_type(folder / name, kind)
                opened.callback(tables[name].close)
            tables[name].add(row)
    return statements.exported


def _rows(statements: Statements) -> Iterator[tuple[str, NodeKind | RelationshipKind, Row]]:
    """Each record as the name of its table, its kind and its row."""
    for record in statements:
        if isinstance(record, Node):
            yield f"{NODES}/{record.kind}", SCHEMA.node(record.kind), _row(record)
        else:
            yield f"{RELATIONSHIPS}/{record.type}", SCHEMA.relationship(record.type), _row(record)


def _row(record: Node | Relationship) -> Row:
    if isinstance(record, Node):
        return {"id": record.id, **shown_values(record)}
    return {"start_id": record.start_id, "end_id": record.end_id, **shown_values(record)}


def _columns(kind: NodeKind | RelationshipKind) -> dict[str, ValueType]:
    """Columns of a table in order, with what they hold."""
    shown = {one.name: one.type for one in shown_properties(kind)}
    is_node = isinstance(kind, NodeKind)
    ends, origin = (("id",), ("source", "source_key", "source_url")) if is_node else _OF_RELATIONSHIPS
    return {**dict.fromkeys(ends, ValueType.TEXT), **shown, **dict.fromkeys(origin, ValueType.TEXT)}


_OF_RELATIONSHIPS = (("start_id", "end_id"), ("source", "source_url"))


def _arrow_schema(kind: NodeKind | RelationshipKind) -> Any:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    types = {
        ValueType.TEXT: pa.string(),
        ValueType.INTEGER: pa.int64(),
        ValueType.REAL: pa.float64(),
        ValueType.DATE: pa.string(),  # as exactly as it is known, which is not always a day
        ValueType.TEXTS: pa.list_(pa.string()),
    }
    return pa.schema([(name, types[type_]) for name, type_ in _columns(kind).items()])
