"""How two people or organisations are connected, step by step, each step with its facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from graph.answers import Fact, FactWord, NodeSummary, PeerPath, RelationshipRow, Step
from graph.measures import components
from graph.network import FactKind, Facts, Network
from graph.paths import FoundPaths, Path, find_distance, find_paths, one_peer
from graph.schema import PEERS
from graph.steps import StepGraph, StepRules
from graph.store import GraphStore
from queries.rows import nodes_by_id, relationships_between

MAX_STEPS = 30
MAX_PATHS = 100
_FACTS_TOLD = 3
"""Facts told for each step; a pair that met forty times is not told forty times."""


class PathStatus(StrEnum):
    """What came of the search. There is always one."""

    OK = "ok"
    SAME = "same"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_TARGET = "unknown-target"
    FILTERED_OUT = "filtered-out"
    NO_PATH = "no-path"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerPaths:
    """Paths between two peers, or why there is none."""

    status: PathStatus
    from_node: NodeSummary | None
    to_node: NodeSummary | None
    max_steps: int
    paths: tuple[PeerPath, ...] = ()
    """Best first: fewest steps, then by the ids along the path."""
    n_more: int = 0
    """Further paths with as many steps as the last one listed; 1,001 stands for more than 1,000."""
    is_complete_count: bool = True
    """Whether ``n_more`` is exact; otherwise there are at least so many."""
    distance: int | None = None
    """Steps of a shortest path, however many; None: not connected."""
    distance_with_planned: int | None = None
    """When there is no path: steps of a shortest path if planned exchanges counted; None: none even so."""
    n_connected_to_from: int | None = None
    """When there is no path at all: peers connected with the first one, itself included."""
    n_connected_to_to: int | None = None


def peer_paths(
    store: GraphStore,
    network: Network,
    from_id: str,
    to_id: str,
    *,
    k: int = 5,
    max_steps: int = 6,
    rules: StepRules | None = None,
) -> PeerPaths:
    """The best paths from one official or organisation to another.

    Parameters
    ----------
    network : of the same data version as the store.
    k : how many paths, 1-100.
    max_steps : longest path to look for, 1-30.
    rules : what to avoid, and whether planned exchanges and likenesses count as steps.

    Returns
    -------
    Always a status: ``ok`` with paths; ``same`` when both are one; ``unknown-source`` or ``unknown-target`` when an id
    does not exist or is no official or organisation; ``filtered-out`` when only what is avoided would connect them;
    ``no-path`` when nothing connects them within ``max_steps``.

    Raises
    ------
    ValueError
        ``k`` or ``max_steps`` is out of range.
    """
    if not 1 <= k <= MAX_PATHS or not 1 <= max_steps <= MAX_STEPS:
        raise ValueError(f"k must be 1-{MAX_PATHS} and max_steps 1-{MAX_STEPS}")
    ends = nodes_by_id(store, [from_id, to_id])
    result = _Answers(ends.get(from_id), ends.get(to_id), max_steps)
    start, end = _peer_position(network, from_id), _peer_position(network, to_id)
    if start is None or result.from_node is None:
        return result(PathStatus.UNKNOWN_SOURCE)
    if end is None or result.to_node is None:
        return result(PathStatus.UNKNOWN_TARGET)
    if start == end:
        return result(PathStatus.SAME, distance=0)
    steps = StepGraph.under(network, rules or StepRules())
    if not (steps.may_visit(start) and steps.may_visit(end)):
        return result(PathStatus.FILTERED_OUT)
    found = find_paths(steps, one_peer(start), one_peer(end), k, max_steps)
    if not found.paths:
        return _unconnected(result, steps, start, end, found)
    return result(
        PathStatus.OK,
        paths=_told(store, steps, found.paths),
        n_more=found.n_more,
        is_complete_count=found.is_complete_count,
        distance=found.distance,
    )


@dataclass(frozen=True, slots=True)
class _Answers:
    """Makes results about one pair."""

    from_node: NodeSummary | None
    to_node: NodeSummary | None
    max_steps: int

    def __call__(self, status: PathStatus, **known: object) -> PeerPaths:
        ends = {"from_node": self.from_node, "to_node": self.to_node, "max_steps": self.max_steps}
        return PeerPaths(status=status, **{**ends, **known})  # type: ignore[arg-type]  # by the names above


def _peer_position(network: Network, node_id: str) -> int | None:
    position = network.position(node_id)
    return position if position is not None and network.kind_of(position) in PEERS else None


def _unconnected(result: _Answers, steps: StepGraph, start: int, end: int, found: FoundPaths) -> PeerPaths:
    """Why there is no path: something is avoided, it is too long, or nothing connects the two."""
    rules = steps.rules
    if rules.avoid_ids or rules.avoid_kinds:
        free = StepRules(with_planned=rules.with_planned, with_similarity=rules.with_similarity)
        without = find_distance(StepGraph.under(steps.network, free), start, end)
        if without is not None and without <= result.max_steps:
            return result(PathStatus.FILTERED_OUT, distance=without)
    planned = StepRules(True, rules.with_similarity, rules.avoid_kinds, rules.avoid_ids)
    with_planned = find_distance(StepGraph.under(steps.network, planned), start, end)
    connected = components(steps.network, with_planned=rules.with_planned)
    return result(
        PathStatus.NO_PATH,
        distance=found.distance,
        distance_with_planned=with_planned,
        n_connected_to_from=connected.size_at(start),
        n_connected_to_to=connected.size_at(end),
    )


def _told(store: GraphStore, steps: StepGraph, paths: Iterable[Path]) -> tuple[PeerPath, ...]:
    """Paths with names, facts, dates and sources, read from the store at once."""
    paths = tuple(paths)
    pairs = dict.fromkeys((a, b) for path in paths for a, b in pairwise(path))
    facts = {pair: steps.facts_between(*pair) for pair in pairs}
    told = _Telling(store, steps.network, facts)
    made = {pair: told.step(*pair) for pair in pairs}
    return tuple(PeerPath(steps=tuple(made[a, b] for a, b in pairwise(p))) for p in paths)


_Shared = tuple[tuple[Facts, int], ...]


class _Telling:
    """Makes steps out of positions, with all that has to be read from the store read once."""

    def __init__(self, store: GraphStore, network: Network, facts: dict[tuple[int, int], _Shared]) -> None:
        self._network = network
        self._facts = facts
        peers = {network.id_of(one) for pair in facts for one in pair}
        told = [one for shared in facts.values() for one in shared[:_FACTS_TOLD]]
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
        for of, row in shared[:_FACTS_TOLD]:
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
