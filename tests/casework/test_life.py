"""From a proposal to a practice: what each step needs, keeps and refuses."""

from dataclasses import replace

import pytest

from casework.contents import Adoption, Exchange, NotAllowed, Participant, Practice, Proposal, Sharing
from casework.evaluation_file import answer_from_file
from casework.evaluations import (
    WrongToken,
    answer,
    ask,
    evaluations_of,
    form_of,
    overdue,
    response_rates,
    side_differences,
)
from casework.exchanges import cancel, change_terms, hold, open_points, plan
from casework.kept import by_key, days_later, kept, today
from casework.practices import adopt, set_status, share, write
from casework.proposals import answer as answer_proposal
from casework.proposals import declines, proposals_of, propose
from casework.requests import move
from graph.records import Relationship
from loaders.problems import FileRefused
from queries.search import search
from tests.casework.asking import ANN, because, checked, id_of, received


@pytest.fixture
def matching(store):
    return move(store, move(store, checked(store, received(store)), "valid", ANN), "matching", ANN)


@pytest.fixture
def agreed(store, matching):
    proposal = propose(store, matching, [id_of(store, "M15")], ANN)
    case = move(store, matching, "proposed", ANN)
    answer_proposal(store, proposal, "accepted", ANN)
    return move(store, case, "agreed", ANN)


def terms(store, **changed):
    sides = (Participant(id=id_of(store, "M05"), role="guest"), Participant(id=id_of(store, "M15"), role="host"))
    given = {"form": "study_visit", "participants": sides, "planned_from": "2026-01-12", "planned_until": "2026-01-16"}
    return Exchange(**{**given, **changed})


@pytest.fixture
def held(store, agreed):
    record = plan(store, agreed, terms(store), ANN)
    return hold(store, record, replace(record.content, held_from="2026-02-02", held_until="2026-02-06"), ANN)


# Proposals


def test_a_proposal_is_open_until_its_last_day_and_in_no_graph(store, matching):
    before = list(store.statements())
    proposal = propose(store, matching, [id_of(store, "M15")], ANN, language="fr")
    assert (proposal.key, proposal.state, proposal.due_on) == ("2026-001-P1", "open", days_later(today(), 21))
    assert list(store.statements()) == before
    with pytest.raises(NotAllowed, match="may be answered until"):
        answer_proposal(store, proposal, "expired", ANN)


def test_only_so_many_are_asked_at_once_and_nobody_twice(store, matching):
    for key in ("M15", "M01", "A03"):
        propose(store, matching, [id_of(store, key)], ANN)
    with pytest.raises(NotAllowed, match="3 open proposals, as many as may be"):
        propose(store, matching, [id_of(store, "M16")], ANN)
    answer_proposal(store, proposals_of(store, matching.id)[2], "declined", because("no time"))
    with pytest.raises(NotAllowed, match="has an open proposal"):
        propose(store, matching, [id_of(store, "M15")], ANN)
    with pytest.raises(NotAllowed, match="cannot be its peer"):
        propose(store, matching, [id_of(store, "M05")], ANN)
    with pytest.raises(NotAllowed, match="no official or organisation"):
        propose(store, matching, [id_of(store, "T03")], ANN)
    with pytest.raises(NotAllowed, match="needs a candidate"):
        propose(store, matching, [], ANN)
    assert dict(declines(store)) == {id_of(store, "A03"): 1}


def test_peers_are_asked_only_while_a_request_is_matched(store):
    with pytest.raises(NotAllowed, match="is received: peers are asked while"):
        propose(store, received(store), [id_of(store, "M15")], ANN)


def test_an_answer_is_given_once_and_a_decline_with_its_reason(store, matching):
    proposal = propose(store, matching, [id_of(store, "M15")], ANN)
    with pytest.raises(NotAllowed, match="declined needs a reason"):
        answer_proposal(store, proposal, "declined", ANN)
    declined = answer_proposal(store, proposal, "declined", because("elections", "Bo"))
    assert (declined.state, declined.content.answer, declined.due_on) == ("declined", "elections", None)
    with pytest.raises(NotAllowed, match="is declined already"):
        answer_proposal(store, declined, "accepted", ANN)
    assert kept(store, Proposal, proposal.id) == declined


# Exchanges


def test_an_exchange_is_planned_once_a_peer_has_agreed(store, matching, agreed):
    with pytest.raises(NotAllowed, match="planned once a peer has agreed"):
        plan(store, matching, terms(store), ANN)
    record = plan(store, agreed, terms(store, country="FR"), ANN)
    assert (record.key, record.due_on) == ("2026-001-E1", "2026-01-16")
    assert store.node(record.id).properties["status"] == "planned"
    ours = {(one.type, one.start_id) for one in store.statements() if getattr(one, "end_id", None) == record.id}
    assert ours == {("TOOK_PART_IN", id_of(store, "M05")), ("TOOK_PART_IN", id_of(store, "M15"))}


