"""Paths through peers that were asked for: the best ones from each to the next, joined where they share nobody.

Finding a path through given peers is hard in general, so the search has a time limit and says when it gave up.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise, permutations
from time import monotonic
from typing import Protocol

import numpy as np

from graph.network import Positions
from graph.paths import FoundPaths, Path, find_paths, one_peer
from graph.steps import StepGraph
from graph.strongest import cost_of, find_strongest
from graph.tie_strength import TieStrengths

_AT_FIRST, _AT_MOST = 8, 512
"""Paths listed from one peer to the next, doubled while more are needed."""


class PathFinder(Protocol):
    """One order of paths: finds the best ones, and tells which of two is better."""

    def find(self, steps: StepGraph, starts: Positions, ends: Positions, k: int, max_steps: int) -> FoundPaths:
        """The k best paths; see `find_paths`."""
        ...

    def cost(self, steps: StepGraph, path: Path) -> int:
        """A number that is lower for a better path, and adds up when paths are joined."""
        ...


@dataclass(frozen=True, slots=True)
class Shortest:
    """Fewer steps are better."""

    def find(self, steps: StepGraph, starts: Positions, ends: Positions, k: int, max_steps: int) -> FoundPaths:
        """The k shortest paths."""
        return find_paths(steps, starts, ends, k, max_steps)

    def cost(self, steps: StepGraph, path: Path) -> int:
        """Number of steps."""
        return len(path) - 1


@dataclass(frozen=True, slots=True)
class Strongest:
    """Stronger ties are better."""

    ties: TieStrengths

    def find(self, steps: StepGraph, starts: Positions, ends: Positions, k: int, max_steps: int) -> FoundPaths:
        """The k strongest paths."""
        return find_strongest(steps, self.ties, starts, ends, k, max_steps)

    def cost(self, steps: StepGraph, path: Path) -> int:
        """Cost of all steps."""
        return cost_of(steps, self.ties, path)


class GaveUp(Exception):
    """The time is over, or more paths between two peers would be needed than are listed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a search through given peers came to."""

    found: FoundPaths
    gave_up: bool
    """Whether it ended early: the paths found are the best ones, but there may be more."""


def find_passing(
    finder: PathFinder,
    steps: StepGraph,
    ends: tuple[Positions, Positions],
    via: tuple[int, ...],
    k: int,
    max_steps: int,
    time_limit_s: float,
    clock: Callable[[], float] = monotonic,
) -> Passage:
    """The k best paths that pass all of some peers, in whatever order.

    Parameters
    ----------
    ends : peers to start from and to end at, as `find_paths` takes them.
    via : peers to pass, at least one. One that stands at an end is passed there.
    time_limit_s : seconds after which the search gives up.

    Returns
    -------
    Best first, in the finder's order and then by ids; no paths when none passes all of them within ``max_steps``.
    """
    starts, targets = ends
    starts, targets = _fixed(starts, via), _fixed(targets, via)
    inner = tuple(one for one in via if one not in starts and one not in targets)
    if not inner:
        found = finder.find(steps, starts, targets, k, max_steps)
        return Passage(found, gave_up=False)
    search = _Search(finder, steps, (starts, targets), inner, max_steps, clock() + time_limit_s, clock)
    listed: list[Path] = []
    try:
        for path in search.paths():
            if len(listed) == k:  # one more is there; how many more is not worth the time
                return Passage(FoundPaths(tuple(listed), None, 0, False), gave_up=False)
            listed.append(path)
    except GaveUp:
        return Passage(FoundPaths(tuple(listed), None, 0, False), gave_up=True)
    return Passage(FoundPaths(tuple(listed), None, 0, True), gave_up=False)


def _fixed(ends: Positions, via: tuple[int, ...]) -> Positions:
    """Those of an end that must be passed, where there are any: one path has only one peer at each end."""
    asked: Positions = ends[np.isin(ends, via)]
    return asked if len(asked) else ends


@dataclass(slots=True)
class _Search:
    finder: PathFinder
    steps: StepGraph
    ends: tuple[Positions, Positions]
    via: tuple[int, ...]
    max_steps: int
    until: float
    clock: Callable[[], float]
    _legs: dict[tuple[int | None, int | None], "_Leg"] = field(default_factory=dict)

    def paths(self) -> Iterator[Path]:
        """All paths in their total order."""
        equals: list[Path] = []
        cost = None
        for next_cost, path in self._joined():
            if next_cost != cost:
                yield from sorted(equals)
                equals, cost = [], next_cost
            equals.append(path)
        yield from sorted(equals)

    def _joined(self) -> Iterator[tuple[int, Path]]:
        """Paths without a repeated peer, the better first; equally good ones in no order."""
        open_: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = []
        for order in permutations(self.via):
            self._push(open_, order, (0,) * (len(order) + 1), set())
        seen: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
        while open_:
            cost, order, places = heappop(open_)
            legs = [leg.at(place) for leg, place in zip(self._legs_of(order), places, strict=True)]
            path = legs[0][1] + tuple(peer for _, leg in legs[1:] for peer in leg[1:])
            if len(path) == len(set(path)) and len(path) <= self.max_steps + 1:
                yield cost, path
            for which in range(len(places)):
                further = tuple(place + (at == which) for at, place in enumerate(places))
                self._push(open_, order, further, seen)

    def _push(
        self,
        open_: list[tuple[int, tuple[int, ...], tuple[int, ...]]],
        order: tuple[int, ...],
        places: tuple[int, ...],
        seen: set[tuple[tuple[int, ...], tuple[int, ...]]],
    ) -> None:
        if (order, places) in seen:
            return
        seen.add((order, places))
        legs = []
        for leg, place in zip(self._legs_of(order), places, strict=True):
            if self.clock() > self.until:
                raise GaveUp
            if not leg.has(place):
                return
            legs.append(leg.at(place))
        heappush(open_, (sum(cost for cost, _ in legs), order, places))

    def _legs_of(self, order: tuple[int, ...]) -> list["_Leg"]:
        return [self._leg(*pair) for pair in pairwise((None, *order, None))]

    def _leg(self, first: int | None, second: int | None) -> "_Leg":
        if (first, second) not in self._legs:
            starts = self.ends[0] if first is None else one_peer(first)
            targets = self.ends[1] if second is None else one_peer(second)
            others = np.concatenate([*self.ends, np.array(self.via, dtype=np.int32)])
            others = np.setdiff1d(others, np.concatenate([starts, targets]))
            longest = self.max_steps - len(self.via)
            self._legs[first, second] = _Leg(self.finder, self.steps.without(others), starts, targets, longest)
        return self._legs[first, second]


@dataclass(slots=True)
class _Leg:
    """The best paths from one peer to the next, listed as far as they were needed."""

    finder: PathFinder
    steps: StepGraph
    starts: Positions
    ends: Positions
    max_steps: int
    listed: list[tuple[int, Path]] = field(default_factory=list)
    n_asked: int = 0

    def has(self, place: int) -> bool:
        """Whether there are more paths than this; raises `GaveUp` when that is too many to list."""
        while place >= len(self.listed) == self.n_asked and self.max_steps > 0:
            if self.n_asked == _AT_MOST:
                raise GaveUp
            self.n_asked = max(2 * self.n_asked, _AT_FIRST)
            found = self.finder.find(self.steps, self.starts, self.ends, self.n_asked, self.max_steps).paths
            self.listed = [(self.finder.cost(self.steps, path), path) for path in found]
        return place < len(self.listed)

    def at(self, place: int) -> tuple[int, Path]:
        """Cost and peers of the path at a place that there is."""
        return self.listed[place]
