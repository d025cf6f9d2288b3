import itertools
import math
from datetime import date

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.must_pass import Shortest, Strongest, find_passing
from graph.paths import find_paths, one_peer
from graph.steps import StepGraph, StepRules
from graph.strongest import cost_of, find_strongest
from graph.tie_strength import Evaluated, last_day_recorded, tie_strengths
from graph.tie_weights import tie_weights, weights_from
from tests.graph.networks import Sketch
from tests.graph.test_paths import network_of

DAY = date(2020, 1, 1).toordinal() - date(1970, 1, 1).toordinal()


def ties_of(network, evaluated=None):
    said = {network.position(key): one for key, one in (evaluated or {}).items()}
    return tie_strengths(network, tie_weights(), DAY, said)


def strongest(network, starts, ends, k=5, max_steps=6, rules=None):
    steps = StepGraph.under(network, rules or StepRules())
    found = find_strongest(steps, ties_of(network), network.positions(starts), network.positions(ends), k, max_steps)
    return [tuple(network.id_of(one) for one in path) for path in found.paths], found


def step_strength(network, first, second, evaluated=None):
    steps = StepGraph.under(network, StepRules())
    shared = steps.facts_between(network.position(first), network.position(second))
    return ties_of(network, evaluated).of_step(shared)


@pytest.fixture
def pair(tmp_path):
    """A network of two municipalities that share what the sketch says."""

    def make(sketch):
        sketch.municipalities("a", "b")
        return network_of(sketch, tmp_path)

    return make


def test_a_fact_is_its_kind_times_recency_times_evaluation(pair):
    sketch = Sketch()
    sketch.exchange("e", ["a", "b"], form="study_visit", starts_on="2015-01-01", ends_on="2015-01-01")
    strength = step_strength(pair(sketch), "a", "b", {"e": Evaluated(2, 3.0)})
    assert strength == pytest.approx(0.6 * 0.5 ** (1826 / 365.25 / 5) * 0.8, abs=1e-8)


def test_facts_repeated_leave_less_doubt(pair):
    sketch = Sketch()
    sketch.exchange("e", ["a", "b"])
    sketch.exchange("f", ["a", "b"])
    one = 0.5 * 0.5 * 0.8  # form not recorded, undated, not evaluated
    assert step_strength(pair(sketch), "a", "b") == pytest.approx(1 - (1 - one) ** 2, abs=1e-8)


def test_a_twinning_that_goes_on_does_not_age_and_one_that_ended_does(pair):
    lasting = Sketch()
    lasting.twinned("a", "b", since="1960")
    assert step_strength(pair(lasting), "a", "b") == pytest.approx(0.3)


def test_a_twinning_that_ended_ages(pair):
    ended = Sketch()
    ended.twinned("a", "b", since="1960", until="2014-12-31")
    assert step_strength(pair(ended), "a", "b") == pytest.approx(0.3 * 0.5 ** (1827 / 365.25 / 5), abs=1e-6)


def test_a_planned_exchange_counts_half(pair):
    sketch = Sketch()
    sketch.exchange("e", ["a", "b"], status="planned")
    network = pair(sketch)
    steps = StepGraph.under(network, StepRules(with_planned=True))
    shared = steps.facts_between(network.position("a"), network.position("b"))
    assert ties_of(network).of_step(shared) == pytest.approx(0.5 * 0.5 * 0.5)


def test_the_latest_day_is_that_of_a_held_exchange(pair):
    sketch = Sketch()
    sketch.exchange("e", ["a", "b"], starts_on="2019-12-31")
    sketch.exchange("f", ["a", "b"], starts_on="2030", status="planned")
    assert last_day_recorded(pair(sketch)) == DAY - 1


def test_no_date_means_no_latest_day(pair):
    assert last_day_recorded(pair(Sketch())) is None


