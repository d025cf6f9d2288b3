"""Dates as exactly as sources give them: mostly a day, sometimes a month, sometimes only the year."""

from functools import cache

import numpy as np

from benchmarks.draws import Draws

_YEARS = range(2009, 2027)
_DAY, _MONTH = 0.72, 0.92  # cumulative; the rest is known to the year


def partial_dates(draws: Draws, n: int) -> list[str]:
    """Partial dates from 2009 to 2026, more of the later years."""
    years = draws.weighted(np.arange(4.0, 4 + len(_YEARS)), n).tolist()
    months, days = draws.below(12, n).tolist(), draws.below(28, n).tolist()
    known = draws.uniform(n).tolist()
    return [_date(*one) for one in zip(years, months, days, map(_exactness, known), strict=True)]


def _exactness(draw: float) -> int:
    return 3 if draw < _DAY else 2 if draw < _MONTH else 1


@cache  # at most 6,500 different ones, shared by all records
def _date(year: int, month: int, day: int, n_parts: int) -> str:
    return "-".join((str(_YEARS[year]), f"{month + 1:02}", f"{day + 1:02}")[:n_parts])
