"""What a notebook asks for: names instead of ids, frames and graphs, and nothing imported before it is needed."""

import subprocess
import sys

import networkx as nx
import pytest

from graph.connect import open_store
from graph.errors import StoreUnavailable
from graph.network_cache import CACHE_VARIABLE
from queries import Explorer
from queries.answer_graph import NotAGraph
from queries.explorer import NotOneNode
from tests.conftest import ROOT
from tests.graph.networks import Sketch


@pytest.fixture
def explorer(tmp_path, monkeypatch):
    """Open the explorer on a sketch."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    opened = []

    def on(sketch):
        url = f"sqlite:///{tmp_path / f'{len(opened)}.sqlite'}"
        with open_store(url) as store:
            sketch.write(store)
        opened.append(Explorer(url))
        return opened[-1]

    yield on
    for one in opened:
        one.close()


def meetings():
    sketch = Sketch()
    sketch.municipalities("Avila", "Beja", "Cork", "Dinant")
    sketch.officials("Ana")
    sketch.exchange("E1", ["Avila", "Beja", "Ana"], starts_on="2017")
    sketch.exchange("E2", ["Avila", "Beja", "Cork"], starts_on="2018")
    return sketch


def test_importing_the_questions_costs_nothing_until_the_explorer_is_asked_for():
    code = "import queries, sys; print(sorted({'networkx', 'networkit', 'pandas', 'numpy'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = __import__("queries").Nothing


def test_a_store_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(StoreUnavailable):
        Explorer(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_network_of_none_one_and_two_is_an_object_too(explorer, n):
    sketch = Sketch()
    sketch.exchange("E", sketch.municipalities(*"ab"[:n]))
    opened = explorer(sketch)
    graph = opened.networkx()
    assert (list(graph), list(graph.edges(data="weight"))) == (list("ab"[:n]), [("a", "b", 1.0)][: n // 2])
    fast, ids = opened.networkit()
    assert (fast.numberOfNodes(), fast.numberOfEdges(), ids) == (n, n // 2, list("ab"[:n]))


def test_the_network_has_names_and_weights_and_obeys_the_filters(explorer):
    opened = explorer(meetings())
    graph = opened.networkx()
    expected = nx.Graph()
    expected.add_nodes_from((one, {"name": one, "kind": "Municipality"}) for one in ("Avila", "Beja", "Cork", "Dinant"))
    expected.add_weighted_edges_from([("Avila", "Beja", 2.0), ("Avila", "Cork", 1.0), ("Beja", "Cork", 1.0)])
    assert nx.utils.graphs_equal(graph, expected)
    later = opened.networkx(from_date="2018", with_isolates=False)
    assert sorted(later.edges) == [("Avila", "Beja"), ("Avila", "Cork"), ("Beja", "Cork")]
    assert list(opened.networkx(who="officials")) == ["Ana"]
    fast, ids = opened.networkit()
    weights = {(ids[u], ids[v]): w for u, v, w in fast.iterEdgesWeights()}
    assert {tuple(sorted(pair)): w for pair, w in weights.items()} == {
        tuple(sorted(pair)): w for *pair, w in graph.edges(data="weight")
    }


def test_questions_take_names_and_give_frames_and_graphs(explorer):
    opened = explorer(meetings())
    answer = opened.ask("ego_network", node_id="avila", radius=1)
    assert answer.frame()["name"].tolist()[0] == "Avila"
    assert answer.about["parameters"].startswith('{"node_id": "Avila"')
    assert set(opened.ask("peer_paths", from_id="Ana", to_id="Cork").graph()) == {"Ana", "Avila", "Beja", "Cork"}
    assert len(opened.ask("nodes_by_id", ids=["Cork", "Beja"])) == 2
    assert "<table" in opened.ask("topics")._repr_html_()
    with pytest.raises(NotAGraph):
        opened.ask("sources").graph()


def test_a_name_of_nobody_and_a_name_of_two_are_told(explorer):
    sketch = meetings()
    sketch.node("Municipality", "x1", name="Newport")
    sketch.node("Municipality", "x2", name="Newport")
    opened = explorer(sketch)
    with pytest.raises(NotOneNode, match=r'several nodes are called "Newport"\. Write the id .*x1.*x2'):
        opened.find("Newport")
    with pytest.raises(NotOneNode, match='no node is called "zzzz"'):
        opened.find("zzzz")


def test_own_queries_saved_questions_and_findings_are_at_hand(explorer):
    opened = explorer(meetings())
    assert opened.query("SELECT name FROM node WHERE kind = 'Official'").rows == [{"name": "Ana"}]
    found = opened.measure("newcomers")
    assert opened.told(found).definition.startswith("Participants")
    assert "topics" in opened.questions()
