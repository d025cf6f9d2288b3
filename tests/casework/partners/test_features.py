"""Features against their definitions, computed pair by pair with NetworkX and plain Python."""

import math
from itertools import product

import networkx as nx
import numpy as np
import pytest

from casework.partners.features import FEATURES, GROUPS, PATH_FEATURES, Features
from casework.partners.nearness import Nearness
from tests.casework.partners.worlds import graph_of, organisations, ties

N = 40


@pytest.fixture(scope="module", params=[0, 1, 2])
def world(request):
    some = organisations(N, request.param)
    links = ties(N, 45, request.param)
    return some, links, Features(Nearness.of(some), links).measure(np.arange(N))


def test_every_feature_is_measured_and_belongs_to_one_sentence(world):
    _, _, measured = world
    assert sorted(measured) == sorted(FEATURES)
    assert len(FEATURES) == len(set(FEATURES))
    assert {values.shape for values in measured.values()} == {(N, N)}


def test_shared_partners_are_weighed_by_their_rarity(world):
    _, links, measured = world
    graph = graph_of(links)
    for one, other in product(range(N), range(N)):
        if one == other:
            continue
        shared = sorted(nx.common_neighbors(graph, one, other))
        rare = sum(1 / graph.degree(z) for z in shared)
        assert measured["shares_partner"][one, other] == bool(shared)
        assert measured["rare_partners"][one, other] == pytest.approx(math.log(rare) if shared else 0, abs=1e-4)
        degrees = math.sqrt(max(graph.degree(one), 1) * max(graph.degree(other), 1))
        overlap = math.log(len(shared) / degrees) if shared else 0
        assert measured["overlap"][one, other] == pytest.approx(overlap, abs=1e-4)


def test_paths_of_three_steps_are_counted_with_the_degrees_of_what_lies_between(world):
    _, links, measured = world
    graph = graph_of(links)
    for one, other in product(range(N), range(N)):
        if one == other:
            continue
        paths = [(u, v) for u in graph[one] for v in graph[u] if other in graph[v]]
        value = sum(1 / math.sqrt(graph.degree(u) * graph.degree(v)) for u, v in paths)
        has_two = any(other in graph[u] for u in graph[one])
        assert measured["has_three_steps"][one, other] == bool(paths)
        assert measured["three_steps"][one, other] == (bool(paths) and not has_two)
        assert measured["three_step_paths"][one, other] == pytest.approx(math.log(value) if paths else 0, abs=1e-4)


def test_walks_agree_with_personalised_pagerank_broken_off_after_twelve_steps(world):
    _, links, measured = world
    graph = graph_of(links)
    step = np.zeros((N, N))
    for one, other in graph.edges:
        step[one, other], step[other, one] = 1 / graph.degree(one), 1 / graph.degree(other)
    now, met = np.eye(N), 0.15 * np.eye(N)
    for _ in range(12):
        now = 0.85 * now @ step
        met = met + 0.15 * now
    assert np.exp(measured["walk_all"]) == pytest.approx(met + 1e-7, rel=1e-3)
    assert (measured["connected"] > 0).tolist() == (met > 0).tolist()


def test_sizes_and_distances_are_blank_where_they_are_not_known(world):
    some, _, measured = world
    for one, other in product(range(N), range(N)):
        apart = measured["size_apart"][one, other]
        sizes = some.population[[one, other]]
        if np.isnan(sizes).any():
            assert np.isnan(apart)
        else:
            assert apart == pytest.approx(abs(math.log10(sizes[0] / sizes[1])), abs=1e-4)


def test_distance_is_that_of_the_great_circle(world):
    some, _, measured = world
    for one, other in ((0, 1), (5, 9), (20, 33)):
        lat1, lon1, lat2, lon2 = map(math.radians, (some.lat[one], some.lon[one], some.lat[other], some.lon[other]))
        half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
        km = 2 * 6371 * math.asin(math.sqrt(half))
        assert math.exp(measured["far"][one, other]) - 20 == pytest.approx(km, rel=0.01, abs=1)


def test_nothing_is_said_of_a_country_that_is_not_known(world):
    some, _, measured = world
    unknown = np.array([code == "" for code in some.countries])
    for name in GROUPS["country"]:
        assert np.isnan(measured[name])[unknown].all()
        assert np.isnan(measured[name])[:, unknown].all()
        assert not np.isnan(measured[name])[~unknown][:, ~unknown].any()


def test_a_pair_of_one_name_is_told(world):
    some, _, measured = world
    same = np.array(some.names)[:, None] == np.array(some.names)[None, :]
    assert (measured["same_name"] > 0).tolist() == same.tolist()


def test_popularity_is_capped():
    star = np.array([[0, place] for place in range(1, 30)])
    links = type(ties(2, 1))(30, star)
    measured = Features(Nearness.of(organisations(30)), links).measure(np.array([1]))
    assert measured["n_partners"][0, 0] == pytest.approx(math.log(21))


def test_an_organisation_without_ties_has_neutral_paths_and_all_other_features():
    links = ties(N, 0)
    measured = Features(Nearness.of(organisations(N)), links).measure(np.array([3]))
    for name in ("shares_partner", "rare_partners", "three_steps", "has_three_steps", "near_partners"):
        assert len(set(measured[name][0].tolist())) == 1
    assert set(PATH_FEATURES) < set(FEATURES)


def test_one_organisation_alone_can_be_measured():
    measured = Features(Nearness.of(organisations(1)), ties(1, 0)).measure(np.array([0]))
    assert {values.shape for values in measured.values()} == {(1, 1)}
