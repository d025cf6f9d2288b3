"""What a writer needs of SQLite, inside one open transaction."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from graph.cases import CaseRecord, SavedCase
from graph.record_engine import (
    Filter,
    JournalEntry,
    RelationshipKey,
    Row,
    grouped,
    node_columns,
    relationship_columns,
    shown_columns,
)
from graph.records import Value
from graph.schema import SCHEMA, NodeKind, RelationshipKind, ValueType
from graph.sqlite_cases import named_in_cases, read_case, write_case
from graph.sqlite_first_load import COLUMNS, AsideRow, FirstLoad
from graph.sqlite_schema import RELATIONSHIP_KEY, kind_columns, type_codes

_CODES = type_codes(SCHEMA)
_TYPES = {code: type_ for type_, code in _CODES.items()}
_PAGE = 5_000
_SHOWN = ("name", "detail", "date", "country", "search_text")
_LABELS = tuple(SCHEMA.nodes)
_LABEL_CODES = {label: code for code, label in enumerate(_LABELS)}
_N_REMEMBERED = 2_000_000
"""Nodes whose number and kind are kept at hand, about 200 bytes each: relationships ask for their ends again and again.
Fewer than a network has would be looked up again for every batch."""


class SqliteEngine:
    """A `graph.upsert.RecordEngine` on one SQLite connection."""

    def __init__(self, connection: sqlite3.Connection, load_id: int, first_load: FirstLoad | None = None) -> None:
        """Write within the open transaction of a connection.

        Parameters
        ----------
        first_load : what is put off, where the store was empty; None where it was not.
        """
        self._connection = connection
        self._first_load = first_load
        self._knows_all = first_load is not None
        """Whether every node of the store is remembered, and none need be looked up."""
        self._load_id = load_id
        self._next_nid: int = _scalar(connection, "SELECT coalesce(max(nid), 0) + 1 FROM node")
        self._remembered: dict[str, int] = {}
        """By id of a node its number times 16, plus the code of its kind."""
        connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS wanted (position INTEGER PRIMARY KEY, start_nid INTEGER, "
            "end_nid INTEGER, key TEXT, source TEXT)"
        )

    def fetch_nodes(self, kind: NodeKind, ids: Sequence[str]) -> dict[str, Row]:
        """Rows of this kind that exist."""
        own = ", ".join(f"k.{column}" for column in kind_columns(kind))
        sql = (
            f"SELECT n.id, n.nid, n.load_id, n.source, n.source_key, n.source_url, {own} "
            f"FROM json_each(?) AS i CROSS JOIN {kind.table} AS k ON k.nid = i.value "
            f"CROSS JOIN node AS n ON n.nid = k.nid"
        )
        found = self._connection.execute(sql, (json.dumps(list(self._nids(ids).values())),)).fetchall()
        hidden = self._hidden_values(kind, [nid for _, nid, *_ in found])
        texts = _text_lists(kind, node_columns(kind))
        return {
            id_: Row(decoded((*values, *(hidden.get((nid, name)) for name in kind.hidden)), texts), load_id)
            for id_, nid, load_id, *values in found
        }

    def fetch_relationships(
        self, kind: RelationshipKind, keys: Sequence[RelationshipKey]
    ) -> dict[RelationshipKey, Row]:
        """Rows of this type that exist."""
        known = self._known(i for start, end, *_ in keys for i in (start, end))
        wanted = (
            (position, known[start] >> 4, known[end] >> 4, key, source)
            for position, (start, end, key, source) in enumerate(keys)
            if start in known and end in known
        )
        self._connection.execute("DELETE FROM wanted")
        self._connection.executemany("INSERT INTO wanted VALUES (?, ?, ?, ?, ?)", wanted)
        columns = ", ".join(f"r.{column}" for column in relationship_columns(kind))
        found = self._connection.execute(
            f"SELECT w.position, r.load_id, {columns} FROM wanted AS w CROSS JOIN relationship_row AS r "
            f"ON r.start_nid = w.start_nid AND r.type_code = {_CODES[kind.type]} AND r.end_nid = w.end_nid "
            "AND r.key = w.key AND r.source = w.source"
        )
        return {keys[position]: Row(tuple(values), load_id) for position, load_id, *values in found}

    def kinds_of(self, ids: Sequence[str]) -> dict[str, str]:
        """Kind of each id that exists."""
        known = self._known(ids)
        return {node_id: _LABELS[known[node_id] & 15] for node_id in ids if node_id in known}

    def create_all(self, label: str, rows: Mapping[str, Row] | Mapping[RelationshipKey, Row]) -> bool:
        """Write rows if every key is new; otherwise write nothing and say False."""
        is_node = label in SCHEMA.nodes
        if self._first_load and not is_node:
            columns, values = self._relationship_values(SCHEMA.relationship(label), rows)  # type: ignore[arg-type]
            self._first_load.put_aside(columns, values)
            return True
        if self._knows_all and not self._remembered.keys().isdisjoint(rows):
            return False
        self._connection.execute("SAVEPOINT create_all")
        if is_node:
            is_done = self._insert_nodes(SCHEMA.node(label), rows)  # type: ignore[arg-type]  # keys of nodes
        else:
            is_done = self._insert_relationships(SCHEMA.relationship(label), rows, "IGNORE") == len(rows)  # type: ignore[arg-type]
        if not is_done:
            self._connection.execute("ROLLBACK TO create_all")
        self._connection.execute("RELEASE create_all")
        return is_done

    def settle(self) -> dict[str, list[tuple[RelationshipKey, Row]]]:
        """Write what was put off; see `graph.record_engine.RecordEngine.settle`."""
        if self._first_load is None:
            return {}
        repeated = self._first_load.settle()
        self._first_load, self._knows_all = None, False
        return self._by_type(repeated) if repeated else {}

    def pause(self) -> None:
        """Nothing: one transaction takes any number of records."""

    def write_nodes(self, kind: NodeKind, created: Mapping[str, Row], updated: Mapping[str, Row]) -> None:
        """Write rows whose keys are known to be new, and rows whose keys are known to exist."""
        if created:
            self._insert_nodes(kind, created)
        if updated:
            self._update_nodes(kind, updated)

    def write_relationships(
        self,
        kind: RelationshipKind,
        created: Mapping[RelationshipKey, Row],
        updated: Mapping[RelationshipKey, Row],
    ) -> None:
        """Write rows, new or known: the key is the table's own."""
        self._insert_relationships(kind, {**created, **updated}, "REPLACE")

    def relationships_of(self, node_ids: Sequence[str]) -> dict[str, dict[RelationshipKey, Row]]:
        """All relationships at these nodes, by type."""
        nids = json.dumps(list(self._nids(node_ids).values()))
        found = {kind.type: self._at_nodes(kind, nids) for kind in SCHEMA.relationships.values()}
        return {type_: rows for type_, rows in found.items() if rows}

    def remove(
        self, nodes: Mapping[str, Sequence[str]], relationships: Mapping[str, Sequence[RelationshipKey]]
    ) -> None:
        """Remove relationships by type and key, then nodes by kind and id."""
        for type_, keys in relationships.items():
            nids = self._nids(i for start, end, *_ in keys for i in (start, end))
            self._connection.executemany(
                f"DELETE FROM relationship_row WHERE start_nid = ? AND type_code = {_CODES[type_]} "
                "AND end_nid = ? AND key = ? AND source = ?",
                [(nids[start], nids[end], key, source) for start, end, key, source in keys],
            )
        for label, ids in nodes.items():
            gone = [(nid,) for nid in self._nids(ids).values()]
            self._remembered.clear()
            self._unindex(gone)
            for table in ("hidden_value", SCHEMA.node(label).table, "node"):
                self._connection.executemany(f"DELETE FROM {table} WHERE nid = ?", gone)

    def node_ids(self, column: Filter, value: str | int) -> Iterator[dict[str, list[str]]]:
        """Ids of all nodes with a value in a column, by kind, in batches; those already given may be removed."""
        sql = f"SELECT nid, kind, id FROM node WHERE {column} = ? AND nid > ? ORDER BY nid LIMIT {_PAGE}"
        last = 0
        while rows := self._connection.execute(sql, (value, last)).fetchall():
            last = rows[-1][0]
            yield grouped((kind, node_id) for _, kind, node_id in rows)

    def relationship_keys(self, column: Filter, value: str | int) -> Iterator[dict[str, list[RelationshipKey]]]:
        """Keys of all relationships with a value in a column, by type, in batches; those given may be removed."""
        # Page by page along the table's own key: a cursor that stays open must not see rows go.
        sql = f"""
            WITH page AS MATERIALIZED (
              SELECT start_nid, type_code, end_nid, key, source FROM relationship_row
              WHERE {column} = ? AND (start_nid, type_code, end_nid, key, source) > (?, ?, ?, ?, ?)
              ORDER BY start_nid, type_code, end_nid, key, source LIMIT {_PAGE})
            SELECT p.*, s.id, e.id FROM page AS p
            CROSS JOIN node AS s ON s.nid = p.start_nid CROSS JOIN node AS e ON e.nid = p.end_nid
            ORDER BY p.start_nid, p.type_code, p.end_nid, p.key, p.source
        """
        last: tuple[Any, ...] = (0, 0, 0, "", "")
        while rows := self._connection.execute(sql, (value, *last)).fetchall():
            last = rows[-1][:5]
            yield grouped((_TYPES[code], (start, end, key, source)) for _, code, _, key, source, start, end in rows)

    def names_of(self, ids: Sequence[str]) -> dict[str, str | None]:
        """Name of each node that exists."""
        sql = "SELECT n.id, n.name FROM json_each(?) AS i CROSS JOIN node AS n ON n.nid = i.value"
        return dict(self._connection.execute(sql, (json.dumps(list(self._nids(ids).values())),)))

    def journal(self, entries: Sequence[JournalEntry]) -> None:
        """Keep old values for undo, audit and history."""
        self._connection.executemany(
            "INSERT INTO journal (load_id, operation, kind, key, old_values, old_load_id, new_load_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(self._load_id, *astuple(entry)) for entry in entries],
        )

    def journal_of(self, load_id: int) -> list[JournalEntry]:
        """What a load kept, in the order in which it did."""
        sql = (
            "SELECT operation, kind, key, old_values, old_load_id, new_load_id FROM journal "
            "WHERE load_id = ? ORDER BY entry"
        )
        return [JournalEntry(*row) for row in self._connection.execute(sql, (load_id,))]

    def changed_later(self, load_id: int) -> list[tuple[int, JournalEntry]]:
        """What later loads changed or retired of what a load wrote, each with the number of the later load."""
        sql = (
            "SELECT load_id, operation, kind, key, old_values, old_load_id, new_load_id FROM journal "
            "WHERE old_load_id = :load_id AND load_id > :load_id ORDER BY entry"
        )
        found = self._connection.execute(sql, {"load_id": load_id})
        return [(later, JournalEntry(*row)) for later, *row in found]

    def case(self, record_id: str, revision: int | None = None) -> CaseRecord | None:
        """A revision of a casework record, the latest where none is named; None when there is none."""
        return read_case(self._connection, record_id, revision)

    def write_case(self, saved: SavedCase) -> None:
        """Add a revision of a casework record."""
        write_case(self._connection, saved)

    def named_in_cases(self, ids: Sequence[str]) -> set[str]:
        """Those of the ids that casework needs."""
        return named_in_cases(self._connection, ids)

    def _insert_relationships(
        self, kind: RelationshipKind, rows: Mapping[RelationshipKey, Row], where_known: str
    ) -> int:
        """How many rows were written."""
        columns, values = self._relationship_values(kind, rows)
        sql = f"INSERT OR {where_known} INTO relationship_row ({', '.join(columns)}) VALUES ({_marks(len(columns))})"
        return self._connection.executemany(sql, values).rowcount

    def _relationship_values(
        self, kind: RelationshipKind, rows: Mapping[RelationshipKey, Row]
    ) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
        """Columns of the table, and the values of each row in them."""
        known = self._known(i for start, end, *_ in rows for i in (start, end))
        code = _CODES[kind.type]
        values = (
            (known[start] >> 4, code, known[end] >> 4, key, source, *row.values, row.load_id)
            for (start, end, key, source), row in rows.items()
        )
        return (*RELATIONSHIP_KEY, *relationship_columns(kind), "load_id"), values

    def _by_type(self, put_aside: Iterable[AsideRow]) -> dict[str, list[tuple[RelationshipKey, Row]]]:
        sql = "SELECT id FROM node WHERE nid = ?"
        found: dict[str, list[tuple[RelationshipKey, Row]]] = {}
        for one in put_aside:
            values = dict(zip(COLUMNS, one, strict=True))
            start, end = (_scalar(self._connection, sql, values[name]) for name in ("start_nid", "end_nid"))
            kind = SCHEMA.relationship(_TYPES[values["type_code"]])
            key = (start, end, values["key"], values["source"])
            row = Row(tuple(values[name] for name in relationship_columns(kind)), values["load_id"])
            found.setdefault(kind.type, []).append((key, row))
        return found

    def _insert_nodes(self, kind: NodeKind, created: Mapping[str, Row]) -> bool:
        """Whether all ids were new; otherwise only some rows are written."""
        nids = range(self._next_nid, self._next_nid + len(created))
        self._next_nid = nids.stop
        columns, own_columns = node_columns(kind), kind_columns(kind)
        common, search, own = [], [], []
        for nid, (node_id, row) in zip(nids, created.items(), strict=True):
            values = dict(zip(columns, row.values, strict=True))
            shown = shown_columns(kind, values)
            common.append((nid, node_id, kind.label, *shown.values(), *row.values[:3], row.load_id))
            search.append((nid, shown["search_text"]))
            own.append((nid, *map(_encoded, map(values.__getitem__, own_columns))))
        cursor = self._connection.executemany(f"INSERT OR IGNORE INTO node VALUES ({_marks(12)})", common)
        if cursor.rowcount != len(created):
            return False
        code = _LABEL_CODES[kind.label]
        self._remembered.update((node_id, nid << 4 | code) for nid, node_id in zip(nids, created, strict=True))
        if not self._first_load:
            self._connection.executemany(
                "INSERT INTO node_search (rowid, search_text) VALUES (?, ?)", [s for s in search if s[1]]
            )
        self._connection.executemany(f"INSERT INTO {kind.table} VALUES ({_marks(len(own[0]))})", own)
        self._write_hidden(kind, dict(zip(created, nids, strict=True)), created)
        return True

    def _update_nodes(self, kind: NodeKind, updated: Mapping[str, Row]) -> None:
        nids = self._nids(updated)
        self._unindex([(nid,) for nid in nids.values()])
        own = kind_columns(kind)
        for node_id, row in updated.items():
            values = dict(zip(node_columns(kind), row.values, strict=True))
            shown = shown_columns(kind, values)
            self._connection.execute(
                f"UPDATE node SET {_assign(_SHOWN)}, source_url = ?, load_id = ? WHERE nid = ?",
                (*shown.values(), row.values[2], row.load_id, nids[node_id]),
            )
            self._connection.execute(
                f"UPDATE {kind.table} SET {_assign(own)} WHERE nid = ?",
                (*(_encoded(values[column]) for column in own), nids[node_id]),
            )
        self._connection.executemany(
            "INSERT INTO node_search (rowid, search_text) SELECT nid, search_text FROM node "
            "WHERE nid = ? AND search_text IS NOT NULL",
            [(nid,) for nid in nids.values()],
        )
        self._write_hidden(kind, nids, updated)

    def _unindex(self, nids: Sequence[tuple[int]]) -> None:
        # An external-content FTS5 table must be told the old text before the row changes.
        self._connection.executemany(
            "INSERT INTO node_search (node_search, rowid, search_text) "
            "SELECT 'delete', nid, search_text FROM node WHERE nid = ? AND search_text IS NOT NULL",
            nids,
        )

    def _write_hidden(self, kind: NodeKind, nids: Mapping[str, int], rows: Mapping[str, Row]) -> None:
        if not kind.hidden:
            return
        n_hidden = len(kind.hidden)
        self._connection.executemany("DELETE FROM hidden_value WHERE nid = ?", [(n,) for n in nids.values()])
        self._connection.executemany(
            "INSERT INTO hidden_value VALUES (?, ?, ?)",
            [
                (nids[node_id], name, value)
                for node_id, row in rows.items()
                for name, value in zip(kind.hidden, row.values[-n_hidden:], strict=True)
                if value is not None
            ],
        )

    def _hidden_values(self, kind: NodeKind, nids: Sequence[int]) -> dict[tuple[int, str], str]:
        if not kind.hidden:
            return {}
        sql = "SELECT h.nid, h.name, h.value FROM json_each(?) AS i CROSS JOIN hidden_value AS h ON h.nid = i.value"
        return {(nid, name): value for nid, name, value in self._connection.execute(sql, (json.dumps(nids),))}

    def _at_nodes(self, kind: RelationshipKind, nids: str) -> dict[RelationshipKey, Row]:
        columns = ", ".join(f"r.{column}" for column in relationship_columns(kind))
        select = (
            f"SELECT s.id, e.id, r.key, r.source, r.load_id, {columns} FROM json_each(:nids) AS i "
            f"CROSS JOIN {kind.table} AS r ON r.{{end}} = i.value "
            "CROSS JOIN node AS s ON s.nid = r.start_nid CROSS JOIN node AS e ON e.nid = r.end_nid"
        )
        sql = f"{select.format(end='start_nid')} UNION {select.format(end='end_nid')}"
        found = self._connection.execute(sql, {"nids": nids})
        return {
            (start, end, key, source): Row(tuple(values), load_id)
            for start, end, key, source, load_id, *values in found
        }

    def _nids(self, ids: Iterable[str]) -> dict[str, int]:
        wanted = dict.fromkeys(ids)
        known = self._known(wanted)
        return {node_id: known[node_id] >> 4 for node_id in wanted if node_id in known}

    def _forget(self) -> None:
        if self._first_load and self._knows_all:
            self._first_load.index_ids()
        self._remembered.clear()
        self._knows_all = False

    def _known(self, ids: Iterable[str]) -> Mapping[str, int]:
        """Number and kind by id, as `_remembered` has them, of these ids where they exist and perhaps of others."""
        if len(self._remembered) > _N_REMEMBERED:
            self._forget()
        if self._knows_all:
            return self._remembered
        wanted = set(ids)
        missing = list(wanted - self._remembered.keys())
        if missing:
            sql = "SELECT n.id, n.nid, n.kind FROM json_each(?) AS i CROSS JOIN node AS n ON n.id = i.value"
            found = self._connection.execute(sql, (json.dumps(missing),))
            self._remembered.update((node_id, nid << 4 | _LABEL_CODES[kind]) for node_id, nid, kind in found)
        return self._remembered


def decoded(values: Sequence[Any], texts: frozenset[int]) -> tuple[Value, ...]:
    """Column values as records hold them; ``texts`` are the positions that hold JSON arrays."""
    if not texts:
        return tuple(values)
    return tuple(
        tuple(json.loads(value)) if i in texts and value is not None else value for i, value in enumerate(values)
    )


def _text_lists(kind: NodeKind, columns: Sequence[str]) -> frozenset[int]:
    lists = {p.name for p in kind.properties if p.type is ValueType.TEXTS}
    return frozenset(i for i, name in enumerate(columns) if name in lists)


def _encoded(value: Value) -> Value:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value


def _marks(n: int) -> str:
    return ", ".join("?" * n)


def _assign(columns: Sequence[str]) -> str:
    return ", ".join(f"{column} = ?" for column in columns)


def _scalar(connection: sqlite3.Connection, sql: str, *params: object) -> Any:  # noqa: ANN401 - what the column holds
    return connection.execute(sql, params).fetchone()[0]
