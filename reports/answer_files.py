"""An answer as a file of another program: CSV, XLSX, Parquet; where its rows are nodes or edges also GraphML and GEXF.

The same answer gives the same bytes. Texts are never formulas. What the answer rests on (the question, its parameters,
the version of the data) goes with it where a format has room for it.
"""

import csv
import json
import os
from collections.abc import Callable, Mapping
from enum import StrEnum
from io import BytesIO, StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graph.errors import ExplorerError
from queries.answer_graph import answer_graph, is_graph
from queries.answered import Answered
from reports.answer_workbook import workbook_bytes
from reports.export_tables import csv_cell
from reports.export_xml import gexf_to, graphml_to, xml_text


class AnswerFormat(StrEnum):
    """What an answer can be written as; also the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    GEXF = "gexf"


class AnswerNotWritten(ExplorerError):
    """An answer cannot be written as it was asked for."""


MEDIA_TYPES: Mapping[AnswerFormat, str] = MappingProxyType(
    {
        AnswerFormat.CSV: "text/csv",
        AnswerFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        AnswerFormat.PARQUET: "application/vnd.apache.parquet",
        AnswerFormat.GRAPHML: "application/graphml+xml",
        AnswerFormat.GEXF: "application/gexf+xml",
    }
)


def formats_of(columns: tuple[str, ...]) -> tuple[AnswerFormat, ...]:
    """What rows with these columns can be written as."""
    tables = (AnswerFormat.CSV, AnswerFormat.XLSX, AnswerFormat.PARQUET)
    return (*tables, AnswerFormat.GRAPHML, AnswerFormat.GEXF) if is_graph(columns) else tables


def answer_bytes(answered: Answered, as_format: AnswerFormat) -> bytes:
    """The answer as the content of a file.

    Raises
    ------
    NotAGraph
        GraphML or GEXF is asked for, and the rows are no nodes or edges.
    TooManyRows
        There are more rows than a sheet of a workbook holds.
    """
    return _WRITERS[as_format](answered)


def write_answer(answered: Answered, target: Path, *, overwrite: bool = False) -> None:
    """Write the answer into a file, in the format that the end of its name says.

    Raises
    ------
    AnswerNotWritten
        The end of the name is none we know, the file is there already, or it cannot be written.
    """
    as_format = format_named(target)
    if target.exists() and not overwrite:
        raise AnswerNotWritten(f"{target} is there already. Name another file, or replace it with --force.")
    content = answer_bytes(answered, as_format)
    beside = target.with_name(f".{target.name}.part-{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(target)  # never half an answer
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise AnswerNotWritten(f"{target} cannot be written: {error.strerror}.") from error


def format_named(target: Path) -> AnswerFormat:
    """The format that the end of a file's name says; raises `AnswerNotWritten` for one we do not know."""
    end = target.suffix.removeprefix(".").lower()
    if end not in set(AnswerFormat):
        known = ", ".join(f".{one}" for one in AnswerFormat)
        raise AnswerNotWritten(f'"{target.name}" does not say what to write. Expected a name that ends in {known}.')
    return AnswerFormat(end)


def _csv(answered: Answered) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(answered.columns)
    writer.writerows([_csv_value(row[column]) for column in answered.columns] for row in answered.rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")  # Excel needs the mark to read names rightly


def _csv_value(value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) or (isinstance(value, list) and not all(isinstance(one, str) for one in value)):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return csv_cell(tuple(value) if isinstance(value, list) else value)


def _parquet(answered: Answered) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table(
        [_array(pa, [row[name] for row in answered.rows], type_) for name, type_ in answered.question.columns],
        names=list(answered.columns),
    )
    facts = {name.encode(): value.encode() for name, value in answered.rests_on().items()}
    stream = BytesIO()
    parquet.write_table(table.replace_schema_metadata(facts), stream)
    return stream.getvalue()


def _array(pa: Any, values: list[Any], declared: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """A column of the type that its values have; of the declared one where none is known."""
    types = {
        "yes/no": pa.bool_(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "number": pa.float64(),
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
    }
    known = [_type_of(one) for one in values if one is not None]
    found = set(known) or {declared}
    if found == {"integer", "real"}:
        found = {"real"}
    if len(found) == 1 and (type_ := types.get(found.pop())) is not None:
        return pa.array(values, type_)
    return pa.array([None if one is None else json.dumps(one, ensure_ascii=False, default=str) for one in values])


def _type_of(value: object) -> str:
    if isinstance(value, list | tuple):
        return "texts" if all(isinstance(one, str) for one in value) else "other"
    names = {bool: "yes/no", int: "integer", float: "real", str: "text"}
    return names.get(type(value), "other")


def _graphml(answered: Answered) -> bytes:
    return _streamed(answered, graphml_to)


def _gexf(answered: Answered) -> bytes:
    return _streamed(answered, gexf_to)


def _streamed(answered: Answered, write: Callable[[Any, BytesIO], None]) -> bytes:
    graph = answer_graph(answered)
    for values in (*(v for _, v in graph.nodes(data=True)), *(v for *_, v in graph.edges(data=True))):
        values.update({name: xml_text(value) for name, value in values.items() if isinstance(value, str)})
    stream = BytesIO()
    write(graph, stream)
    return stream.getvalue()


_WRITERS: Mapping[AnswerFormat, Callable[[Answered], bytes]] = MappingProxyType(
    {
        AnswerFormat.CSV: _csv,
        AnswerFormat.XLSX: workbook_bytes,
        AnswerFormat.PARQUET: _parquet,
        AnswerFormat.GRAPHML: _graphml,
        AnswerFormat.GEXF: _gexf,
    }
)
