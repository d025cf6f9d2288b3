"""The files of one described source as a data set: checked row by row, then read again as records."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.errors import InvalidRecord
from graph.records import Node, Source
from loaders.dataset import Reading, Record, Settings, refuse_when_empty
from loaders.described.bounds import check_bounds, kind_of
from loaders.described.description import Constant, Description, TableOf
from loaders.described.mapping import Mention, Related, RowRecords, TableReader, used_columns
from loaders.described.merging import Merger, Said, number_of
from loaders.described.references import References
from loaders.fields import did_you_mean, nearest
from loaders.places import UnknownCountries
from loaders.problems import Problems, RowProblem
from loaders.source import RawRow, SourceFile

Phase = Literal["all", "full", "rest"]
"""All that a row says, only nodes that it gives in full, or all but these."""
_AT_ONCE: tuple[Phase, ...] = ("all",)
_IN_TWO: tuple[Phase, ...] = ("full", "rest")


@dataclass(frozen=True, slots=True)
class DescribedFile:
    """A file with the table of the description that fits it."""

    table: TableOf
    file: SourceFile


class DescribedSet:
    """The files of one source. Memory holds a few numbers for each node and relationship, and no rows."""

    def __init__(
        self, description: Description, source: Source, files: Sequence[DescribedFile], settings: Settings
    ) -> None:
        self.source = source
        order = [one.name for one in description.tables]
        self._parts = sorted(files, key=lambda one: order.index(one.table.name))
        self.files = tuple(one.file for one in self._parts)
        self._description, self._store = description, settings.store
        self._left_out: set[tuple[str, int]] = set()
        """File and line of each row that gives nothing for what is wrong in it."""
        self._given: set[int] = set()

    def check(self, reading: Reading) -> None:
        """Report everything: each row by itself, then what rows say of each other, then how many there are."""
        self._find_given(reading.again())
        checker = _Checker(reading, Merger(self.source.id, self._given))
        for part in self._parts:
            _report_columns(part, reading.problems)
            _note_constants(part.table, part.file.name, reading.problems)
            table = TableReader(part.table)
            for row in reading.rows(part.file):
                found = table.read(row, reading.problems)
                if found is None or not checker.check(row, found):
                    self._leave_out(reading, row.file, row.line)
        checker.unknown.report(reading.problems)
        refuse_when_empty(self.files, reading)
        if not reading.problems.incomplete_files:  # else what the unread part gives would be called missing
            for file, line in checker.references.report_missing(self._store, reading.problems):
                self._leave_out(reading, file, line)
            self._check_bounds(reading, checker.n_by_kind)

    def records(self, reading: Reading) -> Iterator[Record]:
        """Each node at the first row that names it, each relationship at the first row that states it."""
        merger = Merger(self.source.id, self._given)
        for phase in _IN_TWO if self._given else _AT_ONCE:
            for part in self._parts:
                if phase != "full" or part.table.gives_in_full:
                    yield from reading.counted(part.file, self._records(part, reading, merger, phase))

    def _find_given(self, reading: Reading) -> None:
        """Learn which nodes are given in full, where other rows make do with less: the files may come in any order."""
        if not any(node.is_fallback for part in self._parts for node in part.table.nodes):
            return
        for part in self._parts:
            table = TableReader(part.table)
            for row in reading.rows(part.file) if part.table.gives_in_full else ():
                found = table.read(row, reading.problems)
                self._given.update(map(number_of, _in_full(found.nodes)) if found else ())

    def _records(self, part: DescribedFile, reading: Reading, merger: Merger, phase: Phase) -> Iterator[Record]:
        table, muted = TableReader(part.table), Problems()
        for row in reading.rows(part.file):
            # Read even where it is left out: a heading in it holds for the rows that follow.
            found = table.read(row, muted)
            if found and (row.file, row.line) not in self._left_out:
                for _, record in new_records(found, merger, phase):
                    if not isinstance(record, str):
                        yield record

    def _leave_out(self, reading: Reading, file: str, line: int) -> None:
        if (file, line) not in self._left_out:
            self._left_out.add((file, line))
            reading.n_rejected[file] += 1

    def _check_bounds(self, reading: Reading, n_by_kind: Counter[str]) -> None:
        for part in self._parts:
            name = part.file.name
            check_bounds(name, "rows", reading.n_rows[name], part.table.rows, reading.problems)
        names = ", ".join(file.name for file in self.files)
        for kind, bounds in self._description.records.items():
            check_bounds(names, kind, n_by_kind[kind], bounds, reading.problems)


class _Checker:
    """Holds rows against those before them."""

    def __init__(self, reading: Reading, merger: Merger) -> None:
        self.unknown, self.references = UnknownCountries(), References()
        self.n_by_kind: Counter[str] = Counter()
        self._reading, self._merger = reading, merger

    def check(self, row: RawRow, found: RowRecords) -> bool:
        """Whether a row can be kept; what is odd or wrong is reported."""
        self._note_references(row, found)
        n_new = 0
        try:
            for said, record in new_records(found, self._merger):
                if isinstance(record, str):
                    self._note(row, said, record)
                else:
                    n_new += 1
                    self._note_fallback(row, said, record)
                    self.n_by_kind[kind_of(record)] += 1
        except InvalidRecord as error:
            self._reading.problems.error(row.problem(None, str(error), "cannot-be-stored", "texts of usual length"))
            return False
        if not n_new:
            self._reading.n_merged[row.file] += 1
            self._reading.problems.notice("repeat", row.file, row.line, "it says nothing that an earlier row did not")
        return True

    def _note_references(self, row: RawRow, found: RowRecords) -> None:
        for mention in found.nodes:
            if mention.properties is None and not self._merger.knows(mention):
                self.references.add(self._merger.id_of(mention), mention, row)
            elif mention.properties and (written := mention.properties.get("country_written")):
                self.unknown.add(str(written), row.file, row.line, "country")

    def _note_fallback(self, row: RawRow, said: Mention | Related, record: Record) -> None:
        if isinstance(said, Mention) and said.is_fallback and isinstance(record, Node) and record.kind == said.label:
            message = f"of {said.label} {said.key} only the key is known"
            self._reading.problems.notice("named-after-key", row.file, row.line, message, value=said.key)

    def _note(self, row: RawRow, said: Mention | Related, rule: Said) -> None:
        if rule == "repeat":  # many rows name the same node; one that says nothing else is noticed as a whole
            return
        message: str | None
        if isinstance(said, Related):
            message = f"{said.type} of {said.start.key} and {said.end.key}"
        elif said.label == "Official":  # notices are kept with the load and shown to everybody
            message = None
        else:
            message = f"{said.label} {said.key}"
        self._reading.problems.notice(rule, row.file, row.line, message)


def new_records(
    found: RowRecords, merger: Merger, phase: Phase = "all"
) -> Iterator[tuple[Mention | Related, Record | Said]]:
    """What a row says, each with its record, or with the rule by which it gives none."""
    for mention in found.nodes:
        if mention.properties is None or phase == ("rest" if not mention.is_fallback else "full"):
            continue
        node = merger.node(mention)
        yield mention, node
        if isinstance(node, Node):
            for record in merger.country(node):
                yield mention, record
    for related in found.relationships if phase != "full" else ():
        yield related, merger.relationship(related)


def _in_full(mentions: Iterable[Mention]) -> Iterator[Mention]:
    return (one for one in mentions if one.properties is not None and not one.is_fallback)


def _report_columns(part: DescribedFile, problems: Problems) -> None:
    used, ignored = used_columns(part.table), part.table.ignored
    for column in part.file.header:
        if column not in used and column not in ignored:
            known = [*used, *ignored]
            expected = f"a column that the description uses, or ignores with a reason: {', '.join(sorted(known))}"
            hint = did_you_mean(nearest(column, known)) or "Add it to the description."
            problems.error(RowProblem(part.file.name, 1, column, None, "unknown-column", expected, hint))
    for column in part.table.columns:
        if column not in part.file.header:
            expected = f"the columns {', '.join(part.table.columns)}"
            problems.error(RowProblem(part.file.name, 1, None, column, "missing-column", expected))


def _note_constants(table: TableOf, file: str, problems: Problems) -> None:
    for one in table.parts:
        for name, value in one.properties.items():
            if isinstance(value, Constant) and value.because:
                message = f"{name} is {value.text} in every row: {value.because}"
                problems.notice("set-by-description", file, None, message, value=value.text)
