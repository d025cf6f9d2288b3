"""Edge lists: two or more cells in a line with blanks or tabs between them, no header, and remarks after % or #."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.problems import FileRefused, Problems, RowProblem
from loaders.readers.headless import column_names
from loaders.source import Layout, NumberedCells, Opened
from loaders.text import Encoding, TextLines

REMARKS = ("%", "#")
"""How a line begins that is a remark."""
_MOST_CELLS = 4
"""From, to, weight and time: more is a table of another sort."""


@dataclass(frozen=True, slots=True)
class EdgeList:
    """One file; read by calling it."""

    path: Path
    name: str
    encoding: Encoding

    def __call__(self, problems: Problems) -> Iterator[NumberedCells]:
        """Rows with their lines; each remark is noticed."""
        self.encoding.note(problems, self.name)
        lines = TextLines(self.path, self.name, self.encoding.name)
        for line, text in enumerate(lines, 1):
            if text.startswith(REMARKS):
                problems.notice("remark-line", self.name, line, value=text.strip())
            else:
                yield line, cells_of(text)
        if not lines.has_final_break:
            problems.notice("no-final-line-break", self.name, lines.n_lines)


def open_edge_list(path: Path, name: str, layout: Layout, encoding: Encoding) -> Opened:
    """An edge list with its columns; raises `FileRefused` when it holds nothing but remarks."""
    first = first_line(path, name, encoding)
    if not first:
        raise FileRefused(RowProblem(name, None, None, None, "nothing-in-it", "lines such as: 1 10"))
    header = column_names(layout, len(cells_of(first)), name)
    return Opened(header, EdgeList(path, name, encoding))


def is_edge_list(path: Path, name: str, encoding: Encoding) -> bool:
    """Whether a text begins with a remark and goes on with a few cells that only blanks or tabs separate."""
    if not next(iter(TextLines(path, name, encoding.name)), "").startswith(REMARKS):
        return False
    first = first_line(path, name, encoding)
    return 2 <= len(cells_of(first)) <= _MOST_CELLS and not {",", ";"} & set(first)


def first_line(path: Path, name: str, encoding: Encoding) -> str:
    """First line that is neither blank nor a remark; "" when there is none."""
    lines = TextLines(path, name, encoding.name)
    return next((line for line in lines if line.strip() and not line.startswith(REMARKS)), "")


def cells_of(line: str) -> list[str]:
    """Cells of a line: between tabs where it has any, so that names may hold blanks; otherwise between blanks."""
    text = line.strip("\r\n ")
    return [cell.strip() for cell in text.split("\t")] if "\t" in text else text.split()
