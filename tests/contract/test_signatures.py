"""Both engines offer what the contract says, under the same names with the same parameters."""

import inspect

import pytest

from graph.neo4j_store import Neo4jStore
from graph.neo4j_writer import LoadWriter
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore, Writer
from graph.upsert import BatchWriter

STORES = [SqliteStore, Neo4jStore]
WRITERS = [BatchWriter, LoadWriter]


def verbs(class_):
    """Parameters of each public verb: name, kind and default."""
    found = {name: one for name, one in vars(class_).items() if inspect.isfunction(one) and not name.startswith("_")}
    return {
        name: [(p.name, p.kind, p.default) for p in inspect.signature(one).parameters.values()]
        for name, one in found.items()
    }


@pytest.mark.parametrize("store", STORES)
def test_a_store_has_the_verbs_of_the_contract_and_no_others(store):
    assert verbs(store) == verbs(GraphStore)


@pytest.mark.parametrize("writer", WRITERS)
def test_a_writer_has_all_verbs_of_the_contract(writer):
    assert verbs(writer) | verbs(Writer) == verbs(writer)


@pytest.mark.parametrize("store", STORES)
def test_a_store_is_closed_by_with(store):
    assert {"__enter__", "__exit__"} <= vars(store).keys()
    assert store.language in ("sql", "cypher")
