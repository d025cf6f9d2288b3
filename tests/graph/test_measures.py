import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.measures import components
from tests.graph.test_paths import network_of, sketches


@given(sketch=sketches(), planned=st.booleans())
def test_components_are_those_that_networkx_finds(tmp_path_factory, sketch, planned):
    network = network_of(sketch, tmp_path_factory.mktemp("store"))
    found = components(network, with_planned=planned)
    expected = list(nx.connected_components(sketch.peer_graph(with_planned=planned)))
    assert found.n_components == len(expected)
    for group in expected:
        for peer in group:
            assert found.size_at(network.position(peer)) == len(group)
