"""One activity as what it says: an exchange, the organisations in it, what it is about, and in which countries."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.records import Value
from loaders.described.mapping import Mention, Related
from loaders.fields import Misfit, parse_key
from loaders.iati.dates import read_dates
from loaders.iati.elements import Element, elements_of
from loaders.iati.organisations import read_participants
from loaders.iati.standard import COLUMNS, SINGLE, STATUSES
from loaders.iati.texts import place_text, result_text
from loaders.iati.topics import read_topics
from loaders.places import country_properties, read_country
from loaders.problems import Problems
from loaders.source import RawRow

_Elements = Mapping[str, list[Element]]


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity without errors."""

    exchange: Mention
    others: tuple[Mention, ...]
    """Organisations and topics."""
    relationships: tuple[Related, ...]
    countries: Mapping[str, int]
    """Line of each recipient country, by its code as written."""

    @property
    def country_codes(self) -> tuple[str, ...]:
        """ISO codes of those that are known."""
        return tuple(dict.fromkeys(filter(None, map(read_country, self.countries))))


def read_activity(row: RawRow, problems: Problems) -> Activity | None:
    """What a row says; None when something in it is wrong, which is reported with the line of its element."""
    if not row.is_whole:
        return None
    n_errors = problems.n_errors
    elements = {name: elements_of(name, row.cells[name]) for name in COLUMNS}
    _report_repeated(row, elements, problems)
    countries = {one.get("code"): one.line for one in reversed(elements["recipient-country"]) if one.get("code")}
    exchange = Mention("exchange", "Exchange", _identifier(row, elements, problems), _exchange(row, elements, problems))
    parts = list(read_participants(row, elements["participating-org"], exchange, problems))
    topics = {one.key: one for one in read_topics(row, [*elements["sector"], *elements["tag"]], problems)}.values()
    if problems.n_errors > n_errors:
        return None
    if not parts:
        message = f"no organisation is known to have been in exchange {exchange.key}"
        problems.notice("no-participants", row.file, row.line, message)
    return Activity(
        exchange,
        (*(mention for mention, _ in parts), *topics),
        (*(related for _, related in parts), *(Related("ABOUT", exchange, one, {}) for one in topics)),
        dict(reversed(countries.items())),
    )


def publisher_of(row: RawRow) -> tuple[str, str]:
    """Reference and name of the organisation that reports an activity; "" for what is not given."""
    found = elements_of("reporting-org", row.cells["reporting-org"])
    return (found[0].get("ref"), found[0].narrative()) if found else ("", "")


def _report_repeated(row: RawRow, elements: _Elements, problems: Problems) -> None:
    for name in SINGLE:
        for one in elements[name][1:]:
            expected = f"one in an activity; the first is on line {elements[name][0].line:,}"
            problems.error(row._replace(line=one.line).problem(name, name, "repeated-element", expected))


def _identifier(row: RawRow, elements: _Elements, problems: Problems) -> str:
    """The key of the exchange; "" when it is missing or cannot be one, which is reported."""
    found = elements["iati-identifier"]
    written = found[0].text if found else ""
    place = row._replace(line=found[0].line) if found else row
    if not written:
        problems.error(place.problem("iati-identifier", None, "missing-value", "the identifier of the activity"))
    key = parse_key(written)
    if isinstance(key, Misfit):
        problems.error(place.problem("iati-identifier", written, key.code, key.expected, key.hint))
    return written


def _exchange(row: RawRow, elements: _Elements, problems: Problems) -> dict[str, Value]:
    """Properties of the exchange, blank ones left out."""
    title = next((one.narrative() for one in elements["title"]), "")
    if not title:
        place = row._replace(line=elements["title"][0].line) if elements["title"] else row
        problems.error(place.problem("title", None, "missing-value", "a narrative with the title of the activity"))
    status, name = _status(row, elements["activity-status"], problems)
    codes = list(dict.fromkeys(one.get("code") for one in elements["recipient-country"] if one.get("code")))
    # The property is for one country; with several only the relationships say which.
    country = country_properties(codes[0]) if len(codes) == 1 else {"country_written": ", ".join(codes)}
    places = place_text(row, elements["location"], problems)
    note = ". ".join(filter(None, (name and f"Activity status: {name}", places and f"Places: {places}")))
    found: dict[str, Value] = {
        "title": title,
        "status": status,
        **read_dates(row, elements["activity-date"], status, problems),
        **country,
        "result": result_text(elements["result"]),
        "note": note,
    }
    return {name: value for name, value in found.items() if value}


def _status(row: RawRow, elements: list[Element], problems: Problems) -> tuple[str | None, str]:
    """Status of the exchange, and what the activity calls its own; None and "" where that does not say."""
    line, code = (elements[0].line, elements[0].get("code")) if elements else (row.line, "")
    if code in STATUSES:
        name, status = STATUSES[code]
        if status is None:
            message = f"an activity that is {name}: nothing says whether the exchange was held"
            problems.notice("status-unknown", row.file, line, message, column="activity-status", value=code)
        elif status == "planned":
            problems.notice("planned-only", row.file, line, column="activity-status", value=code)
        return status, name
    if code:
        message = f'"{code}" is no ActivityStatus of IATI: kept as written, in the note'
        problems.notice("unknown-code", row.file, line, message, column="activity-status", value=code)
    else:
        problems.notice("status-unknown", row.file, line, column="activity-status")
    return None, code
