"""On how many shortest paths between others a node lies."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.steps import Mask
from queries.patterns.repeatable import networkit
from queries.patterns.ties import Ties

MOST_EXACT = 30_000_000
"""Nodes times ties up to which all shortest paths are counted: some seconds."""
_N_BATCHES = 8
_T_95 = 2.364624
"""97.5th percentile of Student's t with seven degrees of freedom, one less than there are batches."""
_LARGE = 2_000_000
_BLOCK = 64
_MOST_CELLS = 16_000_000

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Betweenness of every node, as a share of all pairs of others (Freeman 1977)."""

    shares: Floats
    errors: Floats | None
    """Half the width of a 95 % interval around each share; None when it is exact."""
    n_sampled: int
    """Nodes whose shortest paths were counted."""

    @property
    def is_exact(self) -> bool:
        """Whether the shortest paths from all nodes were counted."""
        return self.errors is None


def betweenness(ties: Ties, seed: int, *, most_exact: int = MOST_EXACT) -> Betweenness:
    """Betweenness by Brandes 2001; from a sample of source nodes (Brandes & Pich 2007) in a large network.

    Parameters
    ----------
    seed : of the sample.
    most_exact : nodes times ties up to which it is exact.

    Returns
    -------
    Zeros where no pair of others exists.
    """
    n_pairs = (ties.n - 1) * (ties.n - 2) / 2
    if ties.m == 0 or n_pairs <= 0:
        return Betweenness(np.zeros(ties.n), None, ties.n)
    if ties.n * ties.m <= most_exact:
        with networkit(seed) as nk:
            # Counted for ordered pairs, halved because ties have no direction.
            counted = np.array(nk.centrality.Betweenness(ties.networkit()).run().scores()) / 2
        return Betweenness(counted / n_pairs, None, ties.n)
    return _estimated(ties, seed, n_pairs)


def n_sampled_of(ties: Ties) -> int:
    """Source nodes that a sample takes: fewer in a very large network."""
    return 64 if ties.n + ties.m > _LARGE else 512


def _estimated(ties: Ties, seed: int, n_pairs: float) -> Betweenness:
    of_each = n_sampled_of(ties) // _N_BATCHES
    graph = ties.networkit()
    batches = []
    for batch in range(_N_BATCHES):
        with networkit(seed + batch) as nk:
            scores = nk.centrality.EstimateBetweenness(graph, of_each, False, False).run().scores()
        batches.append(np.array(scores) / 2 / n_pairs)
    found = np.stack(batches)
    errors = _T_95 * found.std(axis=0, ddof=1) / math.sqrt(_N_BATCHES)
    return Betweenness(found.mean(axis=0), errors, of_each * _N_BATCHES)


@dataclass(frozen=True, slots=True)
class Between:
    """How the shortest paths from one set of nodes to another run."""

    shares: Floats
    """For each node the share of connected pairs whose shortest paths it lies on, all paths of a pair alike."""
    n_pairs: int
    """Pairs of a node of the one set and another one of the other set."""
    n_connected: int


def between_sets(ties: Ties, sources: npt.NDArray[np.int64], is_target: Mask) -> Between:
    """Betweenness between two sets of nodes (Brandes 2008, on variants); the ends of a path are not between them.

    Parameters
    ----------
    sources : places of the nodes that paths begin at.
    is_target : for each node whether paths may end there.

    Returns
    -------
    Zeros when nobody of the one set is connected with anybody of the other.
    """
    total, n_connected = np.zeros(ties.n), 0
    matrix = ties.matrix()
    size = max(1, min(_BLOCK, _MOST_CELLS // max(1, ties.n)))
    for start in range(0, len(sources), size):
        added, connected = _from_block(matrix, sources[start : start + size], is_target)
        total += added
        n_connected += connected
    n_pairs = len(sources) * int(is_target.sum()) - int(is_target[sources].sum())
    return Between(total / n_connected if n_connected else total, n_pairs, n_connected)


def _from_block(matrix: Any, block: npt.NDArray[np.int64], is_target: Mask) -> tuple[Floats, int]:  # noqa: ANN401
    """Sums over some sources: what Brandes calls the dependency of each node, and how many targets are reached."""
    n, columns = matrix.shape[0], np.arange(len(block))
    distance = np.full((n, len(block)), -1, dtype=np.int32)
    ways = np.zeros((n, len(block)))
    distance[block, columns], ways[block, columns] = 0, 1
    ring, step = ways.copy(), 0
    while ring.any():
        step += 1
        reached = np.where(distance < 0, matrix @ ring, 0.0)
        distance[reached > 0] = step
        ways += reached
        ring = reached
    is_end = is_target[:, None] & (distance > 0)
    depends = np.zeros_like(ways)
    for last in range(step - 1, 0, -1):
        here = distance == last
        share = np.divide(is_end + depends, ways, out=np.zeros_like(ways), where=here)
        depends += np.where(distance == last - 1, ways * (matrix @ share), 0.0)
    depends[block, columns] = 0
    return depends.sum(axis=1), int(is_end.sum())
