"""What people decided about names is kept, with its reason, and can be taken back."""

import pytest

from graph.errors import DecisionNotFound
from graph.store import Ruling

NEWPORT = Ruling("Municipality", "Newport", "Wales", "geonames:2641598", "the partner list says so", "Ann")
OWN = Ruling("Municipality", "Oost", "Netherlands", None, "a district, asked them", "Bo 'quoted\" 🏛")


class Deciding:
    """Rulings: kept, replaced, taken back."""

    def test_a_decision_is_kept_with_who_when_and_why(self, store):
        version = store.data_version()
        kept = store.decide(NEWPORT)
        assert store.decisions() == (kept,)
        assert (kept.ruling, kept.taken_back_at) == (NEWPORT, None)
        assert kept.decided_at.startswith("20")
        assert store.data_version() == version, "nothing in the graph changed"

    def test_decisions_come_in_the_order_they_were_made(self, store):
        made = [store.decide(one) for one in (OWN, NEWPORT)]
        assert store.decisions() == tuple(made)

    def test_a_decision_can_be_taken_back_and_stays_on_record(self, store):
        kept = store.decide(OWN)
        taken_back = store.take_back(kept.decision_id)
        assert taken_back.taken_back_at is not None
        assert store.take_back(kept.decision_id) == taken_back
        assert store.decisions() == (taken_back,)

    def test_a_new_decision_about_the_same_name_takes_the_old_one_back(self, store):
        store.decide(NEWPORT)
        new = store.decide(Ruling("Municipality", "Newport", "Wales", None, "neither", "Bo"))
        before, after = store.decisions()
        assert before.taken_back_at is not None
        assert after == new

    def test_a_decision_that_does_not_exist_is_named(self, store):
        with pytest.raises(DecisionNotFound, match="decision 7"):
            store.take_back(7)