def test_what_is_held_keeps_the_plan_and_says_when_it_really_was(store, held):
    assert store.node(held.id).properties["starts_on"] == "2026-02-02"
    assert (held.content.planned_from, held.state) == ("2026-01-12", "held")
    with pytest.raises(NotAllowed, match="was held and cannot be cancelled"):
        cancel(store, held, because("x"))


def test_an_exchange_is_not_held_without_a_date_or_with_one_side_only(store, agreed):
    record = plan(store, agreed, terms(store), ANN)
    with pytest.raises(NotAllowed, match="needs the date on which it was held"):
        hold(store, record, record.content, ANN)
    alone = replace(record.content, participants=record.content.participants[:1], held_from="2026-02")
    with pytest.raises(NotAllowed, match="nobody takes part as peer or host"):
        hold(store, record, alone, ANN)
    changed = change_terms(store, record, replace(record.content, details={"programme": "two sites"}), ANN)
    points = [one.what for one in open_points(store, changed.content)]
    assert points == ["no association has a part in it", "sites is blank", "learning_goals is blank"]
    with pytest.raises(NotAllowed, match="cancelling needs a reason"):
        cancel(store, changed, ANN)
    cancelled = cancel(store, changed, because("elections"))
    with pytest.raises(NotAllowed, match="was cancelled"):
        hold(store, cancelled, replace(record.content, held_from="2026"), ANN)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"form": "party"}, 'form is "party"'),
        ({"planned_from": "soon"}, 'planned_from is "soon"'),
        ({"held_from": "2026-02", "held_until": "2026-01"}, "before held_from"),
        ({"participants": (Participant(id="x", role="king"),)}, 'the role is "king"'),
        ({"form": "round_table", "details": {"mentor_function": "x"}}, "round_table has no field"),
        ({"details": {"themes": "x"}}, "an exchange without a form has no field"),
    ],
)
def test_terms_that_cannot_be_are_refused_with_the_reason(given, told):
    with pytest.raises(NotAllowed, match=told):
        Exchange(**given)


def test_a_round_table_brings_three_or_more_together(store):
    content = terms(store, form="round_table")
    assert "a round table brings 3 or more together" in [one.what for one in open_points(store, content)]
    assert open_points(store, Exchange())[0].is_needed


# Evaluations


def test_both_sides_get_a_form_at_each_stage_with_its_day(store, held):
    asked = ask(store, held, ANN)
    assert [(one.record.key.removeprefix("2026-001-E1-"), one.record.due_on) for one in asked] == [
        ("before-requester", "2026-02-02"),
        ("before-peer", "2026-02-02"),
        ("during-requester", "2026-02-06"),
        ("during-peer", "2026-02-06"),
        ("after-requester", "2026-02-20"),
        ("after-peer", "2026-02-20"),
        ("later-requester", "2026-08-22"),
        ("later-peer", "2026-08-22"),
    ]
    assert ask(store, held, ANN) == ()
    assert [one.record for one in asked] == [replace(one, about=()) for one in evaluations_of(store, held.id)]
    assert store.counts().nodes.get("Evaluation") is None, "asked is not answered"


def test_a_form_is_opened_by_its_token_only_and_the_token_is_kept_nowhere(store, held):
    first, *_ = ask(store, held, ANN)
    assert form_of(store, first.token).key == first.record.key
    assert first.token not in repr(store.case_history(first.record.id))
    for wrong in ("", first.token[:-1], first.token.upper() + "x"):
        with pytest.raises(WrongToken, match="no form is opened by this link"):
            form_of(store, wrong)


def test_answers_are_in_the_graph_and_told_by_rate_and_difference(store, held):
    assert (response_rates(store), side_differences(store, held.id)) == ((), ())
    forms = {one.record.content.side: one.record for one in ask(store, held, ANN, ["after"])}
    answer(store, forms["requester"], ANN, scores={"score": 5, "learning": 5, "trust": 4})
    assert [(one.side, one.n_asked, one.n_answered) for one in response_rates(store)] == [
        ("requester", 1, 1),
        ("peer", 1, 0),
    ]
    assert [one.key for one in overdue(store, "2026-02-21")] == [forms["peer"].key]
    assert overdue(store, "2026-02-20") == ()
    answer(store, forms["peer"], ANN, scores={"score": 4, "learning": 2})
    found = side_differences(store, held.id)
    assert [(one.score, one.requester, one.peer) for one in found] == [("learning", 5.0, 2.0), ("score", 5.0, 4.0)]
    node = store.node(forms["requester"].id)
    assert (node.properties["learning"], node.properties["answered_by_side"]) == (5.0, "requester")


