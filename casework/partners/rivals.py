"""Simple rules that a suggestion must beat to be worth its weights.

References
----------
Adamic and Adar (2003); Liben-Nowell and Kleinberg (2007); Haveliwala (2002), personalised PageRank.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import scipy.sparse as sp

from casework.partners.features import Features, Measured
from casework.partners.organisations import Floats, Positions

Rival = Callable[[Features, Measured, Positions], Floats]


def _random(features: Features, _: Measured, rows: Positions) -> Floats:
    return np.zeros((len(rows), features.ties.n), np.float32)


def _popularity(features: Features, _: Measured, rows: Positions) -> Floats:
    n_partners = features.ties.n_partners.astype(np.float32)
    return np.repeat(n_partners[None, :], len(rows), axis=0)


def adamic_adar(features: Features, _: Measured, rows: Positions) -> Floats:
    """Sum over shared partners of one by the logarithm of how many partners each has."""
    degree = features.ties.n_partners
    rarity = np.where(degree > 1, 1 / np.log(np.maximum(degree, 2)), 0)
    found: Floats = (features.ties.matrix[rows] @ sp.diags(rarity) @ features.ties.matrix).toarray().astype(np.float32)
    return found


def _pagerank(_: Features, measured: Measured, __: Positions) -> Floats:
    return measured["walk_all"]


def _nearest(_: Features, measured: Measured, __: Positions) -> Floats:
    return -measured["far"]


RIVALS: Mapping[str, Rival] = MappingProxyType(
    {
        "random": _random,
        "popularity": _popularity,
        "adamic_adar": adamic_adar,
        "pagerank": _pagerank,
        "nearest": _nearest,
    }
)
