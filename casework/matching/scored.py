"""All candidates of one request with their parts, before anybody is listed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from casework.matching.known import known_pool
from casework.matching.limits import is_spoken_for, masks
from casework.matching.need import MatchNeed
from casework.matching.parts import PARTS, Asked
from casework.matching.pool import Mask, PeerPool, Reals
from casework.matching.rules import MatchRules, shipped_rules
from casework.matching.topic_tree import TopicTree
from graph.dates import number_of_day
from graph.incidence import Ints
from graph.network import Network


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Shares, limits and scores of all candidates. Made by `score_candidates`."""

    asked: Asked
    rules: MatchRules
    shares: dict[str, Reals] = field(repr=False)
    """For each part the share of its points that each candidate has, neutral where unknown."""
    is_unknown: dict[str, Mask] = field(repr=False)
    limits: dict[str, Mask] = field(repr=False)
    is_out: Mask = field(repr=False)
    is_spoken_for: Mask = field(repr=False)
    scores: Reals = field(repr=False)

    @property
    def is_candidate(self) -> Mask:
        """Who may be listed: no limit holds, and no official speaks for the organisation."""
        return ~(self.is_out | self.is_spoken_for)

    def best(self, n_wanted: int, among: Mask | None = None) -> Ints:
        """Rows of the best candidates: highest score first, then by id; fewer where there are not as many."""
        rows = np.flatnonzero(self.is_candidate if among is None else among).astype(np.int32)
        return best_of(self.scores, rows, n_wanted)

    def row_of(self, node_id: str) -> int | None:
        """Row of a candidate; None for what is no official or organisation."""
        node = self.asked.network.position(node_id)
        return None if node is None else self.asked.known.pool.row(node)

    def id_of(self, row: int) -> str:
        """Id of the candidate in a row."""
        return self.asked.network.id_of(int(self.asked.known.pool.nodes[row]))

    def with_weights(self, rules: MatchRules) -> "Scored":
        """The same candidates under other weights."""
        scores = added(self.shares, rules)
        return Scored(
            self.asked, rules, self.shares, self.is_unknown, self.limits, self.is_out, self.is_spoken_for, scores
        )


def score_candidates(
    network: Network,
    pool: PeerPool,
    tree: TopicTree,
    need: MatchNeed,
    *,
    as_of: date,
    rules: MatchRules | None = None,
    conflicts: Iterable[str] = (),
    only_dated: bool = False,
) -> Scored:
    """Every official and organisation with limits and parts.

    Parameters
    ----------
    network, pool, tree : of one data version.
    as_of : the day; what is dated later is not known yet.
    rules : the shipped ones when None.
    conflicts : ids of those who declared an interest in this case.
    only_dated : for looking back: leave out what has no date.
    """
    rules = rules or shipped_rules()
    known = known_pool(pool, rules, number_of_day(as_of), only_dated=only_dated)
    asked = Asked(need, known, network, rules, tree, frozenset(conflicts))
    limits = masks(asked)
    is_out = np.logical_or.reduce(list(limits.values()))
    shares, is_unknown = {}, {}
    for name, part in PARTS.items():
        values = part(asked)
        is_unknown[name] = np.isnan(values)
        shares[name] = np.where(is_unknown[name], rules.neutral[name], values)
    return Scored(asked, rules, shares, is_unknown, limits, is_out, is_spoken_for(asked, is_out), added(shares, rules))


def added(shares: dict[str, Reals], rules: MatchRules) -> Reals:
    """Scores: the sum of the points of all parts, added in their order."""
    scores = np.zeros(len(next(iter(shares.values()))))
    for name, values in shares.items():
        scores += rules.weights[name] * values
    return scores


def best_of(scores: Reals, rows: Ints, n_wanted: int) -> Ints:
    """The rows with the highest scores, equal ones in the order of the rows, which is that of the ids."""
    if n_wanted <= 0:
        return rows[:0]
    if len(rows) > n_wanted:
        of_rows = scores[rows]
        least = np.partition(of_rows, len(rows) - n_wanted)[len(rows) - n_wanted]
        rows = rows[of_rows >= least]
    return np.asarray(rows[np.lexsort((rows, -scores[rows]))][:n_wanted])
