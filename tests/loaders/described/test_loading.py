"""`load` takes every kind of file, and a description by content, by name or as a file of one's own."""

import io
import json

import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from loaders.load import load
from tests.loaders.described.test_rows import CITY, HEAD
from tests.loaders.tables import nodes, relationships

ROWS = [
    {"city1": "Berat", "country1": "Albania", "city2": "Fermo", "country2": "Italy", "since": 1984},
    {"city1": "Windhoek", "country1": "NA", "city2": "Berlin", "country2": "DE", "since": None},
]


def xlsx() -> bytes:
    workbook, stream = Workbook(), io.BytesIO()
    for row in (list(ROWS[0]), *(list(one.values()) for one in ROWS)):
        workbook.active.append(row)
    workbook.save(stream)
    return stream.getvalue()


def packed_table() -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(ROWS), stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("xlsx", xlsx()),
        ("parquet", packed_table()),
        ("json", json.dumps(ROWS).encode()),
        ("jsonl", "\n".join(map(json.dumps, ROWS)).encode()),
    ],
)
def test_twinning_list_is_the_same_in_every_kind_of_file(ending, content, folder, store):
    (folder / f"twins.{ending}").write_bytes(content)
    report = load([folder], store, source_id="twins")
    assert (report.n_errors, report.files[0].n_rows) == (0, 2)
    assert {one[1] for one in nodes(store)} == {"Berat|Albania", "Fermo|Italy", "Windhoek|NA", "Berlin|DE"}
    since = {one[3:] for one in relationships(store) if one[0] == "TWINNED_WITH"}
    assert since == {(("since", "1984"),), ()}


def test_folder_with_files_of_several_sources_is_loaded_as_each_of_them(shared_data, folder, store):
    for name in ("urbal3_projects.csv", "urbal3_partners.csv", "icld_applications_2016.csv"):
        (folder / name).write_bytes((shared_data / "programmes" / name).read_bytes())
    report = load([folder], store)
    assert {one.source.id for one in report.loads} == {"urbal3", "icld-applications"}
    assert {one.file: one.format for one in report.files} == {
        "icld_applications_2016.csv": "icld-applications",
        "urbal3_partners.csv": "urbal3",
        "urbal3_projects.csv": "urbal3",
    }


def test_description_of_ones_own_is_used_for_the_files_named_with_it(folder, store):
    (folder / "mine.yaml").write_text(HEAD + CITY)
    (folder / "towns.csv").write_text("name,country\nAlmere,NL\n")
    report = load([folder / "towns.csv"], store, as_format=folder / "mine.yaml")
    assert [(one.source.id, one.source.licence) for one in report.loads] == [("mine", "none")]
    assert ("Municipality", "Almere", ("country", "NL"), ("country_written", "NL"), ("name", "Almere")) in nodes(store)
