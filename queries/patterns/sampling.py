"""How estimates say that they are estimates, and intervals that small numbers need."""

import math

from queries.patterns.distances import Distances
from queries.patterns.finding import Interval, Sampling

_Z = 1.959963984540054
"""97.5th percentile of the standard normal distribution."""


def wilson(n_yes: int, n: int) -> Interval | None:
    """Interval of 95 % around a share, good for small numbers too (Wilson 1927); None for a share of nothing."""
    if n == 0:
        return None
    share, z2 = n_yes / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return Interval(low=max(0.0, middle - half), high=min(1.0, middle + half), method="Wilson 1927")


def sampled(apart: Distances, seed: int, *, with_error: bool) -> Sampling | None:
    """How distances were estimated; None where all pairs were counted."""
    if apart.is_exact:
        return None
    return Sampling(
        method="breadth-first search from nodes drawn without repeats (Eppstein & Wang 2004)",
        n_sampled=apart.n_sources,
        n_all=apart.n_nodes,
        error=apart.error if with_error else None,
        seed=seed,
    )
