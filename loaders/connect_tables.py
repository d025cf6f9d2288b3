"""The product's own set of CSV files, declared once: reader, template and documentation are made from it."""

from collections.abc import Mapping

from loaders.connect_columns import (
    SOURCE_URL,
    Column,
    Link,
    Table,
    key_column,
    kind_column,
    link_column,
    property_columns,
)
from loaders.fields import parse_address, parse_date, parse_source_id

_LOCAL_GOVERNMENTS = (
    "municipality",
    "city",
    "town",
    "village",
    "commune",
    "township",
    "borough",
    "district",
    "county",
    "canton",
    "department",
    "province",
    "prefecture",
    "oblast",
    "raion",
    "region",
    "state",
    "local government",
)
_ASSOCIATIONS = (
    "association",
    "national association",
    "national associations",
    "regional association",
    "international association",
    "federation",
    "coalition",
    "network",
    "agency of an association",
)
_BODIES = (
    "intermunicipal body",
    "utility",
    "company",
    "group",
    "funder",
    "training body",
    "university",
    "research institute",
    "government body",
    "non-governmental organisation",
    "other body",
)
_BODY_WORDS = dict.fromkeys(_BODIES, "Body")
MUNICIPALITY_WORDS: Mapping[str, str] = {**dict.fromkeys(_LOCAL_GOVERNMENTS, "Municipality"), **_BODY_WORDS}
ASSOCIATION_WORDS: Mapping[str, str] = {**dict.fromkeys(_ASSOCIATIONS, "Association"), **_BODY_WORDS}

_KIND = "what it is; from intermunicipal body on it is stored as a body"
EVIDENCE = "noted beside the official at the source"


def _took_part(role: str, meaning: str) -> Column:
    link = Link(type="TOOK_PART_IN", namespace="organisation", row_is_end=True, constants={"role": role})
    name = f"{role}_ids"
    return link_column(name, meaning, link)


def _topics(type_: str, meaning: str, **constants: str) -> Column:
    return link_column("topic_ids", meaning, Link(type=type_, namespace="topic", constants=constants))


def _since_until(what: str) -> tuple[Column, Column]:
    written = "2017, 2017-05 or 2017-05-15"
    since = Column(name="since", meaning=f"start of {what}", written=written, parse=parse_date)
    return since, Column(name="until", meaning=f"end of {what}", written=written, parse=parse_date)


_MEMBER_OF = link_column(
    "member_of_ids", "associations and bodies it is a member of", Link(type="MEMBER_OF", namespace="organisation")
)

SOURCE = Table(
    name="source",
    meaning="Where the facts of this folder come from: one row.",
    key="source_id",
    namespace="source",
    labels=(),
    columns=(
        Column(
            name="source_id",
            meaning="short name of the source; with the keys below it makes the ids, so never change it",
            written="small letters, digits, - . and _",
            parse=parse_source_id,
            is_required=True,
        ),
        Column(name="title", meaning="title of the source", is_required=True),
        Column(name="publisher", meaning="who publishes it"),
        Column(name="url", meaning="where it is published", written="web address", parse=parse_address),
        Column(name="licence", meaning="under which terms it may be used"),
    ),
    example={"source_id": "my-programme", "title": "Exchanges of my programme", "publisher": "My organisation"},
)

ASSOCIATIONS = Table(
    name="associations",
    meaning="Associations of local governments, and bodies that are not local governments.",
    key="association_id",
    namespace="organisation",
    labels=("Association", "Body"),
    kind_words=ASSOCIATION_WORDS,
    columns=(
        key_column("association_id", "association or body"),
        *property_columns("Association", "Body", kind=kind_column(ASSOCIATION_WORDS, _KIND)),
        _MEMBER_OF,
        SOURCE_URL,
    ),
    example={
        "association_id": "A03",
        "name": "Association of Netherlands Municipalities (VNG)",
        "acronym": "VNG",
        "kind": "national association",
        "country": "NL",
    },
)

MUNICIPALITIES = Table(
    name="municipalities",
    meaning="Local and regional governments, and the bodies and groups they form.",
    key="municipality_id",
    namespace="organisation",
    labels=("Municipality", "Body"),
    kind_words=MUNICIPALITY_WORDS,
    columns=(
        key_column("municipality_id", "municipality or body"),
        *property_columns("Municipality", "Body", kind=kind_column(MUNICIPALITY_WORDS, _KIND)),
        _MEMBER_OF,
        link_column(
            "succeeded_by_id",
            "the later local government into which it was merged or renamed",
            Link(
                type="SUCCEEDED_BY",
                namespace="organisation",
                is_single=True,
                from_columns={"on_date": "succeeded_on"},
            ),
        ),
        Column(
            name="succeeded_on",
            meaning="date of that merger",
            written="2017, 2017-05 or 2017-05-15",
            parse=parse_date,
        ),
        SOURCE_URL,
    ),
    example={
        "municipality_id": "M02",
        "name": "Agona West",
        "names": "Agona West Municipal Assembly|Swedru",
        "kind": "municipality",
        "country": "GH",
        "lat": "5.53",
        "lon": "-0.7",
        "source_url": "https://example.org/agona-west",
    },
)

TOPICS = Table(
    name="topics",
    meaning="Subjects of local government work.",
    key="topic_id",
    namespace="topic",
    labels=("Topic",),
    columns=(
        key_column("topic_id", "topic"),
        *property_columns("Topic"),
        link_column("broader_id", "the wider topic", Link(type="BROADER", namespace="topic", is_single=True)),
        SOURCE_URL,
    ),
    example={"topic_id": "T01", "name": "Sanitation", "label_fr": "Assainissement", "codes": "dac:14032|sdg:6.2"},
)

