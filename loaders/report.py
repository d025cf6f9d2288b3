"""What a load did, or why it did nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

from graph.errors import ExplorerError
from graph.records import Source
from graph.store import Changes, Difference, Notice
from loaders.problems import RowProblem


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file that was read."""

    file: str
    format: str
    n_rows: int
    """Rows that could be read, without the header and blank rows."""
    n_by_kind: Mapping[str, int]
    """Records it gave, by node kind and relationship type; empty when the load was refused."""
    n_merged: int = 0
    """Rows that say nothing that an earlier row did not."""
    n_rejected: int = 0
    """Rows that give nothing: by a rule, or for what is wrong in them."""

    @property
    def n_kept(self) -> int:
        """Rows that gave something: with those merged and those rejected, all rows."""
        return self.n_rows - self.n_merged - self.n_rejected


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not loaded, as its file has it, so that it can be corrected."""

    file: str
    line: int
    cells: Mapping[str, str]
    """By column name, in the order of the file."""
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class SourceLoad:
    """What was written of one source."""

    source: Source
    load_id: int | None
    """None: the store held all of it already."""
    changes: Mapping[str, Changes]
    """By node kind and relationship type."""
    differences: tuple[Difference, ...] = ()
    """Records before and after: the first of each kind and operation; see `graph.store.Writer.differences`."""
    about_missing: tuple[Notice, ...] = ()
    """What was kept although the files no longer hold it."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What one call of `loaders.load.load` met and did."""

    files: tuple[FileRead, ...]
    errors: tuple[RowProblem, ...]
    """The first errors, at most `loaders.problems.MAX_LISTED`; their rows were left out, or the load was refused."""
    n_errors: int
    notices: tuple[Notice, ...]
    n_notices_by_rule: Mapping[str, int]
    loads: tuple[SourceLoad, ...]
    """One for each source, in the order written; () when the load was refused."""
    places: Mapping[str, int] = field(default_factory=dict)
    """How many municipalities there are of each place status (`graph.schema.PLACE_STATUSES`); empty when none was
    looked up."""
    rejected: tuple[RejectedRow, ...] = ()
    """Rows with listed errors, in the order of the files; () where nobody asked for them."""
    is_trial: bool = False
    """Nothing was kept: it tells what would change."""

    @property
    def changes(self) -> Mapping[str, Changes]:
        """What changed in the store, by node kind and relationship type, over all sources."""
        total: dict[str, Changes] = {}
        for one in self.loads:
            for kind, changes in one.changes.items():
                total[kind] = total.get(kind, Changes()) + changes
        return total

    @property
    def is_unchanged(self) -> bool:
        """Whether the store is as it was before."""
        return reduce(Changes.__add__, self.changes.values(), Changes()).is_empty

    def error_sentences(self) -> tuple[str, ...]:
        """Every listed error as a sentence, and how many more there are."""
        sentences = tuple(problem.sentence() for problem in self.errors)
        n_more = self.n_errors - len(sentences)
        return (*sentences, f"and {n_more:,} more; the first {len(sentences):,} are listed.") if n_more else sentences


class LoadRefused(ExplorerError):
    """Nothing was loaded because something could not be read; the store is as it was."""

    def __init__(self, report: LoadReport) -> None:
        n_problems = "1 problem" if report.n_errors == 1 else f"{report.n_errors:,} problems"
        heading = f"Nothing was loaded: {n_problems}. The store is as it was."
        super().__init__("\n".join((heading, *report.error_sentences())))
        self.report = report
