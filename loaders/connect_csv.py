"""The product's own set of CSV files: one file a kind, keys that files share, blanks that mean unknown.

What the columns are is declared in `loaders.connect_tables`; this module reads them. A set is gone through several
times, so that memory holds its keys and nothing else.
"""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from loaders.connect_columns import Column, Table
from loaders.connect_links import Links
from loaders.connect_rows import (
    ParsedRow,
    count_countries,
    country_of,
    node_properties,
    parse_again,
    parse_row,
    report_oddities,
    to_node,
)
from loaders.connect_source import FoundSource, find_source
from loaders.connect_tables import IGNORED, TABLES
from loaders.dataset import Dataset, Format, Reading, Record, Settings, refuse_when_empty
from loaders.fields import did_you_mean, nearest
from loaders.keys import Keys, digest
from loaders.places import CountryNodes, UnknownCountries
from loaders.problems import FileRefused, Problems, RowProblem, refuse_together
from loaders.source import RawRow, SourceFile

_ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file with the kind of table it is."""

    table: Table
    file: SourceFile


class ConnectSet:
    """The files of one folder, read together."""

    def __init__(self, found: FoundSource, tables: Sequence[TableFile], settings: Settings) -> None:
        self.source = found.source
        self.files = tuple(one.file for one in tables)
        self._found, self._settings = found, settings
        self._tables = tuple(one for one in tables if one.table.name != "source")
        self._keys = Keys(self.source.id)
        self._links = Links(self.source.id, self._keys, settings.store)
        self._left_out_pairs: set[tuple[str, int]] = set()

    def check(self, reading: Reading) -> None:
        """Report everything: first each row by itself, then what rows say of each other."""
        problems = reading.problems
        if self._found.rule:
            problems.notice(self._found.rule, self.files[0].name, None, f"the source is called {self.source.id}")
        unknown = UnknownCountries()
        for file in set(self.files) - {one.file for one in self._tables}:
            deque(reading.rows(file), maxlen=0)  # source.csv, which was understood already: only counted
        for one in self._tables:
            _report_unknown_columns(one, problems)
            for row in reading.rows(one.file):
                self._check_row(one.table, row, reading, unknown)
        unknown.report(problems)
        refuse_when_empty([one.file for one in self._tables], reading)
        if not problems.incomplete_files:  # else every key of the unread part would be called unknown
            self._check_references(reading)

    def records(self, reading: Reading) -> Iterator[Record]:
        """Nodes of all files, then relationships of all files."""
        countries = CountryNodes()
        for one in self._tables:
            yield from reading.counted(one.file, self._nodes(one, countries, reading))
        for one in self._tables:
            yield from reading.counted(one.file, self._relationships(one, reading))

    def _check_row(self, table: Table, row: RawRow, reading: Reading, unknown: UnknownCountries) -> None:
        problems = reading.problems
        parsed = parse_row(table, row, problems) if row.is_whole else None
        if parsed is None:
            reading.n_rejected[row.file] += 1
            self._leave_out_raw(table, row)
        elif parsed.key is not None and self._is_new(parsed, parsed.key, reading):
            node_properties(parsed, problems)
            report_oddities(parsed, problems)
            count_countries(parsed, unknown)

    def _leave_out_raw(self, table: Table, row: RawRow) -> None:
        if table.key is None:
            self._left_out_pairs.add((row.file, row.line))
            return
        key = row.cells.get(table.key)
        if key and self._keys.add(table.namespace, key, row, table.labels[0]) is None:
            self._keys.leave_out(table.namespace, key)

    def _is_new(self, parsed: ParsedRow, key: str, reading: Reading) -> bool:
        row = parsed.row
        other = self._keys.add(parsed.table.namespace, key, row, parsed.label or "")
        if other is None:
            return True
        if other.digest == digest(row):
            message = f"the same as line {other.line:,} of {other.file}: stored once"
            reading.n_merged[row.file] += 1
            reading.problems.notice("repeat", row.file, row.line, message, column=parsed.table.key, value=key)
        else:
            expected = f"another key: line {other.line:,} of {other.file} has this one, with other values"
            reading.n_rejected[row.file] += 1
            reading.problems.error(row.problem(parsed.table.key, key, "repeated-key", expected))
        return False

    def _check_references(self, reading: Reading) -> None:
        pairs: set[int] = set()
        for parsed in self._good_rows(reading.again()):
            n_errors = reading.problems.n_errors
            self._links.check(parsed, reading.problems)
            if reading.problems.n_errors > n_errors:
                self._leave_out(parsed, reading.n_rejected)
            elif parsed.key is None:
                self._check_pair(parsed, pairs, reading)
        if self._settings.keeps_good_rows and (self._keys.has_left_out() or self._left_out_pairs):
            for parsed in self._good_rows(reading.again()):
                if not self._links.report_left_out(parsed, reading.problems):
                    self._leave_out(parsed, reading.n_rejected)

    def _check_pair(self, parsed: ParsedRow, pairs: set[int], reading: Reading) -> None:
        ends = self._links.ends(parsed)
        if len(ends) < 2:
            return
        rule = "self-loop" if len(set(ends)) == 1 else "repeat" if hash(ends) in pairs else None
        pairs.add(hash(ends))
        if rule:
            reading.problems.notice(rule, parsed.row.file, parsed.row.line)
            self._leave_out(parsed, reading.n_merged if rule == "repeat" else reading.n_rejected)

    def _leave_out(self, parsed: ParsedRow, counts: Counter[str]) -> None:
        counts[parsed.row.file] += 1
        if parsed.key is None:
            self._left_out_pairs.add((parsed.row.file, parsed.row.line))
        else:
            self._keys.leave_out(parsed.table.namespace, parsed.key)

    def _nodes(self, one: TableFile, countries: CountryNodes, reading: Reading) -> Iterator[Record]:
        for parsed in self._good_rows_of(one, reading, _of_node(one.table)):
            if target := self._links.own(parsed):
                yield from countries.first(country_of(parsed))
                yield to_node(parsed, target.node_id, self.source.id)

    def _relationships(self, one: TableFile, reading: Reading) -> Iterator[Record]:
        for parsed in self._looked_up(one, reading):
            if parsed.key is None:
                yield from self._links.pair(parsed)
            else:
                yield from self._links.relationships(parsed)

    def _good_rows(self, reading: Reading) -> Iterator[ParsedRow]:
        for one in self._tables:
            yield from self._looked_up(one, reading)

    def _looked_up(self, one: TableFile, reading: Reading) -> Iterator[ParsedRow]:
        """Good rows of a file, with everything they point at looked up."""
        rows = self._good_rows_of(one, reading, _of_links(one.table))
        while chunk := list(islice(rows, _ROWS_AT_ONCE)):
            self._links.look_up(chunk)
            yield from chunk

    def _good_rows_of(self, one: TableFile, reading: Reading, columns: Sequence[Column]) -> Iterator[ParsedRow]:
        """Some columns of the rows of a file that are not left out and no repeats."""
        for row in reading.rows(one.file):
            if row.is_whole and self._is_kept(one.table, row):
                yield parse_again(one.table, columns, row)

    def _is_kept(self, table: Table, row: RawRow) -> bool:
        if table.key is None:
            return (row.file, row.line) not in self._left_out_pairs
        return self._keys.is_kept(table.namespace, row.cells.get(table.key, ""), row)


def _of_node(table: Table) -> Sequence[Column]:
    """Columns that make the node of a row."""
    return tuple(one for one in table.columns if one.property or one.name == "source_url")


def _of_links(table: Table) -> Sequence[Column]:
    """Columns that make the relationships of a row, and say what of them may be shown."""
    used = {name for one in table.links if one.link for name in one.link.from_columns.values()}
    used |= {"kind", "country", "visibility", "source_url", "since", "until"}
    return tuple(one for one in table.columns if one.link or one.name in used)


def table_for(header: Sequence[str]) -> Table | None:
    """The kind of table that a header belongs to; None when it is none of ours."""
    candidates = [table for table in TABLES if set(_marks(table)) <= set(header)]
    # An evaluation has the key of its exchange too: the table that knows most of the columns is meant.
    return max(candidates, key=lambda table: len(set(table.column_names) & set(header)), default=None)


def _marks(table: Table) -> tuple[str, ...]:
    return (table.key,) if table.key else table.required


def _datasets(files: Sequence[SourceFile], settings: Settings) -> list[Dataset]:
    def folder(one: TableFile) -> Path:
        return one.file.path.parent

    tables = refuse_together(_table_file, files)
    by_folder = groupby(sorted(tables, key=folder), key=folder)
    return refuse_together(
        lambda group: _dataset(*group, settings), [(where, list(group)) for where, group in by_folder]
    )


def _dataset(folder: Path, tables: list[TableFile], settings: Settings) -> Dataset:
    tables.sort(key=lambda one: (TABLES.index(one.table), one.file.name))
    given = next((one.file for one in tables if one.table.name == "source"), None)
    return ConnectSet(_found_source(folder, given, settings), tables, settings)


def _found_source(folder: Path, given: SourceFile | None, settings: Settings) -> FoundSource:
    return FoundSource(settings.source) if settings.source else find_source(folder, given, settings.source_id)


def _table_file(file: SourceFile) -> TableFile:
    table = table_for(file.header)
    if table is None:
        raise FileRefused(
            RowProblem(file.name, 1, None, ", ".join(file.header), "unknown-format", " or ".join(CONNECT_CSV.columns))
        )
    if missing := [name for name in table.required if name not in file.header]:
        raise FileRefused(*(_missing(file, name, table) for name in missing))
    return TableFile(table, file)


def _missing(file: SourceFile, column: str, table: Table) -> RowProblem:
    expected = f"the columns {', '.join(table.required)} in a file of {table.name}"
    return RowProblem(file.name, 1, None, column, "missing-column", expected)


def _report_unknown_columns(one: TableFile, problems: Problems) -> None:
    known = one.table.column_names
    for column in one.file.header:
        if column not in known and column not in IGNORED:
            free = [name for name in known if name not in one.file.header]
            expected = f"a column of {one.table.name}, or {' or '.join(IGNORED)} for remarks that are not read"
            hint = did_you_mean(nearest(column, free))
            problems.error(RowProblem(one.file.name, 1, column, None, "unknown-column", expected, hint))


def _hint(header: Sequence[str]) -> str | None:
    table = max(TABLES, key=lambda one: len(set(one.column_names) & set(header)))
    if len(set(table.column_names) & set(header)) < 2:
        return None
    return f"It is most like {table.name} of connect-csv, which needs {' and '.join(_marks(table))}."


CONNECT_CSV = Format(
    name="connect-csv",
    description="the explorer's own set: one file for each kind, or some of them, in one folder",
    columns=tuple(f"{table.name}: {', '.join(dict.fromkeys((*_marks(table), *table.required)))}" for table in TABLES),
    recognises=lambda file: table_for(file.header) is not None,
    datasets=_datasets,
    hint=_hint,
)
