"""The reach report before it is put into words: numbers, names and catalogue texts, in the order they are shown.

What a number may not tell is taken out while the report is built, so no writer can show more than another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from queries.reach.period import Period


class Absence(StrEnum):
    """Why there is no number."""

    SMALL = "small"
    """It is from 1 to below the threshold."""
    NOT_SHOWN = "not shown"
    """It is so small, or one that is could be computed from it."""
    TOO_FEW = "too few to say"
    NOT_RECORDED = "not recorded"
    NOT_SET = "not set"
    """Nobody gave a baseline or target."""


class Unit(StrEnum):
    """How a number is written."""

    COUNT = "count"
    PERCENT = "percent"
    DECIMAL = "decimal"
    DAYS = "days"
    POINTS = "percentage points"


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or the reason why there is none."""

    value: int | float | None
    unit: Unit = Unit.COUNT
    absence: Absence | None = None
    is_change: bool = False
    """A difference: written with its sign."""

    def __post_init__(self) -> None:
        if (self.value is None) is (self.absence is None):
            raise ValueError("a number has either a value or a reason why there is none")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a source wrote it: plain text, whatever is in it."""

    text: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code."""

    code: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with its labels by language."""

    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of exchange; None where no source names one."""

    form: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """A date as exactly as it is known."""

    partial: str


@dataclass(frozen=True, slots=True)
class Span:
    """A period written out."""

    period: Period


@dataclass(frozen=True, slots=True)
class Code:
    """Something written the same in every language: a year, an id, a code of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Several:
    """Cells that stand in one place as a list."""

    cells: "tuple[Cell, ...]"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the catalogues with what is filled in; made by `say` and `say_many`."""

    message: str
    values: "Mapping[str, Cell]" = field(default_factory=dict)
    many: str | None = None
    """The plural, where the text has one; the value called ``count`` decides."""


Cell = Number | Name | Country | Topic | Form | Day | Span | Code | Several | Text


def say(message: str, **values: Cell) -> Text:
    """A text, marked where it is written with ``N_``."""
    return Text(message, MappingProxyType(values))


def say_many(messages: tuple[str, str], count: Number, **values: Cell) -> Text:
    """A text with singular and plural, marked with ``NN_``; both have ``{count}`` in them."""
    return Text(messages[0], MappingProxyType({"count": count, **values}), messages[1])


ChartKind = Literal["bars", "columns", "funnel", "balance", "map"]


@dataclass(frozen=True, slots=True)
class Chart:
    """How the rows of a table are drawn."""

    kind: ChartKind
    label: int
    """Column that names what is drawn."""
    values: tuple[int, ...]
    """Columns that are drawn: one, or two on both sides of a line."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows of as many cells."""

    headings: tuple[str, ...]
    """Texts of the catalogues."""
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def hides_something(self) -> bool:
        """Whether a number of it is not shown."""
        return any(one.absence in (Absence.SMALL, Absence.NOT_SHOWN) for one in self._numbers())

    def _numbers(self) -> Iterator[Number]:
        return (cell for row in self.rows for cell in row if isinstance(cell, Number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A table, mostly with a picture of it, and what a reader must know about both."""

    id: str
    title: Text
    caption: tuple[Text, ...]
    """What it says, in sentences."""
    cautions: tuple[Text, ...] = ()
    table: Table
    chart: Chart | None = None
    questions: tuple[str, ...]
    """Ids of the questions that gave the facts."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it."""

    id: str
    title: str
    """Text of the catalogues."""
    paragraphs: tuple[Text, ...]
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One number of the network with what it is compared to."""

    id: str
    name: str
    definition: str
    current: Number
    before: Number | None
    """In the compared period; None without one."""
    baseline: Number | None
    target: Number | None
    target_source: str | None
    """Where baseline and target are agreed, as the file of targets says."""
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a user gave."""

    media_type: Literal["image/png", "image/svg+xml"]
    content: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Funder:
    """What a funder wants to see in a report: a statement, and mostly an emblem."""

    statements: Mapping[str, str]
    """By language; "" for every other one."""
    emblem: Picture | None = None

    def statement(self, language: str) -> str:
        """The statement in a language, otherwise the one for all."""
        return self.statements.get(language) or self.statements.get("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report."""

    period: Period
    compared: Period | None
    threshold: int
    """Counts from 1 to below this are not shown."""
    fewest: int
    """Shares and averages of fewer are not computed."""
    fingerprint: str
    """Which facts it was made of."""
    story: tuple[Text, ...]
    """What happened, in sentences."""
    headline: tuple[Indicator, ...]
    funnel: Figure
    reach_map: Figure
    coverage: tuple[Text, ...]
    """What these data do not hold."""
    sections: tuple[Section, ...]
    indicators: tuple[Indicator, ...]
    annexes: tuple[Section, ...]
    funder: Funder | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in the order they stand."""
        parts = (*self.sections, *self.annexes)
        return (self.funnel, self.reach_map, *(figure for part in parts for figure in part.figures))
