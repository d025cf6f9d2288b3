"""The network in memory: who met or taught whom, as arrays.

A *step* leads from one peer (an official or an organisation) to another through a *fact* that both share: an exchange
they took part in, a job, a twinning, a practice adopted. So the peer network is a two-mode network of peers and facts,
kept as two sparse matrices in compressed rows; person - exchange - person is one step, and so is person - employer.
Sharing a topic, a country or an association is likeness, not meeting: those facts are kept apart and used only when
asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from graph.incidence import Incidence, Rows, gather, rows_by
from graph.schema import EXCHANGE_STATUSES, PEERS, SCHEMA
from graph.store import UNKNOWN_DAY, GraphArrays, RelationshipArrays

Positions = npt.NDArray[np.int32]
"""Positions of nodes in `Network.ids`, ascending unless said otherwise."""


class FactKind(IntEnum):
    """What makes a step. The order is the order in which a step's facts are told."""

    EXCHANGE = 0
    PRACTICE = 1
    WORKS_FOR = 2
    TWINNED_WITH = 3
    SAME_ASSOCIATION = 4
    SAME_TOPIC = 5
    SAME_COUNTRY = 6

    @property
    def is_similarity(self) -> bool:
        """Whether it says that two peers are alike, not that they met."""
        return self >= FactKind.SAME_ASSOCIATION


KINDS = tuple(SCHEMA.nodes)
HELD = 1 + EXCHANGE_STATUSES.index("held")
CANCELLED = 1 + EXCHANGE_STATUSES.index("cancelled")
_IS_PEER = np.array([label in PEERS for label in KINDS])


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one sort of network as columns, with who shares them."""

    kinds: npt.NDArray[np.uint8]
    """`FactKind` of each fact."""
    nodes: Positions
    """The exchange, practice, topic, country or association that is the fact; -1 for a tie between two peers."""
    statuses: npt.NDArray[np.uint8]
    """For exchanges as in `GraphArrays.statuses`; `HELD` for every other fact."""
    starts_on: npt.NDArray[np.int32]
    ends_on: npt.NDArray[np.int32]
    incidence: Incidence
    """Rows are facts, columns are peers."""

    @property
    def n_facts(self) -> int:
        """How many facts there are."""
        return len(self.kinds)


@dataclass(frozen=True, slots=True)
class Participation:
    """Who took part in which exchange in which role, as columns of equal length, by exchange, peer and role."""

    exchanges: Positions
    peers: Positions
    roles: npt.NDArray[np.uint8]
    """1 + position of the role in `graph.schema.ROLES`; 0 where it is not recorded."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Network:
    """A graph in memory. Made by `build_network` or opened by `graph.network_cache.open_network`.

    Two are equal only when they are the same object, so that what was measured of one can be kept beside it.
    """

    data_version: str
    ids: npt.NDArray[np.bytes_]
    kinds: npt.NDArray[np.uint8]
    countries: npt.NDArray[np.bytes_]
    """A node's own country; for officials that of the first organisation they work for; b"" where unknown."""
    forms: npt.NDArray[np.uint8]
    peers: Facts
    """Facts that make steps: people met or taught each other."""
    likeness: Facts
    """Facts that make similarity steps."""
    took_part: Participation
    neighbours: Rows
    """For each node all nodes it is related to, in either direction, whatever the relationship."""

    @property
    def n_nodes(self) -> int:
        """How many nodes there are, of all kinds."""
        return len(self.ids)

    def position(self, node_id: str) -> int | None:
        """Where a node is; None when there is no such node."""
        key = node_id.encode()
        if len(key) > self.ids.dtype.itemsize:
            return None  # numpy would compare a shortened key
        found = int(np.searchsorted(self.ids, np.bytes_(key)))
        return found if found < self.n_nodes and self.ids[found] == key else None

    def positions(self, node_ids: Iterable[str]) -> Positions:
        """Where nodes are, ascending and without repeats; unknown ids are left out."""
        found = (self.position(node_id) for node_id in node_ids)
        return np.array(sorted({one for one in found if one is not None}), dtype=np.int32)

    def id_of(self, position: int) -> str:
        """Id of the node at a position."""
        node_id: str = self.ids[position].decode()
        return node_id

    def kind_of(self, position: int) -> str:
        """Kind of the node at a position."""
        return KINDS[int(self.kinds[position])]

    def is_peer(self) -> npt.NDArray[np.bool_]:
        """For each node whether it is an official or an organisation."""
        return _IS_PEER[self.kinds]


