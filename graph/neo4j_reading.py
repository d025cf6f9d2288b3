"""Reading a Neo4j beside a load that is made part of the network in several transactions: all of it, or no answer.

Neo4j knows no snapshots, so a question looks at the gate when it has its rows: where the gate is marked, or was since
the question began, its rows may be half of a load and are thrown away.
"""

from collections.abc import Callable
from typing import TypeVar

from neo4j import ManagedTransaction

from graph.errors import StoreBusy

T = TypeVar("T")

# Setting a property takes the node's write lock, also when the value stays the same.
PASS_GATE = "MATCH (g:CommitGate) SET g.name = g.name"
_GATE = "MATCH (g:CommitGate) RETURN coalesce(g.n_switches, 0), g.switching"
_N_TRIES = 3


class GateWatch:
    """What one open store has seen of the gate."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._n_switches: int | None = None

    def watched(
        self, read: Callable[[Callable[[ManagedTransaction], T]], T], work: Callable[[ManagedTransaction], T]
    ) -> T:
        """What the work reads, none of it half of a load.

        Parameters
        ----------
        read : runs work in a transaction for reading.

        Raises
        ------
        StoreBusy
            A load is being made part of the network.
        """
        for _ in range(_N_TRIES):
            seen: list[int] = []

            def behind(transaction: ManagedTransaction, seen: list[int] = seen) -> T:
                n_before = self.look(transaction) if self._n_switches is None else self._n_switches
                answer = work(transaction)
                seen[:] = [n_before, self.look(transaction)]
                return answer

            answer = read(behind)
            n_before, self._n_switches = seen
            if n_before == self._n_switches:
                return answer
        raise self._busy(None)

    def look(self, transaction: ManagedTransaction) -> int:
        """How many switches have begun so far; raises `StoreBusy` where one has not ended."""
        found = transaction.run(_GATE).single()
        n_switches, switching = found.values() if found else (0, None)
        if switching is not None:
            raise self._busy(switching)
        return int(n_switches)

    def _busy(self, load_id: int | None) -> StoreBusy:
        if load_id is None:
            return StoreBusy(f"{self._shown} takes in one large load after another. Try again.")
        return StoreBusy(
            f"load {load_id} is being made part of the network at {self._shown}, which answers again once that is "
            f"complete. Try again in a minute. Where no program is at work on it any more: connect-explorer resume "
            f"{load_id} completes it, connect-explorer discard {load_id} takes it away."
        )
