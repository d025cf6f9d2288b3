"""The address of the Ask page keeps one question with its parameters, and nothing that makes no sense."""

import pytest

from dashboard.ask_state import AskState, example_state
from queries.catalogue import questions


def parameter(question_id, name):
    return next(one for one in questions()[question_id].parameters if one.name == name)


@pytest.mark.parametrize("query", [{}, {"question": []}, {"question": ["nope"]}, {"tab": ["x"], "p_limit": ["3"]}])
def test_nothing_chosen_is_an_empty_address(query):
    assert AskState.from_query(query) == AskState()
    assert AskState().to_query() == {}


def test_a_link_keeps_the_question_and_what_differs_from_the_usual():
    query = {"question": ["ego_network"], "p_node_id": ["mun-1"], "p_radius": ["2"], "p_kinds": ["Topic", "Official"]}
    state = AskState.from_query(query)
    assert state.to_query() == query
    assert state.values(questions()["ego_network"]) == {
        "node_id": "mun-1",
        "radius": "2",
        "kinds": ["Topic", "Official"],
    }


def test_what_makes_no_sense_or_is_as_usual_is_dropped():
    query = {"question": ["ego_network"], "p_radius": ["many"], "p_cap": ["12"], "p_nothing": ["1"], "p_node_id": [""]}
    assert AskState.from_query(query).given == {}


def test_one_more_node_joins_those_picked_before():
    query = {"question": ["nodes_by_id"], "p_ids": ["a", "b"], "add_ids": ["c"]}
    assert AskState.from_query(query).to_query() == {"question": ["nodes_by_id"], "p_ids": ["a", "b", "c"]}
    assert AskState.from_query({**query, "add_ids": ["b"]}).given == {"ids": ("a", "b")}


def test_a_value_set_back_to_the_usual_leaves_the_address():
    radius = parameter("ego_network", "radius")
    state = AskState(question_id="ego_network").with_value(radius, ["3"])
    assert state.given == {"radius": ("3",)}
    assert state.with_value(radius, ["1"]).given == {}
    assert state.with_value(radius, []).given == {}
    assert AskState(question_id="ego_network").texts(radius) == ["1"]


def test_what_is_needed_and_not_chosen_is_missing():
    question = questions()["peer_paths"]
    state = AskState.from_query({"question": ["peer_paths"], "p_from_id": ["a"]})
    assert [one.name for one in state.missing(question)] == ["to_id"]


@pytest.mark.parametrize("id_", questions())
def test_every_example_can_be_asked_by_a_link(id_):
    question = questions()[id_]
    state = example_state(question)
    assert state.missing(question) == ()
    assert AskState.from_query(state.to_query()) == state
