import pytest

from graph.connect import open_store
from graph.network import build_network
from queries.patterns.asking import Patterns


@pytest.fixture
def patterns(tmp_path):
    """Write a sketch into a store, and give what answers pattern questions about it."""
    stores = []

    def write(sketch):
        store = open_store(f"sqlite:///{tmp_path / f'{len(stores)}.sqlite'}")
        stores.append(store)
        sketch.write(store)
        return Patterns(store, build_network(store.arrays(), store.data_version()))

    yield write
    for store in stores:
        store.close()
