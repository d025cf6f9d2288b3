"""The documentation of the formats and sources, made from the declarations that read them."""

from collections.abc import Iterable, Sequence

from loaders.connect_columns import Table
from loaders.connect_tables import IGNORED, TABLES
from loaders.described.description import Description, TableOf
from loaders.iati.describe import describe_iati
from loaders.problems import RULES
from loaders.twinning import IGNORED as TWINNING_IGNORED
from loaders.twinning import ONCE, SPELLINGS

CELL_RULES = """\
- A table is a CSV file with comma, semicolon or tab; an Excel workbook (XLSX) with one sheet that holds values; JSON
  records, as an array of objects or one object after the other; or a Parquet file. Text may be compressed with gzip.
- Text is UTF-8. What cannot be UTF-8 is read as Windows-1252, and said.
- The first row names the columns. Cells of a workbook are taken as they are shown there, formulas with their values.
- A blank cell means *unknown*. It never means zero or no.
- White space around a cell is taken off; nothing else is changed.
- Several values stand in one cell with `|` between them.
- Dates are as exact as they are known: `2017`, `2017-05` or `2017-05-15`.
- Countries are a code (`NL`) or a name in English, French, Spanish, Portuguese, Dutch or German. An unknown one is
  kept as written and noticed.
"""


_SHIPPED = """\
# Data sources

## What ships with the explorer

Everything else is loaded by the people who use it.

| what | where | source | terms |
|---|---|---|---|
| CONNECT's requests, exchanges and who took part | `loaders/example/` | public pages, named in every row | facts |
| names of countries | not stored; from the Babel package | Unicode CLDR, ISO 3166-1 codes | Unicode licence |
| country outlines | `reports/data/countries-110m.json` | Natural Earth, 1:110 million | public domain |
| points of small countries | `reports/data/small-countries.csv` | see `reports/data/SOURCE.md` | see there |

`tools/make_example.py` makes the example from the collected facts; a test compares what is shipped with what it makes.
The status of an exchange in the example is ours: *held* where a source reports it, *planned* where only the plan is
sourced, blank where neither is clear (E07). A form that no source names is in `form_inferred`. The ten officials are
named in public pages in their function; lawful basis and keep-until date are blank, which means not decided.
"""
_DESCRIBED = """\
A description says what the columns of a source mean, what is left out and why, and what is known to be odd in it. Only
the descriptions ship, in `loaders/descriptions/`; the data do not. A file is known by its columns; `--as ID` names its
description, and `--description FILE.yaml` gives one of your own. `connect-explorer source new FILE` writes a first one.
What a rule means stands in [data formats](data-format.md#what-is-handled-by-a-rule).
"""


def describe_formats_markdown() -> str:
    """The page on data formats: every format, every column, and every rule by which something odd is handled."""
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
        "## IATI activities (`iati`)",
        describe_iati(),
        "## What is handled by a rule",
        "Whatever is odd and can be handled is counted, listed and kept with the load:",
        _table(("rule", "what it means and what is done"), RULES.items()),
    ]
    return "\n\n".join(parts) + "\n"


def describe_sources_markdown(descriptions: Sequence[Description]) -> str:
    """The page on data sources: what ships, and every description with its columns, rules and what it ignores."""
    rows = [
        (f"[`{one.source.id}`](#{one.source.id})", one.source.title, one.source.licence or "") for one in descriptions
    ]
    parts = [
        _SHIPPED.rstrip(),
        "## Sources that are described",
        _DESCRIBED.rstrip(),
        _table(("id", "title", "licence"), rows),
        *map(_describe_source, descriptions),
    ]
    return "\n\n".join(parts) + "\n"


def _describe_source(one: Description) -> str:
    source = one.source
    facts = [f"{source.title}. Publisher: {source.publisher}. Licence: {source.licence}."]
    facts += [f"<{source.url}>"] if source.url else []
    facts += [one.note] if one.note else []
    facts += [f"Read as `{one.format}`: see [data formats](data-format.md)."] if not one.tables else []
    tables = (_describe_source_table(table) for table in one.tables)
    return "\n\n".join((f"### {source.id}", " ".join(facts), *tables))


def _describe_source_table(table: TableOf) -> str:
    columns = ", ".join(f"`{name}`" for name in table.columns)
    header = "" if table.layout.has_header else " (no header: the columns are called so here)"
    lines = [f"- **{table.name}**: {columns}{header}."]
    made = [f"{' or '.join(node.labels)} ({node.alias})" for node in table.nodes if not node.is_reference]
    made += [f"{one.type} from {one.start} to {one.end}" for one in table.relationships]
    lines += [f"  - Gives {'; '.join(made)}."] if made else []
    lines += [f"  - Left out, rule `{one.name}`: {one.says}." for one in table.left_out]
    lines += [f"  - Noticed, rule `{one.name}`: {one.says}." for one in table.remarks]
    lines += [f"  - Not read: {'; '.join(f'`{name}` ({why})' for name, why in table.ignored.items())}."] * bool(
        table.ignored
    )
    return "\n".join(lines)


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
