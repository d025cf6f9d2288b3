"""How far two points of the Earth are from each other."""

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_KM = 6371.0088  # mean radius, IUGG


class Coordinates(NamedTuple):
    """A point, in degrees."""

    lat: float
    lon: float


def distance_km(a: Coordinates, b: Coordinates) -> float:
    """Length of the great circle between two points (haversine formula; Sinnott 1984)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    across = sin((lat_b - lat_a) / 2) ** 2
    along = cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, across + along)))
