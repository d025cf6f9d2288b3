"""The graph as a Cypher script that makes it in an empty Neo4j: ``cypher-shell --file network.cypher``.

One statement a line. Nodes carry the labels and properties of the schema, with ``id`` and their source; run twice, the
script changes nothing. Such a graph is for asking in Cypher; a store of the explorer is made by loading the files.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from graph.records import Node, Relationship, Value
from graph.schema import SCHEMA
from graph.store import GraphStore
from reports.export_records import Exported, Statements, shown_values

_ESCAPES = {"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
# All that ends a line for some program, or that a terminal might obey.
_ESCAPED = re.compile(r"[\\'\x00-\x1f\x7f-\x9f\u2028\u2029]")


def write_cypher(store: GraphStore, file: Path) -> Exported:
    """The graph as one script; how much was written."""
    statements = Statements(store)
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(f"{line};\n" for line in _lines(store, statements))
    return statements.exported


def literal(value: Value) -> str:
    """A value as Cypher writes it; texts in single quotes, with nothing in them that could end them."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, str):
        return f"'{_ESCAPED.sub(_escape, value)}'"
    return repr(value)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}")


def _lines(store: GraphStore, statements: Statements) -> Iterator[str]:
    for kind in store.counts().nodes:
        # Without it every relationship would search all nodes for its ends.
        yield f"CREATE INDEX export_{kind.lower()}_id IF NOT EXISTS FOR (n:{kind}) ON (n.id)"
    kinds: dict[str, str] = {}
    for record in statements:
        if isinstance(record, Node):
            kinds[record.id] = record.kind
            yield _node(record)
        else:
            yield _relationship(record, kinds)


def _node(node: Node) -> str:
    kind = SCHEMA.node(node.kind)
    labels = ":".join((kind.label, *kind.also))
    return f"MERGE (n:{labels} {{id: {literal(node.id)}}}) SET n += {_map(shown_values(node))}"


def _relationship(one: Relationship, kinds: dict[str, str]) -> str:
    start = f"MATCH (a:{kinds[one.start_id]} {{id: {literal(one.start_id)}}})"
    end = f"MATCH (b:{kinds[one.end_id]} {{id: {literal(one.end_id)}}})"
    # MERGE refuses unknown values, so what tells two of a type apart is written as one text.
    key: dict[str, Value] = {"key": one.key} if SCHEMA.relationship(one.type).key else {}
    identity = _map({**key, "source": one.source})
    rest = {name: value for name, value in shown_values(one).items() if name != "source"}
    return f"{start} {end} MERGE (a)-[r:{one.type} {identity}]->(b) SET r += {_map(rest)}"


def _map(values: dict[str, Value]) -> str:
    return f"{{{', '.join(f'{name}: {literal(value)}' for name, value in values.items() if value is not None)}}}"
