"""What lies around one node: the ego network, with names, relationships and sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.answers import NodeSummary, RelationshipRow
from graph.dates import first_day, last_day, number_of_day
from graph.ego import EgoFilters, ego_around
from graph.errors import NodeNotFound
from graph.network import Network
from graph.schema import EXCHANGE_FORMS
from graph.store import GraphStore
from queries.rows import ask, nodes_by_id, relationships_between

MAX_RADIUS = 3


@dataclass(frozen=True, slots=True)
class ExploreFilters:
    """What a person lets through. Whatever is empty or None lets everything through."""

    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes of peers."""
    topic_ids: tuple[str, ...] = ()
    """Topics, their parts included."""
    forms: tuple[str, ...] = ()
    """Forms of exchange, inferred ones included."""
    from_date: str | None = None
    """Partial date."""
    until_date: str | None = None
    """Partial date."""
    with_planned: bool = False


@dataclass(frozen=True, slots=True)
class EgoNode:
    """One node of the picture."""

    node: NodeSummary
    distance: int
    """Steps from the centre."""


@dataclass(frozen=True, slots=True)
class EgoNetwork:
    """A node and what lies around it."""

    centre: NodeSummary
    nodes: tuple[EgoNode, ...]
    """The centre first, then by distance and id."""
    relationships: tuple[RelationshipRow, ...]
    """All relationships between the shown nodes, whatever their type."""
    n_more: dict[str, int]
    """Nodes of each kind that belong to it and are not shown."""
    n_undated: int
    """Exchanges and ties left out of the period because their date is unknown."""


def ego_network(
    store: GraphStore,
    network: Network,
    node_id: str,
    *,
    radius: int = 1,
    filters: ExploreFilters | None = None,
    cap: int = 12,
) -> EgoNetwork:
    """A node and its neighbours within some steps, under filters.

    Parameters
    ----------
    node_id : id of any node; around a topic, country or request lie the peers and exchanges related to it.
    radius : steps, 1-3.
    cap : nodes shown of each kind, at most.

    Returns
    -------
    Exchanges by latest date and peers with most facts first, as far as the cap allows; the rest counted by kind.
    The centre alone when nothing lies around it.

    Raises
    ------
    NodeNotFound
        No node has this id.
    ValueError
        The radius or the cap is out of range.
    """
    if not 1 <= radius <= MAX_RADIUS or cap < 1:
        raise ValueError(f"radius must be 1-{MAX_RADIUS} and cap at least 1")
    centre = network.position(node_id)
    if centre is None:
        raise NodeNotFound(node_id)
    ego = ego_around(network, centre, radius, _ego_filters(store, network, filters or ExploreFilters()), cap)
    distances = {network.id_of(position): distance for position, distance in ego.distances.items()}
    nodes = nodes_by_id(store, distances)
    shown = sorted((EgoNode(nodes[i], d) for i, d in distances.items() if i in nodes), key=_order)
    return EgoNetwork(nodes[node_id], tuple(shown), relationships_between(store, distances), ego.n_more, ego.n_undated)


def day_number(text: str | None, *, is_end: bool) -> int | None:
    """First or last day of a partial date as days since 1 January 1970; None for None."""
    if text is None:
        return None
    return number_of_day(last_day(text) if is_end else first_day(text))


def _order(one: EgoNode) -> tuple[int, str]:
    return one.distance, one.node.id


def _ego_filters(store: GraphStore, network: Network, filters: ExploreFilters) -> EgoFilters:
    return EgoFilters(
        kinds=frozenset(filters.kinds) or None,
        countries=frozenset(filters.countries),
        about=network.positions(_with_narrower(store, filters.topic_ids)) if filters.topic_ids else None,
        forms=frozenset(1 + EXCHANGE_FORMS.index(form) for form in filters.forms),
        first_day=day_number(filters.from_date, is_end=False),
        last_day=day_number(filters.until_date, is_end=True),
        with_planned=filters.with_planned,
    )


def _with_narrower(store: GraphStore, topic_ids: Sequence[str]) -> Iterable[str]:
    return (row["id"] for row in ask(store, "topic_with_narrower", topic_ids=list(topic_ids)))
