"""Shortest and next longer paths between two peers.

Two balls grow around the ends until they meet: bidirectional breadth-first search (Pohl 1971), always from the side
with the smaller border. What lies on a path of a wanted length is then swept out of the two balls layer by layer, so
that counting and listing touch only peers that are on such a path. Counting adds up ways from the far end (Brandes
2001, lemma 3); listing walks the layers in the order of ids, which gives every store and every machine the same order.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.network import Positions
from graph.steps import StepGraph, mask_of

COUNT_LIMIT = 1_000
"""Further paths are counted up to this number; beyond it, there are "more than 1,000"."""
_WORK_LIMIT = 50_000
"""Steps tried when longer paths must be listed to be counted."""
_UNREACHED = -1

Path = tuple[int, ...]


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


def find_paths(steps: StepGraph, start: int, end: int, k: int, max_steps: int) -> FoundPaths:
    """The k best paths from one peer to another.

    Parameters
    ----------
    start, end : positions of two different peers that may be visited.
    k : how many to list, at least 1.
    max_steps : longest path to look for, at least 1.

    Returns
    -------
    Shortest first, then the next longer; in the order of the ids along the path where equally long. No paths when the
    two are not connected, or only in more than ``max_steps`` (then ``distance`` says in how many).
    """
    near, far = _Ball(steps, start), _Ball(steps, end)
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
    if start == end:
        return 0
    return _distance(_Ball(steps, start), _Ball(steps, end))


class _Ball:
    """All peers within some steps of one, grown a step at a time."""

    def __init__(self, steps: StepGraph, centre: int) -> None:
        self.centre = centre
        self.radius = 0
        self.distances = np.full(steps.network.n_nodes, _UNREACHED, dtype=np.int16)
        self.distances[centre] = 0
        self.border: Positions = np.array([centre], dtype=np.int32)
        self._steps = steps

    def grow(self) -> None:
        """Add the peers one step further out."""
        reached = self._steps.neighbours(self.border)
        self.border = reached[self.distances[reached] == _UNREACHED]
        self.radius += 1
        self.distances[self.border] = self.radius

    def within(self, radius: int) -> npt.NDArray[np.bool_]:
        """For each node whether it is at most so many steps away."""
        is_within: npt.NDArray[np.bool_] = (self.distances != _UNREACHED) & (self.distances <= radius)
        return is_within


def _distance(near: _Ball, far: _Ball) -> int | None:
    if near.centre == far.centre:
        return 0
    while len(near.border) and len(far.border):
        smaller, other = (near, far) if len(near.border) <= len(far.border) else (far, near)
        smaller.grow()
        if (other.distances[smaller.border] != _UNREACHED).any():
            return near.radius + far.radius
    return None


def _grow_to(near: _Ball, far: _Ball, length: int) -> None:
    """Grow both balls until every peer on a walk of this length lies in one or the other."""
    for ball in (near, far):
        if length > 1 and ball.radius == 0:
            ball.grow()
    while near.radius + far.radius < length and (len(near.border) or len(far.border)):
        min((ball for ball in (near, far) if len(ball.border)), key=lambda ball: len(ball.border)).grow()


@dataclass(frozen=True, slots=True)
class _Layers:
    """The peers on walks of one length between two peers, by place on the walk, and the steps between them."""

    start: int
    steps: tuple[tuple[Positions, Positions], ...]
    """For each place the steps to the next one, as (from, to) pairs in ascending order."""
    ways: tuple[dict[int, int], ...]
    """For each place the number of ways that lead on from a peer to the end, held below `_MANY`."""

    @classmethod
    def between(cls, graph: StepGraph, near: _Ball, far: _Ball, length: int) -> "_Layers":
        """Layers of all walks of exactly this length that pass neither end on the way."""
        _grow_to(near, far, length)
        places = _places(graph, near, far, length)
        steps = []
        for here, there in itertools.pairwise(places):
            steps.append(graph.steps_between(here, mask_of(there, graph.network.n_nodes)))
        return cls(near.centre, tuple(steps), _count_ways(steps, far.centre))

    def best(self, n_wanted: int, is_simple: bool) -> tuple[list[Path], int, bool]:
        """The first paths in the order of ids, how many more there are, and whether that number is exact."""
        if is_simple:
            n_paths = self.ways[0].get(self.start, 0)
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
        open_: list[tuple[Path, Iterator[int]]] = [((self.start,), iter(self._next(self.start, 0)))]
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


def _places(graph: StepGraph, near: _Ball, far: _Ball, length: int) -> list[Positions]:
    """For each place on walks of this length the peers that may stand there, ascending."""
    ends = np.array([near.centre], dtype=np.int32), np.array([far.centre], dtype=np.int32)
    if length == 1:
        return list(ends)
    is_inner = np.ones(graph.network.n_nodes, dtype=np.bool_)
    is_inner[[near.centre, far.centre]] = False
    # The middle is where both balls know the distance; from there each side is swept towards its own end.
    middle = min(max(near.radius, length - far.radius), length - 1)
    places = {middle: np.flatnonzero(near.within(middle) & far.within(length - middle) & is_inner).astype(np.int32)}
    for place in range(middle - 1, 0, -1):
        places[place] = _kept(graph.neighbours(places[place + 1]), near.within(place) & is_inner)
    for place in range(middle + 1, length):
        places[place] = _kept(graph.neighbours(places[place - 1]), far.within(length - place) & is_inner)
    return [ends[0], *(places[place] for place in range(1, length)), ends[1]]


def _kept(positions: Positions, is_kept: npt.NDArray[np.bool_]) -> Positions:
    return positions[is_kept[positions]]


def _count_ways(steps: list[tuple[Positions, Positions]], end: int) -> tuple[dict[int, int], ...]:
    """For each place the number of ways from each peer there to the end."""
    ways: list[dict[int, int]] = [{end: 1}]
    for first, second in reversed(steps):
        onward = ways[0]
        peers, which = np.unique(first, return_inverse=True)
        worth = np.fromiter((onward.get(one, 0) for one in second.tolist()), dtype=np.int64, count=len(second))
        totals = np.minimum(np.bincount(which, weights=worth, minlength=len(peers)), _MANY).astype(np.int64)
        ways.insert(0, {p: n for p, n in zip(peers.tolist(), totals.tolist(), strict=True) if n})
    return tuple(ways)
