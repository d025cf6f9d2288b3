"""Walking the network step by step, under the filters of a question."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from graph.incidence import gather
from graph.network import CANCELLED, HELD, KINDS, FactKind, Facts, Network, Positions

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
        return cls(network, rules, tuple((facts, _may_use(facts, rules, avoided)) for facts in layers), may_visit)

    def may_visit(self, position: int) -> bool:
        """Whether a peer may be on a path at all."""
        return bool(self._may_visit[position])

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
        owner, shared = gather(facts.incidence.facts, positions)
        is_open = is_used[shared]
        owner, shared = owner[is_open], shared[is_open]
        which, members = gather(facts.incidence.members, shared)
        return owner[which], members


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


def _may_use(facts: Facts, rules: StepRules, avoided: Iterable[int]) -> Mask:
    is_used: Mask = facts.statuses != CANCELLED if rules.with_planned else facts.statuses == HELD
    for node in avoided:
        is_used &= facts.nodes != node
    return is_used


def _telling_order(shared: tuple[Facts, int]) -> tuple[int, int, int]:
    facts, position = shared
    return int(facts.kinds[position]), -int(facts.starts_on[position]), position


__all__ = ["FactKind", "StepGraph", "StepRules", "mask_of", "sorted_once", "unique"]
