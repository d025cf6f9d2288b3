import pytest

from graph.connect import open_store
from graph.network_cache import open_network


@pytest.fixture
def asked(tmp_path):
    """Write a sketch into a store, and give the store and its network."""
    stores = []

    def write(sketch):
        store = open_store(f"sqlite:///{tmp_path / f'{len(stores)}.sqlite'}")
        stores.append(store)
        sketch.write(store)
        return store, open_network(store, tmp_path / "cache")

    yield write
    for store in stores:
        store.close()
