"""One node with all it is connected to, grouped and counted, with dates and sources."""

from dataclasses import dataclass
from itertools import groupby

from graph.answers import NodeSummary
from graph.records import Value
from graph.store import GraphStore, StoredNode
from queries.rows import ask, nodes_by_id


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One connection of the node."""

    other: NodeSummary
    date: str | None
    """Date of the relationship, or of the exchange or request it leads to."""
    until: str | None
    detail: str | None
    source: str
    source_url: str | None


@dataclass(frozen=True, slots=True)
class ProfileGroup:
    """All connections of one sort."""

    type: str
    direction: str
    """"out" from the node, "in" to it, "both" where the two ends mean the same."""
    kind: str
    """Kind of the nodes at the other end."""
    n: int
    """How many there are; ``rows`` may hold fewer."""
    rows: tuple[ProfileRow, ...]

    @property
    def n_more(self) -> int:
        """How many are not listed."""
        return self.n - len(self.rows)


@dataclass(frozen=True, slots=True)
class Profile:
    """One node and all it is connected to."""

    node: NodeSummary
    stored: StoredNode
    groups: tuple[ProfileGroup, ...]
    """Ordered by type, direction and kind; () when it is connected to nothing."""

    @property
    def properties(self) -> dict[str, Value]:
        """Known properties of the node."""
        return dict(self.stored.properties)


def profile(store: GraphStore, node_id: str, limit: int = 20) -> Profile:
    """One node with all it is connected to.

    Parameters
    ----------
    node_id : id of the node.
    limit : rows listed of each group, at most; all are counted.

    Raises
    ------
    NodeNotFound
        No node has this id.
    """
    stored = store.node(node_id)
    rows = ask(store, "profile_relationships", node_id=node_id, limit=limit)
    nodes = nodes_by_id(store, [node_id, *(row["other_id"] for row in rows)])
    groups = []
    for (type_, direction, kind, n), of_group in groupby(
        rows, lambda r: (r["type"], r["direction"], r["kind"], r["n"])
    ):
        listed = tuple(
            ProfileRow(nodes[r["other_id"]], r["date"], r["until"], r["detail"], r["source"], r["source_url"])
            for r in of_group
        )
        groups.append(ProfileGroup(type_, direction, kind, n, listed))
    return Profile(nodes[node_id], stored, tuple(groups))
