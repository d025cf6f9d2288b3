"""What a parameter of a question stands for, so that a person can be offered names, dates and lists to choose from.

The names of parameters are the same words in every question, and say it: ``from_id`` is a node, ``countries`` are
countries, ``until_date`` is a date.
"""

from collections.abc import Mapping
from enum import StrEnum, auto
from types import MappingProxyType
from typing import Final

from graph.schema import EXCHANGE_FORMS, PEERS, SCHEMA
from queries.catalogue import Parameter, Question


class Meaning(StrEnum):
    """What a parameter stands for."""

    NODE = auto()
    NODES = auto()
    COUNTRY = auto()
    COUNTRIES = auto()
    CHOICE = auto()
    CHOICES = auto()
    LANGUAGE = auto()
    LANGUAGES = auto()
    DATE = auto()
    NUMBER = auto()
    YES_NO = auto()
    TEXT = auto()
    TEXTS = auto()


_COUNTRY_NAMES: Final = frozenset({"country", "from_country", "to_country"})
_DATE_NAMES: Final = frozenset({"since", "until", "as_of", "from_date", "until_date", "compare_from", "compare_until"})
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "kind": tuple(SCHEMA.nodes),
        "kinds": tuple(SCHEMA.nodes),
        "avoid_kinds": PEERS,
        "form": EXCHANGE_FORMS,
        "forms": EXCHANGE_FORMS,
    }
)
_PEER_NAMES: Final = frozenset({"from_id", "to_id", "peer_id", "organisation_id"})
_BY_TYPE: Final[Mapping[str, Meaning]] = MappingProxyType(
    {"integer": Meaning.NUMBER, "number": Meaning.NUMBER, "yes/no": Meaning.YES_NO, "texts": Meaning.TEXTS}
)


def meaning(parameter: Parameter) -> Meaning:
    """What a parameter stands for; a text where nothing else is known of it."""
    name, is_several = parameter.name, parameter.type == "texts"
    if name in ("id", "ids") or name.endswith(("_id", "_ids")):
        return Meaning.NODES if is_several else Meaning.NODE
    if choices(parameter):
        return Meaning.CHOICES if is_several else Meaning.CHOICE
    if name in _COUNTRY_NAMES or name == "countries" or name.endswith("_countries"):
        return Meaning.COUNTRIES if is_several else Meaning.COUNTRY
    if name in ("language", "languages") or name.endswith("_languages"):
        return Meaning.LANGUAGES if is_several else Meaning.LANGUAGE
    if name in _DATE_NAMES or name.endswith("_date"):
        return Meaning.DATE
    return _BY_TYPE.get(parameter.type, Meaning.TEXT)


def choices(parameter: Parameter) -> tuple[str, ...]:
    """The texts that a parameter may be; () for any."""
    return parameter.choices or _CHOICES.get(parameter.name, ())


def node_kinds(parameter: Parameter) -> tuple[str, ...] | None:
    """Kinds of nodes that a parameter may name; None for all."""
    stem = parameter.name.removesuffix("s").removesuffix("_id")
    if parameter.name in _PEER_NAMES:
        return PEERS
    return next(((label,) for label in SCHEMA.nodes if label.lower() == stem), None)


def node_parameters(question: Question) -> tuple[Parameter, ...]:
    """The parameters of a question that stand for nodes."""
    return tuple(one for one in question.parameters if meaning(one) in (Meaning.NODE, Meaning.NODES))
