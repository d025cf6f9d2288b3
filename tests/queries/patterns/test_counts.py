"""Figures of small graphs are those that NetworkX finds."""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.patterns import counts
from queries.patterns.distances import distances, reached_within, reached_within_two
from tests.queries.patterns.graphs import graph_of, some_ties, ties_of


@given(some_ties())
def test_wedges_claws_and_crosses_are_counted(ties):
    for k in (2, 3, 4):
        expected = sum(len(list(itertools.combinations(range(d), k))) for _, d in graph_of(ties).degree)
        assert counts.n_stars(ties.degrees, k) == expected


@given(some_ties())
def test_triangles_and_squares_are_counted(ties):
    graph, found = graph_of(ties), counts.closed(ties)
    assert found.triangles_at.tolist() == [n for _, n in sorted(nx.triangles(graph).items())]
    squares = sum(len(cycle) == 4 for cycle in nx.simple_cycles(graph, length_bound=4))
    assert (found.n_triangles, found.n_squares) == (sum(nx.triangles(graph).values()) // 3, squares)


@given(some_ties())
def test_distances_are_those_of_networkx(ties):
    found = distances(ties, seed=1)
    giant = graph_of(ties).subgraph(max(nx.connected_components(graph_of(ties)), key=len, default=()))
    lengths = dict(nx.all_pairs_shortest_path_length(giant))
    if found.n_nodes != len(giant) or found.n_pairs != sum(d > 0 for row in lengths.values() for d in row.values()):
        # Another component of the same size: then all of them have to be looked at.
        assert found.n_nodes == len(giant)
        return
    if len(giant) > 1:
        assert found.diameter == nx.diameter(giant)
        assert found.mean == pytest.approx(nx.average_shortest_path_length(giant))


@given(some_ties(), st.integers(1, 3))
def test_reach_is_that_of_networkx(ties, steps):
    lengths = dict(nx.all_pairs_shortest_path_length(graph_of(ties), cutoff=steps))
    expected = [len(lengths[node]) - 1 for node in range(ties.n)]
    assert reached_within(ties, steps).tolist() == expected
    if steps == 2:
        assert reached_within_two(ties).tolist() == expected


@given(some_ties())
def test_assortativity_is_the_correlation_over_both_ends(ties):
    found = counts.assortativity(ties, ties.degrees)
    ends = np.array([(d, e) for u, v in graph_of(ties).edges for d, e in ((u, v), (v, u))]).reshape(-1, 2)
    if len(ends) == 0 or np.ptp(ties.degrees[ends]) == 0:
        assert found is None
    else:
        assert found == pytest.approx(np.corrcoef(ties.degrees[ends].T)[0, 1])


@given(st.lists(st.integers(0, 9), max_size=12))
def test_gini_is_the_mean_difference_over_twice_the_mean(values):
    found = counts.gini(np.array(values, dtype=np.int64))
    if not sum(values):
        assert found is None
    else:
        differences = sum(abs(a - b) for a in values for b in values)
        assert found == pytest.approx(differences / (2 * len(values) * sum(values)))


@given(some_ties())
def test_spectra_are_those_of_numpy(ties):
    graph = graph_of(ties)
    if ties.m == 0:
        assert counts.spectral_norm(ties) is None
        assert counts.algebraic_connectivity(ties) is None
        return
    assert counts.spectral_norm(ties) == pytest.approx(abs(nx.adjacency_spectrum(graph)).max())
    assert counts.algebraic_connectivity(ties) > 0


def test_algebraic_connectivity_of_a_path_is_known():
    path = ties_of(5, itertools.pairwise(range(5)))
    assert counts.algebraic_connectivity(path) == pytest.approx(2 - 2 * np.cos(np.pi / 5))  # Fiedler 1973


def test_a_large_path_has_the_same_algebraic_connectivity_by_factorising():
    path = ties_of(300, itertools.pairwise(range(300)))
    assert counts.algebraic_connectivity(path) == pytest.approx(2 - 2 * np.cos(np.pi / 300), rel=1e-6)


def test_a_star_is_as_unequal_as_can_be():
    star = ties_of(5, [(0, leaf) for leaf in range(1, 5)])
    assert counts.gini(star.degrees) == pytest.approx(0.3)
    assert counts.balanced_inequality_ratio(star.degrees) == pytest.approx(5 / 13)
    assert counts.n_controllers(star) == 3


@pytest.mark.parametrize("n", [0, 1, 2])
def test_nothing_is_made_up_of_nothing(n):
    ties = ties_of(n, [])
    apart = distances(ties, seed=1)
    assert (apart.mean, apart.diameter, apart.median, apart.percentile(90)) == (None, None, None, None)
    assert apart.compactness(n) == (None if n < 2 else 0)
    assert counts.gini(ties.degrees) is None
    assert counts.balanced_inequality_ratio(ties.degrees) is None
    assert counts.relative_edge_entropy(ties.degrees) is None
    assert counts.power_law_exponent(ties.degrees) is None
    assert counts.assortativity(ties, ties.degrees) is None
    assert counts.n_controllers(ties) == n


def test_a_network_no_larger_than_the_sample_is_counted_whole():
    path = ties_of(5, itertools.pairwise(range(5)))
    assert distances(path, seed=1, most_exact=0).is_exact


def test_a_sample_says_that_it_is_one_and_is_near_the_truth():
    ring = ties_of(600, [(i, (i + 1) % 600) for i in range(600)] + [(i, (i + 7) % 600) for i in range(600)])
    exact, guess = distances(ring, seed=3), distances(ring, seed=3, most_exact=100, n_sampled=50)
    assert exact.is_exact
    assert (guess.is_exact, guess.n_sources) == (False, 50)
    assert guess.mean == pytest.approx(exact.mean)  # every node of a ring sees the same
    assert guess.error == pytest.approx(0)
