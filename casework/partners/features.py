"""What is measured of a pair of organisations, one number a feature, and the sentences that the features belong to.

A number that is not known is NaN, and neutral in every score. Which features carry how much on real networks is in
docs/matching.md.

References
----------
Adamic and Adar (2003); Zhou, Lü and Zhang (2009), resource allocation; Kovács et al. (2019), paths of three steps;
Haveliwala (2002), personalised PageRank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from casework.partners.nearness import Nearness
from casework.partners.organisations import Floats, Positions
from casework.partners.ties import Ties

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "shared_partners": ("shares_partner", "rare_partners", "overlap"),
        "three_steps": ("three_steps", "has_three_steps", "three_step_paths"),
        "walk": ("walk_each", "walk_all", "connected"),
        "country": ("country_rate", "same_country", "region_country", "country_region", "has_country"),
        "size": ("size_apart", "size"),
        "distance": ("far", "far_300", "far_1500"),
        "neighbours": ("near_ties", "region_ties", "alike_ties"),
        "own_partners": ("near_partners",),
        "popularity": ("n_partners",),
        "name": ("same_name",),
    }
)
"""Features by the sentence that tells them, in the order of telling."""
FEATURES = tuple(name for names in GROUPS.values() for name in names)
PATH_FEATURES = (*GROUPS["shared_partners"], *GROUPS["three_steps"], *GROUPS["walk"], "has_country", "near_partners")
"""Features that say nothing of an organisation without partners."""
MOST_PARTNERS = 20
"""More partners than these do not make an organisation more popular."""
_RETURN, _N_STEPS = 0.15, 12  # of the random walk: its remainder is 0.85^13, about an eighth, spread far away
_SHRUNK_BY = 8.0  # partnerships of a country that its pairs are shrunk by, towards the world's
_FLOOR = 1e-7

Measured = Mapping[str, npt.NDArray[np.float32]]
"""For each feature a matrix: a row for each organisation asked for, a column for each of all organisations."""


@dataclass(frozen=True, slots=True, eq=False)
class _Spread:
    """Ties carried over to neighbours, on one side and on both."""

    ties: sp.csr_matrix
    over: sp.csr_matrix


class Features:
    """Measures pairs, given who lies where and who is partner of whom."""

    def __init__(self, nearness: Nearness, ties: Ties) -> None:
        self.nearness, self.ties = nearness, ties
        matrix, degree = ties.matrix, np.maximum(ties.n_partners, 1)
        self._degree = degree.astype(np.float32)
        self._shared = (sp.diags(1 / self._degree) @ matrix).tocsr()
        root = sp.diags(1 / np.sqrt(self._degree))
        self._even = (root @ matrix @ root).tocsr()
        self._walk = self._shared.T.tocsr()
        self._spreads = {
            name: _Spread((weights @ matrix).tocsr(), weights.T.tocsr())
            for name, weights in (
                ("near_ties", nearness.near),
                ("region_ties", nearness.region),
                ("alike_ties", nearness.alike),
            )
        }
        self._country_rates()

    def _country_rates(self) -> None:
        """How much likelier than elsewhere a partner is in each country, by country and by region."""
        country, n_places = self.nearness.country, self.nearness.n_by_country()
        first, second = self.ties.pairs.T
        counts = np.zeros((len(n_places), len(n_places)))
        np.add.at(counts, (country[first], country[second]), 1)
        np.add.at(counts, (country[second], country[first]), 1)
        ends = counts.sum(axis=1)
        world = (ends + 0.5) / (ends + 0.5).sum()
        shares = (counts + _SHRUNK_BY * world) / (ends[:, None] + _SHRUNK_BY)
        places = np.maximum(n_places, 1)
        self._n_between = counts
        self._rate = np.log(shares / places + 1e-9).astype(np.float32)
        lies_in = sp.csr_matrix((np.ones(len(country), np.float32), (np.arange(len(country)), country)),
                                (len(country), len(n_places)))  # fmt: skip
        self._own_countries = (self.ties.matrix @ lies_in).tocsr()
        of_region = np.asarray((self._spreads["region_ties"].ties @ lies_in).todense())
        region = (of_region + 0.5 * shares[country]) / (of_region.sum(axis=1, keepdims=True) + 0.5)
        self._region_rate = np.log(region / places + 1e-9).astype(np.float32)

    def n_between(self, one: int, other: int) -> int:
        """Ties between the countries of two organisations; within one country each counts once."""
        first, second = self.nearness.country[[one, other]]
        n = self._n_between[first, second]
        return int(n / 2 if first == second else n)

    def measure(self, rows: Positions) -> dict[str, Floats]:
        """All features of the pairs of some organisations with everyone."""
        return {**self._paths(rows), **self._facts(rows), **self._neighbours(rows)}

    def known(self, rows: Positions) -> npt.NDArray[np.bool_]:
        """Whom each of the rows need not be told of: themselves and their partners."""
        found: npt.NDArray[np.bool_] = self.ties.matrix[rows].toarray() > 0
        found[np.arange(len(rows)), rows] = True
        return found

    def _paths(self, rows: Positions) -> dict[str, Floats]:
        own, matrix = self.ties.matrix[rows], self.ties.matrix
        rare, shared = (own @ self._shared).toarray(), (own @ matrix).toarray()
        three = (own @ self._even @ matrix).toarray()
        overlap = shared / np.sqrt(self._degree[rows][:, None] * self._degree[None, :])
        has_two, has_three = shared > 0, three > 0
        walk = self._walks(rows)
        return {
            "shares_partner": _claim(has_two),
            "rare_partners": np.where(has_two, np.log(rare + _FLOOR), 0).astype(np.float32),
            "overlap": np.where(has_two, np.log(overlap + _FLOOR), 0).astype(np.float32),
            "three_steps": _claim(has_three & ~has_two),
            "has_three_steps": _claim(has_three),
            "three_step_paths": np.where(has_three, np.log(three + _FLOOR), 0).astype(np.float32),
            "walk_each": np.log(walk / self._degree[None, :] + _FLOOR),
            "walk_all": np.log(walk + _FLOOR),
            "connected": _claim(walk > 0),
        }

    def _walks(self, rows: Positions) -> Floats:
        """Where a walk from partner to partner, which often returns to its start, is met (personalised PageRank)."""
        each = np.arange(len(rows))
        now = np.zeros((self.ties.n, len(rows)), np.float32)
        now[rows, each] = 1
        met = np.float32(_RETURN) * now
        for _ in range(_N_STEPS):
            now = np.float32(1 - _RETURN) * (self._walk @ now)
            met += np.float32(_RETURN) * now
        return np.ascontiguousarray(met.T)

    def _facts(self, rows: Positions) -> dict[str, Floats]:
        near = self.nearness
        country, here = near.country, near.country[rows]
        size, km = near.log_size, near.distance_km(rows)
        far = np.log(km + 20)
        n_partners = np.log1p(np.minimum(self.ties.n_partners, MOST_PARTNERS)).astype(np.float32)
        in_country = np.log1p(self._own_countries[rows].toarray())
        shape = km.shape
        found = {
            "country_rate": self._rate[here][:, country],
            "same_country": _claim(here[:, None] == country[None, :]),
            "region_country": self._region_rate[rows][:, country],
            "country_region": np.ascontiguousarray(self._region_rate[:, here].T),
            "has_country": in_country[:, country],
            "size_apart": np.abs(size[rows][:, None] - size[None, :]),
            "size": np.broadcast_to(size[None, :], shape),
            "far": far,
            "far_300": np.maximum(far - np.float32(np.log(300)), 0),
            "far_1500": np.maximum(far - np.float32(np.log(1500)), 0),
            "n_partners": np.broadcast_to(n_partners[None, :], shape),
            "same_name": _claim(near.name[rows][:, None] == near.name[None, :]),
        }
        return _blank_where_unknown(found, near, rows)

    def _neighbours(self, rows: Positions) -> dict[str, Floats]:
        found = {name: (one.ties[rows] @ one.over).tocoo() for name, one in self._spreads.items()}
        partners = (self.ties.matrix[rows] @ self._spreads["near_ties"].over).tocoo()
        return {
            "near_ties": _logs(found["near_ties"], 1.0),
            "region_ties": _logs(found["region_ties"], 1e-4),
            "alike_ties": _logs(found["alike_ties"], 1e-4),
            "near_partners": _logs(partners, 0.3),
        }


def _claim(holds: npt.NDArray[np.bool_]) -> Floats:
    return holds.astype(np.float32)


def _logs(values: sp.coo_matrix, floor: float) -> Floats:
    """Logarithm of the values and a floor, of which most are zero."""
    found = np.full(values.shape, np.log(floor), dtype=np.float32)
    found[values.row, values.col] = np.log(values.data + np.float32(floor))
    return found


def _blank_where_unknown(found: dict[str, Floats], near: Nearness, rows: Positions) -> dict[str, Floats]:
    """The same with NaN in all that is said of a country which is not known."""
    unknown = np.array([code == "" for code in near.countries])
    is_unknown = unknown[near.country]
    if is_unknown.any():
        for name in GROUPS["country"]:
            found[name] = np.where(is_unknown[rows][:, None] | is_unknown[None, :], np.float32(np.nan), found[name])
    return found
