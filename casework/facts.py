"""The nodes and relationships that casework adds to the graph, as a function of its records and of nothing else.

So one record and its facts cannot come apart: whatever a step changes, the facts are those of the new revision, and
what only the revision before had is retired.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from casework.codec import from_plain
from casework.contents import Evaluation, Exchange, Participant, Practice, Proposal
from casework.need import Need
from graph.cases import CASEWORK, CaseEdit, CaseRecord
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


def facts_of(record: CaseEdit | CaseRecord) -> Facts:
    """Facts of a record; none for one that keeps only what people decided.

    A record without a key is about a node of another source, which gives its facts.
    """
    return _FACTS[record.kind](record) if record.key is not None else Facts()


def node_id_of(label: str, key: str) -> str:
    """Id of the node that casework makes for one of its keys."""
    return mint_id(SCHEMA.node(label).prefix, CASEWORK, key)


def relate(type_: str, start_id: str, end_id: str, **properties: str) -> Relationship:
    """A relationship that casework states."""
    return Relationship(type_, start_id, end_id, CASEWORK, properties)


def _request_facts(record: CaseEdit | CaseRecord) -> Facts:
    need = from_plain(Need, record.content["need"])
    nodes = list(_request_nodes(str(record.key), need))
    relationships = [
        *(relate("ASKED_BY", record.id, one) for one in need.requester_ids),
        *(relate("ASKS_ABOUT", record.id, one) for one in need.topic_ids),
    ]
    for node in nodes:
        if need.country and node.kind != "Country":
            relationships.append(in_country(node.id, need.country, CASEWORK))
        if node.kind == "Body":
            relationships.append(relate("ASKED_BY", record.id, node.id))
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


def _proposal_facts(record: CaseEdit | CaseRecord) -> Facts:
    """None: who was asked and said no is nobody else's business."""
    return Facts(about=from_plain(Proposal, record.content).candidate_ids)


def _exchange_facts(record: CaseEdit | CaseRecord) -> Facts:
    one = from_plain(Exchange, record.content)
    is_planned = record.state != "held"
    node = Node.minted(
        "Exchange",
        CASEWORK,
        str(record.key),
        one.source_url,
        title=one.title,
        form=one.form,
        form_inferred=one.form_inferred,
        status=record.state,
        starts_on=one.planned_from if is_planned else one.held_from,
        ends_on=one.planned_until if is_planned else one.held_until,
        country=one.country,
        language=one.language,
        n_participants=one.n_participants,
        days=one.days,
        result=one.result,
        note=one.note,
    )
    relationships = [
        *(relate("ANSWERS", record.id, each) for each in one.request_ids),
        *(relate("ABOUT", record.id, each) for each in one.topic_ids),
        *(relate("BUILDS_ON", record.id, each) for each in one.builds_on_ids),
        *(_took_part(record.id, each) for each in one.participants),
    ]
    countries = (country_node(one.country),) if one.country else ()
    if one.country:
        relationships.append(in_country(record.id, one.country, CASEWORK))
    return Facts((*countries, node), tuple(relationships), tuple(each.id for each in one.participants))


def _took_part(exchange_id: str, one: Participant) -> Relationship:
    function = {"function": one.function} if one.function else {}
    return relate("TOOK_PART_IN", one.id, exchange_id, role=one.role, **function)


def _evaluation_facts(record: CaseEdit | CaseRecord) -> Facts:
    """None before it is answered."""
    one = from_plain(Evaluation, record.content)
    if one.answered_on is None:
        return Facts(about=(one.exchange_id,))
    node = Node.minted(
        "Evaluation",
        CASEWORK,
        str(record.key),
        None,
        stage=one.stage,
        answered_by_side=one.side,
        answered_on=one.answered_on,
        score=one.score,
        text=one.text,
        **(one.scores or {}),
    )
    return Facts((node,), (relate("EVALUATES", record.id, one.exchange_id),), (one.exchange_id,))


def _practice_facts(record: CaseEdit | CaseRecord) -> Facts:
    one = from_plain(Practice, record.content)
    node = Node.minted(
        "Practice",
        CASEWORK,
        str(record.key),
        None,
        title=one.title,
        titles=tuple((one.titles or {}).values()) or None,
        summary=one.summary,
        what_worked=one.what_worked,
        transfer_conditions=one.transfer_conditions,
        language=one.language,
        url=one.url,
        status=record.state,
    )
    relationships = (
        *(relate("LEARNED_IN", record.id, each) for each in one.exchange_ids),
        *(relate("ABOUT", record.id, each) for each in one.topic_ids),
        *(relate("ADOPTED", each.organisation_id, record.id, **_dated(each.on_date)) for each in one.adopted),
        *(
            relate("SHARED", each.organisation_id, record.id, event=each.event, **_dated(each.on_date))
            for each in one.shared
        ),
    )
    return Facts((node,), relationships, one.exchange_ids)


def _dated(on_date: str | None) -> dict[str, str]:
    return {"on_date": on_date} if on_date else {}


def _round_facts(record: CaseEdit | CaseRecord) -> Facts:
    """None: what a committee thinks is not a fact of the network."""
    return Facts(about=tuple(record.content.get("request_ids", ())))


_FACTS: Mapping[str, Callable[[CaseEdit | CaseRecord], Facts]] = {
    "request": _request_facts,
    "proposal": _proposal_facts,
    "exchange": _exchange_facts,
    "evaluation": _evaluation_facts,
    "practice": _practice_facts,
    "round": _round_facts,
}
