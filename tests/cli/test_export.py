"""The command that writes the graph for other programs; what it writes is in tests/reports/test_export.py."""

import networkx as nx
import pytest

from tests.cli.running import run

pytestmark = pytest.mark.usefixtures("example")


@pytest.mark.parametrize("as_format", ["graphml", "gexf", "csv", "parquet", "cypher"])
def test_export_says_how_much_was_written(as_format, tmp_path):
    told = run("export", "--to", as_format, tmp_path / "out")
    assert (told.code, told.err) == (0, "")
    assert f"79 nodes and 126 relationships were written to {tmp_path / 'out'}." in told.words
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".", "out"))] == ["out"]


def test_an_export_is_read_by_networkx(tmp_path):
    run("export", "--to", "graphml", tmp_path / "network.graphml")
    graph = nx.read_graphml(tmp_path / "network.graphml")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (79, 126)


def test_nothing_is_overwritten_unless_forced(tmp_path):
    taken = tmp_path / "network.gexf"
    taken.write_text("mine", encoding="utf-8")
    told = run("export", "--to", "gexf", taken)
    assert (told.code, told.out) == (1, "")
    assert "is there already" in told.err
    assert taken.read_text(encoding="utf-8") == "mine"
    assert run("export", "--to", "gexf", taken, "--force").code == 0
