"""What a description says of a source. Made from YAML by `loaders.described.parsing`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.records import Source
from loaders.source import Layout


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least and most number that is right; None for no limit."""

    least: int | None = None
    most: int | None = None

    def hold(self, number: int) -> bool:
        """Whether a number lies within them."""
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)

    def __str__(self) -> str:
        """For messages: ``150 to 200``."""
        if self.most is None:
            return f"{self.least or 0:,} or more"
        return f"{self.least or 0:,} to {self.most:,}"


@dataclass(frozen=True, slots=True)
class Condition:
    """What the cell of one column must be."""

    column: str
    values: tuple[str, ...]
    """Texts, one of which it is; "" stands for a blank cell."""
    pattern: re.Pattern[str] | None = None
    """What it holds, where no texts are given."""

    def holds(self, cells: Mapping[str, str]) -> bool:
        """Whether it is so in a row."""
        cell = cells.get(self.column, "")
        return cell in self.values if self.pattern is None else self.pattern.search(cell) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of a certain look, and what is said of them."""

    name: str
    """One of `loaders.problems.RULES`."""
    when: tuple[Condition, ...]
    says: str

    def applies(self, cells: Mapping[str, str]) -> bool:
        """Whether a row looks so."""
        return all(one.holds(cells) for one in self.when)


@dataclass(frozen=True, slots=True)
class Constant:
    """The same text for every row."""

    text: str
    because: str | None = None
    """Why it may be said, where the file does not say it."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text with the cells of columns in it; blank when all of these are."""

    parts: tuple[tuple[str, str | None], ...]
    """Plain text, and the column whose cell comes after it; None after the last plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The cell of a column, or of the first of several columns that is not blank."""

    columns: tuple[str, ...]
    lookup: Mapping[str, str] = field(default_factory=dict)
    """Texts that stand for others; {} when the cell is taken as it is."""
    otherwise: str | None = None
    """What a text that is not in the lookup stands for; None: it is a problem."""
    separator: str | None = None
    """What stands between several values."""
    pattern: re.Pattern[str] | None = None
    """Its first group is taken; a cell that it does not fit is a problem."""
    is_end: bool = False
    """Whether of a period its end is taken."""
    is_dropped_when_wrong: bool = False
    """Whether a text that is no value of the property is noticed and left blank, and no problem."""
    rule: str | None = None
    """Rule that is noticed where another column than the first, or only a part of the cell, was taken."""


Value = Constant | Template | Cell


@dataclass(frozen=True, slots=True)
class Ending:
    """A word glued to the end of a cell, which is a heading for the rows that follow."""

    column: str
    word: str
    into: str
    """Column that gets the word in the rows that follow."""
    within: str
    """Column in which they have the same cell."""


@dataclass(frozen=True, slots=True)
class Brackets:
    """A name with something in brackets behind it, closed or not."""

    column: str
    text: str
    """Column that gets what stands before."""
    inside: str
    """Column that gets what stands inside."""


@dataclass(frozen=True, slots=True)
class Place:
    """Several things with commas between, the last of which may be a country: ``ADESO, Argentina``."""

    column: str
    country: str
    region: str
    acronym: str


Derivation = Ending | Brackets | Place


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeOf:
    """A node that each row of a table names."""

    alias: str
    """What the relationships of the table call it."""
    labels: tuple[str, ...]
    """Kinds it may be of."""
    kind: Value
    key: tuple[Value, ...]
    is_reference: bool = False
    """Whether another table or an earlier load must have made it."""
    is_optional: bool = False
    """Whether a row may do without it: where its key is blank."""
    is_fallback: bool = False
    """Whether it is made here only where no earlier row gave it, with what little is known."""
    properties: Mapping[str, Value] = field(default_factory=dict)
    source_url: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipOf:
    """A relationship between two nodes of a row."""

    type: str
    start: str
    end: str
    properties: Mapping[str, Value] = field(default_factory=dict)
    source_url: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOf:
    """One kind of file of the source."""

    name: str
    columns: tuple[str, ...]
    """Columns by which it is known; those of a file without header are given these names."""
    first_row: tuple[re.Pattern[str], ...] = ()
    """How the cells of the first row look in a file without header."""
    layout: Layout = field(default_factory=Layout)
    ignored: Mapping[str, str] = field(default_factory=dict)
    """Columns that are not read, with the reason."""
    derivations: tuple[Derivation, ...] = ()
    left_out: tuple[Rule, ...] = ()
    remarks: tuple[Rule, ...] = ()
    nodes: tuple[NodeOf, ...] = ()
    relationships: tuple[RelationshipOf, ...] = ()
    rows: Bounds = field(default_factory=Bounds)

    @property
    def parts(self) -> tuple[NodeOf | RelationshipOf, ...]:
        """Its nodes and relationships."""
        return (*self.nodes, *self.relationships)

    @property
    def gives_in_full(self) -> bool:
        """Whether any of its nodes is given with all that is known of it."""
        return any(not (one.is_reference or one.is_fallback) for one in self.nodes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A source and its files."""

    source: Source
    language: str | None
    note: str
    """What a reader should know, in a sentence or more."""
    format: str
    """``table``, ``edge-list``, or the name of a format with code of its own."""
    tables: tuple[TableOf, ...] = ()
    records: Mapping[str, Bounds] = field(default_factory=dict)
    """How many records of a kind or type there should be."""
