"""Weights learnt from choices: the conditional logit model of discrete choice (McFadden 1974).

Each choice is one alternative taken among many. Where alternatives were sampled, each stands for as many as its count
says (McFadden 1978), so that a few hundred stand for all.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from casework.partners.weights import Weight

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choices:
    """Alternatives of many choices, one choice after the other."""

    values: npt.NDArray[np.float32]
    """A row for each alternative, a column for each feature; NaN where not known."""
    starts: npt.NDArray[np.int64]
    """Where the alternatives of each choice begin."""
    counts: Doubles
    """How many alternatives each row stands for; 1 or more."""
    chosen: npt.NDArray[np.int64]
    """For each choice the row that was chosen."""


def learn_choice(
    names: tuple[str, ...], choices: Choices, *, ridge: float = 10.0, at_least_zero: bool = False
) -> dict[str, Weight]:
    """Weights under which the chosen alternatives are likeliest.

    Parameters
    ----------
    names : features, in the order of the columns.
    choices : at least one.
    ridge : strength of the pull of standardised weights towards zero (ridge penalty, halved and squared).
    at_least_zero : let no weight be negative, where a negative one could only mean something that is not so.

    Returns
    -------
    A weight for each feature, with the mean and deviation it is standardised by; 0 for a feature that never varies.
    """
    means, deviations = _moments(choices)
    standard = _standard(choices.values, means.astype(np.float32), deviations.astype(np.float32))
    bounds = [(0, None)] * len(names) if at_least_zero else None
    found = minimize(
        _Loss(standard, choices, ridge),
        np.zeros(len(names)),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": 120, "ftol": 1e-7},
    )
    return {
        name: Weight(round(float(weight), 6), round(float(mean), 6), round(float(deviation), 6))
        for name, weight, mean, deviation in zip(names, found.x, means, deviations, strict=True)
    }


def _moments(choices: Choices) -> tuple[Doubles, Doubles]:
    """Mean and standard deviation of each feature among all alternatives; a deviation of 0 is given as 1."""
    means, deviations = np.zeros(choices.values.shape[1]), np.ones(choices.values.shape[1])
    for column, values in enumerate(choices.values.T):  # one by one: all at once would need several times the memory
        known = ~np.isnan(values)
        counts, known_values = choices.counts[known], values[known].astype(np.float64)
        total = max(counts.sum(), 1e-12)
        means[column] = (counts * known_values).sum() / total
        spread = np.sqrt((counts * (known_values - means[column]) ** 2).sum() / total)
        deviations[column] = spread if spread > 1e-6 else 1.0
    return means, deviations


def _standard(
    values: npt.NDArray[np.float32], means: npt.NDArray[np.float32], deviations: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Values in deviations from the mean; 0, which is neutral, where they are not known."""
    found: npt.NDArray[np.float32] = np.subtract(values, means)
    found /= deviations
    np.nan_to_num(found, copy=False, nan=0.0)
    return found


class _Loss:
    """Negative logarithm of the likelihood for each choice, with its gradient."""

    def __init__(self, standard: npt.NDArray[np.float32], choices: Choices, ridge: float) -> None:
        self._values, self._choices, self._ridge = standard, choices, ridge
        self._log_counts = np.log(choices.counts)
        self._lengths = np.diff([*choices.starts, len(standard)])
        self._chosen_sum = standard[choices.chosen].sum(axis=0, dtype=np.float64)

    def __call__(self, weights: Doubles) -> tuple[float, Doubles]:
        starts, n_choices = self._choices.starts, len(self._choices.starts)
        utility = self._values @ weights.astype(np.float32) + self._log_counts
        most = np.maximum.reduceat(utility, starts)
        shares = np.exp(utility - np.repeat(most, self._lengths))
        sums = np.add.reduceat(shares, starts)
        shares /= np.repeat(sums, self._lengths)
        likelihood = (utility[self._choices.chosen] - most - np.log(sums)).sum() - 0.5 * self._ridge * weights @ weights
        expected = (shares.astype(np.float32) @ self._values).astype(np.float64)
        gradient = self._chosen_sum - expected - self._ridge * weights
        return -float(likelihood) / n_choices, -gradient / n_choices
