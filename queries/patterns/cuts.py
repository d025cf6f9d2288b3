"""What falls apart when a node goes: articulation points and bridges."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from queries.patterns.ties import Ties

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cuts:
    """What every node holds together."""

    n_cut_off: Ints
    """For each node how many others its going would cut off from the largest part that is left of its component."""
    n_bridges: int
    """Ties without which more would be unconnected."""


def cuts(ties: Ties) -> Cuts:
    """What would be cut off without each node (Hopcroft & Tarjan 1973); zeros for a network without ties."""
    low, order, parents, entered = _walk(ties)
    below = np.ones(ties.n, dtype=np.int64)
    greatest = np.zeros(ties.n, dtype=np.int64)
    hanging = np.zeros(ties.n, dtype=np.int64)
    n_bridges = 0
    for node in reversed(order):
        parent = parents[node]
        if parent < 0:
            continue
        below[parent] += below[node]
        n_bridges += low[node] > entered[parent]
        if low[node] >= entered[parent]:  # nothing below it gets past the parent
            hanging[parent] += below[node]
            greatest[parent] = max(greatest[parent], below[node])
    sizes = ties.component_sizes[ties.labels] if ties.n else below
    rest = sizes - 1 - hanging
    return Cuts(np.maximum(0, sizes - 1 - np.maximum(rest, greatest)), n_bridges)


def _walk(ties: Ties) -> tuple[list[int], list[int], list[int], list[int]]:
    """A walk in depth: how far up each node gets, the order of entering, parents, and places in the order."""
    offsets, columns = ties.rows.offsets.tolist(), ties.rows.columns.tolist()
    entered, low, parents = [-1] * ties.n, [0] * ties.n, [-1] * ties.n
    order: list[int] = []
    following = offsets[:-1]
    for root in range(ties.n):
        stack = [root] if entered[root] < 0 else []
        while stack:
            node = stack[-1]
            if entered[node] < 0:
                entered[node] = low[node] = len(order)
                order.append(node)
            if following[node] == offsets[node + 1]:
                stack.pop()
                if parents[node] >= 0:
                    low[parents[node]] = min(low[parents[node]], low[node])
                continue
            other = columns[following[node]]
            following[node] += 1
            if entered[other] < 0:
                parents[other] = node
                stack.append(other)
            elif other != parents[node]:
                low[node] = min(low[node], entered[other])
    return low, order, parents, entered