def test_a_strong_detour_beats_a_weak_tie(tmp_path):
    sketch = Sketch()
    sketch.municipalities("a", "z")
    sketch.officials("o")
    sketch.exchange("e", ["a", "z"], starts_on="1990")
    sketch.works_for("o", "a")
    sketch.works_for("o", "z")
    paths, found = strongest(network_of(sketch, tmp_path), ["a"], ["z"])
    assert paths == [("a", "o", "z"), ("a", "z")]
    assert (found.distance, found.n_more, found.is_complete_count) == (1, 0, True)


def test_paths_exactly_as_strong_are_counted_and_listed_by_length_and_ids(tmp_path):
    sketch = Sketch()
    sketch.municipalities("a", "z")
    for middle in sketch.municipalities(*(f"m{i}" for i in range(7))):
        sketch.twinned("a", middle)
        sketch.twinned(middle, "z")
    paths, found = strongest(network_of(sketch, tmp_path), ["a"], ["z"], k=2)
    assert (paths, found.n_more) == ([("a", "m0", "z"), ("a", "m1", "z")], 5)


def test_weights_that_make_no_probability_are_refused():
    import tomllib
    from pathlib import Path

    told = tomllib.loads(Path("graph/tie_weights.toml").read_text())
    told["kind"]["works_for"] = 1.0
    with pytest.raises(ValueError, match="below 1"):
        weights_from(told)


@st.composite
def dated_sketches(draw):
    """Up to 8 peers with dated exchanges, twinnings and jobs, many of them alike so that paths are equally strong."""
    sketch = Sketch()
    sketch.node("Topic", "waste")
    places = sketch.municipalities(*(f"m{i}" for i in range(draw(st.integers(2, 6)))))
    people = sketch.officials(*(f"o{i}" for i in range(draw(st.integers(0, 2)))))
    dates = st.sampled_from([None, "2010", "2015-03", "2015-03-02", "2018", "2019-12-31"])
    for i in range(draw(st.integers(0, 5))):
        members = draw(st.lists(st.sampled_from(places + people), unique=True, min_size=1, max_size=4))
        starts_on = draw(dates)
        sketch.exchange(f"e{i}", members, starts_on=starts_on, form=draw(st.sampled_from([None, "round_table"])))
        if draw(st.booleans()):
            sketch.relate("ABOUT", f"e{i}", "waste")
    for first, second in draw(st.lists(st.tuples(st.sampled_from(places), st.sampled_from(places)), max_size=5)):
        if first != second:
            sketch.twinned(first, second, since=draw(dates))
    for person in people:
        sketch.works_for(person, draw(st.sampled_from(places)), since=draw(dates))
    return sketch


def brute_force(network, steps, starts, ends, max_steps, cost):
    """Every path from the definition alone, best first."""
    graph = nx.Graph()
    peers = np.flatnonzero(network.is_peer()).tolist()
    graph.add_nodes_from(peers)
    graph.add_edges_from(pair for pair in itertools.combinations(peers, 2) if steps.facts_between(*pair))
    inner = set(starts) | set(ends)
    found = [
        tuple(path)
        for start in starts
        for end in ends
        for path in nx.all_simple_paths(graph, start, end, cutoff=max_steps)
        if not inner & set(path[1:-1])
    ]
    return sorted(found, key=lambda path: (cost(path), len(path), path))


