import numpy as np
import pytest

from graph.connect import open_store
from graph.network import build_network
from graph.network_cache import _columns, open_network
from tests.graph.networks import Sketch


@pytest.fixture
def store(tmp_path):
    sketch = Sketch()
    sketch.exchange("e", sketch.municipalities("a", "b", "c"))
    sketch.works_for(*sketch.officials("o"), "a")
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        sketch.write(store)
        yield store


def test_the_network_on_disk_is_the_network_that_was_built(store, tmp_path):
    built = _columns(build_network(store.arrays(), "v"), "")
    opened = _columns(open_network(store, tmp_path / "cache"), "")
    assert list(opened) == list(built)
    for name, array in built.items():
        np.testing.assert_array_equal(opened[name], array, err_msg=name)


def test_a_network_is_built_once_for_each_data_version(store, tmp_path):
    n_built = []
    for _ in range(3):
        open_network(store, tmp_path / "cache", on_build=lambda: n_built.append(1))
    assert len(n_built) == 1
    more = Sketch()
    more.municipalities("d")
    more.write(store)
    assert open_network(store, tmp_path / "cache").position("d") is not None


def test_a_broken_cache_is_built_anew(store, tmp_path):
    open_network(store, tmp_path / "cache")
    for array in (tmp_path / "cache").rglob("ids.npy"):
        array.write_bytes(b"")
    assert open_network(store, tmp_path / "cache").n_nodes == 5


def test_a_folder_that_cannot_be_written_does_no_harm(store, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert open_network(store, tmp_path / "cache").n_nodes == 5


def test_only_the_two_newest_versions_are_kept(store, tmp_path):
    for i in range(4):
        more = Sketch()
        more.municipalities(f"extra{i}")
        more.write(store)
        open_network(store, tmp_path / "cache")
    assert len(list((tmp_path / "cache" / "network-2").iterdir())) == 2


def test_an_empty_store_has_a_network_without_nodes(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'empty.sqlite'}") as store:
        network = open_network(store, tmp_path / "cache")
    assert (network.n_nodes, network.position("a")) == (0, None)
