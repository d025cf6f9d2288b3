"""Five files of one report: the same numbers in all of them, the same bytes every time, readable by everybody."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from queries.reach.period import Period
from reports.reach.model import Picture
from reports.reach.worded import worded
from reports.reach.write_docx import write_docx
from reports.reach.write_html import write_html
from reports.reach.write_pdf import ReportRefused, write_pdf
from reports.reach.writing import WRITERS, FolderRefused, ReportFormat, write_report
from tests.graph.networks import Sketch
from tests.reports.reach.reading import (
    docx_tables,
    html_tables,
    json_figures,
    json_tables,
    pdf_text,
    squeezed,
    tables_of,
    xlsx_rows,
)
from tests.reports.reach.sketches import in_english, programme, report
from wording.words import LANGUAGES, words

EN = words("en")
BEFORE = Period.parse("2016/2017")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    return in_english(programme(), tmp_path_factory.mktemp("told"), compared=BEFORE)


@pytest.fixture(scope="module")
def files(told):
    return {one: write(told, EN) for one, write in WRITERS.items()}


def test_every_table_reads_the_same_in_html_docx_and_json(told, files):
    expected = tables_of(told)
    assert html_tables(files["html"]) == expected
    assert docx_tables(files["docx"]) == expected
    assert json_tables(files["json"]) == expected


def test_the_pdf_holds_every_cell_in_order(told, files):
    text, position = pdf_text(files["pdf"]), 0
    for row in (row for table in tables_of(told) for row in table):
        for cell in row:
            found = text.find(squeezed(cell), position)
            assert found >= 0, f"{cell} of {row} is not where it should be"
            position = found


def test_the_workbook_holds_every_number_as_a_number(told, files):
    assert len(told.figures) > 20
    rows = xlsx_rows(files["xlsx"])
    for figure in told.figures:
        for row in figure.table.rows:
            wanted = [cell.text if cell.number is None else cell.number for cell in row]
            assert wanted in rows[figure.id]


def test_the_numbers_in_json_are_those_of_its_texts(told, files):
    assert [
        [[cell.get("number") for cell in row] for row in figure["rows"]] for figure in json_figures(files["json"])
    ] == [[[cell.number for cell in row] for row in figure.table.rows] for figure in told.figures]


@pytest.mark.parametrize("as_format", ReportFormat)
def test_the_same_facts_give_the_same_bytes(as_format, files, tmp_path):
    again = in_english(programme(), tmp_path, compared=BEFORE)
    assert WRITERS[as_format](again, EN) == files[as_format]


def test_the_pdf_is_tagged_titled_and_in_a_language(told, files):
    root = PdfReader(BytesIO(files["pdf"])).trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert PdfReader(BytesIO(files["pdf"])).metadata.title == f"{told.title}, {told.subtitle}"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def no_alt(told):
    figure = told.pictures[0]
    return replace(told, pictures=(replace(figure, chart=replace(figure.chart, alt=" ")), told.pictures[1]))


@pytest.mark.parametrize(
    ("spoil", "missing"),
    [
        (lambda told: replace(told, title=""), "title"),
        (lambda told: replace(told, language=""), "language"),
        (no_alt, "alternative text of figure funnel"),
        (lambda told: replace(told, emblem=Picture("image/png", b"", "")), "alternative text of the emblem"),
    ],
)
def test_a_pdf_that_not_everybody_can_read_is_refused(told, spoil, missing):
    with pytest.raises(ReportRefused, match=missing):
        write_pdf(spoil(told), EN)


def test_pictures_in_a_docx_have_alternative_texts_and_tables_their_headings(told):
    from docx import Document

    document = Document(BytesIO(write_docx(told, EN)))
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    drawn = [*told.pictures, *(one for one in told.figures if one.chart)]
    assert alts == [one.chart.alt for one in drawn]
    assert all(table.rows[0]._tr.trPr.xpath("w:tblHeader") for table in document.tables)


def test_nothing_in_the_html_asks_for_anything_or_runs(told):
    page = write_html(told, EN).decode()
    assert "<script" not in page
    assert 'src="http' not in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_nothing_is_made_in_every_language(language, tmp_path):
    empty = report(Sketch(), tmp_path, compared=BEFORE)
    told = worded(empty, words(language))
    for write in WRITERS.values():
        assert write(told, words(language))
    assert [cell.text for cell in told.headline.rows[0]][-1] == "0"


def test_files_of_an_earlier_report_are_kept_unless_told_otherwise(tmp_path):
    made = report(programme(), tmp_path)
    first = write_report(made, EN, tmp_path / "new" / "folder", [ReportFormat.JSON])
    assert [file.name for file in first] == ["connect-reach-2018-01-01-to-2019-12-31-en.json"]
    with pytest.raises(FolderRefused, match="--force"):
        write_report(made, EN, tmp_path / "new" / "folder", [ReportFormat.JSON])
    assert write_report(made, EN, tmp_path / "new" / "folder", [ReportFormat.JSON], overwrite=True) == first
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FolderRefused, match="cannot be written"):
        write_report(made, EN, tmp_path / "file", [ReportFormat.JSON])
