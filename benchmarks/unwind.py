"""The least that a client can pay to write the same network to Neo4j: a loop of UNWIND, nothing checked or kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from neo4j import GraphDatabase, Session

from graph.neo4j_schema import labels_of
from graph.records import Node, Relationship
from graph.schema import SCHEMA
from tools.neo4j.server import ServerAddress

_BATCH = 5_000
_EMPTY = (
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS",
)
_ENDS = (
    "MATCH (s:Node {id: row.start}) USING INDEX SEEK s:Node(id) "
    "MATCH (e:Node {id: row.end}) USING INDEX SEEK e:Node(id)"
)

Record = Node | Relationship


class BareLoop:
    """A session that writes records as they are, five thousand in each transaction."""

    def __init__(self, address: ServerAddress) -> None:
        self._driver = GraphDatabase.driver(
            address.bolt_url, auth=(address.user, address.password), notifications_min_severity="OFF"
        )
        self._session = self._driver.session()

    def write(self, records: Iterable[Record]) -> None:
        """Write records, which come kind by kind."""
        for kind, of_kind in groupby(records, key=lambda one: one.kind if isinstance(one, Node) else one.type):
            for batch in _batches(of_kind):
                self._session.execute_write(_run, _text(kind), list(map(_row, batch)))

    def empty(self) -> None:
        """Take everything out but the indexes."""
        empty(self._session)

    def close(self) -> None:
        """Let go of the server."""
        self._session.close()
        self._driver.close()


def empty(session: Session) -> None:
    """Take everything out of a database but the indexes."""
    for text in _EMPTY:
        session.run(text).consume()


def _text(kind: str) -> str:
    if kind in SCHEMA.nodes:
        return f"UNWIND $rows AS row CREATE (n{labels_of(SCHEMA.node(kind))}) SET n = row"
    return f"UNWIND $rows AS row {_ENDS} CREATE (s)-[r:{kind}]->(e) SET r = row.values"


def _row(one: Record) -> Mapping[str, Any]:
    if isinstance(one, Node):
        return {"id": one.id, "kind": one.kind, "source": one.source, "source_key": one.source_key, **one.properties}
    values = {"source": one.source, "key": one.key, **one.properties}
    return {"start": one.start_id, "end": one.end_id, "values": values}


def _run(transaction: Any, text: str, rows: Sequence[Mapping[str, Any]]) -> None:  # noqa: ANN401 - the driver's own
    transaction.run(text, rows=rows).consume()


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    waiting = iter(records)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
