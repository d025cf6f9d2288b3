"""Municipalities that wait for a person: what each may be, and what was decided since the last load."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.answers import NodeSummary
from graph.store import Ruling
from loaders.resolution.result import PlaceAsked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Decision
    from loaders.resolution.resolver import Resolver
    from loaders.resolution.result import Candidate, Resolution, Written
    from queries.profile import Profile
    from queries.rows import PlaceToDecide

KIND: Final = "Municipality"
TWINNING: Final = "TWINNED_WITH"
N_PARTNERS: Final = 50
"""Partners that are looked at: more tell no more."""


def resolution_of(one: PlaceToDecide, known: Profile, resolver: Resolver) -> Resolution:
    """Which place a municipality of the store may be, with the places of its partners as evidence.

    Parameters
    ----------
    known : its profile; partners that are not listed in it do not count.
    """
    asked = place_asked(one)
    groups = (group for group in known.groups if group.type == TWINNING)
    partners = [_written(row.other) for group in groups for row in group.rows]
    others = (PlaceAsked(*partner, partners=(asked.written,)) for partner in partners)
    return resolver.resolve_all([replace(asked, partners=tuple(partners)), *others])[0]


def place_asked(one: PlaceToDecide) -> PlaceAsked:
    """What the resolver is asked about a municipality of the store, without its partners."""
    return PlaceAsked(one.name, one.country_written or one.country or "", one.lat, one.lon, one.population)


def ruling(one: PlaceToDecide, target: str | None, reason: str, decided_by: str) -> Ruling:
    """What a person says about a municipality.

    Parameters
    ----------
    target : id of a place; None for none of the candidates.
    """
    asked = place_asked(one)
    return Ruling(KIND, asked.name, asked.country, target, reason, decided_by)


def still_waiting(waiting: Sequence[PlaceToDecide], decisions: Sequence[Decision]) -> tuple[PlaceToDecide, ...]:
    """Those about which nothing was decided; what was decided shows in the store only after the next load."""
    decided = {
        (one.ruling.name, one.ruling.country)
        for one in decisions
        if one.ruling.kind == KIND and one.taken_back_at is None
    }
    asked = ((one, place_asked(one)) for one in waiting)
    return tuple(one for one, about in asked if (about.name, about.country) not in decided)


def nodes_on_map(one: PlaceToDecide, answer: Resolution, name: str) -> tuple[NodeSummary, ...]:
    """What the map shows: the candidates with their numbers, and where the file says that the municipality is.

    Parameters
    ----------
    name : what the place in the file is called on the map.
    """
    candidates = [
        _node(candidate.place_id, f"{number}. {candidate.name}", candidate.country, candidate.lat, candidate.lon)
        for number, candidate in enumerate(answer.candidates, 1)
        if candidate.lat is not None
    ]
    own = [] if one.lat is None else [_node(one.id, name, one.country, one.lat, one.lon)]
    return (*own, *candidates)


def chosen_candidate(answer: Resolution, place_id: str | None) -> Candidate | None:
    """The candidate that a reader chose, else the best one; None when there is none."""
    return next((one for one in answer.candidates if one.place_id == place_id), answer.best)


def _written(one: NodeSummary) -> Written:
    return one.name or one.source_key, one.country_written or one.country or ""


def _node(id_: str, name: str, country: str | None, lat: float | None, lon: float | None) -> NodeSummary:
    return NodeSummary(
        id=id_, kind=KIND, name=name, country=country, lat=lat, lon=lon, source_key=id_, source=id_.partition(":")[0]
    )
