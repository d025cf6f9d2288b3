"""Who meets whom: mostly somebody who shares a language, and often somebody met before."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator

import numpy as np

from benchmarks.draws import Draws, Floats, Ints
from benchmarks.language_groups import COUNTRIES, GROUPS

_SAME_GROUP, _LINKED_GROUP = 0.58, 0.90  # cumulative; the rest is any group
_AGAIN = 0.40  # share of partners that the host has met before
_SENDS_OFFICIAL = 0.62
_WITH_ASSOCIATION = 0.10
_ROUND_TABLE = 0.025
_SEATS = np.array((2, 2, 2, 2, 2, 2, 3, 3, 3, 4))
_ROUND_TABLE_SEATS = (8, 24)  # with the officials up to 40 participants

_GROUP_OF_COUNTRY = np.array([GROUPS.index(group) for group, _, _ in COUNTRIES])
_LINKS = tuple(tuple(i for i, other in enumerate(GROUPS) if other.key in group.links) for group in GROUPS)


class Partners:
    """Finds an organisation to meet."""

    def __init__(self, draws: Draws, countries: Ints, activity: Floats) -> None:
        groups = _GROUP_OF_COUNTRY[countries]
        members = [np.flatnonzero(groups == group) for group in range(len(GROUPS))]
        self._groups: list[int] = groups.tolist()
        self._members: list[list[int]] = [one.tolist() for one in members]
        self._heaps: list[list[float]] = [np.cumsum(activity[one]).tolist() for one in members]
        self._met: dict[int, list[int]] = {}
        self._next = draws.stream().__next__

    def find(self, host: int) -> int:
        """An organisation for the host to meet; it may be the host itself, and is remembered otherwise."""
        met = self._met.setdefault(host, [])
        is_old = met and self._next() < _AGAIN
        found = met[int(self._next() * len(met))] if is_old else self.find_new(host)
        if found != host:
            met.append(found)
        return found

    def find_new(self, host: int) -> int:
        """An organisation by language and activity, whoever was met before."""
        group = self._group(self._groups[host])
        heap, members = self._heaps[group], self._members[group]
        return members[min(bisect_right(heap, self._next() * heap[-1]), len(members) - 1)]

    def _group(self, own: int) -> int:
        which = self._next()
        if which < _SAME_GROUP:
            return own
        if which < _LINKED_GROUP:
            return _LINKS[own][int((which - _SAME_GROUP) / (_LINKED_GROUP - _SAME_GROUP) * len(_LINKS[own]))]
        return min(int((which - _LINKED_GROUP) / (1 - _LINKED_GROUP) * len(GROUPS)), len(GROUPS) - 1)


class Staff:
    """Finds an official to go for an organisation; few go often."""

    def __init__(self, draws: Draws, employers: Ints, n_organisations: int) -> None:
        self._by_employer: list[int] = np.argsort(employers, kind="stable").tolist()
        counts = np.bincount(employers, minlength=n_organisations)
        self._firsts: list[int] = (np.cumsum(counts) - counts).tolist()
        self._counts: list[int] = counts.tolist()
        self._next = draws.stream().__next__

    def find(self, organisation: int) -> int | None:
        """One of its officials; None when nobody is named."""
        if self._next() >= _SENDS_OFFICIAL:
            return None
        place = int(self._counts[organisation] * self._next() ** 2)
        return self._by_employer[self._firsts[organisation] + place]


def exchanges(draws: Draws, hosts: Ints, partners: Partners, staff: Staff) -> tuple[Ints, Ints, Ints]:
    """Organisations and officials of each exchange, the host's first.

    Returns
    -------
    Offsets, organisations and officials: exchange e brings together ``organisations[offsets[e]:offsets[e + 1]]``, each
    with the official in the same place, -1 where none is named.
    """
    offsets, organisations, officials = array("q", [0]), array("q"), array("q")
    for host, n_seats in zip(hosts.tolist(), _seats(draws, len(hosts)), strict=True):
        for one in _met_by(host, n_seats, partners):
            official = staff.find(one)
            organisations.append(one)
            officials.append(-1 if official is None else official)
        offsets.append(len(organisations))
    return tuple(np.array(one, dtype=np.int64) for one in (offsets, organisations, officials))  # type: ignore[return-value]


def with_association(draws: Draws, n_exchanges: int) -> Ints:
    """Exchanges that the association of the host's country takes part in."""
    return np.flatnonzero(draws.uniform(n_exchanges) < _WITH_ASSOCIATION)


def twinnings(draws: Draws, activity: Floats, partners: Partners, n_wanted: int) -> list[tuple[int, int]]:
    """Pairs of twinned municipalities, the smaller first; about as many as wanted, since repeats count once."""
    firsts = draws.weighted(activity**0.8, n_wanted).tolist()
    pairs = ((first, partners.find_new(first)) for first in firsts)
    return sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})


def _seats(draws: Draws, n: int) -> Iterator[int]:
    few = _SEATS[draws.below(len(_SEATS), n)]
    low, high = _ROUND_TABLE_SEATS
    many = low + draws.below(high - low + 1, n)
    seats: Iterator[int] = iter(np.where(draws.uniform(n) < _ROUND_TABLE, many, few).tolist())
    return seats


def _met_by(host: int, n_seats: int, partners: Partners) -> dict[int, None]:
    found = dict.fromkeys([host])
    for _ in range(n_seats - 1):
        found[partners.find(host)] = None
    while len(found) == 1:  # every seat fell to the host itself
        found[partners.find(host)] = None
    return found
