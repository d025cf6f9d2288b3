"""A sheet gives the cells that a person sees in it, or a reason why it cannot."""

import datetime
import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from loaders.problems import FileRefused, Problems
from loaders.readers.opening import open_source
from loaders.source import Layout


def workbook(*rows, title="Partners", more=(), change=None) -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name, other_rows in more:
        other = made.create_sheet(name)
        for row in other_rows:
            other.append(row)
    if change:
        change(sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def refusal(path, **layout) -> str:
    with pytest.raises(FileRefused) as refused:
        open_source(path, **layout)
    return str(refused.value)


HEADER = ("Name", "Population", "Since")


def test_cells_are_as_a_person_sees_them(file, rows):
    content = workbook(
        HEADER,
        ("Almere", 85000.0, datetime.date(2017, 5, 15)),
        (" Agona\u00a0West ", 0.1 + 0.2, datetime.datetime(2017, 5, 15, 9, 30)),
        (True, 1e15, 2017),
        ("NA", None, "2017-05"),
    )
    assert rows(file(content))[0] == [
        (2, "Almere", "85000", "2017-05-15"),
        (3, "Agona\u00a0West", "0.3", "2017-05-15 09:30:00"),
        (4, "true", "1000000000000000", "2017"),
        (5, "NA", "", "2017-05"),
    ]


def test_content_and_not_the_name_says_that_it_is_a_workbook(file, rows):
    assert rows(file(workbook(HEADER, ("Almere", 1, 2)), "t.csv"))[0] == [(2, "Almere", "1", "2")]


def test_blank_rows_count_in_the_middle_and_not_at_the_end(file, rows):
    def widen(sheet):
        sheet["A9"].value = " "
        sheet["H2"].value = None

    found, errors, notices = rows(file(workbook((), HEADER, ("a", 1, 1), (), ("b", 2, 2), change=widen)))
    assert (found, errors) == ([(3, "a", "1", "1"), (5, "b", "2", "2")], [])
    assert notices == [("blank-row", 4)]


def test_cell_beside_the_table_is_a_problem(file, rows):
    _, errors, _ = rows(file(workbook(HEADER, ("a", 1, 1, None, "a remark"))))
    assert errors == [("too-many-cells", 2, None, "5")]


def test_only_sheet_with_values_is_taken(file, rows):
    content = workbook(title="Empty", more=[("Data", [HEADER, ("a", 1, 1)]), ("Also empty", [])])
    assert rows(file(content))[0] == [(2, "a", "1", "1")]


def test_of_several_sheets_one_must_be_named(file, rows):
    path = file(workbook(HEADER, ("a", 1, 1), more=[("Old", [("x",), ("y",)])]))
    assert refusal(path) == (
        "t.csv: several sheets hold values: Partners, Old. Expected one. "
        "Name the sheet with --sheet or in a description of the source, or save it as a file of its own."
    )
    assert rows(path, layout=Layout(sheet="Old"))[0] == [(2, "y")]
    assert refusal(path, layout=Layout(sheet="Partner")) == (
        't.csv: no sheet is called Partner. Expected one of Partners, Old. Did you mean "Partners"?'
    )


def test_merged_header_is_refused_with_its_cells(file):
    path = file(workbook(("Name", "Place", None), ("a", 1, 2), change=lambda sheet: sheet.merge_cells("B1:C1")))
    assert refusal(path) == (
        "t.csv line 1: cells of the header are merged: B1:C1. Expected one name above each column. "
        "Take the merging off and give each column its own name."
    )


def test_formula_without_its_value_is_a_problem_and_not_a_blank(file, rows):
    _, errors, _ = rows(file(workbook(HEADER, ("a", "=1+1", 1))))
    assert errors == [("formula-without-value", 2, "B", None)]


def test_formula_gives_its_stored_value(file, rows):
    content = repacked(workbook(HEADER, ("a", "=1+1", 1)), b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert rows(file(content)) == ([(2, "a", "2", "1")], [], [])


def test_error_in_a_cell_is_a_problem(file, rows):
    def break_cell(sheet):
        sheet["B2"].value = "#REF!"
        sheet["B2"].data_type = "e"

    _, errors, _ = rows(file(workbook(HEADER, ("a", 1, 1), change=break_cell)))
    assert errors == [("spreadsheet-error", 2, "B", "#REF!")]


def test_empty_workbook_is_refused(file):
    assert refusal(file(workbook())).startswith("t.csv: the sheet Partners is empty. ")


WHOLE = workbook(HEADER, *[("a", number, 1) for number in range(20)])


@pytest.mark.parametrize("n_bytes", [4, 30, 500, len(WHOLE) // 2, len(WHOLE) - 1])
def test_workbook_that_is_cut_is_refused(n_bytes, file):
    assert "the workbook is cut off or damaged" in refusal(file(WHOLE[:n_bytes]))


def test_workbook_with_a_password_and_an_old_one_are_named(file):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "protected with a password" in refusal(file(ole + "EncryptedPackage".encode("utf-16-le")))
    assert "of Excel 2003 or earlier" in refusal(file(ole))


def test_other_archives_are_named(file):
    assert "it is a zip archive without a workbook" in refusal(file(packed({"a.csv": b"x"})))
    assert "it is in the OpenDocument format" in refusal(file(packed({"mimetype": b"", "content.xml": b""})))


def test_part_that_declares_entities_is_refused(file):
    content = repacked(WHOLE, b"<worksheet ", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet ")
    assert "wants to declare what Excel never does: xl/worksheets/sheet1.xml" in refusal(file(content))


def test_row_number_that_no_sheet_has_does_not_hang(file, rows):
    content = repacked(WHOLE, b'<row r="3"', b'<row r="99999999999"')
    _, errors, _ = rows(file(content))
    assert errors == [
        ("damaged-workbook", None, None, "row 1,048,577, and a sheet has at most 1,048,576"),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_any_damage_is_read_or_refused(tmp_path, position, noise):
    path = tmp_path / "t.xlsx"
    path.write_bytes(WHOLE[:position] + noise + WHOLE[position + len(noise) :])
    with suppress(FileRefused):
        list(open_source(path).rows(Problems()))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_to_a_part_is_read_or_refused(tmp_path, part, data):
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    position = data.draw(st.integers(0, len(parts[part])))
    noise = data.draw(st.text('<>/&"=arc019 ', max_size=6)).encode()
    parts[part] = parts[part][:position] + noise + parts[part][position + data.draw(st.integers(0, 9)) :]
    path = tmp_path / "t.xlsx"
    path.write_bytes(packed(parts))
    with suppress(FileRefused):
        list(open_source(path).rows(Problems()))


def test_part_that_unpacks_to_more_than_can_be_held_is_refused(file, monkeypatch):
    monkeypatch.setattr("loaders.readers.workbook_parts._MAX_SHEET", 100)
    assert "the workbook is too large to be read: xl/worksheets/sheet1.xml has" in refusal(file(WHOLE))


def packed(parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def repacked(content, old, new) -> bytes:
    """The workbook with one piece of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert any(old in part for part in parts.values())
    return packed({name: part.replace(old, new) for name, part in parts.items()})
