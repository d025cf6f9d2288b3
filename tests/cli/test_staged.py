"""A large load that was interrupted is named, completed and taken away from the command line."""

import pytest

from graph.neo4j_staged_writer import StagedWriter
from graph.neo4j_store import Neo4jStore
from graph.neo4j_switch import Switch
from graph.records import Source
from tests.cli.running import run
from tests.contract.samples import municipality
from tests.stores import empty_url

TOWNS = [municipality(f"town {number}") for number in range(6)]


class Killed(BaseException):
    """What happens to a program in the middle of something."""


@pytest.fixture
def url(neo4j_server, tmp_path, monkeypatch):
    """A store in which a load of six towns was interrupted, which the environment names."""
    url = empty_url("neo4j", tmp_path, neo4j_server)
    with monkeypatch.context() as killed:
        killed.setattr(StagedWriter, "abandon", lambda _: None)
        killed.setattr(Switch, "_keep", lambda *_: (_ for _ in ()).throw(Killed))
        with (
            pytest.raises(Killed),
            Neo4jStore(url, most_in_one=2) as store,
            store.writer(Source("towns", "Towns")) as w,
        ):
            w.upsert(TOWNS)
    monkeypatch.setenv("CONNECT_EXPLORER_STORE", url)
    return url


@pytest.mark.parametrize("name", ["resume", "discard"])
def test_where_nothing_waits_both_commands_say_so(own_store, name):
    told = run(name, "1")
    assert told.code == 1
    assert "load 1 does not wait for completion: it is complete, or there is no such load" in told.err


def test_an_interrupted_load_is_named_by_doctor_loads_and_every_question(url):
    doctor, loads, asked = run("doctor"), run("loads"), run("search", "town")
    assert (doctor.code, asked.code) == (1, 1)
    told = " ".join(doctor.err.split())
    assert "Load 1 (Towns), begun on" in told
    assert "no question is answered" in told
    assert "connect-explorer resume 1" in told
    assert "connect-explorer discard 1" in " ".join(loads.words.split())
    assert "load 1 is being made part of the network" in asked.err
    (staged,) = run("loads", "--format", "json").json["staged"]
    assert (staged["load_id"], staged["n_records"], staged["is_whole"], staged["is_switching"]) == (1, 6, True, True)


def test_an_interrupted_load_is_completed(url):
    told = run("resume", "1")
    assert (told.code, "Load 1 (Towns) is complete" in told.words) == (0, True)
    assert run("doctor").code == 0
    assert run("search", "town 3").code == 0


def test_an_interrupted_load_is_taken_away(url):
    told = run("discard", "1")
    assert (told.code, "the store is as it was before it" in told.words) == (0, True)
    assert run("doctor", "--format", "json").json["nodes"] == {}
    assert run("loads", "--format", "json").json["staged"] == []
