"""Tables as they are shown, and as CSV that a spreadsheet cannot mistake for formulas."""

import csv
from dataclasses import dataclass
from io import StringIO

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows of as many texts."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def csv(self) -> str:
        """The table as CSV with commas, headings first.

        A cell that a spreadsheet would read as a formula gets an apostrophe in front: names come from files that
        other people wrote.
        """
        file = StringIO(newline="")
        writer = csv.writer(file)
        writer.writerows(tuple(map(_harmless, row)) for row in (self.headings, *self.rows))
        return file.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
