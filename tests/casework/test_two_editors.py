"""Two people who change one request, and a store that is away at the moment of saving: nothing is lost."""

from dataclasses import replace

import pytest

from casework.change import Change, edit_of
from casework.drafts import DraftNotFound, draft, drafts, drop_draft
from casework.merging import ChoiceNeeded, Difference, differences, merged
from casework.requests import check, edit_need, request_case
from casework.saving import Clash, NotSaved, save
from casework.sending import conflicts_of, send_draft
from graph.errors import StoreUnavailable
from tests.casework.asking import ANN, BO, received


@pytest.fixture
def clash(store):
    """A request that Ann and Bo edited at once, and what Bo was told."""
    case = received(store)
    edit_need(store, case, replace(case.need, title="Ann's title", note="from Ann"), ANN)
    with pytest.raises(Clash) as told:
        edit_need(store, case, replace(case.need, title="Bo's title", country=None), BO)
    return case, told.value


def test_the_second_is_told_who_was_first_and_where_the_own_version_is_kept(store, clash):
    case, told = clash
    assert "Ann changed this request at" in str(told)
    assert "connect-explorer draft show D1" in str(told)
    assert request_case(store, case.id).need.title == "Ann's title"
    assert [one.id for one in drafts()] == ["D1"]


def test_what_only_one_changed_is_taken_and_what_both_changed_is_chosen(store, clash):
    case, told = clash
    (found,) = conflicts_of(store, draft("D1"))
    assert [(one.field, one.is_clash) for one in found] == [
        ("need.country", False),
        ("need.note", False),
        ("need.title", True),
    ]
    with pytest.raises(ChoiceNeeded, match=r"both changed need\.title"):
        send_draft(store, told.draft_id)
    assert [one.id for one in drafts()] == ["D1"]
    send_draft(store, told.draft_id, {"need.title": "yours"})
    need = request_case(store, case.id).need
    assert (need.title, need.note, need.country) == ("Bo's title", "from Ann", None)
    assert drafts() == ()
    assert [one.changed_by for one in store.case_history(case.id)] == ["Ann", "Ann", "Bo"]


def test_two_who_answer_different_items_need_not_choose(store):
    case = received(store)
    check(store, case, "need", "pass", ANN)
    with pytest.raises(Clash):
        check(store, case, "country", "pass", BO)
    send_draft(store, "D1")
    assert {item: one.by for item, one in request_case(store, case.id).checks.items()} == {
        "need": "Ann",
        "country": "Bo",
    }


def test_a_version_that_says_the_same_differs_in_nothing(store):
    case = received(store)
    record = store.case(case.id)
    assert differences(edit_of(record), record, record) == ()
    assert merged(edit_of(record), record, record) == edit_of(record)
    assert Difference("x", 1, 2, 2).is_clash


class Away:
    """A store that is lost at the moment of saving."""

    def __init__(self, store):
        self._store = store

    def writer(self, *_, **__):
        raise StoreUnavailable("the connection was lost.")

    def __getattr__(self, name):
        return getattr(self._store, name)


def test_a_change_made_while_the_store_is_away_is_kept_and_sent_later(store):
    case = received(store)
    with pytest.raises(NotSaved, match=r"the connection was lost\. What you entered is kept as draft D1"):
        edit_need(Away(store), case, replace(case.need, title="Typed for an hour"), BO)
    assert request_case(store, case.id) == case
    with pytest.raises(NotSaved, match="draft D1"):
        send_draft(Away(store), "D1")
    assert [one.id for one in drafts()] == ["D1"], "the same draft, not a second one"
    assert send_draft(store, "D1") == (case.id,)
    assert request_case(store, case.id).need.title == "Typed for an hour"
    assert store.case_history(case.id)[-1].changed_by == "Bo"


def test_several_records_are_saved_together_or_not_at_all(store):
    first, second = received(store), received(store)
    edits = [edit_of(store.case(one.id), state="withdrawn") for one in (first, second)]
    stale = replace(edits[1], base_revision=0)
    with pytest.raises(Clash):
        save(store, [Change(edits[0], ANN.step("move")), Change(stale, ANN.step("move"))])
    assert request_case(store, first.id) == first


def test_a_draft_is_readable_by_its_owner_only(store, home):
    case = received(store)
    with pytest.raises(NotSaved):
        edit_need(Away(store), case, case.need, ANN)
    (file,) = (home / "data" / "connect-explorer" / "drafts").iterdir()
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["D7", "", "../D1", "D0", "d1"])
def test_a_draft_that_is_not_there_is_named(name):
    for look in (draft, drop_draft):
        with pytest.raises(DraftNotFound, match="there is no draft"):
            look(name)
