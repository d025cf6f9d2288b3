"""Two or three candidates who together cover what no one of them does alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from casework.matching.pool import Mask, Reals
from casework.matching.rules import PARTS
from casework.matching.scored import Scored

Members = npt.NDArray[np.int64]
"""Teams as rows of columns of a `_Table`."""

_COVERED = ("wording", "language", "benefit")
"""Parts in which it is enough that one of the team is good; topics and experience are covered topic by topic."""
_N_BEST = 25
_N_PER_TOPIC = 8


@dataclass(frozen=True, slots=True)
class Team:
    """Candidates proposed together."""

    member_ids: tuple[str, ...]
    """In the order of their ids."""
    score: float
    points: dict[str, float]
    """Points of each part; they add up to the score."""
    topics: tuple[tuple[str, str], ...]
    """Each topic asked about with the member who knows it best."""


def teams(scored: Scored, k: int = 5, most_members: int = 3) -> tuple[Team, ...]:
    """Teams that score higher than the best single candidate.

    A team has, topic by topic, what its best member has; it has the best member's language, wording and benefit, and
    the mean of its members in everything else. Members are looked for among the best candidates, and the best for
    each topic.

    Parameters
    ----------
    k : how many teams.
    most_members : 2 or more.

    Returns
    -------
    Highest score first, then fewer members, then by ids; () for a request about fewer than two topics.
    """
    if len(scored.asked.topic_likeness) < 2:
        return ()
    table = _Table.of(scored)
    best_alone = float(scored.scores[scored.best(1)].max(initial=0.0))
    found: list[tuple[float, tuple[int, ...]]] = []
    for size in range(2, most_members + 1):
        chosen = np.array(list(combinations(range(len(table.rows)), size)), dtype=np.int64).reshape(-1, size)
        scores = sum(table.points(chosen).values(), np.zeros(len(chosen)))
        is_better = (scores > best_alone) & table.all_are_needed(chosen)
        found += zip((-scores[is_better]).tolist(), map(tuple, chosen[is_better].tolist()), strict=True)
    best = sorted(found, key=lambda one: (one[0], len(one[1]), one[1]))[:k]
    return tuple(_team(scored, table, members) for _, members in best)


@dataclass(frozen=True, slots=True)
class _Table:
    """What is needed of the possible members, as columns."""

    rows: list[int]
    by_topic: Reals
    """Nearness of each topic asked about (row) of each member (column)."""
    experience: Reals
    shares: dict[str, Reals]
    weights: Mapping[str, float]

    @classmethod
    def of(cls, scored: Scored) -> "_Table":
        asked = scored.asked
        nearness = [asked.with_organisation(asked.over_topics(one)) for one in asked.topic_likeness]
        rows = _possible(scored, nearness)
        of_organisation = scored.rules.experience["organisation_did"]
        proved = [
            asked.with_organisation(asked.over_topics(one, asked.known.proof_strengths), of_organisation)[rows]
            for one in asked.topic_likeness
        ]
        return cls(
            rows,
            np.array([one[rows] for one in nearness]),
            np.array(proved),
            {name: values[rows] for name, values in scored.shares.items()},
            scored.rules.weights,
        )

    def points(self, chosen: Members) -> dict[str, Reals]:
        """Points of each part for each team."""
        return {name: self.weights[name] * self._shares(name, chosen) for name in PARTS}

    def all_are_needed(self, chosen: Members) -> Mask:
        """Teams of which each member is the best for a topic."""
        best = self.by_topic[:, chosen].argmax(axis=2)
        is_best = np.array([(best == place).any(axis=0) for place in range(chosen.shape[1])])
        return np.asarray(is_best.all(axis=0))

    def _shares(self, name: str, chosen: Members) -> Reals:
        by_topic = {"topic": self.by_topic, "experience": self.experience}.get(name)
        if by_topic is not None:
            return np.asarray(by_topic[:, chosen].max(axis=2).mean(axis=0))
        of_members = self.shares[name][chosen]
        return np.asarray(of_members.max(axis=1) if name in _COVERED else of_members.mean(axis=1))


def _possible(scored: Scored, nearness: list[Reals]) -> list[int]:
    """The best candidates, and for each topic the best of those who know it."""
    rows = set(scored.best(_N_BEST).tolist())
    for values in nearness:
        wanted = np.flatnonzero(scored.is_candidate & (values > 0))
        in_order = wanted[np.lexsort((wanted, -scored.scores[wanted], -values[wanted]))]
        rows |= set(in_order[:_N_PER_TOPIC].tolist())
    return sorted(rows)


def _team(scored: Scored, table: _Table, members: tuple[int, ...]) -> Team:
    ids = [scored.id_of(table.rows[one]) for one in members]
    chosen = np.array([members])
    points = {name: float(values[0]) for name, values in table.points(chosen).items()}
    asked_about = [one for one in scored.asked.need.topic_ids if one in scored.asked.tree.broader]
    best = table.by_topic[:, chosen[0]].argmax(axis=1).tolist()
    knows = tuple((topic, ids[one]) for topic, one in zip(asked_about, best, strict=True))
    return Team(tuple(ids), sum(points.values()), points, knows)
