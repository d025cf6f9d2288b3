"""Tables as they are shown, and as CSV that a spreadsheet cannot mistake for formulas."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows of as many texts."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def without_idle_columns(self, idle: Collection[str], *, n_kept: int) -> Table:
        """The table without columns that hold nothing but idle texts in every row; the first ones stay."""
        kept = [at for at in range(len(self.headings)) if at < n_kept or any(row[at] not in idle for row in self.rows)]
        rows = tuple(tuple(row[at] for at in kept) for row in self.rows)
        return Table(tuple(self.headings[at] for at in kept), rows)

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
