"""The ranked list for a request: who can help, with a score whose parts add up, and who is out, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from casework.matching.evidence import Evidence, evidence_of
from casework.matching.facts import facts_of
from casework.matching.need import MatchNeed
from casework.matching.scored import Scored
from graph.answers import NodeSummary
from graph.store import GraphStore
from queries.rows import nodes_by_id


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score."""

    name: str
    weight: float
    """Points at most."""
    share: float
    """Share of them, 0-1; the neutral one where nothing is known."""
    points: float
    is_unknown: bool
    fact: tuple[float | str | None, float | str | None] | None = None
    """The raw values against each other, the candidate's first; None where the part has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who could be asked."""

    rank: int
    node: NodeSummary
    organisation: NodeSummary | None
    """Of an official; None where none is known."""
    score: float
    """0-1; the sum of the points of all parts."""
    parts: tuple[Part, ...]
    needs_interpretation: bool
    """Whether nobody is known to speak a language of the request: a condition, not a limit."""
    evidence: tuple[Evidence, ...]
    """What the parts rest on, the strongest first; () where nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """Somebody who would be listed if no limit held."""

    node: NodeSummary
    organisation: NodeSummary | None
    score: float
    limits: tuple[str, ...]
    """Every limit that holds, in the order of `casework.matching.limits.LIMITS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Who can help with a request."""

    need: MatchNeed
    as_of: date
    rules_version: str
    n_candidates: int
    """How many no limit keeps out."""
    candidates: tuple[Candidate, ...]
    """Highest score first, then by id; () when there is nobody."""
    n_excluded: Mapping[str, int]
    """For each limit how many break it; limits that nobody breaks are left out."""
    excluded: tuple[Excluded, ...]
    """The best of those who are out, those who ask left aside; () when nobody else is out."""


def listed(store: GraphStore, scored: Scored, as_of: date, *, k: int = 20, n_excluded: int = 10) -> Ranking:
    """The best of scored candidates with names and evidence."""
    rows = scored.best(k).tolist()
    out = scored.best(n_excluded, scored.is_out & ~scored.limits["asker"]).tolist()
    evidence = {row: evidence_of(scored.asked, row) for row in rows}
    names = _Names(store, scored, [*rows, *out], evidence)
    return Ranking(
        need=scored.asked.need,
        as_of=as_of,
        rules_version=scored.rules.version,
        n_candidates=int(np.count_nonzero(scored.is_candidate)),
        candidates=tuple(_candidate(scored, row, rank, names, evidence) for rank, row in enumerate(rows, 1)),
        n_excluded={name: n for name, mask in scored.limits.items() if (n := int(np.count_nonzero(mask)))},
        excluded=tuple(
            Excluded(
                node=names.of(row),
                organisation=names.organisation_of(row),
                score=float(scored.scores[row]),
                limits=tuple(name for name, mask in scored.limits.items() if mask[row]),
            )
            for row in out
        ),
    )


def parts_of(scored: Scored, row: int) -> tuple[Part, ...]:
    """Parts of one candidate's score, in the order in which they are added."""
    facts = facts_of(scored.asked, row)
    return tuple(
        Part(
            name,
            scored.rules.weights[name],
            float(shares[row]),
            float(scored.rules.weights[name] * shares[row]),
            bool(scored.is_unknown[name][row]),
            facts.get(name),
        )
        for name, shares in scored.shares.items()
    )


class _Names:
    """Summaries of everybody and everything in one list, asked for once."""

    def __init__(
        self, store: GraphStore, scored: Scored, rows: list[int], evidence: Mapping[int, tuple[Evidence, ...]]
    ) -> None:
        self._pool, self._network = scored.asked.known.pool, scored.asked.network
        organisations = [int(self._pool.organisations[row]) for row in rows]
        wanted = {self._id(row) for row in [*rows, *(one for one in organisations if one >= 0)]}
        wanted |= {one.node_id for each in evidence.values() for one in each}
        self._found = nodes_by_id(store, wanted)

    def of(self, row: int) -> NodeSummary:
        return self._found[self._id(row)]

    def organisation_of(self, row: int) -> NodeSummary | None:
        organisation = int(self._pool.organisations[row])
        return self.of(organisation) if organisation >= 0 and organisation != row else None

    def told(self, evidence: Evidence) -> Evidence:
        return evidence.named(self._found[evidence.node_id])

    def _id(self, row: int) -> str:
        return self._network.id_of(int(self._pool.nodes[row]))


def _candidate(
    scored: Scored, row: int, rank: int, names: _Names, evidence: Mapping[int, tuple[Evidence, ...]]
) -> Candidate:
    speaks = not scored.is_unknown["language"][row] and scored.shares["language"][row] == 1
    return Candidate(
        rank=rank,
        node=names.of(row),
        organisation=names.organisation_of(row),
        score=float(scored.scores[row]),
        parts=parts_of(scored, row),
        needs_interpretation=bool(scored.asked.need.languages) and not speaks,
        evidence=tuple(names.told(one) for one in evidence[row]),
    )
