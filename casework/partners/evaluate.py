"""How well suggestions find partners that were hidden from them, beside simple rules.

What is hidden is hidden from everything: features, country rates, popularity, and the weights, which are learnt on
links hidden a second time inside what is left.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from casework.partners.features import Features
from casework.partners.hiding import Hidden, hide_of_small, hide_only, hide_share
from casework.partners.learn import LEAST_LINKS, learn_weights
from casework.partners.measure import AT, Doubles, Draws, Interval, Places, joined, places_of
from casework.partners.nearness import Nearness
from casework.partners.organisations import Floats
from casework.partners.ranking import batches, score_all
from casework.partners.rivals import RIVALS
from casework.partners.ties import Ties
from casework.partners.weights import Weights, shipped_weights, situations

SEED = 2026
SHARE = 0.1
SUGGESTION = "suggestion"
_FIRST = 10


@dataclass(frozen=True, slots=True)
class Quality:
    """How well one method does."""

    recall: Mapping[int, Interval]
    """Chance that the hidden partner is among the first 1, 10 and 100."""
    reciprocal_rank: Interval
    recall_in_country: Interval
    """The same for the first ten when its country is known and only that is ranked."""


@dataclass(frozen=True, slots=True)
class MarkQuality:
    """What became of the suggestions of one mark among the first ten."""

    n: int
    n_hits: int

    @property
    def rate(self) -> float | None:
        """Share of them that were a hidden partner; None where there were none."""
        return self.n_hits / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What came out for one way of hiding."""

    split: str
    n_asked: int
    n_candidates: int
    weights: str
    """Where the weights come from: "learnt" from what was left, or "shipped"."""
    methods: Mapping[str, Quality]
    """The suggestion first, then the simple rules."""
    best_single: str
    """The simple rule with the highest recall among the first ten."""
    gain: Interval
    """Recall among the first ten, the suggestion's minus the best single's, on the same samples."""
    gain_in_country: Interval
    """The same inside the country, over the rule that is best there."""
    strong: MarkQuality | None = None
    weak: MarkQuality | None = None


def splits(ties: Ties, n_asked: int, seed: int = SEED) -> Mapping[str, Callable[[], Hidden]]:
    """The ways of hiding, by name; each draws its own random numbers, so that one does not depend on another.

    Parameters
    ----------
    n_asked : how many organisations are asked at most; never more links are hidden than one in ten, since a network
        full of holes is another network.
    """
    n_each = min(n_asked, round(SHARE * len(ties.pairs)))
    return MappingProxyType(
        {
            "one_in_ten": lambda: hide_share(ties, SHARE, np.random.default_rng((seed, 1))).first(n_asked),
            "small": lambda: hide_of_small(ties, n_each, np.random.default_rng((seed, 2))),
            "newcomers": lambda: hide_only(ties, n_each, np.random.default_rng((seed, 3))),
        }
    )


def evaluate(
    nearness: Nearness, full: Ties, split: str, hidden: Hidden, *, n_draws: int = 1_000, seed: int = SEED
) -> Evaluation | None:
    """Quality of suggestions and of simple rules on what was hidden.

    Parameters
    ----------
    full : with the hidden links: all known partners but the one that is looked for are left out of a ranking.
    n_draws : samples for the intervals.

    Returns
    -------
    The same figures each time; None where nothing could be hidden.
    """
    if not len(hidden.asked):
        return None
    is_learnt = len(hidden.ties.pairs) >= LEAST_LINKS
    shipped, wanted = shipped_weights(), np.unique(situations(hidden.ties.n_partners[hidden.asked])).tolist()
    weights = learn_weights(nearness, hidden.ties, split, shipped, wanted) if is_learnt else shipped
    found = _Found(Features(nearness, hidden.ties), weights)
    for batch in batches(np.arange(len(hidden.asked))):
        found.add(hidden.asked[batch], hidden.partner[batch], full)
    everywhere, there = ({name: joined(parts) for name, parts in one.items()}
                         for one in (found.everywhere, found.in_country))  # fmt: skip
    draws = Draws.of(_links(hidden), n_draws, seed)
    strong, weak = _marks(found.marks)
    best, gain = _gain(everywhere, draws)
    return Evaluation(
        split=split,
        n_asked=len(hidden.asked),
        n_candidates=full.n,
        weights="learnt" if is_learnt else "shipped",
        methods={name: _quality(everywhere[name], there[name], draws) for name in everywhere},
        best_single=best,
        gain=gain,
        gain_in_country=_gain(there, draws)[1],
        strong=strong,
        weak=weak,
    )


