"""Suggestions: order, sums, neutral unknowns, and that nothing of what was hidden is seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.partners.features import Features
from casework.partners.hiding import hide_of_small, hide_only, hide_share
from casework.partners.learn import learn_weights
from casework.partners.nearness import Nearness
from casework.partners.suggest import PartnerNetwork
from casework.partners.telling import main_reasons, reasons
from casework.partners.ties import Ties
from casework.partners.weights import (
    Situation,
    WeightsUnreadable,
    parse_weights,
    read_weights,
    shipped_weights,
    situations,
    weights_text,
)
from tests.casework.partners.worlds import organisations, ties
from wording.words import words

N = 60
T = words("en")


def network(n=N, n_links=70, seed=0):
    return PartnerNetwork(organisations(n, seed), ties(n, n_links, seed), "v")


def lists(some, k=10, wished=None):
    asks = [(place, wished) for place in range(len(some.organisations))]
    return list(some.suggestions(shipped_weights(), asks, k))


def test_a_lonely_organisation_has_nobody_to_be_suggested():
    assert lists(network(1, 0)) == [()]


def test_two_strangers_are_suggested_to_each_other():
    first, second = lists(network(2, 0))
    assert ([one.id for one in first], [one.id for one in second]) == (["mun-0001"], ["mun-0000"])
    assert not first[0].is_strong


@pytest.mark.parametrize("seed", range(4))
def test_lists_hold_neither_the_organisation_nor_its_partners(seed):
    some = network(seed=seed)
    for place, found in enumerate(lists(some, k=N)):
        out = {place, *some.ties.partners(place).tolist()}
        assert {one.id for one in found} == {f"mun-{one:04}" for one in range(N) if one not in out}


@pytest.mark.parametrize("seed", range(4))
def test_the_order_is_total_by_score_then_id(seed):
    for found in lists(network(seed=seed), k=N):
        keys = [(-one.score.total, one.id) for one in found]
        assert keys == sorted(keys)
        assert [one.rank for one in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("seed", range(4))
def test_a_shorter_list_is_the_beginning_of_a_longer_one(seed):
    some = network(seed=seed)
    assert [found[:5] for found in lists(some, k=N)] == lists(some, k=5)


def test_the_parts_that_are_told_add_up_to_the_score():
    for found in lists(network(), k=N):
        for one in found:
            told = reasons(T, "Leiden", "NL", one)
            assert abs(sum(part.points for part in told) - one.score.total) < 1e-9
            assert len(told) <= 10
            assert set(main_reasons(T, "Leiden", "NL", one)) <= {part.sentence for part in told}


def test_strong_means_a_shared_partner_or_a_path_of_three_steps():
    some = network()
    for place, found in enumerate(lists(some, k=N)):
        own = set(some.ties.partners(place).tolist())
        within_two = {v for u in own for v in some.ties.partners(u).tolist()}
        three = {w for v in within_two for w in some.ties.partners(v).tolist()}
        strong = {f"mun-{one:04}" for one in within_two | three}
        assert [one.id in strong for one in found] == [one.is_strong for one in found]


def test_a_wished_country_leaves_only_organisations_of_it_in_the_same_order():
    some = network()
    everywhere, there = lists(some, k=N), lists(some, k=N, wished="SN")
    assert [[one.id for one in found if one.country == "SN"] for found in everywhere] == [
        [one.id for one in found] for found in there
    ]


def test_what_is_not_known_gives_no_points():
    some = network()
    blank = PartnerNetwork(organisations(N), some.ties, "v")
    blank.organisations.population[:] = np.nan
    assert {one.score.points("distance") for found in lists(some) for one in found} != {0.0}
    size = shipped_weights().by_situation["few"]["size_apart"]
    assert size.points(np.array([np.nan], np.float32)).tolist() == [0.0]
    assert lists(blank)  # nothing breaks


@given(st.integers(0, 40), st.integers(0, 1_000), st.floats(0.05, 0.9))
def test_hidden_links_are_not_in_what_is_left_and_nobody_hidden_is_left_alone(n_links, seed, share):
    full = ties(20, n_links, seed)
    hidden = hide_share(full, share, np.random.default_rng(seed))
    left = set(map(tuple, hidden.ties.pairs.tolist()))
    gone = {tuple(sorted(one)) for one in zip(hidden.asked.tolist(), hidden.partner.tolist(), strict=True)}
    assert left | gone == set(map(tuple, full.pairs.tolist()))
    assert not left & gone
    assert (hidden.ties.n_partners[hidden.partner] >= 1).all()


@pytest.mark.parametrize(("hide", "least", "most"), [(hide_of_small, 1, 3), (hide_only, 0, 0)])
def test_small_organisations_are_left_with_one_to_three_and_newcomers_with_none(hide, least, most):
    hidden = hide(ties(200, 220), 40, np.random.default_rng(1))
    n_left = hidden.ties.n_partners
    assert 0 < len(hidden.asked) <= 40
    assert len(set(hidden.asked.tolist())) == len(hidden.asked)
    assert ((least <= n_left[hidden.asked]) & (n_left[hidden.asked] <= most)).all()
    assert (n_left[hidden.partner] >= 1).all()


def test_a_hidden_link_changes_no_feature_of_its_own():
    """Measured on what is left, a pair looks the same whether or not it was ever a link."""
    full = ties(N, 70)
    hidden = hide_share(full, 0.2, np.random.default_rng(3))
    one, other = hidden.asked[0], hidden.partner[0]
    never = Ties(N, np.array([pair for pair in full.pairs.tolist() if pair in hidden.ties.pairs.tolist()]))
    some = Nearness.of(organisations(N))
    first, second = (Features(some, some_ties).measure(np.array([one])) for some_ties in (hidden.ties, never))
    assert all(np.array_equal(first[name], second[name], equal_nan=True) for name in first)
    assert other not in hidden.ties.partners(int(one))


def test_weights_are_learnt_alike_each_time_and_fall_back_where_there_is_little_to_learn_from():
    some = network(300, 1_500)
    learnt = [learn_weights(some.nearness, some.ties, "test", shipped_weights()) for _ in range(2)]
    assert weights_text(learnt[0]) == weights_text(learnt[1])
    assert learnt[0].n_choices[Situation.NONE] == 0
    assert learnt[0].by_situation["none"] == shipped_weights().by_situation["none"]


def test_weights_are_the_same_once_written_and_read():
    shipped = shipped_weights()
    assert parse_weights(weights_text(shipped), "here") == shipped
    assert shipped.source
    assert shipped.date


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [", "no YAML"),
        ("format: other", "format: partner-weights-1"),
        ("format: partner-weights-1", "KeyError"),
        (weights_text(shipped_weights()).replace("same_country:", "same_planet:"), 'no feature "same_planet"'),
        (weights_text(shipped_weights()).replace("deviation: ", "deviation: -"), "deviation above 0"),
    ],
)
def test_weights_that_cannot_be_used_are_refused_with_a_reason(text, told, tmp_path):
    file = tmp_path / "weights.yaml"
    file.write_text(text)
    with pytest.raises(WeightsUnreadable, match=told):
        read_weights(file)


def test_the_situation_goes_by_the_number_of_partners():
    assert situations(np.array([0, 1, 3, 4, 90])).tolist() == ["none", "few", "few", "many", "many"]
