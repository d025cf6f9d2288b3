"""The schema as SQLite tables, made from its declaration."""

from graph.schema import NodeKind, Property, RelationshipKind, Schema, ValueType
from graph.upsert import node_columns, relationship_columns

_AFFINITY = {
    ValueType.TEXT: "TEXT",
    ValueType.INTEGER: "INTEGER",
    ValueType.REAL: "REAL",
    ValueType.DATE: "TEXT",
    ValueType.TEXTS: "TEXT",  # a JSON array
}

_FIXED = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT, url TEXT, licence TEXT) WITHOUT ROWID;
CREATE TABLE load (
  load_id INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES source, loaded_at TEXT NOT NULL,
  files TEXT NOT NULL, changes TEXT NOT NULL, notices TEXT NOT NULL);
CREATE TABLE journal (
  entry INTEGER PRIMARY KEY, load_id INTEGER NOT NULL, operation TEXT NOT NULL, kind TEXT NOT NULL,
  key TEXT NOT NULL, old_values TEXT NOT NULL);
CREATE INDEX journal_load ON journal (load_id);
CREATE INDEX journal_key ON journal (kind, key);
CREATE TABLE node (
  nid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT, detail TEXT, date TEXT,
  country TEXT, search_text TEXT, source TEXT NOT NULL, source_key TEXT NOT NULL, source_url TEXT,
  load_id INTEGER NOT NULL);
CREATE INDEX node_kind ON node (kind);
CREATE INDEX node_source_key ON node (source_key);
CREATE TABLE hidden_value (
  nid INTEGER NOT NULL REFERENCES node ON DELETE CASCADE, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (nid, name)) WITHOUT ROWID;
CREATE VIRTUAL TABLE node_search USING fts5(
  search_text, content='node', content_rowid='nid', tokenize='trigram', columnsize=0);
"""


def create_statements(schema: Schema) -> str:
    """The statements that make an empty store, as one script."""
    parts = [_FIXED]
    parts += [_node_table(kind) for kind in schema.nodes.values()]
    parts += [_relationship_table(kind) for kind in schema.relationships.values()]
    parts.append(_relationship_view(schema))
    return "\n".join(parts)


def kind_columns(kind: NodeKind) -> tuple[str, ...]:
    """Columns of a kind's own table beside its nid: the properties that may be shown."""
    return tuple(c for c in node_columns(kind)[3:] if c not in kind.hidden)


def _column(prop: Property) -> str:
    return f"{prop.name} {_AFFINITY[prop.type]}{' NOT NULL' if prop.required else ''}"


def _node_table(kind: NodeKind) -> str:
    columns = [_column(kind.property(name)) for name in kind_columns(kind)]
    key = "nid INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE"
    return f"CREATE TABLE {kind.table} (\n  " + ",\n  ".join([key, *columns]) + ");"


def _relationship_table(kind: RelationshipKind) -> str:
    columns = [
        "start_nid INTEGER NOT NULL REFERENCES node",
        "end_nid INTEGER NOT NULL REFERENCES node",
        "key TEXT NOT NULL",
        "source TEXT NOT NULL",
        "source_url TEXT",
        *(_column(kind.property(name)) for name in relationship_columns(kind)[1:]),
        "load_id INTEGER NOT NULL",
        "PRIMARY KEY (start_nid, end_nid, key, source)",
    ]
    table = f"CREATE TABLE {kind.table} (\n  " + ",\n  ".join(columns) + ") WITHOUT ROWID;"
    # Without the second index every question that walks against the arrow reads the whole table.
    return f"{table}\nCREATE INDEX {kind.table}_end ON {kind.table} (end_nid, start_nid);"


def _relationship_view(schema: Schema) -> str:
    selects = [
        f"SELECT '{kind.type}' AS type, start_nid, end_nid, key, {kind.date or 'NULL'} AS date, "
        f"{_until(kind)} AS until, {kind.detail or 'NULL'} AS detail, source, source_url, load_id FROM {kind.table}"
        for kind in schema.relationships.values()
    ]
    return "CREATE VIEW relationship AS\n" + "\nUNION ALL\n".join(selects) + ";"


def _until(kind: RelationshipKind) -> str:
    return "until" if any(p.name == "until" for p in kind.properties) else "NULL"
