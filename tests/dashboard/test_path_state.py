"""What the address of the Peer path page keeps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.path_state import MOST_PATHS, VIEWS, PathState
from graph.schema import PEERS
from graph.steps import StepRules
from queries.peer_paths import MAX_STEPS

ids = st.text(min_size=1, max_size=20)
states = st.builds(
    PathState,
    from_id=st.none() | ids,
    to_id=st.none() | ids,
    max_steps=st.integers(1, MAX_STEPS),
    n_paths=st.integers(1, MOST_PATHS),
    with_planned=st.booleans(),
    with_similarity=st.booleans(),
    avoid_ids=st.lists(ids, unique=True, max_size=3).map(tuple),
    avoid_kinds=st.sets(st.sampled_from(PEERS)).map(lambda kinds: tuple(kind for kind in PEERS if kind in kinds)),
    view=st.sampled_from(VIEWS),
    chosen=st.integers(1, MOST_PATHS),
    selected_id=st.none() | ids,
)


def test_an_empty_address_is_the_usual_view_and_the_other_way_round():
    assert PathState.from_query({}) == PathState()
    assert PathState().to_query() == {}


@given(states)
def test_an_address_keeps_everything(state):
    assert PathState.from_query(state.to_query()) == state


@given(st.dictionaries(st.sampled_from(["steps", "paths", "path", "view", "without", "planned"]), st.lists(st.text())))
def test_no_address_is_so_broken_that_it_cannot_be_read(query):
    state = PathState.from_query(query)
    assert 1 <= state.max_steps <= MAX_STEPS
    assert 1 <= state.n_paths <= MOST_PATHS
    assert state.view in VIEWS


def test_the_rules_of_the_search_are_those_of_the_address():
    query = {"planned": ["yes"], "likeness": ["yes"], "avoid": ["x", "y", "x"], "without": ["Body", "Topic"]}
    assert PathState.from_query(query).rules == StepRules(
        with_planned=True, with_similarity=True, avoid_kinds=frozenset({"Body"}), avoid_ids=frozenset({"x", "y"})
    )
