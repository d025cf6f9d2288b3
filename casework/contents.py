"""What casework records hold: proposals, exchanges, evaluations and practices. A wrong one cannot be built."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph.dates import first_day, is_partial_date, last_day
from graph.errors import ExplorerError
from graph.schema import EXCHANGE_FORMS, ROLES

FORM_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "expert_assignment": ("task", "deliverable"),
        "temporary_work_placement": ("department", "mentor_function", "learning_goals"),
        "round_table": ("themes", "facilitator_function", "conclusions"),
        "study_visit": ("programme", "sites", "learning_goals"),
    }
)
"""What each form has beside what all have."""


class NotAllowed(ExplorerError):
    """A step that the rules of casework do not allow; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Who is asked to help with what."""

    request_id: str
    candidate_ids: tuple[str, ...]
    """Officials or organisations, asked together."""
    sent_on: str
    expires_on: str
    language: str = "en"
    """Of the letter, ISO 639-1."""
    answered_on: str | None = None
    answer: str | None = None
    """Their reason, in their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An official or organisation in one role."""

    id: str
    role: str
    function: str | None = None
    """Of a person, at the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Terms of reference, and what came of them. Unknown is None or ()."""

    title: str | None = None
    form: str | None = None
    form_inferred: str | None = None
    """Where nobody named the form: the one we infer."""
    request_ids: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    objectives: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    topic_ids: tuple[str, ...] = ()
    builds_on_ids: tuple[str, ...] = ()
    language: str | None = None
    country: str | None = None
    association_part: str | None = None
    """What the associations do in it."""
    details: Mapping[str, str] | None = None
    """The fields of its form, by name (`FORM_FIELDS`)."""
    planned_from: str | None = None
    planned_until: str | None = None
    held_from: str | None = None
    held_until: str | None = None
    n_participants: int | None = None
    days: int | None = None
    result: str | None = None
    note: str | None = None
    source_url: str | None = None

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise NotAllowed(f"an exchange cannot be kept so: {problem}")

    @property
    def kind_of_form(self) -> str | None:
        """The form, named or inferred."""
        return self.form or self.form_inferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One form, asked or answered."""

    exchange_id: str
    stage: str
    side: str
    token_hash: str
    """Of the token in the link; the token itself is kept nowhere."""
    asked_on: str
    answered_on: str | None = None
    score: float | None = None
    """Overall, 1 to 5."""
    scores: Mapping[str, float] | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """An organisation that took the practice over."""

    organisation_id: str
    on_date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """An event or publication at which an association told its members."""

    organisation_id: str
    event: str
    on_date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A way of working, for others to take over."""

    title: str
    exchange_ids: tuple[str, ...]
    """Where it was learned."""
    titles: Mapping[str, str] | None = None
    """In other languages, by ISO 639-1 code."""
    summary: str | None = None
    what_worked: str | None = None
    transfer_conditions: str | None = None
    language: str | None = None
    url: str | None = None
    topic_ids: tuple[str, ...] = ()
    adopted: tuple[Adoption, ...] = ()
    shared: tuple[Sharing, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise NotAllowed("a practice needs a title.")
        if not self.exchange_ids:
            raise NotAllowed("a practice is written from an exchange: name the one in which it was learned.")


def _problems(content: Exchange) -> Iterator[str]:
    for name in ("form", "form_inferred"):
        if getattr(content, name) not in (None, *EXCHANGE_FORMS):
            yield f'{name} is "{getattr(content, name)}". Expected one of {", ".join(EXCHANGE_FORMS)}, or nothing'
    for one in content.participants:
        if one.role not in ROLES:
            yield f'the role is "{one.role}". Expected one of {", ".join(ROLES)}'
    for start, end in (("planned_from", "planned_until"), ("held_from", "held_until")):
        begins, ends = getattr(content, start), getattr(content, end)
        for name, value in ((start, begins), (end, ends)):
            if value is not None and not is_partial_date(value):
                yield f'{name} is "{value}". Expected a date such as 2027, 2027-05 or 2027-05-15'
                return
        if begins and ends and last_day(ends) < first_day(begins):
            yield f"{end} is {ends}, before {start}, {begins}"
    known = FORM_FIELDS.get(content.kind_of_form or "", ())
    for name in content.details or {}:
        if name not in known:
            form = content.kind_of_form or "an exchange without a form"
            yield f'{form} has no field "{name}". It has: {", ".join(known)}'
