"""The rows that were not loaded, as their files have them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from loaders.files import FoundFile
from loaders.problems import Problems, RowProblem
from loaders.report import RejectedRow
from loaders.source import RawRow


def rejected_rows(found: Iterable[FoundFile], errors: Iterable[RowProblem]) -> Iterator[RejectedRow]:
    """Each row with an error, once, with all that is wrong in it.

    Parameters
    ----------
    found : the files, which are read once more.
    errors : what is wrong; those about no row are passed over.

    Returns
    -------
    Nothing for a file that cannot be read at all.
    """
    by_file: defaultdict[str, list[RowProblem]] = defaultdict(list)
    for one in errors:
        if one.line is not None:
            by_file[one.file].append(one)
    for each in found:
        waiting = sorted(by_file.get(each.file.name, ()), key=lambda one: one.line or 0)
        rows = each.file.rows(Problems()) if waiting else iter(())
        yield from _with_problems(rows, waiting)


def _with_problems(rows: Iterator[RawRow], waiting: list[RowProblem]) -> Iterator[RejectedRow]:
    """Rows with their problems. A problem in a row of several lines may name any of them."""
    row = next(rows, None)
    place = 0
    while row is not None and place < len(waiting):
        after = next(rows, None)
        own = []
        while place < len(waiting) and (after is None or (waiting[place].line or 0) < after.line):
            if (waiting[place].line or 0) >= row.line:
                own.append(waiting[place])
            place += 1
        if own:
            yield RejectedRow(row.file, row.line, dict(row.cells), tuple(own))
        row = after
