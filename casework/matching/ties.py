"""Who is tied to those who ask, as known on a day."""

import numpy as np

from casework.matching.known import KnownPool
from casework.matching.pool import Mask, Reals
from graph.incidence import Ints, gather
from graph.network import HELD, Facts, Network, Positions
from graph.store import UNKNOWN_DAY

_TWO_STEPS = 0.5


def tied(network: Network, known: KnownPool, rows: Ints) -> Reals:
    """For each candidate 1 where a fact is shared with one of the rows, a half where it takes two steps, else 0."""
    pool = known.pool
    is_known = _known_facts(network.peers, known)
    near = _members(network.peers, is_known, pool.nodes[rows])
    far = _members(network.peers, is_known, near)
    strength = np.zeros(network.n_nodes)
    strength[far], strength[near] = _TWO_STEPS, 1.0
    return np.asarray(strength[pool.nodes])


def _known_facts(facts: Facts, known: KnownPool) -> Mask:
    is_known: Mask = (facts.statuses == HELD) & (facts.starts_on <= known.as_of)
    return is_known & (facts.starts_on != UNKNOWN_DAY) if known.only_dated else is_known


def _members(facts: Facts, is_known: Mask, positions: Positions) -> Positions:
    _, shared = gather(facts.incidence.facts, positions)
    _, members = gather(facts.incidence.members, np.unique(shared[is_known[shared]]))
    return np.unique(members)
