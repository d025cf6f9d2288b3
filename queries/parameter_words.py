"""What the parameters and columns of questions are called in the language of the reader."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from queries.catalogue import Parameter
from queries.parameter_meaning import Meaning, choices, meaning
from wording.words import N_, Words

_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "as_of": N_("as of"),
        "avoid_ids": N_("avoiding these"),
        "avoid_kinds": N_("avoiding all of a kind"),
        "cap": N_("neighbours drawn at most"),
        "continent": N_("continent"),
        "continents": N_("continents"),
        "countries": N_("countries"),
        "country": N_("country"),
        "date": N_("date"),
        "detail": N_("detail"),
        "direction": N_("direction"),
        "distance": N_("distance in steps"),
        "fact": N_("fact"),
        "fact_id": N_("recorded in"),
        "form": N_("form of exchange"),
        "forms": N_("forms of exchange"),
        "from": N_("from"),
        "from_date": N_("from date"),
        "from_id": N_("from"),
        "id": N_("node"),
        "ids": N_("nodes"),
        "k": N_("paths at most"),
        "kind": N_("kind"),
        "kinds": N_("kinds"),
        "language": N_("language"),
        "languages": N_("languages"),
        "likeness": N_("likeness"),
        "limit": N_("rows at most"),
        "max_steps": N_("steps at most"),
        "n": N_("how many"),
        "n_errors": N_("differing letters"),
        "n_exchanges": N_("exchanges"),
        "n_requests": N_("requests"),
        "name": N_("name"),
        "node_id": N_("node"),
        "must_pass_ids": N_("passing these"),
        "only_facts": N_("only such steps"),
        "order": N_("best first by"),
        "organisation": N_("organisation"),
        "other": N_("other node"),
        "path": N_("path"),
        "path_strength": N_("strength of the path"),
        "radius": N_("steps around it"),
        "source": N_("source"),
        "source_key": N_("key at the source"),
        "source_url": N_("address of the source"),
        "step": N_("step"),
        "step_strength": N_("strength of the step"),
        "text": N_("text"),
        "to": N_("to"),
        "to_id": N_("to"),
        "topic_id": N_("topic"),
        "topic_ids": N_("topics"),
        "type": N_("relationship"),
        "until": N_("until"),
        "until_date": N_("until date"),
        "with_planned": N_("planned exchanges count too"),
        "with_similarity": N_("likeness counts too"),
        "year": N_("year"),
    }
)
_HINTS: Final[Mapping[Meaning, str]] = MappingProxyType(
    {
        Meaning.NODE: N_("a name or id"),
        Meaning.NODES: N_("names or ids, with | between them"),
        Meaning.COUNTRY: N_("a country code such as IS"),
        Meaning.COUNTRIES: N_("country codes, with | between them"),
        Meaning.CHOICE: N_("one of {choices}"),
        Meaning.CHOICES: N_("any of {choices}, with | between them"),
        Meaning.DATE: N_("a date as exactly as known: 2017, 2017-05 or 2017-05-15"),
        Meaning.NUMBER: N_("a number"),
        Meaning.YES_NO: N_("yes or no"),
        Meaning.TEXT: N_("a text"),
        Meaning.TEXTS: N_("texts, with | between them"),
    }
)


def word_of(t: Words, name: str) -> str:
    """What a parameter or column is called; one that is not listed is read from its name: ``n_peers`` is ``peers``."""
    if name in _NAMES:
        return t(_NAMES[name])
    return name.removeprefix("n_").removesuffix("_id").replace("_", " ")


def hint(t: Words, parameter: Parameter) -> str:
    """What a person may write for a parameter."""
    return t(_HINTS[meaning(parameter)], choices=", ".join(choices(parameter)))
