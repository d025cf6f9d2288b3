"""How two peers are connected, told, or why it cannot be."""

import csv

import pytest

from graph.connect import open_store
from graph.records import Node, Source
from tests.cli.running import run

ANATI, HEESE = "Abdallah Anati", "Laura Heese-Smit"


@pytest.fixture
def two_springfields(own_store):
    """The example and two towns of one name in two countries."""
    with open_store(own_store) as store, store.writer(Source("test", "Test")) as writer:
        writer.upsert(
            Node.minted("Municipality", "test", key, name="Springfield", country=country)
            for key, country in (("a", "US"), ("b", "GB"))
        )
    return own_store


@pytest.mark.usefixtures("example")
def test_a_path_is_told_step_by_step_with_its_sources():
    told = run("path", ANATI, HEESE, "--count", "1")
    assert told.code == 0
    assert told.out.startswith(f"{ANATI} and {HEESE} are 2 steps apart.\n\nPath 1, 2 steps:\n  1. {ANATI} (CEO, ")
    assert "temporary work placement of April 2018 (E03)" in told.words
    assert told.out.count("     Source: http") == 2
    assert told.err == ""


@pytest.mark.usefixtures("example")
def test_further_paths_are_counted():
    assert "\nand 8 more of 3 steps.\n" in run("path", "O07", "O03").out


@pytest.mark.usefixtures("example")
def test_a_path_answers_in_json_with_nothing_that_differs_between_stores():
    told = run("path", ANATI, HEESE, "--count", "1", "--format", "json")
    found = told.json
    assert (found["status"], found["distance"], len(found["paths"])) == ("ok", 2, 1)
    steps = found["paths"][0]["steps"]
    assert [step["facts"][0]["node"]["source_key"] for step in steps] == ["E03", "E04"]
    assert [step["facts"][0]["date"] for step in steps] == ["2018-04", "2018-09-10"]
    assert not [name for name in ("load_id", "loaded_at", "data_version", "sqlite") if name in told.out]


@pytest.mark.usefixtures("example")
def test_a_path_answers_in_csv_with_the_columns_of_the_question():
    rows = list(csv.DictReader(run("path", ANATI, HEESE, "--count", "1", "--format", "csv").out.splitlines()))
    assert [(row["path"], row["step"], row["fact"], row["date"]) for row in rows] == [
        ("1", "1", "EXCHANGE", "2018-04"),
        ("1", "2", "EXCHANGE", "2018-09-10"),
    ]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("arguments", "status", "reason"),
    [
        (["O07", "O07"], "same", "Both ends are Abdallah Anati."),
        (["Jair Souto", "Leiden"], "no-path", "they are not connected"),
        (["O07", "O03", "--max-steps", "1"], "no-path", "Allow 2 steps to see it."),
        (["O07", "O03", "--avoid", "A03"], "filtered-out", "What you leave out or ask to pass leaves no path"),
        (["O07", "O03", "--avoid", "E04"], "filtered-out", "What you leave out or ask to pass leaves no path"),
        (
            ["O07", "O03", "--avoid-kind", "association"],
            "filtered-out",
            "What you leave out or ask to pass leaves no path",
        ),
    ],
)
def test_no_path_has_a_reason(arguments, status, reason):
    told = run("path", *arguments)
    assert (told.code, told.out) == (1, "")
    assert reason in told.err
    in_json = run("path", *arguments, "--format", "json")
    assert (in_json.code, in_json.json["status"]) == (1, status)


@pytest.mark.usefixtures("example")
def test_planned_exchanges_count_when_asked():
    assert run("path", "Pursat", "Sandgerdi").code == 1
    told = run("path", "Pursat", "Sandgerdi", "--with-planned")
    assert told.code == 0
    assert "planned" in told.out


@pytest.mark.usefixtures("example")
def test_similarity_counts_when_asked():
    assert "a likeness, not a meeting" in run("path", "Agona West", "Leiden", "--with-similarity").words


def test_an_ambiguous_name_lists_the_candidates_with_ids_and_countries(two_springfields):
    told = run("path", "Springfield", "Leiden")
    assert told.code == 1
    assert told.out.startswith('"Springfield" is the name of several.')
    assert told.out.count("mun-") == 2
    assert "municipality, United States" in told.out
    assert "municipality, United Kingdom" in told.out


def test_an_ambiguous_name_is_told_in_json(two_springfields):
    told = run("path", "Leiden", "Springfield", "--format", "json")
    assert (told.code, told.json["status"], told.json["argument"]) == (1, "ambiguous", "to")
    assert sorted(one["country"] for one in told.json["candidates"]) == ["GB", "US"]


def test_a_country_behind_the_name_makes_it_clear(two_springfields):
    told = run("path", "Springfield, UK", "Leiden", "--format", "json")
    assert told.json["from_node"]["country"] == "GB"


@pytest.mark.usefixtures("example")
def test_an_unknown_name_lists_similar_ones():
    told = run("path", "Lieden", "O03")
    assert told.code == 1
    assert told.out.startswith('Nothing is called "Lieden". Names like it:\nmun-')
    in_json = run("path", "O03", "Lieden", "--format", "json").json
    assert (in_json["status"], in_json["candidates"][0]["name"]) == ("unknown-target", "Leiden")


@pytest.mark.usefixtures("example")
def test_a_name_that_nothing_is_like_is_said_to_be_so():
    told = run("path", "Xyzzyq", "O03")
    assert (told.code, told.out, told.err) == (1, "", 'Nothing is called anything like "Xyzzyq".\n')


@pytest.mark.usefixtures("example")
def test_an_exchange_is_no_end_of_a_path():
    told = run("path", "E03", "Leiden")
    assert (told.code, told.out) == (1, "")
    assert "(exchange) is no official or organisation" in told.err
