"""What a store promises about casework: whole revisions, each with who and why, and nobody's change lost."""

import dataclasses

import pytest

from graph.cases import CASEWORK, CaseEdit, CaseNotFound, CaseStep, EditConflict
from graph.errors import CaseworkLoad, UndoConflict
from graph.records import Node, Relationship, Source
from graph.store import Reader
from graph.undo import undo_load
from tests.contract.samples import SOURCE, A, B, write

OURS = Source(CASEWORK, "Casework")
ASKED = CaseEdit(id="req-1", kind="request", base_revision=0, state="received", content={"text": "Água\n🏛", "n": [1]})
RECEIVED = CaseStep(action="receive", by="Ann")
MAY_SEE = Reader("programme", may_see_contacts=True)


def save(store, edit, step=RECEIVED, *, records=()):
    with store.writer(OURS) as writer:
        writer.upsert(records)
        writer.save_case(edit, step)
    return store.case(edit.id)


def after(record, **changed):
    """The edit that a person makes of a record."""
    names = {field.name for field in dataclasses.fields(CaseEdit)} - {"base_revision", "hidden"}
    kept = {name: getattr(record, name) for name in names}
    return CaseEdit(base_revision=record.revision, **{**kept, **changed})


class KeepingCases:
    """Casework records: kept with their history, apart from the graph."""

    def test_a_store_without_casework_says_so(self, store):
        assert (store.cases("request"), store.case_history("req-1")) == ((), ())
        with pytest.raises(CaseNotFound, match="req-1"):
            store.case("req-1")

    def test_a_record_is_kept_as_it_was_given_with_who_and_why(self, store):
        kept = save(store, ASKED, CaseStep(action="receive", by="Ann", reason="by letter"))
        assert (kept.revision, kept.state, kept.content) == (1, "received", ASKED.content)
        assert (kept.action, kept.changed_by, kept.reason) == ("receive", "Ann", "by letter")
        assert kept.changed_at.endswith("+00:00")
        assert (store.cases("request"), store.case_history("req-1")) == ((kept,), (kept,))

    def test_casework_alone_is_no_load_and_leaves_the_network_as_it_is(self, store):
        write(store, A)
        before = store.data_version()
        save(store, ASKED)
        assert (store.data_version(), len(store.loads())) == (before, 1)

    def test_every_revision_stays_readable(self, store):
        first = save(store, ASKED)
        second = save(store, after(first, state="valid", due_on="2026-12-01"), CaseStep(action="move", by="Bo"))
        assert store.case_history("req-1") == (first, second)
        assert store.cases("request", ["valid"]) == (second,)
        assert store.cases("request", ["received"]) == ()

    def test_records_come_by_id_and_can_be_asked_for_by_what_they_belong_to(self, store):
        two, one = (
            save(store, CaseEdit(id=i, kind="proposal", base_revision=0, state="open", content={}, parent_id=of))
            for i, of in (("pro-2", "req-1"), ("pro-1", "req-9"))
        )
        assert store.cases("proposal") == (one, two)
        assert store.cases("proposal", ["open"], parent_id="req-1") == (two,)

    def test_of_two_editors_the_second_is_told_and_nothing_is_lost(self, store):
        first = save(store, ASKED)
        theirs = save(store, after(first, content={"text": "theirs"}), CaseStep(action="edit", by="Bo", reason="typo"))
        yours = after(first, content={"text": "yours"})
        with pytest.raises(EditConflict, match=r"Bo changed this request .*typo.*your text is not lost") as conflict:
            save(store, yours, records=[A])
        found = conflict.value
        assert (found.yours, found.theirs, found.base) == (yours, theirs, first)
        assert (store.case("req-1"), list(store.statements())) == (theirs, []), "nothing of the second was kept"

    def test_two_who_make_the_same_record_do_not_overwrite_each_other(self, store):
        kept = save(store, ASKED)
        with pytest.raises(EditConflict) as conflict:
            save(store, ASKED)
        assert (conflict.value.theirs, conflict.value.base) == (kept, None)

    def test_an_edit_of_a_record_that_is_not_there_is_refused(self, store):
        with pytest.raises(CaseNotFound):
            save(store, dataclasses.replace(ASKED, base_revision=3))

    def test_contacts_are_kept_apart_and_shown_only_to_who_may_see_them(self, store):
        first = save(store, dataclasses.replace(ASKED, hidden={"phone": "1", "email": "a@example.org"}))
        save(store, after(first, state="valid"))
        assert "example.org" not in repr(store.case_history("req-1"))
        assert list(store.case_contacts("req-1", MAY_SEE).items()) == [("email", "a@example.org"), ("phone", "1")]
        with pytest.raises(PermissionError, match="may not see contacts"):
            store.case_contacts("req-1", Reader("somebody"))
        with pytest.raises(CaseNotFound):
            store.case_contacts("req-2", MAY_SEE)

    def test_a_trial_keeps_no_record(self, store):
        with store.writer(OURS, is_trial=True) as writer:
            writer.save_case(ASKED, RECEIVED)
        assert store.cases("request") == ()

    def test_a_reload_neither_overwrites_a_record_nor_retires_what_it_is_about(self, store):
        write(store, A, B)
        kept = save(store, dataclasses.replace(ASKED, about=(B.id,)))
        with store.writer(SOURCE) as writer:
            writer.upsert([A])
            writer.retire_missing(SOURCE.id)
            assert writer.kept_for_others() == (B.id,)
        assert (store.case("req-1"), B.id in store.existing([B.id])) == (kept, True)

    def test_a_load_that_brought_what_casework_is_about_is_not_taken_back(self, store):
        write(store, A)
        save(store, dataclasses.replace(ASKED, id=A.id))
        with pytest.raises(UndoConflict):
            undo_load(store, 1)
        assert list(store.statements()) == [A]

    def test_a_step_of_casework_is_not_taken_back_as_a_load(self, store):
        save(store, ASKED, records=[Node.minted("Practice", CASEWORK, "P1", title="T")])
        with pytest.raises(CaseworkLoad, match="request take-back"):
            undo_load(store, 1)

    def test_relationships_are_taken_out_one_by_one(self, store):
        exchange = Node.minted("Exchange", "test", "E", title="E")
        host = Relationship("TOOK_PART_IN", A.id, exchange.id, "test", {"role": "host"})
        guest = Relationship("TOOK_PART_IN", A.id, exchange.id, "test", {"role": "guest"})
        write(store, A, exchange, host, guest)
        with store.writer(SOURCE) as writer:
            writer.retire_relationships([host, Relationship("ANSWERS", exchange.id, "nobody", "test")])
        assert [one for one in store.statements() if isinstance(one, Relationship)] == [guest]
