"""The schema as SQLite tables, made from its declaration."""

from collections.abc import Mapping

from graph.record_engine import node_columns
from graph.schema import NodeKind, Property, RelationshipKind, Schema, ValueType
from graph.sqlite_cases import CASE_TABLES

_AFFINITY = {
    ValueType.TEXT: "TEXT",
    ValueType.INTEGER: "INTEGER",
    ValueType.REAL: "REAL",
    ValueType.DATE: "TEXT",
    ValueType.TEXTS: "TEXT",  # a JSON array
}

SAVED_QUESTION = """
CREATE TABLE IF NOT EXISTS saved_question (
  name TEXT PRIMARY KEY, question_id TEXT NOT NULL, given TEXT NOT NULL, saved_by TEXT NOT NULL, saved_at TEXT NOT NULL
) WITHOUT ROWID"""
"""A table of its own statement: stores that were made before there were saved questions get it with the first one."""

_FIXED = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT, url TEXT, licence TEXT) WITHOUT ROWID;
CREATE TABLE load (
  load_id INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES source, loaded_at TEXT NOT NULL,
  files TEXT NOT NULL, changes TEXT NOT NULL, notices TEXT NOT NULL, undoes INTEGER REFERENCES load);
CREATE TABLE journal (
  entry INTEGER PRIMARY KEY, load_id INTEGER NOT NULL, operation TEXT NOT NULL, kind TEXT NOT NULL,
  key TEXT NOT NULL, old_values TEXT NOT NULL, old_load_id INTEGER, new_load_id INTEGER);
CREATE INDEX journal_load ON journal (load_id);
CREATE INDEX journal_old_load ON journal (old_load_id);
CREATE INDEX journal_key ON journal (kind, key);
CREATE TABLE decision (
  decision_id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL, target TEXT,
  reason TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL, taken_back_at TEXT);
CREATE TABLE node (
  nid INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT, detail TEXT, date TEXT,
  country TEXT, search_text TEXT, source TEXT NOT NULL, source_key TEXT NOT NULL, source_url TEXT,
  load_id INTEGER NOT NULL);
CREATE TABLE hidden_value (
  nid INTEGER NOT NULL REFERENCES node ON DELETE CASCADE, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (nid, name)) WITHOUT ROWID;
CREATE VIRTUAL TABLE node_search USING fts5(
  search_text, content='node', content_rowid='nid', tokenize='trigram', columnsize=0);
"""


RELATIONSHIP_KEY = ("start_nid", "type_code", "end_nid", "key", "source")
LATE_INDEXES: Mapping[str, str] = {
    "node_id": "CREATE UNIQUE INDEX node_id ON node (id)",
    "node_kind": "CREATE INDEX node_kind ON node (kind)",
    "node_source_key": "CREATE INDEX node_source_key ON node (source_key)",
    # Without it every question that walks against the arrow reads the whole table.
    "relationship_row_end": "CREATE INDEX relationship_row_end ON relationship_row (end_nid, type_code, start_nid)",
}
"""Indexes that a load into an empty store makes at its end: sorting once beats keeping order in millions of places."""


def create_statements(schema: Schema) -> str:
    """The statements that make an empty store, as one script."""
    parts = [_FIXED, CASE_TABLES, f"{SAVED_QUESTION};"]
    parts += [_node_table(kind) for kind in schema.nodes.values()]
    parts += [_relationship_table(schema), *(f"{view};" for view in relationship_views(schema).values())]
    parts += [f"{statement};" for statement in LATE_INDEXES.values()]
    return "\n".join(parts)


def kind_columns(kind: NodeKind) -> tuple[str, ...]:
    """Columns of a kind's own table beside its nid: the properties that may be shown."""
    return tuple(c for c in node_columns(kind)[3:] if c not in kind.hidden)


def relationship_views(schema: Schema) -> dict[str, str]:
    """Statements that make the views through which questions read relationships, by the name of the view."""
    codes = type_codes(schema)
    by_type = {kind.table: _type_view(kind, codes[kind.type]) for kind in schema.relationships.values()}
    return {"relationship": _relationship_view(schema), **by_type}


def node_column(kind: NodeKind, name: str) -> str:
    """A column of a kind's own table as it is declared."""
    return _column(kind.property(name))


def _column(prop: Property) -> str:
    return f"{prop.name} {_AFFINITY[prop.type]}{' NOT NULL' if prop.required else ''}"


def _node_table(kind: NodeKind) -> str:
    columns = [node_column(kind, name) for name in kind_columns(kind)]
    key = "nid INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE"
    return f"CREATE TABLE {kind.table} (\n  " + ",\n  ".join([key, *columns]) + ");"


def shared_columns(schema: Schema) -> tuple[str, ...]:
    """Every property that any relationship kind has, once."""
    kinds = schema.relationships.values()
    return tuple(dict.fromkeys(prop.name for kind in kinds for prop in kind.properties))


def type_codes(schema: Schema) -> dict[str, int]:
    """Number that stands for each relationship type in the table."""
    return {type_: code for code, type_ in enumerate(schema.relationships, start=1)}


def _relationship_table(schema: Schema) -> str:
    """One table for all types: walking from a node reads one index, whatever the relationships are.

    Sixteen tables under one view were tried; SQLite 3.40 reads all of them for each question (no index is used
    through a UNION ALL in a join). Types are numbers because the text would be a third of every row.
    """
    columns = [
        "start_nid INTEGER NOT NULL REFERENCES node",
        "type_code INTEGER NOT NULL REFERENCES relationship_type",
        "end_nid INTEGER NOT NULL REFERENCES node",
        "key TEXT NOT NULL",
        "source TEXT NOT NULL",
        "source_url TEXT",
        *(f"{name} TEXT" for name in shared_columns(schema)),
        "load_id INTEGER NOT NULL",
        f"PRIMARY KEY ({', '.join(RELATIONSHIP_KEY)})",
    ]
    codes = ", ".join(f"({code}, '{type_}')" for type_, code in type_codes(schema).items())
    return (
        "CREATE TABLE relationship_type (code INTEGER PRIMARY KEY, type TEXT NOT NULL UNIQUE);\n"
        f"INSERT INTO relationship_type VALUES {codes};\n"
        "CREATE TABLE relationship_row (\n  " + ",\n  ".join(columns) + ") WITHOUT ROWID;"
    )


def _relationship_view(schema: Schema) -> str:
    """All relationships as a question reads them: with their type, and the columns that every type has."""
    codes = type_codes(schema)
    dates = {codes[kind.type]: kind.date for kind in schema.relationships.values() if kind.date}
    details = {codes[kind.type]: kind.detail for kind in schema.relationships.values() if kind.detail}
    return (
        f"CREATE VIEW relationship AS SELECT t.type, r.start_nid, r.end_nid, r.key, {_by_code(dates)} AS date, "
        f"r.until, {_by_code(details)} AS detail, r.source, r.source_url, r.load_id "
        "FROM relationship_row AS r CROSS JOIN relationship_type AS t ON t.code = r.type_code"
    )


def _type_view(kind: RelationshipKind, code: int) -> str:
    columns = "".join(f"{prop.name}, " for prop in kind.properties)
    return (
        f"CREATE VIEW {kind.table} AS SELECT start_nid, end_nid, key, {columns}source, source_url, load_id "
        f"FROM relationship_row WHERE type_code = {code}"
    )


def _by_code(columns: Mapping[int, str]) -> str:
    cases = " ".join(f"WHEN {code} THEN r.{column}" for code, column in columns.items())
    return f"CASE r.type_code {cases} END"
