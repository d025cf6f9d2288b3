"""Requests are received, validated and moved, and everything that was done stays readable."""

from dataclasses import replace

import pytest

from casework.checklist import InvalidCheck
from casework.need import Group, InvalidNeed, Need
from casework.requests import NotARequest, NotOurs, check, edit_need, move, receive, request_case, take_back
from casework.states import IllegalMove
from graph.cases import CASEWORK
from graph.errors import NodeNotFound
from graph.records import Relationship
from graph.store import Reader
from loaders.load import load
from loaders.shipped import example_folder
from queries.rows import nodes_by_id, requests
from tests.casework.asking import ANN, BO, because, checked, id_of, received, waste

# A need by itself


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "needs a title or a text"),
        ({"title": "x", "form": "party"}, 'form is "party"'),
        ({"title": "x", "received_on": "2026-02-30"}, "received_on is"),
        ({"title": "x", "wanted_from": "2027", "wanted_until": "2026-12"}, "before wanted_from"),
        ({"title": "x", "group": Group(name="g", n_members=0)}, "has 0 members"),
    ],
)
def test_a_need_that_says_too_little_or_the_impossible_is_refused_with_the_reason(given, told):
    with pytest.raises(InvalidNeed, match=told):
        Need(**given)


# On both stores


def test_a_request_is_kept_as_it_was_asked_and_gets_the_next_number_of_its_year(store):
    first, second = received(store), received(store, received_on="2026-01")
    other_year = received(store, received_on="2027")
    assert (first.key, second.key, other_year.key) == ("2026-001", "2026-002", "2027-001")
    assert (first.need, first.state, first.revision, first.checks) == (waste(store), "received", 1, {})


def test_a_request_is_in_the_graph_with_who_asked_and_about_what(store):
    case = received(store)
    node = store.node(case.id)
    assert (node.source, node.source_key, node.properties["text"]) == (CASEWORK, "2026-001", "Les déchets ménagers")
    ours = [one for one in store.statements() if isinstance(one, Relationship) and one.source == CASEWORK]
    assert {(one.type, one.end_id) for one in ours} == {
        ("ASKED_BY", id_of(store, "M05")),
        ("ASKS_ABOUT", id_of(store, "T03")),
        ("IN_COUNTRY", id_of(store, "BF")),
    }


def test_a_group_that_is_not_named_one_by_one_may_ask(store):
    group = Group(name="nine municipalities in Sri Lanka", n_members=9)
    case = receive(store, Need(title="Planning", group=group, country="LK", received_on="2018"), ANN)
    (body,) = [one for one in store.statements() if getattr(one, "source_key", None) == f"{case.key}/group"]
    assert (body.kind, body.properties["name"], body.properties["n_members"]) == ("Body", group.name, 9)
    assert request_case(store, case.id).need.group == group
    edit_need(store, case, replace(case.need, group=None, requester_ids=(id_of(store, "M21"),)), ANN)
    assert store.existing([body.id]) == {}


def test_contacts_are_in_no_answer(store):
    case = receive(store, waste(store), ANN, contact={"email": "mayor@example.org"})
    assert "example.org" not in repr((case, store.case_history(case.id), requests(store), list(store.statements())))
    assert store.case_contacts(case.id, Reader("Ann", may_see_contacts=True)) == {"email": "mayor@example.org"}


def test_a_request_of_a_file_is_a_case_too_and_its_need_is_corrected_in_the_file(store):
    case = request_case(store, id_of(store, "R07"))
    assert (case.key, case.state, case.revision, len(case.need.requester_ids)) == ("R07", "received", 0, 6)
    with pytest.raises(NotOurs, match="came from source connect"):
        edit_need(store, case, replace(case.need, title="x"), ANN)


def test_a_reload_of_the_file_leaves_casework_as_it_is(each_store):
    store = each_store
    case = move(store, checked(store, request_case(store, id_of(store, "R07"))), "valid", ANN)
    ours = received(store)
    load([example_folder()], store)
    assert (request_case(store, case.id), request_case(store, ours.id)) == (case, ours)


