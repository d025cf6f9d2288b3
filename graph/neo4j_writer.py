"""One load into Neo4j: streamed into a transaction of its own, and replayed whole when that one is lost.

A managed transaction may run its function twice, so it cannot be handed a block of the caller's. Instead the block's
verbs are written at once, in a transaction opened with the block (so `changes` answers inside it, and a wrong record is
refused where it is given), and are remembered. When the server lets go of the transaction (a new leader, a broken
connection), what is remembered is written anew as a managed transaction, with the driver's retries. The price is that
a load's records are held in memory until it ends. A load that is too big for one transaction is therefore staged: see
`graph.neo4j_staging`.

Two locks keep loads and readers apart, both ordinary node locks that the server frees when a program dies.
``ExplorerStore`` is held by a writer from beginning to end, so loads follow one another. ``CommitGate`` is held while
a commit is being applied, and by readers of the whole graph: without it 28 of 566 reads beside a busy writer showed
half of a load, with it none of 715.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import TypeVar

from neo4j import ManagedTransaction, Session, Transaction
from neo4j.exceptions import DriverError, Neo4jError

from graph.cases import CaseEdit, CaseStep
from graph.load_steps import (
    Note,
    Retire,
    RetireMissing,
    RetireRelationships,
    SaveCase,
    Stageable,
    Step,
    Undo,
    Upsert,
)
from graph.meta import changes_from_json
from graph.neo4j_connection import Address, is_too_big, may_pass, too_big
from graph.neo4j_engine import Neo4jEngine
from graph.neo4j_reading import PASS_GATE
from graph.neo4j_staged_writer import StagedWriter
from graph.neo4j_staging import has_nodes, require_none_staged
from graph.neo4j_turn import NEXT_LOAD, AnyTransaction, Origin, await_turn, record_load, take_turn
from graph.records import Node, Relationship
from graph.store import Changes, Difference, Notice
from graph.upsert import BATCH_SIZE, BatchWriter

T = TypeVar("T")

MOST_IN_ONE = 100_000
"""Records that one transaction takes: about 400 MB of the server's memory, of which it may have no more than 1 GB."""
_REPLAN = "CALL db.prepareForReplanning(30)"
_MANY = 1_000
"""Records that a load creates or retires before questions are planned anew, which takes about 0.3 s."""
_CHANGES = "OPTIONAL MATCH (l:Load {load_id: $load_id}) RETURN l.changes"


