"""The ego network: what lies around one node, as much of it as a picture can hold.

The picture holds the node itself, the peers within some steps of it, the exchanges that make those steps, and beside
them what the node or a shown exchange is related to (topics, requests, practices ...). What is filtered out is not
walked through either, so that the filters on screen are the filters of the search.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from graph.incidence import gather
from graph.network import CANCELLED, HELD, KINDS, FactKind, Network, Positions
from graph.schema import PEERS
from graph.steps import Mask, in_period, is_undated, mask_of
from graph.store import UNKNOWN_DAY

_EXCHANGE = KINDS.index("Exchange")
CONTEXT_KINDS = tuple(kind for kind in KINDS if kind not in (*PEERS, "Exchange"))
"""Kinds that are shown beside peers and exchanges, and are never walked through."""


@dataclass(frozen=True, slots=True)
class EgoFilters:
    """What may be in an ego network. Each filter that is None or empty lets everything through."""

    kinds: frozenset[str] | None = None
    countries: frozenset[str] = frozenset()
    """ISO codes; peers elsewhere, or of unknown country, are left out."""
    about: Positions | None = None
    """Topics; exchanges about none of them are left out, and so are ties, which have no topic. Jobs stay."""
    forms: frozenset[int] = frozenset()
    """Forms of exchange as numbered in `GraphArrays.details`; ties are left out, jobs stay."""
    first_day: int | None = None
    """Exchanges and ties that ended before, or are undated, are left out. Days since 1 January 1970."""
    last_day: int | None = None
    with_planned: bool = False

    @property
    def is_about_exchanges(self) -> bool:
        """Whether a topic, form or period is asked for, which only exchanges and dated ties can have."""
        has_period = self.first_day is not None or self.last_day is not None
        return self.about is not None or bool(self.forms) or has_period


@dataclass(frozen=True, slots=True)
class Ego:
    """The chosen part of an ego network."""

    distances: dict[int, int]
    """Steps from the centre of each shown node, by position; exchanges and other kinds stand where they are met."""
    n_more: dict[str, int]
    """Nodes of each kind that belong to it and are not shown; kinds without any are left out."""
    n_undated: int
    """Exchanges and ties at shown peers that were left out of a period because their date is unknown."""


def ego_around(network: Network, centre: int, radius: int, filters: EgoFilters, cap: int) -> Ego:
    """What lies around a node.

    Parameters
    ----------
    centre : position of any node.
    radius : steps to walk, at least 1.
    cap : nodes shown of each kind, at most; the centre comes on top. First those in fewer steps; among these exchanges
        by latest date, peers by the number of facts they share with others, then by id.
    """
    walk = _Walk(network, centre, filters, cap)
    walk.start()
    for distance in range(1, radius + 1):
        walk.step(distance)
    walk.add_context(radius)
    return walk.result()


@dataclass(slots=True)
class _Walk:
    """A walk outwards that shows what fits and counts what does not."""

    network: Network
    centre: int
    filters: EgoFilters
    cap: int
    shown: dict[int, int] = field(init=False)
    n_shown: dict[str, int] = field(default_factory=dict)
    belongs: dict[str, Mask] = field(default_factory=dict)
    ring: Positions = field(init=False)
    border: Positions = field(init=False)
    is_used: Mask = field(init=False)
    is_undated: Mask = field(init=False)
    is_open: Mask = field(init=False)

    def __post_init__(self) -> None:
        n_nodes = self.network.n_nodes
        self.shown = {self.centre: 0}
        self.belongs = {"peer": np.zeros(n_nodes, np.bool_), "exchange": np.zeros(n_nodes, np.bool_)}
        self.is_used, self.is_undated = _facts_in(self.network, self.filters)
        self.is_open = _peers_in(self.network, self.filters)
        self.ring = self.border = np.empty(0, dtype=np.int32)

    def start(self) -> None:
        """Stand on the centre; one that is no peer is entered through what it is directly related to."""
        if self.network.is_peer()[self.centre]:
            self.ring = self.border = np.array([self.centre], dtype=np.int32)
            self.belongs["peer"][self.centre] = True

    def step(self, distance: int) -> None:
        """Walk one step outwards from all that belongs, and show what is met next to what is shown."""
        facts = self.network.peers
        exchanges, peers = self._around(self.ring, distance)
        self.belongs["exchange"][exchanges] = True
        is_new = ~self.belongs["peer"][peers]
        self.ring = peers[is_new]
        self.belongs["peer"][self.ring] = True
        near_exchanges, near_peers = self._around(self.border, distance)
        self._show(_latest_first(self.network, near_exchanges), distance)
        through = self._shown_exchanges()
        near_peers = self._reached(near_peers, through)
        order = np.lexsort((near_peers, -facts.incidence.facts.lengths()[near_peers]))
        self.border = np.sort(self._show(near_peers[order], distance))

    def add_context(self, radius: int) -> None:
        """Show what the centre and the shown exchanges are related to, and count the rest of it."""
        anchors = np.array(sorted({self.centre, *self._shown_exchanges()}), dtype=np.int32)
        _, related = gather(self.network.neighbours, anchors)
        related = np.unique(related)
        is_context = np.isin(self.network.kinds[related], [KINDS.index(kind) for kind in CONTEXT_KINDS])
        is_context |= self._is_related_peer(related)
        context = related[is_context & self._may_show(related)]
        self.belongs["context"] = mask_of(context, self.network.n_nodes)
        is_near = np.isin(context, self.network.neighbours.row(self.centre))
        self._show(context[np.argsort(~is_near, kind="stable")], 1)

    def _is_related_peer(self, positions: Positions) -> Mask:
        """Members, successors and the like: related to the centre by something that is no step."""
        if self.filters.is_about_exchanges:
            return np.zeros(len(positions), dtype=np.bool_)
        is_near = np.isin(positions, self.network.neighbours.row(self.centre))
        related: Mask = is_near & self.is_open[positions] & ~self.belongs["peer"][positions]
        return related

    def result(self) -> Ego:
        """What is shown, and how much is not."""
        n_more = {}
        for position, kind in enumerate(KINDS):
            total = sum(int((of & (self.network.kinds == position)).sum()) for of in self.belongs.values())
            n_hidden = total - sum(self.network.kind_of(one) == kind for one in self.shown if self._belongs(one))
            if n_hidden > 0:
                n_more[kind] = n_hidden
        shown = np.array(sorted(self.shown), dtype=np.int32)
        _, facts = gather(self.network.peers.incidence.facts, shown)
        return Ego(self.shown, n_more, len(np.unique(facts[self.is_undated[facts]])))

    def _belongs(self, position: int) -> bool:
        return any(bool(mask[position]) for mask in self.belongs.values())

    def _around(self, peers: Positions, distance: int) -> tuple[Positions, Positions]:
        """Exchanges and peers one step away from some peers; from the centre itself when it is no peer."""
        facts = self.network.peers
        _, shared = gather(facts.incidence.facts, peers)
        if distance == 1 and not self.network.is_peer()[self.centre]:
            shared = self._facts_at_centre()
        used = np.unique(shared[self.is_used[shared]])
        nodes = facts.nodes[used]
        exchanges = nodes[facts.kinds[used] == FactKind.EXCHANGE]
        _, members = gather(facts.incidence.members, used)
        if distance == 1 and not self.network.is_peer()[self.centre]:
            members = np.concatenate([members, self.network.neighbours.row(self.centre)])
        members = np.unique(members)
        return np.unique(exchanges[self._may_show(exchanges)]), members[self.is_open[members]]

    def _facts_at_centre(self) -> Positions:
        """Exchanges that the centre is, or is related to."""
        related = np.append(self.network.neighbours.row(self.centre), np.int32(self.centre))
        exchanges = related[self.network.kinds[related] == _EXCHANGE]
        return np.flatnonzero(mask_of(exchanges, self.network.n_nodes)[self.network.peers.nodes]).astype(np.int32)

    def _reached(self, peers: Positions, through: Iterable[int]) -> Positions:
        """Those peers that a shown exchange, a tie to a shown peer, or the centre itself leads to."""
        facts = self.network.peers
        is_shown = mask_of(np.array(sorted(through), dtype=np.int32), self.network.n_nodes)
        led = np.zeros(self.network.n_nodes, dtype=np.bool_)
        led[self.network.neighbours.row(self.centre)] = True
        used = np.flatnonzero(self.is_used & (facts.nodes >= 0) & is_shown[facts.nodes]).astype(np.int32)
        led[gather(facts.incidence.members, used)[1]] = True
        _, shared = gather(facts.incidence.facts, self.border)
        ties = shared[self.is_used[shared] & (facts.kinds[shared] != FactKind.EXCHANGE)]
        led[gather(facts.incidence.members, ties)[1]] = True
        return peers[led[peers]]

    def _shown_exchanges(self) -> list[int]:
        return [one for one in self.shown if self.network.kinds[one] == _EXCHANGE]

    def _may_show(self, positions: Positions) -> Mask:
        if self.filters.kinds is None:
            return np.ones(len(positions), dtype=np.bool_)
        return np.isin(self.network.kinds[positions], [KINDS.index(kind) for kind in self.filters.kinds])

    def _show(self, ordered: Positions, distance: int) -> Positions:
        """Show nodes in this order as far as their kind has room; returns those that were shown now."""
        added = []
        for one in ordered.tolist():
            kind = self.network.kind_of(one)
            if one not in self.shown and self.n_shown.get(kind, 0) < self.cap:
                self.shown[one] = distance
                self.n_shown[kind] = self.n_shown.get(kind, 0) + 1
                added.append(one)
        return np.array(added, dtype=np.int32)


def _latest_first(network: Network, exchanges: Positions) -> Positions:
    dates = np.full(network.n_nodes, UNKNOWN_DAY, dtype=np.int32)
    is_exchange = network.peers.kinds == FactKind.EXCHANGE
    dates[network.peers.nodes[is_exchange]] = network.peers.starts_on[is_exchange]
    return exchanges[np.lexsort((exchanges, -dates[exchanges].astype(np.int64)))]


def _peers_in(network: Network, filters: EgoFilters) -> Mask:
    is_open = network.is_peer()
    if filters.kinds is not None:
        is_open &= np.isin(network.kinds, [KINDS.index(kind) for kind in filters.kinds])
    if filters.countries:
        is_open &= np.isin(network.countries, [code.encode() for code in sorted(filters.countries)])
    return is_open


def _facts_in(network: Network, filters: EgoFilters) -> tuple[Mask, Mask]:
    """Facts that may be walked, and those that only their missing date keeps out."""
    facts = network.peers
    is_exchange = facts.kinds == FactKind.EXCHANGE
    is_job = facts.kinds == FactKind.WORKS_FOR
    is_used: Mask = facts.statuses != CANCELLED if filters.with_planned else facts.statuses == HELD
    if filters.kinds is not None and "Exchange" not in filters.kinds:
        is_used &= ~is_exchange
    if filters.about is not None:
        _, about = gather(network.neighbours, filters.about)
        is_used &= is_job | (is_exchange & mask_of(about, network.n_nodes)[facts.nodes])
    if filters.forms:
        is_used &= is_job | (is_exchange & np.isin(network.forms[facts.nodes], sorted(filters.forms)))
    if filters.first_day is None and filters.last_day is None:
        return is_used, np.zeros(facts.n_facts, dtype=np.bool_)
    undated = is_undated(facts)
    is_inside = in_period(facts, filters.first_day, filters.last_day) & ~undated
    # A job says who is who, so it stays whatever the period.
    return is_used & (is_job | is_inside), is_used & undated & ~is_job
