"""Which nodes and relationships an Explore view shows: what lies around one node, and around those opened after it.

A picture holds about sixty names that can be read; what does not fit is counted, never dropped without a word.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from graph.network import CANCELLED, KINDS, FactKind
from graph.schema import ORGANISATIONS, PEERS
from queries.ego_network import ExploreFilters, ego_network
from queries.rows import nodes_by_id, relationships_between

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dashboard.explore_state import ExploreState
    from graph.answers import NodeSummary, RelationshipRow
    from graph.network import Network
    from graph.store import GraphStore
    from queries.ego_network import EgoNetwork

MAX_NODES: Final = 60
MAX_AT_FIRST: Final = 36
"""Nodes around the centre, so that there is room left for opening some of them."""
CAPS: Final = (12, 9, 7, 5, 4, 3, 2, 1)
"""Nodes shown of each kind, tried from many to few until the picture has room."""


@dataclass(frozen=True, slots=True)
class Part:
    """What lies around one node, and how much of it was chosen for the picture."""

    about: NodeSummary
    chosen_ids: tuple[str, ...]
    """The node itself first, then by distance and id."""
    n_chosen: Mapping[str, int]
    """How many of each kind; kinds without any are left out."""
    n_left_out: Mapping[str, int]
    """Nodes of each kind that lie around it and were not chosen; kinds without any are left out. Peers and exchanges
    are all counted; topics, countries and the like only as far as the node or a chosen exchange is related to them."""
    radius: int
    """Steps from the node."""
    n_undated: int
    """Exchanges and ties left out of the period because their date is unknown."""

    @property
    def n_peers_and_exchanges(self) -> dict[str, tuple[int, int]]:
        """How many peers and exchanges of each kind were chosen, of how many; kinds without any are left out."""
        counts = {kind: (self.n_chosen.get(kind, 0), self.n_left_out.get(kind, 0)) for kind in (*PEERS, "Exchange")}
        return {kind: (n, n + n_more) for kind, (n, n_more) in counts.items() if n + n_more}

    @property
    def n_left_out_beside(self) -> dict[str, int]:
        """Topics, countries and the like that were not chosen, by kind."""
        return {kind: n for kind, n in self.n_left_out.items() if kind not in self.n_peers_and_exchanges}


@dataclass(frozen=True, slots=True)
class Stage:
    """Nodes and edges that are placed together, after those of the stages before."""

    ids: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Everything an Explore view shows, whether as picture, list or map."""

    centre: NodeSummary
    nodes: tuple[NodeSummary, ...]
    """The centre first, then as they were found."""
    relationships: tuple[RelationshipRow, ...]
    """All relationships between the nodes, ordered by type and ends."""
    parts: tuple[Part, ...]
    """What lies around the centre, then around each opened node."""
    n_hidden: Mapping[str, int] = field(default_factory=dict)
    """Neighbours of a node that are not shown and that opening it may bring; nodes without any are left out."""
    stages: tuple[Stage, ...] = ()
    """In which order nodes got their places, so that the same link gives the same picture."""

    @property
    def by_id(self) -> dict[str, NodeSummary]:
        """The nodes by their ids."""
        return {node.id: node for node in self.nodes}

    @property
    def opened_ids(self) -> tuple[str, ...]:
        """Nodes whose neighbours were asked for, the centre first."""
        return tuple(part.about.id for part in self.parts)

    @property
    def not_held_ids(self) -> frozenset[str]:
        """Exchanges that are planned, cancelled, or not known to have been held."""
        return frozenset(node.id for node in self.nodes if node.kind == "Exchange" and node.status != "held")


@dataclass(frozen=True, slots=True)
class Start:
    """Where a view begins when nobody has asked yet."""

    node: NodeSummary
    n_exchanges: int
    """Exchanges it takes part in, planned ones included."""
    n_facts: int
    """Exchanges, jobs, twinnings and practices together."""


def select(store: GraphStore, network: Network, state: ExploreState) -> Selection:
    """What a view shows.

    Parameters
    ----------
    network : of the same data version as the store.
    state : with a node; opened nodes that are gone, or of a kind that is switched off, are passed over.

    Raises
    ------
    NodeNotFound
        The node of the view does not exist.
    """
    assert state.node_id is not None  # whoever has no node yet asks `start_node`
    ask = _asking(store, network, state.filters)
    kinds = store.existing(state.opened_ids)
    parts: list[Part] = []
    nodes: dict[str, NodeSummary] = {}
    stages: list[tuple[str, ...]] = []
    wanted = (one for one in state.opened_ids if one in kinds and kinds[one] not in state.hidden_kinds)
    for node_id in (state.node_id, *wanted):
        radius = 1 if parts else state.radius
        ego = _fitting(partial(ask, node_id, radius), nodes)
        parts.append(_part(ego, radius, nodes))
        chosen = set(parts[-1].chosen_ids)
        nodes |= {one.node.id: one.node for one in ego.nodes if one.node.id in chosen}
        stages.append(tuple(nodes))
    relationships = relationships_between(store, nodes)
    return Selection(
        centre=parts[0].about,
        nodes=tuple(nodes.values()),
        relationships=relationships,
        parts=tuple(parts),
        n_hidden=_n_hidden(network, nodes, state),
        stages=(*_base_stages(store, network, state), *(_stage(ids, relationships) for ids in stages)),
    )


