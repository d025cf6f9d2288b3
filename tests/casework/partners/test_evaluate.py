"""Evaluation: simple rules against NetworkX, the same figures each time, and no way to see what was hidden."""

import networkx as nx
import numpy as np
import pytest

from casework.partners.evaluate import SUGGESTION, evaluate, splits
from casework.partners.features import Features
from casework.partners.nearness import Nearness
from casework.partners.rivals import RIVALS, adamic_adar
from tests.casework.partners.worlds import graph_of, organisations, ties

N = 120


@pytest.fixture(scope="module")
def world():
    return Nearness.of(organisations(N)), ties(N, 150)


def test_adamic_adar_is_that_of_networkx(world):
    nearness, links = world
    found = adamic_adar(Features(nearness, links), {}, np.arange(N))
    pairs = [(one, other) for one in range(N) for other in range(N) if one != other]
    for one, other, value in nx.adamic_adar_index(graph_of(links), pairs):
        assert found[one, other] == pytest.approx(value, abs=1e-5)


@pytest.mark.parametrize("split", ["one_in_ten", "small", "newcomers"])
def test_each_way_of_hiding_gives_the_same_figures_each_time(world, split):
    nearness, links = world
    first, second = (evaluate(nearness, links, split, splits(links, 10)[split](), n_draws=100) for _ in range(2))
    assert first == second
    assert first.methods.keys() == {SUGGESTION, *RIVALS}
    assert first.weights == "shipped"
    assert first.best_single in RIVALS


def test_by_lot_every_candidate_has_the_same_chance(world):
    nearness, links = world
    hidden = splits(links, 5)["newcomers"]()
    found = evaluate(nearness, links, "newcomers", hidden, n_draws=100)
    n_out = [1 + links.n_partners[one] - 1 for one in hidden.asked]
    assert found.methods["random"].recall[10].value == pytest.approx(np.mean([10 / (N - n) for n in n_out]))


def test_another_seed_hides_other_links(world):
    _, links = world
    hidden = [splits(links, 10, seed)["small"]() for seed in (1, 2)]
    assert hidden[0].asked.tolist() != hidden[1].asked.tolist()


def test_never_more_than_one_link_in_ten_is_hidden(world):
    _, links = world
    for hide in splits(links, 1_000).values():
        assert len(links.pairs) - len(hide().ties.pairs) <= round(0.1 * len(links.pairs))


def test_nothing_can_be_hidden_where_nothing_is():
    nearness, links = Nearness.of(organisations(3)), ties(3, 0)
    for name, hide in splits(links, 10).items():
        assert evaluate(nearness, links, name, hide()) is None


def test_marks_count_every_suggestion_among_the_first_ten(world):
    nearness, links = world
    found = evaluate(nearness, links, "small", splits(links, 8)["small"](), n_draws=100)
    assert found.strong.n + found.weak.n == 10 * found.n_asked
    hits = found.strong.n_hits + found.weak.n_hits
    assert hits / found.n_asked == pytest.approx(found.methods[SUGGESTION].recall[10].value)
