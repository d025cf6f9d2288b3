"""Doing the steps of a staged load, some in each transaction, and taking back what was done of one."""

import time
from collections.abc import Callable
from contextlib import suppress

from neo4j import Transaction
from neo4j.exceptions import DriverError, Neo4jError

from graph.change_log import ChangeLog
from graph.errors import StoreBusy
from graph.load_steps import Note, Upsert
from graph.meta import changes_from_json, changes_to_json
from graph.neo4j_connection import may_pass
from graph.neo4j_engine import Neo4jEngine
from graph.neo4j_staging import Stage, Staged, has_nodes
from graph.undo import undo_in
from graph.upsert import BatchWriter

_STEPS_AT_ONCE = 8
"""Steps of up to 5,000 records each: one transaction takes about 4 kB of the server's memory for each record."""
_PAUSES_AT_ONCE = 4
_WAITS_S = (0.5, 2.0, 5.0, 10.0)
"""How long to wait before each new attempt: a cluster chooses a new leader in a few seconds."""


class Switch:
    """Makes a staged load part of the network. May be run again after more steps were added."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._writer: BatchWriter | None = None
        self._engine: Neo4jEngine | None = None
        self._n_done = self._n_pauses = 0

    @property
    def writer(self) -> BatchWriter:
        """What has written the load, with its changes and notices."""
        assert self._writer is not None  # `run` made it
        return self._writer

    def run(self) -> None:
        """Do every step that is not done.

        Raises
        ------
        StoreBusy
            Another program has gone on with the same load.
        """
        _with_patience(self._run)

    def _run(self) -> None:
        state = self._stage.state()
        if not state.load.is_switching:
            self._stage.begin_switch()
        try:
            with _Transactions(self._stage) as transactions:
                self._go_on(state, transactions)
        except BaseException:
            self._writer = self._engine = None  # they may hold what was not kept
            raise

    def _go_on(self, state: Staged, transactions: "_Transactions") -> None:
        writer, engine = self._restored(state, transactions)
        while self._n_done < state.n_steps:
            last = min(self._n_done + _STEPS_AT_ONCE, state.n_steps)
            for step in self._stage.steps(transactions.now, self._n_done, last):
                step.do(writer)
            self._keep(writer, engine, transactions, last)

    def _restored(self, state: Staged, transactions: "_Transactions") -> tuple[BatchWriter, Neo4jEngine]:
        """Writer and engine as they were when the last step was kept."""
        if self._writer is not None and self._engine is not None:
            self._engine.use(transactions.now)
            return self._writer, self._engine
        is_first = not has_nodes(transactions.now)
        load_id = self._stage.load_id
        engine = Neo4jEngine(transactions.now, load_id, n_entries=state.n_entries, is_first=is_first)
        writer = BatchWriter(engine, load_id, changes_from_json(state.changes))
        for step in self._stage.steps(transactions.now, 0, state.n_done):
            if isinstance(step, Upsert):
                writer.remember_given(step.records)
            elif isinstance(step, Note):
                step.do(writer)
        engine.on_pause = lambda: self._pause(writer, engine, transactions)
        self._writer, self._engine, self._n_done = writer, engine, state.n_done
        return writer, engine

    def _pause(self, writer: BatchWriter, engine: Neo4jEngine, transactions: "_Transactions") -> None:
        self._n_pauses += 1
        if self._n_pauses % _PAUSES_AT_ONCE == 0:
            self._keep(writer, engine, transactions, self._n_done)

    def _keep(self, writer: BatchWriter, engine: Neo4jEngine, transactions: "_Transactions", n_done: int) -> None:
        """Keep what was done, together with how much that is."""
        writer.flush()
        engine.flush()
        changes = changes_to_json(writer.changes_so_far())
        if not self._stage.say_done(transactions.now, self._n_done, n_done, changes, engine.n_entries):
            raise StoreBusy(f"another program completes load {self._stage.load_id}. Wait for it.")
        self._n_done = n_done
        engine.use(transactions.next())


def take_back(stage: Stage) -> None:
    """Let nothing be left of what a staged load has done; its steps and its mark stay."""
    _with_patience(lambda: _take_back(stage))
    stage.forget_journal()


def _take_back(stage: Stage) -> None:
    with _Transactions(stage) as transactions:
        n_pauses = 0

        def keep() -> None:
            nonlocal n_pauses
            n_pauses += 1
            if n_pauses % _PAUSES_AT_ONCE == 0:
                engine.flush()
                engine.use(transactions.next())

        engine = Neo4jEngine(transactions.now, stage.load_id, on_pause=keep, has_journal=False)
        undo_in(engine, ChangeLog(engine), stage.load_id, by=stage.load_id)
        engine.flush()
        transactions.now.commit()


class _Transactions:
    """One transaction after another in the session of a stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.now: Transaction = stage.begin_transaction()

    def next(self) -> Transaction:
        """Keep what the last one did, and open another."""
        self.now.commit()
        self.now = self._stage.begin_transaction()
        return self.now

    def __enter__(self) -> "_Transactions":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(DriverError, Neo4jError):  # a lost connection took its transaction with it
            self.now.close()


def _with_patience(work: Callable[[], None]) -> None:
    """Do it, and again where the server was lost for a moment; it goes on where it was."""
    for wait_s in (*_WAITS_S, None):
        try:
            work()
        except (DriverError, Neo4jError) as error:
            if wait_s is None or not may_pass(error):
                raise
            time.sleep(wait_s)
        else:
            return
