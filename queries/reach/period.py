"""A period, and whether a date that may be known to the year only lies in it."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Self

from graph.dates import first_day, last_day
from graph.errors import ExplorerError

_MONTHS = 12


class WrongPeriod(ExplorerError):
    """Two texts are not the begin and the end of a period."""


class Place(StrEnum):
    """Where a date lies as seen from a period."""

    BEFORE = "before"
    IN = "in"
    AFTER = "after"
    UNCLEAR = "unclear"
    """Some of the days it may mean are in the period, and some are not."""
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Period:
    """All days from the first to the last, both included."""

    first: date
    last: date

    @classmethod
    def between(cls, starts: str, ends: str) -> Self:
        """Period from the first day of one partial date to the last day of another.

        Parameters
        ----------
        starts, ends : ``2017``, ``2017-05`` or ``2017-05-15``.

        Raises
        ------
        WrongPeriod
            One of them is no date, or the period ends before it begins.
        """
        try:
            period = cls(first_day(starts), last_day(ends))
        except ValueError as error:
            written = f'"{starts}"' if starts == ends else f'"{starts}" and "{ends}"'
            raise WrongPeriod(f"{written}: no period. Write dates as 2017, 2017-05 or 2017-05-15.") from error
        if period.last < period.first:
            raise WrongPeriod(f'the period ends with "{ends}" before it begins with "{starts}". Swap the two.')
        return period

    @classmethod
    def parse(cls, text: str) -> Self:
        """Period written as one partial date or as two: ``2016``, ``2016-07/2017-06``; raises `WrongPeriod`."""
        starts, _, ends = text.partition("/")
        return cls.between(starts.strip(), ends.strip() or starts.strip())

    @property
    def starts(self) -> str:
        """First day, ISO 8601."""
        return self.first.isoformat()

    @property
    def ends(self) -> str:
        """Last day, ISO 8601."""
        return self.last.isoformat()

    @property
    def written(self) -> str:
        """Both days as one word: ``2017-01-01/2018-12-31``."""
        return f"{self.starts}/{self.ends}"

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that has a day in the period, in order."""
        return tuple(range(self.first.year, self.last.year + 1))

    def place(self, partial: str | None) -> Place:
        """Where a partial date lies; None is undated."""
        return _place(self, partial)

    def holds(self, partial: str | None) -> bool:
        """Whether every day that a partial date may mean is in the period; False for None."""
        return self.place(partial) is Place.IN

    def previous(self) -> "Period":
        """Period of the same length that ends on the day before this one; of as many months for whole months."""
        last = self.first - timedelta(days=1)
        if not self._is_whole_months():
            return Period(self.first - (self.last - self.first) - timedelta(days=1), last)
        n_months = (self.last.year - self.first.year) * _MONTHS + self.last.month - self.first.month + 1
        month = self.first.year * _MONTHS + self.first.month - 1 - n_months
        return Period(date(month // _MONTHS, month % _MONTHS + 1, 1), last)

    def _is_whole_months(self) -> bool:
        return self.first.day == 1 and self.last.day == calendar.monthrange(self.last.year, self.last.month)[1]


@cache
def _place(period: Period, partial: str | None) -> Place:
    if partial is None:
        return Place.UNDATED
    first, last = first_day(partial), last_day(partial)
    if last < period.first:
        return Place.BEFORE
    if first > period.last:
        return Place.AFTER
    return Place.IN if period.first <= first and last <= period.last else Place.UNCLEAR
