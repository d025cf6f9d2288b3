"""The schema, declared once as data.

Tables, constraints, upserts, the model page of the documentation and the checks on every record are made from this
declaration; nothing else in the project lists kinds or properties.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from graph.errors import UnknownKind

SCHEMA_VERSION = 2


class ValueType(StrEnum):
    """What a property may hold. Unknown is ``None`` in every one of them, never zero or an empty text."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    DATE = "date"  # as exactly as known: 2017, 2017-05 or 2017-05-15
    TEXTS = "texts"  # several texts, in the order of the source


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or relationship kind."""

    name: str
    type: ValueType
    meaning: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    """The only texts allowed; () for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeKind:
    """One kind of node."""

    label: str
    prefix: str
    """First part of the ids of this kind."""
    meaning: str
    properties: tuple[Property, ...]
    also: tuple[str, ...] = ()
    """Further labels a node of this kind carries."""
    name: str = "name"
    """The property a person would call it by."""
    searched: tuple[str, ...] = ()
    """Properties whose texts find the node, beside its name."""
    detail: str | None = None
    """The property shown beside the name, in small print."""
    date: str | None = None
    """The property that places the node in time."""
    hidden: tuple[str, ...] = ()
    """Properties kept apart: no question returns them."""

    @property
    def table(self) -> str:
        """Name of the table that holds this kind."""
        return self.label.lower()

    def property(self, name: str) -> Property:
        """Declaration of one property; raises `UnknownKind` when the kind has none of that name."""
        return _find(self.properties, name, self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipKind:
    """One kind of relationship, with the words for reading it in both directions."""

    type: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    label_out: str
    """Start to end, as in "Abdallah Anati *works for* APLA"."""
    label_in: str
    """End to start, as in "APLA *employs* Abdallah Anati"."""
    meaning: str
    properties: tuple[Property, ...] = ()
    key: tuple[str, ...] = ()
    """Properties that tell two relationships of this kind between the same two nodes apart."""
    is_symmetric: bool = False
    """Start and end mean the same; stored with the smaller id as start."""
    detail: str | None = None
    date: str | None = None

    @property
    def table(self) -> str:
        """Name of the table that holds this kind."""
        return self.type.lower()

    @property
    def details(self) -> tuple[str, ...]:
        """The texts that its detail may be; () where it has none, or any text is allowed."""
        return self.property(self.detail).allowed if self.detail else ()

    def property(self, name: str) -> Property:
        """Declaration of one property; raises `UnknownKind` when the kind has none of that name."""
        return _find(self.properties, name, self.type)


def _find(properties: tuple[Property, ...], name: str, owner: str) -> Property:
    for one in properties:
        if one.name == name:
            return one
    known = ", ".join(p.name for p in properties)
    raise UnknownKind(f'{owner} has no property "{name}". Known: {known}.')


@dataclass(frozen=True, slots=True)
class Schema:
    """All kinds of nodes and relationships, found by label or type."""

    version: int
    nodes: MappingProxyType[str, NodeKind] = field(repr=False)
    relationships: MappingProxyType[str, RelationshipKind] = field(repr=False)

    def node(self, label: str) -> NodeKind:
        """Declaration of a node kind; raises `UnknownKind`, naming the known ones."""
        try:
            return self.nodes[label]
        except KeyError:
            raise UnknownKind(f'no node kind "{label}". Known: {", ".join(self.nodes)}.') from None

    def relationship(self, type_: str) -> RelationshipKind:
        """Declaration of a relationship kind; raises `UnknownKind`, naming the known ones."""
        try:
            return self.relationships[type_]
        except KeyError:
            raise UnknownKind(f'no relationship kind "{type_}". Known: {", ".join(self.relationships)}.') from None

    def labelled(self, label: str) -> tuple[str, ...]:
        """Node kinds that carry a label, their own or a further one: ``labelled("Organisation")``."""
        return tuple(k.label for k in self.nodes.values() if label == k.label or label in k.also)


T, N, R, D, L = ValueType.TEXT, ValueType.INTEGER, ValueType.REAL, ValueType.DATE, ValueType.TEXTS

EXCHANGE_FORMS = ("expert_assignment", "temporary_work_placement", "round_table", "study_visit")
EXCHANGE_STATUSES = ("planned", "held", "cancelled")
REQUEST_STATUSES = (
    "received",
    "valid",
    "refused",
    "matching",
    "proposed",
    "agreed",
    "under_way",
    "held",
    "evaluated",
    "documented",
    "withdrawn",
)
EVALUATION_SCORES = MappingProxyType(
    {
        "relevance": "whether the exchange did the right things (DAC criterion)",
        "coherence": "whether it fitted with what else is being done (DAC criterion)",
        "effectiveness": "whether it reached its objectives (DAC criterion)",
        "efficiency": "whether the means were used well (DAC criterion)",
        "impact": "whether it made a difference (DAC criterion)",
        "sustainability": "whether the benefit lasts (DAC criterion)",
        "reaction": "whether it was found useful (Kirkpatrick, level 1)",
        "learning": "whether something was learned (Kirkpatrick, level 2)",
        "behaviour": "whether work is done differently since (Kirkpatrick, level 3)",
        "results": "whether the service changed since (Kirkpatrick, level 4)",
        "trust": "whether the other side was reliable and open",
        "value": "whether the other side gave what was needed",
    }
)
PRACTICE_STATUSES = ("draft", "looking_for_partners", "partnership_complete", "documented")
PLACE_STATUSES = ("accepted", "decided", "to_decide", "own", "unresolved", "part", "larger_unit")
"""Accepted by the rules; decided by a person; waiting for one; decided to be none of the candidates; not found; a
district of a city; a county, province or region. Blank: never looked up."""
ROLES = ("requester", "peer", "host", "guest", "expert", "association", "participant")
ORGANISATIONS = ("Municipality", "Association", "Body")
PEERS = (*ORGANISATIONS, "Official")

_COUNTRY = (
    Property("country", T, "ISO 3166-1 alpha-2 code; blank when the spelling was not recognised"),
    Property("country_written", T, "the country as the source writes it"),
)
_PLACE = (
    Property("lat", R, "latitude in degrees north"),
    Property("lon", R, "longitude in degrees east"),
)
_VALIDITY = (
    Property("valid_from", D, "first date on which it existed under this name"),
    Property("valid_to", D, "last date on which it existed under this name"),
)
_NOTE = Property("note", T, "what the source leaves open, in words")

_NODE_KINDS = (
    NodeKind(
        label="Country",
        prefix="cou",
        meaning="A country or territory with an ISO 3166-1 code.",
        properties=(
            Property("name", T, "English name from Unicode CLDR", required=True),
            Property("country", T, "ISO 3166-1 alpha-2 code", required=True),
            Property("continent", T, "continent, from a source that is loaded"),
            Property("eu_member", T, "whether it is a member of the European Union", allowed=("yes", "no")),
            Property("income_group", T, "income group, from a source that is loaded"),
        ),
    ),
    NodeKind(
        label="Municipality",
        prefix="mun",
        also=("Organisation",),
        meaning="Any local or regional government: a municipality, district, province or region.",
        properties=(
            Property("name", T, "name as the source writes it", required=True),
            Property("names", L, "other names and spellings"),
            Property("tier", T, "what it is: municipality, district, province, region ..."),
            *_COUNTRY,
            Property("region", T, "where in the country, as the source says"),
            Property("population", N, "inhabitants", required=False),
            Property("population_from", T, "the place whose inhabitants these are; blank: the source's own"),
            *_PLACE,
            Property("coordinates_from", T, "the place whose coordinates these are; blank: the source's own"),
            Property("place", T, "the place it was matched with, or that it may be: geonames:3413727, lau:IS_2510"),
            Property("place_status", T, "how sure the match is", allowed=PLACE_STATUSES),
            *_VALIDITY,
            _NOTE,
        ),
        searched=("names",),
        detail="tier",
    ),
    NodeKind(
        label="Association",
        prefix="ass",
        also=("Organisation",),
        meaning="An association of local governments, or an agency or coalition of such.",
        properties=(
            Property("name", T, "name as the source writes it", required=True),
            Property("acronym", T, "short form, as in VNG"),
            Property("names", L, "other names and spellings"),
            Property("kind", T, "what it is: national association, coalition ..."),
            *_COUNTRY,
            Property("role_in_programme", T, "what it does in the programme"),
            *_PLACE,
            _NOTE,
        ),
        searched=("acronym", "names"),
        detail="kind",
    ),
    NodeKind(
        label="Body",
        prefix="bod",
        also=("Organisation",),
        meaning="A utility, training body, funder, or a group whose members are not named one by one.",
        properties=(
            Property("name", T, "name as the source writes it", required=True),
            Property("acronym", T, "short form"),
            Property("names", L, "other names and spellings"),
            Property("kind", T, "what it is: intermunicipal body, funder, training body, group ..."),
            Property("n_members", N, "number of members of a group that are not named one by one"),
            *_COUNTRY,
            Property("region", T, "where in the country, as the source says"),
            Property("role_in_programme", T, "what it does in the programme"),
            *_PLACE,
            _NOTE,
        ),
        searched=("acronym", "names"),
        detail="kind",
    ),
    NodeKind(
        label="Official",
        prefix="off",
        meaning="A person in a function of a local government or association; elected or employed.",
        properties=(
            Property("name", T, "name; blank where the person did not agree to be named"),
            Property("names", L, "other spellings of the name"),
            Property("function", T, "function, as the source writes it"),
            Property("function_group", T, "group of comparable functions"),
            Property("elected", T, "whether the function is an elected one", allowed=("yes", "no")),
            Property("languages", L, "working languages, ISO 639-1 codes"),
            Property("visibility", L, "fields that may be shown", allowed=("name", "function", "contact")),
            Property("lawful_basis", T, "basis for holding these data; blank: not decided"),
            Property("keep_until", D, "date until which these data may be kept; blank: not decided"),
            Property("email", T, "address; returned only to a caller who may see contacts"),
            Property("phone", T, "telephone number; returned only to a caller who may see contacts"),
            _NOTE,
        ),
        searched=("names",),
        detail="function",
        hidden=("email", "phone"),
    ),
    NodeKind(
        label="Topic",
        prefix="top",
        meaning="A subject of local government work.",
        properties=(
            Property("name", T, "label in English", required=True),
            Property("label_fr", T, "label in French"),
            Property("label_es", T, "label in Spanish"),
            Property("label_pt", T, "label in Portuguese"),
            Property("label_nl", T, "label in Dutch"),
            Property("codes", L, "codes of outside lists, written scheme:code"),
        ),
        searched=("label_fr", "label_es", "label_pt", "label_nl"),
    ),
    NodeKind(
        label="Request",
        prefix="req",
        meaning="A need for help from peers, asked by a municipality, a group of them or an association.",
        properties=(
            Property("title", T, "title"),
            Property("text", T, "the need in the requester's words"),
            Property("language", T, "working language of the request, ISO 639-1 code"),
            Property("country", T, "ISO 3166-1 alpha-2 code of the requesters' country"),
            Property("country_written", T, "the country as the source writes it"),
            Property("phase", T, "phase of the programme"),
            Property("received_on", D, "date of the request"),
            Property("deadline", D, "date until which peers could apply"),
            Property("status", T, "where the request stands", allowed=REQUEST_STATUSES),
            Property("preferred_form", T, "form of exchange wished for", allowed=EXCHANGE_FORMS),
            Property("wanted_from", D, "first date wished for"),
            Property("wanted_until", D, "last date wished for"),
            Property("objectives", L, "what the requester wants to be able to do"),
            Property("languages", L, "languages in which the exchange could be held, ISO 639-1 codes"),
            _NOTE,
        ),
        name="title",
        detail="status",
        date="received_on",
    ),
    NodeKind(
        label="Exchange",
        prefix="exc",
        meaning="People of local governments and their organisations meeting to learn from each other.",
        properties=(
            Property("title", T, "title"),
            Property("form", T, "form that the source names", allowed=EXCHANGE_FORMS),
            Property("form_inferred", T, "form that we infer where the source names none", allowed=EXCHANGE_FORMS),
            Property(
                "status",
                T,
                "planned, held or cancelled; blank: the source does not say",
                allowed=EXCHANGE_STATUSES,
            ),
            Property("phase", T, "phase of the programme"),
            Property("starts_on", D, "first date, held or planned as the status says"),
            Property("ends_on", D, "last date, held or planned as the status says"),
            Property("country", T, "country in which it took place, ISO 3166-1 alpha-2 code"),
            Property("country_written", T, "the country as the source writes it"),
            Property("language", T, "working language, ISO 639-1 code"),
            Property("n_participants", N, "people who took part, where the source counts them"),
            Property("days", N, "length in days, where the source says"),
            Property("result", T, "what came out of it"),
            _NOTE,
        ),
        name="title",
        detail="form",
        date="starts_on",
    ),
    NodeKind(
        label="Evaluation",
        prefix="eva",
        meaning="What one side said about an exchange at one moment.",
        properties=(
            Property("stage", T, "when it was asked", required=True, allowed=("before", "during", "after", "later")),
            Property("answered_by_side", T, "who answered", allowed=("requester", "peer")),
            Property("answered_on", D, "date of the answer"),
            Property("score", R, "overall score from 1 (poor) to 5 (excellent)"),
            *(Property(name, R, f"{meaning}, from 1 to 5") for name, meaning in EVALUATION_SCORES.items()),
            Property("text", T, "the answer in words"),
        ),
        name="stage",
        detail="answered_by_side",
        date="answered_on",
    ),
    NodeKind(
        label="Practice",
        prefix="pra",
        meaning="A way of working that was documented for others.",
        properties=(
            Property("title", T, "title", required=True),
            Property("summary", T, "summary"),
            Property("language", T, "language of the document, ISO 639-1 code"),
            Property("url", T, "address of the document"),
            Property("transfer_conditions", T, "what must be there for it to work elsewhere"),
            Property("what_worked", T, "what worked, and what did not"),
            Property("titles", L, "title in other languages"),
            Property("status", T, "whether partners are looked for", allowed=PRACTICE_STATUSES),
        ),
        name="title",
        searched=("titles",),
        detail="status",
    ),
)

_RELATIONSHIP_KINDS = (
    RelationshipKind(
        type="IN_COUNTRY",
        start=(*ORGANISATIONS, "Request", "Exchange"),
        end=("Country",),
        label_out="is in",
        label_in="is the country of",
        meaning="Where it is; for a request the requesters' country, for an exchange where it took place.",
    ),
    RelationshipKind(
        type="SUCCEEDED_BY",
        start=ORGANISATIONS,
        end=ORGANISATIONS,
        label_out="was succeeded by",
        label_in="succeeds",
        meaning="The later local government into which it was merged or renamed.",
        properties=(Property("on_date", D, "date of the merger"),),
        date="on_date",
    ),
    RelationshipKind(
        type="TWINNED_WITH",
        start=ORGANISATIONS,
        end=ORGANISATIONS,
        label_out="is twinned with",
        label_in="is twinned with",
        meaning="A recorded partnership between two local governments.",
        properties=(
            Property("since", D, "start of the partnership"),
            Property("until", D, "end of the partnership"),
        ),
        is_symmetric=True,
        date="since",
    ),
    RelationshipKind(
        type="MEMBER_OF",
        start=ORGANISATIONS,
        end=("Association", "Body"),
        label_out="is a member of",
        label_in="has as member",
        meaning="Membership of an association or body.",
        properties=(Property("since", D, "start"), Property("until", D, "end")),
        date="since",
    ),
    RelationshipKind(
        type="WORKS_FOR",
        start=("Official",),
        end=ORGANISATIONS,
        label_out="works for",
        label_in="employs",
        meaning="The organisation an official works for or was elected in.",
        properties=(
            Property("function", T, "function in this organisation"),
            Property("since", D, "start"),
            Property("until", D, "end"),
        ),
        key=("since",),
        detail="function",
        date="since",
    ),
    RelationshipKind(
        type="EXPERT_IN",
        start=("Official", *ORGANISATIONS),
        end=("Topic",),
        label_out="is noted for",
        label_in="is noted beside",
        meaning="A topic noted beside an official or organisation; not proof of expertise.",
        properties=(
            Property("level", T, "level, where stated"),
            Property("evidence", T, "what the note rests on"),
        ),
        detail="evidence",
    ),
    RelationshipKind(
        type="ASKED_BY",
        start=("Request",),
        end=ORGANISATIONS,
        label_out="was asked by",
        label_in="asked",
        meaning="Who asked.",
    ),
    RelationshipKind(
        type="ASKS_ABOUT",
        start=("Request",),
        end=("Topic",),
        label_out="asks about",
        label_in="is asked about in",
        meaning="The topic of a request.",
    ),
    RelationshipKind(
        type="ANSWERS",
        start=("Exchange",),
        end=("Request",),
        label_out="answers",
        label_in="is answered by",
        meaning="The request that an exchange answers.",
    ),
    RelationshipKind(
        type="TOOK_PART_IN",
        start=PEERS,
        end=("Exchange",),
        label_out="took part in",
        label_in="brought together",
        meaning="Participation of an official or an organisation in an exchange.",
        properties=(
            Property("role", T, "role in the exchange", allowed=ROLES),
            Property("function", T, "function of the person at the time"),
        ),
        key=("role",),
        detail="role",
    ),
    RelationshipKind(
        type="ABOUT",
        start=("Exchange", "Practice"),
        end=("Topic",),
        label_out="is about",
        label_in="is the subject of",
        meaning="The topic of an exchange or a practice.",
    ),
    RelationshipKind(
        type="BUILDS_ON",
        start=("Exchange",),
        end=("Exchange",),
        label_out="builds on",
        label_in="led to",
        meaning="An earlier exchange that this one continues.",
    ),
    RelationshipKind(
        type="EVALUATES",
        start=("Evaluation",),
        end=("Exchange",),
        label_out="evaluates",
        label_in="is evaluated by",
        meaning="The exchange an evaluation is about.",
    ),
    RelationshipKind(
        type="LEARNED_IN",
        start=("Practice",),
        end=("Exchange",),
        label_out="was learned in",
        label_in="taught",
        meaning="The exchange a practice came from.",
    ),
    RelationshipKind(
        type="ADOPTED",
        start=ORGANISATIONS,
        end=("Practice",),
        label_out="adopted",
        label_in="was adopted by",
        meaning="An organisation took over a practice.",
        properties=(Property("on_date", D, "date of adoption"),),
        date="on_date",
    ),
    RelationshipKind(
        type="BROADER",
        start=("Topic",),
        end=("Topic",),
        label_out="is part of",
        label_in="includes",
        meaning="The wider topic.",
    ),
    RelationshipKind(
        type="SHARED",
        start=ORGANISATIONS,
        end=("Practice",),
        label_out="shared",
        label_in="was shared by",
        meaning="An association or other organisation told others of a practice, at an event or in writing.",
        properties=(
            Property("event", T, "the event or publication"),
            Property("on_date", D, "date of the event"),
        ),
        key=("event", "on_date"),
        detail="event",
        date="on_date",
    ),
)

SCHEMA = Schema(
    SCHEMA_VERSION,
    MappingProxyType({k.label: k for k in _NODE_KINDS}),
    MappingProxyType({k.type: k for k in _RELATIONSHIP_KINDS}),
)
