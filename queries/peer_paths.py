"""How people or organisations are connected, step by step, each step with its facts."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from graph.answers import NodeSummary, PeerPath
from graph.measures import components
from graph.must_pass import Passage, Shortest, Strongest, find_passing
from graph.network import Network, Positions
from graph.path_ends import EndFound, EndKind
from graph.path_marks import PathMark
from graph.paths import FoundPaths, distance_between
from graph.steps import StepGraph, StepRules
from graph.store import GraphStore
from queries.path_ends import PathEnd, find_end
from queries.path_telling import told_paths
from queries.rows import nodes_by_id
from queries.tie_evidence import day_written, ties_of

MAX_STEPS = 30
MAX_PATHS = 100
MAX_PASSED = 3
TIME_LIMIT_S = 2.0


class PathStatus(StrEnum):
    """What came of the search. There is always one."""

    OK = "ok"
    SAME = "same"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_TARGET = "unknown-target"
    NOBODY_AT_SOURCE = "nobody-at-source"
    NOBODY_AT_TARGET = "nobody-at-target"
    UNKNOWN_ON_THE_WAY = "unknown-on-the-way"
    FILTERED_OUT = "filtered-out"
    NO_PATH = "no-path"
    GAVE_UP = "gave-up"


class PathOrder(StrEnum):
    """Which paths are best."""

    SHORTEST = "shortest"
    STRONGEST = "strongest"


@dataclass(frozen=True, slots=True, kw_only=True)
class PathSearch:
    """What a search for paths looks for."""

    k: int = 5
    """How many paths, 1-100."""
    max_steps: int = 6
    """Longest path, 1-30."""
    rules: StepRules = field(default_factory=StepRules)
    """What may be walked."""
    order: PathOrder = PathOrder.SHORTEST
    must_pass: tuple[str, ...] = ()
    """Ids of peers that every path goes through, at most three."""
    as_of: str | None = None
    """Partial date from which recency is counted; None: the last day of the latest exchange held."""
    time_limit_s: float = TIME_LIMIT_S
    """Seconds after which a search through peers that must be passed gives up."""

    def __post_init__(self) -> None:
        """Refuse what cannot be looked for."""
        if not 1 <= self.k <= MAX_PATHS or not 1 <= self.max_steps <= MAX_STEPS:
            raise ValueError(f"k must be 1-{MAX_PATHS} and max_steps 1-{MAX_STEPS}")
        if len(self.must_pass) > MAX_PASSED:
            raise ValueError(f"at most {MAX_PASSED} peers can be on every path, not {len(self.must_pass)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerPaths:
    """Paths between two ends, or why there is none."""

    status: PathStatus
    from_node: NodeSummary | None
    """The peer at this end; None where it is unknown, or several stand there."""
    to_node: NodeSummary | None
    from_end: EndFound
    to_end: EndFound
    max_steps: int
    order: PathOrder = PathOrder.SHORTEST
    paths: tuple[PeerPath, ...] = ()
    """Best first: fewest steps, then by the ids along the path; or strongest first, then those two."""
    marks: tuple[PathMark, ...] = ()
    """Strength, weakest and oldest step of each path."""
    as_of: str | None = None
    """Day from which recency is counted."""
    weights_version: int | None = None
    n_more: int = 0
    """Further paths as good as the last one listed; 1,001 stands for more than 1,000."""
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
    """The shortest paths from one official or organisation to another; see `paths_between`."""
    search = PathSearch(k=k, max_steps=max_steps, rules=rules or StepRules())
    return paths_between(store, network, PathEnd.of(from_id), PathEnd.of(to_id), search)


def paths_between(
    store: GraphStore, network: Network, from_end: PathEnd, to_end: PathEnd, search: PathSearch
) -> PeerPaths:
    """The best paths from any peer at one end to any peer at the other.

    Parameters
    ----------
    network : of the same data version as the store.
    from_end, to_end : peers that stand at both count at the first one only. No path passes through one of them.

    Returns
    -------
    Always a status: ``ok`` with paths; ``same`` when nobody stands at the second end alone; ``unknown-source``,
    ``unknown-target`` or ``unknown-on-the-way`` when an id does not exist or is no official or organisation;
    ``nobody-at-source`` or ``nobody-at-target`` when a country or topic has no peers;
    ``filtered-out`` when only what is left out would connect them; ``no-path`` when nothing connects them within
    ``max_steps``; ``gave-up`` when the time limit ended a search through peers that must be passed, with the paths
    that were certain by then.
    """
    ends = [find_end(store, network, end) for end in (from_end, to_end)]
    starts, targets = ends[0][1], ends[1][1]
    result = _result(ends[0][0], ends[1][0], search)
    if not len(starts):
        is_known = bool(ends[0][0].nodes) or from_end.kind is EndKind.COUNTRY
        return replace(result, status=PathStatus.NOBODY_AT_SOURCE if is_known else PathStatus.UNKNOWN_SOURCE)
    if not len(targets):
        is_known = bool(ends[1][0].nodes) or to_end.kind is EndKind.COUNTRY
        return replace(result, status=PathStatus.NOBODY_AT_TARGET if is_known else PathStatus.UNKNOWN_TARGET)
    targets = np.setdiff1d(targets, starts, assume_unique=True)
    if not len(targets):
        return replace(result, status=PathStatus.SAME, distance=0)
    passed = nodes_by_id(store, search.must_pass)
    via = [network.position(one) for one in search.must_pass if one in passed]
    known = [one for one in via if one is not None and network.is_peer()[one]]
    if len(known) < len(search.must_pass):
        return replace(result, status=PathStatus.UNKNOWN_ON_THE_WAY)
    return _searched(store, network, result, (starts, targets), tuple(known), search)


def _result(from_end: EndFound, to_end: EndFound, search: PathSearch) -> PeerPaths:
    return PeerPaths(
        status=PathStatus.NO_PATH,
        from_node=_one_of(from_end),
        to_node=_one_of(to_end),
        from_end=from_end,
        to_end=to_end,
        max_steps=search.max_steps,
        order=search.order,
    )


def _one_of(end: EndFound) -> NodeSummary | None:
    return end.nodes[0] if end.n_peers == 1 and len(end.nodes) == 1 and end.kind == "peers" else None


def _searched(
    store: GraphStore,
    network: Network,
    result: PeerPaths,
    ends: tuple[Positions, Positions],
    via: tuple[int, ...],
    search: PathSearch,
) -> PeerPaths:
    steps = StepGraph.under(network, search.rules)
    starts, targets = (one[steps.may_visit_all(one)] for one in ends)
    if not (len(starts) and len(targets)):
        return replace(result, status=PathStatus.FILTERED_OUT)
    ties = ties_of(store, network, search.as_of)
    finder = Strongest(ties) if search.order is PathOrder.STRONGEST else Shortest()
    if via:
        passage = find_passing(finder, steps, (starts, targets), via, search.k, search.max_steps, search.time_limit_s)
    else:
        passage = Passage(finder.find(steps, starts, targets, search.k, search.max_steps), gave_up=False)
    found = passage.found
    if not (found.paths or passage.gave_up):
        return _unconnected(result, steps, ends, found, search)
    paths, marks = told_paths(store, steps, ties, found.paths)
    return replace(
        result,
        status=PathStatus.GAVE_UP if passage.gave_up else PathStatus.OK,
        paths=paths,
        marks=marks,
        as_of=day_written(ties.as_of),
        weights_version=ties.weights.version,
        n_more=found.n_more,
        is_complete_count=found.is_complete_count,
        distance=found.distance,
    )


def _unconnected(
    result: PeerPaths, steps: StepGraph, ends: tuple[Positions, Positions], found: FoundPaths, search: PathSearch
) -> PeerPaths:
    """Why there is no path: something is left out, it is too long, or nothing connects the two."""
    rules, network = steps.rules, steps.network
    if rules.is_narrowed or search.must_pass:
        free = distance_between(StepGraph.under(network, rules.widened()), *ends)
        if free is not None and free <= result.max_steps:
            return replace(result, status=PathStatus.FILTERED_OUT, distance=free)
    planned = StepGraph.under(network, replace(rules, with_planned=True))
    connected = components(network, with_planned=rules.with_planned)
    return replace(
        result,
        distance=found.distance,
        distance_with_planned=distance_between(planned, *(one[planned.may_visit_all(one)] for one in ends)),
        n_connected_to_from=connected.size_around(ends[0]),
        n_connected_to_to=connected.size_around(ends[1]),
    )
