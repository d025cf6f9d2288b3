"""The embedded store: one SQLite file.

Write-ahead logging lets a dashboard read while a load from the command line writes. Readers have a connection a thread;
a writer has its own, with one transaction from beginning to end.
"""

import json
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any, Self

import numpy as np

from graph.arrays import detail_codes
from graph.arrays import node_columns as node_arrays
from graph.arrays import relationship_columns as relationship_arrays
from graph.cases import CaseNotFound, CaseRecord
from graph.errors import NodeNotFound, NotStaged, QueryTimeout, StoreBusy, StoreUnavailable
from graph.meta import changes_from_json, changes_to_json, found_decision, notices_from_json, notices_to_json, now
from graph.own_process import ask_in_process
from graph.own_query import USUAL_ROWS, USUAL_SECONDS, OwnRows, readable_tables
from graph.record_engine import relationship_columns
from graph.records import Node, Relationship, Source, Value
from graph.saved import NameTaken, SavedQuestion, given_json, required, saved_from
from graph.schema import SCHEMA, SCHEMA_VERSION, NodeKind, RelationshipKind, ValueType
from graph.sqlite_cases import read_case, read_cases, read_contacts, read_history
from graph.sqlite_engine import SqliteEngine, decoded
from graph.sqlite_first_load import FirstLoad
from graph.sqlite_schema import SAVED_QUESTION, create_statements, kind_columns
from graph.sqlite_upgrade import upgrade
from graph.store import (
    Counts,
    Decision,
    GraphArrays,
    Load,
    QuestionText,
    Reader,
    RelationshipArrays,
    Ruling,
    StagedLoad,
    StoredNode,
    require_contacts,
)
from graph.upsert import BatchWriter

APPLICATION_ID = 0x434F4E45  # "CONE", so that another program's SQLite file is never taken for ours
_WAIT_S = 30.0
_START_S = 5.0
"""How long the process of a person's own question may take to start."""
_READ_CACHE_KIB, _WRITE_CACHE_KIB = 64 * 1024, 384 * 1024
"""Pages at hand. With SQLite's 2 MB wide questions at size L read from disk; a load writes all over its indexes."""


