"""``connect-explorer dashboard``: the dashboard in the foreground, until Ctrl-C."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from commands.options import PortOption, StoreOption, examples
from commands.output import remark, say
from commands.session import Session, session_of
from graph.connect import STORE_VARIABLE, default_url, open_store
from graph.errors import ExplorerError
from wording.words import LANGUAGES, Words

LANGUAGE_VARIABLE = "CONNECT_EXPLORER_LANGUAGE"
_HOST = "127.0.0.1"
_START_S = 90.0
_STOP_S = 10.0
_POLL_S = 0.2
_LINES_KEPT = 15
_INTERRUPTED = 130


class PortTaken(ExplorerError):
    """Something else answers at the port."""


class DashboardEnded(ExplorerError):
    """The dashboard did not start, or ended by itself; the message carries its last lines."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "dashboard",
        short_help="Open the dashboard.",
        epilog=examples("dashboard", "dashboard --port 8600 --no-browser"),
    )(dashboard_command)


def dashboard_command(
    context: typer.Context,
    port: PortOption = 8501,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    store: StoreOption = None,
) -> None:
    """Open the dashboard on this computer; it runs until Ctrl-C."""
    session = session_of(context)
    refuse_taken_port(session.t, port)
    url = store or default_url()
    with open_store(url):
        pass  # a wrong address or password is better said here than on every page
    run_dashboard(session, url, port, opens_browser=not no_browser)


def refuse_taken_port(t: Words, port: int) -> None:
    """Raise `PortTaken` when the dashboard could not listen at a port."""
    with closing(socket.socket()) as trial:
        if (
            os.name == "posix"
        ):  # a port that was given back a moment ago is free; elsewhere the flag means another thing
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((_HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                told = t('port {port} is taken. Name another one with "--port".', port=port)
            else:
                reason = error.strerror or str(error)
                told = t(
                    'port {port} cannot be used: {reason}. Name another one with "--port".', port=port, reason=reason
                )
            raise PortTaken(told) from error


def run_dashboard(session: Session, url: str, port: int, *, opens_browser: bool = True) -> None:
    """Run the dashboard on a store until it is interrupted.

    Raises
    ------
    DashboardEnded
        It did not start or ended by itself.
    typer.Exit
        It was interrupted, which is how it is meant to end.
    """
    sys.stdout.flush()  # what was said before is read while it starts
    try:
        with _child(_command(port), _environment(session, url), shows_output=session.is_debug) as (child, last_lines):
            _serve(session.t, child, last_lines, f"http://{_HOST}:{port}", opens_browser=opens_browser)
    except KeyboardInterrupt:
        remark(session.t("The dashboard was ended."))
        raise typer.Exit(_INTERRUPTED) from None


def app_file() -> Path:
    """The file that Streamlit runs."""
    return Path(str(files("dashboard"))) / "app.py"


def _serve(
    t: Words, child: subprocess.Popen[str], last_lines: deque[str], address: str, *, opens_browser: bool
) -> NoReturn:
    _wait_until_it_answers(t, child, last_lines, address)
    shown = address if t.language == LANGUAGES[0] else f"{address}/?lang={t.language}"
    say(t("The dashboard is at {address} - Ctrl-C ends it.", address=shown))
    sys.stdout.flush()
    if opens_browser and _has_screen():
        webbrowser.open(shown)
    child.wait()
    _refuse_end(t, last_lines)


def _command(port: int) -> list[str]:
    flags = {
        # Said here too, since settings of the person's own would beat those beside app.py.
        "server.headless": "true",
        "server.showEmailPrompt": "false",
        "server.address": _HOST,
        "server.port": str(port),
        "browser.gatherUsageStats": "false",
    }
    given = [part for name, value in flags.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(app_file()), *given]


def _environment(session: Session, url: str) -> dict[str, str]:
    """What the dashboard is told; not on its command line, where everybody on the computer could read a password."""
    rooms = str(app_file().parents[1])
    python_path = os.pathsep.join(filter(None, (rooms, os.environ.get("PYTHONPATH"))))
    return {
        **os.environ,
        STORE_VARIABLE: url,
        LANGUAGE_VARIABLE: session.t.language,
        "PYTHONPATH": python_path,
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def _child(
    command: list[str], environment: dict[str, str], *, shows_output: bool
) -> Iterator[tuple[subprocess.Popen[str], deque[str]]]:
    """A process that ends when the block does, and its last lines."""
    lines: deque[str] = deque(maxlen=_LINES_KEPT)
    before = signal.signal(signal.SIGTERM, _end_by_signal)
    child = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    reader = threading.Thread(target=_keep_lines, args=(child, lines, shows_output), daemon=True)
    reader.start()
    try:
        yield child, lines
    finally:
        _stop(child)
        reader.join(_STOP_S)
        signal.signal(signal.SIGTERM, before)


def _keep_lines(child: subprocess.Popen[str], lines: deque[str], shows_output: bool) -> None:
    for line in child.stdout or ():
        lines.append(line.rstrip())
        if shows_output:
            remark(line.rstrip())


def _end_by_signal(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _stop(child: subprocess.Popen[str]) -> None:
    """End the child: Ctrl-C reached it too, so it is given a moment before it is told."""
    for end in (child.terminate, child.kill):
        if child.poll() is not None:
            return
        end()
        try:
            child.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            continue


def _wait_until_it_answers(t: Words, child: subprocess.Popen[str], last_lines: deque[str], address: str) -> None:
    deadline = time.monotonic() + _START_S
    while not _answers(address):
        if child.poll() is not None:
            _refuse_end(t, last_lines)
        if time.monotonic() > deadline:
            raise DashboardEnded(_with_lines(t("the dashboard did not answer. Its last lines:"), last_lines))
        time.sleep(_POLL_S)


def _answers(address: str) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{address}/_stcore/health", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _refuse_end(t: Words, last_lines: deque[str]) -> NoReturn:
    time.sleep(_POLL_S)  # for its last words to arrive
    raise DashboardEnded(_with_lines(t("the dashboard ended. Its last lines:"), last_lines))


def _with_lines(sentence: str, lines: deque[str]) -> str:
    return "\n".join((sentence, *(f"  {line}" for line in lines)))


def _has_screen() -> bool:
    """Whether somebody sits at a screen; on a server a browser would start in the terminal."""
    if not sys.stdout.isatty():
        return False
    is_linux = sys.platform.startswith("linux")
    return not is_linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
