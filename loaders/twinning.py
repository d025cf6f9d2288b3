"""Twinning lists: each row names two municipalities with their countries, and where they are if it knows.

Names and countries are kept exactly as written: "Bangor, Wales" and "Bangor, United Kingdom" stay two municipalities
until a person says that they are one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import blake2b
from typing import NamedTuple

from graph.ids import mint_id
from graph.records import Node, Relationship, Source, Value
from graph.schema import SCHEMA
from loaders.checks import check_period, check_place
from loaders.connect_source import source_named_after
from loaders.coordinates import ZERO, odd_place
from loaders.dataset import Dataset, Format, Reading, Record, Settings, refuse_when_empty
from loaders.fields import (
    SEPARATOR,
    Misfit,
    Parser,
    did_you_mean,
    nearest,
    parse_address,
    parse_date,
    parse_latitude,
    parse_longitude,
)
from loaders.places import CountryNodes, UnknownCountries, country_properties, in_country, read_country
from loaders.problems import FileRefused, Problems, RowProblem, refuse_together
from loaders.source import RawRow, SourceFile

IGNORED = ("id", "comment")
"""Columns that may stand in a list and are not read."""
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("city", "name", "municipality", "town"),
    "country": ("country",),
    "lat": ("lat", "latitude"),
    "lon": ("lng", "lon", "longitude"),
}
"""How a column may be called, before the number 1 or 2."""
ONCE: Mapping[str, Parser] = {"since": parse_date, "until": parse_date, "source_url": parse_address}
"""Columns of the partnership itself."""
_FAR_APART = 0.01  # degrees: about a kilometre, so not a matter of rounding
_N_BITS = 60


@dataclass(frozen=True, slots=True)
class Side:
    """Columns of one of the two municipalities; "" for a column that the list does not have."""

    name: str
    country: str
    lat: str
    lon: str


class End(NamedTuple):
    """One of the two municipalities of a row."""

    name: str
    country: str
    key: str
    """Its key in the list."""
    number: int
    """Stands for the key where a million of them are kept."""


class TwinningList:
    """One list. Memory holds a number for each municipality and each pair, and one for each place."""

    def __init__(self, file: SourceFile, source: Source, rule: str | None) -> None:
        self.source, self.files = source, (file,)
        self._file, self._rule = file, rule
        self._sides = _sides_or_refuse(file)
        self._left_out: set[int] = set()  # lines
        # Latitude and longitude in one number take a third of the memory of two.
        self._places: dict[int, complex] = {}
        self._id = lru_cache(65_536)(partial(mint_id, SCHEMA.node("Municipality").prefix, source.id))

    def check(self, reading: Reading) -> None:
        """Report everything, and learn where each municipality is: the first row that says so decides."""
        problems, unknown, pairs = reading.problems, UnknownCountries(), set[int]()
        if self._rule:
            problems.notice(self._rule, self._file.name, None, f"the source is called {self.source.id}")
        _report_unknown_columns(self._file, self._sides, problems)
        for row in reading.rows(self._file):
            if not row.is_whole or not self._check_cells(row, problems):
                self._left_out.add(row.line)
                reading.n_rejected[row.file] += 1
                continue
            ends = self._ends(row)
            for end, side in zip(ends, self._sides, strict=True):
                unknown.add(end.country, row.file, row.line, side.country)
                self._learn_place(row, end, side, problems)
            _check_pair(row, ends, pairs, reading)
        self._report_shared_places(problems)
        unknown.report(problems)
        refuse_when_empty(self.files, reading)

    def records(self, reading: Reading) -> Iterator[Record]:
        """Each municipality at its first row, then each partnership at its own."""
        return reading.counted(self._file, self._records(reading))

    def _records(self, reading: Reading) -> Iterator[Record]:
        seen, pairs, countries = set[int](), set[int](), CountryNodes()
        for row in reading.rows(self._file):
            if row.line in self._left_out:
                continue
            ends = first, second = self._ends(row)
            for end in ends:
                if end.number not in seen:
                    seen.add(end.number)
                    yield from self._municipality(end, row, countries)
            if first.key != second.key and (pair := _pair_number(ends)) not in pairs:
                pairs.add(pair)
                yield self._twinning(row, ends)

    def _check_cells(self, row: RawRow, problems: Problems) -> bool:
        """Whether all cells are what they should be; what is not is reported."""
        n_errors = problems.n_errors
        for side in self._sides:
            _check_name(row, side, problems)
            _check_place(row, side, problems)
        for column, parser in ONCE.items():
            _check(row, column, parser, problems)
        if problems.n_errors == n_errors:
            check_period(row, "since", "until", problems)
        return problems.n_errors == n_errors

    def _ends(self, row: RawRow) -> tuple[End, End]:
        first, second = self._sides
        return _end(row, first), _end(row, second)

    def _learn_place(self, row: RawRow, end: End, side: Side, problems: Problems) -> None:
        lat, lon = row.cells.get(side.lat), row.cells.get(side.lon)
        if not lat or not lon:
            return
        place = complex(float(lat), float(lon))
        if (place == 0 or end.number not in self._places) and (odd := odd_place(place.real, place.imag, end.country)):
            message = odd.message(f"{end.name}, {end.country} at {lat}, {lon}")
            problems.notice(odd.rule, row.file, row.line, message, column=side.lat, value=end.name)
            if odd.rule == ZERO:
                return
        first = self._places.setdefault(end.number, place)
        if max(abs(first.real - place.real), abs(first.imag - place.imag)) > _FAR_APART:
            message = f"{end.name}, {end.country} is at {lat}, {lon} here and at {_shown(first)} in an earlier row"
            problems.notice("coordinates-differ", row.file, row.line, message, column=side.lat, value=end.name)

    def _report_shared_places(self, problems: Problems) -> None:
        for place, n_there in Counter(self._places.values()).items():
            if n_there > 1:
                message = f"{n_there} municipalities are at {_shown(place)}: perhaps a default point"
                problems.notice("shared-coordinates", self._file.name, None, message, value=_shown(place))

    def _municipality(self, end: End, row: RawRow, countries: CountryNodes) -> Iterator[Record]:
        url, code = row.cells.get("source_url") or None, read_country(end.country)
        node_id, place = self._id(end.key), self._places.get(end.number)
        properties: dict[str, Value] = {"name": end.name, **country_properties(end.country)}
        if place is not None:
            properties.update(lat=place.real, lon=place.imag)
        yield from countries.first(code)
        yield Node("Municipality", node_id, self.source.id, end.key, properties, url)
        if code:
            yield in_country(node_id, code, self.source.id, url)

    def _twinning(self, row: RawRow, ends: tuple[End, End]) -> Relationship:
        first, second = (self._id(end.key) for end in ends)
        period = {name: row.cells.get(name) or None for name in ("since", "until")}
        url = row.cells.get("source_url") or None
        return Relationship("TWINNED_WITH", first, second, self.source.id, period, url)


def sides(header: Sequence[str]) -> tuple[Side, Side] | None:
    """Columns of both municipalities; None when a name or a country is missing."""
    first, second = (_side(header, number) for number in ("1", "2"))
    return (first, second) if all((first.name, first.country, second.name, second.country)) else None


def _side(header: Sequence[str], number: str) -> Side:
    return Side(*(_column(header, spellings, number) for spellings in SPELLINGS.values()))


def _column(header: Sequence[str], spellings: Sequence[str], number: str) -> str:
    names = (f"{one}{gap}{number}" for one in spellings for gap in ("", "_"))
    return next((name for name in names if name in header), "")


def _sides_or_refuse(file: SourceFile) -> tuple[Side, Side]:
    found = sides(file.header)
    if found is None:
        columns = ", ".join(file.header)
        raise FileRefused(RowProblem(file.name, 1, None, columns, "unknown-format", " and ".join(TWINNING.columns)))
    return found


def _end(row: RawRow, side: Side) -> End:
    name, country = row.cells[side.name], row.cells[side.country]
    key = f"{name}{SEPARATOR}{country}"
    return End(name, country, key, _number(key))


def _check_name(row: RawRow, side: Side, problems: Problems) -> None:
    name = row.cells[side.name]
    if not name:
        problems.error(row.problem(side.name, None, "missing-value", "the name of a municipality"))
    elif SEPARATOR in name:
        problems.error(row.problem(side.name, name, "bar-in-name", "one name", "Write a row for each of them."))


def _check_place(row: RawRow, side: Side, problems: Problems) -> None:
    if side.lat and side.lon:
        _check(row, side.lat, parse_latitude, problems)
        _check(row, side.lon, parse_longitude, problems)
        check_place(row, side.lat, side.lon, problems)


def _check(row: RawRow, column: str, parser: Parser, problems: Problems) -> None:
    cell = row.cells.get(column)
    if cell and isinstance(value := parser(cell), Misfit):
        problems.error(row.problem(column, cell, value.code, value.expected, value.hint))


def _check_pair(row: RawRow, ends: tuple[End, End], pairs: set[int], reading: Reading) -> None:
    names = f"{ends[0].name}, {ends[0].country}"
    if ends[0].key == ends[1].key:
        reading.problems.notice("self-loop", row.file, row.line, f"{names} is paired with itself", value=ends[0].name)
        return
    pair = _pair_number(ends)
    if pair in pairs:
        reading.n_merged[row.file] += 1
        message = f"{names} and {ends[1].name}, {ends[1].country} again: stored once"
        reading.problems.notice("repeat", row.file, row.line, message, value=ends[0].name)
    pairs.add(pair)


def _number(key: str) -> int:
    """A number for a key. With a million keys two are alike with a chance of one in two million."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> (64 - _N_BITS)


