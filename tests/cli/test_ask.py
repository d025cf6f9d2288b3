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
    assert (told.code, told.json["status"]) == (1, "unknown")
    told = run("ask", "profile", "--param", "node_id=mun-zzzzzzzzzzzz", "--format", "json")
    assert (told.code, told.json["error"]) == (1, "NodeNotFound")


def test_a_node_is_named_by_its_name():
    rows = run("ask", "ego_network", "--param", "node_id=leiden", "--format", "json").json
    assert rows[0]["name"] == "Leiden"
    rows = run("ask", "nodes_by_id", "--param", "ids=Leiden|E03", "--format", "json").json
    assert {row["kind"] for row in rows} == {"Municipality", "Exchange"}


def test_a_name_that_may_be_wrong_is_never_guessed():
    told = run("ask", "ego_network", "--param", "node_id=leidn", "--format", "json")
    assert told.code == 1
    assert [one["name"] for one in told.json["candidates"]] == ["Leiden"]


@pytest.mark.parametrize("end", ["csv", "xlsx", "parquet"])
def test_an_answer_is_written_into_a_file(tmp_path, end):
    file = tmp_path / f"topics.{end}"
    told = run("ask", "topics", "--to", file)
    assert (told.code, told.out) == (0, "")
    assert told.err == f"12 rows were written to {file}.\n"
    assert file.stat().st_size > 0


def test_a_file_is_replaced_only_when_told(tmp_path):
    file = tmp_path / "topics.csv"
    file.write_text("mine")
    assert run("ask", "topics", "--to", file).code == 1
    assert file.read_text() == "mine"
    assert run("ask", "topics", "--to", file, "--force").code == 0
    assert file.read_text(encoding="utf-8-sig").startswith("id,name,")


def test_rows_that_are_no_nodes_are_no_graph(tmp_path):
    told = run("ask", "sources", "--to", tmp_path / "sources.gexf")
    assert told.code == 1
    assert "no nodes or edges" in told.err
    assert not list(tmp_path.glob("*.gexf"))


def test_an_unknown_end_of_a_name_is_refused_before_asking(tmp_path):
    told = run("ask", "topics", "--to", tmp_path / "topics.doc")
    assert told.code == 1
    assert ".graphml" in told.err
