"""Municipalities that wait for a person, and the places they may be, in words; no Streamlit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dashboard.present_map import coordinates
from dashboard.review import TWINNING
from loaders.resolution.result import Status
from loaders.resolution.why import score_in_words, why
from wording.naming import node_name

if TYPE_CHECKING:
    from graph.answers import NodeSummary
    from loaders.resolution.result import Candidate, Resolution
    from queries.profile import Profile
    from queries.rows import PlaceToDecide
    from wording.words import Words

_PARTNERS_TOLD: Final = 6


def waiting_name(t: Words, one: PlaceToDecide) -> str:
    """Name and country of a municipality as its file writes them."""
    return f"{one.name}, {_country(t, one)}"


def about(t: Words, one: PlaceToDecide, known: Profile, title: str) -> str:
    """What the store knows of it that helps to decide: source, coordinate, population, partners.

    Parameters
    ----------
    title : of the source.
    """
    told = [t("From {source}.", source=title)]
    if one.lat is not None and one.lon is not None:
        told.append(t("The file says that it lies at {place}.", place=coordinates(t, (one.lon, one.lat))))
    if one.population is not None:
        told.append(t.plural("It has {n} inhabitant.", "It has {n} inhabitants.", one.population))
    return " ".join((*told, *_partners(t, known)))


def _partners(t: Words, known: Profile) -> list[str]:
    """The first of those it is twinned with; [] when it is with none."""
    groups = [one for one in known.groups if one.type == TWINNING]
    partners = [row.other for group in groups for row in group.rows]
    names = [f"{node_name(t, one)} ({_country(t, one)})" for one in partners[:_PARTNERS_TOLD]]
    n_more = sum(group.n for group in groups) - len(names)
    if n_more:
        names.append(t.plural("{n} more", "{n} more", n_more))
    return [t("Twinned with: {names}.", names=t.listing(names))] if names else []


def reason_to_ask(t: Words, answer: Resolution) -> str:
    """Why a person is asked: what the rules found, or that another municipality may be the same."""
    if answer.status is Status.ACCEPTED:
        doubt = t("The place is clear, but another municipality of the store may be the same one by another name.")
        return f"{doubt} {why(t, answer)}"
    return why(t, answer)


def candidate_title(t: Words, number: int, one: Candidate) -> str:
    """``1. Newport, United Kingdom``."""
    return f"{number}. {one.name}, {t.country(one.country)}"


def candidate_facts(t: Words, one: Candidate) -> str:
    """Score with its parts, size, distance from what the file says, and id, in small print."""
    told = [score_in_words(t, one)]
    if one.population is not None:
        told.append(t.plural("{n} inhabitant", "{n} inhabitants", one.population))
    if one.distance_km is not None:
        told.append(t("{n} km from where the file says", n=round(one.distance_km)))
    return " · ".join((*told, one.place_id, *one.also))


def _country(t: Words, one: PlaceToDecide | NodeSummary) -> str:
    return one.country_written or (t.country(one.country) if one.country else t("country unknown"))
