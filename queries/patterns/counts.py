"""Figures of a graph as network collections publish them: small subgraphs, inequality of degrees, spectrum.

Names and definitions are those of the KONECT handbook (Kunegis 2013), so that a published table
can be laid beside ours.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from queries.patterns.ties import Ties

_MOST_WEDGES = 20_000_000
"""Above this counting triangles and squares takes gigabytes."""
_MOST_FACTORISED = 100_000
"""Nodes up to which the Laplacian is factorised."""


def n_stars(degrees: npt.NDArray[np.int64], k: int) -> int:
    """Ways of choosing a node and k of its neighbours: 2 wedges, 3 claws, 4 crosses."""
    total = 0
    for degree, n in zip(*np.unique(degrees, return_counts=True), strict=True):
        ways = 1
        for i in range(k):  # as whole numbers of any length: the crosses of a hub exceed 64 bits
            ways = ways * (int(degree) - i) // (i + 1)
        total += ways * int(n)
    return total


@dataclass(frozen=True, slots=True)
class Closed:
    """Triangles and squares of a graph."""

    triangles_at: npt.NDArray[np.int64]
    """For each node the triangles it is a corner of."""
    n_triangles: int
    n_squares: int
    """Closed walks over four different nodes."""


def closed(ties: Ties) -> Closed | None:
    """Triangles and squares; None where there are too many wedges to look at."""
    if n_stars(ties.degrees, 2) > _MOST_WEDGES:
        return None
    if ties.m == 0:
        return Closed(np.zeros(ties.n, dtype=np.int64), 0, 0)
    matrix = ties.matrix()
    shared = (matrix @ matrix).tocsr()
    corners = np.asarray(shared.multiply(matrix).sum(axis=1)).ravel().astype(np.int64) // 2
    common = shared.data.astype(np.int64)
    pairs = int((common * (common - 1) // 2).sum()) - int((ties.degrees * (ties.degrees - 1) // 2).sum())
    return Closed(corners, int(corners.sum()) // 3, pairs // 4)


def mean_local_clustering(ties: Ties, found: Closed, *, with_ends: bool) -> float | None:
    """Mean share of a node's pairs of neighbours that are tied (Watts & Strogatz 1998).

    Parameters
    ----------
    with_ends : nodes with fewer than two neighbours count as 0; otherwise they are left out.
    """
    wedges = ties.degrees * (ties.degrees - 1) // 2
    is_middle = wedges > 0
    n = ties.n if with_ends else int(is_middle.sum())
    return float((found.triangles_at[is_middle] / wedges[is_middle]).sum() / n) if n else None


def gini(values: npt.NDArray[Any]) -> float | None:
    """Gini coefficient: 0 all have the same, near 1 one has everything; None when there is nothing to have.

    References
    ----------
    Gini 1912; computed from the ordered values.
    """
    n, total = len(values), float(values.sum())
    if not n or not total:
        return None
    ranks = np.arange(1, n + 1)
    return float(2 * (ranks @ np.sort(values).astype(np.float64)) / (n * total) - (n + 1) / n)


def balanced_inequality_ratio(values: npt.NDArray[np.int64]) -> float | None:
    """Share P for which those who have least, 1 - P of all, hold P of everything (Kunegis & Preusse 2012).

    Returns
    -------
    The point of the Lorenz curve, with straight lines between its points, where both shares add to 1; None when there
    is nothing to have.
    """
    n, total = len(values), int(values.sum())
    if not n or not total:
        return None
    held = np.concatenate([[0.0], np.cumsum(np.sort(values)) / total])
    share = np.arange(n + 1) / n
    over = held + share - 1
    after = int(np.argmax(over >= 0))
    part = -over[after - 1] / (over[after] - over[after - 1])
    return float(held[after - 1] + part * (held[after] - held[after - 1]))


def relative_edge_entropy(degrees: npt.NDArray[np.int64]) -> float | None:
    """Entropy of the nodes' shares of all ends of ties, 1 when all have the same (Kunegis & Preusse 2012)."""
    if len(degrees) < 2 or not degrees.sum():
        return None
    share = degrees[degrees > 0] / degrees.sum()
    return float(-(share @ np.log(share)) / np.log(len(degrees)))


def power_law_exponent(degrees: npt.NDArray[np.int64]) -> float | None:
    """Exponent of a power law over all degrees from 1 on: 1 + n / sum of ln d (Newman 2005, with least degree 1)."""
    tied = degrees[degrees > 0]
    logs = float(np.log(tied).sum())
    return 1 + len(tied) / logs if logs else None


def assortativity(ties: Ties, values: npt.NDArray[Any]) -> float | None:
    """Correlation of a number over the two ends of ties (Newman 2002, 2003); None when it does not vary.

    Parameters
    ----------
    values : one for each node: the degree for degree assortativity.
    """
    if ties.m == 0:
        return None
    one, other = values[ties.first].astype(np.float64), values[ties.second].astype(np.float64)
    mean = (one.mean() + other.mean()) / 2
    spread = float(((one - mean) ** 2).mean() + ((other - mean) ** 2).mean()) / 2
    return float(((one - mean) * (other - mean)).mean()) / spread if spread > 1e-12 else None


def spectral_norm(ties: Ties) -> float | None:
    """Largest absolute eigenvalue of the adjacency matrix; None without ties."""
    if ties.m == 0:
        return None
    values = _extreme_eigenvalues(ties.matrix(), ties.n)
    return float(np.abs(values).max())


def algebraic_connectivity(ties: Ties) -> float | None:
    """Second smallest eigenvalue of the Laplacian of the largest component (Fiedler 1973).

    Returns
    -------
    None without ties, or where the component is too large to be factorised.
    """
    from scipy.sparse import diags_array
    from scipy.sparse.linalg import eigsh

    giant = ties.part(ties.labels == 0)
    if giant.m == 0 or giant.n > _MOST_FACTORISED:
        return None
    laplacian = (diags_array(giant.degrees.astype(np.float64)) - giant.matrix()).tocsc()
    if giant.n < _DENSE:
        return float(np.linalg.eigvalsh(laplacian.toarray())[1])
    # Shifted a little below 0, where the matrix can be factorised: its smallest eigenvalue is 0.
    start = np.random.Generator(np.random.PCG64(0)).random(giant.n)
    return float(np.sort(eigsh(laplacian, k=2, sigma=-1e-5, return_eigenvectors=False, v0=start))[1])


def n_controllers(ties: Ties) -> int:
    """Nodes that must be driven to control all: n less a largest matching of the double cover (Liu et al. 2011)."""
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if ties.m == 0:
        return ties.n
    matched = maximum_bipartite_matching(ties.matrix(), perm_type="column")
    return int((matched < 0).sum())


_DENSE = 200
"""Below this the whole spectrum is quicker, and there is always enough of it."""


def _extreme_eigenvalues(matrix: Any, n: int) -> npt.NDArray[np.float64]:  # noqa: ANN401 - scipy has no types
    from scipy.sparse.linalg import eigsh

    if n < _DENSE:
        dense: npt.NDArray[np.float64] = np.linalg.eigvalsh(matrix.toarray())
        return dense
    start = np.random.Generator(np.random.PCG64(0)).random(n)  # drawn by scipy it would differ from run to run
    found: npt.NDArray[np.float64] = eigsh(matrix, k=2, which="LM", return_eigenvectors=False, v0=start)
    return found
