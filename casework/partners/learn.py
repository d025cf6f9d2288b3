"""Weights learnt from a network, on links that are hidden a second time inside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from casework.partners.choice import Choices, learn_choice
from casework.partners.features import Features
from casework.partners.hiding import Hidden, hide_only, hide_share
from casework.partners.nearness import Nearness
from casework.partners.organisations import Floats
from casework.partners.ties import Ties
from casework.partners.weights import Situation, Weight, Weights, features_of, situations

SEED = 1974  # of McFadden's model; any number does, as long as it stays
LEAST_LINKS = 3_000
"""Smaller networks have too few links to learn two dozen weights from; there the shipped ones hold."""
_MOST_CHOICES = 2_000
_LEAST_CHOICES = 200
_N_ON_PATHS, _N_OTHERS = 120, 250
_SHARE = 0.1
_AT_ONCE = 200


def learn_weights(
    nearness: Nearness, ties: Ties, source: str, fallback: Weights, wanted: Sequence[str] = tuple(Situation)
) -> Weights:
    """Weights that would have found what was hidden from the network.

    Parameters
    ----------
    ties : without what the weights are to be judged by.
    source : name of the network.
    fallback : holds for situations of which the network has too few choices, and for those not wanted.
    wanted : situations to learn for.

    Returns
    -------
    The same weights for the same network.
    """
    found: dict[str, Mapping[str, Weight]] = dict(fallback.by_situation)
    n_choices = {one.value: 0 for one in Situation}
    ways = {Situation.NONE: hide_only(ties, _MOST_CHOICES, np.random.default_rng((SEED, 0)))}
    ways |= dict.fromkeys((Situation.FEW, Situation.MANY), hide_share(ties, _SHARE, np.random.default_rng((SEED, 1))))
    for situation in Situation:
        hidden = ways[situation]
        is_here = np.flatnonzero(situations(hidden.ties.n_partners[hidden.asked]) == situation)[:_MOST_CHOICES]
        if situation in wanted and len(is_here) >= _LEAST_CHOICES:
            rng, features = np.random.default_rng((SEED, 2)), Features(nearness, hidden.ties)
            asked = Hidden(hidden.ties, hidden.asked[is_here], hidden.partner[is_here])
            found[situation.value] = _learn(features, ties, asked, situation, rng)
            n_choices[situation.value] = len(is_here)
    return Weights(source, "", n_choices, MappingProxyType(found))


def _learn(
    features: Features, full: Ties, hidden: Hidden, situation: Situation, rng: np.random.Generator
) -> dict[str, Weight]:
    names = features_of(situation)
    sets = [one for start in range(0, len(hidden.asked), _AT_ONCE)
            for one in _sampled(features, full, hidden, slice(start, start + _AT_ONCE), names, rng)]  # fmt: skip
    starts = np.cumsum([0, *(len(one.counts) for one in sets[:-1])])
    values, counts = np.concatenate([one.values for one in sets]), np.concatenate([one.counts for one in sets])
    return learn_choice(names, Choices(values, starts, counts, starts))


@dataclass(frozen=True, slots=True)
class _Set:
    """The alternatives of one choice; the chosen one stands first."""

    values: npt.NDArray[np.float32]
    counts: npt.NDArray[np.float64]


def _sampled(
    features: Features, full: Ties, hidden: Hidden, part: slice, names: tuple[str, ...], rng: np.random.Generator
) -> Iterator[_Set]:
    """For each hidden partner itself, everyone close to it on paths or by name, and a sample of all others."""
    asked, partner = hidden.asked[part], hidden.partner[part]
    measured = features.measure(asked)
    is_partner = full.matrix[asked].toarray() > 0
    is_partner[np.arange(len(asked)), asked] = True
    for row, chosen in enumerate(partner):
        is_close = (measured["shares_partner"][row] > 0) | (measured["same_name"][row] > 0)
        is_on_path = (measured["has_three_steps"][row] > 0) & ~is_close
        layers = [is_close, is_on_path, ~is_close & ~is_on_path]
        drawn = [_draw(np.flatnonzero(layer & ~is_partner[row]), most, rng)
                 for layer, most in zip(layers, (None, _N_ON_PATHS, _N_OTHERS), strict=True)]  # fmt: skip
        places = np.concatenate([[chosen], *(places for places, _ in drawn)])
        counts = np.concatenate([[1.0], *(np.full(len(places), each) for places, each in drawn)])
        yield _Set(_columns(measured, names, row, places), counts)


def _draw(
    places: npt.NDArray[np.int64], most: int | None, rng: np.random.Generator
) -> tuple[npt.NDArray[np.int64], float]:
    """At most so many of the places, and how many each of them stands for."""
    if most is None or len(places) <= most:
        return places, 1.0
    return rng.choice(places, most, replace=False), len(places) / most


def _columns(
    measured: dict[str, Floats], names: tuple[str, ...], row: int, places: npt.NDArray[np.int64]
) -> npt.NDArray[np.float32]:
    return np.stack([measured[name][row][places] for name in names], axis=1)