@given(data=st.data(), sketch=dated_sketches(), k=st.integers(1, 6), max_steps=st.integers(1, 5))
def test_strongest_paths_are_the_best_of_all_paths(tmp_path_factory, data, sketch, k, max_steps):
    network = network_of(sketch, tmp_path_factory.mktemp("store"))
    peers = [network.id_of(one) for one in np.flatnonzero(network.is_peer())]
    starts = data.draw(st.lists(st.sampled_from(peers), unique=True, min_size=1, max_size=2))
    others = [one for one in peers if one not in starts]
    if not others:
        return
    ends = data.draw(st.lists(st.sampled_from(others), unique=True, min_size=1, max_size=2))
    steps, ties = StepGraph.under(network, StepRules()), ties_of(network)
    places = network.positions(starts).tolist(), network.positions(ends).tolist()

    def cost(path):
        pairs = itertools.pairwise(path)
        return sum(
            round(-math.log(ties.of_step(steps.facts_between(*pair)) * ties.weights.passing_on) * 1e6) for pair in pairs
        )

    expected = brute_force(network, steps, *places, max_steps, cost)
    found = find_strongest(steps, ties, network.positions(starts), network.positions(ends), k, max_steps)
    assert list(found.paths) == expected[:k]
    n_equal = sum(cost(path) == cost(expected[k - 1]) for path in expected[k:]) if len(expected) > k else 0
    assert (found.n_more, found.is_complete_count) == (n_equal, True)
    short = find_paths(steps, network.positions(starts), network.positions(ends), k, max_steps)
    assert list(short.paths) == brute_force(network, steps, *places, max_steps, len)[:k]


@given(data=st.data(), sketch=dated_sketches(), k=st.integers(1, 4), strong=st.booleans())
def test_paths_through_given_peers_are_the_best_of_those_that_pass_them(tmp_path_factory, data, sketch, k, strong):
    network = network_of(sketch, tmp_path_factory.mktemp("store"))
    peers = np.flatnonzero(network.is_peer()).tolist()
    if len(peers) < 3:
        return
    start, end, *via = data.draw(st.permutations(peers))[: data.draw(st.integers(3, 5))]
    steps, ties = StepGraph.under(network, StepRules()), ties_of(network)
    finder = Strongest(ties) if strong else Shortest()
    passage = find_passing(finder, steps, (one_peer(start), one_peer(end)), tuple(via), k, 5, 60.0)
    by_cost = (lambda path: cost_of(steps, ties, path)) if strong else len
    expected = [p for p in brute_force(network, steps, [start], [end], 5, by_cost) if set(via) <= set(p)]
    assert (list(passage.found.paths), passage.gave_up) == (expected[:k], False)


def test_a_search_through_given_peers_gives_up_when_its_time_is_over(tmp_path):
    sketch = Sketch()
    sketch.exchange("e", sketch.municipalities("a", "m", "z"))
    network = network_of(sketch, tmp_path)
    steps = StepGraph.under(network, StepRules())
    ends = one_peer(network.position("a")), one_peer(network.position("z"))
    clock = itertools.count(0.0, 1.0).__next__
    passage = find_passing(Shortest(), steps, ends, (network.position("m"),), 5, 6, 0.5, clock)
    assert (passage.found.paths, passage.gave_up) == ((), True)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (StepRules(topic_ids=frozenset({"waste"})), [("a", "b")]),
        (StepRules(topic_ids=frozenset()), []),
        (StepRules(first_day=DAY), []),
        (StepRules(last_day=DAY), [("a", "b")]),
    ],
)
def test_topic_and_period_hold_on_every_step(tmp_path, rules, expected):
    sketch = Sketch()
    sketch.node("Topic", "waste")
    sketch.exchange("e", sketch.municipalities("a", "b"), starts_on="2015")
    sketch.relate("ABOUT", "e", "waste")
    sketch.twinned("a", "b")
    assert strongest(network_of(sketch, tmp_path), ["a"], ["b"], rules=rules)[0] == expected


def test_only_steps_of_the_kinds_asked_for_are_walked(tmp_path):
    from graph.network import FactKind

    sketch = Sketch()
    sketch.municipalities("a", "b", "c")
    sketch.twinned("a", "b")
    sketch.exchange("e", ["b", "c"])
    network = network_of(sketch, tmp_path)
    only = StepRules(only_facts=frozenset({FactKind.TWINNED_WITH}))
    assert strongest(network, ["a"], ["b"], rules=only)[0] == [("a", "b")]
    assert strongest(network, ["a"], ["c"], rules=only)[0] == []