def _pair_number(ends: tuple[End, End]) -> int:
    first, second = sorted((ends[0].number, ends[1].number))
    return (first * 0x9E3779B97F4A7C15 + second) & ((1 << _N_BITS) - 1)


def _shown(place: complex) -> str:
    return f"{place.real:g}, {place.imag:g}"


def _report_unknown_columns(file: SourceFile, both: tuple[Side, Side], problems: Problems) -> None:
    used = {name for side in both for name in (side.name, side.country, side.lat, side.lon)} | ONCE.keys()
    for column in file.header:
        if column not in used and column not in IGNORED:
            known = [f"{spellings[0]}{number}" for spellings in SPELLINGS.values() for number in "12"]
            expected = f"{', '.join(known)}, {', '.join(ONCE)}, or {' or '.join(IGNORED)}, which are not read"
            hint = did_you_mean(nearest(column, [*known, *ONCE]))
            problems.error(RowProblem(file.name, 1, column, None, "unknown-column", expected, hint))


def _datasets(files: Sequence[SourceFile], settings: Settings) -> list[Dataset]:
    return refuse_together(partial(_dataset, settings=settings), files)


def _dataset(file: SourceFile, settings: Settings) -> Dataset:
    if settings.source:
        return TwinningList(file, settings.source, None)
    if settings.source_id:
        return TwinningList(file, Source(settings.source_id, settings.source_id), None)
    stem = file.path.name.partition(".")[0]
    return TwinningList(file, source_named_after(stem, file.name), "source-from-name")


def _hint(header: Sequence[str]) -> str | None:
    wanted = {
        f"{what}{number}": _column(header, SPELLINGS[what], number) for what in ("name", "country") for number in "12"
    }
    missing = [column for column, found in wanted.items() if not found]
    return f"A twinning list also needs {', '.join(missing)}." if len(missing) <= 2 else None


TWINNING = Format(
    name="twinning",
    description="a list of partnerships: two municipalities with their countries in each row",
    columns=(
        "city1 (or name1, municipality1, town1), country1, city2, country2",
        "if known: lat1, lng1 (or lon1), lat2, lng2, since, until, source_url",
    ),
    recognises=lambda file: sides(file.header) is not None,
    datasets=_datasets,
    hint=_hint,
)
