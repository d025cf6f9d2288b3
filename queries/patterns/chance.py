"""What chance alone would give: figures of many drawn networks, and where the found one lies among them."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from queries.patterns.finding import NullModel
from queries.patterns.ties import Ties

Draws = np.random.Generator


def null_model(
    found: float | None, draw: Callable[[Draws], float | None], *, method: str, n_draws: int, seed: int
) -> NullModel | None:
    """The figure over drawn networks, and how often chance goes as far.

    Parameters
    ----------
    found : the figure of the network itself; None: not defined.
    draw : the figure of one network drawn with the given random numbers.

    Returns
    -------
    None when the figure is not defined, for the network or for what is drawn.
    """
    draws = np.random.Generator(np.random.PCG64(seed))
    drawn = [draw(draws) for _ in range(n_draws)] if found is not None else []
    values = np.array([one for one in drawn if one is not None], dtype=np.float64)
    if found is None or not len(values):
        return None
    mean = float(values.mean())
    # The found one counts as one of the draws, so p is never 0; the margin keeps equal values equal.
    n_as_far = int((np.abs(values - mean) >= abs(found - mean) - 1e-12).sum())
    low, high = np.percentile(values, [2.5, 97.5])
    return NullModel(
        method=method,
        mean=mean,
        low=float(low),
        high=float(high),
        p_value=(1 + n_as_far) / (1 + len(values)),
        n_draws=len(values),
        seed=seed,
    )


def rewired(ties: Ties, draws: Draws) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Both ends of as many ties between the same nodes with the same degrees, drawn at random.

    The configuration model (Newman 2018, chapter 12): ends are shuffled and paired, so a few ties may be loops or
    double.
    """
    ends = draws.permutation(np.concatenate([ties.first, ties.second]))
    return ends[: ties.m], ends[ties.m :]
