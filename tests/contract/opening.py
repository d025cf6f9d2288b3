"""What a store promises about being opened."""

import pytest

from graph.connect import open_store
from graph.errors import StoreUnavailable
from graph.schema import SCHEMA_VERSION
from graph.store import GraphStore
from tests.contract.samples import A, write


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

    def test_a_store_made_by_a_newer_version_is_refused(self, url):
        open_store(url).close()
        self.make_newer(url)
        with pytest.raises(StoreUnavailable, match=f"newer version .*schema 99, this one knows {SCHEMA_VERSION}"):
            open_store(url)
