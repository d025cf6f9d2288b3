"""What an activity says of its results and places, as texts: an exchange has one property for each."""

from collections.abc import Iterable, Iterator

from loaders.coordinates import ZERO, odd_place
from loaders.fields import Misfit, parse_latitude, parse_longitude
from loaders.iati.elements import Element
from loaders.problems import Problems
from loaders.source import RawRow


def result_text(results: Iterable[Element]) -> str | None:
    """Each result with its indicators, one in a line: ``Title. Indicator: 11 of 10 by 2013-03-31``; None for none."""
    lines = []
    for result in results:
        parts = [_narrative(result, "title"), *map(_indicator_text, result.all("indicator"))]
        lines += [". ".join(filter(None, parts))]
    return "\n".join(filter(None, lines)) or None


def _indicator_text(indicator: Element) -> str:
    title = _narrative(indicator, "title")
    values = "; ".join(filter(None, map(_period_text, indicator.all("period"))))
    return f"{title}: {values}" if title and values else title or values


def _period_text(period: Element) -> str:
    actual, target = (" and ".join(_values(period, name)) for name in ("actual", "target"))
    until = "".join(f" by {one.get('iso-date')}" for one in period.all("period-end") if one.get("iso-date"))
    if not actual:
        return f"planned {target}{until}" if target else ""
    return f"{actual} of {target}{until}" if target else f"{actual}{until}"


def _values(period: Element, name: str) -> Iterator[str]:
    return filter(None, (one.get("value") for one in period.all(name)))


def place_text(row: RawRow, locations: Iterable[Element], problems: Problems) -> str | None:
    """Names and coordinates of the places, in the order of the file; None when there are none.

    A point that cannot be is noticed and left out, as one at 0, 0 is; the name of its place stays.
    """
    places = []
    for one in locations:
        parts = [_narrative(one, "name"), *(_point_text(row, pos, problems) for pos in _positions(one))]
        places += [", ".join(filter(None, parts))]
    return "; ".join(filter(None, places)) or None


def _positions(location: Element) -> Iterator[Element]:
    return (pos for point in location.all("point") for pos in point.all("pos"))


def _point_text(row: RawRow, pos: Element, problems: Problems) -> str:
    lat, lon, *rest = (*pos.text.split(), "", "")
    found = parse_latitude(lat), parse_longitude(lon)
    if any(rest) or any(one is None or isinstance(one, Misfit) for one in found):
        message = f'"{pos.text}" is not a latitude and a longitude: left out'
        problems.notice("unusable-value", row.file, pos.line, message, column="location", value=pos.text)
        return ""
    if odd := odd_place(*found):
        problems.notice(odd.rule, row.file, pos.line, column="location", value=pos.text)
    return "" if odd and odd.rule == ZERO else f"{found[0]}, {found[1]}"


def _narrative(element: Element, name: str) -> str:
    return next((one.narrative() for one in element.all(name)), "")
