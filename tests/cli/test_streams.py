"""Streams, signals and surroundings: nothing that is odd about them gives a stack trace."""

import json
import os
import subprocess

import pytest

from tests.cli.running import command, environment, run, run_apart


@pytest.mark.usefixtures("home")
def test_everything_works_in_an_empty_home_with_standard_input_closed():
    told = run_apart("demo", "--no-dashboard", stdin=None, preexec_fn=lambda: os.close(0))
    assert told.code == 0, told.err
    assert "  7 exchanges" in told.out
    assert told.err == ""


def test_everything_works_without_a_home_in_the_environment(tmp_path, example):
    told = run_apart("search", "Leiden", env=environment(HOME=None), cwd=tmp_path)
    assert (told.code, told.err) == (0, "")


@pytest.mark.usefixtures("example")
def test_all_streams_may_be_closed():
    code = subprocess.call(
        ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command("search", "Leiden")], env=environment()
    )
    assert code == 0


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("output", ["table", "json"])
def test_a_reader_that_has_seen_enough_ends_it_quietly(output):
    many = command("ask", "search", "--param", "text=a", "--param", "limit=500", "--format", output)
    with subprocess.Popen(many, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert (process.stderr.read(), process.wait(60)) == (b"", 0)


@pytest.mark.usefixtures("example")
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk that is always full")  # noqa: PTH110
def test_an_output_that_cannot_be_written_is_said_to_be_so():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            command("ask", "topics"), env=environment(), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("example")
def test_no_colour_and_no_escape_where_nobody_watches():
    told = run_apart("ask", "topics", env=environment(TERM="xterm-256color"))
    assert "\x1b" not in told.out + told.err


@pytest.mark.usefixtures("example")
def test_a_terminal_that_knows_no_unicode_is_served_too():
    plain = environment(PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "Ziniar\\xe9" in run_apart("search", "Ziniare", env=plain).out
    told = run_apart("search", "Ziniare", "--format", "json", env=plain)
    assert json.loads(told.out)["hits"][0]["name"] == "Ziniaré"


def test_what_nobody_expected_is_one_line_without_a_stack_trace(example, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr("commands.search.search", broken)
    told = run("search", "x")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("Error: something went wrong (ZeroDivisionError: by). Run it again with ")
    assert told.err.count("\n") == 1
    in_json = run("search", "x", "--format", "json")
    assert (in_json.code, in_json.json["status"], in_json.json["error"]) == (1, "error", "ZeroDivisionError")
    assert "Traceback" in run("--debug", "search", "x").err


def test_ctrl_c_anywhere_ends_with_130(example, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("commands.search.search", interrupted)
    told = run("search", "x")
    assert (told.code, told.out, told.err) == (130, "", "Interrupted.\n")
