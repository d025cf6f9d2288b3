"""Neo4j's answers to the same questions, asked over one open session: the least that a client can pay."""

from typing import Any, Self

from neo4j import GraphDatabase, Query
from neo4j.exceptions import ClientError, TransientError

from benchmarks.cypher import SHORTEST_FIVE, SHORTEST_PATH, WITHIN_TWO_STEPS, best_paths
from benchmarks.explorer_side import K
from tools.neo4j.server import ServerAddress

_MOST_STEPS = 6
TIMEOUT_S = 20.0


class Neo4jSide:
    """One session with a server."""

    def __init__(self, address: ServerAddress) -> None:
        self._driver = GraphDatabase.driver(
            address.bolt_url, auth=(address.user, address.password), notifications_min_severity="OFF"
        )
        self._session = self._driver.session()

    def __enter__(self) -> Self:
        """Return the side itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the server."""
        self._session.close()
        self._driver.close()

    def run(self, cypher: str, *, timeout_s: float | None = TIMEOUT_S, **params: object) -> list[dict[str, Any]]:
        """Rows of any text of ours."""
        text = Query(cypher, timeout=timeout_s)
        return self._session.run(text, params).data()

    def one_path(self, pair: tuple[str, str]) -> list[str] | None:
        """Ids along a path of fewest relationships; None: not connected."""
        rows = self.run(SHORTEST_PATH, from_id=pair[0], to_id=pair[1])
        return rows[0]["ids"] if rows else None

    def five_paths(self, pair: tuple[str, str]) -> list[dict[str, Any]]:
        """Five paths of fewest relationships, with what their nodes and relationships hold."""
        return self.run(SHORTEST_FIVE, from_id=pair[0], to_id=pair[1])

    def best_paths(self, pair: tuple[str, str]) -> list[dict[str, Any]] | None:
        """The five best paths by steps, as the explorer counts them; None: it took too long."""
        try:
            return self._best_paths(pair)
        except (ClientError, TransientError) as problem:
            if "TransactionTimedOut" in str(problem.code):
                return None
            raise

    def within_two_steps(self, centre_id: str) -> set[str]:
        """Ids of the peers within two steps of a peer."""
        (row,) = self.run(WITHIN_TWO_STEPS, id=centre_id)
        return {*row["near"], *row["far"]} - {centre_id}

    def _best_paths(self, pair: tuple[str, str]) -> list[dict[str, Any]]:
        fewest = self.one_path(pair)
        found: list[dict[str, Any]] = []
        if fewest is None:
            return found
        for length in range(max(1, len(fewest) // 2), _MOST_STEPS + 1):
            found += self.run(best_paths(length), from_id=pair[0], to_id=pair[1], k=K - len(found))
            if len(found) >= K:
                break
        return found
