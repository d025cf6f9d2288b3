"""What the parameters and columns of questions are called in the language of the reader."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.answers import FactWord
from graph.schema import SCHEMA
from queries.catalogue import Parameter
from queries.parameter_meaning import Meaning, choices, meaning
from queries.patterns.regions import REGIONS
from wording.terms import fact_name, form_name, kind_name, role_name
from wording.words import N_, Words

_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "after_id": N_("after"),
        "as_of": N_("as of"),
        "avoid_ids": N_("avoiding these"),
        "avoid_kinds": N_("avoiding all of a kind"),
        "balance": N_("balance"),
        "betweenness": N_("betweenness"),
        "busiest_12_months": N_("exchanges in the busiest 12 months"),
        "by": N_("grouped by"),
        "by_chance": N_("by chance"),
        "by_topic": N_("by topic too"),
        "cap": N_("neighbours drawn at most"),
        "community": N_("community"),
        "component": N_("component"),
        "constraint": N_("constraint"),
        "continent": N_("continent"),
        "continents": N_("continents"),
        "coordinator": N_("coordinator"),
        "core": N_("core"),
        "countries": N_("countries"),
        "country": N_("country"),
        "date": N_("date"),
        "degree": N_("degree"),
        "detail": N_("detail"),
        "direction": N_("direction"),
        "distance": N_("distance in steps"),
        "effective_size": N_("effective size"),
        "ei_index": N_("E-I index"),
        "error": N_("error"),
        "fact": N_("fact"),
        "fact_id": N_("recorded in"),
        "facts": N_("kinds of facts"),
        "figure": N_("figure"),
        "first": N_("first"),
        "first_exchange_from": N_("first exchange from"),
        "form": N_("form of exchange"),
        "forms": N_("forms of exchange"),
        "from": N_("from"),
        "from_countries": N_("between these countries"),
        "from_date": N_("from date"),
        "from_id": N_("from"),
        "from_regions": N_("between these regions"),
        "from_roles": N_("roles that give"),
        "gatekeeper": N_("gatekeeper"),
        "group": N_("group"),
        "high": N_("up to"),
        "id": N_("node"),
        "ids": N_("nodes"),
        "is_overloaded": N_("overloaded"),
        "is_unserved": N_("nobody offers it"),
        "itinerant": N_("itinerant"),
        "jaccard": N_("shared part (Jaccard)"),
        "k": N_("paths at most"),
        "kind": N_("kind"),
        "kinds": N_("kinds"),
        "language": N_("language"),
        "languages": N_("languages"),
        "leaving_ids": N_("who leaves"),
        "liaison": N_("liaison"),
        "likeness": N_("likeness"),
        "limit": N_("rows at most"),
        "load_limit": N_("too many exchanges in 12 months are more than"),
        "low": N_("from at least"),
        "main_country": N_("main country"),
        "max_steps": N_("steps at most"),
        "met_first": N_("met first"),
        "met_last": N_("met last"),
        "method": N_("method"),
        "missing": N_("why there is no value"),
        "most_exact": N_("exact up to so many nodes"),
        "must_pass_ids": N_("passing these"),
        "n": N_("how many"),
        "n_brokered": N_("brokered pairs"),
        "n_components": N_("components"),
        "n_cut_off": N_("cut off"),
        "n_errors": N_("differing letters"),
        "n_exchanges": N_("exchanges"),
        "n_external": N_("ties outwards"),
        "n_given": N_("given"),
        "n_got": N_("got"),
        "n_internal": N_("ties within"),
        "n_leaving": N_("how many leave"),
        "n_nodes": N_("nodes"),
        "n_noted": N_("peers noted for it"),
        "n_of_first": N_("exchanges on the first"),
        "n_of_second": N_("exchanges on the second"),
        "n_ordered_pairs": N_("ordered pairs"),
        "n_permutations": N_("random draws"),
        "n_planned": N_("planned exchanges"),
        "n_providers": N_("peers who exchanged on it"),
        "n_reached": N_("reached"),
        "n_requests": N_("requests"),
        "n_runs": N_("runs"),
        "n_ties": N_("ties"),
        "n_unanswered": N_("unanswered requests"),
        "n_years": N_("years"),
        "name": N_("name"),
        "node_id": N_("node"),
        "only_facts": N_("only such steps"),
        "only_unanswered": N_("only unanswered requests"),
        "order": N_("best first by"),
        "organisation": N_("organisation"),
        "other": N_("other node"),
        "p_value": N_("p"),
        "path": N_("path"),
        "path_strength": N_("strength of the path"),
        "peer_countries": N_("countries of peers"),
        "peer_languages": N_("languages of peers"),
        "peer_regions": N_("regions of peers"),
        "period": N_("period"),
        "periods": N_("periods side by side"),
        "place": N_("place"),
        "radius": N_("steps around it"),
        "rank": N_("rank"),
        "regions": N_("regions"),
        "representative": N_("representative"),
        "resolution_percent": N_("resolution in percent"),
        "same_language": N_("only peers who work in the language of the request"),
        "second": N_("second"),
        "seed": N_("seed of chance"),
        "share": N_("share"),
        "share_there": N_("share there"),
        "source": N_("source"),
        "source_key": N_("key at the source"),
        "source_url": N_("address of the source"),
        "step": N_("step"),
        "step_strength": N_("strength of the step"),
        "steps": N_("steps"),
        "text": N_("text"),
        "to": N_("to"),
        "to_countries": N_("and these countries"),
        "to_id": N_("to"),
        "to_regions": N_("and these regions"),
        "to_roles": N_("roles that get"),
        "top": N_("how many at the top"),
        "topic": N_("topic"),
        "topic_id": N_("topic"),
        "topic_ids": N_("topics"),
        "type": N_("relationship"),
        "until": N_("until"),
        "until_date": N_("until date"),
        "value": N_("value"),
        "weight": N_("weight of a tie"),
        "weighted_degree": N_("weighted degree"),
        "who": N_("whose ties"),
        "with_isolates": N_("nodes without a tie count too"),
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
        Meaning.LANGUAGE: N_("a language code such as pt"),
        Meaning.LANGUAGES: N_("language codes, with | between them"),
        Meaning.DATE: N_("a date as exactly as known: 2017, 2017-05 or 2017-05-15"),
        Meaning.NUMBER: N_("a number"),
        Meaning.YES_NO: N_("yes or no"),
        Meaning.TEXT: N_("a text"),
        Meaning.TEXTS: N_("texts, with | between them"),
    }
)


_CHOICES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "country": N_("country"),
        "kind": N_("kind"),
        "leiden": N_("Leiden"),
        "louvain": N_("Louvain"),
        "newman": N_("shared facts, large meetings counting less"),
        "officials": N_("officials"),
        "organisation": N_("organisation"),
        "organisations": N_("organisations"),
        "peers": N_("officials and organisations"),
        "region": N_("region"),
        "shared_facts": N_("shared facts"),
    }
)


def choice_word(t: Words, text: str) -> str:
    """What a choice of a parameter is called: a kind, form, role, fact, region, or a word of its own."""
    if text in SCHEMA.nodes:
        return kind_name(t, text, 2)
    if text in set(FactWord):
        return fact_name(t, FactWord(text))
    if text in REGIONS:
        return t(text)
    return t(_CHOICES[text]) if text in _CHOICES else role_name(t, form_name(t, text))


def place_word(t: Words, text: str) -> str:
    """What a country code, region or kind of node is called; "not known" for "", and any other text as it is."""
    if not text:
        return t("not known")
    if text in REGIONS:
        return t(text)
    if text in SCHEMA.nodes:
        return kind_name(t, text, 2)
    return t.country(text) if len(text) == len("NL") and text.isupper() else text


def word_of(t: Words, name: str) -> str:
    """What a parameter or column is called; one that is not listed is read from its name: ``n_peers`` is ``peers``."""
    if name in _NAMES:
        return t(_NAMES[name])
    return name.removeprefix("n_").removesuffix("_id").replace("_", " ")


def hint(t: Words, parameter: Parameter) -> str:
    """What a person may write for a parameter."""
    return t(_HINTS[meaning(parameter)], choices=", ".join(choices(parameter)))
