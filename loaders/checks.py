"""Values of one row held against each other, alike in every format."""

from graph.dates import first_day, last_day
from loaders.problems import Problems
from loaders.source import RawRow


def check_place(row: RawRow, lat: str, lon: str, problems: Problems) -> None:
    """Report a latitude without longitude, or the other way round.

    Parameters
    ----------
    lat, lon : names of the two columns; a column that is not there counts as blank.
    """
    for given, missing in ((lat, lon), (lon, lat)):
        if row.cells.get(given) and not row.cells.get(missing):
            problems.error(row.problem(missing, given, "half-a-place", f"both {lat} and {lon}, or neither"))


def check_period(row: RawRow, start: str, end: str, problems: Problems) -> None:
    """Report an end that lies before its start; both cells must be dates or blank."""
    begins, ends = row.cells.get(start), row.cells.get(end)
    if begins and ends and last_day(ends) < first_day(begins):
        problems.error(row.problem(end, ends, "ends-before-it-starts", f"{begins} or later"))
