"""The parts of a suggestion's score as sentences: one a part, each of which can be checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from casework.partners.suggest import PartnerFacts, Suggestion
from wording.words import Words


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score with what it says."""

    part: str
    points: float
    sentence: str


def reasons(t: Words, name: str, country: str | None, found: Suggestion) -> tuple[Reason, ...]:
    """All parts of a suggestion's score in the order of telling; their points add up to the score exactly.

    Parameters
    ----------
    name, country : of the organisation that asked; the country as a code, None where not known.
    """
    pair = _Pair(t, name, country, found)
    return tuple(Reason(one.name, one.points, _SENTENCES[one.name](pair)) for one in found.score.parts)


def main_reasons(t: Words, name: str, country: str | None, found: Suggestion, n: int = 3) -> tuple[str, ...]:
    """Sentences of the parts that add most, best first; () where nothing adds to the score."""
    pair = _Pair(t, name, country, found)
    return tuple(_SENTENCES[one.name](pair) for one in found.score.strongest(n))


def evidence_word(t: Words, found: Suggestion) -> str:
    """Whether the evidence for a suggestion is strong or weak."""
    return t("strong") if found.is_strong else t("weak")


@dataclass(frozen=True, slots=True)
class _Pair:
    t: Words
    name: str
    country: str | None
    found: Suggestion

    @property
    def facts(self) -> PartnerFacts:
        return self.found.facts


def _shared_partners(pair: _Pair) -> str:
    t, facts = pair.t, pair.facts
    if not facts.n_shared:
        return t("They share no partner.")
    names = t.listing(facts.shared)
    if facts.n_shared > len(facts.shared):
        return t("They share {n} partners, such as {names}.", n=facts.n_shared, names=names)
    return t.plural("They share a partner: {names}.", "They share {n} partners: {names}.", facts.n_shared, names=names)


def _three_steps(pair: _Pair) -> str:
    t, facts = pair.t, pair.facts
    if facts.by_way_of is not None:
        first, second = facts.by_way_of
        return t("A path of three steps leads there, by way of {first} and {second}.", first=first, second=second)
    if facts.n_shared:
        return t("Paths of three steps, beside the shared partner, are counted too.")
    return t("No path of three steps leads there.")


def _walk(pair: _Pair) -> str:
    if pair.facts.is_connected:
        return pair.t("Going from partner to partner leads there.")
    return pair.t("Going from partner to partner does not lead there within twelve steps.")


def _country(pair: _Pair) -> str:
    t, n = pair.t, pair.facts.n_between_countries
    if n is None or pair.country is None or pair.found.country is None:
        return t("The country of one of them is not known.")
    here, there = t.country(pair.country), t.country(pair.found.country)
    if here == there:
        return t.plural("Both are in {country}, which has {n} partnership within.",
                        "Both are in {country}, which has {n} partnerships within.", n, country=here)  # fmt: skip
    if not n:
        return t("No partnership is known between {country} and {other}.", country=here, other=there)
    return t.plural("There is {n} partnership between {country} and {other}.",
                    "There are {n} partnerships between {country} and {other}.", n, country=here, other=there
                    )  # fmt: skip


def _size(pair: _Pair) -> str:
    t, theirs, own = pair.t, pair.facts.n_inhabitants, pair.facts.n_own_inhabitants
    if theirs is None:
        return t("How many inhabitants it has is not known.")
    if own is None:
        return t("It has {n} inhabitants; how many {name} has is not known.", n=theirs, name=pair.name)
    return t("It has {n} inhabitants, {name} has {n_own}.", n=theirs, n_own=own, name=pair.name)


def _distance(pair: _Pair) -> str:
    km = pair.facts.distance_km
    if km is None:
        return pair.t("How far away it is, is not known.")
    return pair.t("It is {n} km away.", n=round(km))


def _neighbours(pair: _Pair) -> str:
    if pair.facts.has_near_ties:
        return pair.t("Places near {name} have partners at or near it.", name=pair.name)
    return pair.t("Places near {name} have no partners near it.", name=pair.name)


def _own_partners(pair: _Pair) -> str:
    if pair.facts.has_near_partner:
        return pair.t("Partners of {name} lie near it.", name=pair.name)
    return pair.t("No partner of {name} lies near it.", name=pair.name)


def _popularity(pair: _Pair) -> str:
    n = pair.facts.n_partners
    return pair.t.plural("It has {n} partner.", "It has {n} partners.", n) if n else pair.t("It has no partner yet.")


def _name(pair: _Pair) -> str:
    return pair.t("Both have the same name.") if pair.facts.is_same_name else pair.t("Their names differ.")


_SENTENCES: Mapping[str, Callable[[_Pair], str]] = MappingProxyType(
    {
        "shared_partners": _shared_partners,
        "three_steps": _three_steps,
        "walk": _walk,
        "country": _country,
        "size": _size,
        "distance": _distance,
        "neighbours": _neighbours,
        "own_partners": _own_partners,
        "popularity": _popularity,
        "name": _name,
    }
)
