"""Shortest and next longer paths between two peers.

Two balls grow around the ends until they meet: bidirectional breadth-first search (Pohl 1971), always from the side
with the smaller border. What lies on a path of a wanted length is then swept out of the two balls layer by layer, so
that counting and listing touch only peers that are on such a path. Counting adds up ways from the far end (Brandes
2001, lemma 3); listing walks the layers in the order of ids, which gives every store and every machine the same order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.network import Positions
from graph.steps import StepGraph, sorted_once

COUNT_LIMIT = 1_000
"""Further paths are counted up to this number; beyond it, there are "more than 1,000"."""
_WORK_LIMIT = 50_000
"""Steps tried when longer paths must be listed to be counted."""

Path = tuple[int, ...]
Steps = tuple[Positions, Positions]
"""Steps as (from, to) pairs, ascending."""


@dataclass(frozen=True, slots=True)
class FoundPaths:
    """Paths between two peers, best first: by length, then by the ids along the path."""

    paths: tuple[Path, ...]
    distance: int | None
    """Steps of a shortest path however long; None: not connected at all under the rules."""
    n_more: int
    """Further paths as long as the last one listed; more than `COUNT_LIMIT` is given as `COUNT_LIMIT` + 1."""
    is_complete_count: bool
    """Whether ``n_more`` is exact; otherwise there are at least so many."""


def find_paths(steps: StepGraph, starts: Positions, ends: Positions, k: int, max_steps: int) -> FoundPaths:
    """The k best paths from any of some peers to any of some others.

    Parameters
    ----------
    starts, ends : peers that may be visited, ascending and without one in common. A path leaves the first and enters
        the others once: none of them is on its way.
    k : how many to list, at least 1.
    max_steps : longest path to look for, at least 1.

    Returns
    -------
    Shortest first, then the next longer; in the order of the ids along the path where equally long. No paths when the
    two are not connected, or only in more than ``max_steps`` (then ``distance`` says in how many).
    """
    near, far = _Ball(steps, starts), _Ball(steps, ends)
    distance = _distance(near, far)
    if distance is None or distance > max_steps:
        return FoundPaths((), distance, 0, True)
    listed: list[Path] = []
    for length in range(distance, max_steps + 1):
        layers = _Layers.between(steps, near, far, length)
        is_simple = length <= distance + 1  # a walk that repeats a peer is at least two steps longer than a path
        paths, n_more, is_complete = layers.best(k - len(listed), is_simple)
        listed += paths
        if len(listed) >= k:
            return FoundPaths(tuple(listed), distance, n_more, is_complete)
    return FoundPaths(tuple(listed), distance, 0, True)


def find_distance(steps: StepGraph, start: int, end: int) -> int | None:
    """Steps of a shortest path; 0 from a peer to itself; None: not connected."""
    return 0 if start == end else distance_between(steps, one_peer(start), one_peer(end))


def distance_between(steps: StepGraph, starts: Positions, ends: Positions) -> int | None:
    """Steps of a shortest path from any of some peers to any of some others; None: not connected."""
    return _distance(_Ball(steps, starts), _Ball(steps, ends))


def one_peer(position: int) -> Positions:
    """One peer as the searches take ends."""
    return np.array([position], dtype=np.int32)


class _Ball:
    """All peers within some steps of any of some peers, grown a step at a time."""

    def __init__(self, steps: StepGraph, centres: Positions) -> None:
        self.centres = centres
        self.rings: list[Positions] = [centres]
        # One more than the distance. One byte for each node, since all of them are cleared for every search; a ball
        # that outgrows it is given more.
        self._marks: npt.NDArray[np.signedinteger[Any]] = np.zeros(steps.network.n_nodes, dtype=np.int8)
        self._marks[centres] = 1
        self._steps = steps

    @property
    def radius(self) -> int:
        """How far it has grown."""
        return len(self.rings) - 1

    @property
    def border(self) -> Positions:
        """The peers furthest out; none when there are no more."""
        return self.rings[-1]

    def grow(self) -> None:
        """Add the peers one step further out."""
        reached = self._steps.neighbours(self.border)
        ring = reached[self._marks[reached] == 0]
        self.rings.append(ring)
        if len(self.rings) > np.iinfo(self._marks.dtype).max:
            self._marks = self._marks.astype(np.int32)
        self._marks[ring] = len(self.rings)

    def has_any(self, positions: Positions) -> bool:
        """Whether it has reached any of the peers."""
        return bool(self._marks[positions].any())

    def within(self, radius: int, *, but: Positions) -> Positions:
        """Peers at most so many steps away, without the centres and some others."""
        found: Positions = np.concatenate([self.rings[0][:0], *self.rings[1 : radius + 1]])
        return _without(found, but)

    def kept(self, positions: Positions, radius: int) -> Positions:
        """Those of the peers that are at most so many steps away."""
        marks = self._marks[positions]
        near: Positions = positions[(marks > 0) & (marks <= radius + 1)]
        return near


def _distance(near: _Ball, far: _Ball) -> int | None:
    while len(near.border) and len(far.border):
        smaller, other = (near, far) if len(near.border) <= len(far.border) else (far, near)
        smaller.grow()
        if other.has_any(smaller.border):
            return near.radius + far.radius
    return None


def _grow_to(near: _Ball, far: _Ball, radii: int) -> None:
    """Grow the balls until their radii add up, always the one with the smaller border."""
    while near.radius + far.radius < radii:
        growing = [ball for ball in (near, far) if len(ball.border)]
        if not growing:
            return
        min(growing, key=lambda ball: len(ball.border)).grow()


@dataclass(frozen=True, slots=True)
class _Layers:
    """The peers on walks of one length between two peers, by place on the walk, and the steps between them."""

    starts: Positions
    steps: tuple[Steps, ...]
    """For each place the steps to the next one, as (from, to) pairs in ascending order."""
    ways: tuple[dict[int, int], ...]
    """For each place the number of ways that lead on from a peer to the end, held below `_MANY`."""

    @classmethod
    def between(cls, graph: StepGraph, near: _Ball, far: _Ball, length: int) -> "_Layers":
        """Layers of all walks of exactly this length that pass none of the ends on the way."""
        steps = _steps_by_place(graph, near, far, length)
        return cls(near.centres, tuple(steps), _count_ways(steps, far.centres))

    def best(self, n_wanted: int, is_simple: bool) -> tuple[list[Path], int, bool]:
        """The first paths in the order of ids, how many more there are, and whether that number is exact."""
        if is_simple:
            n_paths = min(sum(self.ways[0].get(start, 0) for start in self.starts.tolist()), _MANY)
            listed = [path for path, _ in zip(self._walks(_Work()), range(n_wanted), strict=False)]
            return listed, min(n_paths - len(listed), COUNT_LIMIT + 1), True
        work = _Work()
        listed, n_more = [], 0
        for path in self._walks(work):
            if len(listed) < n_wanted:
                listed.append(path)
            else:
                n_more += 1
            if n_more > COUNT_LIMIT:
                break
        return listed, n_more, not work.is_over

    def _walks(self, work: "_Work") -> Iterator[Path]:
        """Paths through the layers in the order of ids, without a repeated peer."""
        for start in self.starts.tolist():
            if start in self.ways[0]:
                yield from self._walks_from(start, work)

    def _walks_from(self, start: int, work: "_Work") -> Iterator[Path]:
        open_: list[tuple[Path, Iterator[int]]] = [((start,), iter(self._next(start, 0)))]
        while open_ and not work.is_over:
            path, following = open_[-1]
            peer = next(following, None)
            if peer is None:
                open_.pop()
            elif len(path) == len(self.steps):
                yield (*path, peer)
            elif peer not in path:
                work.done += 1
                open_.append(((*path, peer), iter(self._next(peer, len(path)))))

    def _next(self, peer: int, place: int) -> list[int]:
        first, second = self.steps[place]
        low, high = np.searchsorted(first, [peer, peer + 1])
        ways = self.ways[place + 1]
        return [one for one in second[low:high].tolist() if one in ways]


class _Work:
    """How much was tried so far, so that no question runs away."""

    def __init__(self) -> None:
        self.done = 0

    @property
    def is_over(self) -> bool:
        return self.done > _WORK_LIMIT


_MANY = 1 << 40


def _steps_by_place(graph: StepGraph, near: _Ball, far: _Ball, length: int) -> list[Steps]:
    """For each place on walks of this length the steps from there to the next one.

    Where the two balls meet, both distances are known; from there the places are swept towards each end.
    """
    _grow_to(near, far, length - 1)
    last = min(near.radius, length - 1)  # the last place within what the near ball knows
    if length - last <= far.radius and last > 0:
        met = far.kept(near.within(last, but=far.centres), length - last)
        onward: list[Steps] = []
    else:  # they only touch: a step leads from one ball to the other
        onward = [graph.steps_between(_places_near(near, far, last), _places_near(far, near, length - last - 1))]
        met = sorted_once(onward[-1][0])
    for place in range(last + len(onward), length):
        reached = sorted_once(onward[-1][1]) if onward else met
        onward.append(graph.steps_between(reached, _places_near(far, near, length - place - 1)))
    before: list[Steps] = []
    for place in range(last - 1, -1, -1):
        before.append(graph.steps_between(_places_near(near, far, place), met))
        met = sorted_once(before[-1][0])
    return [*reversed(before), *onward]


def _places_near(ball: _Ball, other: _Ball, place: int) -> Positions:
    """Peers that may stand so many places from an end; the end itself only at its own place."""
    return ball.within(place, but=other.centres) if place else ball.rings[0]


def _without(positions: Positions, others: Positions) -> Positions:
    """The positions that are none of some others."""
    kept: Positions = positions[positions != others[0]] if len(others) == 1 else positions[~np.isin(positions, others)]
    return kept


def _count_ways(steps: list[Steps], ends: Positions) -> tuple[dict[int, int], ...]:
    """For each place the number of ways from each peer there to an end."""
    ways: list[dict[int, int]] = [dict.fromkeys(ends.tolist(), 1)]
    for first, second in reversed(steps):
        onward = ways[0]
        peers, which = np.unique(first, return_inverse=True)
        worth = np.fromiter((onward.get(one, 0) for one in second.tolist()), dtype=np.int64, count=len(second))
        totals = np.minimum(np.bincount(which, weights=worth, minlength=len(peers)), _MANY).astype(np.int64)
        ways.insert(0, {p: n for p, n in zip(peers.tolist(), totals.tolist(), strict=True) if n})
    return tuple(ways)
