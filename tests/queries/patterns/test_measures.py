"""Measures of single nodes and of groups are those that NetworkX, scikit-learn or brute force find."""

import itertools
from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from queries.patterns.betweenness import between_sets, betweenness
from queries.patterns.brokerage import ROLES, brokerage
from queries.patterns.communities import _ari, _nmi, communities, modularity
from queries.patterns.cores import core_numbers
from queries.patterns.cuts import cuts
from queries.patterns.holes import constraint, effective_size
from queries.patterns.mixing import ei_index, ei_range, group_assortativity
from tests.queries.patterns.graphs import graph_of, some_ties, ties_of


@st.composite
def grouped_ties(draw, most=12):
    ties = draw(some_ties(most))
    groups = draw(st.lists(st.integers(0, 2), min_size=ties.n, max_size=ties.n))
    return ties, np.array(groups, dtype=np.int64)


@given(some_ties())
def test_betweenness_is_that_of_networkx(ties):
    expected = nx.betweenness_centrality(graph_of(ties))
    assert betweenness(ties, seed=1).shares.tolist() == pytest.approx([expected[node] for node in range(ties.n)])


@given(some_ties(9), st.integers(0, 511), st.integers(0, 511))
def test_betweenness_from_one_set_to_another_counts_each_pair_alike(ties, from_bits, to_bits):
    graph = graph_of(ties)
    sources = [node for node in range(ties.n) if from_bits >> node & 1]
    targets = [node for node in range(ties.n) if to_bits >> node & 1]
    is_target = np.isin(np.arange(ties.n), targets)
    found = between_sets(ties, np.array(sources, dtype=np.int64), is_target)
    shares, n_connected = Counter(), 0
    for source, target in itertools.product(sources, targets):
        if source == target or not nx.has_path(graph, source, target):
            continue
        n_connected += 1
        paths = list(nx.all_shortest_paths(graph, source, target))
        shares.update({node: sum(node in path[1:-1] for path in paths) / len(paths) for node in range(ties.n)})
    expected = [shares[node] / max(1, n_connected) for node in range(ties.n)]
    assert found.n_connected == n_connected
    assert found.shares.tolist() == pytest.approx(expected)


def test_a_sample_of_betweenness_holds_the_truth_within_its_error():
    graph = nx.barabasi_albert_graph(700, 2, seed=5)
    ties = ties_of(700, graph.edges)
    exact, guess = betweenness(ties, seed=3), betweenness(ties, seed=3, most_exact=0)
    assert (exact.is_exact, guess.is_exact, guess.n_sampled) == (True, False, 512)
    top = exact.shares.argsort()[-20:]
    is_inside = abs(guess.shares[top] - exact.shares[top]) <= guess.errors[top]
    assert is_inside.sum() >= 17
    again = betweenness(ties, seed=3, most_exact=0)
    assert (again.shares == guess.shares).all()


@given(some_ties())
def test_constraint_and_effective_size_are_those_of_networkx(ties):
    graph, everybody = graph_of(ties), np.arange(ties.n)
    tied = [node for node in range(ties.n) if ties.degrees[node]]
    limits, sizes = (nx.constraint(graph), nx.effective_size(graph)) if ties.n else ({}, {})
    found_limits, found_sizes = constraint(ties, everybody), effective_size(ties, everybody)
    assert [found_limits[node] for node in tied] == pytest.approx([limits[node] for node in tied])
    assert [found_sizes[node] for node in tied] == pytest.approx([sizes[node] for node in tied])
    assert all(found_limits[node] is None for node in range(ties.n) if node not in tied)


def test_constraint_weighs_ties():
    ties = ties_of(4, [(0, 1), (0, 2), (1, 2), (2, 3)], weights=[3, 1, 2, 1])
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 3), (0, 2, 1), (1, 2, 2), (2, 3, 1)])
    expected = nx.constraint(graph, weight="weight")
    assert constraint(ties, np.arange(4)) == pytest.approx([expected[node] for node in range(4)])


