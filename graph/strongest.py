"""The strongest paths between peers: those whose steps are likeliest to hold, all of them together.

Strengths multiply along a path, so their costs (-ln) add up, and the strongest path is the cheapest. Costs spread from
both ends, each only half as far as the costliest path still wanted; what both leave over is small enough to be walked
best first (A*Prune, Liu and Ramakrishnan 2001), which lists paths without repeated peers in a total order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np

from graph.network import Positions
from graph.paths import COUNT_LIMIT, FoundPaths, Path, find_paths, one_peer
from graph.steps import Mask, StepGraph
from graph.tie_strength import Costs, TieStrengths

_WORK_LIMIT = 50_000
"""Beginnings of paths that are tried before counting ends."""
_STEP = 64
"""Costs are counted in units of 64, so that one more for each step makes the shorter of two equals the cheaper."""
_FIRST_TRY, _NEXT_TRY = 0.6, 1.2
_NEVER = np.int64(1) << 60


def find_strongest(
    steps: StepGraph, ties: TieStrengths, starts: Positions, ends: Positions, k: int, max_steps: int
) -> FoundPaths:
    """The k strongest paths from any of some peers to any of some others.

    Parameters
    ----------
    starts, ends : ascending, without a peer in common; a path leaves the first and enters the others once.
    k : how many to list, at least 1.
    max_steps : longest path to look for, 1-30.

    Returns
    -------
    The strongest first; where equally strong those of fewer steps, then in the order of the ids along the path.
    ``n_more`` counts paths exactly as strong as the last one listed. As `find_paths` where nothing connects them.

    References
    ----------
    Liu, Ramakrishnan (2001), A*Prune: an algorithm for finding K shortest paths subject to multiple constraints.
    Pohl (1971), Bi-directional search.
    """
    short = find_paths(steps, starts, ends, k, max_steps)
    if not short.paths:
        return short
    known = sorted((cost_of(steps, ties, path), path) for path in short.paths)
    if len(known) < k:  # these are all there are
        return FoundPaths(tuple(path for _, path in known), short.distance, 0, True)
    # How far costs must spread grows with the costliest path wanted, and steeply; so little is tried first.
    most = round(known[0][0] * _FIRST_TRY)
    while True:
        most = min(most, known[-1][0])
        paths, n_more, is_complete = _Walk.within(steps, ties, starts, ends, max_steps, most).best(k)
        if len(paths) >= k or not is_complete or most == known[-1][0]:
            return FoundPaths(tuple(paths), short.distance, n_more, is_complete)
        most = round(most * _NEXT_TRY)


def cost_of(steps: StepGraph, ties: TieStrengths, path: Path) -> int:
    """What a path costs: the less the stronger, and of equally strong ones the less the shorter."""
    return sum(ties.cost_of_step(steps.facts_between(*pair)) * _STEP + 1 for pair in pairwise(path))


@dataclass(slots=True)
class _Costs:
    """What it costs at most to get from some peers to others, spread step by step."""

    steps: StepGraph
    ties: TieStrengths
    best: Costs
    border: Positions
    layers: list[tuple[Positions, Costs]]

    @classmethod
    def around(cls, steps: StepGraph, ties: TieStrengths, peers: Positions) -> "_Costs":
        best = np.full(steps.network.n_nodes, _NEVER, dtype=np.int64)
        best[peers] = 0
        return cls(steps, ties, best, peers, [(peers, best[peers])])

    def grow(self, limits: Costs | None, most: int, ends: Positions) -> bool:
        """Spread one step further, to what costs at most ``most`` less its limit; False: nowhere left to go."""
        peers, least = self.border, self.ties.least_cost * _STEP + 1
        so_far = self.best[peers]

        def may_gain(owner: Positions, reached: Positions) -> Mask:
            totals = so_far[owner] + least
            is_near: Mask = totals <= (most if limits is None else most - limits[reached])
            return is_near & (totals < self.best[reached])

        owner, reached, costs = self.ties.steps_from(self.steps, peers, may_gain)
        totals = so_far[owner] + costs * _STEP + 1
        is_near = totals <= (most if limits is None else most - limits[reached])
        is_near &= totals < self.best[reached]
        reached, totals = reached[is_near], totals[is_near]
        order = np.lexsort((totals, reached))
        reached, totals = reached[order], totals[order]
        is_first = np.concatenate([[True], reached[1:] != reached[:-1]])[: len(reached)]
        reached, totals = reached[is_first], totals[is_first]
        self.best[reached] = totals
        self.layers.append((reached, totals))
        # Nobody walks on through an end, nor where not even the surest step is affordable.
        self.border = reached[(totals + least <= most) & ~np.isin(reached, ends)]
        return bool(len(self.border))


@dataclass(frozen=True, slots=True)
class _Walk:
    """Paths walked best first, led by what the rest of the way costs at least."""

    steps: StepGraph
    ties: TieStrengths
    starts: Positions
    ends: frozenset[int]
    max_steps: int
    most: int
    least: Costs
    """For each peer what the way to an end costs at least, in any number of steps; `_NEVER` where there is none."""
    onward: dict[int, list[tuple[int, int]]]
    """For each peer what the way to an end costs at least, by its steps: (steps, cost), cheaper when longer."""

    @classmethod
    def within(
        cls, steps: StepGraph, ties: TieStrengths, starts: Positions, ends: Positions, max_steps: int, most: int
    ) -> "_Walk":
        """A walk among all peers on paths that cost at most so much."""
        near, far = _Costs.around(steps, ties, starts), _Costs.around(steps, ties, ends)
        half = most // 2
        for _ in range(max_steps):
            if not near.grow(None, half, ends):
                break
        # A way back that costs more than half can only go on among what lies near.
        limits = np.minimum(near.best, half)
        for _ in range(max_steps):
            if not far.grow(limits, most, starts):
                break
        onward: dict[int, list[tuple[int, int]]] = {}
        for n_steps, (peers, costs) in enumerate(far.layers):
            for peer, cost in zip(peers.tolist(), costs.tolist(), strict=True):
                onward.setdefault(peer, []).append((n_steps, cost))
        return cls(steps, ties, starts, frozenset(ends.tolist()), max_steps, most, far.best, onward)

    def best(self, k: int) -> tuple[list[Path], int, bool]:
        """The first k paths, how many more cost as much as the last one, and whether that number is exact."""
        listed: list[Path] = []
        last, n_more = 0, 0
        for cost, path in self._paths():
            if path is None:
                return listed, n_more, False
            if len(listed) < k:
                listed.append(path)
                last = cost
            elif cost // _STEP > last // _STEP:
                break
            else:
                n_more += 1
            if n_more > COUNT_LIMIT:
                break
        return listed, n_more, True

    def _paths(self) -> Iterator[tuple[int, Path | None]]:
        """Paths with their costs in their total order; None once too much was tried."""
        open_: list[tuple[int, Path, int]] = []
        starts = self.starts.tolist()
        for start in starts:
            self._push(open_, (start,), 0)
        nexts: dict[int, list[tuple[int, int, int]]] = {}
        for _ in range(_WORK_LIMIT):
            if not open_:
                return
            bound, path, cost = heappop(open_)
            last = path[-1]
            if last in self.ends:
                yield bound, path
                continue
            if last not in nexts:
                nexts[last] = self._next(last)
            for rest, peer, step in nexts[last]:
                if cost + rest > self.most:
                    break
                if peer not in path and peer not in starts:
                    self._push(open_, (*path, peer), cost + step)
        yield 0, None

    def _push(self, open_: list[tuple[int, Path, int]], path: Path, cost: int) -> None:
        rest = self._rest(path[-1], self.max_steps - len(path) + 1)
        if rest is not None and cost + rest <= self.most:
            heappush(open_, (cost + rest, path, cost))

    def _rest(self, peer: int, n_steps: int) -> int | None:
        """What the way to an end costs at least in so many steps; None: there is none."""
        found = None
        for needed, cost in self.onward.get(peer, ()):
            if needed > n_steps:
                break
            found = cost
        return found

    def _next(self, peer: int) -> list[tuple[int, int, int]]:
        """Peers to go on to: what the whole way costs at least, the peer, and what the step to it costs."""
        _, reached, costs = self.ties.steps_from(
            self.steps, one_peer(peer), lambda _, reached: self.least[reached] <= self.most
        )
        step = costs * _STEP + 1
        return sorted(zip((step + self.least[reached]).tolist(), reached.tolist(), step.tolist(), strict=True))
