"""The questions that are answered by rows, as typed functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.answers import NodeSummary, RelationshipRow, summary_of
from graph.store import GraphStore
from queries.text import question_text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node whose name holds a piece of what was looked for."""

    id: str
    kind: str
    search_text: str
    country: str | None
    country_written: str | None


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic and how often it occurs."""

    id: str
    name: str
    n_exchanges: int
    n_requests: int


@dataclass(frozen=True, slots=True)
class PlaceToDecide:
    """A municipality that may be several places, or the same as another one."""

    id: str
    name: str
    country_written: str | None
    country: str | None
    place: str | None
    """The likeliest place, by its id in a gazetteer."""
    lat: float | None
    lon: float | None
    population: int | None
    source: str


@dataclass(frozen=True, slots=True)
class RequestLink:
    """A requester or a topic of a request."""

    id: str
    """Of the request."""
    type: str
    """ASKED_BY or ASKS_ABOUT."""
    other_id: str
    other_kind: str
    other: str | None


@dataclass(frozen=True, slots=True)
class RequestProgress:
    """An exchange that answers a request, and what has come of it."""

    exchange_id: str
    status: str | None
    n_after_requester: int
    """Evaluations after the exchange, by the side that had asked."""
    n_after_peer: int
    n_practices: int


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request and where it stands."""

    id: str
    key: str
    title: str | None
    text: str | None
    state: str
    received_on: str | None
    country: str | None
    preferred_form: str | None
    wanted_until: str | None
    due_on: str | None
    revision: int
    """0: nobody has done anything with it in casework."""
    source: str


def ask(store: GraphStore, question_id: str, **params: object) -> list[dict[str, Any]]:
    """Rows of a question that has texts; raises `UnknownQuestion`."""
    return store.ask(question_text(question_id), params)


def nodes_by_id(store: GraphStore, ids: Iterable[str]) -> dict[str, NodeSummary]:
    """What nodes are called and what they are, by id; ids that do not exist are left out."""
    rows = ask(store, "nodes_by_id", ids=sorted(set(ids)))
    return {row["id"]: summary_of(row) for row in rows}


def ids_by_source_key(store: GraphStore, source_key: str) -> tuple[str, ...]:
    """Ids of the nodes that have this key at their source; () when no source uses it."""
    return tuple(row["id"] for row in ask(store, "ids_by_source_key", source_key=source_key))


def relationships_between(store: GraphStore, ids: Iterable[str]) -> tuple[RelationshipRow, ...]:
    """All relationships with both ends among the nodes, ordered by type and ends; () when there are none."""
    return tuple(RelationshipRow(**row) for row in ask(store, "relationships_between", ids=sorted(set(ids))))


def search_candidates(
    store: GraphStore, any_of: Sequence[str], kinds: Sequence[str] | None, country: str | None, limit: int
) -> tuple[Candidate, ...]:
    """Nodes with a name that holds one of the folded pieces, shortest names first; () when there are none.

    Parameters
    ----------
    any_of : pieces of at least three characters, as `graph.names` makes them.
    kinds : only these; None for all.
    country : ISO 3166-1 alpha-2 code; nodes whose country is unknown are returned too.
    limit : how many at most.
    """
    rows = ask(
        store,
        "search_candidates",
        any_of=list(any_of),
        kinds=None if kinds is None else list(kinds),
        country=country,
        limit=limit,
    )
    return tuple(Candidate(**row) for row in rows)


def places_to_decide(store: GraphStore, limit: int = 1_000) -> tuple[PlaceToDecide, ...]:
    """Municipalities that wait for a person, by name; () when none does.

    Parameters
    ----------
    limit : how many at most.
    """
    return tuple(PlaceToDecide(**row) for row in ask(store, "places_to_decide", limit=limit))


def topics(store: GraphStore) -> tuple[TopicCount, ...]:
    """All topics, the most used first; () when none was loaded."""
    return tuple(TopicCount(**row) for row in ask(store, "topics"))


def requests(
    store: GraphStore, states: Sequence[str] | None = None, ids: Sequence[str] | None = None
) -> tuple[RequestRow, ...]:
    """Requests, by id; () when none is in one of the states.

    Parameters
    ----------
    states : only those in one of these; None for all.
    ids : only these; None for all.
    """
    given = {"states": None if states is None else list(states), "ids": None if ids is None else list(ids)}
    return tuple(RequestRow(**row) for row in ask(store, "requests", **given))


def request_links(store: GraphStore, ids: Iterable[str]) -> tuple[RequestLink, ...]:
    """Who asked these requests and about what, by request; () when nothing is known."""
    return tuple(RequestLink(**row) for row in ask(store, "request_links", ids=sorted(set(ids))))


def request_progress(store: GraphStore, request_id: str) -> tuple[RequestProgress, ...]:
    """Exchanges that answer a request with what has come of them, by id; () when there is none."""
    return tuple(RequestProgress(**row) for row in ask(store, "request_progress", request_id=request_id))