def test_where_a_request_stands_is_told_wherever_the_node_is_shown(store):
    case = move(store, checked(store, request_case(store, id_of(store, "R07"))), "valid", ANN)
    assert nodes_by_id(store, [case.id])[case.id].detail == "valid"
    assert [one.key for one in requests(store, ["valid"])] == ["R07"]


def test_what_is_no_request_is_named(store):
    with pytest.raises(NotARequest, match="is a municipality, no request"):
        request_case(store, id_of(store, "M05"))
    with pytest.raises(NodeNotFound):
        request_case(store, "req-nobody")


def test_validation_needs_every_item_and_a_reason_for_what_is_no_pass(store):
    case = received(store)
    with pytest.raises(IllegalMove, match="the checklist is open: requester, country, need"):
        move(store, case, "valid", ANN)
    with pytest.raises(InvalidCheck, match="needs a reason in writing"):
        check(store, case, "need", "ask_more", ANN)
    with pytest.raises(InvalidCheck, match='no item "weather"'):
        check(store, case, "weather", "pass", ANN)
    with pytest.raises(InvalidCheck, match="is no result"):
        check(store, case, "need", "maybe", ANN)
    failed = check(store, checked(store, case), "country", "fail", because("not served"))
    found = failed.checks["country"]
    assert (found.result, found.by, found.reason, found.version) == ("fail", "Ann", "not served", 1)
    with pytest.raises(IllegalMove, match="country failed"):
        move(store, failed, "valid", ANN)
    assert move(store, failed, "refused", because("not served")).state == "refused"


def test_a_move_beyond_what_has_happened_is_refused_and_changes_nothing(store):
    case = move(
        store, move(store, checked(store, request_case(store, id_of(store, "R06"))), "valid", ANN), "matching", ANN
    )
    with pytest.raises(IllegalMove, match="nothing is proposed to anybody yet"):
        move(store, case, "proposed", ANN)
    with pytest.raises(IllegalMove, match="from matching it can move to proposed or withdrawn"):
        move(store, case, "held", ANN)
    with pytest.raises(IllegalMove, match="no such state"):
        move(store, case, "lost", ANN)
    with pytest.raises(IllegalMove, match="needs a reason in writing"):
        move(store, case, "withdrawn", ANN)
    assert request_case(store, case.id) == case


def test_the_history_tells_every_step_with_who_and_why(store):
    case = check(store, received(store), "need", "ask_more", because("which waste?", "Bo"))
    case = edit_need(store, case, replace(case.need, title="Household waste"), because("they answered"))
    told = [(one.action, one.changed_by, one.reason) for one in store.case_history(case.id)]
    assert told == [
        ("receive", "Ann", None),
        ("check", "Bo", "which waste?"),
        ("edit", "Ann", "they answered"),
    ]
    titles = [one.content["need"]["title"] for one in store.case_history(case.id)]
    assert titles == ["Waste", "Waste", "Household waste"]


def test_the_last_step_can_be_taken_back_and_the_graph_follows(store):
    case = received(store)
    changed = edit_need(store, case, replace(case.need, title="Other", topic_ids=(), country=None), ANN)
    back = take_back(store, changed, because("a slip"))
    assert (back.need, back.revision) == (case.need, 3)
    assert store.node(case.id).properties["title"] == "Waste"
    assert [one.action for one in store.case_history(case.id)] == ["receive", "edit", "take_back"]


def test_what_was_only_received_or_never_touched_has_no_step_to_take_back(store):
    with pytest.raises(IllegalMove, match="only received"):
        take_back(store, received(store), ANN)
    with pytest.raises(IllegalMove, match="nothing was done"):
        take_back(store, request_case(store, id_of(store, "R01")), ANN)
    first_step = check(store, request_case(store, id_of(store, "R01")), "need", "pass", BO)
    assert take_back(store, first_step, ANN).checks == {}
