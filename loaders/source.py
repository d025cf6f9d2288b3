"""Tables row by row: CSV with comma, semicolon or tab; every row is a `RawRow` or a problem.

Rules that hold for every cell: outer white space is stripped, and nothing else is changed; a blank cell is unknown.
Column names are compared without regard to case, and a blank in them counts as ``_``.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import stat_result
from pathlib import Path
from typing import NamedTuple

from loaders.problems import FileRefused, Problems, RowProblem
from loaders.text import TextLines, check_is_file

# All that nobody can see, except the line breaks and tabs that a quoted cell may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DELIMITERS = ",;\t"
_MAYBE_CUT = "It is the last row: the file may be cut off there."


class RawRow(NamedTuple):
    """One row as its file has it."""

    file: str
    line: int
    """First line of the row, as an editor counts it, from 1."""
    cells: Mapping[str, str]
    """By column name; every column is there when the row is whole."""
    is_whole: bool = True
    """False: something is wrong with the row as a row, which was reported; its key may still be known."""

    def problem(
        self, column: str | None, value: str | None, code: str, expected: str = "", hint: str | None = None
    ) -> RowProblem:
        """A problem at this row."""
        return RowProblem(self.file, self.line, column, value, code, expected, hint)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A table whose header has been read. Made by `open_source`; it can be read any number of times."""

    path: Path
    name: str
    """What messages call it."""
    header: tuple[str, ...]
    delimiter: str
    n_bytes: int
    changed_ns: int

    def rows(self, problems: Problems) -> Iterator[RawRow]:
        """Every row that is not blank; what is wrong with one as a row is reported.

        Ends early, with the reason reported, where the rest of the file cannot be read.
        """
        try:
            yield from _Rows(self, problems)
        except FileRefused as refusal:
            problems.refuse(refusal)

    def check_is_unchanged(self) -> None:
        """Raise `FileRefused` when the file is no longer the one that was opened."""
        if (self.n_bytes, self.changed_ns) != _stamp(self.path.stat()):
            raise FileRefused(RowProblem(self.name, None, None, None, "changed-while-reading", hint="Load it again."))


def open_source(path: Path, name: str | None = None) -> SourceFile:
    """Table at a path, recognised by its header.

    Parameters
    ----------
    path : a text file, plain or compressed with gzip.
    name : what messages call it; the last part of the path when None.

    Raises
    ------
    FileRefused
        The file cannot be read as a table at all.
    """
    name = name or path.name
    check_is_file(path, name)
    lines = TextLines(path, name)
    header_line = next(iter(lines), "")
    delimiter = _delimiter(header_line)
    try:
        written = next(csv.reader([header_line], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise FileRefused(RowProblem(name, 1, None, str(error), "bad-quotes", "the names of the columns")) from error
    header = tuple(column_name(one) for one in written)
    _refuse_bad_header(header, name)
    return SourceFile(path, name, header, delimiter, *_stamp(path.stat()))


def column_name(written: str) -> str:
    """Column name as it is compared: ``" Municipality ID "`` is ``municipality_id``."""
    return "_".join(written.lower().split())


def _stamp(status: stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _delimiter(header_line: str) -> str:
    """The sign that makes most columns of the header; the comma when there is only one."""
    unquoted = re.sub(r'"[^"]*"', "", header_line)
    return max(_DELIMITERS, key=unquoted.count)


def _refuse_bad_header(header: Sequence[str], name: str) -> None:
    expected = "a first row with the name of each column"
    if "" in header or not header:
        place = f"number {header.index('') + 1}" if header else "the first row is blank"
        raise FileRefused(RowProblem(name, 1, None, place, "blank-column-name", expected))
    for column in header:
        if header.count(column) > 1:
            raise FileRefused(RowProblem(name, 1, None, column, "repeated-column-name", expected))


class _Rows:
    """One reading of a file."""

    def __init__(self, file: SourceFile, problems: Problems) -> None:
        self.file, self.problems = file, problems
        self.lines = TextLines(file.path, file.name)
        self.reader = csv.reader(self.lines, delimiter=file.delimiter, strict=True)

    def __iter__(self) -> Iterator[RawRow]:
        next(self.reader, None)  # the header
        waiting: tuple[int, int] | None = None  # a row of the wrong length: is it the last one?
        for line, cells in self._parsed():
            if waiting:
                self._report_length(*waiting, is_last=False)
                waiting = None
            if not any(cells):
                self.problems.notice("blank-row", self.file.name, line)
                continue
            if len(cells) != len(self.file.header):
                waiting = line, len(cells)
            cells_by_name = dict(zip(self.file.header, cells, strict=False))
            is_whole = self._is_visible(line, cells_by_name) and not waiting
            yield RawRow(self.file.name, line, cells_by_name, is_whole)
        if waiting:
            self._report_length(*waiting, is_last=True)
        if not self.lines.has_final_break:
            self.problems.notice("no-final-line-break", self.file.name, self.lines.n_lines)

    def _parsed(self) -> Iterator[tuple[int, list[str]]]:
        reader, lines = self.reader, self.lines
        while True:
            line = reader.line_num + 1
            lines.begin_row()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._report_quotes(line, str(error))
            else:
                yield line, [cell.strip() for cell in cells]

    def _is_visible(self, line: int, cells: Mapping[str, str]) -> bool:
        if not _CONTROL.search("".join(cells.values())):
            return True
        for column, cell in cells.items():
            if found := _CONTROL.search(cell):
                hint = "Delete it, or copy the text from a plain text editor."
                problem = RowProblem(self.file.name, line, column, found[0], "control-character", "text", hint)
                self.problems.error(problem)
        return False

    def _report_length(self, line: int, n_cells: int, *, is_last: bool) -> None:
        n_columns = len(self.file.header)
        code = "too-few-cells" if n_cells < n_columns else "too-many-cells"
        hint = _MAYBE_CUT if is_last else 'A cell with a separator in it needs quotation marks: "like, this".'
        expected = f"{n_columns} cells, one for each column"
        self.problems.error(RowProblem(self.file.name, line, None, str(n_cells), code, expected, hint))

    def _report_quotes(self, line: int, message: str) -> None:
        name = self.file.name
        if self.lines.is_at_end:
            opened = max(line, self.lines.open_quote_line)
            hint = "Close it, or the file is cut off there."
            raise FileRefused(RowProblem(name, opened, None, None, "open-quote", hint=hint))
        if "limit" in message:  # the reader has no other way of telling the two apart
            opened = max(line, self.lines.open_quote_line)
            hint = "A quotation mark may have been opened there and never closed."
            raise FileRefused(RowProblem(name, opened, None, None, "cell-too-long", hint=hint))
        hint = 'Inside quotation marks, write one twice: "the ""old"" town".'
        self.problems.error(RowProblem(name, line, None, message, "bad-quotes", hint=hint))
