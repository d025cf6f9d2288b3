"""Tables row by row, whatever kind of file holds them; every row is a `RawRow` or a problem.

Rules that hold for every cell: outer white space is stripped, and nothing else is changed; a blank cell is unknown.
Column names are compared without regard to case, and a blank in them counts as ``_``.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from os import stat_result
from pathlib import Path
from typing import NamedTuple

from loaders.problems import FileRefused, Problems, RowProblem

# All that nobody can see, except the line breaks and tabs that a quoted cell may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MAYBE_CUT = "It is the last row: the file may be cut off there."
_SEPARATOR_HINT = 'A cell with a separator in it needs quotation marks: "like, this".'


class RawRow(NamedTuple):
    """One row as its file has it."""

    file: str
    line: int
    """First line of the row, as an editor or spreadsheet counts it, from 1."""
    cells: Mapping[str, str]
    """By column name; every column is there when the row is whole."""
    is_whole: bool = True
    """False: something is wrong with the row as a row, which was reported; its key may still be known."""

    def problem(
        self, column: str | None, value: str | None, code: str, expected: str = "", hint: str | None = None
    ) -> RowProblem:
        """A problem at this row."""
        return RowProblem(self.file, self.line, column, value, code, expected, hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is laid out, as far as a person says; what is not said is seen from the content."""

    sheet: str | None = None
    """Name of the sheet of a workbook."""
    delimiter: str | None = None
    encoding: str | None = None
    is_edge_list: bool = False
    """Whether lines are split at blanks and tabs, and lines that begin with % or # are remarks."""
    has_header: bool = True
    columns: tuple[str, ...] = ()
    """Names for the columns of a file without a header; a, b, ... when not given."""


PLAIN = Layout()
"""All is seen from the content."""

NumberedCells = tuple[int, Sequence[str]]
"""Line of a row, and its cells without outer white space."""
Reader = Callable[[Problems], Iterator[NumberedCells]]
"""Gives the rows of one file from the first one on, blank ones too, each time it is called.

Reports what cannot be read as a row; raises `FileRefused` where the rest of the file cannot be read.
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a kind of file makes of one file."""

    header: tuple[str, ...]
    """Names of the columns as they are written."""
    read: Reader
    has_header: bool = True


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A table whose columns are known. Made by `loaders.readers.opening`; it can be read any number of times."""

    path: Path
    name: str
    """What messages call it."""
    header: tuple[str, ...]
    layout: Layout
    n_bytes: int
    changed_ns: int
    _read: Reader = field(repr=False, compare=False)

    @classmethod
    def of(cls, path: Path, name: str, opened: Opened, layout: Layout) -> "SourceFile":
        """The table that was opened; raises `FileRefused` when its columns cannot be told apart."""
        header = tuple(map(column_name, opened.header))
        _refuse_bad_header(header, name)
        return cls(path, name, header, layout, *_stamp(path.stat()), opened.read)

    def rows(self, problems: Problems) -> Iterator[RawRow]:
        """Every row that is not blank; what is wrong with one as a row is reported.

        Ends early, with the reason reported, where the rest of the file cannot be read.
        """
        try:
            yield from self._rows(problems)
        except FileRefused as refusal:
            problems.refuse(refusal)

    def check_is_unchanged(self) -> None:
        """Raise `FileRefused` when the file is no longer the one that was opened."""
        if (self.n_bytes, self.changed_ns) != _stamp(self.path.stat()):
            raise FileRefused(RowProblem(self.name, None, None, None, "changed-while-reading", hint="Load it again."))

    def _rows(self, problems: Problems) -> Iterator[RawRow]:
        name, header, n_columns = self.name, self.header, len(self.header)
        waiting: tuple[int, int] | None = None  # a row of the wrong length: is it the last one?
        for line, cells in self._read(problems):
            if waiting:
                self._report_length(problems, *waiting, _SEPARATOR_HINT)
                waiting = None
            if not any(cells):
                problems.notice("blank-row", name, line)
                continue
            if len(cells) != n_columns:
                waiting = line, len(cells)
            by_name = dict(zip(header, cells, strict=False))
            is_whole = self._is_visible(problems, line, by_name) and not waiting
            yield RawRow(name, line, by_name, is_whole)
        if waiting:
            self._report_length(problems, *waiting, _MAYBE_CUT)

    def _is_visible(self, problems: Problems, line: int, cells: Mapping[str, str]) -> bool:
        if not _CONTROL.search("".join(cells.values())):
            return True
        for column, cell in cells.items():
            if found := _CONTROL.search(cell):
                hint = "Delete it, or copy the text from a plain text editor."
                problems.error(RowProblem(self.name, line, column, found[0], "control-character", "text", hint))
        return False

    def _report_length(self, problems: Problems, line: int, n_cells: int, hint: str) -> None:
        n_columns = len(self.header)
        code = "too-few-cells" if n_cells < n_columns else "too-many-cells"
        expected = f"{n_columns} cells, one for each column"
        problems.error(RowProblem(self.name, line, None, str(n_cells), code, expected, hint))


def column_name(written: str) -> str:
    """Column name as it is compared: ``" Municipality ID "`` is ``municipality_id``."""
    return "_".join(written.lower().split())


def _stamp(status: stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _refuse_bad_header(header: Sequence[str], name: str) -> None:
    expected = "a first row with the name of each column"
    if "" in header or not header:
        place = f"number {header.index('') + 1}" if header else "the first row is blank"
        raise FileRefused(RowProblem(name, 1, None, place, "blank-column-name", expected))
    for column in header:
        if header.count(column) > 1:
            raise FileRefused(RowProblem(name, 1, None, column, "repeated-column-name", expected))
