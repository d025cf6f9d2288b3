"""A home of its own for each test, and CONNECT's example loaded once for those that only read."""

import shutil

import pytest

from graph.connect import open_store
from loaders.load import load
from loaders.shipped import example_folder

_PERSONAL = ("XDG_DATA_HOME", "XDG_CACHE_HOME", "CONNECT_EXPLORER_STORE", "LC_ALL", "LC_MESSAGES", "NO_COLOR")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty home, English, 80 columns."""
    for name in _PERSONAL:
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("CONNECT_EXPLORER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture(scope="session")
def example_file(tmp_path_factory):
    """CONNECT's example as a store that nobody writes to."""
    file = tmp_path_factory.mktemp("example") / "example.sqlite"
    with open_store(f"sqlite:///{file}") as store:
        load([example_folder()], store)
    return file


@pytest.fixture
def example(example_file, monkeypatch):
    """URL of the example, which the environment names too."""
    url = f"sqlite:///{example_file}"
    monkeypatch.setenv("CONNECT_EXPLORER_STORE", url)
    return url


@pytest.fixture
def own_store(tmp_path, example_file, monkeypatch):
    """URL of a copy of the example that a test may write to."""
    shutil.copy(example_file, tmp_path / "own.sqlite")
    url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    monkeypatch.setenv("CONNECT_EXPLORER_STORE", url)
    return url


@pytest.fixture
def new_store(tmp_path, monkeypatch):
    """URL of a store that does not exist yet."""
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    monkeypatch.setenv("CONNECT_EXPLORER_STORE", url)
    return url
