"""Casework records in SQLite: every revision is a row, and the latest one of each record is marked."""

import json
import sqlite3
from collections.abc import Sequence

from graph.cases import CASE_COLUMNS, CaseRecord, SavedCase, as_json, case_of, row_of_case

CASE_TABLES = """
CREATE TABLE IF NOT EXISTS case_revision (
  change_id INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, revision INTEGER NOT NULL, state TEXT NOT NULL,
  content TEXT NOT NULL, key TEXT, parent_id TEXT, due_on TEXT, about TEXT NOT NULL, action TEXT NOT NULL,
  changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT, is_latest INTEGER NOT NULL,
  UNIQUE (id, revision));
CREATE UNIQUE INDEX IF NOT EXISTS case_latest ON case_revision (id) WHERE is_latest = 1;
CREATE INDEX IF NOT EXISTS case_kind ON case_revision (kind, state) WHERE is_latest = 1;
CREATE INDEX IF NOT EXISTS case_parent ON case_revision (parent_id) WHERE is_latest = 1;
CREATE TABLE IF NOT EXISTS case_hidden (
  id TEXT NOT NULL, revision INTEGER NOT NULL, contacts TEXT NOT NULL, PRIMARY KEY (id, revision)) WITHOUT ROWID;
"""
_COLUMNS = ", ".join(CASE_COLUMNS)
_LATEST = f"SELECT {_COLUMNS} FROM case_revision WHERE is_latest = 1"


def read_case(connection: sqlite3.Connection, record_id: str, revision: int | None = None) -> CaseRecord | None:
    """A revision of a record, the latest where none is named; None when there is none."""
    which = "is_latest = 1" if revision is None else "revision = :revision"
    sql = f"SELECT {_COLUMNS} FROM case_revision WHERE id = :id AND {which}"
    row = connection.execute(sql, {"id": record_id, "revision": revision}).fetchone()
    return case_of(row) if row else None


def read_cases(
    connection: sqlite3.Connection, kind: str, states: Sequence[str], parent_id: str | None
) -> tuple[CaseRecord, ...]:
    """Latest revisions of a kind, by id."""
    sql = (
        f"{_LATEST} AND kind = :kind AND (:states = '[]' OR state IN (SELECT value FROM json_each(:states))) "
        "AND (:parent_id IS NULL OR parent_id = :parent_id) ORDER BY id"
    )
    given = {"kind": kind, "states": json.dumps(list(states)), "parent_id": parent_id}
    return tuple(map(case_of, connection.execute(sql, given)))


def read_history(connection: sqlite3.Connection, record_id: str) -> tuple[CaseRecord, ...]:
    """All revisions of a record, the first one first."""
    sql = f"SELECT {_COLUMNS} FROM case_revision WHERE id = ? ORDER BY revision"
    return tuple(map(case_of, connection.execute(sql, (record_id,))))


def read_contacts(connection: sqlite3.Connection, record_id: str) -> dict[str, str]:
    """Contacts of the latest revision that has any."""
    sql = "SELECT contacts FROM case_hidden WHERE id = ? ORDER BY revision DESC LIMIT 1"
    row = connection.execute(sql, (record_id,)).fetchone()
    return dict(sorted(json.loads(row[0]).items())) if row else {}


def write_case(connection: sqlite3.Connection, saved: SavedCase) -> None:
    """Add a revision, which is the latest from now on."""
    row = row_of_case(saved.record)
    connection.execute("UPDATE case_revision SET is_latest = 0 WHERE id = ? AND is_latest = 1", (saved.record.id,))
    marks = ", ".join(f":{name}" for name in CASE_COLUMNS)
    connection.execute(f"INSERT INTO case_revision ({_COLUMNS}, is_latest) VALUES ({marks}, 1)", row)
    if saved.hidden is not None:
        connection.execute(
            "INSERT INTO case_hidden VALUES (?, ?, ?)",
            (saved.record.id, saved.record.revision, as_json(dict(saved.hidden))),
        )


def named_in_cases(connection: sqlite3.Connection, ids: Sequence[str]) -> set[str]:
    """Those of the ids that a record is about, or that it has itself."""
    sql = (
        "SELECT a.value FROM case_revision AS c, json_each(c.about) AS a WHERE c.is_latest = 1 "
        "AND a.value IN (SELECT value FROM json_each(:ids)) UNION "
        "SELECT id FROM case_revision WHERE is_latest = 1 AND id IN (SELECT value FROM json_each(:ids))"
    )
    return {found for (found,) in connection.execute(sql, {"ids": json.dumps(list(ids))})}
