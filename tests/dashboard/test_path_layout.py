"""Several paths drawn together: read from left to right, and no line through a peer that is not on it."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.path_layout import path_places

middles = st.lists(st.sampled_from("bcdefgh"), unique=True, max_size=4).map(tuple)
some_paths = st.sets(middles, min_size=1, max_size=6).map(
    lambda found: [["a", *middle, "z"] for middle in sorted(found, key=lambda one: (len(one), one))]
)
"""Different paths from a to z through some of a few peers, shortest first."""


def test_one_step_is_a_line_from_left_to_right():
    places = path_places([["a", "z"]])
    assert places["a"] == (0, 0)
    assert places["z"][0] > 300
    assert places["z"][1] == 0


def test_peers_at_the_same_step_stand_below_each_other():
    places = path_places([["a", "b", "z"], ["a", "c", "z"]])
    assert places["b"][0] == places["c"][0] == places["z"][0] / 2
    assert places["b"][1] == -places["c"][1] < 0


def test_a_step_that_skips_a_column_runs_past_the_peers_there():
    paths = [["a", "b", "v", "z"], ["a", "f", "k", "v", "z"], ["a", "f", "r", "v", "z"], ["a", "f", "k", "w", "z"]]
    places = path_places(paths)
    (x0, y0), (x1, y1) = places["b"], places["v"]
    for peer in "kr":
        x, y = places[peer]
        at = y0 + (y1 - y0) * (x - x0) / (x1 - x0)
        assert abs(y - at) > 60


def test_two_paths_in_opposite_directions_are_drawn_all_the_same():
    places = path_places([["a", "b", "c", "z"], ["a", "c", "b", "z"]])
    assert len(set(places.values())) == 4


@given(some_paths)
def test_every_peer_has_a_place_of_its_own_with_room_for_its_name(paths):
    places = path_places(paths)
    assert places.keys() == {id_ for path in paths for id_ in path}
    for (x0, y0), (x1, y1) in combinations(places.values(), 2):
        assert abs(x0 - x1) > 150 or abs(y0 - y1) > 64


@given(some_paths)
def test_the_same_paths_give_the_same_places_and_both_ends_are_outermost(paths):
    places = path_places(paths)
    assert places == path_places(paths)
    columns = sorted(x for x, _ in places.values())
    assert (places["a"][0], places["z"][0]) == (columns[0], columns[-1])


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_where_no_two_paths_disagree_every_step_leads_to_the_right(lengths):
    paths = [["a", *(f"{path}-{at}" for at in range(length)), "z"] for path, length in enumerate(lengths)]
    places = path_places(paths)
    assert all(places[first][0] < places[second][0] for path in paths for first, second in pairwise(path))
