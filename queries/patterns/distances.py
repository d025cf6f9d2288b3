"""Distances between nodes: counted for all pairs where that is quick, from a sample of nodes where it is not."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.incidence import Rows
from queries.patterns.ties import Ties

_WORDS = 64
"""Numbers of 64 bits a node: 4,096 searches go through the network at once, one bit each."""
_MOST_BYTES = 256 * 1024 * 1024
_MOST_EXACT = 30_000
"""Nodes of a component in which all pairs are counted: seconds, up to here."""
_N_SAMPLED = 512
_BLOCK = 20_000

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Distances:
    """How far apart the nodes of the largest component are."""

    counts: Counts
    """For each distance from 0 on the number of ordered pairs that far apart, each node with itself included."""
    n_nodes: int
    """Nodes of the component."""
    n_sources: int
    """Nodes that were searched from; as many as there are nodes when it is exact."""
    source_means: npt.NDArray[np.float64]
    """For each of these the mean distance to the others; empty when it is exact, since only samples err."""

    @property
    def is_exact(self) -> bool:
        """Whether all pairs were counted."""
        return self.n_sources == self.n_nodes

    @property
    def n_pairs(self) -> int:
        """Ordered pairs of different nodes that were counted."""
        return int(self.counts[1:].sum())

    @property
    def mean(self) -> float | None:
        """Mean distance of two different nodes; None when there are no two."""
        return float(np.arange(len(self.counts)) @ self.counts / self.n_pairs) if self.n_pairs else None

    @property
    def diameter(self) -> int | None:
        """Greatest distance; the greatest that was met when it is not exact."""
        return len(self.counts) - 1 if self.n_pairs else None

    @property
    def error(self) -> float | None:
        """Half the width of a 95 % interval around the mean of a sample; None when it is exact."""
        if self.is_exact or self.n_sources < 2:
            return None
        without_return = np.sqrt(1 - self.n_sources / self.n_nodes)
        return float(1.96 * self.source_means.std(ddof=1) / np.sqrt(self.n_sources) * without_return)

    def percentile(self, percent: float) -> float | None:
        """Effective diameter: steps within which so many percent of pairs lie, interpolated between whole steps.

        References
        ----------
        Leskovec, Kleinberg & Faloutsos 2005, with each node's pair with itself counted, as KONECT does.
        """
        if not self.n_pairs:
            return None
        share = np.cumsum(self.counts) / self.counts.sum()
        last = int(np.argmax(share >= percent / 100))
        before = share[last - 1] if last else 0.0
        return float(last - 1 + (percent / 100 - before) / (share[last] - before))

    def compactness(self, n_all: int) -> float | None:
        """Mean of 1 / distance over all ordered pairs of a network, unconnected ones 0 (Borgatti 2003).

        Parameters
        ----------
        n_all : nodes of the network. Pairs of its smaller components are counted as unconnected.

        Returns
        -------
        None for fewer than two nodes.
        """
        if n_all < 2:
            return None
        closeness = float((self.counts[1:] / np.arange(1, len(self.counts))).sum())
        return closeness * self.n_nodes / max(1, self.n_sources) / (n_all * (n_all - 1))

    @property
    def median(self) -> int | None:
        """Steps within which at least half of all pairs of different nodes lie."""
        if not self.n_pairs:
            return None
        share = np.cumsum(self.counts[1:]) / self.n_pairs
        return 1 + int(np.argmax(share >= 0.5))


def distances(ties: Ties, seed: int, *, most_exact: int = _MOST_EXACT, n_sampled: int = _N_SAMPLED) -> Distances:
    """Distances in the largest component.

    Parameters
    ----------
    seed : of the sample, where one is drawn.
    most_exact : nodes up to which all pairs are counted.
    n_sampled : nodes to search from otherwise, drawn without repeats; with no more nodes than that, all of them.

    Returns
    -------
    No pair at all for a network without ties.
    """
    giant = ties.part(ties.labels == 0)
    if giant.m == 0:
        return Distances(np.array([giant.n], dtype=np.int64), giant.n, giant.n, np.empty(0))
    sources = np.arange(giant.n)
    if giant.n > max(most_exact, n_sampled):
        sources = np.sort(np.random.Generator(np.random.PCG64(seed)).choice(giant.n, n_sampled, replace=False))
    return _searched(giant.rows, sources)


def reached_within(ties: Ties, steps: int) -> Counts:
    """For each node how many others are at most so many steps away."""
    found = np.zeros(ties.n, dtype=np.int64)
    # Distances are symmetric, so who is reached from a block of nodes tells how many of the block each node reaches.
    for block in _blocks(np.arange(ties.n), ties.n):
        seen, ring = _start(block, ties.n)
        for _ in range(steps):
            ring = _next_ring(ties.rows, ring, seen)
        found += np.bitwise_count(seen).sum(axis=1).astype(np.int64)
    return found - 1


def reached_within_two(ties: Ties) -> Counts:
    """The same for two steps, by multiplying, which is quicker in large networks."""
    matrix = ties.matrix()
    found = np.zeros(ties.n, dtype=np.int64)
    for start in range(0, ties.n, _BLOCK):
        block = matrix[start : start + _BLOCK]
        found[start : start + _BLOCK] = np.diff((block @ matrix + block).tocsr().indptr)
    return found - (ties.degrees > 0)  # there and back leads to the node itself


def _searched(rows: Rows, sources: npt.NDArray[np.int64]) -> Distances:
    n = rows.n_rows
    is_exact = len(sources) == n
    counts: Counter[int] = Counter()
    totals = []
    for block in _blocks(sources, n):
        seen, ring = _start(block, n)
        total = np.zeros(len(block), dtype=np.int64)
        distance = 0
        while n_met := int(np.bitwise_count(ring).sum(dtype=np.int64)):
            counts[distance] += n_met
            if not is_exact:
                total += distance * _met(ring, len(block))
            ring = _next_ring(rows, ring, seen)
            distance += 1
        totals.append(total)
    of_each = np.array([counts[distance] for distance in range(max(counts) + 1)], dtype=np.int64)
    return Distances(of_each, n, len(sources), np.empty(0) if is_exact else np.concatenate(totals) / (n - 1))


def _met(ring: npt.NDArray[np.uint64], n_searches: int) -> Counts:
    """For each search how many nodes it meets."""
    found: list[int] = []
    for word in ring.T:
        bits = np.unpackbits(np.ascontiguousarray(word).view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        found += bits.sum(axis=0, dtype=np.int64).tolist()
    return np.array(found[:n_searches], dtype=np.int64)


def _blocks(sources: npt.NDArray[np.int64], n: int) -> list[npt.NDArray[np.int64]]:
    words = max(1, min(_WORDS, _MOST_BYTES // (8 * max(1, n))))
    size = 64 * words
    return [sources[start : start + size] for start in range(0, len(sources), size)]


def _start(block: npt.NDArray[np.int64], n: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    places = np.arange(len(block))
    seen = np.zeros((n, -(-len(block) // 64)), dtype=np.uint64)
    seen[block, places // 64] = np.uint64(1) << (places % 64).astype(np.uint64)
    return seen, seen.copy()


def _next_ring(rows: Rows, ring: npt.NDArray[np.uint64], seen: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Who is met one step further on, in each search; they are marked as seen."""
    tied = np.flatnonzero(rows.lengths())
    following = np.zeros_like(ring)
    if len(tied):
        following[tied] = np.bitwise_or.reduceat(ring[rows.columns], rows.offsets[tied], axis=0)
    following &= ~seen
    seen |= following
    return following
