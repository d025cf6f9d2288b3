"""Coordinates that are possible and yet hardly the place that is meant."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from math import floor

from loaders.resolution.distance import Coordinates, distance_km
from wording.countries import country_codes, country_name, territories_of

ZERO = "zero-coordinates"
SWAPPED = "maybe-swapped"
_WHOLE, _OUTSIDE, _MIDDLE = "whole-degrees", "outside-country", "country-middle"
_CELL_DEGREES = 2
_MIDDLE_KM = 10.0
"""Middles that lists use differ by a few kilometres, as borders are drawn more or less finely."""
_LARGE = 12
"""Cells of a country that is so large that hardly a municipality lies at its middle."""
CELL_COLUMNS = ("country", "middle_lat", "middle_lon", "cells")
Cell = tuple[int, int]
"""Southern and western edge of a cell of 2 by 2 degrees."""


@dataclass(frozen=True, slots=True)
class Land:
    """Where a country has places."""

    cells: frozenset[Cell]
    middle: Coordinates | None
    """None for countries too small to have an outline."""

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point is in a cell with a place of the country, or beside one: 222 to 444 km from it at most."""
        south, west = cell_of(lat, lon)
        around = ((south + north, west + east) for north in _BESIDE for east in _BESIDE)
        return any((row, (column + 180) % 360 - 180) in self.cells for row, column in around)


_BESIDE = (-_CELL_DEGREES, 0, _CELL_DEGREES)


@dataclass(frozen=True, slots=True)
class OddPlace:
    """Why a place is odd."""

    rule: str
    """One of `loaders.problems.RULES`."""
    expected: str | None = None
    """What would be there instead, as part of a sentence; None where nobody can say."""

    def message(self, shown: str) -> str | None:
        """The place and what was expected instead; None where the rule says it all.

        Parameters
        ----------
        shown : the place as its source writes it, with the name of what is there if it has one.
        """
        return f"{shown}: expected {self.expected}" if self.expected else None


def odd_place(lat: object, lon: object, country: str | None = None) -> OddPlace | None:
    """The rule by which a place is odd; None for one that is not, and where nothing is known.

    0, 0 means unknown in many lists, and both in whole degrees the middle of a country or region: a degree is 111 km.

    Parameters
    ----------
    country : as it is written, or its code. Territories that lists write with their state count as parts of it.
    """
    if not isinstance(lat, float | int) or not isinstance(lon, float | int):
        return None
    if lat == 0 and lon == 0:
        return OddPlace(ZERO)
    codes = _codes(country) if country else ()
    return _elsewhere(lat, lon, codes) or _at_a_middle(lat, lon, codes)


def cell_of(lat: float, lon: float) -> Cell:
    """The cell that a point is in."""
    return (floor(lat / _CELL_DEGREES) * _CELL_DEGREES, floor(lon / _CELL_DEGREES) * _CELL_DEGREES)


def _elsewhere(lat: float, lon: float, codes: Iterable[str]) -> OddPlace | None:
    lands = [land for one in codes for code in (one, *territories_of(one)) if (land := _lands().get(code))]
    if not lands or any(land.holds(lat, lon) for land in lands):
        return None
    expected = f"a place in {', '.join(map(country_name, codes))}"
    if abs(lon) <= 90 and any(land.holds(lon, lat) for land in lands):
        return OddPlace(SWAPPED, f"{expected}, as {lon:g}, {lat:g} is")
    return OddPlace(_OUTSIDE, expected)


def _at_a_middle(lat: float, lon: float, codes: Iterable[str]) -> OddPlace | None:
    if lat == int(lat) and lon == int(lon):
        return OddPlace(_WHOLE)
    for code in codes:
        land = _lands().get(code)
        is_large = land is not None and len(land.cells) >= _LARGE
        if land and land.middle and is_large and distance_km(land.middle, Coordinates(lat, lon)) <= _MIDDLE_KM:
            return OddPlace(_MIDDLE, f"a place that is not the middle of {country_name(code)}")
    return None


@lru_cache(4_096)
def _codes(country: str) -> tuple[str, ...]:
    return country_codes(country)


@cache
def _lands() -> Mapping[str, Land]:
    text = resources.files("loaders").joinpath("data", "country-cells.csv").read_text(encoding="utf-8")
    return {row["country"]: _land(row) for row in csv.DictReader(text.splitlines())}


def _land(row: Mapping[str, str]) -> Land:
    corners = (one.split("/") for one in row["cells"].split())
    cells = frozenset((int(south), int(west)) for south, west in corners)
    has_middle = bool(row["middle_lat"])
    return Land(cells, Coordinates(float(row["middle_lat"]), float(row["middle_lon"])) if has_middle else None)
