"""A query of one's own gives rows, says what is wrong with it, and changes nothing."""

import csv

import pytest

from tests.cli.running import run, run_apart

pytestmark = pytest.mark.usefixtures("example")

KINDS = "SELECT kind, count(*) AS n FROM node GROUP BY kind ORDER BY kind"


def test_rows_come_in_every_format(tmp_path):
    rows = run("query", KINDS, "--format", "json").json
    assert rows[0] == {"kind": "Association", "n": 5}
    assert [row["kind"] for row in csv.DictReader(run("query", KINDS, "--format", "csv").out.splitlines())] == [
        row["kind"] for row in rows
    ]
    assert "Association" in run("query", KINDS).out
    told = run("query", KINDS, "--to", tmp_path / "kinds.xlsx")
    assert (told.code, (tmp_path / "kinds.xlsx").exists()) == (0, True)


def test_the_query_may_stand_in_a_file_or_come_from_another_program(tmp_path):
    (tmp_path / "mine.sql").write_text(KINDS)
    assert (
        run("query", "--file", tmp_path / "mine.sql", "--format", "json").json
        == run("query", KINDS, "--format", "json").json
    )
    assert run_apart("query", "-", "--format", "json", stdin=None, input=KINDS).json[0]["kind"] == "Association"


def test_rows_beyond_the_limit_are_said_to_be_there():
    told = run("query", "SELECT id FROM node ORDER BY id", "--limit", "2", "--format", "json")
    assert (told.code, len(told.json)) == (0, 2)
    assert "There are more rows" in told.err


def test_no_rows_are_nothing_found():
    told = run("query", "SELECT id FROM node WHERE 0", "--format", "json")
    assert (told.code, told.json) == (1, [])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("DELETE FROM node", "only reading is possible"),
        ("SELECT value FROM hidden_value", "table hidden_value may not be read"),
        ("SELECT nme FROM node", "no such column: nme"),
        ("SELECT 1; SELECT 2", "one statement at a time"),
    ],
)
def test_what_is_refused_is_told_with_the_reason(text, why):
    told = run("query", text, "--format", "json")
    assert (told.code, told.json["error"]) == (1, "QueryRefused")
    assert why in told.err or why in str(told.json)


def test_what_can_be_read_is_listed():
    assert "SQL: about, adopted, answers" in run("query", "--readable").words
    assert {"language": "SQL", "name": "municipality"} in run("query", "--readable", "--format", "json").json


@pytest.mark.parametrize("arguments", [[], ["x", "--file", "y"], ["x", "--limit", "0"], ["--file", "missing.sql"]])
def test_wrong_usage_is_told(arguments):
    assert run("query", *arguments).code == 2