def build_network(arrays: GraphArrays, data_version: str) -> Network:
    """Network of a graph that was read out of a store as columns.

    Returns
    -------
    The same network for the same columns; one without nodes for an empty store.
    """
    n_nodes = len(arrays.ids)
    related = [(one.start, one.end) for one in arrays.relationships.values()]
    start = np.concatenate([np.empty(0, np.int32), *(s for s, _ in related)])
    end = np.concatenate([np.empty(0, np.int32), *(e for _, e in related)])
    return Network(
        data_version,
        arrays.ids,
        arrays.kinds,
        _countries_with_officials(arrays),
        arrays.details,
        _peer_facts(arrays),
        _likeness_facts(arrays),
        _participation(arrays.relationships["TOOK_PART_IN"]),
        rows_by(np.concatenate([start, end]), np.concatenate([end, start]), n_nodes),
    )


def _participation(took_part: RelationshipArrays) -> Participation:
    order = np.lexsort((took_part.details, took_part.start, took_part.end))
    return Participation(took_part.end[order], took_part.start[order], took_part.details[order])


def _countries_with_officials(arrays: GraphArrays) -> npt.NDArray[np.bytes_]:
    jobs = arrays.relationships["WORKS_FOR"]
    countries = arrays.countries.copy()
    # The relationships are ordered, so writing them backwards leaves the first known employer's country.
    known = arrays.countries[jobs.end] != b""
    countries[jobs.start[known][::-1]] = arrays.countries[jobs.end[known][::-1]]
    return countries


def _peer_facts(arrays: GraphArrays) -> Facts:
    parts = [_exchanges(arrays), _practices(arrays)]
    parts += [
        _ties(arrays.relationships[kind.name], kind, len(arrays.ids))
        for kind in (FactKind.WORKS_FOR, FactKind.TWINNED_WITH)
    ]
    return _joined(parts)


def _exchanges(arrays: GraphArrays) -> Facts:
    took_part = arrays.relationships["TOOK_PART_IN"]
    exchanges = np.flatnonzero(arrays.kinds == KINDS.index("Exchange")).astype(np.int32)
    return _node_facts(arrays, exchanges, FactKind.EXCHANGE, took_part.end, took_part.start, arrays.statuses)


def _practices(arrays: GraphArrays) -> Facts:
    """One fact for each adopter and each peer of the held exchange that the practice came from."""
    adopted, learned = arrays.relationships["ADOPTED"], arrays.relationships["LEARNED_IN"]
    took_part = arrays.relationships["TOOK_PART_IN"]
    is_held = arrays.statuses[learned.end] == HELD
    exchanges_of = rows_by(learned.start[is_held], learned.end[is_held], len(arrays.ids))
    members_of = rows_by(took_part.end, took_part.start, len(arrays.ids))
    adoption, exchange = gather(exchanges_of, adopted.end)
    which, origin = gather(members_of, exchange)
    adoption = adoption[which]
    is_other = origin != adopted.start[adoption]
    adoption, origin = adoption[is_other], origin[is_other]
    return _pair_facts(
        FactKind.PRACTICE,
        adopted.end[adoption],
        adopted.start[adoption],
        origin,
        adopted.starts_on[adoption],
        adopted.starts_on[adoption],
        len(arrays.ids),
    )