class LoadWriter:
    """The `graph.store.Writer` of Neo4j, for one load."""

    def __init__(
        self,
        open_session: Callable[[], Session],
        address: Address,
        wait_s: float,
        origin: Origin,
        most_in_one: int | None = MOST_IN_ONE,
    ) -> None:
        """Begin a load, when it is its turn.

        Parameters
        ----------
        most_in_one : records that are written in one transaction; with more the load is staged. None: never.
        """
        self._open_session, self._session = open_session, open_session()
        self._address, self._wait_s = address, wait_s
        self._origin, self._most_in_one = origin, most_in_one
        self._steps: list[Step] = []
        self._n_records = 0
        self._staged: StagedWriter | None = None
        self._transaction: Transaction | None = None
        self._is_over = False
        await_turn(self._session, address, wait_s)
        self._writer = self._begin()
        self.load_id = self._writer.load_id

    @property
    def what_became(self) -> str:
        """A sentence on the data, for a message that the server was lost."""
        if self._staged and self._staged.is_left:
            return (
                f"Load {self.load_id} is not complete, and nothing of it is shown. When the server answers again, take "
                f"it away: connect-explorer discard {self.load_id}."
            )
        return "The store is as it was before."

    def upsert(self, records: Iterable[Node | Relationship]) -> None:
        """Write records by key; see `graph.store.Writer.upsert`."""
        for batch in _batches(records):
            self._do(Upsert(tuple(batch)))

    def retire(self, node_ids: Iterable[str]) -> None:
        """Take nodes and their relationships out of the graph; see `graph.store.Writer.retire`."""
        self._do(Retire(tuple(node_ids)))

    def retire_relationships(self, relationships: Iterable[Relationship]) -> None:
        """Take relationships out of the graph; see `graph.store.Writer.retire_relationships`."""
        self._do(RetireRelationships(tuple(relationships)))

    def save_case(self, edit: CaseEdit, step: CaseStep) -> None:
        """Add a revision to a casework record; see `graph.store.Writer.save_case`."""
        self._most_in_one = None
        self._do(SaveCase(edit, step))

    def retire_missing(self, source_id: str, *, even_most: bool = False) -> None:
        """Retire what a source no longer holds; see `graph.store.Writer.retire_missing`."""
        self._do(RetireMissing(source_id, even_most))

    def kept_for_others(self) -> tuple[str, ...]:
        """Ids that `retire_missing` left because other facts still need them."""
        return self._answer(BatchWriter.kept_for_others)

    def undo(self, load_id: int) -> None:
        """Bring back what a load found; see `graph.store.Writer.undo`."""
        if self._is_big(load_id):
            self._stage()
        self._do(Undo(load_id))

    def differences(self) -> tuple[Difference, ...]:
        """Records before and after; see `graph.store.Writer.differences`."""
        return self._answer(BatchWriter.differences)

    def note(self, notices: Iterable[Notice]) -> None:
        """Keep notices with the load."""
        self._do(Note(tuple(notices)))

    def all_given(self) -> None:
        """Say that no more records come; see `graph.store.Writer.all_given`."""
        if self._staged:
            self._staged.all_given()

    def changes(self) -> Mapping[str, Changes]:
        """What was written so far, by node kind and relationship type; after the load, what it wrote."""
        return self._answer(BatchWriter.changes)

    def keep(self) -> None:
        """Commit the load; a load that changed nothing leaves no trace."""
        if self._staged is None:
            self._keep_in_one()
        if self._staged is not None:
            self._writer = self._staged.keep()
        self._is_over = True
        if sum(one.n_created + one.n_retired for one in self._writer.changes().values()) >= _MANY:
            self._plan_anew()

    def abandon(self) -> None:
        """Let nothing stay that was not committed."""
        try:
            if self._staged and not self._is_over:
                self._is_over = True
                self._staged.abandon()
        finally:
            self._is_over = True
            self._release()

    def _keep_in_one(self) -> None:
        try:
            if self._attempt(self._commit) is None:
                self._session.execute_write(self._write_anew)
        except Neo4jError as error:
            self._stage_because(error)

    def _release(self) -> None:
        if self._transaction is not None:
            with suppress(DriverError, Neo4jError):  # a lost connection took its transaction with it
                self._transaction.close()
            self._transaction = None

    def _answer(self, question: Callable[[BatchWriter], T]) -> T:
        if self._is_over:
            return question(self._writer)
        if self._staged:
            return self._staged.answer(question)
        answer = self._attempt(partial(question, self._writer))
        if answer is None:
            self._writer = self._begin()
            self._replay(self._writer)
            answer = question(self._writer)
        return answer

    def _do(self, step: Step) -> None:
        if self._is_over:
            raise RuntimeError("this load has ended; open another writer")
        if self._staged:
            self._staged.do(_stageable(step))
            return
        self._steps.append(step)
        self._n_records += len(step.records) if isinstance(step, Upsert) else 0
        if self._most_in_one is not None and self._n_records > self._most_in_one:
            self._stage()
            return
        try:
            self._attempt(partial(step.do, self._writer))
        except Neo4jError as error:
            self._stage_because(error)

    def _stage_because(self, error: Neo4jError) -> None:
        """Stage the load where it is too big; raise the error where it is not, or must not be staged."""
        if self._most_in_one is None or not is_too_big(error):
            raise error
        self._stage()

    def _stage(self) -> None:
        """From here on write in many transactions; what was written in the one so far is not kept."""
        self._release()
        await_turn(self._session, self._address, self._wait_s)
        self._transaction = turn = self._session.begin_transaction()
        take_turn(turn)
        require_none_staged(turn)
        steps = map(_stageable, self._steps)
        self._staged = StagedWriter.begun(turn, self._session, self._open_session(), self._origin, steps)
        self._steps.clear()
        self.load_id = self._staged.load_id

    def _is_big(self, load_id: int) -> bool:
        if self._most_in_one is None or self._staged or self._transaction is None:
            return False
        text = self._transaction.run(_CHANGES, load_id=load_id).single(strict=True).value()
        changes = changes_from_json(text or "{}").values()
        return sum(one.n_created + one.n_updated + one.n_retired for one in changes) > self._most_in_one

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

    def _begin(self) -> BatchWriter:
        self._transaction = self._session.begin_transaction()
        return _batch_writer(self._transaction)

    def _commit(self) -> bool:
        assert self._transaction is not None  # _attempt has looked
        if _settle(self._transaction, self._writer, self._origin):
            self._transaction.commit()
        self._release()
        return True

    def _write_anew(self, transaction: ManagedTransaction) -> None:
        try:
            self._writer = _batch_writer(transaction)
            self._replay(self._writer)
            _settle(transaction, self._writer, self._origin)
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
            step.do(writer)


def _stageable(step: Step) -> Stageable:
    if isinstance(step, SaveCase):
        raise TypeError("casework is saved in a load of its own, not beside many records")
    return step


def _batch_writer(transaction: AnyTransaction) -> BatchWriter:
    """Writer of the next load, once it is our turn."""
    take_turn(transaction)
    require_none_staged(transaction)
    load_id = transaction.run(NEXT_LOAD).single(strict=True).value()
    return BatchWriter(Neo4jEngine(transaction, load_id, is_first=not has_nodes(transaction)), load_id)


def _settle(transaction: AnyTransaction, writer: BatchWriter, origin: Origin) -> bool:
    """Whether there is anything to commit; then the load is recorded, and nobody is reading the whole graph."""
    if not record_load(transaction, writer, origin):
        return writer.n_cases_saved > 0
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
