"""How well rankings find what was hidden: recall at the first places and mean reciprocal rank, with intervals.

Equal scores are ranked as if drawn by lot, each outcome weighed by its chance, so that a measure never depends on the
order in which equals happen to stand.

References
----------
Efron and Tibshirani (1993), percentile bootstrap; McSherry and Najork (2008), measures with tied scores.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casework.partners.organisations import Floats

AT = (1, 10, 100)
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Places:
    """Where each hidden partner stands in its ranking."""

    n_better: npt.NDArray[np.int64]
    """How many score higher."""
    n_equal: npt.NDArray[np.int64]
    """How many score the same, itself included; 1 or more."""

    def hits(self, first: int) -> Doubles:
        """For each the chance to be among the first so many."""
        return np.clip((first - self.n_better) / self.n_equal, 0, 1)

    def reciprocal(self) -> Doubles:
        """For each the expected reciprocal of its rank."""
        last = int((self.n_better + self.n_equal).max(initial=0))
        harmonic = np.concatenate([[0.0], np.cumsum(1 / np.arange(1, last + 1))])
        found: Doubles = (harmonic[self.n_better + self.n_equal] - harmonic[self.n_better]) / self.n_equal
        return found


def places_of(scores: Floats, partner: npt.NDArray[np.int64], is_out: npt.NDArray[np.bool_]) -> Places:
    """Where one partner of each row stands.

    Parameters
    ----------
    scores : a row for each that is asked; what is not a number ranks last.
    is_out : who is not ranked: oneself and all other known partners.
    """
    rows = np.arange(len(scores))
    ranked = np.where(np.isnan(scores), -np.inf, scores)
    own = ranked[rows, partner][:, None]
    is_in = ~is_out
    is_in[rows, partner] = True
    return Places(((ranked > own) & is_in).sum(axis=1), ((ranked == own) & is_in).sum(axis=1))


def joined(parts: list[Places]) -> Places:
    """All places one after the other; none for none."""
    empty = [np.empty(0, np.int64)]
    return Places(
        *(np.concatenate([*empty, *(getattr(one, name) for one in parts)]) for name in ("n_better", "n_equal"))
    )


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with the range that 95 of 100 samples of the same sort would give it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Samples of what was hidden, drawn with replacement; the same ones for every method, so that gains are paired."""

    counts: Doubles
    """A row for each sample: how often each group is in it, divided by the number of hidden partners in the sample."""
    group: npt.NDArray[np.int64]

    @classmethod
    def of(cls, group: npt.NDArray[np.int64], n_draws: int, seed: int) -> "Draws":
        """Samples of groups of hidden partners that belong together: both ends of a link, all of a project."""
        n_groups = max(int(group.max(initial=-1)) + 1, 1)
        rng = np.random.default_rng(seed)
        counts = rng.multinomial(n_groups, np.full(n_groups, 1 / n_groups), n_draws).astype(np.float64)
        sizes = np.bincount(group, minlength=n_groups)
        totals = counts @ sizes
        return cls(counts / np.maximum(totals, 1)[:, None], group)

    def mean(self, values: Doubles) -> Interval:
        """Mean of the values of all hidden partners with its percentile interval; 0 for none."""
        if not len(values):
            return Interval(0.0, 0.0, 0.0)
        sums = np.bincount(self.group, weights=values, minlength=self.counts.shape[1])
        low, high = np.percentile(self.counts @ sums, (2.5, 97.5))
        return Interval(float(values.mean()), float(low), float(high))