def _ties(ties: RelationshipArrays, kind: FactKind, n_nodes: int) -> Facts:
    nobody = np.full(len(ties.start), -1, dtype=np.int32)
    return _pair_facts(kind, nobody, ties.start, ties.end, ties.starts_on, ties.ends_on, n_nodes)


def _pair_facts(
    kind: FactKind,
    nodes: Positions,
    first: Positions,
    second: Positions,
    starts_on: npt.NDArray[np.int32],
    ends_on: npt.NDArray[np.int32],
    n_nodes: int,
) -> Facts:
    each = np.arange(len(first), dtype=np.int32)
    rows, columns = np.concatenate([each, each]), np.concatenate([first, second])
    return Facts(
        np.full(len(first), kind, dtype=np.uint8),
        nodes,
        np.full(len(first), HELD, dtype=np.uint8),
        starts_on,
        ends_on,
        Incidence.from_pairs(rows, columns, len(first), n_nodes),
    )


def _likeness_facts(arrays: GraphArrays) -> Facts:
    of_kind = {label: np.flatnonzero(arrays.kinds == position).astype(np.int32) for position, label in enumerate(KINDS)}
    held = np.full(len(arrays.ids), HELD, dtype=np.uint8)
    member, in_country = arrays.relationships["MEMBER_OF"], arrays.relationships["IN_COUNTRY"]
    clubs = np.unique(member.end)
    is_organisation = _IS_PEER[arrays.kinds[in_country.start]]
    topics, topic_peers = _topic_peers(arrays)
    return _joined(
        [
            _node_facts(
                arrays,
                clubs,
                FactKind.SAME_ASSOCIATION,
                np.concatenate([member.end, clubs]),
                np.concatenate([member.start, clubs]),
                held,
            ),
            _node_facts(arrays, of_kind["Topic"], FactKind.SAME_TOPIC, topics, topic_peers, held),
            _node_facts(
                arrays,
                of_kind["Country"],
                FactKind.SAME_COUNTRY,
                in_country.end[is_organisation],
                in_country.start[is_organisation],
                held,
            ),
        ]
    )


def _topic_peers(arrays: GraphArrays) -> tuple[Positions, Positions]:
    """Topics and the peers noted beside them or met in held exchanges about them, as pairs."""
    expert, about = arrays.relationships["EXPERT_IN"], arrays.relationships["ABOUT"]
    took_part = arrays.relationships["TOOK_PART_IN"]
    is_held = arrays.statuses[about.start] == HELD
    members = rows_by(took_part.end, took_part.start, len(arrays.ids))
    which, peers = gather(members, about.start[is_held])
    return np.concatenate([expert.end, about.end[is_held][which]]), np.concatenate([expert.start, peers])


def _node_facts(
    arrays: GraphArrays,
    nodes: Positions,
    kind: FactKind,
    fact_nodes: Positions,
    members: Positions,
    statuses: npt.NDArray[np.uint8],
) -> Facts:
    """Facts that are nodes themselves, given the pairs of a fact's node and one of its members."""
    row_of = np.full(len(arrays.ids), -1, dtype=np.int32)
    row_of[nodes] = np.arange(len(nodes), dtype=np.int32)
    is_dated = kind is FactKind.EXCHANGE
    unknown = np.full(len(nodes), UNKNOWN_DAY, dtype=np.int32)
    return Facts(
        np.full(len(nodes), kind, dtype=np.uint8),
        nodes,
        statuses[nodes],
        arrays.starts_on[nodes] if is_dated else unknown,
        arrays.ends_on[nodes] if is_dated else unknown,
        Incidence.from_pairs(row_of[fact_nodes], members, len(nodes), len(arrays.ids)),
    )


def _joined(parts: list[Facts]) -> Facts:
    columns = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Facts)
        if field.name != "incidence"
    }
    return Facts(**columns, incidence=Incidence.stacked([part.incidence for part in parts]))
