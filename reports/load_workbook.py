"""The report of a load as a workbook: to be kept, or sent back to who made the files."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from graph.records import Value
from loaders.report import LoadReport, RejectedRow
from wording.words import Words

_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_MOST_TITLE = 31
_MOST_CELL = 32_000
_WRONG = PatternFill("solid", fgColor="F6D5C4")
_BOLD = Font(bold=True)
_NARROW, _WIDE = 16, 48


def write_load_workbook(t: Words, report: LoadReport, path: Path) -> None:
    """Write what a load did, or why it did nothing.

    The sheets: a summary, every problem, every listed difference and notice, and for each file its rejected rows with
    the columns of the file, so that they can be corrected there and loaded again (``load FILE --sheet NAME``). What is
    wrong with a row stands in the note of the coloured cell. Texts are never formulas.

    Parameters
    ----------
    report : made with ``with_rejected``, or the rejected rows are missing.
    path : an ``.xlsx`` file; one that is there is replaced.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    summary = _Sheet(book, t("Summary"), (t("File"), t("Format"), t("Rows"), t("Kept"), t("Merged"), t("Rejected")))
    summary.fill(_files(report))
    summary.add(())
    summary.add((t("What"), t("New"), t("Changed"), t("As it was"), t("Taken out")), bold=True)
    summary.fill(
        (kind, one.n_created, one.n_updated, one.n_unchanged, one.n_retired) for kind, one in report.changes.items()
    )
    _Sheet(book, t("Problems"), (t("File"), t("Line"), t("Column"), t("Value"), t("Problem"))).fill(
        (one.file, one.line, one.column, one.value, one.sentence()) for one in report.errors
    )
    _Sheet(book, t("Notices"), (t("File"), t("Line"), t("Column"), t("Value"), t("Rule"), t("What was done"))).fill(
        (one.file, one.line, one.column, one.value, one.rule, one.message) for one in report.notices
    )
    columns = (t("What"), t("Kind"), t("Name"), t("Property"), t("Before"), t("After"), t("Id"))
    _Sheet(book, t("Differences"), columns).fill(_differences(report))
    for file in dict.fromkeys(one.file for one in report.rejected):
        _add_rejected(book, file, [one for one in report.rejected if one.file == file])
    book.save(path)


class _Sheet:
    """A sheet with bold headings, filled row by row; texts stay texts."""

    def __init__(self, book: Workbook, title: str, columns: Sequence[str]) -> None:
        self._sheet = book.create_sheet(title[:_MOST_TITLE])
        self._n_rows = 0
        self._sheet.freeze_panes = "A2"
        self.add(columns, bold=True)
        for number, name in enumerate(columns, 1):
            width = _WIDE if name in columns[-2:] else _NARROW
            self._sheet.column_dimensions[get_column_letter(number)].width = width

    def fill(self, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            self.add(row)

    def add(self, values: Sequence[Any], *, bold: bool = False) -> int:
        """Number of the row."""
        self._n_rows += 1
        for place, value in enumerate(values, 1):
            cell = self._sheet.cell(self._n_rows, place, _harmless(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # also one that begins with =
            if bold:
                cell.font = _BOLD
        return self._n_rows

    def mark(self, row: int, place: int, remark: str) -> None:
        """Colour a cell and say why in its note."""
        cell = self._sheet.cell(row, place)
        cell.fill = _WRONG
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(_harmless(f"{before}{remark}"), "connect-explorer")


def _files(report: LoadReport) -> Iterable[Sequence[Any]]:
    for one in report.files:
        yield one.file, one.format, one.n_rows, one.n_kept, one.n_merged, one.n_rejected


def _differences(report: LoadReport) -> Iterable[Sequence[Any]]:
    for load in report.loads:
        for one in load.differences:
            changed = one.changed() if one.operation == "update" else {"": (None, None)}
            for name, (old, new) in changed.items():
                yield one.operation, one.kind, one.what, name, _text(old), _text(new), one.id


def _text(value: Value) -> str | int | float | None:
    return " | ".join(value) if isinstance(value, tuple) else value


def _add_rejected(book: Workbook, file: str, rows: Sequence[RejectedRow]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row.cells))
    sheet = _Sheet(book, _title(book, file), columns)
    for row in rows:
        number = sheet.add([row.cells.get(name) for name in columns])
        for problem in row.problems:
            place = columns.index(problem.column) + 1 if problem.column in columns else 1
            sheet.mark(number, place, problem.sentence())


def _title(book: Workbook, file: str) -> str:
    wanted = _NOT_IN_TITLES.sub("-", Path(file).name)[: _MOST_TITLE - 4] or "file"
    title, number = wanted, 1
    while title in book.sheetnames:
        number += 1
        title = f"{wanted} {number}"
    return title


def _harmless(text: str) -> str:
    return _INVISIBLE.sub("\ufffd", text)[:_MOST_CELL]
