"""One load into Neo4j: streamed into a transaction of its own, and replayed whole when that one is lost.

A managed transaction may run its function twice, so it cannot be handed a block of the caller's. Instead the block's
verbs are written at once, in a transaction opened with the block (so `changes` answers inside it, and a wrong record is
refused where it is given), and are remembered. When the server lets go of the transaction (a new leader, a broken
connection), what is remembered is written anew as a managed transaction, with the driver's retries. The price is that
a load's records are held in memory until it ends.

Two locks keep loads and readers apart, both ordinary node locks that the server frees when a program dies.
``ExplorerStore`` is held by a writer from beginning to end, so loads follow one another. ``CommitGate`` is held while
a commit is being applied, and by readers of the whole graph: without it 28 of 566 reads beside a busy writer showed
half of a load, with it none of 715.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from typing import TypeVar

from neo4j import ManagedTransaction, Session, Transaction, unit_of_work
from neo4j.exceptions import DriverError, Neo4jError

from graph.cases import CaseEdit, CaseStep
from graph.meta import changes_to_json, notices_to_json, now
from graph.neo4j_connection import Address, busy, is_time_limit, is_too_big, may_pass, too_big
from graph.neo4j_engine import Neo4jEngine
from graph.records import Node, Relationship, Source
from graph.store import Changes, Difference, Notice
from graph.upsert import BATCH_SIZE, BatchWriter

AnyTransaction = Transaction | ManagedTransaction
T = TypeVar("T")

# Setting a property takes the node's write lock, also when the value stays the same.
TAKE_TURN = "MATCH (s:ExplorerStore) SET s.n_commits = s.n_commits"
PASS_GATE = "MATCH (g:CommitGate) SET g.name = g.name"
_REPLAN = "CALL db.prepareForReplanning(30)"
_MANY = 1_000
"""Records that a load creates or retires before questions are planned anew, which takes about 0.3 s."""
_NEXT_LOAD = "OPTIONAL MATCH (l:Load) RETURN coalesce(max(l.load_id), 0) + 1"
_RECORD_LOAD = """
MATCH (store:ExplorerStore) SET store.n_commits = store.n_commits + 1
MERGE (source:Source {id: $source.id}) SET source = $source
CREATE (load:Load) SET load = $load
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a load is recorded with."""

    source: Source
    files: Sequence[str]
    undoes: int | None = None
    """The load that it takes back."""


class LoadWriter:
    """The `graph.store.Writer` of Neo4j, for one load."""

    def __init__(self, session: Session, address: Address, wait_s: float) -> None:
        self._session = session
        self._address = address
        self._steps: list[Callable[[BatchWriter], None]] = []
        self._transaction: Transaction | None = None
        self._is_over = False
        self._await_turn(wait_s)
        self._writer = self._begin()
        self.load_id = self._writer.load_id

    def upsert(self, records: Iterable[Node | Relationship]) -> None:
        """Write records by key; see `graph.store.Writer.upsert`."""
        for batch in _batches(records):
            self._do(partial(BatchWriter.upsert, records=batch))

    def retire(self, node_ids: Iterable[str]) -> None:
        """Take nodes and their relationships out of the graph; see `graph.store.Writer.retire`."""
        self._do(partial(BatchWriter.retire, node_ids=tuple(node_ids)))

    def retire_relationships(self, relationships: Iterable[Relationship]) -> None:
        """Take relationships out of the graph; see `graph.store.Writer.retire_relationships`."""
        self._do(partial(BatchWriter.retire_relationships, relationships=tuple(relationships)))

    def save_case(self, edit: CaseEdit, step: CaseStep) -> None:
        """Add a revision to a casework record; see `graph.store.Writer.save_case`."""
        self._do(partial(BatchWriter.save_case, edit=edit, step=step))

    def retire_missing(self, source_id: str, *, even_most: bool = False) -> None:
        """Retire what a source no longer holds; see `graph.store.Writer.retire_missing`."""
        self._do(partial(BatchWriter.retire_missing, source_id=source_id, even_most=even_most))

    def kept_for_others(self) -> tuple[str, ...]:
        """Ids that `retire_missing` left because other facts still need them."""
        return self._answer(BatchWriter.kept_for_others)

    def undo(self, load_id: int) -> None:
        """Bring back what a load found; see `graph.store.Writer.undo`."""
        self._do(partial(BatchWriter.undo, load_id=load_id))

    def differences(self) -> tuple[Difference, ...]:
        """Records before and after; see `graph.store.Writer.differences`."""
        return self._answer(BatchWriter.differences)

    def note(self, notices: Iterable[Notice]) -> None:
        """Keep notices with the load."""
        self._do(partial(BatchWriter.note, notices=tuple(notices)))

    def changes(self) -> Mapping[str, Changes]:
        """What was written so far, by node kind and relationship type; after the load, what it wrote."""
        return self._answer(BatchWriter.changes)

    def keep(self, origin: Origin) -> None:
        """Commit the load; a load that changed nothing leaves no trace."""
        if self._attempt(partial(self._commit, origin)) is None:
            self._session.execute_write(self._write_anew, origin)
        self._is_over = True
        if sum(one.n_created + one.n_retired for one in self._writer.changes().values()) >= _MANY:
            self._plan_anew()

    def abandon(self) -> None:
        """Let nothing stay that was not committed."""
        self._is_over = True
        self._release()

    def _release(self) -> None:
        if self._transaction is not None:
            with suppress(DriverError, Neo4jError):  # a lost connection took its transaction with it
                self._transaction.close()
            self._transaction = None

    def _answer(self, question: Callable[[BatchWriter], T]) -> T:
        if self._is_over:
            return question(self._writer)
        answer = self._attempt(partial(question, self._writer))
        if answer is None:
            self._writer = self._begin()
            self._replay(self._writer)
            answer = question(self._writer)
        return answer

    def _do(self, step: Callable[[BatchWriter], None]) -> None:
        if self._is_over:
            raise RuntimeError("this load has ended; open another writer")
        self._steps.append(step)
        self._attempt(partial(step, self._writer))

    def _attempt(self, action: Callable[[], T]) -> T | None:
        """What the action gives; None when there is no transaction, or it was lost by something that passes."""
        if self._transaction is None:
            return None
        try:
            return action()
        except (DriverError, Neo4jError) as error:
            if not may_pass(error):
                raise
            self._release()
            return None

    def _await_turn(self, wait_s: float) -> None:
        # The time limit of Neo4j is that of a whole transaction, so waiting has one of its own. When three programs
        # write, the one whose turn it is may be overtaken between the two, and then waits for longer.
        try:
            self._session.execute_write(unit_of_work(timeout=wait_s)(_take_turn))
        except Neo4jError as error:
            if is_time_limit(error):
                raise busy(self._address) from error
            raise

    def _begin(self) -> BatchWriter:
        self._transaction = self._session.begin_transaction()
        return _batch_writer(self._transaction)

    def _commit(self, origin: Origin) -> bool:
        assert self._transaction is not None  # _attempt has looked
        if _settle(self._transaction, self._writer, origin):
            self._transaction.commit()
        self._release()
        return True

    def _write_anew(self, transaction: ManagedTransaction, origin: Origin) -> None:
        try:
            self._writer = _batch_writer(transaction)
            self._replay(self._writer)
            _settle(transaction, self._writer, origin)
        except Neo4jError as error:
            if is_too_big(error):  # said in our words here, since the driver would try again
                raise too_big(self._address) from error
            raise

    def _plan_anew(self) -> None:
        # Plans made while the store was empty scan it, and the server keeps them long after it has filled.
        with suppress(DriverError, Neo4jError):  # only an administrator may ask; others have slower questions at first
            self._session.run(_REPLAN).consume()

    def _replay(self, writer: BatchWriter) -> None:
        self.load_id = writer.load_id
        for step in self._steps:
            step(writer)


def _take_turn(transaction: AnyTransaction) -> None:
    transaction.run(TAKE_TURN).consume()


def _batch_writer(transaction: AnyTransaction) -> BatchWriter:
    """Writer of the next load, once it is our turn."""
    _take_turn(transaction)
    load_id = transaction.run(_NEXT_LOAD).single(strict=True).value()
    return BatchWriter(Neo4jEngine(transaction, load_id), load_id)


def _settle(transaction: AnyTransaction, writer: BatchWriter, origin: Origin) -> bool:
    """Whether there is anything to commit; then the load is recorded, and nobody is reading the whole graph."""
    changes = writer.changes()
    if all(one.is_empty for one in changes.values()):
        return writer.n_cases_saved > 0
    load = {
        "load_id": writer.load_id,
        "source": origin.source.id,
        "loaded_at": now(),
        "files": list(origin.files),
        "changes": changes_to_json(changes),
        "notices": notices_to_json(writer.notices),
        "undoes": origin.undoes,
    }
    transaction.run(_RECORD_LOAD, source=asdict(origin.source), load=load).consume()
    transaction.run(PASS_GATE).consume()
    return True


def _batches(records: Iterable[Node | Relationship]) -> Iterator[list[Node | Relationship]]:
    batch: list[Node | Relationship] = []
    for record in records:
        batch.append(record)
        if len(batch) == BATCH_SIZE:
            yield batch
            batch = []
    if batch:
        yield batch
