"""Tables as text with a separator: CSV with comma or semicolon, TSV, or whatever sign a description names."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.problems import FileRefused, Problems, RowProblem
from loaders.readers.headless import column_names
from loaders.source import Layout, NumberedCells, Opened
from loaders.text import Encoding, TextLines

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class DelimitedText:
    """One text file; read by calling it."""

    path: Path
    name: str
    delimiter: str
    encoding: Encoding
    has_header: bool

    def __call__(self, problems: Problems) -> Iterator[NumberedCells]:
        """Rows with the line on which each begins."""
        self.encoding.note(problems, self.name)
        lines = TextLines(self.path, self.name, self.encoding.name)
        rows = self._rows(lines, problems)
        if self.has_header:
            next(rows, None)
        yield from rows
        if not lines.has_final_break:
            problems.notice("no-final-line-break", self.name, lines.n_lines)

    def _rows(self, lines: TextLines, problems: Problems) -> Iterator[NumberedCells]:
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            lines.begin_row()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._report_quotes(lines, line, str(error), problems)
            else:
                yield line, [cell.strip() for cell in cells]

    def _report_quotes(self, lines: TextLines, line: int, message: str, problems: Problems) -> None:
        if lines.is_at_end:
            opened = max(line, lines.open_quote_line)
            hint = "Close it, or the file is cut off there."
            raise FileRefused(RowProblem(self.name, opened, None, None, "open-quote", hint=hint))
        if "limit" in message:  # the reader has no other way of telling the two apart
            opened = max(line, lines.open_quote_line)
            hint = "A quotation mark may have been opened there and never closed."
            raise FileRefused(RowProblem(self.name, opened, None, None, "cell-too-long", hint=hint))
        hint = 'Inside quotation marks, write one twice: "the ""old"" town".'
        problems.error(RowProblem(self.name, line, None, message, "bad-quotes", hint=hint))


def open_delimited(path: Path, name: str, layout: Layout, encoding: Encoding) -> Opened:
    """A text file as a table; raises `FileRefused` when not even its first row can be read."""
    first = next(iter(TextLines(path, name, encoding.name)), "")
    delimiter = layout.delimiter or _delimiter(first)
    try:
        written = next(csv.reader([first], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise FileRefused(RowProblem(name, 1, None, str(error), "bad-quotes", "the names of the columns")) from error
    header = tuple(written) if layout.has_header else column_names(layout, len(written), name)
    return Opened(header, DelimitedText(path, name, delimiter, encoding, layout.has_header))


def _delimiter(header_line: str) -> str:
    """The sign that makes most columns of the header; the comma when there is only one."""
    unquoted = re.sub(r'"[^"]*"', "", header_line)
    return max(_DELIMITERS, key=unquoted.count)
