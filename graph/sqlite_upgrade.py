"""Bringing an SQLite store that an earlier version of the explorer made up to the schema of this one.

Versions only ever add: tables, columns, relationship types at the end of the list. So one upgrade serves all earlier
versions: whatever the declaration has and the file lacks is added, and nothing that is there is touched.
"""

import sqlite3

from graph.schema import SCHEMA_VERSION, Schema
from graph.sqlite_cases import CASE_TABLES
from graph.sqlite_schema import (
    SAVED_QUESTION,
    kind_columns,
    node_column,
    relationship_views,
    shared_columns,
    type_codes,
)


def upgrade(connection: sqlite3.Connection, schema: Schema) -> None:
    """Add what a store of an earlier version lacks, inside the caller's transaction."""
    for statement in (*CASE_TABLES.split(";\n"), SAVED_QUESTION):
        connection.execute(statement)
    for kind in schema.nodes.values():
        columns = {name: node_column(kind, name) for name in kind_columns(kind)}
        _add_columns(connection, kind.table, columns)
    _add_columns(connection, "relationship_row", {name: f"{name} TEXT" for name in shared_columns(schema)})
    _add_types(connection, schema)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _add_columns(connection: sqlite3.Connection, table: str, columns: dict[str, str]) -> None:
    there = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")}
    for name, declared in columns.items():
        if name not in there:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {declared}")


def _add_types(connection: sqlite3.Connection, schema: Schema) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO relationship_type VALUES (?, ?)",
        [(code, type_) for type_, code in type_codes(schema).items()],
    )
    for name, statement in relationship_views(schema).items():
        connection.execute(f"DROP VIEW IF EXISTS {name}")
        connection.execute(statement)