@pytest.mark.parametrize(
    ("scores", "text", "told"),
    [
        ({}, None, "at least one score or a text"),
        ({"score": 6}, None, "score is 6. Expected a number from 1"),
        ({"score": float("nan")}, None, "score is nan"),
        ({"fun": 3}, None, 'there is no score "fun"'),
    ],
)
def test_an_answer_that_says_nothing_or_the_impossible_is_refused(store, held, scores, text, told):
    first, *_ = ask(store, held, ANN, ["after"])
    with pytest.raises(NotAllowed, match=told):
        answer(store, first.record, ANN, scores=scores, text=text)


def test_a_file_of_answers_is_kept_whole_or_not_at_all(store, held, tmp_path):
    ask(store, held, ANN, ["after"])
    file = tmp_path / "answers.csv"
    file.write_text("form,score,learning,text\n2026-001-E1-after-peer,4,9,\n2026-001-E1-after-peter,4,,x\n", "utf-8")
    with pytest.raises(FileRefused) as refused:
        answer_from_file(store, file, ANN)
    assert [(one.line, one.column) for one in refused.value.problems] == [(2, "learning"), (3, "form")]
    file.write_text("form,score,text\n2026-001-E1-after-peer,4,\n2026-001-E1-after-requester,,Très utile\n", "utf-8")
    found = answer_from_file(store, file, ANN)
    assert [(one.state, one.content.score, one.content.text) for one in found] == [
        ("answered", 4.0, None),
        ("answered", None, "Très utile"),
    ]
    file.write_text("name\nx\n", "utf-8")
    with pytest.raises(FileRefused):
        answer_from_file(store, file, ANN)


# Practices


def test_a_practice_is_written_from_an_exchange_that_was_held(store, held, agreed):
    planned = plan(store, agreed, terms(store), ANN)
    for exchange_id, told in ((planned.id, "was not held"), (agreed.id, "is no exchange"), ("x", "is no exchange")):
        with pytest.raises(NotAllowed, match=told):
            write(store, Practice(title="Compost", exchange_ids=(exchange_id,)), ANN)
    with pytest.raises(NotAllowed, match="needs a title"):
        Practice(title=" ", exchange_ids=(held.id,))
    with pytest.raises(NotAllowed, match="written from an exchange"):
        Practice(title="Compost", exchange_ids=())


def test_a_practice_is_a_draft_until_it_says_what_others_need(store, held):
    draft = write(store, Practice(title="Compost", titles={"fr": "Le compost"}, exchange_ids=(held.id,)), ANN)
    with pytest.raises(NotAllowed, match="summary, what_worked, transfer_conditions is blank"):
        set_status(store, draft, "looking_for_partners", ANN)
    with pytest.raises(NotAllowed, match="is no status"):
        set_status(store, draft, "famous", ANN)
    full = replace(draft.content, summary="s", what_worked="w", transfer_conditions="c")
    ready = set_status(store, replace(draft, content=full), "looking_for_partners", ANN)
    assert store.node(ready.id).properties["status"] == "looking_for_partners"
    assert [hit.node.id for hit in search(store, "le compost")] == [ready.id], "found in any of its languages"
    assert by_key(store, Practice, "practice", ready.key) == ready
    with pytest.raises(NotAllowed, match='no practice "P9"'):
        by_key(store, Practice, "practice", "P9")


def test_a_practice_is_adopted_and_shared_by_organisations(store, held):
    draft = write(store, Practice(title="Compost", exchange_ids=(held.id,)), ANN)
    vng = id_of(store, "A03")
    adopted = adopt(store, draft, Adoption(organisation_id=id_of(store, "M05"), on_date="2026-09"), ANN)
    told = share(store, adopted, Sharing(organisation_id=vng, event="Congress", on_date="2026-06"), ANN)
    found = {one.type: one for one in store.statements() if isinstance(one, Relationship) and one.end_id == draft.id}
    assert dict(found["ADOPTED"].properties) == {"on_date": "2026-09"}
    assert dict(found["SHARED"].properties) == {"event": "Congress", "on_date": "2026-06"}
    assert share(store, told, told.content.shared[0], ANN).content == told.content
    with pytest.raises(NotAllowed, match="is no organisation"):
        adopt(store, told, Adoption(organisation_id=held.id), ANN)
