"""Who is never asked, and who is always asked."""

from dataclasses import dataclass

import numpy as np

from casework.matching.known import KnownPool
from graph.network import Network
from queries.patterns.counts import gini


@dataclass(frozen=True, slots=True)
class FairUse:
    """How often the officials of a network took part, as known on a day."""

    n_officials: int
    n_with_topic: int
    """Officials with proof of a topic, if only a note."""
    n_never: int
    """Of those, who took part in no exchange and in no planned one."""
    never_ids: tuple[str, ...]
    """The first of them by id."""
    most: tuple[tuple[str, int], ...]
    """Who took part most often, with held and planned exchanges; by number, then by id."""
    gini: float | None
    """How unequally exchanges lie on those who have a topic (Gini 1912): 0 all alike, near 1 all on one. None: nobody
    took part, or fewer than `TOO_FEW` officials have a topic."""


TOO_FEW = 10


def fair_use(network: Network, known: KnownPool, k: int = 20) -> FairUse:
    """Who is never asked and who is always asked.

    Parameters
    ----------
    k : how many to name of each.
    """
    pool = known.pool
    has_topic = np.flatnonzero(pool.is_person & known.has_proof)
    times = known.n_held[has_topic].astype(np.int64) + known.n_planned[has_topic]
    never = has_topic[times == 0]
    order = np.lexsort((has_topic, -times))[:k]
    return FairUse(
        n_officials=int(np.count_nonzero(pool.is_person)),
        n_with_topic=len(has_topic),
        n_never=len(never),
        never_ids=tuple(network.id_of(int(pool.nodes[row])) for row in never[:k]),
        most=tuple(
            (network.id_of(int(pool.nodes[has_topic[one]])), int(times[one])) for one in order if times[one] > 0
        ),
        gini=gini(times) if len(has_topic) >= TOO_FEW else None,
    )
