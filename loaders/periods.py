"""Dates as people write them: ``15 to 19 May 2017``, ``week of 10 September 2018``, ``2009-2013``, ``mai 2017``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale

from graph.dates import first_day, is_partial_date
from graph.names import fold
from loaders.fields import Misfit, parse_date

_LANGUAGES = ("en", "fr", "es", "pt", "nl", "de", "it", "sv")
_ISO = r"\d{4}(?:-\d{2}){0,2}"
_ISO_RANGE = re.compile(rf"({_ISO})\s*(?:/|–|—|-|\bto\b|\buntil\b)\s*({_ISO})")
_WEEK = frozenset(("week", "semaine", "semana", "woche", "settimana", "vecka"))
# What stands between the parts and says nothing that their order does not say.
_SMALL_WORDS = (
    "from to until till on the of in week and du de des au le del al el la a em no e van tot de vom von bis "
    "zum der den am im di dal st nd rd th er held early mid end late begin fin fim eind ende anfang commencing "
    "beginning starting spring summer autumn fall winter printemps ete automne hiver primavera verano otono "
    "invierno "
)
_SMALL = frozenset(_SMALL_WORDS.split())
_DOUBT = frozenset("?~<>≈")
_EXPECTED = "2017, 2017-05, 2017-05-15, or words such as 15 to 19 May 2017"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last date, each as exactly as it is known; the same one twice where there is only one."""

    start: str
    end: str
    is_read: bool = False
    """Whether it was concluded from words, and not written as ISO 8601 has it."""


def parse_period(cell: str) -> Period | Misfit | None:
    """A date or period: ISO dates, one or two, or days, months and years in words of eight European languages.

    Of a season or a part of a month only the year or month is taken, which is all that is certain.

    Returns
    -------
    None for a blank cell; a `Misfit` for anything that could mean several dates, such as 03/04/2017.
    """
    plain = parse_date(cell)
    if plain is None or isinstance(plain, str):
        return Period(plain, plain) if plain else None
    if found := _ISO_RANGE.fullmatch(cell):
        return _ordered(found[1], found[2])
    if _DOUBT & set(cell):
        return Misfit("not-a-date", _EXPECTED, "A date that is in doubt is unknown: leave it out.")
    words = fold(cell).split()
    days = _dates([one for one in words if one not in _SMALL and one not in _WEEK])
    if not days:
        return Misfit("not-a-date", _EXPECTED, plain.hint)
    if _WEEK & set(words):
        return _week(days)
    return _ordered(days[0], days[-1])


def _ordered(start: str, end: str) -> Period | Misfit:
    if not (is_partial_date(start) and is_partial_date(end)) or first_day(end) < first_day(start):
        return Misfit("not-a-date", "a start and an end that is not before it")
    return Period(start, end, is_read=True)


def _week(days: Sequence[str]) -> Period | Misfit:
    if len(days) > 1 or len(days[0]) < len("2018-09-10") or not is_partial_date(days[0]):
        return Misfit("not-a-date", "the week of one day, such as week of 10 September 2018")
    last = date.fromisoformat(days[0]) + timedelta(days=6)
    return Period(days[0], last.isoformat(), is_read=True)


def _dates(words: Sequence[str]) -> list[str]:
    """One or two dates of words without small ones; [] when they are something else.

    What a first date leaves out, the second one has: in 15 to 19 May 2017 the month and year.
    """
    shape = "".join(map(_sort, words))
    pattern = _SHAPES.get(shape)
    if pattern is None:
        return []
    numbers = [_months().get(one, 0) or int(re.sub(r"\D", "", one)) for one in words]
    return [
        "-".join(f"{numbers[place]:04d}" if n == 0 else f"{numbers[place]:02d}" for n, place in enumerate(places))
        for places in pattern
    ]


def _sort(word: str) -> str:
    """Y for a year, M for a month, D for a day, ? for anything else."""
    if word in _months():
        return "M"
    if re.fullmatch(r"[12]\d{3}", word):
        return "Y"
    return "D" if re.fullmatch(r"[0-3]?\d(st|nd|rd|th|er)?", word) else "?"


# For each order of parts where year, month and day of each date stand. Three numbers are not among them: their order
# is a matter of country.
_SHAPES: Mapping[str, Sequence[tuple[int, ...]]] = {
    "Y": [(0,)],
    "YY": [(0,), (1,)],
    "MY": [(1, 0)],
    "MMY": [(2, 0), (2, 1)],
    "MYMY": [(1, 0), (3, 2)],
    "DMY": [(2, 1, 0)],
    "MDY": [(2, 0, 1)],
    "DDMY": [(3, 2, 0), (3, 2, 1)],
    "MDDY": [(3, 0, 1), (3, 0, 2)],
    "DMDMY": [(4, 1, 0), (4, 3, 2)],
    "MDMDY": [(4, 0, 1), (4, 2, 3)],
    "DMYDMY": [(2, 1, 0), (5, 4, 3)],
}


@cache
def _months() -> dict[str, int]:
    """Number of each folded month name, long or short."""
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = Locale(language).months[context][width]
                found.update({fold(names[number]): number for number in range(1, 13)})
    return found
