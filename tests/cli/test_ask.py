"""Every question of the catalogue can be asked by its name."""

import csv

import pytest

from queries.catalogue import questions
from queries.text import text_ids
from tests.cli.running import run

pytestmark = pytest.mark.usefixtures("example")


def test_all_questions_are_listed_with_their_parameters():
    told = run("ask", "--list")
    assert told.code == 0
    for one in questions().values():
        assert f"{one.id}: " in told.out
    assert [one["id"] for one in run("ask", "--list", "--format", "json").json] == list(questions())


def test_a_question_is_answered_in_a_table():
    told = run("ask", "topics")
    assert told.code == 0
    assert "Waste management" in told.out
    assert max(map(len, told.out.splitlines())) <= 80


def test_a_question_is_answered_in_json_and_csv():
    rows = run("ask", "topics", "--format", "json").json
    assert len(rows) == 12
    assert list(rows[0]) == ["id", "name", "n_exchanges", "n_requests"]
    in_csv = list(csv.DictReader(run("ask", "topics", "--format", "csv").out.splitlines()))
    assert [row["name"] for row in in_csv] == [row["name"] for row in rows]


def test_parameters_are_read_by_their_type():
    rows = run("ask", "search", "--param", "text=leiden", "--param", "limit=1", "--format", "json").json
    assert [row["name"] for row in rows] == ["Leiden"]


def test_rows_too_wide_for_the_screen_stand_under_each_other():
    told = run("ask", "search", "--param", "text=leiden")
    assert "   name        Leiden" in told.out.splitlines()


def test_a_question_about_the_network_is_answered():
    ids = [run("search", name, "--format", "json").json["hits"][0]["id"] for name in ("O07", "O03")]
    told = run("ask", "peer_paths", "--param", f"from_id={ids[0]}", "--param", f"to_id={ids[1]}", "--format", "json")
    assert told.json[0]["fact"] == "EXCHANGE"


def test_no_rows_are_nothing_found():
    told = run("ask", "ids_by_source_key", "--param", "source_key=none", "--format", "json")
    assert (told.code, told.json) == (1, [])
    assert "Nothing found: " in told.err


@pytest.mark.parametrize(
    "arguments",
    [["search"], ["search", "--param", "text"], ["search", "--param", "name=x"], ["profile", "--param", "limit=many"]],
)
def test_a_wrong_parameter_is_wrong_usage(arguments):
    told = run("ask", *arguments)
    assert (told.code, told.out) == (2, "")


def test_the_text_of_a_question_is_shown_in_both_languages():
    told = run("ask", "topics", "--text")
    assert "FROM node" in told.out
    assert "MATCH (n:Topic)" in told.out
    assert set(run("ask", "topics", "--text", "--format", "json").json) == {"id", "sql", "cypher"}


def test_a_question_about_the_network_has_no_text():
    assert "peer_paths" not in text_ids()
    assert run("ask", "peer_paths", "--text").code == 1


def test_an_unknown_node_is_said_to_be_unknown():
    told = run("ask", "profile", "--param", "node_id=zzz", "--format", "json")
    assert (told.code, told.json["error"]) == (1, "NodeNotFound")
