"""The IATI files of one publisher as a data set: checked activity by activity, then read again as records."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from graph.records import Node, Relationship, Source
from loaders.dataset import Reading, Record
from loaders.described.merging import Merger
from loaders.iati.activity import Activity, read_activity
from loaders.iati.checker import Checker
from loaders.iati.schema_check import SCHEMAS_VARIABLE, read_schema, schema_folder, schema_problems
from loaders.iati.standard import ACTIVITY
from loaders.places import CountryNodes, in_country
from loaders.problems import FileRefused, Problems, RowProblem
from loaders.source import RawRow, SourceFile


class IatiSet:
    """The files of one source. Memory holds a few numbers for each activity, organisation and topic."""

    def __init__(self, source: Source, files: Sequence[SourceFile], rule: str | None) -> None:
        self.source, self.files = source, tuple(files)
        self._rule = rule
        self._left_out: set[tuple[str, int]] = set()
        """File and number of each activity with something wrong in it; a whole file may stand in one line."""
        self._named: set[int] = set()
        """Numbers of organisations and topics that some activity names, where others only have their code."""

    def check(self, reading: Reading) -> None:
        """Report everything: what the schema says where it is at hand, then each activity, then what they share."""
        if self._rule:
            message = f"the source is called {self.source.id}"
            reading.problems.notice(self._rule, self.files[0].name, None, message)
        self._check_schema(reading)
        checker = Checker(self.source.id, reading.problems)
        for file in self.files:
            for number, row in enumerate(reading.rows(file)):
                self._check(row, number, checker, reading)
        self._named = checker.named
        checker.report()
        self._refuse_when_empty(reading)

    def records(self, reading: Reading) -> Iterator[Record]:
        """Nodes of all files, then relationships of all files."""
        merger, countries = Merger(self.source.id, self._named), CountryNodes()
        for file in self.files:
            yield from reading.counted(file, self._nodes(file, merger, countries, reading))
        for file in self.files:
            yield from reading.counted(file, self._relationships(file, merger, reading))

    def _check_schema(self, reading: Reading) -> None:
        folder = schema_folder()
        if folder is None:
            for file in self.files:
                message = f"{SCHEMAS_VARIABLE} names no folder with the schemas: checked by our own rules only"
                reading.problems.notice("not-checked-by-schema", file.name, None, message)
            return
        schema = read_schema(folder)
        for file in self.files:
            with suppress(FileRefused):  # reading its rows says the same
                for number, problem in schema_problems(file, schema):
                    self._left_out.add((file.name, number))
                    reading.problems.error(problem)

    def _refuse_when_empty(self, reading: Reading) -> None:
        if not reading.problems.incomplete_files and not any(reading.n_rows[file.name] for file in self.files):
            names = ", ".join(file.name for file in self.files)
            empty = RowProblem(names, None, None, None, "nothing-in-it", f"at least one {ACTIVITY}")
            reading.problems.refuse(FileRefused(empty))

    def _check(self, row: RawRow, number: int, checker: Checker, reading: Reading) -> None:
        place = row.file, number
        activity = read_activity(row, reading.problems)
        checker.note_publisher(row)
        if activity is None or place in self._left_out or not checker.check(row, activity):
            self._left_out.add(place)
            reading.n_rejected[row.file] += 1
        elif checker.is_repeat:
            reading.n_merged[row.file] += 1

    def _activities(self, file: SourceFile, reading: Reading) -> Iterator[Activity]:
        """Activities of a file that are not left out."""
        muted = Problems()
        for number, row in enumerate(reading.rows(file)):
            if (row.file, number) not in self._left_out and (activity := read_activity(row, muted)):
                yield activity

    def _nodes(self, file: SourceFile, merger: Merger, countries: CountryNodes, reading: Reading) -> Iterator[Record]:
        for activity in self._activities(file, reading):
            for mention in (activity.exchange, *activity.others):
                node = merger.node(mention)
                if isinstance(node, Node):
                    yield node
                    for code in activity.country_codes if mention is activity.exchange else _country_of(node):
                        yield from countries.first(code)
                        yield in_country(node.id, code, self.source.id)

    def _relationships(self, file: SourceFile, merger: Merger, reading: Reading) -> Iterator[Record]:
        for activity in self._activities(file, reading):
            for related in activity.relationships:
                record = merger.relationship(related)
                if isinstance(record, Relationship):
                    yield record


def _country_of(node: Node) -> tuple[str, ...]:
    code = node.properties.get("country")
    return (str(code),) if code else ()
