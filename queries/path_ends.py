"""Where paths begin or end: at one peer, at any of a list, of a country's municipalities, of the peers of a topic."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.answers import NodeSummary
from graph.incidence import gather
from graph.network import KINDS, FactKind, Network, Positions
from graph.path_ends import EndFound, EndKind
from graph.schema import PEERS
from graph.store import GraphStore
from queries.rows import ask, nodes_by_id

_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class PathEnd:
    """One end of a search for paths, as it was asked for."""

    kind: EndKind
    values: tuple[str, ...]
    """Ids of peers; ISO 3166-1 alpha-2 code of one country; id of one topic, whose narrower ones are meant too."""

    @classmethod
    def of(cls, *ids: str) -> "PathEnd":
        """Any of these peers."""
        return cls(EndKind.PEERS, tuple(dict.fromkeys(ids)))

    @classmethod
    def read(cls, text: str) -> "PathEnd":
        """End that a text means: ``ID``, ``ID|ID``, ``country:IS`` or ``topic:ID``."""
        kind, colon, value = text.partition(":")
        if colon and kind in (EndKind.COUNTRY, EndKind.TOPIC):
            return cls(EndKind(kind), (value.upper() if kind == EndKind.COUNTRY else value,))
        return cls.of(*(one for one in text.split(_BETWEEN) if one))

    def __str__(self) -> str:
        """Return the text that means it."""
        return _BETWEEN.join(self.values) if self.kind is EndKind.PEERS else f"{self.kind}:{self.values[0]}"


def find_end(store: GraphStore, network: Network, end: PathEnd) -> tuple[EndFound, Positions]:
    """What an end is, and where its peers are, ascending; none where the end is unknown or nobody stands there."""
    match end.kind:
        case EndKind.COUNTRY:
            nodes, peers = _country(store, network, end.values[0])
        case EndKind.TOPIC:
            nodes, peers = _topic(store, network, end.values[0])
        case EndKind.PEERS:
            nodes, peers = _listed(store, network, end.values)
    return EndFound(kind=end.kind, asked=str(end), nodes=nodes, n_peers=len(peers)), peers


def topics_within(store: GraphStore, topic_ids: Iterable[str]) -> frozenset[str]:
    """Ids of these topics and of all narrower ones."""
    return frozenset(row["id"] for row in ask(store, "topic_with_narrower", topic_ids=sorted(topic_ids)))


def _listed(store: GraphStore, network: Network, ids: tuple[str, ...]) -> tuple[tuple[NodeSummary, ...], Positions]:
    found = nodes_by_id(store, ids)
    nodes = tuple(found[one] for one in ids if one in found and found[one].kind in PEERS)
    return nodes, network.positions(node.id for node in nodes)


def _country(store: GraphStore, network: Network, code: str) -> tuple[tuple[NodeSummary, ...], Positions]:
    """A country's municipalities; the country itself is a node only where a source has one."""
    is_there = network.countries == (code or "?").encode()  # blank stands for an unknown country
    is_country = is_there & (network.kinds == KINDS.index("Country"))
    is_there &= network.kinds == KINDS.index("Municipality")
    ids = [network.id_of(int(one)) for one in np.flatnonzero(is_country)]
    return tuple(nodes_by_id(store, ids).values()), np.flatnonzero(is_there).astype(np.int32)


def _topic(store: GraphStore, network: Network, topic_id: str) -> tuple[tuple[NodeSummary, ...], Positions]:
    """Who is noted beside a topic or took part in a held exchange about it."""
    node = nodes_by_id(store, [topic_id]).get(topic_id)
    if node is None or node.kind != "Topic":
        return (), np.empty(0, dtype=np.int32)
    topics = network.positions(topics_within(store, [topic_id]))
    facts = network.likeness
    is_meant = (facts.kinds == FactKind.SAME_TOPIC) & np.isin(facts.nodes, topics)
    _, peers = gather(facts.incidence.members, np.flatnonzero(is_meant).astype(np.int32))
    peers = np.unique(peers)
    return (node,), peers[network.is_peer()[peers]]
