"""Words for everything the schema names: kinds, relationships, forms, statuses, roles, and what makes a step.

The English words are the user's own and stand here and in the schema; a test compares the two.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from graph.answers import FactWord
from graph.schema import SCHEMA
from wording.words import N_, NN_, Words

Direction = Literal["out", "in", "both"]

_KINDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "Country": NN_("country", "countries"),
        "Municipality": NN_("municipality", "municipalities"),
        "Association": NN_("association", "associations"),
        "Body": NN_("body", "bodies"),
        "Official": NN_("official", "officials"),
        "Topic": NN_("topic", "topics"),
        "Request": NN_("request", "requests"),
        "Exchange": NN_("exchange", "exchanges"),
        "Evaluation": NN_("evaluation", "evaluations"),
        "Practice": NN_("practice", "practices"),
    }
)

_FORMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "expert_assignment": N_("expert assignment"),
        "temporary_work_placement": N_("temporary work placement"),
        "round_table": N_("round table"),
        "study_visit": N_("study visit"),
    }
)

_STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "planned": N_("planned"),
        "held": N_("held"),
        "cancelled": N_("cancelled"),
        "received": N_("received"),
        "valid": N_("valid"),
        "refused": N_("refused"),
        "matching": N_("matching"),
        "proposed": N_("proposed"),
        "agreed": N_("agreed"),
        "under_way": N_("under way"),
        "evaluated": N_("evaluated"),
        "documented": N_("documented"),
        "withdrawn": N_("withdrawn"),
        "draft": N_("draft"),
        "open": N_("open"),
        "accepted": N_("accepted"),
        "declined": N_("declined"),
        "expired": N_("expired"),
        "asked": N_("asked for"),
        "answered": N_("answered"),
        "looking_for_partners": N_("looking for partners"),
        "partnership_complete": N_("partnership complete"),
    }
)

_ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "requester": N_("requester"),
        "peer": N_("peer"),
        "host": N_("host"),
        "guest": N_("guest"),
        "expert": N_("expert"),
        "association": N_("association"),
        "participant": N_("participant"),
    }
)

_PLACE_STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "accepted": N_("matched with a place"),
        "decided": N_("matched with a place by a person"),
        "to_decide": N_("to be decided by a person"),
        "own": N_("none of the places found, as a person decided"),
        "unresolved": N_("not found in the gazetteer, kept as written"),
        "part": N_("a part of a city, kept as written"),
        "larger_unit": N_("a county, province or region, kept as written"),
    }
)

_RELATIONSHIPS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "IN_COUNTRY": (N_("is in"), N_("is the country of")),
        "SUCCEEDED_BY": (N_("was succeeded by"), N_("succeeds")),
        "TWINNED_WITH": (N_("is twinned with"), N_("is twinned with")),
        "MEMBER_OF": (N_("is a member of"), N_("has as member")),
        "WORKS_FOR": (N_("works for"), N_("employs")),
        "EXPERT_IN": (N_("is noted for"), N_("is noted beside")),
        "ASKED_BY": (N_("was asked by"), N_("asked")),
        "ASKS_ABOUT": (N_("asks about"), N_("is asked about in")),
        "ANSWERS": (N_("answers"), N_("is answered by")),
        "TOOK_PART_IN": (N_("took part in"), N_("brought together")),
        "ABOUT": (N_("is about"), N_("is the subject of")),
        "BUILDS_ON": (N_("builds on"), N_("led to")),
        "EVALUATES": (N_("evaluates"), N_("is evaluated by")),
        "LEARNED_IN": (N_("was learned in"), N_("taught")),
        "ADOPTED": (N_("adopted"), N_("was adopted by")),
        "BROADER": (N_("is part of"), N_("includes")),
        "SHARED": (N_("shared"), N_("was shared by")),
    }
)

# What a source may call a government, association or body; in lower case, with spaces.
_TIERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "municipality": N_("municipality"),
        "city": N_("city"),
        "town": N_("town"),
        "village": N_("village"),
        "commune": N_("commune"),
        "county": N_("county"),
        "department": N_("department"),
        "district": N_("district"),
        "province": N_("province"),
        "region": N_("region"),
        "metropolitan area": N_("metropolitan area"),
        "group": N_("group"),
        "association": N_("association"),
        "national association": N_("national association"),
        "national associations": N_("national associations"),
        "national or sub-national": N_("national or sub-national"),
        "european network": N_("European network"),
        "global network": N_("global network"),
        "coalition": N_("coalition"),
        "agency of an association": N_("agency of an association"),
        "intermunicipal body": N_("intermunicipal body"),
        "utility": N_("utility"),
        "funder": N_("funder"),
        "training body": N_("training body"),
    }
)

_FACTS: Final[Mapping[FactWord, str]] = MappingProxyType(
    {
        FactWord.EXCHANGE: N_("exchange"),
        FactWord.PRACTICE: N_("practice adopted"),
        FactWord.WORKS_FOR: N_("job"),
        FactWord.TWINNED_WITH: N_("twinning"),
        FactWord.SAME_ASSOCIATION: N_("same association"),
        FactWord.SAME_TOPIC: N_("same topic"),
        FactWord.SAME_COUNTRY: N_("same country"),
    }
)


def kind_name(t: Words, kind: str, n: int = 1) -> str:
    """What a kind of node is called, in the form that goes with a count: ``municipalities``.

    Raises
    ------
    UnknownKind
        The schema has no such kind of node.
    """
    one, many = _KINDS[SCHEMA.node(kind).label]
    return t.plural(one, many, n)


def kind_message(kind: str) -> str:
    """Text of the catalogues for one node of a kind: ``municipality``; raises `UnknownKind`."""
    return _KINDS[SCHEMA.node(kind).label][0]


def form_name(t: Words, form: str) -> str:
    """What a form of exchange is called: ``study visit``; an unknown one as it is."""
    return _known(t, _FORMS, form)


def status_name(t: Words, status: str) -> str:
    """What a status of a request or exchange is called: ``under way``; an unknown one as it is."""
    return _known(t, _STATUSES, status)


def role_name(t: Words, role: str) -> str:
    """What a role in an exchange is called: ``host``; an unknown one as it is."""
    return _known(t, _ROLES, role)


def place_status_name(t: Words, status: str) -> str:
    """What a place status means: ``matched with a place``; an unknown one as it is."""
    return _known(t, _PLACE_STATUSES, status)


def tier_name(t: Words, tier: str) -> str:
    """What a tier of government or a kind of association or body is called; an unknown one as it is.

    Parameters
    ----------
    tier : as the source writes it: ``intermunicipal_body``, ``Province``.
    """
    message = _TIERS.get(tier.replace("_", " ").casefold())
    return t(message) if message else tier


def relationship_label(t: Words, type_: str, direction: Direction) -> str:
    """How a relationship reads from one of its ends: ``works for`` out of an official, ``employs`` into one.

    Parameters
    ----------
    direction : "out" from start to end, "in" from end to start, "both" where the two are shown together.

    Raises
    ------
    UnknownKind
        The schema has no such relationship.
    """
    out, in_ = map(t, _RELATIONSHIPS[SCHEMA.relationship(type_).type])
    if direction == "both":
        return out if out == in_ else f"{out} / {in_}"
    return out if direction == "out" else in_


def fact_name(t: Words, fact: FactWord) -> str:
    """What makes a step, in a word or two: ``twinning``."""
    return t(_FACTS[fact])


def _known(t: Words, table: Mapping[str, str], value: str) -> str:
    return t(table[value]) if value in table else value
