"""The report as a workbook: the first page, then a sheet with the data of every figure.

Every text is written as a text, so that no name becomes a formula or a link.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from reports.reach.model import Unit
from reports.reach.worded import WordedCell, WordedFigure, WordedReport, WordedTable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from wording.words import Words

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = (44, 18)
_LONG_TEXT = 60
_FORMATS = {
    Unit.COUNT: "#,##0",
    Unit.PERCENT: '0.0"%"',
    Unit.POINTS: '+0.0" pp";-0.0" pp";0.0" pp"',
    Unit.DECIMAL: "0.0",
    Unit.DAYS: "0.0",
}


def write_xlsx(report: WordedReport, t: Words) -> bytes:
    """The report as an XLSX workbook; shares are numbers from 0 to 100."""
    file = BytesIO()
    with Workbook(file, _SAFE) as book:
        # A date of its own would make every file another one.
        created = datetime(report.dated.year, report.dated.month, report.dated.day)
        book.set_properties({"title": f"{report.title}, {report.subtitle}", "created": created})
        sheets = _Sheets(book)
        sheets.first_page(report, t)
        for figure in report.figures:
            sheets.figure(figure)
    return file.getvalue()


class _Sheets:
    """Adds sheets to one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._title: Format = book.add_format({"bold": True, "font_size": 14})
        self._head: Format = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self._quiet: Format = book.add_format({"font_color": "#5B6673", "align": "right", "valign": "top"})
        self._note: Format = book.add_format({"font_color": "#5B6673"})
        self._numbers = {
            unit: book.add_format({"num_format": shape, "valign": "top"}) for unit, shape in _FORMATS.items()
        }

    def first_page(self, report: WordedReport, t: Words) -> None:
        sheet = self._sheet("summary")
        sheet.write_string(0, 0, f"{report.title}, {report.subtitle}", self._title)
        row = self._lines(sheet, 1, report.story)
        row = self._table(sheet, row + 1, report.headline)
        sheet.write_string(row + 1, 0, report.coverage_title, self._head)
        row = self._lines(sheet, row + 2, report.coverage)
        contents = WordedTable(
            (t("Sheet"), t("Figure")), tuple((WordedCell(one.id), WordedCell(one.title)) for one in report.figures)
        )
        row = self._table(sheet, row + 1, contents)
        self._lines(sheet, row + 1, tuple(filter(None, (report.statement, report.made_of))))

    def figure(self, figure: WordedFigure) -> None:
        sheet = self._sheet(figure.id)
        sheet.write_string(0, 0, f"{figure.number}. {figure.title}", self._title)
        row = self._lines(sheet, 1, figure.caption)
        row = self._table(sheet, row + 1, figure.table)
        self._lines(sheet, row + 1, (*figure.cautions, figure.source))

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, _WIDTHS[0])
        sheet.set_column(1, 6, _WIDTHS[1])
        sheet.hide_gridlines(2)
        return sheet

    def _lines(self, sheet: Worksheet, row: int, texts: tuple[str, ...]) -> int:
        """Texts below each other; gives the row after them."""
        for at, text in enumerate(texts):
            sheet.write_string(row + at, 0, text, self._note)
        return row + len(texts)

    def _table(self, sheet: Worksheet, row: int, table: WordedTable) -> int:
        """Headings and rows; gives the row after them."""
        if not table.rows:
            return row
        for column, heading in enumerate(table.headings):
            sheet.write_string(row, column, heading, self._head)
            longest = max(len(one[column].text) for one in table.rows)
            if column and longest > _LONG_TEXT // 2:
                sheet.set_column(column, column, _LONG_TEXT)
        for at, cells in enumerate(table.rows, start=row + 1):
            for column, cell in enumerate(cells):
                self._cell(sheet, at, column, cell)
        return row + 1 + len(table.rows)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: WordedCell) -> None:
        if cell.number is not None and cell.unit is not None:
            sheet.write_number(row, column, cell.number, self._numbers[cell.unit])
        else:
            sheet.write_string(row, column, cell.text, self._quiet if cell.is_number else self._wrapped)
