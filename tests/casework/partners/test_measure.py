"""Measures against their definitions: ties broken in every possible way, intervals against known spread."""

from itertools import pairwise, permutations

import numpy as np
import pytest

from casework.partners.measure import Draws, Places, joined, places_of


def by_hand(scores, partner, first):
    """Chance to be among the first, and mean reciprocal rank, over all orders of equals."""
    order = [one for one in permutations(range(len(scores)))
             if all(scores[a] >= scores[b] for a, b in pairwise(one))]  # fmt: skip
    ranks = [one.index(partner) + 1 for one in order]
    return np.mean([rank <= first for rank in ranks]), np.mean([1 / rank for rank in ranks])


@pytest.mark.parametrize("scores", [[3, 1, 1, 0], [1, 1, 1, 1], [0, 2, 1, 2], [5, 4, 3, 2]])
@pytest.mark.parametrize("partner", range(4))
@pytest.mark.parametrize("first", [1, 2, 10])
def test_equal_scores_count_as_drawn_by_lot(scores, partner, first):
    places = places_of(np.array([scores], np.float32), np.array([partner]), np.zeros((1, 4), bool))
    hits, reciprocal = by_hand(scores, partner, first)
    assert places.hits(first).tolist() == pytest.approx([hits])
    assert places.reciprocal().tolist() == pytest.approx([reciprocal])


def test_other_known_partners_are_not_ranked_and_the_looked_for_one_always_is():
    scores = np.array([[9, 8, 7]], np.float32)
    places = places_of(scores, np.array([2]), np.array([[True, True, True]]))
    assert (places.n_better.tolist(), places.n_equal.tolist()) == ([0], [1])


def test_what_is_not_a_number_ranks_last():
    places = places_of(np.array([[np.nan, 1.0]], np.float32), np.array([0]), np.zeros((1, 2), bool))
    assert places.hits(1).tolist() == [0]


def test_nothing_asked_gives_zero():
    none = joined([])
    draws = Draws.of(np.empty(0, np.int64), 100, 1)
    assert draws.mean(none.hits(10)).value == 0
    assert len(none.reciprocal()) == 0


def test_an_interval_has_the_width_of_the_binomial_spread():
    values = (np.arange(1_000) < 300).astype(float)
    interval = Draws.of(np.arange(1_000), 2_000, 1).mean(values)
    half = 1.96 * np.sqrt(0.3 * 0.7 / 1_000)
    assert interval.value == pytest.approx(0.3)
    assert (interval.low, interval.high) == pytest.approx((0.3 - half, 0.3 + half), abs=0.005)


def test_both_ends_of_a_link_are_drawn_together():
    group = np.repeat(np.arange(500), 2)
    values = np.repeat((np.arange(500) < 250).astype(float), 2)
    together, apart = Draws.of(group, 2_000, 1).mean(values), Draws.of(np.arange(1_000), 2_000, 1).mean(values)
    assert together.high - together.low > 1.3 * (apart.high - apart.low)


def test_places_of_several_batches_follow_each_other():
    one, other = Places(np.array([1]), np.array([2])), Places(np.array([3]), np.array([4]))
    both = joined([one, other])
    assert (both.n_better.tolist(), both.n_equal.tolist()) == ([1, 3], [2, 4])
