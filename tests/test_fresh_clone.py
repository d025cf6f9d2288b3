"""The README's first command in a fresh clone with an empty home. Slow, so only `.ci/run` asks for it."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(
    "FRESH_CLONE" not in os.environ,
    reason="makes an environment anew: FRESH_CLONE=1 make test ARGS=tests/test_fresh_clone.py",
)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder / "clone")], check=True)
    home = folder / "home"
    home.mkdir()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CONNECT_", "STREAMLIT_", "XDG_", "PYTEST"))}
    # What `make test` hands to its children would be taken for the demo's own.
    for name in ("FRESH_CLONE", "VIRTUAL_ENV", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "ARGS"):
        kept.pop(name, None)
    yield folder / "clone", {**kept, "HOME": str(home)}
    shutil.rmtree(folder, ignore_errors=True)


def test_make_demo_tells_a_path_and_ends_with_a_dashboard_that_answers(clone):
    checkout, environment = clone
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    output = checkout / "demo.log"
    with output.open("w") as log:
        demo = subprocess.Popen(
            ["make", "demo", f"PORT={port}"], cwd=checkout, env=environment, stdin=subprocess.DEVNULL,
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        assert _answers(f"http://127.0.0.1:{port}/_stcore/health", demo, 600), output.read_text()
    finally:
        with contextlib.suppress(ProcessLookupError):  # it ended by itself, which the assertion has told
            os.killpg(demo.pid, signal.SIGINT)
        demo.wait(timeout=30)
    told = output.read_text()
    for words in (
        "7 exchanges",
        "9 requests",
        "10 officials",
        "12 topics",
        "Abdallah Anati",
        "Laura Heese-Smit",
        "E03",
    ):
        assert words in told, told


def test_the_command_line_answers_in_the_fresh_clone(clone):
    checkout, environment = clone
    command = str(checkout / ".venv" / "bin" / "connect-explorer")
    store = f"sqlite:///{checkout / 'data' / 'network.sqlite'}"
    ran = subprocess.run(
        [command, "demo", "--no-dashboard", "--store", store], cwd=checkout, env=environment, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    doctor = subprocess.run(
        [command, "doctor", "--format", "json", "--store", store],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(doctor.stdout)


def _answers(url, process, timeout_s):
    end = time.monotonic() + timeout_s
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as reply:
                return reply.status == 200
        except OSError:
            time.sleep(0.5)
    return False
