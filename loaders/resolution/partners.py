"""How near a place is to the countries of its partners."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from loaders.resolution.distance import Coordinates, nearest_km, unit_vectors
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
        countries : ISO codes, one for each partner; those in which no gazetteer has a place count as far. Without
            any, all places are far.
        """
        here = unit_vectors(places)
        total = np.zeros(len(places))
        for country, n_partners in Counter(countries).items():
            if len(cells := self._cells(country)):
                total += n_partners * np.exp(-nearest_km(here, cells) / _SCALE_KM)
        nearness: list[float] = (total / max(1, len(countries))).tolist()
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
        return unit_vectors(cells)
