"""How far two points of the Earth are from each other."""

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

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


def unit_vectors(places: Sequence[Coordinates] | npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Points as vectors of length one, a row for each: the angle between two is their distance on the Earth."""
    north, east = np.radians(np.array(places, np.float64).reshape(-1, 2)).T
    return np.column_stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))


def nearest_km(here: npt.NDArray[np.float64], there: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """For each of some unit vectors the distance to the nearest of others, of which there is at least one."""
    cosines = np.minimum(1.0, (there @ here.T).max(axis=0))
    return np.asarray(EARTH_KM * np.arccos(cosines), np.float64)
