"""Paths told with names, facts, dates and sources, and marked with how strong each step is."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from graph.answers import Fact, FactWord, NodeSummary, PeerPath, RelationshipRow, Step
from graph.network import FactKind, Facts, Network
from graph.path_marks import FactMark, PathMark, StepMark, path_mark
from graph.paths import Path
from graph.steps import StepGraph
from graph.store import UNKNOWN_DAY, GraphStore
from graph.tie_strength import FactStrength, TieStrengths
from queries.rows import nodes_by_id, relationships_between
from queries.tie_evidence import day_written

FACTS_TOLD = 3
"""Facts told for each step; a pair that met forty times is not told forty times."""
_DIGITS = 6
_LASTING = (FactKind.WORKS_FOR, FactKind.TWINNED_WITH)

Shared = tuple[tuple[Facts, int], ...]
"""Facts that two peers share, as `StepGraph.facts_between` gives them."""
Pair = tuple[int, int]


def told_paths(
    store: GraphStore, steps: StepGraph, ties: TieStrengths, paths: Iterable[Path]
) -> tuple[tuple[PeerPath, ...], tuple[PathMark, ...]]:
    """Paths with all that is to be said of them, read from the store at once; a mark for each, in the same order."""
    paths = tuple(paths)
    pairs = dict.fromkeys(pair for path in paths for pair in pairwise(path))
    return told_with_facts(store, steps.network, ties, paths, {pair: steps.facts_between(*pair) for pair in pairs})


def told_with_facts(
    store: GraphStore, network: Network, ties: TieStrengths, paths: Sequence[Path], facts: dict[Pair, Shared]
) -> tuple[tuple[PeerPath, ...], tuple[PathMark, ...]]:
    """Paths told with the facts that are given for each step, in the order given."""
    told = _Telling(store, network, facts)
    made = {pair: told.step(*pair) for pair in facts}
    marks = _Marking(ties, facts, made)
    return (
        tuple(PeerPath(steps=tuple(made[pair] for pair in pairwise(path))) for path in paths),
        tuple(marks.path(path) for path in paths),
    )


class _Marking:
    """Marks paths by the strengths of their steps."""

    def __init__(self, ties: TieStrengths, facts: dict[Pair, Shared], told: dict[Pair, Step]) -> None:
        self._ties = ties
        self._facts = facts
        self._told = told

    def path(self, path: Path) -> PathMark:
        """Mark of one path."""
        pairs = list(pairwise(path))
        strengths = [self._ties.of_step(self._facts[pair]) for pair in pairs]
        return path_mark(
            tuple(self._step(pair, strength) for pair, strength in zip(pairs, strengths, strict=True)),
            round(self._ties.of_path(strengths), _DIGITS),
            self._ties.weights.passing_on,
            tuple(None if self._goes_on(pair) else self._last_contact(pair)[0] for pair in pairs),
        )

    def _step(self, pair: Pair, strength: float) -> StepMark:
        shared = self._facts[pair]
        return StepMark(
            strength=round(strength, _DIGITS),
            facts=tuple(_fact_mark(self._ties.of_fact(*one)) for one in shared[:FACTS_TOLD]),
            n_facts=len(shared),
            last_contact=None if self._goes_on(pair) else self._last_contact(pair)[1],
            goes_on=self._goes_on(pair),
        )

    def _goes_on(self, pair: Pair) -> bool:
        return any(of.kinds[row] in _LASTING and of.ends_on[row] == UNKNOWN_DAY for of, row in self._facts[pair])

    def _last_contact(self, pair: Pair) -> tuple[int | None, str | None]:
        """Last day of contact, and that day as exactly as it is known."""
        days = [int(max(of.ends_on[row], of.starts_on[row])) for of, row in self._facts[pair]]
        latest = max(days, default=UNKNOWN_DAY)
        if latest == UNKNOWN_DAY:
            return None, None
        told = self._told[pair].facts
        place = days.index(latest)
        fact = told[place] if place < len(told) else None
        written = (fact.until or fact.date) if fact else None
        return latest, written or day_written(latest)


def _fact_mark(strength: FactStrength) -> FactMark:
    return FactMark(
        strength=round(strength.strength, _DIGITS),
        kind=strength.kind,
        recency=round(strength.recency, _DIGITS),
        evaluation=round(strength.evaluation, _DIGITS),
        planned=strength.planned,
    )


class _Telling:
    """Makes steps out of positions, with all that has to be read from the store read once."""

    def __init__(self, store: GraphStore, network: Network, facts: dict[Pair, Shared]) -> None:
        self._network = network
        self._facts = facts
        peers = {network.id_of(one) for pair in facts for one in pair}
        told = [one for shared in facts.values() for one in shared[:FACTS_TOLD]]
        nodes = {network.id_of(int(of.nodes[row])) for of, row in told if of.nodes[row] >= 0}
        self._nodes = nodes_by_id(store, peers | nodes)
        self._between: dict[tuple[str, str], list[RelationshipRow]] = {}
        for row in relationships_between(store, peers | nodes):
            self._between.setdefault((row.start_id, row.end_id), []).append(row)

    def step(self, first: int, second: int) -> Step:
        """One step with its facts."""
        from_id, to_id = self._network.id_of(first), self._network.id_of(second)
        shared = self._facts[first, second]
        n_of_kind: dict[FactKind, int] = {}
        facts = []
        for of, row in shared[:FACTS_TOLD]:
            kind = FactKind(of.kinds[row])
            node = int(of.nodes[row])
            place = n_of_kind.get(kind, 0)
            n_of_kind[kind] = place + 1
            facts.append(
                self._tie(kind, from_id, to_id, place) if node < 0 else self._node_fact(kind, node, from_id, to_id)
            )
        return Step(
            from_node=self._nodes[from_id],
            to_node=self._nodes[to_id],
            facts=tuple(facts),
            n_more_facts=len(shared) - len(facts),
        )

    def _node_fact(self, kind: FactKind, position: int, from_id: str, to_id: str) -> Fact:
        node = self._nodes[self._network.id_of(position)]
        if kind is FactKind.PRACTICE:
            return self._adoption(node, from_id, to_id)
        return Fact(
            kind=FactWord[kind.name],
            node=node,
            role_from=self._role(from_id, node.id),
            role_to=self._role(to_id, node.id),
            date=node.date,
            until=node.until,
            source=node.source,
            source_url=node.source_url,
        )

    def _adoption(self, practice: NodeSummary, from_id: str, to_id: str) -> Fact:
        """The adoption of a practice by one of the two."""
        own, other = ((i, practice.id) for i in (from_id, to_id))
        adoptions = [*self._rows(own, "ADOPTED"), *self._rows(other, "ADOPTED")]
        row = min(adoptions, key=_latest_first)
        return Fact(
            kind=FactWord.PRACTICE,
            node=practice,
            role_from="adopter" if row.start_id == from_id else None,
            role_to="adopter" if row.start_id == to_id else None,
            date=row.date,
            source=row.source,
            source_url=row.source_url or practice.source_url,
        )

    def _role(self, peer_id: str, exchange_id: str) -> str | None:
        rows = self._rows((peer_id, exchange_id), "TOOK_PART_IN")
        return next((row.detail for row in rows if row.detail), None)

    def _tie(self, kind: FactKind, from_id: str, to_id: str, place: int) -> Fact:
        """The tie between two peers that stands at this place among their ties of the kind."""
        forward, backward = self._rows((from_id, to_id), kind.name), self._rows((to_id, from_id), kind.name)
        row = sorted([*forward, *backward], key=_latest_first)[place]
        return Fact(
            kind=FactWord[kind.name],
            node=None,
            detail=row.detail,
            date=row.date,
            until=row.until,
            source=row.source,
            source_url=row.source_url,
            is_reversed=row.start_id == to_id,
        )

    def _rows(self, ends: tuple[str, str], type_: str) -> list[RelationshipRow]:
        return [row for row in self._between.get(ends, ()) if row.type == type_]


def _latest_first(row: RelationshipRow) -> tuple[bool, list[int], str, str]:
    """Dated ties before undated ones, the latest first, then by source."""
    return row.date is None, [-ord(c) for c in row.date or ""], row.source, row.source_url or ""
