"""The rivals answer the same questions as the explorer, or the table would compare nothing."""

import pytest

from benchmarks import networkx_side, tasks
from benchmarks.agreement import same_rows, steps_in
from benchmarks.asked import draw_centres, draw_pairs, draw_texts
from benchmarks.explorer_side import Explorer
from benchmarks.generator import generate_sized
from benchmarks.invented_ids import SOURCE
from benchmarks.neo4j_side import Neo4jSide
from benchmarks.tasks import Measured
from benchmarks.world import Size
from graph.connect import open_store
from graph.network import build_network
from graph.records import Node
from tests.stores import open_empty

SMALL = Size(120, 300, 250)


@pytest.fixture(scope="module")
def records():
    return [one for one in generate_sized(SMALL) if isinstance(one, Node) or one.type != "ADOPTED"]


@pytest.fixture(scope="module")
def explorer(records, tmp_path_factory):
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('store') / 'store.sqlite'}") as store:
        with store.writer(SOURCE) as writer:
            writer.upsert(records)
        yield Explorer(store, build_network(store.arrays(), store.data_version()))


@pytest.fixture(scope="module")
def pairs(explorer):
    return draw_pairs(explorer.network, 25, seed=7)


def test_pairs_are_connected_or_not_as_they_say(explorer, pairs):
    assert all(explorer.one_path(pair) for pair in pairs.connected)
    assert not any(explorer.one_path(pair) for pair in pairs.unconnected)


def test_networkx_needs_as_many_steps(explorer, pairs):
    graph = networkx_side.two_mode_graph(explorer.network)
    ours = [steps_in(explorer.one_path(pair)) for pair in pairs.connected]
    assert [steps_in(networkx_side.one_path(graph, pair)) for pair in pairs.connected] == ours


def test_every_task_runs_without_neo4j(explorer, pairs):
    measured = Measured()
    tasks.ask_for_names(measured, draw_texts(explorer.store, explorer.network, 3, 7), {"explorer": explorer.search})
    tasks.ask_for_surroundings(measured, draw_centres(explorer.network, 3, 7), explorer, None)
    tasks.ask_for_best_paths(measured, pairs, explorer, None, 0)
    tasks.ask_for_one_path(measured, pairs, explorer, None, with_networkx=True)
    assert [one.task for one in measured.figures if one.who == "explorer"] == [
        "search, whole name",
        "search, beginning",
        "search, one wrong letter",
        "peers within 2 steps",
        "ego network drawn, radius 2",
        "5 best peer paths with rows",
        "no peer path, and why",
        "one shortest path",
        "no path to be found",
    ]


def test_neo4j_gives_the_same_rows(explorer, pairs, records, neo4j_server, tmp_path):
    with open_empty("neo4j", tmp_path, neo4j_server) as store, store.writer(SOURCE) as writer:
        writer.upsert(records)
    with Neo4jSide(neo4j_server) as neo4j:
        for pair in (*pairs.connected, *pairs.unconnected):
            assert same_rows(explorer.best_paths(pair), neo4j.best_paths(pair)), pair
            ours, theirs = explorer.one_path(pair), neo4j.one_path(pair)
            assert (ours is None) == (theirs is None)
            assert not ours or steps_in(ours) <= steps_in(theirs)
        for centre in draw_centres(explorer.network, 10, 7):
            assert explorer.within_two_steps(centre) == neo4j.within_two_steps(centre)