class SqliteStore:
    """A store in one file. See `graph.store.GraphStore` for what each verb promises."""

    language = "sql"

    def __init__(self, path: Path, *, create: bool = True, wait_s: float = _WAIT_S) -> None:
        """Open a file, making an empty store where there is none and ``create`` is true.

        Raises
        ------
        StoreUnavailable
            There is no file, or it is not ours, or it was made by a newer version, or it cannot be opened.
        """
        self.path = path
        self.url = f"sqlite:///{path}"
        self._wait_s = wait_s
        self._readers: dict[threading.Thread, sqlite3.Connection] = {}
        self._lock = threading.Lock()
        self._is_closed = False
        if not create and not path.exists():
            raise StoreUnavailable(f"there is no store at {path}. Load something first, or check the path.")
        _prepare(path, wait_s)

    def data_version(self) -> str:
        """Text that changes with every change of the graph."""
        found = dict(self._reader().execute("SELECT name, value FROM meta WHERE name IN ('store_id', 'n_commits')"))
        return f"{found['store_id']}-{found['n_commits']}"

    @contextmanager
    def writer(
        self, source: Source, files: Sequence[str] = (), *, undoes: int | None = None, is_trial: bool = False
    ) -> Iterator[BatchWriter]:
        """Open one load; see `graph.store.GraphStore.writer`."""
        self._require_open()
        connection = _connect(self.path, self._wait_s, _WRITE_CACHE_KIB)
        try:
            first_load = _begin_load(connection, self.path)
            load_id = connection.execute("SELECT coalesce(max(load_id), 0) + 1 FROM load").fetchone()[0]
            writer = BatchWriter(SqliteEngine(connection, load_id, first_load), load_id)
            yield writer
            changes = writer.changes()
            is_graph_changed = not all(one.is_empty for one in changes.values())
            if is_trial or not (is_graph_changed or writer.n_cases_saved):
                connection.rollback()
            else:
                if is_graph_changed:
                    _record_load(connection, load_id, source, files, writer, undoes)
                connection.commit()
        except sqlite3.OperationalError as error:
            connection.rollback()
            raise StoreUnavailable(f"{self.path}: {error}. The store is as it was before.") from error
        except BaseException:  # Ctrl-C too: nothing of a broken load may stay
            connection.rollback()
            raise
        finally:
            connection.close()

    def ask(
        self, question: QuestionText, params: Mapping[str, Any] | None = None, timeout_s: float = 30.0
    ) -> list[dict[str, Any]]:
        """Rows that answer a question; see `graph.store.GraphStore.ask`."""
        connection = self._reader()
        values = {k: json.dumps(list(v)) if isinstance(v, list | tuple) else v for k, v in (params or {}).items()}
        with _time_limit(connection, question.id, timeout_s):
            cursor = connection.execute(question.sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def ask_own(self, text: str, *, max_rows: int = USUAL_ROWS, timeout_s: float = USUAL_SECONDS) -> OwnRows:
        """Rows of a question of a person's own in SQL; see `graph.store.GraphStore.ask_own`."""
        self._require_open()
        request = {"uri": self.path.resolve().as_uri(), "sql": text, "tables": sorted(readable_tables())}
        return ask_in_process(
            "graph.sqlite_own_process", request, max_rows=max_rows, timeout_s=timeout_s, start_s=_START_S
        )

    def node(self, node_id: str) -> StoredNode:
        """One node with its known properties; raises `NodeNotFound`."""
        found = self._reader().execute(
            "SELECT nid, kind, source, source_key, source_url, load_id FROM node WHERE id = ?", (node_id,)
        )
        row = found.fetchone()
        if row is None:
            raise NodeNotFound(node_id)
        nid, label, source, source_key, source_url, load_id = row
        properties = self._properties(SCHEMA.node(label), nid)
        return StoredNode(node_id, label, properties, source, source_key, source_url, load_id)

    def hidden_values(self, node_id: str, reader: Reader) -> dict[str, Value]:
        """Contact values of an official, for a reader who may see contacts."""
        require_contacts(reader)
        if not self.existing([node_id]):
            raise NodeNotFound(node_id)
        sql = "SELECT h.name, h.value FROM node AS n JOIN hidden_value AS h ON h.nid = n.nid WHERE n.id = ? ORDER BY 1"
        return dict(self._reader().execute(sql, (node_id,)))

    def existing(self, ids: Iterable[str]) -> dict[str, str]:
        """Kind of each id that exists."""
        sql = "SELECT n.id, n.kind FROM json_each(?) AS i CROSS JOIN node AS n ON n.id = i.value"
        return dict(self._reader().execute(sql, (json.dumps(list(ids)),)))

    def counts(self) -> Counts:
        """How many nodes and relationships there are."""
        reader = self._reader()
        nodes = dict(reader.execute("SELECT kind, count(*) FROM node GROUP BY kind"))
        relationships = {
            kind.type: reader.execute(f"SELECT count(*) FROM {kind.table}").fetchone()[0]
            for kind in SCHEMA.relationships.values()
        }
        return Counts(
            {label: nodes[label] for label in SCHEMA.nodes if label in nodes},
            {type_: n for type_, n in relationships.items() if n},
        )

    def loads(self) -> tuple[Load, ...]:
        """Loads in the order they were made."""
        sql = (
            "SELECT load_id, loaded_at, files, changes, notices, undoes, s.id, title, publisher, url, licence "
            "FROM load JOIN source AS s ON s.id = load.source ORDER BY load_id"
        )
        return tuple(
            Load(
                load_id,
                Source(*source),
                loaded_at,
                tuple(json.loads(files)),
                changes_from_json(changes),
                notices_from_json(notices),
                undoes,
            )
            for load_id, loaded_at, files, changes, notices, undoes, *source in self._reader().execute(sql)
        )

    def staged(self) -> tuple[StagedLoad, ...]:
        """None: one transaction takes a load of any size."""
        return ()

    def resume(self, load_id: int) -> Load:
        """Complete a staged load; there is none here."""
        raise NotStaged(load_id)

    def discard(self, load_id: int) -> None:
        """Take a staged load away; there is none here."""
        raise NotStaged(load_id)

    def decide(self, ruling: Ruling) -> Decision:
        """Keep what a person decided; see `graph.store.GraphStore.decide`."""
        at = now()
        with self._small_write() as connection:
            connection.execute(
                "UPDATE decision SET taken_back_at = ? WHERE kind = ? AND name = ? AND country = ? "
                "AND taken_back_at IS NULL",
                (at, ruling.kind, ruling.name, ruling.country),
            )
            cursor = connection.execute(
                "INSERT INTO decision (kind, name, country, target, reason, decided_by, decided_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*astuple(ruling), at),
            )
        return Decision(int(cursor.lastrowid or 0), ruling, at)

    def take_back(self, decision_id: int) -> Decision:
        """Let a decision no longer hold; see `graph.store.GraphStore.take_back`."""
        with self._small_write() as connection:
            connection.execute(
                "UPDATE decision SET taken_back_at = coalesce(taken_back_at, ?) WHERE decision_id = ?",
                (now(), decision_id),
            )
        return found_decision(self.decisions(), decision_id)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in the order they were made."""
        sql = (
            "SELECT kind, name, country, target, reason, decided_by, decision_id, decided_at, taken_back_at "
            "FROM decision ORDER BY decision_id"
        )
        return tuple(
            Decision(decision_id, Ruling(*ruling), decided_at, taken_back_at)
            for *ruling, decision_id, decided_at, taken_back_at in self._reader().execute(sql)
        )

    def save_question(self, saved: SavedQuestion, *, overwrite: bool = False) -> SavedQuestion:
        """Keep a question under its name; see `graph.store.GraphStore.save_question`."""
        kept = replace(saved, saved_at=now())
        row = (kept.name, kept.question_id, given_json(kept), kept.saved_by, kept.saved_at)
        with self._small_write() as connection:
            connection.execute(SAVED_QUESTION)
            try:
                connection.execute(
                    f"INSERT {'OR REPLACE ' if overwrite else ''}INTO saved_question VALUES (?, ?, ?, ?, ?)", row
                )
            except sqlite3.IntegrityError as error:
                raise NameTaken(saved.name) from error
        return kept

    def rename_saved(self, name: str, new_name: str) -> SavedQuestion:
        """Give a saved question another name; see `graph.store.GraphStore.rename_saved`."""
        renamed = replace(required(name, self.saved_questions()), name=new_name)
        with self._small_write() as connection:
            try:
                connection.execute("UPDATE saved_question SET name = ? WHERE name = ?", (new_name, name))
            except sqlite3.IntegrityError as error:
                raise NameTaken(new_name) from error
        return renamed

    def delete_saved(self, name: str) -> None:
        """Forget a saved question; see `graph.store.GraphStore.delete_saved`."""
        required(name, self.saved_questions())
        with self._small_write() as connection:
            connection.execute("DELETE FROM saved_question WHERE name = ?", (name,))

    def saved_questions(self) -> tuple[SavedQuestion, ...]:
        """All saved questions by name."""
        reader = self._reader()
        if not reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'saved_question'").fetchone():
            return ()
        return saved_from(reader.execute("SELECT name, question_id, given, saved_by, saved_at FROM saved_question"))

    def case(self, record_id: str) -> CaseRecord:
        """Latest revision of a casework record; raises `CaseNotFound`."""
        found = read_case(self._reader(), record_id)
        if found is None:
            raise CaseNotFound(record_id)
        return found

    def cases(self, kind: str, states: Sequence[str] = (), *, parent_id: str | None = None) -> tuple[CaseRecord, ...]:
        """Latest revisions of the records of a kind, by id."""
        return read_cases(self._reader(), kind, states, parent_id)

    def case_history(self, record_id: str) -> tuple[CaseRecord, ...]:
        """All revisions of a casework record, the first one first."""
        return read_history(self._reader(), record_id)

    def case_contacts(self, record_id: str, reader: Reader) -> dict[str, str]:
        """Contacts that a casework record holds, for a reader who may see contacts."""
        require_contacts(reader)
        self.case(record_id)
        return read_contacts(self._reader(), record_id)

    def arrays(self, types: Sequence[str] | None = None) -> GraphArrays:
        """The graph as columns; see `graph.store.GraphStore.arrays`."""
        reader = self._reader()
        with _snapshot(reader):
            nodes = node_arrays(reader.execute(_ARRAY_NODES))
            nids = np.fromiter((nid for (nid,) in reader.execute("SELECT nid FROM node ORDER BY id")), dtype=np.int64)
            positions = np.full(int(nids.max(initial=0)) + 1, -1, dtype=np.int32)
            positions[nids] = np.arange(len(nids), dtype=np.int32)
            kinds = [SCHEMA.relationship(t) for t in types or SCHEMA.relationships]
            relationships = {kind.type: _relationship_arrays(reader, kind, positions) for kind in kinds}
        return GraphArrays(**nodes, relationships=relationships)

    def statements(self) -> Iterator[Node | Relationship]:
        """Every node, then every relationship, as records in a total order."""
        reader = self._reader()
        for node_id, label in reader.execute("SELECT id, kind FROM node ORDER BY id").fetchall():
            found = self.node(node_id)
            yield Node(label, node_id, found.source, found.source_key, found.properties, found.source_url)
        for kind in SCHEMA.relationships.values():
            yield from _relationships(reader, kind)

    def close(self) -> None:
        """Let go of the file; closing twice is fine."""
        with self._lock:
            self._is_closed = True
            while self._readers:
                self._readers.popitem()[1].close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    @contextmanager
    def _small_write(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction of its own, beside all loads."""
        self._require_open()
        connection = _connect(self.path, self._wait_s)
        try:
            _begin(connection, self.path)
            yield connection
            connection.commit()
        finally:
            connection.close()  # rolls back what was not committed

    def _require_open(self) -> None:
        if self._is_closed:
            raise StoreUnavailable(f"the store {self.path} was closed")

    def _reader(self) -> sqlite3.Connection:
        """Connection of the running thread; those of threads that have ended are closed.

        A dashboard reads in a new thread each time a page is drawn, so connections must not outlive their thread.
        """
        thread = threading.current_thread()
        with self._lock:
            self._require_open()
            if thread not in self._readers:
                for ended in [one for one in self._readers if not one.is_alive()]:
                    self._readers.pop(ended).close()
                self._readers[thread] = _connect(self.path, self._wait_s)
                self._readers[thread].execute("PRAGMA query_only = ON")
            return self._readers[thread]

    def _properties(self, kind: NodeKind, nid: int) -> dict[str, Value]:
        columns = kind_columns(kind)
        row = self._reader().execute(f"SELECT {', '.join(columns)} FROM {kind.table} WHERE nid = ?", (nid,))
        lists = frozenset(i for i, name in enumerate(columns) if kind.property(name).type is ValueType.TEXTS)
        values = decoded(row.fetchone(), lists)
        return {name: value for name, value in zip(columns, values, strict=True) if value is not None}


_ARRAY_NODES = """
SELECT n.id, n.kind, n.country, coalesce(x.form, x.form_inferred), x.status, n.date, x.ends_on
FROM node AS n LEFT JOIN exchange AS x ON x.nid = n.nid
ORDER BY n.id
"""


def _relationship_arrays(
    reader: sqlite3.Connection, kind: RelationshipKind, positions: np.ndarray[Any, Any]
) -> RelationshipArrays:
    has_until = any(p.name == "until" for p in kind.properties)
    detail = kind.detail if kind.details else None
    columns = f"{kind.date or 'NULL'}, {'until' if has_until else 'NULL'}, {detail or 'NULL'}"
    rows = reader.execute(
        f"SELECT start_nid, end_nid, {columns} FROM {kind.table} ORDER BY start_nid, end_nid, key, source"
    ).fetchall()
    start = positions[np.fromiter((r[0] for r in rows), dtype=np.int64, count=len(rows))]
    end = positions[np.fromiter((r[1] for r in rows), dtype=np.int64, count=len(rows))]
    dates = ((r[2], r[3]) for r in rows) if kind.date else None
    return relationship_arrays(start, end, dates, detail_codes(kind.details, (r[4] for r in rows)) if detail else None)


def _relationships(reader: sqlite3.Connection, kind: RelationshipKind) -> Iterator[Relationship]:
    columns = relationship_columns(kind)
    rows = reader.execute(
        f"SELECT s.id, e.id, r.source, {', '.join(f'r.{c}' for c in columns)} FROM {kind.table} AS r "
        "JOIN node AS s ON s.nid = r.start_nid JOIN node AS e ON e.nid = r.end_nid ORDER BY s.id, e.id, r.key, r.source"
    ).fetchall()
    for start_id, end_id, source, source_url, *values in rows:
        properties = {n: v for n, v in zip(columns[1:], values, strict=True) if v is not None}
        yield Relationship(kind.type, start_id, end_id, source, properties, source_url)


def _connect(path: Path, wait_s: float, cache_kib: int = _READ_CACHE_KIB) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=wait_s, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{cache_kib}")
        except sqlite3.Error:
            connection.close()
            raise
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(f"{path} cannot be opened: {error}. Check the path and its permissions.") from error
    except sqlite3.Error as error:
        raise StoreUnavailable(f"{path}: {error}. Name another file, or restore it from a backup.") from error
    return connection


def _prepare(path: Path, wait_s: float) -> None:
    """Make an empty store, or make sure that what is there is a store of ours that we can read."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"the folder {path.parent} cannot be made: {error.strerror}.") from error
    connection = _connect(path, wait_s)
    try:
        _check_version(connection, path)
    except sqlite3.DatabaseError as error:
        raise StoreUnavailable(f"{path}: {error}. Name another file, or restore it from a backup.") from error
    finally:
        connection.close()


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id == 0 and _is_empty(connection):
        connection.execute("PRAGMA journal_mode = WAL")
        _create(connection, path)
    elif application_id != APPLICATION_ID:
        raise StoreUnavailable(f"{path} is an SQLite file of another program. Name another file.")
    elif version > SCHEMA_VERSION:
        raise StoreUnavailable(
            f"{path} was made by a newer version of the explorer (schema {version}, this one knows "
            f"{SCHEMA_VERSION}). Update the explorer."
        )
    elif version < SCHEMA_VERSION:
        _upgrade(connection, path)


def _is_empty(connection: sqlite3.Connection) -> bool:
    (n_objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(n_objects == 0)


def _create(connection: sqlite3.Connection, path: Path) -> None:
    _begin(connection, path)
    try:
        if _is_empty(connection):  # two processes may start on one new file; the second finds it made
            for statement in create_statements(SCHEMA).split(";\n"):
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('store_id', ?), ('n_commits', '0')", (uuid.uuid4().hex[:12],))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    _begin(connection, path)
    try:
        upgrade(connection, SCHEMA)  # once more where another program was quicker: it only adds what is not there
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _begin(connection: sqlite3.Connection, path: Path) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreBusy(f"another program is writing to {path}. Wait for it to end and try again.") from error
        raise StoreUnavailable(f"{path} cannot be written: {error}. Check the path and its permissions.") from error


def _record_load(
    connection: sqlite3.Connection,
    load_id: int,
    source: Source,
    files: Sequence[str],
    writer: BatchWriter,
    undoes: int | None,
) -> None:
    connection.execute(
        "INSERT INTO source VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET title = excluded.title, "
        "publisher = excluded.publisher, url = excluded.url, licence = excluded.licence",
        (source.id, source.title, source.publisher, source.url, source.licence),
    )
    connection.execute(
        "INSERT INTO load VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            load_id,
            source.id,
            now(),
            json.dumps(list(files), ensure_ascii=False),
            changes_to_json(writer.changes()),
            notices_to_json(writer.notices),
            undoes,
        ),
    )
    connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'n_commits'")


def _begin_load(connection: sqlite3.Connection, path: Path) -> FirstLoad | None:
    """Begin to write; what may be put off where the store is empty, else None."""
    if _has_nodes(connection):
        _begin(connection, path)
        return None
    # Each relationship would look its two ends up again, which the writer has just done. It can only be switched
    # outside of a transaction, and before that begins another program may load: then it is switched on again.
    connection.execute("PRAGMA foreign_keys = OFF")
    _begin(connection, path)
    if not _has_nodes(connection):
        return FirstLoad(connection)
    connection.rollback()
    connection.execute("PRAGMA foreign_keys = ON")
    _begin(connection, path)
    return None


def _has_nodes(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM node)").fetchone()[0])


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """All reads of the block see one state of the store, whatever is being loaded meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


@contextmanager
def _time_limit(connection: sqlite3.Connection, question_id: str, timeout_s: float) -> Iterator[None]:
    deadline = time.monotonic() + timeout_s
    connection.set_progress_handler(lambda: time.monotonic() > deadline, 20_000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise QueryTimeout(f'the question "{question_id}" took longer than {timeout_s:g} seconds') from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
