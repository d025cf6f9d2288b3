"""Walking the network step by step, under the filters of a question."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from graph.incidence import gather
from graph.network import CANCELLED, HELD, KINDS, FactKind, Facts, Network, Positions
from graph.store import UNKNOWN_DAY

Number = TypeVar("Number", bound=np.generic)
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class StepRules:
    """Which peers and facts may be walked."""

    with_planned: bool = False
    """Also exchanges that are planned, or not known to have been held."""
    with_similarity: bool = False
    """Also steps between peers who share a topic, a country or an association."""
    avoid_kinds: frozenset[str] = frozenset()
    """Kinds of peers to walk around."""
    avoid_ids: frozenset[str] = frozenset()
    """Peers, exchanges and other nodes to walk around."""
    only_facts: frozenset[FactKind] = frozenset()
    """Only steps through facts of these kinds; empty: of all kinds."""
    topic_ids: frozenset[str] | None = None
    """Only steps through what is about one of these topics, which jobs and twinnings never are. None: any topic."""
    first_day: int | None = None
    """Only facts that may have held on this day or later; undated ones are left out. Days since 1 January 1970."""
    last_day: int | None = None
    """Only facts that may have held on this day or earlier; undated ones are left out."""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything that could connect people is left out."""
        return self != StepRules(self.with_planned, self.with_similarity)

    def widened(self) -> "StepRules":
        """The same rules with nothing left out."""
        return StepRules(self.with_planned, self.with_similarity)


_WITHOUT_RULES: WeakKeyDictionary[Network, tuple[tuple[tuple[Facts, Mask], ...], Mask]] = WeakKeyDictionary()
"""What every question without rules may walk: found by looking at every node and fact."""


@dataclass(frozen=True, slots=True)
class StepGraph:
    """The network as one question may walk it: a graph of peers with the steps its rules allow."""

    network: Network
    rules: StepRules
    _layers: tuple[tuple[Facts, Mask], ...] = field(repr=False)
    _may_visit: Mask = field(repr=False)

    @classmethod
    def under(cls, network: Network, rules: StepRules) -> "StepGraph":
        """Step graph of a network under the given rules; the one without rules is made once for each network."""
        if rules != StepRules():
            return cls._made(network, rules)
        if network not in _WITHOUT_RULES:
            made = cls._made(network, rules)
            _WITHOUT_RULES[network] = made._layers, made._may_visit
        return cls(network, rules, *_WITHOUT_RULES[network])

    @classmethod
    def _made(cls, network: Network, rules: StepRules) -> "StepGraph":
        avoided = network.positions(rules.avoid_ids)
        may_visit = network.is_peer()
        may_visit[avoided] = False
        for kind in rules.avoid_kinds:
            may_visit[network.kinds == KINDS.index(kind)] = False
        layers = [network.peers, *([network.likeness] if rules.with_similarity else [])]
        return cls(
            network, rules, tuple((facts, _may_use(network, facts, rules, avoided)) for facts in layers), may_visit
        )

    def may_visit(self, position: int) -> bool:
        """Whether a peer may be on a path at all."""
        return bool(self._may_visit[position])

    def may_visit_all(self, positions: Positions) -> Mask:
        """For each of the peers whether it may be on a path at all."""
        allowed: Mask = self._may_visit[positions]
        return allowed

    def without(self, positions: Positions) -> "StepGraph":
        """The same steps with some more peers to walk around."""
        may_visit = self._may_visit.copy()
        may_visit[positions] = False
        return StepGraph(self.network, self.rules, self._layers, may_visit)

    def neighbours(self, positions: Positions) -> Positions:
        """Peers one step away from any of the given ones, ascending; the given ones too where they meet."""
        found = [self._members(facts, is_used, positions)[1] for facts, is_used in self._layers]
        everyone = np.concatenate(found)
        return unique(everyone[self._may_visit[everyone]], self.network.n_nodes)

    def steps_between(self, starts: Positions, targets: Positions) -> tuple[Positions, Positions]:
        """All steps from the given peers to the targets, as (from, to) pairs in ascending order without repeats."""
        is_turned = self._n_facts(targets) < self._n_facts(starts)  # walked from the side that has fewer facts
        here, there = (targets, starts) if is_turned else (starts, targets)
        is_wanted = mask_of(there[self._may_visit[there]], self.network.n_nodes)
        pairs = []
        for facts, is_used in self._layers:
            owner, members = self._members(facts, is_used, here)
            is_kept = is_wanted[members]
            first, second = here[owner[is_kept]], members[is_kept]
            pairs.append(_paired(second, first) if is_turned else _paired(first, second))
        steps = sorted_once(np.concatenate(pairs))
        first, second = (steps >> 32).astype(np.int32), (steps & 0xFFFFFFFF).astype(np.int32)
        is_step = first != second
        return first[is_step], second[is_step]

    def facts_from(self, positions: Positions) -> Iterator[tuple[Facts, Positions, Positions, Positions]]:
        """Every way to step away from some peers, one sort of network after the other.

        Returns
        -------
        Facts of that sort, and as columns of equal length: the place in ``positions`` of the peer that is left, the row
        of the fact, and the peer that is reached. Peers reach themselves too.
        """
        for facts, is_used in self._layers:
            owner, shared, members = self._walked(facts, is_used, positions)
            is_open = self._may_visit[members]
            yield facts, owner[is_open], shared[is_open], members[is_open]

    def facts_between(self, first: int, second: int) -> tuple[tuple[Facts, int], ...]:
        """Facts that two peers share, best first: by kind, then the latest, undated ones last, then by position."""
        shared: list[tuple[Facts, int]] = []
        for facts, is_used in self._layers:
            of_both = _in_both(facts.incidence.facts.row(first), facts.incidence.facts.row(second))
            shared += [(facts, int(one)) for one in of_both if is_used[one]]
        return tuple(sorted(shared, key=_telling_order))

    def _n_facts(self, positions: Positions) -> int:
        offsets = [facts.incidence.facts.offsets for facts, _ in self._layers]
        return int(sum((one[positions + 1] - one[positions]).sum() for one in offsets))

    def _members(self, facts: Facts, is_used: Mask, positions: Positions) -> tuple[Positions, Positions]:
        owner, _, members = self._walked(facts, is_used, positions)
        return owner, members

    def _walked(self, facts: Facts, is_used: Mask, positions: Positions) -> tuple[Positions, Positions, Positions]:
        owner, shared = gather(facts.incidence.facts, positions)
        is_open = is_used[shared]
        owner, shared = owner[is_open], shared[is_open]
        which, members = gather(facts.incidence.members, shared)
        return owner[which], shared[which], members


