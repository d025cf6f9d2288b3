"""The documentation of the formats, made from the declarations that read them."""

from collections.abc import Iterable, Sequence

from loaders.connect_columns import Table
from loaders.connect_tables import IGNORED, TABLES
from loaders.problems import RULES
from loaders.twinning import IGNORED as TWINNING_IGNORED
from loaders.twinning import ONCE, SPELLINGS

CELL_RULES = """\
- Tables are CSV with comma, semicolon or tab, in UTF-8, plain or compressed with gzip. The first row names the columns.
- A blank cell means *unknown*. It never means zero or no.
- White space around a cell is taken off; nothing else is changed.
- Several values stand in one cell with `|` between them.
- Dates are as exact as they are known: `2017`, `2017-05` or `2017-05-15`.
- Countries are a code (`NL`) or a name in English, French, Spanish, Portuguese, Dutch or German. An unknown one is
  kept as written and noticed.
"""


def describe_formats_markdown() -> str:
    """The page on data formats: both formats, every column, and every rule by which something odd is handled."""
    parts = [
        "# Data formats",
        "This page is generated from the declarations in `loaders/`.",
        "## Rules for every table",
        CELL_RULES.rstrip(),
        "## The explorer's own set (`connect-csv`)",
        "One file for each kind, in one folder; any of them may be missing. A file is known by the columns it has, "
        "not by its name. `connect-explorer template FOLDER` writes empty ones.",
        describe_keys(),
        *map(describe_table, TABLES),
        "## Twinning lists (`twinning`)",
        _describe_twinning(),
        "## What is handled by a rule",
        "Whatever is odd and can be handled is counted, listed and kept with the load:",
        _table(("rule", "what it means and what is done"), RULES.items()),
    ]
    return "\n\n".join(parts) + "\n"


def describe_keys() -> str:
    """How keys and references work, in a paragraph or two."""
    return (
        "Every row has a key of your own, such as `M01`; columns that end in `_id` or `_ids` point at keys of other "
        "rows. Associations and municipalities share their keys: none may occur twice. A reference may also name a "
        "key of the same source that was loaded earlier, or an id as the explorer shows it.\n\n"
        f"A column `{IGNORED[0]}` may stand in every file for remarks; it is not read. Any other column that is not "
        "listed here is an error, so that no misspelt column is lost."
    )


def describe_table(table: Table) -> str:
    """One kind of file: what it holds, and its columns."""
    rows = (
        (f"`{one.name}`", "yes" if one.is_required else "", one.written.replace("|", "\\|"), one.meaning)
        for one in table.columns
    )
    columns = _table(("column", "required", "written as", "meaning"), rows)
    return f"### {table.name}.csv\n\n{table.meaning}\n\n{columns}\n\nFor example:\n\n{_example(table)}"


def _example(table: Table) -> str:
    rows = ((f"`{name}`", f"`{value}`".replace("|", "\\|")) for name, value in table.example.items())
    return _table(("column", "value"), rows)


def _describe_twinning() -> str:
    rows = [
        (" or ".join(f"`{name}1`" for name in names), "yes" if what in ("name", "country") else "", _TWINNING[what])
        for what, names in SPELLINGS.items()
    ]
    rows += [(f"`{name}`", "", _TWINNING[name]) for name in ONCE]
    return (
        "One row for each partnership. The first municipality's columns end in 1, the second's in 2. Names and "
        "countries are kept as written: two spellings are two municipalities. A pair that comes again in either order "
        "is stored once; a municipality that is paired with itself is kept without a partnership.\n\n"
        f"{_table(('column', 'required', 'meaning'), rows)}\n\n"
        f"Columns called {' or '.join(f'`{name}`' for name in TWINNING_IGNORED)} are not read."
    )


_TWINNING = {
    "name": "name of the municipality",
    "country": "its country; the column must be there, a cell may be blank",
    "lat": "latitude in degrees north; the first row that has one decides",
    "lon": "longitude in degrees east",
    "since": "start of the partnership",
    "until": "end of the partnership",
    "source_url": "page on which it stands",
}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