REQUESTS = Table(
    name="requests",
    meaning="Needs for help from peers.",
    key="request_id",
    namespace="request",
    labels=("Request",),
    columns=(
        key_column("request_id", "request"),
        *property_columns("Request"),
        link_column("requester_ids", "organisations that asked", Link(type="ASKED_BY", namespace="organisation")),
        _topics("ASKS_ABOUT", "topics of the request"),
        SOURCE_URL,
    ),
    example={
        "request_id": "R01",
        "title": "Sanitation plan",
        "country": "GH",
        "received_on": "2017",
        "requester_ids": "M02",
        "topic_ids": "T01",
    },
)

EXCHANGES = Table(
    name="exchanges",
    meaning="People of local governments and their organisations meeting to learn from each other.",
    key="exchange_id",
    namespace="exchange",
    labels=("Exchange",),
    columns=(
        key_column("exchange_id", "exchange"),
        *property_columns("Exchange"),
        link_column("request_ids", "requests it answers", Link(type="ANSWERS", namespace="request")),
        _took_part("requester", "organisations that had asked"),
        _took_part("peer", "organisations that helped"),
        _took_part("host", "organisations where it took place"),
        _took_part("guest", "organisations that travelled"),
        _took_part("association", "associations that accompanied it"),
        _topics("ABOUT", "topics of the exchange"),
        link_column("builds_on_ids", "earlier exchanges it continues", Link(type="BUILDS_ON", namespace="exchange")),
        SOURCE_URL,
    ),
    example={
        "exchange_id": "E01",
        "form": "expert_assignment",
        "status": "held",
        "starts_on": "2017-05-15",
        "ends_on": "2017-05-19",
        "country": "GH",
        "n_participants": "40",
        "request_ids": "R01",
        "requester_ids": "M02",
        "peer_ids": "M01",
        "topic_ids": "T01",
    },
)

OFFICIALS = Table(
    name="officials",
    meaning="People in their function. Personal data: fill only what the person agreed to.",
    key="official_id",
    namespace="official",
    labels=("Official",),
    columns=(
        key_column("official_id", "official"),
        *property_columns("Official", personal=True),
        link_column(
            "organisation_ids",
            "organisations the official works for or was elected in",
            Link(
                type="WORKS_FOR",
                namespace="organisation",
                from_columns={"function": "function", "since": "since", "until": "until"},
            ),
        ),
        *_since_until("the function"),
        _topics("EXPERT_IN", "topics noted beside the official", evidence=EVIDENCE),
        link_column(
            "exchange_ids",
            "exchanges in which the official took part",
            Link(
                type="TOOK_PART_IN",
                namespace="exchange",
                constants={"role": "participant"},
                from_columns={"function": "function"},
            ),
        ),
        SOURCE_URL,
    ),
    example={
        "official_id": "O01",
        "name": "Example Name",
        "function": "Head of sanitation",
        "visibility": "name|function",
        "keep_until": "2030",
        "organisation_ids": "M02",
        "topic_ids": "T01",
        "exchange_ids": "E01",
    },
)

PRACTICES = Table(
    name="practices",
    meaning="Ways of working that were documented for others.",
    key="practice_id",
    namespace="practice",
    labels=("Practice",),
    columns=(
        key_column("practice_id", "practice"),
        *property_columns("Practice"),
        _topics("ABOUT", "topics of the practice"),
        link_column("learned_in_ids", "exchanges it came from", Link(type="LEARNED_IN", namespace="exchange")),
        link_column(
            "adopted_by_ids",
            "organisations that took it over",
            Link(type="ADOPTED", namespace="organisation", row_is_end=True),
        ),
        SOURCE_URL,
    ),
    example={"practice_id": "P01", "title": "Joint collection of waste", "topic_ids": "T01", "adopted_by_ids": "M02"},
)

EVALUATIONS = Table(
    name="evaluations",
    meaning="What one side said about an exchange at one moment.",
    key="evaluation_id",
    namespace="evaluation",
    labels=("Evaluation",),
    columns=(
        key_column("evaluation_id", "evaluation"),
        link_column(
            "exchange_id",
            "the exchange it is about",
            Link(type="EVALUATES", namespace="exchange", is_single=True),
            is_required=True,
        ),
        *property_columns("Evaluation"),
        SOURCE_URL,
    ),
    example={
        "evaluation_id": "V01",
        "exchange_id": "E01",
        "stage": "after",
        "answered_by_side": "requester",
        "score": "4",
    },
)

_TWIN = Link(type="TWINNED_WITH", namespace="organisation", is_single=True)

TWINNINGS = Table(
    name="twinnings",
    meaning="Recorded partnerships between two local governments.",
    key=None,
    namespace="twinning",
    labels=(),
    columns=(
        link_column("first_id", "one of the two", _TWIN, is_required=True),
        link_column("second_id", "the other one", _TWIN, is_required=True),
        *_since_until("the partnership"),
        SOURCE_URL,
    ),
    example={"first_id": "M02", "second_id": "M01", "since": "1998"},
)

TABLES: tuple[Table, ...] = (
    SOURCE,
    ASSOCIATIONS,
    MUNICIPALITIES,
    TOPICS,
    REQUESTS,
    EXCHANGES,
    OFFICIALS,
    PRACTICES,
    EVALUATIONS,
    TWINNINGS,
)
"""All kinds of files, in the order in which they are read."""

IGNORED = ("comment",)
"""Columns that may stand in any file and are not read: a person's own remarks."""
