"""A real Neo4j starts here, answers only who knows the password, and leaves nothing behind."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from tests.conftest import ROOT, skip_or_fail
from tools.neo4j import server
from tools.neo4j.server import FetchError, ServerAddress, StartError

# The parts it needs


def write_java(folder: Path, version: str, *, has_compiler: bool = True) -> Path:
    """A java that only says its version."""
    java = folder / "java"
    java.parent.mkdir(parents=True, exist_ok=True)
    java.write_text(
        "#!/bin/sh\n"
        f"""if [ "$1" = -version ]; then echo 'openjdk version "{version}" 2025-04-15' >&2; exit 0; fi\n"""
        f"exit {0 if has_compiler else 1}\n"
    )
    java.chmod(0o755)
    return java


@pytest.fixture
def bare_computer(tmp_path, monkeypatch):
    """An empty folder as the whole PATH, and no jars fetched."""
    monkeypatch.setattr(server, "KEPT", tmp_path / "kept")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "bin"


def test_an_empty_path_lacks_java_and_maven(bare_computer):
    assert server.find_java() is None
    assert server.missing_parts() == ("Java 17 or later, a JDK (found: none)", "Maven (mvn, found: none)")


@pytest.mark.parametrize(("version", "number"), [("1.8.0_402", "8"), ("11.0.2", "11")])
def test_an_old_java_is_named_with_its_version(bare_computer, version, number):
    write_java(bare_computer, version)
    assert server.missing_parts()[0] == f"Java 17 or later, a JDK (found: {number})"


def test_a_java_that_cannot_compile_is_not_enough(bare_computer):
    write_java(bare_computer, "21.0.1", has_compiler=False)
    assert server.missing_parts()[0] == "Java 17 or later, a JDK (found: 21 without its compiler)"


def test_a_newer_java_on_the_path_serves_where_java_home_is_old(bare_computer, monkeypatch):
    write_java(bare_computer / "old" / "bin", "11.0.2")
    newer = write_java(bare_computer, "21.0.1")
    monkeypatch.setenv("JAVA_HOME", str(bare_computer / "old"))
    assert server.find_java() == newer


def test_maven_is_not_missing_once_the_jars_are_here(bare_computer):
    write_java(bare_computer, "17.0.15")
    lib = server.KEPT / "lib"
    lib.mkdir(parents=True)
    (lib / "pom.sha256").write_text("of an older pom.xml")
    assert server.missing_parts() == ("Maven (mvn, found: none)",)
    (lib / "pom.sha256").write_text(server._pom_hash())
    assert server.missing_parts() == ()
    assert server.fetch_jars(pytest.fail) == lib


def test_a_failing_maven_is_reported_with_its_last_lines(bare_computer):
    maven = bare_computer / "mvn"
    maven.parent.mkdir()
    maven.write_text("#!/bin/sh\necho '[ERROR] the repository does not answer'\nexit 1\n")
    maven.chmod(0o755)
    told = []
    with pytest.raises(FetchError, match=r"exit 1\)\. Its last lines:\n  \[ERROR\] the repository does not answer$"):
        server.fetch_jars(told.append)
    assert told == ["Fetching Neo4j's jars by Maven, once (120 MB)."]
    assert list(server.KEPT.iterdir()) == []


def test_a_missing_part_skips_a_test_but_fails_it_in_ci(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"^no Java$"):
        skip_or_fail("no Java")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=r"^no Java$"):
        skip_or_fail("no Java")


# The running server


def ask_one(url: str, user: str, password: str) -> int:
    """What RETURN 1 answers."""
    with GraphDatabase.driver(url, auth=(user, password)) as driver:
        return driver.execute_query("RETURN 1 AS one").records[0]["one"]


def test_the_password_opens(neo4j_server):
    assert ask_one(neo4j_server.bolt_url, neo4j_server.user, neo4j_server.password) == 1


def test_another_password_does_not(neo4j_server):
    with pytest.raises(AuthError):
        ask_one(neo4j_server.bolt_url, neo4j_server.user, "not-the-password")


def test_the_routing_address_answers(neo4j_server):
    assert neo4j_server.routing_url.startswith("neo4j://127.0.0.1:")
    assert ask_one(neo4j_server.routing_url, neo4j_server.user, neo4j_server.password) == 1


def test_it_is_neo4j_community_5_26(neo4j_server):
    if os.environ.get("CONNECT_EXPLORER_TEST_NEO4J"):
        pytest.skip("CONNECT_EXPLORER_TEST_NEO4J names a server that we did not start")
    with GraphDatabase.driver(neo4j_server.bolt_url, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        kernel = driver.execute_query("CALL dbms.components()").records[0]
    assert (kernel["edition"], kernel["versions"][0].rpartition(".")[0]) == ("community", "5.26")


def test_the_password_stays_out_of_what_is_printed():
    assert "secret" not in repr(ServerAddress("bolt://127.0.0.1:7687", "secret"))


def test_a_taken_port_is_said_in_words():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(StartError, match=rf"^Port {port} on 127\.0\.0\.1 is taken"),
            server.running_server(password="never-used", port=port),
        ):
            pytest.fail("must not start")


START_ONE = """
import sys
from pathlib import Path
from tools.neo4j.server import running_server
with running_server(Path(sys.argv[1]), password="for-a-short-life"):
    pass
"""


@pytest.mark.neo4j
def test_it_ends_when_the_process_that_started_it_is_killed(tmp_path):
    if missing := server.missing_parts():
        skip_or_fail(f"Neo4j cannot run here. Missing: {'; '.join(missing)}.")
    server.fetch_jars()
    with subprocess.Popen([sys.executable, "-c", START_ONE, str(tmp_path)], cwd=ROOT) as starter:
        java = wait_for_java(psutil.Process(starter.pid))
        starter.kill()
    java.wait(timeout=20)


def wait_for_java(starter: psutil.Process) -> psutil.Process:
    """The running server of a process that starts one (not the short calls that ask for the version)."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for child in starter.children():
            with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                if "--stop-with-parent" in child.cmdline():
                    return child
        time.sleep(0.05)
    raise AssertionError("no server was started within 20 s")
