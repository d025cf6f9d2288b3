"""Read the tables of a report back out of its files, with other programs than wrote them."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from lxml import html
from openpyxl import load_workbook
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.reach.worded import WordedReport

Rows = list[list[str]]


def tables_of(report: WordedReport) -> list[Rows]:
    """What every format must show: the texts of the headline and of every table with rows."""
    tables = [report.headline, *(one.table for one in report.figures if one.table.rows)]
    return [[[cell.text for cell in row] for row in table.rows] for table in tables]


def html_tables(content: bytes) -> list[Rows]:
    page = html.fromstring(content.decode())
    return [
        [["".join(cell.itertext()) for cell in row.iterchildren()] for row in table.iterfind("tbody/tr")]
        for table in page.iter("table")
    ]


def docx_tables(content: bytes) -> list[Rows]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows[1:]] for table in Document(BytesIO(content)).tables
    ]


def json_tables(content: bytes) -> list[Rows]:
    told = json.loads(content)
    tables = [told["summary"]["headline"], *json_figures(content)]
    return [[[cell["text"] for cell in row] for row in table["rows"]] for table in tables if table["rows"]]


def json_figures(content: bytes) -> list[dict]:
    told = json.loads(content)
    return [figure for part in (*told["sections"], *told["annexes"]) for figure in part["figures"]]


def xlsx_rows(content: bytes) -> dict[str, list[list[object]]]:
    """Values of every sheet without empty cells and rows."""
    return {
        sheet.title: [
            found
            for row in sheet.iter_rows(values_only=True)
            if (found := [value for value in row if value is not None])
        ]
        for sheet in load_workbook(BytesIO(content))
    }


def docx_text(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


def xlsx_texts(content: bytes) -> Iterator[object]:
    for sheet in load_workbook(BytesIO(content)):
        yield from (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


def pdf_text(content: bytes) -> str:
    """All text without spaces and line ends, which a PDF does not keep."""
    pages = PdfReader(BytesIO(content)).pages
    return squeezed("".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())
