"""The address of the Explore page keeps a view, and drops what makes no sense."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.explore_state import VIEWS, ExploreState
from graph.schema import EXCHANGE_FORMS, SCHEMA
from queries.ego_network import ExploreFilters

IDS = st.text(alphabet="abc-", min_size=1, max_size=6)
STATES = st.builds(
    ExploreState,
    node_id=st.none() | IDS,
    opened_ids=st.lists(IDS, unique=True, max_size=4).map(tuple),
    selected_id=st.none() | IDS,
    radius=st.integers(1, 3),
    view=st.sampled_from(VIEWS),
    hidden_kinds=st.sets(st.sampled_from(list(SCHEMA.nodes)), max_size=9).map(
        lambda kinds: tuple(kind for kind in SCHEMA.nodes if kind in kinds)
    ),
    topic_ids=st.lists(IDS, unique=True, max_size=3).map(tuple),
    countries=st.lists(st.sampled_from(["IS", "KH", "NL"]), unique=True).map(tuple),
    forms=st.sets(st.sampled_from(EXCHANGE_FORMS)).map(lambda some: tuple(f for f in EXCHANGE_FORMS if f in some)),
    since=st.none() | st.just(2016),
    until=st.none() | st.integers(2016, 2020),
    only_held=st.booleans(),
)


@given(STATES)
def test_a_state_survives_its_address(state):
    assert ExploreState.from_query(state.to_query()) == state


def test_the_usual_view_needs_no_address():
    assert ExploreState().to_query() == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("steps", "9"),
        ("steps", "²"),
        ("view", "film"),
        ("without", "Dragon"),
        ("country", "Iceland"),
        ("form", "party"),
        ("since", "last year"),
        ("since", "0000"),
        ("held", "maybe"),
        ("node", ""),
        ("open", ""),
    ],
)
def test_what_makes_no_sense_in_an_address_is_dropped(name, value):
    assert ExploreState.from_query({name: [value]}) == ExploreState()


def test_a_period_that_ends_before_it_begins_keeps_its_begin():
    state = ExploreState.from_query({"since": ["2019"], "until": ["2017"]})
    assert (state.since, state.until) == (2019, None)


def test_hiding_every_kind_hides_none():
    assert ExploreState.from_query({"without": list(SCHEMA.nodes)}) == ExploreState()


def test_planned_exchanges_are_shown_until_somebody_asks_for_held_ones_only():
    assert ExploreState().filters == ExploreFilters(with_planned=True)
    assert ExploreState(only_held=True).filters == ExploreFilters()


def test_hidden_kinds_become_a_filter_for_the_others():
    kinds = ExploreState(hidden_kinds=("Topic", "Country")).filters.kinds
    assert kinds == tuple(kind for kind in SCHEMA.nodes if kind not in ("Topic", "Country"))


def test_each_sort_of_filter_counts_once():
    state = ExploreState(hidden_kinds=("Topic", "Country"), since=2016, until=2018, only_held=True)
    assert state.n_filters == 3
    assert state.without_filters() == ExploreState()


def test_opening_a_node_twice_or_the_node_of_the_view_opens_nothing_new():
    state = ExploreState(node_id="a").opened("b").opened("c")
    assert state.opened_ids == ("b", "c")
    assert state.opened("b") == replace(state, selected_id="b")
    assert state.opened("a") == replace(state, selected_id="a")
    assert state.closed("b").opened_ids == ("c",)
    assert state.about("d") == ExploreState(node_id="d")
