"""A real Neo4j Community on this computer, for tests and for trying: Java and jars, no server package.

``python tools/neo4j/server.py`` (the same as ``make neo4j``) runs one until Ctrl-C.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, NoReturn, cast

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

TOOL = Path(__file__).resolve().parent
POM = TOOL / "pom.xml"
KEPT = TOOL.parents[1] / ".neo4j"  # git-ignored: jars, and the data of `make neo4j`

LOOPBACK = "127.0.0.1"
OLDEST_JAVA = 17
START_TIMEOUT_S = 120
STOP_TIMEOUT_S = 30
FETCH_TIMEOUT_S = 900
DEFAULT_PASSWORD = "connect-explorer"
PASSWORD_VARIABLE = "CONNECT_EXPLORER_NEO4J_PASSWORD"

# The inner parts of Java that Neo4j needs opened, as in the neo4j.conf of its server package.
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")
READY_LINE = re.compile(r"^ready (bolt://\S+)$", re.MULTILINE)

Progress = Callable[[str], None]


class FetchError(RuntimeError):
    """Neo4j's jars could not be fetched; the message carries Maven's last lines."""


class StartError(RuntimeError):
    """Neo4j could not start; the message says what is missing or carries the log's last lines."""


@dataclass(frozen=True)
class ServerAddress:
    """Where a Neo4j answers, and as whom."""

    bolt_url: str
    password: str = field(repr=False)
    user: str = "neo4j"

    @property
    def routing_url(self) -> str:
        """The same server asked for its routing table first, as a cluster or Aura would be."""
        return self.bolt_url.replace("bolt://", "neo4j://", 1)


@dataclass(frozen=True)
class _Java:
    path: Path
    version: int | None  # None: it does not say
    has_compiler: bool

    @property
    def is_enough(self) -> bool:
        return self.version is not None and self.version >= OLDEST_JAVA and self.has_compiler

    def __str__(self) -> str:
        return f"{self.version or 'unknown'}{'' if self.has_compiler else ' without its compiler'}"


def find_java() -> Path | None:
    """Java 17 or later with its compiler, from JAVA_HOME or else the PATH; None when there is none."""
    return next((java.path for java in _javas() if java.is_enough), None)


def missing_parts() -> tuple[str, ...]:
    """Parts that Neo4j lacks to run here, in plain words; () when it can run.

    Maven is not missing where the jars were fetched before.
    """
    missing = []
    if find_java() is None:
        found = ", ".join(map(str, _javas())) or "none"
        missing.append(f"Java {OLDEST_JAVA} or later, a JDK (found: {found})")
    if not _jars_are_here() and shutil.which("mvn") is None:
        missing.append("Maven (mvn, found: none)")
    return tuple(missing)


def _javas() -> tuple[_Java, ...]:
    home = os.environ.get("JAVA_HOME")
    places = ([str(Path(home) / "bin")] if home else []) + [os.environ.get("PATH", "")]
    found = dict.fromkeys(path for place in places if (path := shutil.which("java", path=place)))
    return tuple(_inspect(Path(path)) for path in found)


@cache
def _inspect(java: Path) -> _Java:
    # "1.8.0_402" is Java 8, "17.0.15" is Java 17.
    version = re.search(r'version "(?:1\.)?(\d+)', _output([str(java), "-version"])[1])
    # Bolt.java is compiled as it starts, which a JRE cannot do.
    has_compiler = _output([str(java), "--describe-module", "jdk.compiler"])[0] == 0
    return _Java(java, int(version[1]) if version else None, has_compiler)


