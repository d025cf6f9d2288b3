"""Empty stores for tests, on either engine.

``from tests.stores import empty_store`` in a conftest gives its tests an empty store of each engine in turn.
"""

import itertools
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import TransientError

from graph.connect import open_store
from graph.store import GraphStore
from tools.neo4j.server import ServerAddress

ENGINES = (pytest.param("sqlite", id="sqlite"), pytest.param("neo4j", id="neo4j", marks=pytest.mark.neo4j))
_EMPTY = (
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS",
)
_numbers = itertools.count(1)


@pytest.fixture(params=ENGINES)
def empty_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty store of each engine."""
    server = request.getfixturevalue("neo4j_server") if request.param == "neo4j" else None
    with open_empty(request.param, tmp_path, server) as store:
        yield store


def open_empty(engine: str, folder: Path, neo4j_server: ServerAddress | None) -> GraphStore:
    """An empty store; for "sqlite" a new file in the folder, for "neo4j" the server's database, emptied."""
    return open_store(empty_url(engine, folder, neo4j_server))


def empty_url(engine: str, folder: Path, neo4j_server: ServerAddress | None) -> str:
    """Where `open_empty` opens."""
    if engine == "sqlite":
        return f"sqlite:///{folder / f'store-{next(_numbers)}.sqlite'}"
    assert neo4j_server is not None, "ask for the fixture neo4j_server"
    empty_neo4j(neo4j_server)
    return neo4j_url(neo4j_server)


def neo4j_url(server: ServerAddress) -> str:
    """The server's address with user and password, as a person may write it."""
    scheme, _, host = server.routing_url.partition("://")
    return f"{scheme}://{quote(server.user, safe='')}:{quote(server.password, safe='')}@{host}"


def empty_neo4j(server: ServerAddress) -> None:
    """Take everything out of the server's database but its indexes, which are slow to make."""
    with (
        GraphDatabase.driver(
            server.bolt_url, auth=(server.user, server.password), notifications_min_severity="OFF"
        ) as driver,
        driver.session() as session,
    ):
        for text in _EMPTY:
            # A program that was killed a moment ago may still hold its locks.
            for attempt in range(20):
                try:
                    session.run(text).consume()
                    break
                except TransientError:
                    time.sleep(0.1 * attempt)
            else:
                session.run(text).consume()
