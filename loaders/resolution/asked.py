"""The places that a file names, each once: a twinning list, or any table with a column for name and one for country."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.fields import Misfit, Parser, parse_latitude, parse_longitude
from loaders.problems import FileRefused, Problems, RowProblem
from loaders.resolution.distance import Coordinates
from loaders.resolution.result import PlaceAsked, Written
from loaders.source import RawRow, SourceFile
from loaders.twinning import SPELLINGS, Side, sides

Columns = tuple[str, str]
"""Names of the columns with latitude and longitude."""


@dataclass(frozen=True, slots=True)
class AskedFile:
    """What a file asks."""

    places: tuple[PlaceAsked, ...]
    """Each name and country as written once, in the order they are met."""
    truths: tuple[Coordinates | None, ...]
    """Where each is according to the file, where that is kept from the resolver; None: the file does not say."""
    problems: Problems
    """Rows that were left out, and why."""


def read_asked(file: SourceFile, truth: Columns | None = None) -> AskedFile:
    """Every place that a file names.

    Parameters
    ----------
    truth : columns with coordinates to measure by, which are kept from the resolver. In a twinning list their names
        without the number. None: coordinates that the file has are given to the resolver.

    Raises
    ------
    FileRefused
        The file has no columns for name and country, or none of those named for the truth, or its end cannot be read.
    """
    both = _sides(file, truth)
    problems = Problems()
    found: dict[Written, PlaceAsked] = {}
    for row in file.rows(problems):
        if row.is_whole:
            _learn(row, both, found, problems)
    if problems.incomplete_files:
        raise FileRefused(*problems.errors)
    places = tuple(found.values())
    if truth is None:
        return AskedFile(places, (None,) * len(places), problems)
    hidden = tuple(replace(one, lat=None, lon=None) for one in places)
    return AskedFile(hidden, tuple(map(_coordinates, places)), problems)


def _learn(row: RawRow, both: Sequence[Side], found: dict[Written, PlaceAsked], problems: Problems) -> None:
    for side in both:
        key = _written(row, side)
        if not key[0]:
            problems.error(row.problem(side.name, None, "missing-value", "the name of a municipality"))
            continue
        lat, lon = (_number(row, column, parser, problems)
                    for column, parser in ((side.lat, parse_latitude), (side.lon, parse_longitude)))  # fmt: skip
        known = found.setdefault(key, PlaceAsked(*key))
        found[key] = replace(known, partners=(*known.partners, *(_written(row, one) for one in both if one != side)))
        # 0, 0 lies in the sea: whoever wrote it did not know.
        if known.lat is None and lat is not None and lon is not None and (lat or lon):
            found[key] = replace(found[key], lat=lat, lon=lon)


def _written(row: RawRow, side: Side) -> Written:
    return row.cells[side.name], row.cells[side.country]


def _number(row: RawRow, column: str, parser: Parser, problems: Problems) -> float | None:
    cell = row.cells.get(column)
    value = parser(cell) if cell else None
    if isinstance(value, Misfit):
        problems.error(row.problem(column, cell, value.code, value.expected, value.hint))
        return None
    return float(value) if isinstance(value, int | float) else None


def _coordinates(place: PlaceAsked) -> Coordinates | None:
    return None if place.lat is None or place.lon is None else Coordinates(place.lat, place.lon)


def _sides(file: SourceFile, truth: Columns | None) -> tuple[Side, ...]:
    """Columns of the two municipalities of a twinning list, or of the one in other tables."""
    numbers = ("1", "2") if (pair := sides(file.header)) else ("",)
    found = pair or (_single(file),)
    if truth is None:
        return found
    return tuple(_with_truth(file, side, number, truth) for side, number in zip(found, numbers, strict=True))


def _single(file: SourceFile) -> Side:
    columns = [next((one for one in names if one in file.header), "") for names in SPELLINGS.values()]
    side = Side(*columns)
    if not side.name or not side.country:
        names, countries = " or ".join(SPELLINGS["name"]), " or ".join(SPELLINGS["country"])
        expected = f"columns {names}, and {countries}; or those of a twinning list: city1, country1, city2, country2"
        raise FileRefused(RowProblem(file.name, 1, None, ", ".join(file.header), "unknown-format", expected))
    return side


def _with_truth(file: SourceFile, side: Side, number: str, truth: Columns) -> Side:
    lat, lon = (_truth_column(file, name, number, what) for name, what in zip(truth, ("lat", "lon"), strict=True))
    return replace(side, lat=lat, lon=lon)


def _truth_column(file: SourceFile, name: str, number: str, what: str) -> str:
    """The column that is meant by a name: ``lng1`` by ``lon`` for the first municipality of a twinning list."""
    spellings = (name, *(SPELLINGS[what] if name in SPELLINGS[what] else ()))
    for one in (f"{spelling}{gap}{number}" for spelling in spellings for gap in ("", "_")):
        if one in file.header:
            return one
    raise FileRefused(RowProblem(file.name, 1, None, f"{name}{number}", "missing-column"))
