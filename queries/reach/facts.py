"""The facts that every count of the reach report is made of, read out of a store once.

Officials are here by their ids only: their number is counted, and nothing else is known of them.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.store import GraphStore
from queries.rows import ask

ORGANISATION_KINDS = ("Municipality", "Association", "Body")
_FINGERPRINT_LENGTH = 12

Rows = list[dict[str, Any]]
Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExchangeFact:
    """One recorded exchange."""

    id: str
    status: str | None
    form: str | None
    """The form that the source names, otherwise the one we infer."""
    starts_on: str | None
    ends_on: str | None
    country: str | None
    language: str | None
    n_participants: int | None
    days: int | None
    has_result: bool

    @property
    def date(self) -> str | None:
        """The date that places it: its first day, or its last one where only that is known."""
        return self.starts_on or self.ends_on

    @property
    def is_held(self) -> bool:
        """Whether a source says that it took place."""
        return self.status == "held"


@dataclass(frozen=True, slots=True)
class Participation:
    """Somebody in an exchange, in one role."""

    participant_id: str
    kind: str
    role: str
    """"" where none is recorded."""


@dataclass(frozen=True, slots=True)
class OrganisationFact:
    """An organisation that took part, asked, or adopted a practice."""

    id: str
    kind: str
    name: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class RequestFact:
    """One recorded request."""

    id: str
    received_on: str | None
    status: str | None
    country: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class TopicFact:
    """A topic with its labels by language, and its codes in outside lists as scheme and code."""

    id: str
    labels: Mapping[str, str]
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side said about an exchange at one moment."""

    exchange_id: str
    stage: str
    side: str | None
    answered_on: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class PracticeFact:
    """A documented practice."""

    id: str
    title: str
    exchange_ids: Ids
    """Exchanges in which it was learned; () where none is recorded."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """An organisation took over a practice."""

    practice_id: str
    organisation_id: str
    on_date: str | None


@dataclass(frozen=True, slots=True)
class ReachFacts:
    """Everything the report counts, each collection in the order of its ids."""

    exchanges: Mapping[str, ExchangeFact]
    participations: Mapping[str, tuple[Participation, ...]]
    """By exchange; exchanges without a recorded participant are left out."""
    organisations: Mapping[str, OrganisationFact]
    requests: Mapping[str, RequestFact]
    askers: Mapping[str, Ids]
    """Organisations by the request they asked."""
    answered_by: Mapping[str, Ids]
    """Exchanges by the request they answer."""
    topics_of: Mapping[str, Ids]
    """Topics by exchange, request or practice."""
    topics: Mapping[str, TopicFact]
    answers: Mapping[str, tuple[Answer, ...]]
    """Evaluations by exchange."""
    practices: Mapping[str, PracticeFact]
    adoptions: tuple[Adoption, ...]
    twinnings: frozenset[tuple[str, str]]
    """Pairs of organisations, the smaller id first."""
    earlier: Mapping[str, Ids]
    """Exchanges on which each one builds."""
    fingerprint: str
    """Text that is the same for the same facts, on either store."""


QUESTIONS = (
    "reach_exchanges",
    "reach_participations",
    "reach_organisations",
    "reach_requests",
    "reach_askers",
    "reach_answers",
    "reach_topics",
    "reach_topic_names",
    "reach_topic_codes",
    "reach_evaluations",
    "reach_practices",
    "reach_adoptions",
    "reach_twinnings",
    "reach_earlier_exchanges",
)
"""The questions that give the facts."""


def read_facts(store: GraphStore) -> ReachFacts:
    """All facts that a store holds now; with every collection empty for an empty store."""
    rows = {question: ask(store, question) for question in QUESTIONS}
    return ReachFacts(
        exchanges={
            row["id"]: ExchangeFact(**{**row, "has_result": bool(row["has_result"])}) for row in rows["reach_exchanges"]
        },
        participations=_participations(rows["reach_participations"]),
        organisations={row["id"]: OrganisationFact(**row) for row in rows["reach_organisations"]},
        requests={row["id"]: RequestFact(**row) for row in rows["reach_requests"]},
        askers=_grouped(rows["reach_askers"], "request_id", "organisation_id"),
        answered_by=_grouped(rows["reach_answers"], "request_id", "exchange_id"),
        topics_of=_grouped(rows["reach_topics"], "subject_id", "topic_id"),
        topics=_topics(rows["reach_topic_names"], rows["reach_topic_codes"]),
        answers=_answers(rows["reach_evaluations"]),
        practices=_practices(rows["reach_practices"]),
        adoptions=tuple(Adoption(**row) for row in rows["reach_adoptions"]),
        twinnings=frozenset(_pair(row["first_id"], row["second_id"]) for row in rows["reach_twinnings"]),
        earlier=_grouped(rows["reach_earlier_exchanges"], "exchange_id", "earlier_id"),
        fingerprint=_fingerprint(rows),
    )


def _pair(first: str, second: str) -> tuple[str, str]:
    return min(first, second), max(first, second)


def _participations(rows: Rows) -> dict[str, tuple[Participation, ...]]:
    found: dict[str, list[Participation]] = defaultdict(list)
    for row in rows:
        found[row["exchange_id"]].append(Participation(row["participant_id"], row["kind"], row["role"]))
    return {exchange_id: tuple(who) for exchange_id, who in found.items()}


def _grouped(rows: Rows, by: str, what: str) -> dict[str, Ids]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row[by]].append(row[what])
    return {key: tuple(ids) for key, ids in found.items()}


def _topics(names: Rows, codes: Rows) -> dict[str, TopicFact]:
    by_topic = _grouped(codes, "topic_id", "code")
    return {
        row["id"]: TopicFact(row["id"], _labels(row), tuple(_scheme_and_code(by_topic.get(row["id"], ()))))
        for row in names
    }


def _labels(row: Mapping[str, Any]) -> dict[str, str]:
    written = {"en": row["name"]} | {
        name.removeprefix("label_"): row[name] for name in row if name.startswith("label_")
    }
    return {language: label for language, label in written.items() if label}


def _scheme_and_code(codes: Iterable[str]) -> Iterable[tuple[str, str]]:
    for code in codes:
        scheme, colon, inside = code.partition(":")
        if colon:
            yield scheme.casefold(), inside


def _answers(rows: Rows) -> dict[str, tuple[Answer, ...]]:
    found: dict[str, list[Answer]] = defaultdict(list)
    for row in rows:
        found[row["exchange_id"]].append(
            Answer(row["exchange_id"], row["stage"], row["side"], row["answered_on"], row["score"])
        )
    return {exchange_id: tuple(given) for exchange_id, given in found.items()}


def _practices(rows: Rows) -> dict[str, PracticeFact]:
    learned = _grouped([row for row in rows if row["exchange_id"]], "id", "exchange_id")
    return {row["id"]: PracticeFact(row["id"], row["title"], learned.get(row["id"], ())) for row in rows}


def _fingerprint(rows: Mapping[str, Rows]) -> str:
    told = hashlib.sha256()
    for question, found in rows.items():
        told.update(json.dumps([question, [list(row.values()) for row in found]], ensure_ascii=False).encode())
    return told.hexdigest()[:_FINGERPRINT_LENGTH]