def unique(positions: Positions, n_nodes: int) -> Positions:
    """The positions ascending and without repeats.

    Sorting few is cheaper than marking; marking many is cheaper than sorting.
    """
    if len(positions) * 32 < n_nodes:
        return sorted_once(positions)
    mark = np.zeros(n_nodes, dtype=np.bool_)
    mark[positions] = True
    return np.flatnonzero(mark).astype(np.int32)


def sorted_once(values: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """The values ascending and without repeats, as `numpy.unique`, which hashes them first and takes longer."""
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def _paired(first: Positions, second: Positions) -> npt.NDArray[np.int64]:
    pairs: npt.NDArray[np.int64] = (first.astype(np.int64) << 32) | second
    return pairs


def _in_both(first: Positions, second: Positions) -> Positions:
    """What is in both of two ascending arrays; looking up the shorter one beats merging with a hub's thousands."""
    few, many = (first, second) if len(first) <= len(second) else (second, first)
    places = np.searchsorted(many, few)
    is_inside = places < len(many)
    few = few[is_inside]
    both: Positions = few[many[places[is_inside]] == few]
    return both


def mask_of(positions: Positions, n_nodes: int) -> Mask:
    """For each node whether it is one of the positions."""
    mask = np.zeros(n_nodes, dtype=np.bool_)
    mask[positions] = True
    return mask


def in_period(facts: Facts, first_day: int | None, last_day: int | None) -> Mask:
    """For each fact whether it may have held within a period; an unknown begin or end is no obstacle."""
    inside: Mask = np.ones(facts.n_facts, dtype=np.bool_)
    if last_day is not None:
        inside &= (facts.starts_on == UNKNOWN_DAY) | (facts.starts_on <= last_day)
    if first_day is not None:
        inside &= (facts.ends_on == UNKNOWN_DAY) | (facts.ends_on >= first_day)
    return inside


def is_undated(facts: Facts) -> Mask:
    """For each fact whether neither its begin nor its end is known."""
    undated: Mask = (facts.starts_on == UNKNOWN_DAY) & (facts.ends_on == UNKNOWN_DAY)
    return undated


def _may_use(network: Network, facts: Facts, rules: StepRules, avoided: Iterable[int]) -> Mask:
    is_used: Mask = facts.statuses != CANCELLED if rules.with_planned else facts.statuses == HELD
    for node in avoided:
        is_used &= facts.nodes != node
    if rules.only_facts:
        is_used &= np.isin(facts.kinds, sorted(rules.only_facts))
    if rules.topic_ids is not None:
        is_used &= (facts.nodes >= 0) & _is_about(network, rules.topic_ids)[facts.nodes]
    if rules.first_day is not None or rules.last_day is not None:
        # A job without dates says who is who, so it stays whatever the period.
        is_used &= in_period(facts, rules.first_day, rules.last_day)
        is_used &= ~is_undated(facts) | (facts.kinds == FactKind.WORKS_FOR)
    return is_used


def _is_about(network: Network, topic_ids: Iterable[str]) -> Mask:
    """For each node whether it is one of the topics, or is related to one."""
    topics = network.positions(topic_ids)
    about = mask_of(gather(network.neighbours, topics)[1], network.n_nodes)
    about[topics] = True
    return about


def _telling_order(shared: tuple[Facts, int]) -> tuple[int, int, int]:
    facts, position = shared
    return int(facts.kinds[position]), -int(facts.starts_on[position]), position


__all__ = ["FactKind", "StepGraph", "StepRules", "in_period", "is_undated", "mask_of", "sorted_once", "unique"]