def start_node(store: GraphStore, network: Network) -> Start:
    """Where to begin when nobody has asked yet: the organisation that takes part in most exchanges.

    Planned exchanges count, since they are shown; cancelled ones do not. Where no exchange is recorded, the one with
    most twinnings and other ties; of equals the first by id. Where there is no organisation, another kind of node.

    Parameters
    ----------
    network : with at least one node, and of the same data version as the store.
    """
    facts = network.peers
    fact_of = np.repeat(np.arange(facts.n_facts), facts.incidence.members.lengths())
    members = facts.incidence.members.columns
    is_exchange = ((facts.kinds == FactKind.EXCHANGE) & (facts.statuses != CANCELLED))[fact_of]
    n_exchanges = np.bincount(members[is_exchange], minlength=network.n_nodes)
    n_facts = np.bincount(members, minlength=network.n_nodes)
    is_organisation = np.isin(network.kinds, [KINDS.index(kind) for kind in ORGANISATIONS])
    best = np.flatnonzero(is_organisation) if is_organisation.any() else np.arange(network.n_nodes)
    for counts in (n_exchanges, n_facts):
        best = best[counts[best] == counts[best].max()]
    first = int(best[0])
    (node,) = nodes_by_id(store, [network.id_of(first)]).values()
    return Start(node, int(n_exchanges[first]), int(n_facts[first]))


def _asking(store: GraphStore, network: Network, filters: ExploreFilters) -> Callable[[str, int, int], EgoNetwork]:
    """Question about a node, a radius and a cap, under the filters."""

    def ask(node_id: str, radius: int, cap: int) -> EgoNetwork:
        return ego_network(store, network, node_id, radius=radius, filters=filters, cap=cap)

    return ask


def _fitting(ask: Callable[[int], EgoNetwork], shown: Iterable[str]) -> EgoNetwork:
    """Ego network with as many of each kind as the picture has room for beside what is shown."""
    shown = set(shown)
    room = (MAX_NODES if shown else MAX_AT_FIRST) - len(shown)
    ego = ask(CAPS[0])
    for cap in CAPS[1:]:
        kinds = Counter(one.node.kind for one in ego.nodes if one.node.id not in shown)
        if kinds.total() <= room:
            break
        # Every question costs time in a large network: only a cap that may be low enough is tried.
        if cap == CAPS[-1] or sum(min(n, cap) for n in kinds.values()) <= room:
            ego = ask(cap)
    return ego


def _part(ego: EgoNetwork, radius: int, shown: Iterable[str]) -> Part:
    """What of an ego network is chosen; where the picture is full, the nearest first."""
    shown = set(shown)
    room = MAX_NODES - len(shown) if shown else MAX_AT_FIRST
    chosen: dict[str, str] = {}
    left_out = Counter(ego.n_more)
    for one in ego.nodes:
        if one.node.id not in shown and room <= 0:
            left_out[one.node.kind] += 1
            continue
        room -= one.node.id not in shown
        chosen[one.node.id] = one.node.kind
    n_left_out = {kind: left_out[kind] for kind in KINDS if left_out[kind]}
    return Part(ego.centre, tuple(chosen), Counter(chosen.values()), n_left_out, radius, ego.n_undated)


def _base_stages(store: GraphStore, network: Network, state: ExploreState) -> Iterable[Stage]:
    """Places that do not depend on filters, so that switching one on or off moves nothing.

    Nodes within one step are placed before those within two, for the same reason.
    """
    assert state.node_id is not None
    ask = _asking(store, network, state.without_filters().filters)
    for radius in range(1, state.radius + state.has_filters):
        ego = _fitting(partial(ask, state.node_id, radius), ())
        yield _stage(tuple(one.node.id for one in ego.nodes[:MAX_AT_FIRST]), ego.relationships)


def _stage(ids: tuple[str, ...], relationships: Iterable[RelationshipRow]) -> Stage:
    return Stage(ids, tuple(dict.fromkeys((one.start_id, one.end_id) for one in relationships)))


def _n_hidden(network: Network, nodes: Mapping[str, NodeSummary], state: ExploreState) -> dict[str, int]:
    """Neighbours not shown, for nodes that were not opened yet; kinds that are switched off do not count."""
    drawn = network.positions(nodes)
    is_counted = ~np.isin(network.kinds, [KINDS.index(kind) for kind in state.hidden_kinds])
    is_counted[drawn] = False
    found = {}
    for node_id in nodes:
        position = network.position(node_id)
        if position is not None and node_id not in (state.node_id, *state.opened_ids):
            found[node_id] = int(is_counted[network.neighbours.row(position)].sum())
    return {node_id: n for node_id, n in found.items() if n}
