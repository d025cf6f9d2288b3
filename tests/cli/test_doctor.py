"""The doctor says what the store holds, whether it is whole, and what is missing."""

import shutil
import sqlite3

import pytest

from tests.cli.running import run


def test_without_a_store_the_doctor_tells_the_rest_and_what_to_do(home):
    told = run("doctor")
    assert told.code == 1
    assert "not available" in told.out
    assert "Python" in told.out
    assert "Load something first" in told.err
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("example")
def test_the_doctor_tells_the_last_load_and_that_nothing_is_half_written():
    told = run("doctor")
    assert told.code == 0
    assert "complete: load 1 (connect, " in told.words
    assert "nothing is half-written" in told.words
    assert "7 exchanges" in told.words
    for name in ("SQLite", "Streamlit", "Neo4j driver", "missing for the Neo4j tests", "free disk space"):
        assert name in told.out


def test_the_doctor_answers_in_json(example):
    told = run("doctor", "--format", "json").json
    assert (told["status"], told["problem"], told["store"]) == ("ok", None, example)
    assert (told["engine"], told["schema_version"]) == ("SQLite", told["explorer_schema_version"])
    assert told["nodes"]["Exchange"] == 7
    assert told["last_load"]["source"] == "connect"
    assert set(told["last_load"]) == {"load_id", "source", "loaded_at", "files", "n_notices"}


def test_the_doctor_never_shows_a_password():
    told = run("doctor", "--store", "neo4j://me:secret@127.0.0.1:1", "--format", "json")
    assert told.code == 1
    assert "secret" not in told.out + told.err


def test_the_doctor_finds_a_damaged_store(tmp_path, example_file):
    damaged = tmp_path / "damaged.sqlite"
    shutil.copy(example_file, damaged)
    with sqlite3.connect(damaged) as connection:
        (page_size,) = connection.execute("PRAGMA page_size").fetchone()
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'node_source_key'").fetchone()
    connection.close()
    with damaged.open("r+b") as file:
        file.seek((root - 1) * page_size + 100)
        file.write(b"\xff" * 200)
    told = run("doctor", "--store", f"sqlite:///{damaged}")
    assert told.code == 1
    assert "Traceback" not in told.err
    assert "damaged" in told.err or "malformed" in told.err
