"""Ties between organisations: who has been partner of whom, as a sparse matrix and what follows from it alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from graph.dates import number_of_day
from graph.network import HELD, FactKind, Facts, Network
from graph.store import UNKNOWN_DAY

Pairs = npt.NDArray[np.int64]
"""Two columns: the positions of two organisations, the smaller one first."""
_MEETING = (FactKind.EXCHANGE, FactKind.PRACTICE, FactKind.TWINNED_WITH)


@dataclass(frozen=True)
class Ties:
    """Pairs of organisations that are partners, each once."""

    n: int
    """How many organisations there are, with and without partners."""
    pairs: Pairs

    @cached_property
    def matrix(self) -> sp.csr_matrix:
        """1 where two are partners, in both directions."""
        first, second = self.pairs.T
        rows, columns = np.concatenate([first, second]), np.concatenate([second, first])
        return sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), (self.n, self.n))

    @cached_property
    def n_partners(self) -> npt.NDArray[np.int64]:
        """How many partners each organisation has."""
        return np.bincount(self.pairs.ravel(), minlength=self.n)

    def partners(self, position: int) -> npt.NDArray[np.int32]:
        """Partners of one organisation, ascending."""
        matrix = self.matrix
        found: npt.NDArray[np.int32] = np.sort(matrix.indices[matrix.indptr[position] : matrix.indptr[position + 1]])
        return found

    def without(self, hidden: npt.NDArray[np.bool_]) -> "Ties":
        """The ties that are not hidden; what is hidden is in nothing that follows from them."""
        return Ties(self.n, self.pairs[~hidden])


def ties_of(network: Network, ids: Sequence[str], before: date | None = None) -> Ties:
    """Ties of the organisations with these ids: twinnings, held exchanges both took part in, practices taken over.

    An official who took part stands for the organisations they work for.

    Parameters
    ----------
    ids : ascending, as `read_organisations` gives them; all are in the network.
    before : only facts that began earlier, and are known to have; None: all facts.
    """
    facts = network.peers
    is_used = np.isin(facts.kinds, np.array(_MEETING, dtype=np.uint8)) & (facts.statuses == HELD)
    if before is not None:
        is_used &= (facts.starts_on != UNKNOWN_DAY) & (facts.starts_on < number_of_day(before))
    shared = sp.diags(is_used.astype(np.float32)) @ _members(facts) @ _stands_for(network, ids)
    together = sp.triu(shared.T @ shared, k=1).tocoo()
    pairs = np.stack([together.row, together.col], axis=1).astype(np.int64)
    return Ties(len(ids), pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))])


def _members(facts: Facts) -> sp.csr_matrix:
    rows = facts.incidence.members
    ones = np.ones(len(rows.columns), np.float32)
    return sp.csr_matrix((ones, rows.columns, rows.offsets), (rows.n_rows, facts.incidence.facts.n_rows))


def _stands_for(network: Network, ids: Sequence[str]) -> sp.csr_matrix:
    """Rows are nodes of the network, columns the organisations they are or work for."""
    column = np.full(network.n_nodes, -1, dtype=np.int64)
    column[network.positions(ids)] = np.arange(len(ids))  # both ascend
    organisations = np.flatnonzero(column >= 0)
    jobs = network.peers.incidence.members
    is_job = np.flatnonzero(network.peers.kinds == FactKind.WORKS_FOR)
    ends = np.array([jobs.row(int(one)) for one in is_job if len(jobs.row(int(one))) == 2], dtype=np.int64)
    ends = ends.reshape(-1, 2)
    both = np.concatenate([ends, ends[:, ::-1]])
    both = both[(column[both[:, 0]] < 0) & (column[both[:, 1]] >= 0)]
    rows = np.concatenate([organisations, both[:, 0]]).astype(np.int64)
    columns = np.concatenate([column[organisations], column[both[:, 1]]]).astype(np.int64)
    return sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), (network.n_nodes, len(ids)))
