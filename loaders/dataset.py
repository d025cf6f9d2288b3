"""What a format of files is, and what it makes of them: a data set that can be checked and then read as records."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.records import Node, Relationship, Source
from graph.store import GraphStore
from loaders.problems import MAX_LISTED, FileRefused, Problems, RowProblem
from loaders.source import PLAIN, Layout, RawRow, SourceFile

Record = Node | Relationship
_ROWS_PER_STEP = 2_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is, for somebody who waits."""

    stage: str
    """"check" or "write". A stage may go through a file more than once."""
    file: str
    n_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person asked for."""

    store: GraphStore
    """Asked which ids exist; written only after every file was checked."""
    source_id: str | None = None
    source: Source | None = None
    """What a description says of the source; None where the format finds out by itself."""
    keeps_good_rows: bool = False


class Reading:
    """One way through the files: what was met and counted."""

    def __init__(
        self, stage: str, on_progress: Callable[[Progress], None] | None = None, most_listed: int = MAX_LISTED
    ) -> None:
        self.problems = Problems(most_listed)
        self.n_rows: Counter[str] = Counter()
        """Rows of each file that could be read."""
        self.n_merged: Counter[str] = Counter()
        """Rows of each file that say nothing that an earlier row did not."""
        self.n_rejected: Counter[str] = Counter()
        """Rows of each file that give nothing: by a rule, or for what is wrong in them. All others are kept."""
        self.at: tuple[str, int] | None = None
        """File and line of the row that is being read; None before the first."""
        self.n_by_kind: dict[str, Counter[str]] = {}
        """Records of each kind that each file gave."""
        self._stage, self._on_progress = stage, on_progress or _ignore

    def again(self) -> "Reading":
        """Another way through the same files in the same stage, in which nothing is reported twice."""
        return Reading(self._stage, self._on_progress)

    def rows(self, file: SourceFile) -> Iterator[RawRow]:
        """Rows of a file, counted."""
        n_rows = 0
        for n_rows, row in enumerate(file.rows(self.problems), 1):
            if n_rows % _ROWS_PER_STEP == 0:
                self._on_progress(Progress(self._stage, file.name, n_rows))
            self.at = row.file, row.line
            yield row
        self.n_rows[file.name] = n_rows
        self._on_progress(Progress(self._stage, file.name, n_rows))

    def counted(self, file: SourceFile, records: Iterator[Record]) -> Iterator[Record]:
        """Records that come from a file, counted by kind."""
        counts = self.n_by_kind.setdefault(file.name, Counter())
        for record in records:
            counts[record.kind if isinstance(record, Node) else record.type] += 1
            yield record


class Dataset(Protocol):
    """Files of one source."""

    @property
    def source(self) -> Source:
        """Where the facts come from."""
        ...

    @property
    def files(self) -> Sequence[SourceFile]:
        """Files it is read from."""
        ...

    def check(self, reading: Reading) -> None:
        """Go through every row of every file and report all errors and notices; called once, before `records`."""
        ...

    def records(self, reading: Reading) -> Iterator[Record]:
        """Every record of every row without an error, nodes before the relationships between them.

        What `check` reported is not reported again.
        """
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing files. To add one: a module that makes one of these, and a line in `loaders.formats`."""

    name: str
    description: str
    columns: tuple[str, ...]
    """Columns by which it is known, one text for each kind of file, to be shown to people."""
    recognises: Callable[[SourceFile], bool]
    """Whether a file is of this format, as its columns show."""
    datasets: Callable[[Sequence[SourceFile], Settings], Sequence[Dataset]]
    """Files of this format as data sets; raises `FileRefused` for a file it cannot use at all."""
    hint: Callable[[Sequence[str]], str | None]
    """What a header that is nearly of this format lacks, as a sentence; None when it is not near."""
    layout: Layout = PLAIN
    """How its files are laid out, for a file that a person says is of this format."""


def refuse_when_empty(files: Sequence[SourceFile], reading: Reading) -> None:
    """Refuse files that have their header and no rows: somebody expected something to be loaded."""
    if reading.problems.incomplete_files or any(reading.n_rows[file.name] for file in files):
        return
    names = ", ".join(file.name for file in files)
    hint = "Fill in a row below the names of the columns; blank cells mean unknown."
    reading.problems.refuse(FileRefused(RowProblem(names, None, None, None, "nothing-in-it", "at least one row", hint)))


def _ignore(_: Progress) -> None:
    """Nobody waits."""
