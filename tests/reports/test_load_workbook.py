"""The report of a load as a workbook: every rejected row can be corrected in it and loaded again."""

import json

import pytest
from openpyxl import load_workbook

from tests.cli.running import run

HEADER = "city1,country1,lat1,lng1,city2,country2,lat2,lng2\n"
GOOD = "Leiden,Netherlands,52.16,4.49,Oxford,United Kingdom,51.75,-1.26\n"
WRONG = "=1+1,Netherlands,152.16,4.49,<b>Buea</b>,Cameroon,x,9.2\n"


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("CONNECT_EXPLORER_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def reported(tmp_path, store):
    """Load rows of a list, keeping the good ones; gives the report."""
    file = tmp_path / "twins.csv"
    file.write_text(HEADER + GOOD + WRONG, encoding="utf-8")
    path = tmp_path / "report.xlsx"
    assert run("load", file, "--keep-good-rows", "--report", path).code == 0
    return path


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_summary_counts_what_was_kept_and_rejected(reported):
    rows = values(load_workbook(reported)["Summary"])
    assert rows[:2] == [
        ["File", "Format", "Rows", "Kept", "Merged", "Rejected"],
        ["twins.csv", "twinning", 2, 1, 0, 1],
    ]
    assert ["Municipality", 2, 0, 0, 0] in [row[:5] for row in rows]


def test_a_rejected_row_stands_there_as_its_file_has_it_with_the_reason_at_the_cell(reported):
    sheet = load_workbook(reported)["twins.csv"]
    header, row = values(sheet)
    assert dict(zip(header, row, strict=True)) == dict(
        zip(HEADER.strip().split(","), WRONG.strip().split(","), strict=True)
    )
    notes = {cell.column_letter: cell.comment.text for cell in sheet[2] if cell.comment}
    assert "152.16" in notes["C"]
    assert '"x"' in notes["G"]


def test_a_text_of_a_file_is_never_a_formula(reported):
    book = load_workbook(reported)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert "=1+1" in [cell.value for cell in cells]


def test_corrected_rows_are_loaded_out_of_the_report(reported, tmp_path):
    book = load_workbook(reported)
    for column, value in {1: "Delft", 3: 52.0, 5: "Buea", 7: 4.15}.items():
        book["twins.csv"].cell(2, column).value = value
    book.save(reported)
    done = run("load", reported, "--sheet", "twins.csv", "--source", "twins", "--add", "--format", "json").json
    assert done["changes"]["TWINNED_WITH"]["n_created"] == 1
    assert run("path", "Delft", "Buea").code == 0


def test_a_refused_load_is_reported_too(tmp_path, store):
    file = tmp_path / "twins.csv"
    file.write_text(HEADER + WRONG, encoding="utf-8")
    assert run("load", file, "--report", tmp_path / "report.json").code == 1
    kept = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (kept["status"], kept["rejected"][0]["line"]) == ("refused", 2)


def test_a_report_in_another_format_is_refused_before_anything_is_loaded(tmp_path, store):
    refused = run("load", tmp_path / "twins.csv", "--report", tmp_path / "report.pdf")
    assert (refused.code, ".xlsx, .json" in refused.err) == (2, True)
