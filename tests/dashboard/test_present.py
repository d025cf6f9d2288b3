"""What a view shows is what it says: figure, tables and sentences agree with the question they are made from."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.explore_state import ExploreState
from dashboard.present import (
    caption,
    ego_figure,
    file_stem,
    grouped_by_kind,
    node_table,
    relationship_table,
    start_sentence,
)
from dashboard.selection import MAX_AT_FIRST, MAX_NODES, Selection, select, start_node
from graph.connect import open_store
from graph.errors import NodeNotFound
from graph.network import build_network
from graph.schema import PEERS
from queries.ego_network import ego_network
from tests.graph.networks import Sketch
from wording.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.figure import Figure

EN = words("en")
TOWNS = tuple(f"Town {n:02}" for n in range(12))
MEETINGS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(TOWNS), min_size=1, max_size=4),
        st.sampled_from(["held", "planned"]),
        st.sampled_from(["2016", "2017-05", "2018-02-03", None]),
    ),
    max_size=12,
)
TWINNINGS = st.sets(st.tuples(st.sampled_from(TOWNS), st.sampled_from(TOWNS)).filter(lambda two: two[0] < two[1]))
STATES = st.builds(
    ExploreState,
    node_id=st.sampled_from(TOWNS),
    opened_ids=st.lists(st.sampled_from([*TOWNS, "E0", "E1", "gone"]), unique=True, max_size=3).map(tuple),
    radius=st.integers(1, 3),
    hidden_kinds=st.sampled_from([(), ("Exchange",), ("Topic",), ("Municipality",)]),
    since=st.sampled_from([None, 2017]),
    only_held=st.booleans(),
)


class Shown:
    """A sketch in a store, and views of it."""

    def __init__(self, folder: str, sketch: Sketch) -> None:
        self.store = open_store(f"sqlite:///{folder}/network.sqlite")
        if sketch.nodes:
            sketch.write(self.store)
        self.network = build_network(self.store.arrays(), self.store.data_version())

    def __call__(self, node_id: str, **choices: object) -> Selection:
        return select(self.store, self.network, ExploreState(node_id=node_id, **choices))


@pytest.fixture
def shown(tmp_path) -> Callable[[Sketch], Shown]:
    return lambda sketch: Shown(str(tmp_path), sketch)


def meeting_sketch(meetings, twinnings) -> Sketch:
    sketch = Sketch()
    sketch.municipalities(*TOWNS)
    sketch.node("Topic", "Waste")
    for number, (members, status, date) in enumerate(meetings):
        sketch.exchange(f"E{number}", sorted(members), status, **({"starts_on": date} if date else {}))
        sketch.relate("ABOUT", f"E{number}", "Waste")
    for first, second in sorted(twinnings):
        sketch.twinned(first, second)
    return sketch


def star(n: int) -> Sketch:
    """One town that met n others, each in an exchange of its own about a topic of its own."""
    sketch = Sketch()
    sketch.municipalities("Hub")
    for number in range(n):
        sketch.municipalities(f"Town {number:02}")
        sketch.exchange(f"E{number:02}", ["Hub", f"Town {number:02}"], starts_on=f"20{number:02}")
        sketch.relate("ABOUT", f"E{number:02}", sketch.node("Topic", f"Topic {number:02}"))
    return sketch


@settings(max_examples=60, deadline=None)
@given(MEETINGS, TWINNINGS, STATES)
def test_all_that_is_drawn_is_listed_and_the_numbers_are_true(meetings, twinnings, state):
    with TemporaryDirectory() as folder:
        shown = Shown(folder, meeting_sketch(meetings, twinnings))
        selection = select(shown.store, shown.network, state)
        figure = ego_figure(EN, selection)
        everything = [
            ego_network(shown.store, shown.network, part.about.id, radius=part.radius, filters=state.filters, cap=999)
            for part in selection.parts
        ]
    drawn = [node.id for node in figure.nodes]
    assert [row[-1] for row in node_table(EN, selection).rows] == drawn
    assert sorted(node.id for nodes in grouped_by_kind(selection).values() for node in nodes) == sorted(drawn)
    assert len(figure.edges) == len(relationship_table(EN, selection).rows)
    assert set(drawn) == {id_ for part in selection.parts for id_ in part.chosen_ids}
    for part, whole in zip(selection.parts, everything, strict=True):
        kinds = {one.node.id: one.node.kind for one in whole.nodes}
        chosen = Counter(kinds[id_] for id_ in part.chosen_ids)
        assert part.n_chosen == chosen
        assert part.n_peers_and_exchanges == {
            kind: (chosen[kind], n) for kind, n in Counter(kinds.values()).items() if kind in (*PEERS, "Exchange")
        }
        assert all(chosen[kind] + n <= Counter(kinds.values())[kind] for kind, n in part.n_left_out_beside.items())
    assert len(drawn) <= MAX_NODES


@settings(max_examples=25, deadline=None)
@given(MEETINGS, TWINNINGS, STATES)
def test_a_link_gives_the_same_picture_again_and_opening_moves_nothing(meetings, twinnings, state):
    with TemporaryDirectory() as folder:
        shown = Shown(folder, meeting_sketch(meetings, twinnings))
        before = ego_figure(EN, select(shown.store, shown.network, state))
        after = ego_figure(EN, select(shown.store, shown.network, state.opened("Town 07")))
    with TemporaryDirectory() as folder:
        again = Shown(folder, meeting_sketch(meetings, twinnings))
        assert ego_figure(EN, select(again.store, again.network, state)) == before
    moved = {id_ for id_, place in places(before).items() if places(after).get(id_, place) != place}
    assert moved == set()


@settings(max_examples=25, deadline=None)
@given(MEETINGS, TWINNINGS, STATES, STATES)
def test_no_two_nodes_lie_on_each_other_whatever_was_shown_before(meetings, twinnings, first, then):
    with TemporaryDirectory() as folder:
        shown = Shown(folder, meeting_sketch(meetings, twinnings))
        before = ego_figure(EN, select(shown.store, shown.network, first))
        after = ego_figure(EN, select(shown.store, shown.network, then), kept=places(before))
    covered = [(a.id, b.id) for a, b in combinations(after.nodes, 2) if abs(a.x - b.x) < 100 and abs(a.y - b.y) < 50]
    assert covered == []


def places(figure: Figure) -> dict[str, tuple[float, float]]:
    return {node.id: (node.x, node.y) for node in figure.nodes}


def test_what_is_on_screen_stays_when_filters_and_steps_change(shown):
    views = shown(star(20))
    before = ego_figure(EN, views("Hub"))
    after = ego_figure(EN, views("Hub", radius=2, hidden_kinds=("Topic",)), kept=places(before))
    both = places(before).keys() & places(after).keys()
    assert len(both) > 15
    assert {id_: places(after)[id_] for id_ in both} == {id_: places(before)[id_] for id_ in both}


def test_a_crowd_is_cut_to_what_can_be_read_and_the_rest_is_counted(shown):
    selection = shown(star(40))("Hub")
    assert len(selection.nodes) <= MAX_AT_FIRST
    assert caption(EN, selection) == (
        "Hub and what is recorded within 1 step: 10 of 41 municipalities and 9 of 40 exchanges."
    )


def test_opened_nodes_fill_the_picture_up_to_its_limit(shown):
    sketch = star(40)
    for number in range(40):
        sketch.exchange(f"F{number:02}", ["Town 39", f"Town {number:02}"], starts_on="2001")
    selection = shown(sketch)("Hub", opened_ids=("Town 39", "Town 38", "Town 37"))
    assert MAX_AT_FIRST < len(selection.nodes) <= MAX_NODES
    assert [part.about.id for part in selection.parts] == ["Hub", "Town 39", "Town 38", "Town 37"]
    assert "Town 39 and what is recorded within 1 step: " in caption(EN, selection)


def test_a_node_of_which_nothing_is_recorded_stands_alone(shown):
    sketch = Sketch()
    sketch.municipalities("Avila")
    selection = shown(sketch)("Avila")
    assert [node.id for node in selection.nodes] == ["Avila"]
    assert caption(EN, selection) == "Nothing is recorded around Avila that the filters let through."


def test_a_node_that_does_not_exist_is_an_error(shown):
    with pytest.raises(NodeNotFound):
        shown(star(1))("nobody")


def test_planned_exchanges_are_dashed_and_said(shown):
    sketch = Sketch()
    sketch.municipalities("Avila", "Evora")
    sketch.exchange("E1", ["Avila", "Evora"], status="planned")
    selection = shown(sketch)("Avila")
    assert [edge.is_similarity for edge in ego_figure(EN, selection).edges] == [True, True]
    assert "1 exchange is not known to have been held; its lines are dashed." in caption(EN, selection)


def test_facts_without_a_date_are_counted_where_a_period_is_asked_for(shown):
    sketch = Sketch()
    sketch.municipalities("Avila", "Evora")
    sketch.twinned("Avila", "Evora")
    assert "1 fact without a date cannot be placed in the period." in caption(EN, shown(sketch)("Avila", since=2017))


def test_neighbours_that_are_not_drawn_are_counted_below_a_town_until_it_is_opened(shown):
    sketch = Sketch()
    sketch.municipalities("Avila", "Evora", "Leiden", "Pursat")
    sketch.twinned("Avila", "Evora")
    sketch.twinned("Evora", "Leiden")
    sketch.twinned("Evora", "Pursat")
    views = shown(sketch)
    assert {node.id: node.n_hidden for node in ego_figure(EN, views("Avila")).nodes} == {"Avila": 0, "Evora": 2}
    opened = ego_figure(EN, views("Avila", opened_ids=("Evora",)))
    assert {node.id: node.n_hidden for node in opened.nodes} == dict.fromkeys(["Avila", "Evora", "Leiden", "Pursat"], 0)


def test_an_opened_node_of_a_hidden_kind_disappears(shown):
    selection = shown(star(3))("Hub", opened_ids=("Topic 01",), hidden_kinds=("Topic",))
    assert {node.kind for node in selection.nodes} == {"Municipality", "Exchange"}


def test_a_view_begins_with_the_organisation_that_takes_part_in_most_exchanges(shown):
    views = shown(star(3))
    start = start_node(views.store, views.network)
    assert (start.node.id, start.n_exchanges) == ("Hub", 3)
    assert start_sentence(EN, start) == "To begin with, the organisation that takes part in most exchanges (3)."


def test_without_exchanges_a_view_begins_with_most_ties_and_without_ties_with_the_first(shown, tmp_path):
    sketch = Sketch()
    sketch.municipalities("Avila", "Evora", "Leiden")
    sketch.twinned("Evora", "Leiden")
    views = shown(sketch)
    assert start_node(views.store, views.network).node.id == "Evora"
    assert "most ties" in start_sentence(EN, start_node(views.store, views.network))


def test_a_store_of_topics_alone_has_a_beginning(shown):
    sketch = Sketch()
    sketch.node("Topic", "Waste")
    views = shown(sketch)
    start = start_node(views.store, views.network)
    assert start.node.id == "Waste"
    assert start_sentence(EN, start) == "To begin with, the first one in the store."


def test_names_of_files_are_letters_and_digits(shown):
    sketch = Sketch()
    sketch.municipalities("../Sandgerði <b>")
    assert file_stem(EN, shown(sketch)("../Sandgerði <b>")) == "connect-sandgerdi-b"


def test_the_tables_speak_the_language_of_the_reader(shown):
    sketch = Sketch()
    sketch.officials("Ana")
    sketch.municipalities("Evora", country="PT")
    sketch.works_for("Ana", "Evora", since="2015")
    selection = shown(sketch)("Ana")
    assert [row[3] for row in node_table(words("pt"), selection).rows] == ["Portugal", "Portugal"]
    assert relationship_table(EN, selection).rows == (
        ("Ana", "works for", "Evora", "from 2015", "", "https://example.org/Ana-Evora"),
    )
