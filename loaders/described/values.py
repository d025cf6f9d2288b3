"""Values of a description, worked out for one row: as texts, and as values of the schema."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.records import Value as Known
from graph.schema import Property, ValueType
from loaders.connect_columns import property_parser
from loaders.described.description import Cell, Constant, Template, Value
from loaders.fields import SEPARATOR, Misfit, did_you_mean, nearest
from loaders.periods import parse_period
from loaders.problems import Problems
from loaders.source import RawRow


@dataclass(frozen=True, slots=True)
class RowReader:
    """One row, with the columns that were derived from it; what is wrong or odd in it is reported."""

    row: RawRow
    cells: Mapping[str, str]
    problems: Problems
    is_personal: bool = False
    """Whether the row is about a person, so that no notice may repeat what it says."""

    def texts(self, value: Value) -> tuple[str, ...]:
        """Texts of a value: one, or several where the cell holds several; () where all are blank or wrong."""
        match value:
            case Constant():
                return (value.text,)
            case Template():
                return self._filled_in(value)
            case Cell():
                return self._of_cell(value)

    def text(self, value: Value) -> str:
        """Text of a value, several with ``|`` between them; "" where it is blank or wrong."""
        return SEPARATOR.join(self.texts(value))

    def known(self, value: Value, declared: Property, text: str) -> Known:
        """A text as a value of a property; None where it is blank or wrong, which is reported."""
        if not text:
            return None
        if declared.type is ValueType.DATE:
            return self._date(value, text)
        parse, _ = property_parser(declared)
        return self.checked(value, text, parse(text))

    def checked(self, value: Value, text: str, found: Known | Misfit) -> Known:
        """What a parser found; None where it was no value, which is reported."""
        if isinstance(found, Misfit):
            self.wrong(value, text, found)
            return None
        return found

    def wrong(self, value: Value, text: str, misfit: Misfit) -> None:
        """Report a text that is no value, or notice it where the description wants it dropped."""
        column = _column(value)
        if isinstance(value, Cell) and value.is_dropped_when_wrong:
            self.notice("unusable-value", f'"{text}" cannot be right: left blank', column, text)
        else:
            self.problems.error(self.row.problem(column, text, misfit.code, misfit.expected, misfit.hint))

    def notice(
        self, rule: str, message: str | None = None, column: str | None = None, value: str | None = None
    ) -> None:
        """Notice something odd in this row."""
        if self.is_personal:
            message, value = None, None
        self.problems.notice(rule, self.row.file, self.row.line, message, column=column, value=value)

    def _date(self, value: Value, text: str) -> str | None:
        period = parse_period(text)
        if isinstance(period, Misfit):
            self.wrong(value, text, period)
            return None
        if period is None:
            return None
        found = period.end if isinstance(value, Cell) and value.is_end else period.start
        if period.is_read:
            self.notice("date-in-words", f'"{text}" is taken for {found}', _column(value), text)
        return found

    def _filled_in(self, template: Template) -> tuple[str, ...]:
        cells = [self.cells.get(column, "") for _, column in template.parts if column]
        if not any(cells):
            return ()
        return ("".join(plain + self.cells.get(column or "", "") for plain, column in template.parts).strip(),)

    def _of_cell(self, cell: Cell) -> tuple[str, ...]:
        column = next((one for one in cell.columns if self.cells.get(one)), None)
        if column is None:
            return (cell.lookup[""],) if cell.lookup.get("") else ()
        written = self.cells[column]
        if cell.rule and column != cell.columns[0]:
            self.notice(cell.rule, f'"{written}" is taken, since {cell.columns[0]} is blank', column, written)
        parts = [written] if cell.separator is None else [part.strip() for part in written.split(cell.separator)]
        # A blank part keeps its place: what stands beside it in another column belongs to it.
        found = tuple(self._looked_up(cell, column, part) if part else "" for part in parts)
        return found if any(found) else ()

    def _looked_up(self, cell: Cell, column: str, text: str) -> str:
        if cell.pattern:
            match = cell.pattern.search(text)
            if match is None:
                expected = f"a text that fits {cell.pattern.pattern}"
                self.problems.error(self.row.problem(column, text, "not-as-described", expected))
                return ""
            if cell.rule:
                self.notice(cell.rule, f'"{match[1]}" is taken from "{text}"', column, text)
            text = match[1] or ""
        if not cell.lookup or text in cell.lookup:
            return cell.lookup.get(text, text)
        if cell.otherwise is not None:
            return cell.otherwise
        expected = f"one of {', '.join(filter(None, cell.lookup))}"
        hint = did_you_mean(nearest(text, filter(None, cell.lookup)))
        self.problems.error(self.row.problem(column, text, "not-as-described", expected, hint))
        return ""


def columns_of(value: Value) -> tuple[str, ...]:
    """Columns that a value is read from."""
    match value:
        case Cell():
            return value.columns
        case Template():
            return tuple(column for _, column in value.parts if column)
        case Constant():
            return ()


def _column(value: Value) -> str | None:
    return next(iter(columns_of(value)), None)
