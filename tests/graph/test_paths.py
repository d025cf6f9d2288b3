import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.connect import open_store
from graph.network import build_network
from graph.paths import COUNT_LIMIT, find_distance, find_paths, one_peer
from graph.steps import StepGraph, StepRules
from tests.graph.networks import Sketch


def network_of(sketch, folder):
    with open_store(f"sqlite:///{folder / 'store.sqlite'}") as store:
        sketch.write(store)
        return build_network(store.arrays(), store.data_version())


def paths_of(network, start, end, k=5, max_steps=6, **rules):
    steps = StepGraph.under(network, StepRules(**rules))
    found = find_paths(steps, one_peer(network.position(start)), one_peer(network.position(end)), k, max_steps)
    return [tuple(network.id_of(p) for p in path) for path in found.paths], found


def test_a_shared_exchange_is_one_step(tmp_path):
    sketch = Sketch()
    sketch.exchange("e", sketch.municipalities("a", "b"))
    paths, found = paths_of(network_of(sketch, tmp_path), "a", "b")
    assert paths == [("a", "b")]
    assert (found.distance, found.n_more) == (1, 0)


def test_there_is_no_path_between_different_components(tmp_path):
    sketch = Sketch()
    sketch.exchange("e", sketch.municipalities("a", "b"))
    sketch.exchange("f", sketch.municipalities("c", "d"))
    paths, found = paths_of(network_of(sketch, tmp_path), "a", "d")
    assert (paths, found.distance) == ([], None)


def test_a_path_longer_than_asked_for_is_not_listed_but_its_length_is_known(tmp_path):
    sketch = Sketch()
    keys = sketch.municipalities(*"abcde")
    for first, second in itertools.pairwise(keys):
        sketch.twinned(first, second)
    paths, found = paths_of(network_of(sketch, tmp_path), "a", "e", max_steps=3)
    assert (paths, found.distance) == ([], 4)


def test_a_path_of_hundreds_of_steps_is_found_whole(tmp_path):
    sketch = Sketch()
    keys = sketch.municipalities(*(f"m{number:03}" for number in range(301)))
    for first, second in itertools.pairwise(keys):
        sketch.twinned(first, second)
    paths, found = paths_of(network_of(sketch, tmp_path), keys[0], keys[-1], max_steps=300)
    assert (paths, found.distance) == ([tuple(keys)], 300)


def test_a_planned_exchange_is_no_step_unless_asked_for(tmp_path):
    sketch = Sketch()
    sketch.exchange("e", sketch.municipalities("a", "b"), status="planned")
    network = network_of(sketch, tmp_path)
    assert paths_of(network, "a", "b")[0] == []
    assert paths_of(network, "a", "b", with_planned=True)[0] == [("a", "b")]


def test_a_cancelled_exchange_is_never_a_step(tmp_path):
    sketch = Sketch()
    sketch.exchange("e", sketch.municipalities("a", "b"), status="cancelled")
    assert paths_of(network_of(sketch, tmp_path), "a", "b", with_planned=True)[0] == []


def test_an_official_has_no_step_through_an_exchange_of_the_employer_alone(tmp_path):
    sketch = Sketch()
    sketch.exchange("e", sketch.municipalities("a", "b"))
    sketch.works_for(*sketch.officials("o"), "a")
    assert paths_of(network_of(sketch, tmp_path), "o", "b")[0] == [("o", "a", "b")]


def test_a_shared_country_is_a_step_only_with_similarity(tmp_path):
    sketch = Sketch()
    sketch.node("Country", "NL")
    for key in sketch.municipalities("a", "b"):
        sketch.relate("IN_COUNTRY", key, "NL")
    network = network_of(sketch, tmp_path)
    assert paths_of(network, "a", "b")[0] == []
    assert paths_of(network, "a", "b", with_similarity=True)[0] == [("a", "b")]


def test_adopters_of_a_practice_meet_its_origin_but_not_each_other(tmp_path):
    sketch = Sketch()
    sketch.exchange("e", sketch.municipalities("origin", "guest"))
    sketch.municipalities("x", "y")
    sketch.node("Practice", "p", title="Composting")
    sketch.relate("LEARNED_IN", "p", "e")
    sketch.relate("ADOPTED", "x", "p")
    sketch.relate("ADOPTED", "y", "p")
    network = network_of(sketch, tmp_path)
    assert paths_of(network, "x", "origin", k=1)[0] == [("x", "origin")]
    assert paths_of(network, "x", "y", k=1)[0] == [("x", "guest", "y")]


