"""An answer of the resolver in words."""

from collections.abc import Iterator, Mapping

from loaders.resolution.place import PlaceKind
from loaders.resolution.result import Candidate, Match, Resolution, Status
from wording.words import N_, Words

STATUSES: Mapping[Status, str] = {
    Status.ACCEPTED: N_("accepted"),
    Status.TO_DECIDE: N_("to decide"),
    Status.AMBIGUOUS: N_("several equally good"),
    Status.UNRESOLVED: N_("not found"),
    Status.PART: N_("part of a city"),
    Status.LARGER_UNIT: N_("larger unit"),
}
_MATCHES: Mapping[Match, str] = {
    Match.SAME: N_("It has the same name."),
    Match.OTHER_NAME: N_("One of its other names is the same."),
    Match.SPELLING: N_("Its name is the same in another spelling: {name}."),
    Match.PARTLY: N_("Its name is the same without some words: {name}."),
    Match.TYPO: N_("Its name differs by a few letters: {name}."),
}
_PARTS: Mapping[str, str] = {
    "name": N_("name"),
    "population": N_("population"),
    "names": N_("other names"),
    "kind": N_("municipality"),
    "country": N_("country"),
    "surroundings": N_("surroundings"),
    "distance": N_("distance"),
    "partners": N_("partners"),
    "neighbours": N_("partners of neighbours"),
    "rivals": N_("rivals"),
}


def why(t: Words, resolution: Resolution) -> str:
    """Why an answer is what it is, as one or more sentences."""
    return " ".join((*_about_country(t, resolution), *_about_status(t, resolution)))


def score_in_words(t: Words, candidate: Candidate) -> str:
    """A score with its parts, which add up: ``0.676 = name 0.600 + population 0.076``."""
    terms = "".join(
        f" {'-' if points < 0 else '+'} {t(_PARTS[name])} {_thousandths(abs(points))}"
        for name, points in candidate.parts.items()
    )
    return f"{_thousandths(candidate.score)} = {terms.removeprefix(' + ')}"


def _about_country(t: Words, resolution: Resolution) -> Iterator[str]:
    if not resolution.countries:
        yield t('"{country}" is no country we know.', country=resolution.asked.country)
    elif resolution.is_country_inferred:
        yield t(
            '"{country}" was taken for {countries}.',
            country=resolution.asked.country,
            countries=t.listing(map(t.country, resolution.countries)),
        )


def _about_status(t: Words, resolution: Resolution) -> Iterator[str]:
    best = resolution.best
    match resolution.status:
        case Status.PART:
            yield t("It is a part of a city, not a town of its own.")
        case Status.LARGER_UNIT:
            yield t("It is a county, province or region, not a town.")
        case Status.AMBIGUOUS:
            yield t("Several places are equally good; a person must choose.")
        case Status.UNRESOLVED if best is None:
            yield t("No gazetteer has a place of a name like this.")
        case Status.UNRESOLVED:
            yield t("Nothing is like enough.")
    if best is not None:
        yield t(_MATCHES[best.match], name=best.matched_name)
        if best.kind is PlaceKind.MUNICIPALITY:
            yield t("It is a municipality.")
        if best.parts.get("rivals") and resolution.status is not Status.AMBIGUOUS:
            yield t("Other places are nearly as good.")


def _thousandths(points: int) -> str:
    return f"{points / 1000:.3f}"
