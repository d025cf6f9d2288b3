"""Open a store by its URL. The only module that knows which engines there are."""

import os
from pathlib import Path

import platformdirs

from graph.errors import StoreUnavailable
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore

STORE_VARIABLE = "CONNECT_EXPLORER_STORE"
_SQLITE = "sqlite:///"
_NEO4J = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def default_url() -> str:
    """URL from the environment, else a file in the person's own data folder."""
    folder = platformdirs.user_data_path("connect-explorer")
    return os.environ.get(STORE_VARIABLE) or f"{_SQLITE}{folder / 'network.sqlite'}"


def open_store(url: str | None = None, *, create: bool = True) -> GraphStore:
    """Store at a URL.

    Parameters
    ----------
    url : ``sqlite:///PATH`` or ``neo4j://HOST:PORT`` (also bolt://, and +s, +ssc for TLS); `default_url` when None.
        User, password and database of Neo4j come from the environment; a password in the URL is accepted, and
        never shown again.
    create : make an empty store where an SQLite file is missing or a Neo4j database is empty.

    Raises
    ------
    StoreUnavailable
        The URL is not one we know, or the store cannot be opened or reached.
    """
    url = url or default_url()
    if url.startswith(_SQLITE):
        return _open_sqlite(url, create=create)
    if url.startswith(_NEO4J):
        # Only an office with a server pays for importing the driver.
        from graph.neo4j_store import Neo4jStore

        return Neo4jStore(url, create=create)
    raise StoreUnavailable(f'"{without_password(url)}" is not a store. Expected sqlite:///PATH or neo4j://HOST:PORT.')


def without_password(url: str) -> str:
    """The URL as it may be shown."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def _open_sqlite(url: str, *, create: bool) -> SqliteStore:
    path = url.removeprefix(_SQLITE)
    if not path:
        raise StoreUnavailable("sqlite:/// needs a path, as in sqlite:///network.sqlite")
    return SqliteStore(Path(path).expanduser(), create=create)
