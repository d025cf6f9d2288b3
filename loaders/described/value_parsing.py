"""Values of a description, read from YAML: a column, a constant, a text with cells in it, a lookup."""

import re
from collections.abc import Sequence
from string import Formatter

from graph.schema import SCHEMA
from loaders.described.description import Cell, Constant, Template, Value
from loaders.described.entries import Entry
from loaders.fields import did_you_mean, nearest
from loaders.problems import RULES
from loaders.source import column_name

_NEVER = re.compile("(?!)")
_CELL = ("column", "first_of", "lookup", "otherwise", "separator", "pattern", "part", "if_wrong", "rule")


class ValueParser:
    """Makes values of entries, knowing which columns there can be."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns

    def value(self, entry: Entry) -> Value:
        """The value; what is wrong with it is reported at its entry."""
        if entry.is_text:
            return Cell(columns=(self.known_column(entry),))
        fields = entry.fields(("constant", "because", "text", *_CELL))
        if "constant" in fields:
            return Constant(fields["constant"].filled(), fields["because"].text() if "because" in fields else None)
        if "text" in fields:
            return self._template(fields["text"])
        if not {"column", "first_of"} & fields.keys():
            entry.wrong("none of them", "constant, text, column or first_of", code="missing-setting")
            return Constant("")
        named = fields["first_of"].listed() if "first_of" in fields else [fields["column"]]
        return Cell(
            columns=tuple(self.known_column(one) for one in named),
            lookup={name: one.text() for name, one in fields["lookup"].named().items()} if "lookup" in fields else {},
            otherwise=fields["otherwise"].text() if "otherwise" in fields else None,
            separator=fields["separator"].filled() if "separator" in fields else None,
            pattern=_grouped(fields["pattern"]) if "pattern" in fields else None,
            is_end="part" in fields and fields["part"].one_of({"start": False, "end": True}, False),
            is_dropped_when_wrong="if_wrong" in fields
            and fields["if_wrong"].one_of({"problem": False, "blank": True}, False),
            rule=fields["rule"].one_of({one: one for one in RULES}, "") if "rule" in fields else None,
        )

    def kind(self, entry: Entry) -> tuple[Value, tuple[str, ...]]:
        """A kind of node, or a value that gives one, and the kinds it may give."""
        if entry.is_text:
            label = entry.one_of({one: one for one in SCHEMA.nodes}, "")
            return Constant(label), (label,) if label else ()
        value = self.value(entry)
        texts = [*value.lookup.values(), value.otherwise] if isinstance(value, Cell) else []
        labels = tuple(dict.fromkeys(one for one in texts if one))
        for label in labels or ("",):
            if label not in SCHEMA.nodes:
                hint = did_you_mean(nearest(label, SCHEMA.nodes))
                entry.wrong(label, f"a lookup that gives some of {', '.join(SCHEMA.nodes)}", hint)
        return value, tuple(one for one in labels if one in SCHEMA.nodes)

    def known_column(self, entry: Entry) -> str:
        """The column that an entry names; one that there is not is reported."""
        written = entry.filled()
        self.check_column(written, entry)
        return column_name(written)

    def check_column(self, written: str, entry: Entry) -> None:
        """Report a name that is no column."""
        if written and column_name(written) not in self._columns:
            expected = f"a column of this table: {', '.join(self._columns)}"
            hint = did_you_mean(nearest(column_name(written), self._columns))
            entry.wrong(written, expected, hint or "Add it to columns, or to optional.", "unknown-setting")

    def _template(self, entry: Entry) -> Template:
        text = entry.filled()
        try:
            parts = [(plain, name) for plain, name, _, _ in Formatter().parse(text)]
        except ValueError:
            entry.wrong(text, "a text with names of columns in curly brackets: Project {number}")
            return Template(())
        for _, name in parts:
            self.check_column(name or "", entry)
        return Template(tuple((plain, name if name is None else column_name(name)) for plain, name in parts))


def pattern_of(entry: Entry) -> re.Pattern[str]:
    """A regular expression; one that cannot be read is reported."""
    try:
        return re.compile(entry.filled(), re.IGNORECASE)
    except re.error as error:
        entry.wrong(entry.text(), f"a regular expression ({error})")
        return _NEVER


def _grouped(entry: Entry) -> re.Pattern[str]:
    pattern = pattern_of(entry)
    if pattern is not _NEVER and pattern.groups != 1:
        entry.wrong(entry.text(), "a regular expression with one group in round brackets")
    return pattern
