"""Who could be a good partner for an organisation, with a score that is the sum of its told parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from casework.partners.features import Features
from casework.partners.nearness import EARTH_KM, Nearness
from casework.partners.organisations import Organisations, read_organisations
from casework.partners.ranking import Ranked, rank
from casework.partners.ties import Ties, ties_of
from casework.partners.weights import Weights
from casework.score import Score
from graph.network import Network
from graph.store import GraphStore

_NAMED = 3
"""Shared partners that are named; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFacts:
    """What the sentences of a suggestion say. Numbers that are not known are None."""

    n_shared: int
    shared: tuple[str, ...]
    """Names of some partners of both: those with fewest partners of their own first."""
    by_way_of: tuple[str, str] | None
    """Two partners through whom a path of three steps leads there; None where there is none."""
    is_connected: bool
    n_between_countries: int | None
    """Partnerships between the two countries, or within the one; None where a country is not known."""
    n_inhabitants: int | None
    n_own_inhabitants: int | None
    distance_km: float | None
    has_near_ties: bool
    """Whether places near the one have partners near the other."""
    has_near_partner: bool
    """Whether partners of the one lie near the other."""
    n_partners: int
    is_same_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One possible partner."""

    rank: int
    id: str
    name: str
    country: str | None
    """ISO 3166-1 alpha-2 code; None: not known."""
    country_written: str | None
    score: Score
    is_strong: bool
    """Whether a shared partner or a path of three steps leads there. What is weak is plausible, no more."""
    facts: PartnerFacts


@dataclass(frozen=True, eq=False)
class PartnerNetwork:
    """The organisations of a store with their ties, ready for suggestions. Made by `partner_network`."""

    organisations: Organisations
    ties: Ties
    data_version: str

    @cached_property
    def nearness(self) -> Nearness:
        """What lies near what."""
        return Nearness.of(self.organisations)

    @cached_property
    def features(self) -> Features:
        """What is measured of pairs."""
        return Features(self.nearness, self.ties)

    @cached_property
    def _position(self) -> dict[str, int]:
        return {one: place for place, one in enumerate(self.organisations.ids)}

    def position(self, organisation_id: str) -> int | None:
        """Where an organisation stands; None when none has this id."""
        return self._position.get(organisation_id)

    def suggestions(self, weights: Weights, asks: Sequence[tuple[int, str | None]], k: int
                    ) -> Iterator[tuple[Suggestion, ...]]:  # fmt: skip
        """The best partners for each organisation that is asked for.

        Parameters
        ----------
        asks : positions of organisations, each with the country wished for (ISO code); None: the whole world.
        k : how many, 1 or more.

        Returns
        -------
        Best first, ties by id, without the organisation and its partners; () where nobody is left.
        """
        rows = np.array([position for position, _ in asks], dtype=np.int64)
        codes = np.array(self.organisations.countries)

        def allowed(place: int) -> npt.NDArray[np.bool_] | None:
            wished = asks[place][1]
            return None if wished is None else codes == wished

        for row, found in zip(rows, rank(self.features, weights, rows, k, allowed), strict=True):
            yield tuple(self._told(int(row), one, place) for place, one in enumerate(found, 1))

    def _told(self, row: int, found: Ranked, place: int) -> Suggestion:
        organisations, there = self.organisations, found.position
        return Suggestion(
            rank=place,
            id=organisations.ids[there],
            name=organisations.names[there],
            country=organisations.countries[there] or None,
            country_written=organisations.written[there] or None,
            score=found.score,
            is_strong=found.is_strong,
            facts=self._facts(row, found),
        )

    def _facts(self, row: int, found: Ranked) -> PartnerFacts:
        there, organisations, near = found.position, self.organisations, self.nearness
        own, theirs = self.ties.partners(row), self.ties.partners(there)
        shared = np.intersect1d(own, theirs, assume_unique=True)
        shared = shared[np.lexsort((shared, self.ties.n_partners[shared]))]
        is_country_known = bool(organisations.countries[row] and organisations.countries[there])
        cosine = float(near.points[row] @ near.points[there])
        return PartnerFacts(
            n_shared=len(shared),
            shared=tuple(organisations.names[one] for one in shared[:_NAMED]),
            by_way_of=self._three_steps(own, theirs) if found.is_strong and not len(shared) else None,
            is_connected=found.measured["connected"] > 0,
            n_between_countries=self.features.n_between(row, there) if is_country_known else None,
            n_inhabitants=_whole(organisations.population[there]),
            n_own_inhabitants=_whole(organisations.population[row]),
            distance_km=None if np.isnan(cosine) else float(EARTH_KM * np.arccos(np.clip(cosine, -1, 1))),
            has_near_ties=found.measured["near_ties"] > 1e-6,
            has_near_partner=found.measured["near_partners"] > np.log(0.3) + 1e-6,
            n_partners=int(self.ties.n_partners[there]),
            is_same_name=found.measured["same_name"] > 0,
        )

    def _three_steps(self, own: npt.NDArray[np.int32], theirs: npt.NDArray[np.int32]) -> tuple[str, str] | None:
        """A partner of the one and a partner of the other who are partners: those with fewest partners first."""
        n_partners = self.ties.n_partners
        for first in own[np.lexsort((own, n_partners[own]))]:
            both = np.intersect1d(self.ties.partners(int(first)), theirs, assume_unique=True)
            if len(both):
                second = both[np.lexsort((both, n_partners[both]))[0]]
                return self.organisations.names[first], self.organisations.names[second]
        return None


def partner_network(store: GraphStore, network: Network, before: date | None = None) -> PartnerNetwork:
    """Organisations and ties of a store.

    Parameters
    ----------
    network : of the same data version as the store.
    before : only ties of facts that are known to have begun earlier; None: all.
    """
    organisations = read_organisations(store)
    return PartnerNetwork(organisations, ties_of(network, organisations.ids, before), network.data_version)


def _whole(number: float) -> int | None:
    return None if np.isnan(number) else int(number)
