"""Everyone ranked for an organisation: by score, then by id."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casework.partners.features import Features
from casework.partners.organisations import Floats, Positions
from casework.partners.weights import Weights, situations
from casework.score import Score

_AT_ONCE = 200
_TOLD = ("connected", "near_ties", "near_partners", "same_name")
_SPARE = 20
"""More are looked at exactly than are wanted, since the first look rounds to single precision."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One candidate for one organisation."""

    position: int
    score: Score
    is_strong: bool
    """Whether a shared partner or a path of three steps leads there."""
    measured: Mapping[str, float]
    """The features that are told rather than only counted."""


def batches(rows: Positions) -> Iterator[Positions]:
    """The rows in groups that fit into memory together with all organisations."""
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def score_all(features: Features, weights: Weights, rows: Positions) -> tuple[Floats, dict[str, Floats]]:
    """Scores of everyone for each of the rows, in single precision, and what was measured for them."""
    measured = features.measure(rows)
    scores = np.empty((len(rows), features.ties.n), np.float32)
    named = situations(features.ties.n_partners[rows])
    for situation in np.unique(named):
        here = np.flatnonzero(named == situation)
        scores[here] = weights.linear(str(situation), measured, here)
    return scores, measured


def rank(
    features: Features,
    weights: Weights,
    rows: Positions,
    k: int,
    allowed: Callable[[int], npt.NDArray[np.bool_] | None] = lambda _: None,
) -> Iterator[Sequence[Ranked]]:
    """The k best candidates of each row, best first, without itself and its partners.

    Parameters
    ----------
    allowed : for the place of a row among `rows`, who may be suggested; None: everyone.

    Returns
    -------
    Shorter lists where fewer are left.
    """
    place = 0
    for batch in batches(rows):
        scores, measured = score_all(features, weights, batch)
        scores[features.known(batch)] = -np.inf
        named = situations(features.ties.n_partners[batch])
        for row in range(len(batch)):
            mask = allowed(place)
            if mask is not None:
                scores[row, ~mask] = -np.inf
            best = _best(scores[row], k + _SPARE)
            columns = {name: values[row, best] for name, values in measured.items()}
            yield _ordered(best, weights.scores(str(named[row]), columns), columns)[:k]
            place += 1


def _best(scores: npt.NDArray[np.float32], n: int) -> npt.NDArray[np.int64]:
    """Where the n highest scores are, ties by position; those that are out of the question are left out."""
    n_left = int(np.isfinite(scores).sum())
    n = min(n, n_left)
    if n == 0:
        return np.empty(0, np.int64)
    least = np.partition(scores, len(scores) - n)[len(scores) - n]
    found = np.flatnonzero(scores >= least)
    return found[np.lexsort((found, -scores[found]))][:n]


def _ordered(best: npt.NDArray[np.int64], scores: Iterable[Score], columns: dict[str, Floats]) -> list[Ranked]:
    is_strong = (columns["shares_partner"] > 0) | (columns["has_three_steps"] > 0)
    told = [dict(zip(_TOLD, values, strict=True)) for values in np.stack([columns[one] for one in _TOLD], 1).tolist()]
    parts = zip(best.tolist(), scores, is_strong.tolist(), told, strict=True)
    found = [Ranked(*one) for one in parts]
    return sorted(found, key=lambda one: (-one.score.total, one.position))
