"""A load too big for one transaction of Neo4j: staged under its number, then made part of the network behind a gate.

Its steps lie on the server as compressed JSON (``:StagedStep``), where no question, count, search, array or export
looks. Once all have arrived they are done, some at a time, each time in one transaction with the count of what is done:
that count tells where to go on after anything. Meanwhile ``CommitGate`` is marked as switching, and readers that see
the mark answer nothing rather than a part of the load; see `graph.neo4j_reading`.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from neo4j import ManagedTransaction, Session, Transaction

from graph.errors import LoadWaiting, NotStaged
from graph.load_steps import Stageable, Upsert, packed, unpacked
from graph.meta import now
from graph.neo4j_reading import PASS_GATE
from graph.records import Source
from graph.store import StagedLoad

AnyTransaction = Transaction | ManagedTransaction

_ADD = """
MATCH (l:StagedLoad {load_id: $load_id})
MERGE (s:StagedStep {load_id: $load_id, number: $number})
SET s.content = $content, l.n_steps = $number + 1, l.n_records = $n_records
"""
_STEPS = """
MATCH (s:StagedStep {load_id: $load_id}) WHERE $first <= s.number < $last
RETURN s.content ORDER BY s.number
"""
_SWITCH = """
MATCH (l:StagedLoad {load_id: $load_id}) SET l.is_switching = true
WITH l MATCH (g:CommitGate) SET g.switching = $load_id, g.n_switches = coalesce(g.n_switches, 0) + 1
"""
# Whoever finds another count than its own has been overtaken, and writes nothing.
_DONE = """
MATCH (l:StagedLoad {load_id: $load_id}) WHERE l.n_done = $before
SET l.n_done = $done, l.changes = $changes, l.n_entries = $n_entries
RETURN count(l)
"""
_DELETE_STEPS = "MATCH (s:StagedStep) CALL (s) { DELETE s } IN TRANSACTIONS OF 200 ROWS"
_DELETE_JOURNAL = "MATCH (j:JournalEntry {load_id: $load_id}) CALL (j) { DELETE j } IN TRANSACTIONS OF 20000 ROWS"
_END = """
MATCH (l:StagedLoad {load_id: $load_id}) DELETE l
WITH count(*) AS n MATCH (g:CommitGate) SET g.switching = null
"""


@dataclass(frozen=True, slots=True)
class Staged:
    """A staged load as the server remembers it."""

    load: StagedLoad
    undoes: int | None
    n_steps: int
    n_done: int
    n_entries: int
    """Journal entries that it has made."""
    changes: str
    """Changes by kind of the steps that are done, as JSON."""


def find_staged(transaction: AnyTransaction) -> Staged | None:
    """The staged load; None where there is none."""
    found = transaction.run("MATCH (l:StagedLoad) RETURN properties(l) ORDER BY l.load_id LIMIT 1").single()
    return _staged(found[0]) if found else None


def require_none_staged(transaction: AnyTransaction) -> None:
    """Raise `LoadWaiting` where a load was left half-way; whoever works at one holds the turn to write."""
    if found := find_staged(transaction):
        raise LoadWaiting(found.load.load_id, found.load.source.id, is_whole=found.load.is_whole)


def require_staged(transaction: AnyTransaction, load_id: int) -> Staged:
    """The staged load with a number; raises `NotStaged`."""
    found = find_staged(transaction)
    if found is None or found.load.load_id != load_id:
        raise NotStaged(load_id)
    return found


def has_nodes(transaction: AnyTransaction) -> bool:
    """Whether the network has any node."""
    return bool(transaction.run("RETURN EXISTS { MATCH (:Node) }").single(strict=True).value())


class Stage:
    """The steps of one staged load on the server, and how far they are done."""

    def __init__(self, session: Session, load_id: int) -> None:
        self.load_id = load_id
        self._session = session
        self._n_steps = self._n_records = 0

    def open(self, source: Source, files: list[str], undoes: int | None) -> None:
        """Begin; steps that a load without a name has left are swept away."""
        self._session.run(_DELETE_STEPS).consume()
        marker = {
            **{"load_id": self.load_id, "source": json.dumps(asdict(source)), "files": files, "undoes": undoes},
            **{"begun_at": now(), "n_steps": 0, "n_done": 0, "n_records": 0, "n_entries": 0, "changes": "{}"},
            **{"is_whole": False, "is_switching": False},
        }
        self._write("CREATE (l:StagedLoad) SET l = $marker", marker=marker)

    def add(self, step: Stageable) -> None:
        """Keep a step behind the others."""
        self._n_records += len(step.records) if isinstance(step, Upsert) else 0
        self._write(_ADD, number=self._n_steps, n_records=self._n_records, content=packed(step))
        self._n_steps += 1

    def say_whole(self) -> None:
        """Remember that all has arrived."""
        self._write("MATCH (l:StagedLoad {load_id: $load_id}) SET l.is_whole = true")

    def begin_switch(self) -> None:
        """From now on nobody reads the network; waits for those who are reading all of it."""
        self._write(_SWITCH, before=PASS_GATE)

    def state(self) -> Staged:
        """How far it is."""
        return self._session.execute_read(require_staged, self.load_id)

    def steps(self, transaction: AnyTransaction, first: int, last: int) -> Iterator[Stageable]:
        """Steps from one number to before another."""
        params = {"load_id": self.load_id, "first": first, "last": last}
        return map(unpacked, [row.value() for row in transaction.run(_STEPS, params)])

    def begin_transaction(self) -> Transaction:
        """A transaction for some of the steps."""
        return self._session.begin_transaction()

    def say_done(self, transaction: AnyTransaction, before: int, done: int, changes: str, n_entries: int) -> bool:
        """Remember how far it is, in the transaction that did it; False: another program has gone on with it."""
        given = {"load_id": self.load_id, "before": before, "done": done}
        found = transaction.run(_DONE, given, changes=changes, n_entries=n_entries)
        return bool(found.single(strict=True).value())

    def forget_steps(self) -> None:
        """Sweep away what is done."""
        self._session.run(_DELETE_STEPS).consume()

    def forget_journal(self) -> None:
        """Sweep away the old values of a load that was taken back before it was complete."""
        self._session.run(_DELETE_JOURNAL, load_id=self.load_id).consume()

    def _write(self, cypher: str, before: str | None = None, **params: object) -> None:
        def work(transaction: ManagedTransaction) -> None:
            if before:
                transaction.run(before).consume()
            transaction.run(cypher, {"load_id": self.load_id, **params}).consume()

        self._session.execute_write(work)


def end_staged(transaction: AnyTransaction, load_id: int) -> None:
    """Let a staged load be no more, and everybody read again."""
    transaction.run(PASS_GATE).consume()
    transaction.run(_END, load_id=load_id).consume()


def _staged(stored: dict[str, Any]) -> Staged:
    load = StagedLoad(
        stored["load_id"],
        Source(**json.loads(stored["source"])),
        tuple(stored["files"]),
        stored["begun_at"],
        stored["n_records"],
        stored["is_whole"],
        stored["is_switching"],
    )
    return Staged(load, stored.get("undoes"), *(stored[n] for n in ("n_steps", "n_done", "n_entries", "changes")))
