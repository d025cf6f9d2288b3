"""Whose turn it is to write to a Neo4j, and how a load is recorded when it ends."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from neo4j import ManagedTransaction, Session, Transaction, unit_of_work
from neo4j.exceptions import Neo4jError

from graph.meta import changes_to_json, notices_to_json, now
from graph.neo4j_connection import Address, busy, is_time_limit
from graph.records import Source
from graph.upsert import BatchWriter

AnyTransaction = Transaction | ManagedTransaction

# Setting a property takes the node's write lock, also when the value stays the same.
TAKE_TURN = "MATCH (s:ExplorerStore) SET s.n_commits = s.n_commits"
NEXT_LOAD = "OPTIONAL MATCH (l:Load) RETURN coalesce(max(l.load_id), 0) + 1"
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


def await_turn(session: Session, address: Address, wait_s: float) -> None:
    """Come back when nobody is writing; raises `StoreBusy` when somebody is for longer than the waiting time."""
    # The time limit of Neo4j is that of a whole transaction, so waiting has one of its own. When three programs
    # write, the one whose turn it is may be overtaken between the two, and then waits for longer.
    try:
        session.execute_write(unit_of_work(timeout=wait_s)(take_turn))
    except Neo4jError as error:
        if is_time_limit(error):
            raise busy(address) from error
        raise


def take_turn(transaction: AnyTransaction) -> None:
    """Hold the turn to write until the transaction ends."""
    transaction.run(TAKE_TURN).consume()


def record_load(transaction: AnyTransaction, writer: BatchWriter, origin: Origin) -> bool:
    """Whether there is anything to record; then it is, with a new version of the data."""
    changes = writer.changes()
    if all(one.is_empty for one in changes.values()):
        return False
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
    return True
