"""Municipalities of Europe from a list of local administrative units (LAU) with coordinates."""

from collections.abc import Iterator

from loaders.fields import parse_count, parse_latitude, parse_longitude
from loaders.resolution.place import Place, PlaceKind
from loaders.resolution.reading import country, number, whole_rows
from loaders.source import RawRow, SourceFile

SCHEME = "lau"
COLUMNS = ("gisco_id", "country", "lau_name", "population", "longitude", "latitude")
# Where LAU are units below the municipality: freguesias, communities, electoral areas (Eurostat, correspondence table
# of LAU and NUTS 2021, sheet of national structures).
_BRITISH = {"UKL": "Wales", "UKM": "Scotland", "UKN": "Northern Ireland"}
_PARTS, _DISTRICTS = frozenset(("PT", "GR", "IE")), frozenset(("MD",))


def read_lau(table: SourceFile) -> Iterator[Place]:
    """Every unit of a list: municipalities, in a few countries their parts, in Moldova districts."""
    for row in whole_rows(table):
        code, population = country(row, "country"), number(row, "population", parse_count)
        yield Place(
            key=row.cells["gisco_id"],
            name=row.cells["lau_name"],
            country=code,
            lat=number(row, "latitude", parse_latitude),
            lon=number(row, "longitude", parse_longitude),
            region=_region(row),
            population=None if population is None else int(population),
            kind=_kind(row, code),
        )


def _kind(row: RawRow, country: str) -> PlaceKind:
    """What a unit is. To parishes lists add whole municipalities, as rows that are in no region of NUTS."""
    if country in _PARTS and row.cells.get("nuts_3"):
        return PlaceKind.PART
    return PlaceKind.LARGER_UNIT if country in _DISTRICTS else PlaceKind.MUNICIPALITY


def _region(row: RawRow) -> tuple[str, ...]:
    """The region of the third level of NUTS, by code and name, and the part of the United Kingdom that it is in."""
    nuts = row.cells.get("nuts_3", "")
    names = (nuts, row.cells.get("nuts_3_name", ""), _BRITISH.get(nuts[:3], "England" if nuts[:2] == "UK" else ""))
    return tuple(filter(None, names))
