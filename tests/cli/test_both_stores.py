"""The same files in SQLite and in Neo4j give the same answers, byte by byte."""

import pytest

from loaders.shipped import example_folder
from tests.cli.running import run
from tests.stores import empty_url

COMMANDS = (
    ["search", "Ziniare"],
    ["search", "a", "--limit", "100"],
    ["path", "Abdallah Anati", "Laura Heese-Smit"],
    ["path", "Pursat", "Sandgerdi", "--with-planned"],
    ["path", "Jair Souto", "Leiden"],
    ["path", "Lieden", "O03"],
    ["show", "E03"],
    ["ask", "topics"],
    ["match", "find", "R05"],
    ["match", "find", "R07", "--as-of", "2018-09"],
    ["match", "assign"],
    ["ask", "organisation_facts"],
    ["suggest", "--organisation", "Leiden", "--k", "8"],
    ["suggest", "--organisation", "Ziniare", "--country", "FR", "--before", "2019-01-14"],
)


@pytest.fixture(scope="module")
def urls(neo4j_server, tmp_path_factory):
    """The example in a store of each engine."""
    both = [empty_url(engine, tmp_path_factory.mktemp("stores"), neo4j_server) for engine in ("sqlite", "neo4j")]
    for url in both:
        assert run("load", example_folder(), "--store", url).code == 0
    return both


@pytest.mark.parametrize("output", ["json", "csv", "table"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_both_stores_give_the_same_answer(urls, arguments, output):
    first, second = (run(*arguments, "--format", output, "--store", url) for url in urls)
    assert first == second


def test_the_doctor_knows_the_engine(urls):
    told = run("doctor", "--store", urls[1], "--format", "json").json
    assert (told["engine"], told["status"]) == ("Neo4j", "ok")
    assert told["engine_version"].startswith("5.")
