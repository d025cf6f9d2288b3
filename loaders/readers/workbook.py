"""Excel workbooks (XLSX): one sheet as a table, its cells as a person sees them there."""

import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from loaders.fields import did_you_mean, nearest
from loaders.problems import FileRefused, Problems, RowProblem
from loaders.readers.cells import cell_text
from loaders.readers.headless import column_names
from loaders.readers.workbook_parts import SheetOddities, check_parts, oddities_of
from loaders.source import Layout, NumberedCells, Opened

_DAMAGED = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    XMLSyntaxError,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    TypeError,
    IndexError,
    AttributeError,
    zlib.error,
)
"""What openpyxl and zipfile raise for bytes that are no workbook; some parts openpyxl reads with lxml."""
_MOST_ROWS = 1_048_576
_SAVE_AGAIN = "Open it in Excel and save it again as XLSX."
# What openpyxl makes when it streams has no types of its own.
Cell = Any
Sheet = Any
Workbook = Any


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet of one workbook; read by calling it."""

    path: Path
    name: str
    sheet: str
    first_row: int
    n_columns: int
    oddities: SheetOddities

    def __call__(self, problems: Problems) -> Iterator[NumberedCells]:
        """Rows with their number in the sheet; blank ones behind the last value are not rows."""
        with _reading(self.path, self.name) as workbook:
            blank: list[int] = []
            for number, cells in _numbered(workbook[self.sheet]):
                texts = [cell_text(cell.value) for cell in cells]
                if number < self.first_row:
                    continue
                if not any(texts):
                    blank.append(number)
                    continue
                yield from ((one, ()) for one in blank)
                blank.clear()
                self._report(number, cells, texts, problems)
                yield number, _to_width(texts, self.n_columns)

    def _report(self, number: int, cells: Sequence[Cell], texts: Sequence[str], problems: Problems) -> None:
        for cell, text in zip(cells, texts, strict=True):
            if cell.data_type == "e":
                problem = RowProblem(self.name, number, cell.column_letter, text, "spreadsheet-error", "a value")
                problems.error(problem)
        for place in self.oddities.uncounted.get(number, ()):
            hint = "Open the file in a spreadsheet program and save it, so that its formulas are worked out."
            problems.error(RowProblem(self.name, number, place, None, "formula-without-value", "a stored value", hint))


def open_workbook(path: Path, name: str, layout: Layout) -> Opened:
    """A sheet as a table: the one that the layout names, else the only one with a value in it.

    Raises
    ------
    FileRefused
        It is no workbook, it is damaged, no or several sheets hold values, or cells of the header are merged.
    """
    check_parts(path, name)
    # Opened once, since each time all texts of the workbook are read.
    with _reading(path, name) as workbook:
        sheet = _chosen(workbook, name, layout.sheet)
        first = next(_filled(sheet), None)
        # The only way to it that does not read the relations of the parts a second time.
        part = str(sheet._worksheet_path)
        title, oddities = str(sheet.title), oddities_of(path, part)
    if first is None:
        raise FileRefused(RowProblem(name, None, None, title, "empty-sheet", "a row with the names of the columns"))
    number, texts = first
    if layout.has_header and (merged := oddities.merged_in(number)):
        hint = "Take the merging off and give each column its own name."
        raise FileRefused(RowProblem(name, number, None, merged, "merged-header", "one name above each column", hint))
    header = tuple(_to_width(texts, 0)) if layout.has_header else column_names(layout, len(texts), name)
    return Opened(header, SheetRows(path, name, title, number + layout.has_header, len(header), oddities))


def _chosen(workbook: Workbook, name: str, wanted: str | None) -> Sheet:
    names = [str(sheet.title) for sheet in workbook.worksheets]
    if wanted is not None and wanted in names:
        return workbook[wanted]
    if wanted is not None or not names:
        hint = did_you_mean(nearest(wanted or "", names))
        raise FileRefused(RowProblem(name, None, None, wanted, "no-such-sheet", f"one of {', '.join(names)}", hint))
    filled = [one for one in workbook.worksheets if next(_filled(one), None)]
    if len(filled) > 1:
        seen = ", ".join(one.title for one in filled)
        hint = "Name the sheet with --sheet or in a description of the source, or save it as a file of its own."
        raise FileRefused(RowProblem(name, None, None, seen, "several-sheets", "one", hint))
    return (filled or workbook.worksheets)[0]


def _filled(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with their numbers."""
    for number, cells in _numbered(sheet):
        texts = [cell_text(cell.value) for cell in cells]
        if any(texts):
            yield number, texts


def _numbered(sheet: Sheet) -> Iterator[tuple[int, Sequence[Cell]]]:
    sheet.reset_dimensions()  # what a file says of its size is often wrong
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > _MOST_ROWS:
            raise ValueError(f"row {number:,}, and a sheet has at most {_MOST_ROWS:,}")
        yield number, cells


@contextmanager
def _reading(path: Path, name: str) -> Iterator[Any]:
    """The workbook; what cannot be read in it is a refusal."""
    try:
        # Opened here, since openpyxl looks at the ending of a path.
        with path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and styles, which nobody reads here
            workbook = load_workbook(stream, read_only=True, data_only=True)
            yield workbook
    except _DAMAGED as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise FileRefused(
            RowProblem(name, None, None, reason, "damaged-workbook", "a workbook saved as XLSX", _SAVE_AGAIN)
        ) from error


def _to_width(texts: Sequence[str], n_columns: int) -> list[str]:
    """Cells without the blank ones behind the last column, and blank ones up to it."""
    n_cells = max((number for number, text in enumerate(texts, 1) if text), default=0)
    return [*texts[:n_cells], *[""] * (n_columns - n_cells)]
