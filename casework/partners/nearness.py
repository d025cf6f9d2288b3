"""What lies near what, whoever is partner of whom: made once for all organisations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.spatial import cKDTree

from casework.partners.organisations import Floats, Organisations, Positions
from loaders.resolution.distance import unit_vectors

EARTH_KM = 6371.0
_N_NEAR, _NEAR_KM = 25, 30.0
_N_REGION, _REGION_KM = 80, 60.0
_N_ALIKE, _ALIKE_KM = 60, 40.0
_Weight = Callable[[Positions, Positions, npt.NDArray[np.float64]], npt.NDArray[np.float64]]
"""Weights of pairs of places, which are so many kilometres apart."""
_USUAL_SIZE = 4.2  # log10 of inhabitants; only weighs neighbours whose size is not known


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """Places near each other in one country, as sparse weights, and what distances are reckoned from."""

    points: Floats
    """For each organisation a point on the unit sphere; NaN where it has no coordinates."""
    log_size: Floats
    """log10 of the inhabitants; NaN where not known."""
    country: Positions
    """Position of each one's country in `countries`."""
    countries: tuple[str, ...]
    name: Positions
    """The same number for the same name."""
    near: sp.csr_matrix
    """The 25 nearest, weight 1 / (1 + km / 30)."""
    region: sp.csr_matrix
    """The 80 nearest, weight 1 / (1 + (km / 60)^2); rows sum to a little less than 1."""
    alike: sp.csr_matrix
    """The 60 nearest, weight falling with distance and with difference in size; rows sum to a little less than 1."""

    @classmethod
    def of(cls, organisations: Organisations) -> "Nearness":
        """What lies near what among these organisations."""
        points = _points(organisations)
        with np.errstate(divide="ignore", invalid="ignore"):
            size = np.log10(np.where(organisations.population > 0, organisations.population, np.nan))
        country, countries = organisations.country_numbers()
        pairs = _Neighbours(points, country)
        weighed = np.where(np.isnan(size), _USUAL_SIZE, size)

        def alike(here: Positions, there: Positions, km: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            falling: npt.NDArray[np.float64] = np.exp(-np.abs(weighed[here] - weighed[there]))
            return falling / (1 + (km / _ALIKE_KM) ** 2)

        return cls(
            points.astype(np.float32),
            size.astype(np.float32),
            country,
            countries,
            organisations.name_numbers(),
            pairs.weighed(_N_NEAR, lambda _, __, km: 1 / (1 + km / _NEAR_KM)),
            _shares(pairs.weighed(_N_REGION, lambda _, __, km: 1 / (1 + (km / _REGION_KM) ** 2))),
            _shares(pairs.weighed(_N_ALIKE, alike)),
        )

    def n_by_country(self) -> npt.NDArray[np.int64]:
        """How many organisations each country has."""
        return np.bincount(self.country, minlength=len(self.countries))

    def distance_km(self, rows: Positions) -> Floats:
        """Kilometres over the ground from each of the rows to everyone; NaN where one of the two has no place."""
        cosines = np.clip(self.points[rows] @ self.points.T, -1, 1)
        km: Floats = np.float32(EARTH_KM) * np.arccos(cosines)
        return km


def _points(organisations: Organisations) -> npt.NDArray[np.float64]:
    return unit_vectors(np.column_stack((organisations.lat, organisations.lon)))


class _Neighbours:
    """The nearest places within each country."""

    def __init__(self, points: npt.NDArray[np.float64], country: Positions) -> None:
        self._n = len(points)
        order = np.argsort(country, kind="stable")
        groups = np.split(order, np.flatnonzero(np.diff(country[order])) + 1) if self._n else []
        located = (group[~np.isnan(points[group, 0])] for group in groups)
        self._found = [_nearest(points, ids) for ids in located if len(ids) > 1]

    def weighed(self, k: int, weight: _Weight) -> sp.csr_matrix:
        """Weights of the k nearest of each."""
        parts = list(self._pairs(k))
        here, there, km = (
            np.concatenate([np.empty(0, dtype), *(part[place] for part in parts)])
            for place, dtype in enumerate((np.int64, np.int64, np.float64))
        )
        values = weight(here, there, km).astype(np.float32)
        return sp.csr_matrix((values, (here, there)), (self._n, self._n))

    def _pairs(self, k: int) -> Iterator[tuple[Positions, Positions, npt.NDArray[np.float64]]]:
        for ids, neighbours, km in self._found:
            n_columns = min(k, neighbours.shape[1])
            here = np.repeat(ids, n_columns)
            yield here, neighbours[:, :n_columns].ravel(), km[:, :n_columns].ravel()


def _nearest(points: npt.NDArray[np.float64], ids: Positions) -> tuple[Positions, Positions, npt.NDArray[np.float64]]:
    """For each of the ids its nearest others and how far they are, nearest first."""
    k = min(_N_REGION + 1, len(ids))
    chord, found = cKDTree(points[ids]).query(points[ids], k=k)
    own = np.arange(len(ids))[:, None]
    # Several places at one point come in any order: oneself is taken out wherever it stands.
    is_own = found == own
    is_own[~is_own.any(axis=1), -1] = True
    keep = ~is_own
    neighbours = ids[found[keep].reshape(len(ids), k - 1)]
    km = 2 * EARTH_KM * np.arcsin(np.clip(chord[keep].reshape(len(ids), k - 1) / 2, 0, 1))
    order = np.lexsort((neighbours, km), axis=1)
    return ids, np.take_along_axis(neighbours, order, 1), np.take_along_axis(km, order, 1)


def _shares(weights: sp.csr_matrix) -> sp.csr_matrix:
    """Rows divided by their sum and a half: one far neighbour alone does not count as much as many near ones."""
    sums = np.asarray(weights.sum(axis=1)).ravel()
    return (sp.diags((1 / (sums + 0.5)).astype(np.float32)) @ weights).tocsr()
