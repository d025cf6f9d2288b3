"""The contract that every store keeps. An engine inherits it and says how to reach its own places."""

from abc import ABC, abstractmethod

import pytest

from graph.connect import open_store
from graph.store import GraphStore
from tests.contract.asking_own import AskingOwn
from tests.contract.deciding import Deciding
from tests.contract.keeping_cases import KeepingCases
from tests.contract.opening import Opening
from tests.contract.reading import Reading
from tests.contract.saving import Saving
from tests.contract.sharing import Sharing
from tests.contract.undoing import Undoing
from tests.contract.writing import Writing
from tests.stores import empty_url


class StoreContract(Opening, Writing, Undoing, Deciding, KeepingCases, Saving, AskingOwn, Reading, Sharing, ABC):
    """All promises of `graph.store.GraphStore`."""

    engine: str
    refusal: type[Exception]
    """What the engine raises for a question that it cannot run."""

    @abstractmethod
    def open_impatient(self, url) -> GraphStore:
        """The store at a URL, opened so that it waits for another writer for a second at most."""

    @abstractmethod
    def make_newer(self, url) -> None:
        """Mark the store as made with schema version 99."""

    @abstractmethod
    def make_older(self, url) -> None:
        """Turn the store into one that schema version 1 made."""

    @pytest.fixture
    def new_url(self, request, tmp_path):
        """Give the address of an empty place at each call; what was at the one before may be gone."""
        server = request.getfixturevalue("neo4j_server") if self.engine == "neo4j" else None
        return lambda: empty_url(self.engine, tmp_path, server)

    @pytest.fixture
    def url(self, new_url):
        """Address of an empty place."""
        return new_url()

    @pytest.fixture
    def store(self, url):
        """An empty store."""
        with open_store(url) as store:
            yield store
