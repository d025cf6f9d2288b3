"""Cells of a gazetteer's file as values; what does not fit refuses the file."""

from collections.abc import Iterator

from loaders.fields import Misfit, Parser
from loaders.problems import FileRefused, Problems
from loaders.source import RawRow, SourceFile
from wording.countries import country_code


def whole_rows(table: SourceFile) -> Iterator[RawRow]:
    """Every row of a table.

    Raises
    ------
    FileRefused
        A row cannot be read: a gazetteer with holes would answer wrongly without a word.
    """
    problems = Problems()
    for row in table.rows(problems):
        if problems.n_errors:
            break
        yield row
    if problems.n_errors:
        raise FileRefused(*problems.errors)


def number(row: RawRow, column: str, parser: Parser) -> float | None:
    """A number in a cell; None for a blank one."""
    value = parser(row.cells[column])
    if isinstance(value, Misfit):
        raise FileRefused(row.problem(column, row.cells[column], value.code, value.expected, value.hint))
    return float(value) if isinstance(value, int | float) else None


def country(row: RawRow, column: str) -> str:
    """ISO code of the country in a cell."""
    code = country_code(row.cells[column])
    if code is None:
        raise FileRefused(row.problem(column, row.cells[column], "not-a-choice", "the code or name of a country"))
    return code
