"""A load into an empty SQLite store: what costs a place in the middle of a large table waits for the end of the load.

Millions of relationships arrive in the order of their files. Written at once, each goes somewhere into a table that no
longer fits into memory; put aside and written in the order of their keys, each goes behind the one before. The same
holds for indexes and for the index of names. All of it happens within the transaction of the load.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from graph.schema import SCHEMA
from graph.sqlite_schema import LATE_INDEXES, RELATIONSHIP_KEY, shared_columns

COLUMNS = (*RELATIONSHIP_KEY, "source_url", *shared_columns(SCHEMA), "load_id")
_ALL = ", ".join(COLUMNS)
_KEY = ", ".join(RELATIONSHIP_KEY)
_N_THREADS = 2
_PUT_ASIDE = f"CREATE TEMP TABLE put_aside (position INTEGER PRIMARY KEY, {_ALL})"
_WRITE_IN_ORDER = (
    f"INSERT OR IGNORE INTO main.relationship_row ({_ALL}) SELECT {_ALL} FROM put_aside ORDER BY {_KEY}, position"
)
# Only where something was ignored; the first one of each key was written.
_REPEATED = f"""
SELECT {_ALL} FROM (
  SELECT *, row_number() OVER (PARTITION BY {_KEY} ORDER BY position) AS n FROM put_aside)
WHERE n > 1 ORDER BY position
"""
_INDEX_NAMES = """
INSERT INTO node_search (rowid, search_text)
SELECT nid, search_text FROM node WHERE search_text IS NOT NULL ORDER BY nid
"""

AsideRow = tuple[Any, ...]
"""Values of a relationship; in the order of `COLUMNS` where it comes back."""


class FirstLoad:
    """What is put off until a first load settles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._n_aside = 0
        made = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
        # A store made by an earlier version has an index or two of its own instead.
        self._indexes = [name for name in LATE_INDEXES if name in made]
        for name in self._indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.execute(f"PRAGMA threads = {_N_THREADS}")  # for sorting
        connection.execute(_PUT_ASIDE)

    def put_aside(self, columns: Sequence[str], rows: Iterable[AsideRow]) -> None:
        """Keep relationships of one type, given by these columns, until the end."""
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO put_aside ({', '.join(columns)}) VALUES ({marks})"
        self._n_aside += self._connection.executemany(sql, rows).rowcount

    def index_ids(self) -> None:
        """Let nodes be found by their id, as they otherwise cannot before the end."""
        if "node_id" in self._indexes:
            self._indexes.remove("node_id")
            self._connection.execute(LATE_INDEXES["node_id"])

    def settle(self) -> list[AsideRow]:
        """Write what was put aside, and make the indexes.

        Returns
        -------
        Relationships whose key an earlier one has, in the order given; they are not written. [] when there are none.
        """
        n_written = self._connection.execute(_WRITE_IN_ORDER).rowcount
        repeated = [] if n_written == self._n_aside else self._connection.execute(_REPEATED).fetchall()
        self._connection.execute("DROP TABLE put_aside")
        for name in self._indexes:
            self._connection.execute(LATE_INDEXES[name])
        self._connection.execute(_INDEX_NAMES)
        return repeated
