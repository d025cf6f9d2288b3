"""Structural holes: how much of a node's surroundings depends on it, and how much is tied without it."""

import numpy as np
import numpy.typing as npt

from queries.patterns.ties import Ties


def constraint(ties: Ties, places: npt.NDArray[np.int64]) -> list[float | None]:
    """Burt's constraint of some nodes: low for who stands between people who are not tied (Burt 1992).

    Parameters
    ----------
    places : of the nodes asked for.

    Returns
    -------
    None for a node without a tie.
    """
    from scipy.sparse import diags_array

    if not len(places):
        return []
    matrix = ties.matrix(weighted=True)
    invested = np.divide(1, ties.strengths, out=np.zeros(ties.n), where=ties.strengths > 0)
    shares = (diags_array(invested) @ matrix).tocsr()
    own = shares[places]
    is_tied = own.astype(bool).astype(np.float64)
    spent = (own + (own @ shares).multiply(is_tied)).tocsr()
    found = np.asarray(spent.multiply(spent).sum(axis=1)).ravel()
    return [float(value) if ties.degrees[place] else None for place, value in zip(places, found, strict=True)]


def effective_size(ties: Ties, places: npt.NDArray[np.int64]) -> list[float | None]:
    """Effective size of the surroundings of some nodes: neighbours less the mean ties among them (Borgatti 1997).

    Parameters
    ----------
    places : of the nodes asked for.

    Returns
    -------
    None for a node without a tie.
    """
    if not len(places):
        return []
    matrix = ties.matrix()
    rows = matrix[places]
    ends = np.asarray((rows @ matrix).multiply(rows).sum(axis=1)).ravel()  # each tie among neighbours twice
    degrees = ties.degrees[places]
    return [float(d - e / d) if d else None for d, e in zip(degrees.tolist(), ends.tolist(), strict=True)]
