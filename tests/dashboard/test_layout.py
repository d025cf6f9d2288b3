"""Where nodes are put: the same each time, near their neighbours, and never where they were not left."""

from __future__ import annotations

import math
import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.layout import LABEL_ROOM, SPRING_LENGTH, path_positions, positions

Point = tuple[float, float]
Pairs = list[tuple[str, str]]

WITH_PEOPLE = [("utrecht", "visit"), ("pursat", "visit"), ("visit", "engineer"), ("visit", "mayor")]
FOUR = ["utrecht", "pursat", "visit", "engineer", "mayor"]


def around_exchanges(n_nodes: int, seed: int) -> tuple[list[str], Pairs]:
    """Exchanges of a few towns with their people: what a real picture is like."""
    chance = random.Random(seed)
    ids, pairs = ["town0"], []
    while len(ids) < n_nodes:
        exchange_id = f"exchange{len(ids)}"
        host_id = chance.choice([id_ for id_ in ids if not id_.startswith("exchange")])
        ids.append(exchange_id)
        pairs.append((host_id, exchange_id))
        for _ in range(min(chance.randint(1, 4), n_nodes - len(ids))):
            ids.append(f"{chance.choice(['town', 'official', 'topic'])}{len(ids)}")
            pairs.append((exchange_id, ids[-1]))
        pairs.append((exchange_id, chance.choice(ids[:-1])))
    return ids, [(a, b) for a, b in pairs if a != b]


def covered_labels(places: dict[str, Point]) -> list[tuple[str, str]]:
    width, height = LABEL_ROOM
    return [
        (a, b)
        for a, b in combinations(places, 2)
        if abs(places[a][0] - places[b][0]) < width - 1 and abs(places[a][1] - places[b][1]) < height - 1
    ]


# Small and odd pictures


def test_no_nodes_have_no_places():
    assert positions([], [], {}, None) == {}


def test_one_node_stands_in_the_middle():
    assert positions(["utrecht"], [], {}, "utrecht") == {"utrecht": (0.0, 0.0)}


def test_two_nodes_stand_beside_each_other_with_room_for_both_labels():
    places = positions(["utrecht", "pursat"], [("utrecht", "pursat")], {}, "utrecht")
    assert places["utrecht"] == (0.0, 0.0)
    assert abs(places["pursat"][0]) >= LABEL_ROOM[0]
    assert places["pursat"][1] == pytest.approx(0, abs=1)


def test_nodes_without_any_edge_get_a_place_each():
    places = positions(["a", "b", "c"], [], {}, None)
    assert covered_labels(places) == []
    assert len(set(places.values())) == 3


def test_separate_pieces_stay_near_each_other():
    pairs = [(f"a{n}", f"a{n + 1}") for n in range(5)] + [(f"b{n}", f"b{n + 1}") for n in range(5)]
    ids = [*sorted({id_ for pair in pairs for id_ in pair}), "alone"]
    places = positions(ids, pairs, {}, "a0")
    assert max(math.dist(places[a], places[b]) for a, b in combinations(ids, 2)) < 1200


def test_an_edge_to_a_node_that_is_not_drawn_does_not_count():
    assert positions(FOUR, [*WITH_PEOPLE, ("visit", "elsewhere")], {}, "visit") == positions(
        FOUR, WITH_PEOPLE, {}, "visit"
    )


def test_an_edge_given_twice_or_backwards_does_not_count_twice():
    backwards = [(b, a) for a, b in WITH_PEOPLE]
    assert positions(FOUR, [*WITH_PEOPLE, *backwards], {}, None) == positions(FOUR, WITH_PEOPLE, {}, None)


def test_places_come_in_the_order_asked_for():
    assert list(positions(FOUR, WITH_PEOPLE, {"mayor": (5.0, 5.0)}, None)) == FOUR


