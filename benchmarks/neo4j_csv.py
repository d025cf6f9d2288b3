"""Records as the CSV files of Neo4j's offline import, with the properties that `graph.neo4j_store` gives them.

At size L the import takes a minute where writing over Bolt takes many; it is how an office would move its whole network
to a server.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from graph.neo4j_schema import (
    node_properties,
    property_of_node,
    property_of_relationship,
    relationship_properties,
)
from graph.record_engine import Row, node_columns, relationship_columns
from graph.records import Node, Relationship
from graph.schema import SCHEMA, SCHEMA_VERSION, Property, ValueType

_TYPES = {ValueType.INTEGER: "long", ValueType.REAL: "double", ValueType.TEXTS: "string[]"}
BETWEEN_TEXTS = ";"
_LOAD_ID = 1
_OF_EVERY_NODE = (
    *("name", "detail", "date", "country", "search_text"),
    *("source", "source_key", "source_url", "id", "kind", "load_id"),
)
_OF_EVERY_RELATIONSHIP = ("date", "detail", "key", "source", "source_url", "load_id")
# What `graph.neo4j_store` makes in an empty database, so that it takes this one for a store of ours.
_STORE = {"ExplorerStore": f"store,offline-import,{SCHEMA_VERSION},1", "CommitGate": "gate,,,"}
_STORE_HEADER = "name:ID(store),store_id,schema_version:long,n_commits:long"


class CsvFolder:
    """A folder of files, one for each kind of node and type of relationship."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, IO[str]] = {}
        self._writers: dict[str, Any] = {}
        self._columns: dict[str, tuple[str, ...]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        for label, line in _STORE.items():
            (folder / f"{label}.csv").write_text(f"{_STORE_HEADER}\n{line}\n", encoding="utf-8")

    def write(self, records: Iterable[Node | Relationship]) -> None:
        """Write records down, each in the file of its kind."""
        for record in records:
            if isinstance(record, Node):
                self._write_node(record)
            else:
                self._write_relationship(record)

    def close(self) -> None:
        """Finish the files."""
        for file in self._files.values():
            file.close()

    def _write_node(self, node: Node) -> None:
        kind = SCHEMA.node(node.kind)
        known = {**node.properties, "source": node.source, "source_key": node.source_key, "source_url": node.source_url}
        row = Row(tuple(map(known.get, node_columns(kind))), _LOAD_ID)
        if kind.label not in self._writers:
            declared = {property_of_node(kind, p.name): p for p in kind.properties if p.name not in kind.hidden}
            self._open(kind.label, [], _columns(declared, _OF_EVERY_NODE))
        self._write_row(kind.label, (), node_properties(kind, node.id, row))

    def _write_relationship(self, one: Relationship) -> None:
        kind = SCHEMA.relationship(one.type)
        known = {**one.properties, "source_url": one.source_url}
        row = Row(tuple(map(known.get, relationship_columns(kind))), _LOAD_ID)
        if kind.type not in self._writers:
            declared = {property_of_relationship(kind, p.name): p for p in kind.properties}
            self._open(kind.type, [":START_ID(node)", ":END_ID(node)"], _columns(declared, _OF_EVERY_RELATIONSHIP))
        key = (one.start_id, one.end_id, one.key, one.source)
        self._write_row(kind.type, key[:2], relationship_properties(kind, key, row))

    def _open(self, name: str, ends: Sequence[str], columns: Mapping[str, str]) -> None:
        file = (self._folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
        self._files[name] = file
        self._columns[name] = tuple(columns)
        self._writers[name] = csv.writer(file, lineterminator="\n")
        self._writers[name].writerow([*ends, *columns.values()])

    def _write_row(self, name: str, ends: Sequence[str], properties: Mapping[str, Any]) -> None:
        # Unknown properties are absent, and every row has all columns.
        self._writers[name].writerow([*ends, *(_cell(properties.get(column)) for column in self._columns[name])])


def _columns(declared: Mapping[str, Property], further: Sequence[str]) -> dict[str, str]:
    """Every property that a record may have, and how the header writes it."""
    return {name: _header(name, declared.get(name)) for name in (*declared, *further)}


def _header(name: str, declared: Property | None) -> str:
    if name == "id":
        return "id:ID(node)"
    if name == "load_id":
        return "load_id:long"
    type_ = _TYPES.get(declared.type) if declared else None
    return f"{name}:{type_}" if type_ else name


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever a property holds
    return BETWEEN_TEXTS.join(value) if isinstance(value, tuple) else value
