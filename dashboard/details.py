"""All that is known of one node, as headings, sentences and rows; no Streamlit.

What is blank at the source stays away, with one exception: whether there is a lawful basis for holding an official's
data, and until when they may be kept, is always said, because "not decided" is something a person must act on.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from graph.dates import is_partial_date
from graph.schema import SCHEMA, ValueType
from wording.naming import country_of, node_line, node_name
from wording.terms import form_name, kind_name, place_status_name, relationship_label, role_name, status_name
from wording.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.records import Value
    from queries.profile import Profile, ProfileGroup, ProfileRow
    from wording.terms import Direction
    from wording.words import Words

_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "acronym": N_("acronym"),
        "names": N_("also called"),
        "region": N_("region"),
        "population": N_("inhabitants"),
        "place": N_("place in the gazetteer"),
        "place_status": N_("match with that place"),
        "coordinates_from": N_("coordinates taken from"),
        "population_from": N_("inhabitants taken from"),
        "n_members": N_("members not named one by one"),
        "role_in_programme": N_("role in the programme"),
        "valid_from": N_("exists under this name since"),
        "valid_to": N_("existed under this name until"),
        "function_group": N_("group of functions"),
        "elected": N_("elected"),
        "languages": N_("languages"),
        "lawful_basis": N_("lawful basis"),
        "keep_until": N_("keep until"),
        "codes": N_("codes"),
        "text": N_("in words"),
        "language": N_("language"),
        "phase": N_("phase of the programme"),
        "received_on": N_("received"),
        "deadline": N_("deadline for peers"),
        "preferred_form": N_("form wished for"),
        "wanted_from": N_("wanted from"),
        "wanted_until": N_("wanted until"),
        "status": N_("status"),
        "n_participants": N_("people who took part"),
        "days": N_("days"),
        "result": N_("result"),
        "score": N_("score from 1 (poor) to 5 (excellent)"),
        "summary": N_("summary"),
        "url": N_("document"),
        "transfer_conditions": N_("what must be there for it to work elsewhere"),
        "continent": N_("continent"),
        "eu_member": N_("member of the European Union"),
        "income_group": N_("income group"),
        "note": N_("what the source leaves open"),
    }
)
"""Properties shown below a node's name, in this order. The others stand in its name or in the line beside it."""

_ALWAYS_SAID: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"Official": ("lawful_basis", "keep_until")})
_UNTOLD: Final = frozenset({("IN_COUNTRY", "out")})
"""The country stands in the line beside the name."""


@dataclass(frozen=True, slots=True)
class Connection:
    """One row of a section."""

    node_id: str
    name: str
    small: str
    """Role and dates; "" where the source gives none."""
    source_url: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """Connections of one sort."""

    title: str
    rows: tuple[Connection, ...]
    n_more: int
    """How many are not listed."""


@dataclass(frozen=True, slots=True)
class Details:
    """All that is known of one node."""

    node_id: str
    kind: str
    name: str
    line: str
    facts: tuple[tuple[str, str], ...]
    """Label and value of each known property, in a fixed order."""
    sections: tuple[Section, ...]
    """() when it is connected to nothing."""
    source: str
    source_url: str | None
    source_key: str


def details(t: Words, profile: Profile) -> Details:
    """All that is known of a node, in words."""
    node = profile.node
    return Details(
        node_id=node.id,
        kind=node.kind,
        name=node_name(t, node),
        line=node_line(t, node),
        facts=tuple(_facts(t, node.kind, profile.properties)),
        sections=tuple(_section(t, group) for group in _told(profile.groups)),
        source=node.source,
        source_url=node.source_url,
        source_key=node.source_key,
    )


def _facts(t: Words, kind: str, properties: Mapping[str, Value]) -> Iterable[tuple[str, str]]:
    for name, label in _LABELS.items():
        value = properties.get(name)
        if value is not None and value != ():
            yield t(label), _shown(t, kind, name, value)
        elif name in _ALWAYS_SAID.get(kind, ()):
            yield t(label), t("not decided")


def _shown(t: Words, kind: str, name: str, value: Value) -> str:
    """A value as a person reads it."""
    if name in ("language", "languages"):
        return t.listing(_language(t, code) for code in _texts(value))
    if isinstance(value, tuple):
        return t.listing(value)
    if isinstance(value, int | float):
        return t.number(value)
    text = str(value)
    if SCHEMA.node(kind).property(name).type is ValueType.DATE and is_partial_date(text):
        return t.date(text)
    worded = {"yes": t("yes"), "no": t("no")} if name in ("elected", "eu_member") else {}
    if name == "status":
        return status_name(t, text)
    if name == "place_status":
        return place_status_name(t, text)
    return form_name(t, text) if name == "preferred_form" else worded.get(text, text)


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _language(t: Words, code: str) -> str:
    return str(t.locale.languages.get(code, code))


def _told(groups: Iterable[ProfileGroup]) -> Iterable[ProfileGroup]:
    """Groups worth telling, people and exchanges before topics."""
    order = ("TOOK_PART_IN", "TWINNED_WITH", "WORKS_FOR", "MEMBER_OF", "ASKED_BY", "ANSWERS")
    told = [group for group in groups if (group.type, group.direction) not in _UNTOLD]
    return sorted(told, key=lambda one: order.index(one.type) if one.type in order else len(order))


def _section(t: Words, group: ProfileGroup) -> Section:
    label = relationship_label(t, group.type, cast("Direction", group.direction))
    if group.n > 1:
        label = t("{relationship} {n} {kind}", relationship=label, n=group.n, kind=kind_name(t, group.kind, group.n))
    rows = tuple(_connection(t, group, row) for row in group.rows)
    return Section(label[:1].upper() + label[1:], rows, group.n_more)


def _connection(t: Words, group: ProfileGroup, row: ProfileRow) -> Connection:
    parts = _exchange_parts(t, group, row) if row.other.kind == "Exchange" else _other_parts(t, row)
    return Connection(row.other.id, node_name(t, row.other), " · ".join(filter(None, parts)), row.source_url)


def _exchange_parts(t: Words, group: ProfileGroup, row: ProfileRow) -> tuple[str | None, ...]:
    """Role, dates where the name does not hold them, whether it was held, where."""
    exchange = row.other
    role = role_name(t, row.detail) if row.detail and group.type == "TOOK_PART_IN" else row.detail
    is_told = exchange.name is None and (row.until in (None, row.date) and len(row.date or "") <= len("2017-05"))
    when = None if is_told or not (row.date or row.until) else t.period(row.date, row.until)
    is_held = exchange.status == "held"
    doubt = status_name(t, exchange.status) if exchange.status else t("not known to have been held")
    return role, when, None if is_held else doubt, country_of(t, exchange)


def _other_parts(t: Words, row: ProfileRow) -> tuple[str | None, ...]:
    """What it is, and since when; the line of an official holds the function already."""
    line = node_line(t, row.other)
    line = "" if line == kind_name(t, row.other.kind) else line
    detail = None if row.detail and row.detail in line else row.detail
    when = t.period(row.date, row.until) if row.date or row.until else None
    return line, detail, when if row.other.kind != "Request" else None
