"""What a store promises about being opened."""

import pytest

from graph.cases import CaseEdit, CaseStep
from graph.connect import open_store
from graph.errors import StoreUnavailable
from graph.records import Node, Relationship
from graph.schema import SCHEMA_VERSION
from graph.store import GraphStore
from tests.contract.samples import SOURCE, A, write

EDIT = CaseEdit(id="req-1", kind="request", base_revision=0, state="received", content={})


class Opening:
    """A store of ours is opened with all it held, and anything else is refused in a sentence."""

    def test_what_was_written_is_there_when_it_is_opened_again(self, url):
        with open_store(url) as store:
            write(store, A)
        with open_store(url) as store:
            assert (list(store.statements()), len(store.loads())) == ([A], 1)

    def test_an_empty_place_stays_empty_where_no_store_may_be_made(self, url):
        for _ in range(2):
            with pytest.raises(StoreUnavailable, match="there is no store at"):
                open_store(url, create=False)
        with open_store(url) as store:
            write(store, A)
        with open_store(url, create=False) as store:
            assert list(store.statements()) == [A]

    def test_it_is_a_graph_store_and_says_which_texts_it_reads(self, store):
        assert isinstance(store, GraphStore)
        assert store.language == {"sqlite": "sql", "neo4j": "cypher"}[self.engine]

    def test_a_store_made_by_an_earlier_version_is_brought_up_to_date_with_all_it_held(self, url):
        practice = Node.minted("Practice", "test", "P", title="Old")
        with open_store(url) as store:
            write(store, A, practice)
        self.make_older(url)
        with open_store(url, create=False) as store:
            assert list(store.statements()) == sorted([A, practice], key=lambda one: one.id)
            newer = Node.minted("Practice", "test", "P", title="Old", status="draft", titles=("Velho",))
            shared = Relationship("SHARED", A.id, practice.id, "test", {"event": "Congress", "on_date": "2026"})
            write(store, newer, shared)
            with store.writer(SOURCE) as writer:
                writer.save_case(EDIT, CaseStep(action="receive", by="Ann"))
            assert (store.case("req-1").state, shared in list(store.statements())) == ("received", True)
        open_store(url).close()

    def test_a_store_made_by_a_newer_version_is_refused(self, url):
        open_store(url).close()
        self.make_newer(url)
        with pytest.raises(StoreUnavailable, match=f"newer version .*schema 99, this one knows {SCHEMA_VERSION}"):
            open_store(url)
