"""Parquet files, some thousand rows at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from loaders.problems import FileRefused, Problems, RowProblem
from loaders.readers.cells import cell_text, flat
from loaders.source import NumberedCells, Opened

MARK = b"PAR1"
"""How such a file begins and ends."""
_ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class ParquetRows:
    """One file; read by calling it."""

    path: Path
    name: str

    def __call__(self, problems: Problems) -> Iterator[NumberedCells]:
        """The cells of each row; rows are counted from 1, as the file has no lines."""
        try:
            with parquet.ParquetFile(self.path) as file:
                columns = _columns(file.schema_arrow)
                number = 0
                for batch in file.iter_batches(_ROWS_AT_ONCE):
                    for record in batch.to_pylist():
                        number += 1
                        values = flat(record)
                        yield number, [cell_text(values.get(column)) for column in columns]
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise _damaged(self.name, error) from error


def open_parquet(path: Path, name: str) -> Opened:
    """A Parquet file as a table; raises `FileRefused` when it is damaged or a column holds bytes."""
    try:
        with parquet.ParquetFile(path) as file:
            schema = file.schema_arrow
    except (pa.ArrowException, OSError) as error:
        raise _damaged(name, error) from error
    for column in schema:
        if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
            raise FileRefused(RowProblem(name, None, column.name, None, "bytes-column", "text, numbers or dates"))
    return Opened(_columns(schema), ParquetRows(path, name))


def _columns(schema: pa.Schema, prefix: str = "") -> tuple[str, ...]:
    """Names of all columns, those of a structure after its own name: ``place.lat``."""
    found: list[str] = []
    for column in schema:
        if pa.types.is_struct(column.type):
            found += _columns(pa.schema(list(column.type)), f"{prefix}{column.name}.")
        else:
            found.append(f"{prefix}{column.name}")
    return tuple(found)


def _damaged(name: str, error: Exception) -> FileRefused:
    reason = str(error).partition("\n")[0]
    hint = "Copy or download the file again."
    return FileRefused(RowProblem(name, None, None, reason, "damaged-parquet", "a whole Parquet file", hint))