@given(grouped_ties())
def test_brokerage_roles_are_counted_as_gould_and_fernandez_define_them(given_ties):
    ties, groups = given_ties
    graph, expected = graph_of(ties), np.zeros((ties.n, len(ROLES)), dtype=int)
    for b in graph:
        for a, c in itertools.permutations(graph[b], 2):
            if not graph.has_edge(a, c):
                ga, gb, gc = groups[[a, b, c]]
                if ga == gb == gc:
                    role = "coordinator"
                elif ga == gc:
                    role = "itinerant"
                elif gb == gc:
                    role = "gatekeeper"
                elif ga == gb:
                    role = "representative"
                else:
                    role = "liaison"
                expected[b, ROLES.index(role)] += 1
    assert brokerage(ties, groups).counts.tolist() == expected.tolist()


@given(some_ties())
def test_what_a_node_holds_together_is_seen_when_it_is_taken_out(ties):
    graph, found = graph_of(ties), cuts(ties)
    for node in graph:
        component = nx.node_connected_component(graph, node) - {node}
        rest = graph.subgraph(component)
        largest = max(map(len, nx.connected_components(rest)), default=0)
        assert found.n_cut_off[node] == len(component) - largest
    assert found.n_bridges == len(list(nx.bridges(graph)))


@given(some_ties())
def test_core_numbers_are_those_of_networkx(ties):
    expected = nx.core_number(graph_of(ties))
    assert core_numbers(ties).tolist() == [expected[node] for node in range(ties.n)]


@given(grouped_ties())
def test_modularity_is_that_of_networkx(given_ties):
    ties, groups = given_ties
    if ties.m == 0:
        assert modularity(ties, groups) == 0
        return
    parts = [set(np.flatnonzero(groups == group).tolist()) for group in np.unique(groups)]
    assert modularity(ties, groups, 0.7) == pytest.approx(
        nx.community.modularity(graph_of(ties), parts, resolution=0.7)
    )


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20))
def test_likeness_of_divisions_is_that_of_scikit_learn(pairs):
    one, other = (np.array(labels, dtype=np.int64) for labels in zip(*pairs, strict=True))
    assert _ari(one, other) == pytest.approx(adjusted_rand_score(one, other))
    if len(set(one)) + len(set(other)) > 2:  # two divisions into one group: by definition, and not alike everywhere
        assert _nmi(one, other) == pytest.approx(normalized_mutual_info_score(one, other), abs=1e-9)


def test_two_cliques_are_two_communities_with_every_seed():
    cliques = [*itertools.combinations(range(12), 2), *itertools.combinations(range(12, 24), 2), (0, 12)]
    ties = ties_of(24, cliques)
    for method in ("leiden", "louvain"):
        found = communities(ties, method=method, resolution=1.0, seed=1, n_runs=5)
        assert found.labels.tolist() == [0] * 12 + [1] * 12
        assert (found.nmi, found.ari) == (pytest.approx(1), pytest.approx(1))


@given(grouped_ties())
def test_assortativity_by_group_is_that_of_networkx(given_ties):
    ties, groups = given_ties
    graph = graph_of(ties)
    nx.set_node_attributes(graph, dict(enumerate(groups.tolist())), "group")
    found = group_assortativity(groups[ties.first], groups[ties.second])
    if ties.m == 0 or len(set(groups[ties.first]) | set(groups[ties.second])) < 2:
        assert found is None
    else:
        assert found == pytest.approx(nx.attribute_assortativity_coefficient(graph, "group"))


@settings(max_examples=20)
@given(grouped_ties(6))
def test_the_e_i_index_lies_within_what_sizes_and_density_allow(given_ties):
    ties, groups = given_ties
    if ties.m == 0:
        assert ei_index(ties, groups) is None
        return
    pairs = list(itertools.combinations(range(ties.n), 2))
    n_across = [groups[one] != groups[other] for one, other in pairs]
    best, worst = sorted(n_across, reverse=True)[: ties.m], sorted(n_across)[: ties.m]
    expected = tuple((2 * sum(choice) - ties.m) / ties.m for choice in (worst, best))
    assert ei_range(ties, groups) == pytest.approx(expected)
    assert expected[0] <= ei_index(ties, groups) <= expected[1]