def test_paths_beyond_k_are_counted(tmp_path):
    sketch = Sketch()
    sketch.municipalities("a", "z")
    for middle in sketch.municipalities(*(f"m{i:02}" for i in range(20))):
        sketch.twinned("a", middle)
        sketch.twinned(middle, "z")
    paths, found = paths_of(network_of(sketch, tmp_path), "a", "z", k=3)
    assert paths == [("a", "m00", "z"), ("a", "m01", "z"), ("a", "m02", "z")]
    assert (found.n_more, found.is_complete_count) == (17, True)


def test_more_than_a_thousand_further_paths_are_not_counted_out(tmp_path):
    sketch = Sketch()
    sketch.municipalities("a", "z")
    first = sketch.municipalities(*(f"m{i:02}" for i in range(40)))
    second = sketch.municipalities(*(f"n{i:02}" for i in range(40)))
    for one in first:
        sketch.twinned("a", one)
    for one in second:
        sketch.twinned(one, "z")
    sketch.exchange("everybody", [*first, *second])
    found = paths_of(network_of(sketch, tmp_path), "a", "z", k=1)[1]
    assert found.n_more == COUNT_LIMIT + 1


@st.composite
def sketches(draw):
    """Up to 9 peers with exchanges of any size and status, twinnings, and employment."""
    sketch = Sketch()
    places = sketch.municipalities(*(f"m{i}" for i in range(draw(st.integers(1, 6)))))
    people = sketch.officials(*(f"o{i}" for i in range(draw(st.integers(0, 3)))))
    everyone = places + people
    for i in range(draw(st.integers(0, 5))):
        members = draw(st.lists(st.sampled_from(everyone), unique=True, max_size=4))
        sketch.exchange(f"e{i}", members, status=draw(st.sampled_from(["held", "planned", None, "cancelled"])))
    for first, second in draw(st.lists(st.tuples(st.sampled_from(places), st.sampled_from(places)), max_size=6)):
        if first != second:
            sketch.twinned(first, second)
    for person in people:
        if draw(st.booleans()):
            sketch.works_for(person, draw(st.sampled_from(places)))
    return sketch


@given(data=st.data(), sketch=sketches(), k=st.integers(1, 8), max_steps=st.integers(1, 5), planned=st.booleans())
def test_paths_are_those_that_networkx_finds(tmp_path_factory, data, sketch, k, max_steps, planned):
    network = network_of(sketch, tmp_path_factory.mktemp("store"))
    peers = sorted(n.id for n in sketch.nodes.values() if n.kind != "Exchange")
    start, end = data.draw(st.sampled_from(peers)), data.draw(st.sampled_from(peers))
    avoid = frozenset(data.draw(st.lists(st.sampled_from(sorted(sketch.nodes)), max_size=2))) - {start, end}
    if start == end:
        return
    oracle = sketch.peer_graph(with_planned=planned, avoid=avoid)
    expected = sorted(map(tuple, nx.all_simple_paths(oracle, start, end, cutoff=max_steps)), key=lambda p: (len(p), p))
    paths, found = paths_of(network, start, end, k, max_steps, with_planned=planned, avoid_ids=avoid)
    assert paths == expected[:k]
    if len(expected) > k:
        assert found.n_more == sum(len(p) == len(expected[k - 1]) for p in expected[k:])
    connected = nx.has_path(oracle, start, end)
    assert found.distance == (nx.shortest_path_length(oracle, start, end) if connected else None)
    steps = StepGraph.under(network, StepRules(with_planned=planned, avoid_ids=avoid))
    assert find_distance(steps, network.position(end), network.position(start)) == found.distance


@pytest.mark.parametrize("seed", range(3))
def test_counts_and_lists_agree_with_networkx_on_a_denser_network(tmp_path, seed):
    sketch = Sketch()
    random = nx.gnm_random_graph(40, 90, seed=seed)
    sketch.municipalities(*(f"m{i:02}" for i in random))
    for first, second in random.edges:
        sketch.twinned(f"m{first:02}", f"m{second:02}")
    network, oracle = network_of(sketch, tmp_path), sketch.peer_graph()
    for end in ("m01", "m17", "m39"):
        expected = sorted(map(tuple, nx.all_simple_paths(oracle, "m00", end, cutoff=5)), key=lambda p: (len(p), p))
        paths, found = paths_of(network, "m00", end, k=12, max_steps=5)
        assert paths == expected[:12]
        n_equal = sum(len(p) == len(expected[11]) for p in expected[12:])
        assert found.n_more == min(n_equal, COUNT_LIMIT + 1)
