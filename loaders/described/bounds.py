"""How many records there should be: a file that is cut off, or another one, is seen before anything is written."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from graph.records import Node, Source
from loaders.dataset import Dataset, Reading, Record
from loaders.described.description import Bounds
from loaders.problems import FileRefused, Problems, RowProblem
from loaders.source import SourceFile


def check_bounds(file: str, what: str, number: int, bounds: Bounds, problems: Problems) -> None:
    """Refuse a number that lies outside its bounds.

    Parameters
    ----------
    what : what is counted: rows, or a kind of record.
    """
    if not bounds.hold(number):
        hint = "Is the file whole, and the right one? Otherwise change the description."
        problem = RowProblem(file, None, None, f"{number:,} {what}", "outside-bounds", str(bounds), hint)
        problems.refuse(FileRefused(problem))


class BoundedSet:
    """A data set of a format with code of its own, whose records are counted before they are written."""

    def __init__(self, dataset: Dataset, bounds: Mapping[str, Bounds]) -> None:
        self._dataset, self._bounds = dataset, bounds

    @property
    def source(self) -> Source:
        """Where the facts come from."""
        return self._dataset.source

    @property
    def files(self) -> Sequence[SourceFile]:
        """Files it is read from."""
        return self._dataset.files

    def check(self, reading: Reading) -> None:
        """Report what the data set reports, and kinds of which there are too few or too many."""
        self._dataset.check(reading)
        if reading.problems.n_errors:
            return
        n_by_kind = Counter(kind_of(one) for one in self._dataset.records(reading.again()))
        names = ", ".join(file.name for file in self.files)
        for kind, bounds in self._bounds.items():
            check_bounds(names, kind, n_by_kind[kind], bounds, reading.problems)

    def records(self, reading: Reading) -> Iterator[Record]:
        """Every record, as the data set gives it."""
        return self._dataset.records(reading)


def kind_of(record: Record) -> str:
    """Kind of a node, type of a relationship."""
    return record.kind if isinstance(record, Node) else record.type
