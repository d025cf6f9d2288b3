"""Trying a load, retiring what a source no longer holds, and taking loads back."""

import pytest

from graph.errors import AlreadyUndone, LoadNotFound, RetiresTooMuch, UndoConflict
from graph.names import needle
from graph.records import Node, Relationship
from graph.store import Changes, Reader
from graph.undo import undo_load, undone_by
from tests.contract.samples import SEARCH_TEXTS, SOURCE, municipality, twinned, write

A, B, C = (municipality(key) for key in "ABC")
ANN = Node.minted("Official", "test", "Ann", name="Ann", function="mayor", email="ann@example.org")
STAFF = Reader("a test", may_see_contacts=True)


def content(store):
    """Everything a store holds, as an export would write it."""
    return list(store.statements())


def load_only(store, *records, even_most=False):
    """Load records as all that their source holds."""
    with store.writer(SOURCE) as writer:
        writer.upsert(records)
        writer.retire_missing("test", even_most=even_most)


class Undoing:
    """What a load would do, and the way back."""

    def test_a_trial_tells_what_it_would_change_and_keeps_nothing(self, store):
        write(store, A, B)
        version, before = store.data_version(), content(store)
        with store.writer(SOURCE, is_trial=True) as writer:
            writer.upsert([municipality("A", population=5), C, twinned(A, C)])
            assert writer.changes() == {
                "Municipality": Changes(n_created=1, n_updated=1),
                "TWINNED_WITH": Changes(n_created=1),
            }
        assert (store.data_version(), content(store), len(store.loads())) == (version, before, 1)

    def test_differences_are_told_record_by_record_with_old_and_new_values(self, store):
        write(store, municipality("A", population=4, tier="municipality"), B, ANN)
        with store.writer(SOURCE, is_trial=True) as writer:
            writer.upsert([municipality("A", population=5, lat=1.5), C, twinned(A, C)])
            writer.retire([B.id, ANN.id])
            found = {(one.operation, one.kind, one.what): one for one in writer.differences()}
        assert found["update", "Municipality", "A"].changed() == {
            "population": (4, 5),
            "tier": ("municipality", None),
            "lat": (None, 1.5),
        }
        assert ("create", "Municipality", "C") in found
        names = {"A - C", "C - A"}
        assert names & {what for operation, kind, what in found if (operation, kind) == ("create", "TWINNED_WITH")}
        assert found["retire", "Municipality", "B"].before["name"] == "B"
        assert "email" not in found["retire", "Official", "Ann"].before

    def test_undo_brings_back_what_a_load_found(self, store):
        write(store, municipality("A", population=4, names=("á", "a")), B, ANN, twinned(A, B, since="1990"))
        before, search = content(store), store.ask(SEARCH_TEXTS, {"text": needle("a")})
        with store.writer(SOURCE) as writer:
            writer.upsert([municipality("A", name="Anew"), C, twinned(A, B, since="1991"), twinned(A, C)])
            writer.retire([ANN.id])
        undone = undo_load(store, 2)
        assert content(store) == before
        assert store.ask(SEARCH_TEXTS, {"text": needle("a")}) == search
        assert store.hidden_values(ANN.id, STAFF) == {"email": "ann@example.org"}
        assert store.node(A.id).load_id == 1
        assert (undone.load_id, undone.undoes, undone.source) == (3, 2, SOURCE)
        assert undone.changes_by_kind["Municipality"] == Changes(n_updated=1, n_retired=1)
        assert undone_by(store.loads()) == {2: 3}

    def test_undoing_an_undo_brings_the_load_back(self, store):
        write(store, municipality("A", population=4), B, ANN, twinned(A, B))
        with store.writer(SOURCE) as writer:
            writer.upsert([municipality("A", population=5), C, twinned(B, C)])
            writer.retire([ANN.id])
        after = content(store)
        undo_load(store, 2)
        undo_load(store, 3)
        assert content(store) == after
        assert undone_by(store.loads()) == {3: 4}

    def test_the_first_load_of_all_can_be_taken_back(self, store):
        write(store, A, B, ANN, twinned(A, B), Relationship("WORKS_FOR", ANN.id, A.id, "test"))
        undo_load(store, 1)
        assert content(store) == []
        write(store, A)
        assert content(store) == [A]

    def test_a_later_load_of_other_records_stays(self, store):
        write(store, A, B)
        write(store, C)
        undo_load(store, 1)
        assert content(store) == [C]

    def test_what_a_later_load_changed_is_not_taken_back(self, store):
        write(store, A, B)
        write(store, municipality("A", population=5))
        before = content(store)
        with pytest.raises(UndoConflict) as refused:
            undo_load(store, 1)
        assert (refused.value.later_loads, refused.value.n_records) == ((2,), 1)
        assert A.id in str(refused.value)
        assert (content(store), len(store.loads())) == (before, 2)
        undo_load(store, 2)
        undo_load(store, 1)
        assert content(store) == []

    def test_a_node_that_got_a_relationship_since_is_not_taken_back(self, store):
        write(store, A, B)
        write(store, twinned(A, B))
        with pytest.raises(UndoConflict) as refused:
            undo_load(store, 1)
        assert refused.value.later_loads == (2,)

    def test_a_relationship_does_not_come_back_without_its_ends(self, store):
        write(store, A, B, twinned(A, B))
        with store.writer(SOURCE) as writer:
            writer.upsert([twinned(A, B, since="1990")])
        with store.writer(SOURCE) as writer:
            writer.retire([B.id])
        with pytest.raises(UndoConflict):
            undo_load(store, 2)

    def test_what_was_retired_since_is_not_taken_back(self, store):
        write(store, A, B)
        with store.writer(SOURCE) as writer:
            writer.retire([A.id])
        with pytest.raises(UndoConflict) as refused:
            undo_load(store, 1)
        assert refused.value.later_loads == (2,)

    def test_a_record_written_twice_and_retired_in_one_load_is_as_before(self, store):
        write(store, municipality("A", population=1))
        before = content(store)
        with store.writer(SOURCE) as writer:
            writer.upsert(
                [municipality("A", population=2), municipality("A", population=3), B, municipality("B", lat=1.0)]
            )
            writer.retire([A.id, B.id])
            writer.upsert([municipality("A", population=4)])
        undo_load(store, 2)
        assert content(store) == before

    def test_an_undone_load_is_not_undone_again_and_an_unknown_one_is_named(self, store):
        write(store, A)
        undo_load(store, 1)
        with pytest.raises(AlreadyUndone, match="by load 2"):
            undo_load(store, 1)
        with pytest.raises(LoadNotFound, match="load 9"):
            undo_load(store, 9)

    def test_what_a_source_no_longer_holds_is_retired_within_its_kinds(self, store):
        other = Node.minted("Municipality", "another", "D", name="D")
        write(store, A, B, ANN, other, twinned(A, B), twinned(A, other))
        with store.writer(SOURCE) as writer:
            writer.upsert([A, C, twinned(A, C)])
            writer.retire_missing("test")
            assert writer.changes() == {
                "Municipality": Changes(n_created=1, n_unchanged=1, n_retired=1),
                "TWINNED_WITH": Changes(n_created=1, n_retired=2),
            }
        assert {one.source_key for one in content(store) if isinstance(one, Node)} == {"A", "C", "D", "Ann"}
        undo_load(store, 2)
        assert {one.source_key for one in content(store) if isinstance(one, Node)} == {"A", "B", "D", "Ann"}

    def test_a_node_that_another_source_needs_is_kept_and_named(self, store):
        write(store, A, B, twinned(A, B, source="another"))
        with store.writer(SOURCE) as writer:
            writer.upsert([A])
            writer.retire_missing("test")
            assert writer.kept_for_others() == (B.id,)
            assert writer.changes() == {"Municipality": Changes(n_unchanged=1)}

    def test_most_of_a_source_is_not_retired_by_mistake(self, store):
        many = [municipality(f"M{number:02}") for number in range(30)]
        write(store, *many)
        with pytest.raises(RetiresTooMuch, match="29 of the 30 Municipality records"):
            load_only(store, many[0], C)
        assert len(content(store)) == 30
        load_only(store, many[0], even_most=True)
        assert content(store) == [many[0]]
