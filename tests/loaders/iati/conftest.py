"""XML files, the standard's own schemas, and the reasons of a refusal."""

import pytest

from graph.errors import ExplorerError
from loaders.iati.schema_check import SCHEMAS_VARIABLE
from loaders.load import load


@pytest.fixture(autouse=True)
def without_schemas(monkeypatch):
    monkeypatch.delenv(SCHEMAS_VARIABLE, raising=False)


@pytest.fixture
def schemas(shared_data, monkeypatch):
    monkeypatch.setenv(SCHEMAS_VARIABLE, str(shared_data / "iati"))


@pytest.fixture
def file(tmp_path):
    def write(content, name="a.xml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def refusal(store):
    """Sentences with which a file is refused, after which the store is empty."""

    def refuse(path):
        with pytest.raises(ExplorerError) as refused:
            load([path], store)
        assert store.counts().nodes == {}
        return [one for one in str(refused.value).splitlines() if not one.startswith("Nothing was loaded")]

    return refuse
