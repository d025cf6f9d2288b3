"""Twinning lists: each row names two municipalities with their countries, and where they are if it knows.

Names and countries are kept exactly as written: "Bangor, Wales" and "Bangor, United Kingdom" stay two municipalities
until a person says that they are one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import blake2b

from graph.ids import mint_id
from graph.records import Node, Relationship, Source, Value
from graph.schema import SCHEMA
from loaders.checks import check_period, check_place
from loaders.connect_source import source_named_after
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
# The same coordinates and dates come in many rows.
_parse_latitude, _parse_longitude = lru_cache(4_096)(parse_latitude), lru_cache(4_096)(parse_longitude)
_N_BITS = 60


@dataclass(frozen=True, slots=True)
class Side:
    """Columns of one of the two municipalities; "" for a column that the list does not have."""

    name: str
    country: str
    lat: str
    lon: str


@dataclass(frozen=True, slots=True)
class End:
    """One of the two municipalities of a row."""

    name: str
    country: str
    place: complex | None
    """Latitude and longitude in one number, which takes a third of the memory of two."""

    @property
    def key(self) -> str:
        """Its key in the list."""
        return f"{self.name}{SEPARATOR}{self.country}"


class TwinningList:
    """One list. Memory holds a number for each municipality and each pair, about 200 bytes for both."""

    def __init__(self, file: SourceFile, source: Source, rule: str | None) -> None:
        self.source, self.files = source, (file,)
        self._file, self._rule = file, rule
        self._sides = _sides_or_refuse(file)
        self._places: dict[int, complex] = {}
        self._id = lru_cache(65_536)(partial(mint_id, SCHEMA.node("Municipality").prefix, source.id))

    def check(self, reading: Reading) -> None:
        """Report everything, and learn where each municipality is: the first row that says so decides."""
        problems, unknown, pairs = reading.problems, UnknownCountries(), set[int]()
        if self._rule:
            problems.notice(self._rule, self._file.name, None, f"the source is called {self.source.id}")
        _report_unknown_columns(self._file, self._sides, problems)
        for row in reading.rows(self._file):
            ends = self._ends(row, problems)
            if ends:
                self._check_row(row, ends, unknown, problems)
                _check_pair(row, ends, pairs, problems)
        unknown.report(problems)
        refuse_when_empty(self.files, reading)

    def records(self, reading: Reading) -> Iterator[Record]:
        """Each municipality at its first row, then each partnership at its own."""
        return reading.counted(self._file, self._records(reading))

    def _records(self, reading: Reading) -> Iterator[Record]:
        seen, pairs, countries, muted = set[int](), set[int](), CountryNodes(), Problems()
        for row in reading.rows(self._file):
            ends = self._ends(row, muted)
            if not ends:
                continue
            for end in ends:
                if (number := _number(end.key)) not in seen:
                    seen.add(number)
                    yield from self._municipality(end, number, row, countries)
            if ends[0].key != ends[1].key and (pair := _pair_number(ends)) not in pairs:
                pairs.add(pair)
                yield self._twinning(row, ends)

    def _ends(self, row: RawRow, problems: Problems) -> tuple[End, End] | None:
        """Both municipalities of a row; None when something is wrong with it, which is reported."""
        if not row.is_whole:
            return None
        n_errors = problems.n_errors
        first, second = (_end(row, side, problems) for side in self._sides)
        for column, parser in ONCE.items():
            if cell := row.cells.get(column):
                _parse(row, column, cell, parser, problems)
        if problems.n_errors == n_errors:
            check_period(row, "since", "until", problems)
        return (first, second) if problems.n_errors == n_errors else None

    def _check_row(self, row: RawRow, ends: tuple[End, End], unknown: UnknownCountries, problems: Problems) -> None:
        for end, side in zip(ends, self._sides, strict=True):
            unknown.add(end.country, row.file, row.line, side.country)
            if end.place is None:
                continue
            if end.place == 0:
                problems.notice("zero-coordinates", row.file, row.line, column=side.lat, value=end.name)
                continue
            first = self._places.setdefault(_number(end.key), end.place)
            if max(abs(first.real - end.place.real), abs(first.imag - end.place.imag)) > _FAR_APART:
                problems.notice(
                    "coordinates-differ", row.file, row.line, _differs(end, first), column=side.lat, value=end.name
                )

    def _municipality(self, end: End, number: int, row: RawRow, countries: CountryNodes) -> Iterator[Record]:
        url, code = row.cells.get("source_url") or None, read_country(end.country)
        node_id, place = self._id(end.key), self._places.get(number)
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


def _end(row: RawRow, side: Side, problems: Problems) -> End:
    name = row.cells[side.name]
    if not name:
        problems.error(row.problem(side.name, None, "missing-value", "the name of a municipality"))
    elif SEPARATOR in name:
        problems.error(row.problem(side.name, name, "bar-in-name", "one name", "Write a row for each of them."))
    return End(name, row.cells[side.country], _place(row, side, problems))


def _place(row: RawRow, side: Side, problems: Problems) -> complex | None:
    lat_cell, lon_cell = row.cells.get(side.lat, ""), row.cells.get(side.lon, "")
    if not (lat_cell and lon_cell):
        if side.lat and side.lon:
            check_place(row, side.lat, side.lon, problems)
        return None
    lat = _parse(row, side.lat, lat_cell, _parse_latitude, problems)
    lon = _parse(row, side.lon, lon_cell, _parse_longitude, problems)
    return complex(lat, lon) if isinstance(lat, float) and isinstance(lon, float) else None


def _parse(row: RawRow, column: str, cell: str, parser: Parser, problems: Problems) -> Value:
    value = parser(cell)
    if isinstance(value, Misfit):
        problems.error(row.problem(column, cell, value.code, value.expected, value.hint))
        return None
    return value


def _check_pair(row: RawRow, ends: tuple[End, End], pairs: set[int], problems: Problems) -> None:
    names = f"{ends[0].name}, {ends[0].country}"
    if ends[0].key == ends[1].key:
        problems.notice("self-loop", row.file, row.line, f"{names} is paired with itself", value=ends[0].name)
        return
    pair = _pair_number(ends)
    if pair in pairs:
        message = f"{names} and {ends[1].name}, {ends[1].country} again: stored once"
        problems.notice("repeat", row.file, row.line, message, value=ends[0].name)
    pairs.add(pair)


def _number(key: str) -> int:
    """A number for a key. With a million keys two are alike with a chance of one in two million."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> (64 - _N_BITS)


def _pair_number(ends: tuple[End, End]) -> int:
    first, second = sorted((_number(ends[0].key), _number(ends[1].key)))
    return (first * 0x9E3779B97F4A7C15 + second) & ((1 << _N_BITS) - 1)


def _differs(end: End, first: complex) -> str:
    assert end.place is not None  # only ends with a place differ from another
    place = f"{end.place.real:g}, {end.place.imag:g}"
    return f"{end.name}, {end.country} is at {place} here and at {first.real:g}, {first.imag:g} in an earlier row"


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
    recognises=lambda header: sides(header) is not None,
    datasets=_datasets,
    hint=_hint,
)
