"""Who is tied to whom: the two-mode network of facts and members, projected on the members."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.incidence import Rows, gather
from graph.network import Positions
from graph.steps import Mask
from queries.patterns.filters import Weight

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)  # no slots: what is derived is kept on it
class Ties:
    """An undirected graph without loops and parallel edges, whose edges are weighted."""

    nodes: Positions
    """Positions in the network, ascending; elsewhere a node is called by its place in here."""
    first: npt.NDArray[np.int32]
    """The smaller end of each tie."""
    second: npt.NDArray[np.int32]
    weights: Floats

    @property
    def n(self) -> int:
        """How many nodes there are."""
        return len(self.nodes)

    @property
    def m(self) -> int:
        """How many ties there are."""
        return len(self.first)

    @cached_property
    def degrees(self) -> Ints:
        """For each node with how many others it is tied."""
        return np.bincount(np.concatenate([self.first, self.second]), minlength=self.n).astype(np.int64)

    @cached_property
    def strengths(self) -> Floats:
        """For each node the sum of the weights of its ties."""
        ends, twice = np.concatenate([self.first, self.second]), np.concatenate([self.weights, self.weights])
        return np.bincount(ends, weights=twice, minlength=self.n).astype(np.float64)

    @cached_property
    def rows(self) -> Rows:
        """For each node those it is tied to, ascending."""
        matrix = self.matrix()
        return Rows(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32))

    @cached_property
    def labels(self) -> Ints:
        """For each node the component it is in, the largest component being 0."""
        from scipy.sparse.csgraph import connected_components

        _, labels = connected_components(self.matrix(), directed=False)
        order = np.argsort(-np.bincount(labels, minlength=1), kind="stable")
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        found: Ints = rank[labels]
        return found

    @cached_property
    def component_sizes(self) -> Ints:
        """Nodes in each component, the largest first."""
        return np.bincount(self.labels).astype(np.int64) if self.n else np.empty(0, dtype=np.int64)

    def matrix(self, *, weighted: bool = False) -> Any:  # noqa: ANN401 - scipy has no types
        """Adjacency matrix in compressed rows, symmetric."""
        from scipy.sparse import coo_array

        # The smaller neighbours of a node before the greater ones: so each row comes out ascending without sorting.
        rows, columns = (np.concatenate(ends) for ends in ((self.second, self.first), (self.first, self.second)))
        values = np.concatenate([self.weights, self.weights]) if weighted else np.ones(2 * self.m)
        return coo_array((values, (rows, columns)), shape=(self.n, self.n)).tocsr()

    def networkit(self, *, weighted: bool = False) -> Any:  # noqa: ANN401 - NetworKit has no types
        """The same as a graph of NetworKit."""
        import networkit as nk  # half a second that only those pay who measure

        ends = (self.first.astype(np.uint64), self.second.astype(np.uint64))
        if weighted:
            return nk.GraphFromCoo((self.weights, ends), n=self.n, weighted=True)
        return nk.GraphFromCoo(ends, n=self.n)

    def part(self, is_kept: Mask) -> "Ties":
        """The ties among some of the nodes."""
        place = np.cumsum(is_kept, dtype=np.int32) - 1
        both = is_kept[self.first] & is_kept[self.second]
        return Ties(self.nodes[is_kept], place[self.first[both]], place[self.second[both]], self.weights[both])


def project(members: Rows, facts: Positions, is_node: Mask, weight: Weight, *, with_isolates: bool) -> Ties:
    """Ties between the members of facts: two are tied when they share at least one.

    Parameters
    ----------
    members : members of each fact.
    facts : those that count.
    is_node : which members are nodes of the projection; the others are as if they were not there.
    weight : what each shared fact adds to a tie.
    with_isolates : whether nodes without a tie are nodes too.
    """
    pairs, of_facts = pairs_of_facts(members, facts, is_node)
    if weight is Weight.SHARED_FACTS:
        ties, n_shared = np.unique(pairs, return_counts=True)
        weights = n_shared.astype(np.float64)
    else:
        ties, place = np.unique(pairs, return_inverse=True)
        weights = np.bincount(place, weights=_newman(of_facts), minlength=len(ties)).astype(np.float64)
    first, second = (ties >> 32).astype(np.int32), (ties & 0xFFFFFFFF).astype(np.int32)
    is_used = is_node.copy()
    if not with_isolates:
        is_used = np.zeros(len(is_node), dtype=np.bool_)
        is_used[first] = is_used[second] = True
    places = np.cumsum(is_used, dtype=np.int32) - 1
    return Ties(np.flatnonzero(is_used).astype(np.int32), places[first], places[second], weights)


def _newman(of_facts: Positions) -> Floats:
    """What each pair of a fact adds to a tie: 1 / (s - 1), where s members make s (s - 1) / 2 pairs."""
    _, place, n_pairs = np.unique(of_facts, return_inverse=True, return_counts=True)
    added: Floats = 2 / (np.sqrt(8 * n_pairs[place] + 1) - 1)
    return added


def pairs_of_facts(members: Rows, facts: Positions, is_node: Mask) -> tuple[Ints, Positions]:
    """Every two nodes that share a fact, once for each fact, with that fact.

    Parameters
    ----------
    members, facts, is_node : as in `project`.

    Returns
    -------
    Pairs as one number each, the smaller position above the 32nd bit; in no order that means anything.
    """
    which, found = gather(members, facts)
    is_kept = is_node[found]
    which, found = which[is_kept], found[is_kept]
    sizes = np.bincount(which, minlength=len(facts))
    starts = np.cumsum(sizes) - sizes
    pairs, of_facts = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int32)]
    for size in np.unique(sizes[sizes > 1]).tolist():  # facts of one size at a time
        block = found[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        pairs.append(_pairs(block[:, one].ravel(), block[:, other].ravel()))
        of_facts.append(np.repeat(facts[sizes == size], len(one)))
    return np.concatenate(pairs), np.concatenate(of_facts)


def _pairs(first: npt.NDArray[np.int32], second: npt.NDArray[np.int32]) -> Ints:
    pairs: Ints = (first.astype(np.int64) << 32) | second
    return pairs
