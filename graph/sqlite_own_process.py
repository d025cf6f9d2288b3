"""The process that answers one question in SQL of a person's own, and nothing else.

It is a process of its own so that memory and time have hard limits: SQLite cannot be stopped inside one long function,
such as a LIKE with many wildcards. It reads the request as JSON from standard input, and writes the answer there. Only
the standard library is imported, which keeps its start short.
"""

import json
import sqlite3
import sys
import time
from typing import Any

from graph.own_limits import limit_process

_FUNCTION_NAMES = """
abs avg ceil ceiling char coalesce concat concat_ws count cume_dist date datetime dense_rank exp first_value floor
format glob group_concat hex ifnull iif instr json json_array json_array_length json_each json_extract
json_group_array json_group_object json_object json_quote json_tree json_type json_valid julianday lag last_value
lead length like likelihood likely ln log log10 log2 lower ltrim max min mod nth_value ntile nullif percent_rank pow
power printf quote radians rank replace round row_number rtrim sign sqrt strftime string_agg substr substring sum
time timediff total trim trunc typeof unicode unixepoch unlikely upper -> ->>
"""
_FUNCTIONS = frozenset(_FUNCTION_NAMES.split())
_TABLE_FUNCTIONS = frozenset({"json_each", "json_tree"})
_OPEN_SCHEMA = frozenset({"sqlite_master", "sqlite_schema"})
_ROWS_AT_ONCE = 100
_MEMORY = 1 << 30
_LIMITS = {
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 100,
    sqlite3.SQLITE_LIMIT_LENGTH: 5_000_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 100,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


class Guard:
    """Says of each thing that SQLite is about to do whether it may; remembers the first that may not."""

    def __init__(self, readable: frozenset[str], all_tables: frozenset[str]) -> None:
        """Let nothing be read but the readable tables and the schema itself.

        Parameters
        ----------
        all_tables : every table and view of the file, to tell them from names that the question itself gives.
        """
        self._tables = {*readable, *_OPEN_SCHEMA, *_TABLE_FUNCTIONS}
        self._closed = all_tables - self._tables
        self.refused: str | None = None

    def __call__(self, action: int, first: str | None, second: str | None, *_: str | None) -> int:
        """SQLITE_OK or SQLITE_DENY, as the authorizer of a connection answers."""
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and (first or "").lower() in self._tables:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FUNCTIONS:
            return sqlite3.SQLITE_OK
        # Rows of a subquery that are only counted: no column is read, of a name that no table has.
        if action == sqlite3.SQLITE_READ and not second and (first or "").lower() not in self._closed:
            return sqlite3.SQLITE_OK
        self.refused = self.refused or _told(action, first, second)
        return sqlite3.SQLITE_DENY


def _told(action: int, first: str | None, second: str | None) -> str:
    if action == sqlite3.SQLITE_READ:
        return f"table {first} may not be read"
    if action == sqlite3.SQLITE_FUNCTION:
        return f"function {second} is not offered"
    return "only reading is possible: SELECT or WITH ... SELECT"


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Columns and rows, or ``error`` with why there are none."""
    guard: Guard | None = None
    deadline = time.monotonic() + request["timeout_s"]
    try:
        connection = sqlite3.connect(f"{request['uri']}?mode=ro", uri=True, isolation_level=None)
        connection.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        for name in sorted(_TABLE_FUNCTIONS):  # made known now: SQLite would take that for a write later
            connection.execute(f"SELECT 1 FROM {name}('[]')").fetchall()
        names = frozenset(name.lower() for (name,) in connection.execute("SELECT name FROM sqlite_master"))
        guard = Guard(frozenset(request["tables"]), names)
        connection.set_authorizer(guard)
        cursor = connection.execute(request["sql"])
        if cursor.description is None:
            return {"error": "only reading is possible: SELECT or WITH ... SELECT"}
        rows, is_cut = _rows(cursor, request["max_rows"], request["max_bytes"])
        return {"columns": [one[0] for one in cursor.description], "rows": rows, "is_cut": is_cut}
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
        if "interrupted" in str(error):
            return {"timeout": True}
        return {"error": (guard and guard.refused) or str(error)}
    except MemoryError:
        return {"error": "it needs more memory than one question may use"}


def _rows(cursor: sqlite3.Cursor, max_rows: int, max_bytes: int) -> tuple[list[list[Any]], bool]:
    rows: list[list[Any]] = []
    n_bytes = 0
    while batch := cursor.fetchmany(_ROWS_AT_ONCE):
        for row in batch:
            if len(rows) == max_rows:
                return rows, True
            values = [one.hex() if isinstance(one, bytes) else one for one in row]
            n_bytes += sum(len(one) if isinstance(one, str) else 8 for one in values)
            if n_bytes > max_bytes:
                return rows, True
            rows.append(values)
    return rows, False


def main() -> None:
    """Answer the request on standard input."""
    request = json.loads(sys.stdin.buffer.read())
    limit_process(request["timeout_s"], _MEMORY)
    sys.stdout.buffer.write(json.dumps(answer(request)).encode())
