"""Dates as exactly as they are known: a year, a month or a day, and never more."""

import calendar
import re
from datetime import date

_EPOCH = date(1970, 1, 1).toordinal()
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_partial_date(text: str) -> bool:
    """Whether the text is a real date written as ``2017``, ``2017-05`` or ``2017-05-15``."""
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(text: str) -> date:
    """First day that a partial date may mean: ``2017-05`` gives 1 May 2017.

    Raises
    ------
    ValueError
        The text is not such a date, or there is no such day.
    """
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """Last day that a partial date may mean: ``2017`` gives 31 December 2017.

    Raises
    ------
    ValueError
        The text is not such a date, or there is no such day.
    """
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def number_of_day(day: date) -> int:
    """A day as arrays hold it: days since 1 January 1970."""
    return day.toordinal() - _EPOCH


def day_of_number(number: int) -> date:
    """The day that is so many days after 1 January 1970."""
    return date.fromordinal(number + _EPOCH)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL.fullmatch(text)
    if not match:
        raise ValueError(f'"{text}" is not a date such as 2017, 2017-05 or 2017-05-15')
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # the pattern has no match without a year
    return year, month, day