def test_the_focus_comes_to_the_middle_and_without_one_the_best_connected_node_does():
    assert positions(FOUR, WITH_PEOPLE, {}, "mayor")["mayor"] == (0.0, 0.0)
    assert positions(FOUR, WITH_PEOPLE, {}, None)["visit"] == (0.0, 0.0)


# The same picture again


def test_the_same_input_gives_the_same_places_in_whatever_order_it_comes():
    ids, pairs = around_exchanges(30, seed=1)
    places = positions(ids, pairs, {}, "town0")
    assert positions(ids, pairs, {}, "town0") == places
    assert positions(ids[::-1], pairs[::-1], {}, "town0") == places


@given(
    kept=st.dictionaries(
        st.sampled_from(FOUR),
        st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000)),
        max_size=len(FOUR),
    )
)
def test_a_kept_node_stays_exactly_where_it_was(kept):
    places = positions(FOUR, WITH_PEOPLE, kept, "utrecht")
    assert {id_: places[id_] for id_ in kept} == kept
    assert all(math.isfinite(value) for place in places.values() for value in place)


def test_expanding_a_node_puts_its_new_neighbours_near_it_and_moves_nobody():
    ids, pairs = around_exchanges(20, seed=2)
    before = positions(ids, pairs, {}, "town0")
    new = [f"new{number}" for number in range(8)]
    after = positions([*ids, *new], [*pairs, *((ids[7], id_) for id_ in new)], before, "town0")
    assert {id_: after[id_] for id_ in ids} == before
    assert covered_labels(after) == []
    assert max(math.dist(after[ids[7]], after[id_]) for id_ in new) < 450


def test_taking_nodes_out_moves_nobody():
    ids, pairs = around_exchanges(20, seed=3)
    before = positions(ids, pairs, {}, "town0")
    after = positions(ids[:12], pairs, before, "town0")
    assert after == {id_: before[id_] for id_ in ids[:12]}


def test_a_new_node_beside_one_kept_node_gets_room():
    places = positions(["utrecht", "pursat"], [("utrecht", "pursat")], {"utrecht": (300.0, -20.0)}, "utrecht")
    assert places["utrecht"] == (300.0, -20.0)
    assert covered_labels(places) == []
    assert math.dist(places["utrecht"], places["pursat"]) < 4 * SPRING_LENGTH


# Legible


@pytest.mark.parametrize("n_nodes", [5, 20, 40, 60])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_labels_have_room_up_to_sixty_nodes(n_nodes, seed):
    ids, pairs = around_exchanges(n_nodes, seed)
    assert covered_labels(positions(ids, pairs, {}, "town0")) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sixty_nodes_fit_a_laptop_screen_with_readable_names(seed):
    places = positions(*around_exchanges(60, seed), {}, "town0")
    width = max(x for x, _ in places.values()) - min(x for x, _ in places.values()) + LABEL_ROOM[0]
    height = max(y for _, y in places.values()) - min(y for _, y in places.values()) + LABEL_ROOM[1]
    zoom = min(1110 / width, 550 / height)
    assert 16 * zoom > 10.5  # Names are 16 units high.


# Paths


def test_a_path_without_nodes_has_no_places():
    assert path_positions({}) == {}


def test_a_path_runs_straight_from_left_to_right():
    places = path_positions({"utrecht": 0, "visit": 1, "pursat": 2})
    (x0, y0), (x1, y1), (x2, y2) = places["utrecht"], places["visit"], places["pursat"]
    assert x0 == 0
    assert x1 - x0 == x2 - x1 >= LABEL_ROOM[0]
    assert (y0, y1, y2) == (0, 0, 0)


def test_nodes_of_one_step_stand_below_each_other_in_the_order_given():
    places = path_positions({"utrecht": 0, "second": 1, "first": 1, "third": 1, "pursat": 2})
    assert places["second"][1] < places["first"][1] == 0 < places["third"][1]
    assert places["third"][1] - places["first"][1] >= LABEL_ROOM[1]
    assert {places[id_][0] for id_ in ("first", "second", "third")} == {places["first"][0]}
