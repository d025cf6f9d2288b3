"""The dashboard runs in the foreground, and ends when it is told to. A stub stands in for the pages."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil
import pytest

from commands.dashboard import app_file
from tests.cli.running import environment, run
from tests.conftest import ROOT

STUB = Path(__file__).with_name("stub_app.py")
_RUN = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import commands.dashboard
from pathlib import Path
commands.dashboard.app_file = lambda: Path({str(STUB)!r})
import cli
cli.main()
"""


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def start(port, example):
    """Start the dashboard; gives the process once it has said where it is."""
    started = []

    def start(*arguments, **variables):
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN, "dashboard", "--port", str(port), *arguments],
            env=environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process, process.stdout.readline()

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_the_dashboard_of_the_explorer_is_what_is_run():
    assert app_file() == ROOT / "dashboard" / "app.py"


def test_the_dashboard_says_where_it_is_and_answers_until_ctrl_c(start, port, example):
    process, said = start("--no-browser")
    assert said == f"The dashboard is at http://127.0.0.1:{port} - Ctrl-C ends it.\n"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=10) as answer:
        assert answer.read() == b"ok"
    (child,) = psutil.Process(process.pid).children()
    given = child.cmdline()
    for flag in (
        "--server.headless",
        "--server.showEmailPrompt",
        "--browser.gatherUsageStats",
        "--server.address",
        "--server.port",
    ):
        assert flag in given
    assert not [one for one in given if "sqlite" in one]  # others on the computer can read a command line
    assert child.environ()["CONNECT_EXPLORER_STORE"] == example
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "The dashboard was ended.\n")
    assert not child.is_running()


def test_the_dashboard_opens_in_the_language_of_the_reader(start, port):
    process, said = start("--no-browser", "--language", "pt")
    assert f"http://127.0.0.1:{port}/?lang=pt" in said
    (child,) = psutil.Process(process.pid).children()
    assert child.environ()["CONNECT_EXPLORER_LANGUAGE"] == "pt"


def test_the_child_is_ended_when_the_command_is(start):
    process, _ = start("--no-browser")
    (child,) = psutil.Process(process.pid).children()
    process.terminate()
    assert process.wait(30) == 128 + signal.SIGTERM
    assert not child.is_running()


def test_a_dashboard_that_dies_says_its_last_words(start, tmp_path):
    (tmp_path / "streamlit.py").write_text('raise SystemExit("no room for pages")', encoding="utf-8")
    process, _ = start("--no-browser", PYTHONPATH=tmp_path)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err == "Error: the dashboard ended. Its last lines:\n  no room for pages\n"


@pytest.mark.usefixtures("example")
def test_a_port_that_is_taken_is_said_to_be_so():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        told = run("dashboard", "--port", port)
    assert (told.code, told.out) == (1, "")
    assert told.err == f'Error: port {port} is taken. Name another one with "--port".\n'


def test_a_store_that_cannot_be_opened_is_said_to_be_so_before_anything_starts(port, tmp_path):
    (tmp_path / "notes.sqlite").write_text("these are notes", encoding="utf-8")
    told = run("dashboard", "--port", port, "--store", f"sqlite:///{tmp_path / 'notes.sqlite'}")
    assert (told.code, told.out) == (1, "")
    assert "is not a database" in told.err
