"""Country outlines for the map, and one place for each country: where something is drawn that is known only as far.

The outlines are Natural Earth's at 1:110 million, kept in `reports/data/` (see SOURCE.md there). They are turned from
TopoJSON into GeoJSON here, because a map library wants GeoJSON, and it is two and a half times as large on disk.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from babel.core import get_global

from wording.countries import country_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

Point = tuple[float, float]
"""Degrees east, then degrees north, as GeoJSON has it. East of the 180th meridian the degrees go on: 190."""
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]
"""The outer ring, then the holes."""

_LEFT_OUT: Final = "Antarctica"  # It has no municipalities, and Mercator's poles are infinitely far away.
_GRID: Final = 16
_ROUNDS: Final = 4
_PULL: Final = 0.15  # Degrees of distance from the border given up for each degree nearer to the middle: Chile is long.
_OUTSIDE: Final = -1_000.0


@dataclass(frozen=True, slots=True)
class Outline:
    """One country as Natural Earth draws it."""

    name: str
    """As Natural Earth writes it, shortened here and there."""
    country: str | None
    """ISO 3166-1 alpha-2 code; None for the two areas that are drawn apart and have none."""
    polygons: tuple[Polygon, ...]


@cache
def outlines() -> tuple[Outline, ...]:
    """All countries in the order of the file, without Antarctica."""
    topology = json.loads(_file("countries-110m.json"))
    arcs = _arcs(topology)
    shapes = topology["objects"]["countries"]["geometries"]
    return tuple(_outline(shape, arcs) for shape in shapes if shape["properties"]["name"] != _LEFT_OUT)


@cache
def geojson() -> dict[str, Any]:
    """The outlines as one GeoJSON collection; each feature's property ``country`` is its code."""
    return {"type": "FeatureCollection", "features": [_feature(one) for one in outlines()]}


@cache
def country_place(country: str) -> Point | None:
    """Where something is drawn of which only the country is known.

    Parameters
    ----------
    country : ISO 3166-1 alpha-2 code.

    Returns
    -------
    A point well inside the country's largest piece of land and near its middle. For countries too small to have an
    outline, the middle of the main island or town, to a tenth of a degree. None for a code that is neither.
    """
    largest = [_largest(one.polygons) for one in outlines() if one.country == country]
    return _inner_point(largest[0]) if largest else _small_countries().get(country)


def _file(name: str) -> str:
    return resources.files("reports").joinpath("data", name).read_text(encoding="utf-8")


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    """The lines of a TopoJSON file in degrees: whole numbers, each telling how far it is from the one before."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    steps = (np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"])
    return [tuple((round(float(x), 3), round(float(y), 3)) for x, y in points) for points in steps]


def _outline(shape: dict[str, Any], arcs: Sequence[Ring]) -> Outline:
    name, number = shape["properties"]["name"], shape.get("id")
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = tuple(tuple(_unbroken(_joined(ring, arcs)) for ring in polygon) for polygon in polygons)
    return Outline(name, _code(name, number), rings)


def _code(name: str, number: str | None) -> str | None:
    """Alpha-2 code of ISO 3166-1; Kosovo has no number there, and CLDR knows it by name."""
    if number is None:
        return country_code(name)
    code: str = get_global("territory_aliases")[number][0]
    return code


def _joined(ring: Iterable[int], arcs: Sequence[Ring]) -> Iterator[Point]:
    """Points of a ring; ``~n`` stands for line n walked backwards, and each line begins where the last one ended."""
    for place, number in enumerate(ring):
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        yield from points[place > 0 :]


def _unbroken(points: Iterable[Point]) -> Ring:
    """Ring without a jump from 180 degrees east to 180 degrees west, or a map draws a line around the world."""
    ring = list(points)
    jumps = [round((after[0] - before[0]) / 360) for before, after in pairwise(ring)]
    turns = np.concatenate(([0], -np.cumsum(jumps)))
    if turns.max() == 0:
        turns -= turns.min()  # eastwards, so that all of Russia is on one side
    return tuple((round(x + 360 * int(turn), 3), y) for (x, y), turn in zip(ring, turns, strict=True))


def _feature(outline: Outline) -> dict[str, Any]:
    geometry = {"type": "MultiPolygon", "coordinates": outline.polygons}
    return {"type": "Feature", "properties": {"country": outline.country}, "geometry": geometry}


def _largest(polygons: Sequence[Polygon]) -> Polygon:
    return max(polygons, key=lambda polygon: _area(polygon[0]))


def _area(ring: Ring) -> float:
    """Area in square degrees, with degrees east counted as short as they are there."""
    x, y = np.array(ring).T
    return float(abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2 * np.cos(np.radians(y.mean())))


def _inner_point(polygon: Polygon) -> Point:
    """The point far from every border and not far from the middle, looked for on finer and finer grids."""
    points = np.array(polygon[0])
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2
    shrink = float(np.cos(np.radians(middle[1])))
    for _ in range(_ROUNDS):
        sides = [np.linspace(start, end, _GRID) for start, end in zip(low, high, strict=True)]
        tried = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)
        from_middle = np.hypot(*((tried - middle) * (shrink, 1)).T)
        best = tried[np.argmax(_depths(tried, polygon, shrink) - _PULL * from_middle)]
        reach = (high - low) / _GRID
        low, high = best - reach, best + reach
    return round(float(best[0]), 2), round(float(best[1]), 2)


def _depths(points: NDArray[np.float64], polygon: Polygon, shrink: float) -> NDArray[np.float64]:
    """How far inside each point lies, in degrees; much less than nothing outside."""
    rings = [np.array(ring) * (shrink, 1) for ring in polygon]
    starts, ends = (np.concatenate([ring[of] for ring in rings]) for of in (slice(-1), slice(1, None)))
    places = (points * (shrink, 1))[:, None, :]
    along = ends - starts
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((places - starts) * along).sum(axis=2) / length, 0, 1)
    distance = np.sqrt(((places - starts - share[:, :, None] * along) ** 2).sum(axis=2)).min(axis=1)
    nearest: NDArray[np.float64] = np.where(_is_inside(places, starts, ends), distance, _OUTSIDE)
    return nearest


def _is_inside(
    places: NDArray[np.float64], starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether a ray to the east crosses the borders an odd number of times."""
    x, y = places[:, :, 0], places[:, :, 1]
    spans = (starts[:, 1] > y) != (ends[:, 1] > y)
    height = np.where(ends[:, 1] == starts[:, 1], 1, ends[:, 1] - starts[:, 1])
    crossing = starts[:, 0] + (y - starts[:, 1]) / height * (ends[:, 0] - starts[:, 0])
    is_odd: NDArray[np.bool_] = (spans & (x < crossing)).sum(axis=1) % 2 == 1
    return is_odd


@cache
def _small_countries() -> dict[str, Point]:
    rows = csv.DictReader(_file("small-countries.csv").splitlines())
    return {row["country"]: (float(row["lon"]), float(row["lat"])) for row in rows}
