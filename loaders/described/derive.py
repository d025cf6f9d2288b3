"""Columns made from others by a rule that has a name; each use of a rule is noticed."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

from loaders.described.description import Brackets, Derivation, Ending, Place
from loaders.places import read_country
from loaders.problems import Problems
from loaders.source import RawRow

_ACRONYM = re.compile(r"[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ0-9&-]{1,9}")


class Derived:
    """The derived columns of one table, for one way through its rows."""

    def __init__(self, derivations: Sequence[Derivation]) -> None:
        self._derivations = derivations
        self._headings: dict[Ending, str] = {}
        """Where the last heading of each kind stands: the cell within which it holds."""

    def cells(self, row: RawRow, problems: Problems) -> Mapping[str, str]:
        """Cells of a row with the derived ones."""
        if not self._derivations:
            return row.cells
        cells = dict(row.cells)
        for one in self._derivations:
            note = partial(problems.notice, file=row.file, line=row.line, column=one.column)
            match one:
                case Ending():
                    self._cut_ending(one, cells, note)
                case Brackets():
                    _split_brackets(one, cells, note)
                case Place():
                    _split_place(one, cells, note)
        return cells

    def _cut_ending(self, ending: Ending, cells: dict[str, str], note: "partial[None]") -> None:
        where, cell = cells.get(ending.within, ""), cells.get(ending.column, "")
        cells[ending.into] = ending.word if self._headings.get(ending) == where else ""
        if cell.endswith(f" {ending.word}"):
            cells[ending.column] = cell.removesuffix(ending.word).rstrip()
            self._headings[ending] = where
            message = f'"{ending.word}" at the end of "{cell}" is a heading for the rows that follow'
            note("role-glued", message=message, value=cell)


def _split_brackets(brackets: Brackets, cells: dict[str, str], note: "partial[None]") -> None:
    cell = cells.get(brackets.column, "")
    text, bracket, rest = cell.rpartition("(")
    inside = rest.rstrip(" .")
    is_closed = inside.endswith(")")
    inside = inside.removesuffix(")").strip()
    is_found = bool(bracket) and ")" not in inside
    cells[brackets.text] = text.strip() if is_found else cell
    cells[brackets.inside] = inside if is_found else ""
    if is_found and not is_closed:
        note("open-bracket", message=f'the bracket in "{cell}" is taken to end with the cell', value=cell)


def _split_place(place: Place, cells: dict[str, str], note: "partial[None]") -> None:
    cell = cells.get(place.column, "")
    parts = [one.strip() for one in cell.split(",") if one.strip()]
    country = parts.pop() if parts and read_country(parts[-1]) else ""
    acronyms = [one for one in parts if _ACRONYM.fullmatch(one)]
    cells[place.country], cells[place.acronym] = country, ", ".join(acronyms)
    cells[place.region] = ", ".join(one for one in parts if one not in acronyms)
    if parts:
        message = f'"{cell}": country {country or "unknown"}, region {cells[place.region] or "none"}'
        message += f", short name {cells[place.acronym] or 'none'}"
        note("bracket-taken-apart", message=message, value=cell)