def _output(command: list[str], timeout_s: float = 30) -> tuple[int, str]:
    """Exit code and everything the command wrote; a command that cannot run or does not end gives 127."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=timeout_s,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return 127, str(problem)
    return done.returncode, done.stdout


def fetch_jars(progress: Progress = lambda _line: None) -> Path:
    """Folder with Neo4j's jars, fetched by Maven the first time and whenever pom.xml has changed.

    Parameters
    ----------
    progress
        Told, in a sentence, before a fetch; not called when the jars are here.

    Raises
    ------
    FetchError
        When Maven is missing or fails.
    """
    lib = KEPT / "lib"
    if _jars_are_here():
        return lib
    maven = shutil.which("mvn")
    if maven is None:
        raise FetchError("Neo4j's jars are fetched by Maven, and there is no mvn on the PATH. Install Maven.")
    progress("Fetching Neo4j's jars by Maven, once (120 MB).")
    KEPT.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=KEPT, prefix="fetching-") as unfinished:
        fetched = Path(unfinished) / "lib"
        _copy_dependencies(maven, fetched)
        (fetched / "pom.sha256").write_text(_pom_hash())
        _move_into_place(fetched, lib)
    return lib


def _copy_dependencies(maven: str, target: Path) -> None:
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={target}", "-DincludeScope=runtime"]
    quiet = ["--batch-mode", "--no-transfer-progress", "--quiet"]
    exit_code, output = _output([maven, *quiet, "--file", str(POM), *goal], FETCH_TIMEOUT_S)
    if exit_code != 0:
        raise FetchError(f"Maven could not fetch Neo4j's jars (exit {exit_code}). {_last_lines(output)}")


def _move_into_place(fetched: Path, lib: Path) -> None:
    shutil.rmtree(lib, ignore_errors=True)
    try:
        fetched.rename(lib)
    except OSError:
        if not _jars_are_here():  # another run that fetched at the same time may have been first
            raise


def _jars_are_here() -> bool:
    stamp = KEPT / "lib" / "pom.sha256"
    return stamp.is_file() and stamp.read_text() == _pom_hash()


def _pom_hash() -> str:
    return hashlib.sha256(POM.read_bytes()).hexdigest()


@contextmanager
def running_server(
    data_dir: Path | None = None, *, password: str, port: int = 0, heap: str = "1g"
) -> Iterator[ServerAddress]:
    """Neo4j that answers for as long as the block lasts, on this computer only.

    It also stops when this process is killed, so none is left behind.

    Parameters
    ----------
    data_dir
        Where the data is kept; None keeps it in a temporary folder and removes it at the end.
    password
        Of the user neo4j, at least 8 characters; replaces the one that kept data had.
    port
        0 takes a free one.
    heap
        Java's memory, such as "512m" or "2g". The page cache comes on top: 256 MB, or what
        CONNECT_EXPLORER_NEO4J_PAGECACHE says.

    Raises
    ------
    FetchError
        When the jars are not here and cannot be fetched.
    StartError
        When Java is missing, the port is taken, or Neo4j does not answer within 120 s.
    """
    with _server(data_dir, password, port, heap) as (address, _process):
        yield address


@contextmanager
def _server(
    data_dir: Path | None, password: str, port: int, heap: str
) -> Iterator[tuple[ServerAddress, subprocess.Popen[bytes]]]:
    _require_free(port)
    java = find_java()
    if java is None:
        raise StartError(f"Neo4j cannot run here. Missing: {'; '.join(missing_parts())}.")
    jars = fetch_jars()
    with _folder(data_dir) as folder:
        log = folder / "server.log"
        command = _command(java, jars, folder, port, heap)
        with _process(command, log, os.environ | {PASSWORD_VARIABLE: password}) as process:
            address = ServerAddress(_wait_for_bolt_url(process, log), password)
            _require_answer(address, log)
            yield address, process


def _command(java: Path, jars: Path, folder: Path, port: int, heap: str) -> list[str]:
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    options = [f"-Xmx{heap}", "-XX:+ExitOnOutOfMemoryError", *opened, "-cp", str(jars / "*")]
    return [str(java), *options, str(TOOL / "Bolt.java"), str(folder), str(port), "--stop-with-parent"]


@contextmanager
def _folder(data_dir: Path | None) -> Iterator[Path]:
    if data_dir is None:
        with TemporaryDirectory(prefix="connect-explorer-neo4j-", ignore_cleanup_errors=True) as name:
            yield Path(name)
    else:
        data_dir.mkdir(parents=True, exist_ok=True)
        yield data_dir


@contextmanager
def _process(command: list[str], log: Path, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env=env,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us, and we stop it in order.
        )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    cast("IO[bytes]", process.stdin).close()  # what --stop-with-parent waits for, on every system
    try:
        process.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _require_free(port: int) -> None:
    if port == 0:
        return
    try:
        socket.create_connection((LOOPBACK, port), timeout=2).close()
    except OSError:
        return
    raise StartError(
        f"Port {port} on {LOOPBACK} is taken, perhaps by a Neo4j that is running already. "
        "Stop that one, or choose another port (--port)."
    )


def _wait_for_bolt_url(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        has_ended = process.poll() is not None  # asked before the log is read: nothing is written after
        said = log.read_text(errors="replace")
        if ready := READY_LINE.search(said):
            return ready[1]
        if has_ended:
            raise StartError(f"Neo4j ended while it started (exit {process.returncode}). {_last_lines(said)}")
        time.sleep(0.1)
    raise StartError(f"Neo4j did not answer within {START_TIMEOUT_S} s. {_last_lines(said)}")


def _require_answer(address: ServerAddress, log: Path) -> None:
    try:
        with GraphDatabase.driver(address.bolt_url, auth=(address.user, address.password)) as driver:
            driver.execute_query("RETURN 1")
    except (DriverError, Neo4jError) as problem:
        said = _last_lines(log.read_text(errors="replace"))
        raise StartError(f"Neo4j at {address.bolt_url} does not answer: {problem}. {said}") from problem


def _last_lines(text: str, n_lines: int = 12) -> str:
    # Java's stack, lines such as "\tat org.neo4j...", says nothing to the person reading.
    lines = [line for line in text.splitlines() if line and not line.startswith("\t")]
    return "Its last lines:\n  " + "\n  ".join(lines[-n_lines:])


def main(arguments: list[str] | None = None) -> int:
    """Run a Neo4j until Ctrl-C; 0: stopped when asked, 1: failed, 130: interrupted before it answered."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _end)
    password = os.environ.get(PASSWORD_VARIABLE) or DEFAULT_PASSWORD
    heap = os.environ.get("CONNECT_EXPLORER_NEO4J_HEAP") or "1g"
    try:
        fetch_jars(_say)
        _say("Starting Neo4j, about 10 seconds.")
        with _server(options.data, password, options.port, heap) as (address, process):
            _say(_how_to_use(address, options.data))
            return _wait_until_stopped(process)
    except KeyboardInterrupt:
        return 130
    except (FetchError, StartError) as problem:
        print(problem, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Run a Neo4j Community on this computer, until Ctrl-C.")
    parser.add_argument("--port", type=int, default=7687, help="where it answers (default: %(default)s)")
    parser.add_argument(
        "--data", type=Path, default=KEPT / "data", help="where the data is kept (default: .neo4j/data)"
    )
    return parser


def _how_to_use(address: ServerAddress, data: Path) -> str:
    is_default = address.password == DEFAULT_PASSWORD
    return f"""Neo4j answers at {address.routing_url}. Its data is kept in {data}.
To use it, set in the other terminal:

  export CONNECT_EXPLORER_STORE={address.routing_url}
  export CONNECT_EXPLORER_NEO4J_USER={address.user}
  export {PASSWORD_VARIABLE}={address.password if is_default else "...   # the one you chose"}

Ctrl-C stops it."""


def _wait_until_stopped(process: subprocess.Popen[bytes]) -> int:
    try:
        process.wait()
    except KeyboardInterrupt:
        _say("Stopping Neo4j.")
        return 0
    raise StartError(f"Neo4j ended by itself (exit {process.returncode}); see server.log beside its data.")


def _end(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(143)  # unwinds, so that Neo4j is stopped in order


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
