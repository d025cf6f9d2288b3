"""Where each country has places, and where its middle is: ``loaders/data/country-cells.csv``.

    python -m tools.make_country_cells loaders/data/country-cells.csv

Made of the places that GeoNames has in each country (out of the installed package) and of Natural Earth's outlines.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from loaders.coordinates import CELL_COLUMNS, Cell, cell_of
from loaders.resolution.geonames import read_package
from reports.outlines import Polygon, outlines


def rows() -> list[dict[str, str]]:
    """A row for each country with a place, by code."""
    cells = defaultdict(set)
    for one in read_package():
        if one.lat is not None and one.lon is not None:
            cells[one.country].add(cell_of(one.lat, one.lon))
    return [_row(country, cells[country]) for country in sorted(cells)]


def _row(country: str, cells: Iterable[Cell]) -> dict[str, str]:
    rings = [polygon for one in outlines() if one.country == country for polygon in one.polygons]
    middle = _middle(max(rings, key=lambda polygon: abs(_area(polygon)))) if rings else None
    lat, lon = (f"{one:.2f}" for one in middle) if middle else ("", "")
    shown = " ".join(f"{south}/{west}" for south, west in sorted(cells))
    return dict(zip(CELL_COLUMNS, (country, lat, lon, shown), strict=True))


def _area(polygon: Polygon) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(polygon[0])) / 2


def _middle(polygon: Polygon) -> tuple[float, float]:
    """Latitude and longitude of the centre of the area inside of the outer ring, in degrees."""
    steps: Sequence[tuple[float, float, float]] = [
        (x1 * y2 - x2 * y1, x1 + x2, y1 + y2) for (x1, y1), (x2, y2) in pairwise(polygon[0])
    ]
    area = 3 * sum(cross for cross, _, _ in steps)
    lat, lon = (sum(step[0] * step[axis] for step in steps) / area for axis in (2, 1))
    return lat, (lon + 180) % 360 - 180


def main(path: Path) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CELL_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
