"""The command line explains itself, and says when it is used wrongly."""

import pytest

from commands.app import shared_first
from tests.cli.running import run

GROUPS = ("request", "proposal", "exchange", "evaluation", "practice", "draft", "source", "report")
"""Commands that only hold others."""
COMMANDS = (
    *("demo", "template", "load", "loads", "undo", "resume", "discard", "resolve", "review", "decide", "decisions"),
    *("take-back", "search", "show", "path", "ask", "dashboard", "doctor", "export", *GROUPS),
)


def test_help_names_every_command():
    told = run("--help")
    assert told.code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in told.out] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_that_fit_a_terminal(name):
    told = run(name, "--help")
    assert told.code == 0
    assert f"Examples:\n    connect-explorer {name}" in told.out
    assert max(map(len, told.out.splitlines())) <= 80


@pytest.mark.parametrize("name", [one for one in COMMANDS if one not in ("demo", "dashboard", "export", *GROUPS)])
def test_every_command_that_answers_can_answer_in_json(name):
    assert "--format <table|json|csv>" in run(name, "--help").out


@pytest.mark.parametrize("name", [one for one in COMMANDS if one not in ("template", "resolve", *GROUPS)])
def test_every_command_that_uses_a_store_can_be_told_which(name):
    assert "--store URL" in run(name, "--help").out


def test_version_is_told():
    assert run("--version").out.startswith("connect-explorer 0.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["lod"],
        ["path", "Leiden"],
        ["load"],
        ["search", "x", "--limit", "none"],
        ["search", "x", "--kind", "town"],
        ["search", "x", "--country", "Nowhere"],
        ["path", "a", "b", "--max-steps", "0"],
        ["path", "a", "b", "--avoid-kind", "topic"],
        ["load", "x.csv", "--as", "excel"],
        ["export", "--to", "pdf", "x"],
        ["export", "x"],
        ["dashboard", "--port", "0"],
        ["--language", "xx", "doctor"],
        ["ask"],
        ["ask", "no_such_question"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_with_exit_code_2(arguments):
    told = run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert "Error: " in told.err
    assert "Traceback" not in told.err


def test_a_mistyped_command_is_guessed():
    assert "Did you mean 'search'?" in run("serch").err


def test_options_of_all_commands_may_stand_behind_the_command():
    assert shared_first(["load", "x", "--debug", "--language", "pt"]) == ["--debug", "--language", "pt", "load", "x"]
    assert shared_first(["search", "--language=pt", "--", "--debug"]) == ["--language=pt", "search", "--", "--debug"]
