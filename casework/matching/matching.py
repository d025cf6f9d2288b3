"""Everything matching needs of one store, opened once, and the questions it answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casework.matching.assignment import Batch, assign
from casework.matching.fairness import FairUse, fair_use
from casework.matching.known import known_pool
from casework.matching.need import MatchNeed, needs_of
from casework.matching.pool import PeerPool
from casework.matching.pool_build import open_pool
from casework.matching.ranking import Ranking, listed
from casework.matching.rules import MatchRules
from casework.matching.scored import Scored, score_candidates
from casework.matching.topic_tree import TopicTree
from graph.dates import number_of_day
from graph.network import Network
from graph.store import GraphStore
from queries.rows import ask

_IN_BATCH = 50
"""Candidates of each request that a batch looks at."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The peers of a store and the questions about them; made by `open_matching`."""

    store: GraphStore
    network: Network
    pool: PeerPool
    tree: TopicTree
    rules: MatchRules
    as_of: date
    only_dated: bool = False

    def score(self, need: MatchNeed, conflicts: Iterable[str] = ()) -> Scored:
        """All candidates for a need with limits and parts."""
        return score_candidates(
            self.network,
            self.pool,
            self.tree,
            need,
            as_of=self.as_of,
            rules=self.rules,
            conflicts=conflicts,
            only_dated=self.only_dated,
        )

    def told(self, scored: Scored, *, k: int = 20, n_excluded: int = 10) -> Ranking:
        """The best of scored candidates with names and evidence."""
        return listed(self.store, scored, self.as_of, k=k, n_excluded=n_excluded)

    def fair_use(self, k: int = 20) -> FairUse:
        """Who is never asked and who is always asked."""
        known = known_pool(self.pool, self.rules, number_of_day(self.as_of), only_dated=self.only_dated)
        return fair_use(self.network, known, k)

    def assign_open_requests(
        self, n_wanted: int = 1, conflicts: Mapping[str, Iterable[str]] | None = None, most_asked: int = 1
    ) -> Batch:
        """Peers for all open requests at once, so that the sum of the scores is greatest.

        Parameters
        ----------
        n_wanted : peers for each request.
        conflicts : for each request who declared an interest.
        most_asked : requests for which one candidate may be asked at once.
        """
        requests = dict.fromkeys(row["id"] for row in ask(self.store, "open_requests"))
        scores = {}
        for need in needs_of(self.store, requests):
            request_id = str(need.request_id)
            scored = self.score(need, (conflicts or {}).get(request_id, ()))
            rows = scored.best(_IN_BATCH).tolist()
            scores[request_id] = [(scored.id_of(row), float(scored.scores[row])) for row in rows]
        return assign(scores, dict.fromkeys(scores, n_wanted), {}, otherwise_most=most_asked)


def open_matching(
    store: GraphStore,
    network: Network,
    rules: MatchRules,
    as_of: date,
    *,
    only_dated: bool = False,
    folder: Path | None = None,
    on_build: Callable[[], None] | None = None,
) -> Matching:
    """What matching needs of a store; see `casework.matching.pool_build.open_pool` for what takes time."""
    pool = open_pool(store, network, folder, on_build)
    return Matching(store, network, pool, TopicTree.of(store), rules, as_of, only_dated)
