"""One load into Neo4j: streamed into a transaction of its own, and replayed whole when that one is lost.

A managed transaction may run its function twice, so it cannot be handed a block of the caller's. Instead the block's
verbs are written at once, in a transaction opened with the block (so `changes` answers inside it, and a wrong record is
refused where it is given), and are remembered. When the server lets go of the transaction (a new leader, a broken
connection), what is remembered is written anew as a managed transaction, with the driver's retries. The price is that
a load's records are held in memory until it ends.

Two locks keep loads and readers apart, both ordinary node locks that the server frees when a program dies:
``ExplorerStore`` is held by a writer from beginning to end, so loads follow one another; ``CommitGate`` is held while a
commit is being applied and by readers of the whole graph, since Neo4j itself would show them half of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial

from neo4j import ManagedTransaction, Session, Transaction, unit_of_work
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import StoreUnavailable
from graph.meta import changes_to_json, notices_to_json
from graph.neo4j_connection import Address, busy, is_time_limit, is_too_big, may_pass, too_big
from graph.neo4j_engine import Neo4jEngine
from graph.records import Node, Relationship, Source
from graph.store import Changes, Notice
from graph.upsert import BATCH_SIZE, BatchWriter

AnyTransaction = Transaction | ManagedTransaction

# Setting a property takes the node's write lock, also when the value stays the same.
TAKE_TURN = "MATCH (s:ExplorerStore) SET s.n_commits = s.n_commits"
PASS_GATE = "MATCH (g:CommitGate) SET g.name = g.name"
_NEXT_LOAD = "OPTIONAL MATCH (l:Load) RETURN coalesce(max(l.load_id), 0) + 1"
_RECORD_LOAD = """
MATCH (store:ExplorerStore) SET store.n_commits = store.n_commits + 1
MERGE (source:Source {id: $source.id}) SET source = $source
CREATE (load:Load) SET load = $load
"""


class LoadWriter:
    """The `graph.store.Writer` of Neo4j, for one load."""

    def __init__(self, session: Session, address: Address, wait_s: float) -> None:
        self._session = session
        self._address = address
        self._steps: list[Callable[[BatchWriter], None]] = []
        self._await_turn(wait_s)
        self._transaction: Transaction | None = None
        self._writer = self._begin()

    @property
    def load_id(self) -> int:
        """Number of this load."""
        return self._writer.load_id

    def upsert(self, records: Iterable[Node | Relationship]) -> None:
        """Write records by key; see `graph.store.Writer.upsert`."""
        for batch in _batches(records):
            self._do(partial(BatchWriter.upsert, records=batch))

    def retire(self, node_ids: Iterable[str]) -> None:
        """Take nodes and their relationships out of the graph; see `graph.store.Writer.retire`."""
        self._do(partial(BatchWriter.retire, node_ids=tuple(node_ids)))

    def note(self, notices: Iterable[Notice]) -> None:
        """Keep notices with the load."""
        self._do(partial(BatchWriter.note, notices=tuple(notices)))

    def changes(self) -> Mapping[str, Changes]:
        """What was written so far, by node kind and relationship type."""
        with self._losing_what_passes():
            return self._writer.changes()
        self._writer = self._begin()
        self._replay(self._writer)
        return self._writer.changes()

    def keep(self, source: Source, files: Sequence[str]) -> None:
        """Commit the load; nothing is kept when it raises, and nothing changes when the load changed nothing."""
        with self._losing_what_passes():
            self._finish(source, files)
            return
        self._session.execute_write(self._replay_all, source, files)

    def abandon(self) -> None:
        """Let nothing of the load stay."""
        if self._transaction is not None:
            with suppress(DriverError, Neo4jError):  # a lost connection took the transaction with it
                self._transaction.close()
            self._transaction = None
