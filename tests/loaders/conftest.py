"""A real store, and folders of tables written in a line."""

import pytest

from graph.connect import open_store


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "my set"
    made.mkdir()
    return made
