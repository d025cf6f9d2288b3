"""Parquet files are tables like any other."""

import datetime
import io

import pyarrow as pa
import pytest
from pyarrow import parquet

from loaders.problems import FileRefused
from loaders.readers.opening import open_source


def table(**columns) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns), stream)
    return stream.getvalue()


def test_values_are_as_a_person_would_write_them(file, rows):
    content = table(
        name=["Almere", None],
        population=[85000.0, None],
        since=[datetime.date(2017, 5, 15), None],
        at=[{"lat": 52.5, "lon": 5}, None],
        tags=[["a", "b"], []],
        kind=pa.array(["x", "y"]).dictionary_encode(),
    )
    assert rows(file(content)) == (
        [(1, "Almere", "85000", "2017-05-15", "52.5", "5", "a|b", "x"), (2, "", "", "", "", "", "", "y")],
        [],
        [],
    )


@pytest.mark.parametrize("n_bytes", [4, 20, -1])
def test_file_that_is_cut_is_refused(n_bytes, file):
    with pytest.raises(FileRefused, match="the Parquet file is cut off or damaged"):
        open_source(file(table(a=[1])[:n_bytes]))


def test_column_of_bytes_is_refused_by_name(file):
    with pytest.raises(FileRefused, match=r"t.csv, column photo: the column holds bytes and no text"):
        open_source(file(table(name=["a"], photo=[b"\x89PNG"])))
