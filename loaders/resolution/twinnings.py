"""Where the partners of a municipality are, and the partners of their neighbours: told by a first look at a batch."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from math import cos

import numpy as np

from loaders.resolution.distance import EARTH_KM, Coordinates, nearest_km, unit_vectors
from loaders.resolution.result import PlaceAsked, Resolution, Status, Written

_NEIGHBOURS_KM = 50.0
_PARTNER_SCALE_KM, _NEIGHBOUR_SCALE_KM = 50.0, 10.0
"""Distances at which nearness to a partner, and to a partner of its neighbours, has fallen to 0.37."""


class Twinnings:
    """Twinnings of a batch between places of which there is no doubt."""

    def __init__(self, answers: Iterable[Resolution] = ()) -> None:
        places: defaultdict[Written, set[Coordinates]] = defaultdict(set)
        partners: defaultdict[Written, set[Written]] = defaultdict(set)
        for one in answers:
            partners[one.asked.written].update(one.asked.partners)
            best = one.best
            if one.status is Status.ACCEPTED and best and best.lat is not None and best.lon is not None:
                places[one.asked.written].add(Coordinates(best.lat, best.lon))
        # One name and country may be asked with several coordinates, and then mean several places.
        where = {written: next(iter(found)) for written, found in places.items() if len(found) == 1}
        self._numbers = {written: number for number, written in enumerate(where)}
        self._vectors = unit_vectors(list(where.values()))
        self._partners = [self._numbered(partners[written]) for written in where]
        self._neighbours = cache(self._find_neighbours)

    def tell(self, asked: PlaceAsked) -> bool:
        """Whether the place of a partner is known."""
        return bool(self._known(asked))

    def nearness(self, places: Sequence[Coordinates], asked: PlaceAsked) -> list[float]:
        """For each place its nearness to the nearest partner: 1 at the same point, 0 far from all or none known."""
        return self._nearness(places, self._known(asked), _PARTNER_SCALE_KM)

    def neighbour_nearness(self, places: Sequence[Coordinates], asked: PlaceAsked) -> list[float]:
        """For each place its nearness to the nearest town that is twinned with a partner or with a neighbour of one.

        Twinnings of one region with another come in numbers: of Burgundy with Rhineland-Palatinate, of Lusatia with
        northern Bohemia.
        """
        itself = {self._numbers.get(asked.written)}
        around = {near for one in self._known(asked) for near in self._neighbours(one)} - itself
        towns = {town for near in around for town in self._partners[near]} - itself
        return self._nearness(places, towns, _NEIGHBOUR_SCALE_KM)

    def _known(self, asked: PlaceAsked) -> set[int]:
        return self._numbered(asked.partners) - {self._numbers.get(asked.written)}

    def _numbered(self, written: Iterable[Written]) -> set[int]:
        return {self._numbers[one] for one in written if one in self._numbers}

    def _find_neighbours(self, number: int) -> frozenset[int]:
        """All places within 50 km of one, and itself."""
        is_near = self._vectors @ self._vectors[number] >= cos(_NEIGHBOURS_KM / EARTH_KM)
        return frozenset(np.flatnonzero(is_near).tolist()) | {number}

    def _nearness(self, places: Sequence[Coordinates], there: set[int], scale_km: float) -> list[float]:
        if not there:
            return [0.0] * len(places)
        km = nearest_km(unit_vectors(places), self._vectors[list(there)])
        nearness: list[float] = np.exp(-km / scale_km).tolist()
        return nearness
