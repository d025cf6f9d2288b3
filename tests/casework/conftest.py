"""CONNECT's example in a store of each engine, a home for drafts, and a name for who acts."""

import pytest

from loaders.load import load
from loaders.shipped import example_folder
from tests.stores import empty_store, open_empty  # noqa: F401 - a fixture


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A folder of one's own for drafts; "Ann" acts; the shipped checklist is in force."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("CONNECT_EXPLORER_USER", "Ann")
    monkeypatch.delenv("CONNECT_EXPLORER_CHECKLIST", raising=False)
    return tmp_path


@pytest.fixture
def store(tmp_path):
    """CONNECT's example in a file, to write to. That both stores keep casework alike is the contract's to test."""
    with open_empty("sqlite", tmp_path, None) as opened:
        load([example_folder()], opened)
        yield opened


@pytest.fixture
def each_store(empty_store):  # noqa: F811 - the fixture above
    """CONNECT's example in a store of each engine in turn, for what must hold from end to end."""
    load([example_folder()], empty_store)
    return empty_store