@dataclass(slots=True)
class _Found:
    """Places of hidden partners, gathered batch by batch."""

    features: Features
    weights: Weights
    everywhere: dict[str, list[Places]] = field(default_factory=dict)
    in_country: dict[str, list[Places]] = field(default_factory=dict)
    marks: list[npt.NDArray[np.int64]] = field(default_factory=list)
    """For each batch the number of strong ones, hits among them, weak ones and hits among them."""

    def add(self, asked: npt.NDArray[np.int64], partner: npt.NDArray[np.int64], full: Ties) -> None:
        """Rank everyone for some that are asked."""
        rows = np.arange(len(asked))
        is_out = full.matrix[asked].toarray() > 0
        is_out[rows, asked] = True
        country = self.features.nearness.country
        is_elsewhere = country[partner][:, None] != country[None, :]
        for name, scores, measured in self._scores(asked):
            self.everywhere.setdefault(name, []).append(places_of(scores, partner, is_out))
            self.in_country.setdefault(name, []).append(places_of(scores, partner, is_out | is_elsewhere))
            if name == SUGGESTION:
                is_out[rows, partner] = False
                self.marks.append(_count_marks(scores, measured, partner, is_out))
                is_out[rows, partner] = True

    def _scores(self, asked: npt.NDArray[np.int64]) -> Iterator[tuple[str, Floats, Mapping[str, Floats]]]:
        scores, measured = score_all(self.features, self.weights, asked)
        yield SUGGESTION, scores, measured
        for name, rival in RIVALS.items():
            yield name, rival(self.features, measured, asked), measured


def _count_marks(
    scores: Floats, measured: Mapping[str, Floats], partner: npt.NDArray[np.int64], is_out: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Strong suggestions among the first ten of each, the hits among them, and the same of weak ones."""
    rows = np.arange(len(scores))[:, None]
    ranked = np.where(is_out, -np.inf, scores)
    first = np.argsort(-ranked, axis=1, kind="stable")[:, :_FIRST]
    is_listed = np.isfinite(ranked[rows, first])
    is_hit = (first == partner[:, None]) & is_listed
    is_strong = (measured["shares_partner"][rows, first] > 0) | (measured["has_three_steps"][rows, first] > 0)
    counts = [is_listed & is_strong, is_hit & is_strong, is_listed & ~is_strong, is_hit & ~is_strong]
    return np.array([one.sum() for one in counts])


def _marks(counted: list[npt.NDArray[np.int64]]) -> tuple[MarkQuality, MarkQuality]:
    n_strong, strong_hits, n_weak, weak_hits = (int(one) for one in np.sum(counted, axis=0))
    return MarkQuality(n_strong, strong_hits), MarkQuality(n_weak, weak_hits)


def _links(hidden: Hidden) -> npt.NDArray[np.int64]:
    """The same number for both ends of a link."""
    ends = np.sort(np.stack([hidden.asked, hidden.partner], axis=1), axis=1)
    _, group = np.unique(ends, axis=0, return_inverse=True)
    return group.ravel().astype(np.int64)


def _quality(everywhere: Places, there: Places, draws: Draws) -> Quality:
    return Quality(
        {first: draws.mean(everywhere.hits(first)) for first in AT},
        draws.mean(everywhere.reciprocal()),
        draws.mean(there.hits(_FIRST)),
    )


def _gain(places: Mapping[str, Places], draws: Draws) -> tuple[str, Interval]:
    """The best simple rule, and how much the suggestion gains over it among the first ten."""
    hits: dict[str, Doubles] = {name: one.hits(_FIRST) for name, one in places.items()}
    best = max((name for name in hits if name != SUGGESTION), key=lambda name: hits[name].mean())
    return best, draws.mean(hits[SUGGESTION] - hits[best])
