"""How near a place is to the countries of its partners."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from loaders.resolution.distance import EARTH_KM, Coordinates
from loaders.resolution.gazetteer import Gazetteer

_CELL_DEGREES = 0.5
_SCALE_KM = 800.0
"""Distance at which nearness has fallen to 0.37: a neighbouring region, not the neighbouring country."""


class PartnerCountries:
    """Where countries begin, made of the places that gazetteers have in them."""

    def __init__(self, gazetteers: Sequence[Gazetteer]) -> None:
        self._gazetteers = gazetteers
        self._cells = cache(self._find_cells)

    def nearness(self, places: Sequence[Coordinates], countries: Sequence[str]) -> list[float]:
        """For each place its mean nearness to some countries: 1 inside of all of them, 0 far from all.

        Parameters
        ----------
        countries : ISO codes, one for each partner, at least one; those in which no gazetteer has a place count as
            far.
        """
        degrees = np.array(places, np.float64).reshape(-1, 2)
        there = _vectors(degrees[:, 0], degrees[:, 1])
        total = np.zeros(len(places))
        for country, n_partners in Counter(countries).items():
            if len(cells := self._cells(country)):
                cosines = np.minimum(1.0, (cells @ there.T).max(axis=0))
                total += n_partners * np.exp(-EARTH_KM * np.arccos(cosines) / _SCALE_KM)
        nearness: list[float] = (total / len(countries)).tolist()
        return nearness

    def _find_cells(self, country: str) -> npt.NDArray[np.float64]:
        """Middles of all cells of half a degree in which a country has a place, as unit vectors."""
        found = [np.zeros((0, 2))]
        for one in self._gazetteers:
            if country in one.countries:
                rows = one.places.country == one.countries.index(country)
                found.append(np.column_stack((one.places.lat[rows], one.places.lon[rows])))
        degrees = np.concatenate(found)
        cells = np.unique(np.round(degrees[~np.isnan(degrees[:, 0])] / _CELL_DEGREES), axis=0) * _CELL_DEGREES
        return _vectors(cells[:, 0], cells[:, 1])


def _vectors(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    north, east = np.radians(lat), np.radians(lon)
    return np.column_stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))
