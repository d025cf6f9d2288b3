"""When an activity took place: the actual dates, or the planned ones where no actual one is given."""

import re
from collections.abc import Mapping

from graph.dates import first_day, last_day
from loaders.fields import Misfit, parse_date
from loaders.iati.elements import Element
from loaders.problems import Problems
from loaders.source import RawRow

_ELEMENT = "activity-date"
_TYPES: Mapping[str, tuple[str, str]] = {"starts_on": ("2", "1"), "ends_on": ("4", "3")}
"""ActivityDateType of the actual and of the planned date."""
_KNOWN = frozenset(one for pair in _TYPES.values() for one in pair)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?")


def read_dates(row: RawRow, elements: list[Element], status: str | None, problems: Problems) -> dict[str, str]:
    """Start and end by the names of an exchange's properties, as far as they are given.

    Parameters
    ----------
    status : of the exchange; that a date was only planned is noticed unless the whole exchange is.
    """
    by_type = _by_type(row, elements, problems)
    found: dict[str, str] = {}
    for name, (actual, planned) in _TYPES.items():
        used = by_type.get(actual) or by_type.get(planned)
        if used is None:
            continue
        if day := _day(row, used, problems):
            found[name] = day
            if actual not in by_type and status != "planned":
                message = f"{name} is the planned date, {day}: no actual one is given"
                problems.notice("planned-date", row.file, used.line, message, column=_ELEMENT, value=day)
    _check_order(row, found, by_type, problems)
    return found


def _by_type(row: RawRow, elements: list[Element], problems: Problems) -> dict[str, Element]:
    """The first date of each type."""
    found: dict[str, Element] = {}
    for element in elements:
        code = element.get("type")
        if code not in _KNOWN:
            message = f'"{code}" is no ActivityDateType of IATI: the date was not stored'
            problems.notice("unknown-code", row.file, element.line, message, column=_ELEMENT, value=code)
        elif code in found:
            message = f"another date of type {code} than on line {found[code].line:,}: the first one was kept"
            problems.notice("values-differ", row.file, element.line, message, column=_ELEMENT)
        else:
            found[code] = element
    return found


def _day(row: RawRow, element: Element, problems: Problems) -> str | None:
    """The day, without a time zone; None when it is none, which is reported."""
    written = element.get("iso-date")
    matched = _DAY.fullmatch(written)
    day = parse_date(matched[1]) if matched else None
    if day is None or isinstance(day, Misfit):
        place = row._replace(line=element.line)
        problems.error(place.problem(_ELEMENT, written, "not-a-date", "an iso-date such as 2017-05-15"))
        return None
    return day


def _check_order(row: RawRow, found: dict[str, str], by_type: Mapping[str, Element], problems: Problems) -> None:
    start, end = found.get("starts_on"), found.get("ends_on")
    if not start or not end or last_day(end) >= first_day(start):
        return
    (actual_start, _), (actual_end, planned_end) = _TYPES["starts_on"], _TYPES["ends_on"]
    if actual_start in by_type and actual_end not in by_type:  # it began after the day on which it should have ended
        del found["ends_on"]
        message = f"the planned end, {end}, is before the actual start, {start}: left blank"
        line = by_type[planned_end].line
        problems.notice("unusable-value", row.file, line, message, column=_ELEMENT, value=end)
        return
    used = by_type.get(actual_end) or by_type[planned_end]
    place = row._replace(line=used.line)
    problems.error(place.problem(_ELEMENT, end, "ends-before-it-starts", f"{start} or later"))
