"""Small networks written by hand or generated, and the same as NetworkX graphs of peers."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

import networkx as nx

from graph.records import Node, Relationship, Source

SOURCE = Source("test", "Made for a test")


@dataclass
class Sketch:
    """Records of a small graph, written as one would say it."""

    nodes: dict[str, Node] = field(default_factory=dict)
    relationships: list[Relationship] = field(default_factory=list)

    def node(self, kind: str, key: str, /, **properties):
        if kind in ("Municipality", "Association", "Body", "Topic", "Official", "Country"):
            properties.setdefault("name", key)
        if kind == "Country":
            properties.setdefault("country", key)
        node = Node(kind, key, "test", key, properties, f"https://example.org/{key}")
        self.nodes.setdefault(key, node)
        return key

    def relate(self, type_: str, start: str, end: str, **properties):
        url = f"https://example.org/{start}-{end}"
        self.relationships.append(Relationship(type_, start, end, "test", properties, url))

    def municipalities(self, *keys: str, **properties):
        return [self.node("Municipality", key, **properties) for key in keys]

    def officials(self, *keys: str, **properties):
        return [self.node("Official", key, **properties) for key in keys]

    def exchange(self, key: str, members: Iterable[str], status="held", **properties):
        self.node("Exchange", key, status=status, **properties)
        for member in members:
            self.relate("TOOK_PART_IN", member, key)

    def twinned(self, first: str, second: str, **properties):
        self.relate("TWINNED_WITH", first, second, **properties)

    def works_for(self, official: str, organisation: str, **properties):
        self.relate("WORKS_FOR", official, organisation, **properties)

    def write(self, store):
        with store.writer(SOURCE) as writer:
            writer.upsert([*self.nodes.values(), *self.relationships])

    def peer_graph(self, *, with_planned=False, avoid=()):
        """The same peers in NetworkX, from the definition of a step alone."""
        oracle = nx.Graph()
        peers = {"Municipality", "Association", "Body", "Official"}
        oracle.add_nodes_from(k for k, n in self.nodes.items() if n.kind in peers and k not in avoid)
        members: dict[str, set[str]] = {}
        for one in self.relationships:
            if one.type == "TOOK_PART_IN" and one.end_id not in avoid:
                members.setdefault(one.end_id, set()).add(one.start_id)
            if one.type in ("TWINNED_WITH", "WORKS_FOR") and {one.start_id, one.end_id} <= set(oracle):
                oracle.add_edge(one.start_id, one.end_id)
        for exchange, who in members.items():
            status = self.nodes[exchange].properties.get("status")
            if status == "held" or (with_planned and status != "cancelled"):
                oracle.add_edges_from(itertools.combinations(sorted(who & set(oracle)), 2))
        return oracle
