"""The part of the network that filters choose: who and which facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph.incidence import gather
from graph.network import CANCELLED, HELD, KINDS, FactKind, Network, Positions
from graph.schema import EXCHANGE_FORMS, ROLES
from graph.steps import Mask, in_period, mask_of
from graph.store import UNKNOWN_DAY, GraphStore
from queries.ego_network import day_number
from queries.patterns.filters import PatternFilters, Who
from queries.patterns.regions import countries_in
from queries.patterns.ties import Ties, project
from queries.rows import ask


@dataclass(frozen=True)  # no slots: what is measured of it is kept on it
class Scope:
    """A network under filters. Made by `scope`."""

    store: GraphStore
    network: Network
    filters: PatternFilters
    is_node: Mask
    """For each node of the network whether it is one that is measured."""
    is_fact: Mask
    """For each fact of `network.peers` whether it counts."""
    is_undated: Mask
    """Facts that only their missing date keeps out."""

    @cached_property
    def ties(self) -> Ties:
        """Who is tied to whom: facts projected on the nodes, with the weight that the filters name."""
        return project(
            self.network.peers.incidence.members,
            np.flatnonzero(self.is_fact).astype(np.int32),
            self.is_node,
            self.filters.weight,
            with_isolates=self.filters.with_isolates,
        )

    @cached_property
    def exchanges(self) -> Positions:
        """Exchanges that count, as positions of nodes."""
        facts = self.network.peers
        found: Positions = facts.nodes[self.is_fact & (facts.kinds == FactKind.EXCHANGE)]
        return found

    @property
    def exchanges_of_nodes(self) -> Positions:
        """Exchanges that count in which a chosen node took part, ascending."""
        facts, _ = self.participants
        peers = self.network.peers
        found: Positions = np.unique(peers.nodes[facts[peers.kinds[facts] == FactKind.EXCHANGE]])
        return found

    @cached_property
    def participants(self) -> tuple[Positions, Positions]:
        """Facts and chosen nodes that share in them, as pairs by fact."""
        used = np.flatnonzero(self.is_fact).astype(np.int32)
        which, members = gather(self.network.peers.incidence.members, used)
        is_kept = self.is_node[members]
        return used[which[is_kept]], members[is_kept]

    @property
    def n_nodes(self) -> int:
        """Nodes that are measured, isolates included where the filters let them in."""
        if self.filters.with_isolates:
            return int(self.is_node.sum())
        return self.ties.n

    @property
    def n_facts(self) -> int:
        """Facts that count."""
        return int(self.is_fact.sum())

    @property
    def n_undated(self) -> int:
        """Facts that a period leaves out because nobody knows when they were."""
        return int(self.is_undated.sum())

    def took_part(self, roles: Iterable[str]) -> tuple[Positions, Positions]:
        """Exchanges that count, and the chosen nodes that took part in them in some roles, as pairs by exchange.

        Parameters
        ----------
        roles : as in `graph.schema.ROLES`; a node with several of them in one exchange appears once.
        """
        part = self.network.took_part
        wanted = [1 + ROLES.index(role) for role in roles]
        is_kept = np.isin(part.roles, wanted) & mask_of(self.exchanges, self.network.n_nodes)[part.exchanges]
        is_kept &= self.is_node[part.peers]
        pairs = np.unique((part.exchanges[is_kept].astype(np.int64) << 32) | part.peers[is_kept])
        return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)

    def topics_of(self, exchanges: Positions) -> tuple[Positions, Positions]:
        """Exchanges and their topics as pairs: the place of the exchange among those given, and the topic."""
        which, related = gather(self.network.neighbours, exchanges)
        is_topic = self.network.kinds[related] == KINDS.index("Topic")
        return which[is_topic], related[is_topic]

    def first_days(self) -> npt.NDArray[np.int32]:
        """For each fact its first day; `UNKNOWN_DAY` where nobody knows."""
        facts = self.network.peers
        known = np.where(facts.starts_on == UNKNOWN_DAY, facts.ends_on, facts.starts_on)
        days: npt.NDArray[np.int32] = known.astype(np.int32)
        return days


def scope(store: GraphStore, network: Network, filters: PatternFilters) -> Scope:
    """The part of a network that the filters choose; without any node for an empty network."""
    is_fact, is_undated = _facts(store, network, filters)
    return Scope(store, network, filters, _nodes(network, filters), is_fact, is_undated)


def _nodes(network: Network, filters: PatternFilters) -> Mask:
    kinds = filters.kinds or filters.who.kinds
    is_node: Mask = np.isin(network.kinds, [KINDS.index(kind) for kind in kinds])
    countries = {*filters.countries, *countries_in(filters.regions)}
    if countries:
        is_node &= np.isin(network.countries, [code.encode() for code in sorted(countries)])
    return is_node


def _facts(store: GraphStore, network: Network, filters: PatternFilters) -> tuple[Mask, Mask]:
    facts = network.peers
    is_fact: Mask = facts.statuses != CANCELLED if filters.with_planned else facts.statuses == HELD
    is_fact &= np.isin(facts.kinds, [FactKind[name] for name in filters.facts])
    if filters.who is not Who.PEERS:  # a job ties an official to an organisation, and one of the two is not here
        is_fact &= facts.kinds != FactKind.WORKS_FOR
    is_exchange = facts.kinds == FactKind.EXCHANGE
    if filters.is_about_exchanges:
        is_fact &= is_exchange
    if filters.topic_ids:
        is_fact &= mask_of(_about(store, network, filters.topic_ids), network.n_nodes)[facts.nodes]
    if filters.forms:
        is_fact &= np.isin(network.forms[facts.nodes], [1 + EXCHANGE_FORMS.index(form) for form in filters.forms])
    if not filters.has_period:
        return is_fact, np.zeros(facts.n_facts, dtype=np.bool_)
    is_undated = (facts.starts_on == UNKNOWN_DAY) & (facts.ends_on == UNKNOWN_DAY)
    first, last = day_number(filters.from_date, is_end=False), day_number(filters.until_date, is_end=True)
    return is_fact & ~is_undated & in_period(facts, first, last), is_fact & is_undated


def _about(store: GraphStore, network: Network, topic_ids: Iterable[str]) -> Positions:
    """What is related to the topics or their narrower ones."""
    rows = ask(store, "topic_with_narrower", topic_ids=list(topic_ids))
    return gather(network.neighbours, network.positions(row["id"] for row in rows))[1]
