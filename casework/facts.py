"""The nodes and relationships that casework adds to the graph, as a function of its records and of nothing else.

So one record and its facts cannot come apart: whatever a step changes, the facts are those of the new revision, and
what only the revision before had is retired.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casework.codec import from_plain
from casework.need import Need
from graph.cases import CASEWORK
from graph.ids import mint_id
from graph.records import Node, Relationship, Source
from graph.schema import SCHEMA
from loaders.places import country_node, in_country

CASEWORK_SOURCE = Source(CASEWORK, "Casework of the programme")


@dataclass(frozen=True, slots=True)
class Facts:
    """What one record says in the graph, and the nodes that it names."""

    nodes: tuple[Node, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    about: tuple[str, ...] = ()


def facts_of(kind: str, record_id: str, key: str | None, content: Mapping[str, Any]) -> Facts:
    """Facts of a record; none for one that keeps only what people decided.

    Parameters
    ----------
    key : its name in casework; None for a record about a node of another source, whose facts that source gives.
    """
    make = _FACTS.get(kind)
    return make(record_id, key, content) if make and key is not None else Facts()


def node_id_of(label: str, key: str) -> str:
    """Id of the node that casework makes for one of its keys."""
    return mint_id(SCHEMA.node(label).prefix, CASEWORK, key)


def relate(type_: str, start_id: str, end_id: str, **properties: str) -> Relationship:
    """A relationship that casework states."""
    return Relationship(type_, start_id, end_id, CASEWORK, properties)


def _request_facts(record_id: str, key: str | None, content: Mapping[str, Any]) -> Facts:
    need = from_plain(Need, content["need"])
    nodes = list(_request_nodes(str(key), need))
    relationships = [
        *(relate("ASKED_BY", record_id, one) for one in need.requester_ids),
        *(relate("ASKS_ABOUT", record_id, one) for one in need.topic_ids),
    ]
    for node in nodes:
        if need.country and node.kind != "Country":
            relationships.append(in_country(node.id, need.country, CASEWORK))
        if node.kind == "Body":
            relationships.append(relate("ASKED_BY", record_id, node.id))
    return Facts(tuple(nodes), tuple(relationships), (*need.requester_ids, *need.topic_ids))


def _request_nodes(key: str, need: Need) -> Iterator[Node]:
    if need.country:
        yield country_node(need.country)
    yield Node.minted(
        "Request",
        CASEWORK,
        key,
        need.source_url,
        title=need.title,
        text=need.text,
        language=need.languages[0] if need.languages else None,
        languages=need.languages or None,
        objectives=need.objectives or None,
        country=need.country,
        phase=need.phase,
        received_on=need.received_on,
        deadline=need.deadline,
        preferred_form=need.form,
        wanted_from=need.wanted_from,
        wanted_until=need.wanted_until,
        note=need.note,
    )
    if need.group:
        group, n_members = need.group.name, need.group.n_members
        yield Node.minted(
            "Body", CASEWORK, f"{key}/group", name=group, kind="group", n_members=n_members, country=need.country
        )


_FACTS: Mapping[str, Callable[[str, str | None, Mapping[str, Any]], Facts]] = {"request": _request_facts}
