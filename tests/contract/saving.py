"""Questions that people save are kept under a name of their own, with who and when."""

from dataclasses import replace

import pytest

from graph.saved import NameTaken, SavedNotFound, SavedQuestion, WrongName

AFRICA = SavedQuestion("African demand", "topics", {"continents": ["Africa"], "limit": 5, "with_planned": True}, "Ann")
ODD = SavedQuestion("été \"quoted\" 'twice' \\ 🏛", "search", {"text": "x' OR 1=1 --"}, "Bo")


class Saving:
    """Saved questions: kept, renamed, replaced, deleted."""

    def test_nothing_is_saved_in_a_new_store(self, store):
        assert store.saved_questions() == ()

    def test_a_question_is_kept_with_its_filters_and_who_and_when(self, store):
        version = store.data_version()
        kept = store.save_question(AFRICA)
        assert kept == AFRICA
        assert kept.saved_at.startswith("20")
        assert store.saved_questions() == (kept,)
        assert store.saved_questions()[0].saved_at == kept.saved_at
        assert store.data_version() == version, "nothing in the graph changed"

    def test_saved_questions_come_by_name_whatever_they_are_called(self, store):
        for name in ("zebra", "Ärger", "a", "A", "\U0001f600", "\uffe1"):
            store.save_question(replace(ODD, name=name))
        assert [one.name for one in store.saved_questions()] == ["A", "a", "zebra", "Ärger", "\uffe1", "\U0001f600"]

    def test_a_name_is_given_once_unless_it_is_to_be_replaced(self, store):
        store.save_question(ODD)
        other = replace(AFRICA, name=ODD.name)
        with pytest.raises(NameTaken, match="another question is saved as"):
            store.save_question(other)
        assert store.saved_questions() == (ODD,)
        store.save_question(other, overwrite=True)
        assert store.saved_questions() == (other,)

    def test_a_saved_question_is_renamed(self, store):
        for one in (AFRICA, ODD):
            store.save_question(one)
        assert store.rename_saved(AFRICA.name, "Demand") == replace(AFRICA, name="Demand")
        assert {one.name for one in store.saved_questions()} == {"Demand", ODD.name}
        assert store.rename_saved("Demand", "Demand").name == "Demand"
        with pytest.raises(NameTaken):
            store.rename_saved("Demand", ODD.name)
        with pytest.raises(WrongName):
            store.rename_saved("Demand", "")
        with pytest.raises(SavedNotFound, match='"nobody"'):
            store.rename_saved("nobody", "x")

    def test_a_saved_question_is_deleted(self, store):
        store.save_question(AFRICA)
        store.delete_saved(AFRICA.name)
        assert store.saved_questions() == ()
        with pytest.raises(SavedNotFound):
            store.delete_saved(AFRICA.name)

    @pytest.mark.parametrize("name", ["", " x", "x ", "a\nb", "\x1b[31m", "x" * 121])
    def test_a_name_that_cannot_be_read_is_refused(self, name):
        with pytest.raises(WrongName):
            replace(AFRICA, name=name)
