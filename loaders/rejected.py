"""The rows that were not loaded, as their files have them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from loaders.files import FoundFile
from loaders.problems import Problems, RowProblem
from loaders.report import RejectedRow


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
    by_file: defaultdict[str, dict[int, list[RowProblem]]] = defaultdict(dict)
    for one in errors:
        if one.line is not None:
            by_file[one.file].setdefault(one.line, []).append(one)
    for each in found:
        wanted = by_file.get(each.file.name, {})
        for row in each.file.rows(Problems()) if wanted else ():
            if row.line in wanted:
                yield RejectedRow(row.file, row.line, dict(row.cells), tuple(wanted[row.line]))
