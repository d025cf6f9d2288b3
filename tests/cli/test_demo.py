"""The demo loads CONNECT's facts, tells what it met, and tells one path."""

import socket

from graph.connect import open_store
from tests.cli.running import run


def test_demo_tells_what_was_loaded(home):
    told = run("demo", "--no-dashboard")
    assert told.code == 0
    for line in (
        "  7 exchanges",
        "  9 requests",
        "  21 rows of municipalities and bodies",
        "  10 officials",
        "  12 topics",
        "  7 rows of associations, 2 of which become bodies",
    ):
        assert line in told.out.splitlines()
    assert (home / ".local" / "share" / "connect-explorer" / "demo.sqlite").is_file()


def test_demo_tells_what_was_odd():
    told = run("demo", "--no-dashboard")
    assert "2 times: an exchange of which only the plan is known" in told.words
    assert "exchanges.csv lines 3, 6" in told.out


def test_demo_tells_a_path_with_fact_date_and_source_of_each_step():
    told = run("demo", "--no-dashboard").words
    path = told[told.index("How Abdallah Anati and Laura Heese-Smit are connected:") :]
    first, second = path.split(" 2. ")
    for part in ("Abdallah Anati", "(VNG)", "April 2018", "(E03)", "Source: http://www.vng-international.nl/"):
        assert part in first
    for part in ("(VNG)", "Laura Heese-Smit", "10 September 2018", "(E04)", "Source: https://platforma-dev.eu/"):
        assert part in second


def test_demo_twice_changes_nothing():
    run("demo", "--no-dashboard")
    again = run("demo", "--no-dashboard")
    assert again.code == 0
    assert "Nothing changed" in again.out
    assert "  7 exchanges" in again.out


def test_demo_leaves_the_store_of_the_environment_alone(new_store):
    assert run("demo", "--no-dashboard").code == 0
    assert run("search", "Leiden").code == 1


def test_demo_loads_into_another_store_when_told(new_store):
    assert run("demo", "--no-dashboard", "--store", new_store).code == 0
    with open_store(new_store, create=False) as store:
        assert store.counts().nodes["Exchange"] == 7


def test_demo_says_that_its_port_is_taken_before_it_does_anything(home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        told = run("demo", "--port", other.getsockname()[1])
    assert (told.code, told.out) == (1, "")
    assert "is taken" in told.err
    assert "--port" in told.err
    assert list(home.iterdir()) == []
