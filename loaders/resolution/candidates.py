"""Places that were found as candidates: scored, one for each place, the best first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.resolution.countries import read_country_cell
from loaders.resolution.distance import Coordinates, distance_km
from loaders.resolution.partners import PartnerCountries
from loaders.resolution.place import PlaceKind
from loaders.resolution.result import Candidate, Match, PlaceAsked
from loaders.resolution.score import (
    MUNICIPALITY_POINTS,
    are_apart,
    distance_points,
    names_points,
    neighbour_points,
    partner_points,
    population_points,
    rival_points,
    surroundings_points,
)
from loaders.resolution.search import Hit
from loaders.resolution.surroundings import Surroundings
from loaders.resolution.twinnings import Twinnings

_SAME_PLACE_KM = 20.0
"""A municipality's middle and its town are rarely farther apart."""
_SAME_LARGE_PLACE_KM, _SAME_LARGE_PLACE_DEGREES = 80.0, 0.72
"""In Lapland or Guiana they are; there the same number of people tells that both are one."""
_SAME_SIZE = 2.0
"""Times as many people in one gazetteer as in the other, counted in other years."""
_BEYOND = (PlaceKind.PART, PlaceKind.LARGER_UNIT)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known beside the name."""

    asked: PlaceAsked
    surroundings: Surroundings
    countries: PartnerCountries
    twinnings: Twinnings

    @property
    def coordinates(self) -> Coordinates | None:
        """Where the file says that it is; None when it does not."""
        if self.asked.lat is None or self.asked.lon is None:
            return None
        return Coordinates(self.asked.lat, self.asked.lon)

    @property
    def partner_countries(self) -> list[str]:
        """ISO code of the country of each partner that has one country for certain."""
        read = (read_country_cell(country).codes for _, country in self.asked.partners)
        return [codes[0] for codes in read if len(codes) == 1]


def rank(hits: Sequence[Hit], evidence: Evidence) -> tuple[Candidate, ...]:
    """Candidates, highest score first, ties by id."""
    found = _merge_gazetteers([_candidate(hit, evidence) for hit in hits])
    if evidence.asked.partners and len(found) > 1:  # they only tell candidates apart
        found = _with_partners(found, evidence)
    return tuple(sorted(_against_rivals(found), key=_order))


def _order(candidate: Candidate) -> tuple[int, str]:
    return -candidate.score, candidate.place_id


def _candidate(hit: Hit, evidence: Evidence) -> Candidate:
    gazetteer, place = hit.gazetteer, hit.place
    where = gazetteer.coordinates_of(place)
    population = gazetteer.population_of(place)
    expected = evidence.coordinates
    km = distance_km(where, expected) if where and expected else None
    parts = {"name": hit.name_points, "population": population_points(population, evidence.asked.population)}
    if names := names_points(gazetteer.n_names_of(place)):
        parts["names"] = names
    kind = gazetteer.kind_of(place)
    if hit.country_points:
        parts["country"] = hit.country_points
    if kind is PlaceKind.MUNICIPALITY:
        parts["kind"] = MUNICIPALITY_POINTS
    if evidence.surroundings.says_something:
        parts["surroundings"] = surroundings_points(evidence.surroundings.hold(hit))
    if km is not None:
        parts["distance"] = distance_points(km)
    return Candidate(
        place_id=gazetteer.place_id(place),
        name=gazetteer.places.names[place],
        country=gazetteer.country_of(place),
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        population=population,
        kind=kind,
        match=hit.match,
        matched_name=hit.name,
        parts=parts,
        distance_km=km,
    )


def _with_partners(candidates: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    located = [(one, where) for one in candidates if (where := coordinates(one))]
    places = [where for _, where in located]
    nearness = zip(
        evidence.countries.nearness(places, evidence.partner_countries),
        evidence.twinnings.nearness(places, evidence.asked),
        evidence.twinnings.neighbour_nearness(places, evidence.asked),
        strict=True,
    )
    found = [one for one in candidates if coordinates(one) is None]
    for (one, _), (to_countries, to_places, to_neighbours) in zip(located, nearness, strict=True):
        parts = {**one.parts, "partners": partner_points(to_countries, to_places)}
        if points := neighbour_points(to_neighbours):
            parts["neighbours"] = points
        found.append(replace(one, parts=parts))
    return found


def _merge_gazetteers(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates of several gazetteers that are one place become one, with the better parts of both."""
    by_scheme: dict[str, list[Candidate]] = {}
    for one in candidates:
        by_scheme.setdefault(_scheme(one), []).append(one)
    merged, *others = by_scheme.values() if by_scheme else [[]]
    for group in others:
        merged = _merge(merged, group)
    return merged


def _merge(first: Sequence[Candidate], second: Sequence[Candidate]) -> list[Candidate]:
    """Nearest pairs first, each candidate in one pair at most."""
    pairs = sorted((km, a, b) for a, b, km in _near(first, second))
    taken_a, taken_b, merged = set[int](), set[int](), list[Candidate]()
    for _, a, b in pairs:
        if a not in taken_a and b not in taken_b:
            taken_a.add(a)
            taken_b.add(b)
            merged.append(_both(first[a], second[b]))
    rest = [one for number, one in enumerate(first) if number not in taken_a]
    return _place_unlocated([*merged, *rest, *(one for number, one in enumerate(second) if number not in taken_b)])


def _place_unlocated(candidates: Sequence[Candidate]) -> list[Candidate]:
    """A municipality whose position its list does not say is the largest place of its name in another gazetteer."""
    placed = [one for one in candidates if coordinates(one)]
    for one in candidates:
        if coordinates(one):
            continue
        namesakes = [
            (-(other.population or 0), other.place_id, number)
            for number, other in enumerate(placed)
            if other.country == one.country
            and other.matched_name == one.matched_name
            and other.kind is not PlaceKind.MUNICIPALITY
        ]
        if namesakes:
            number = min(namesakes)[2]
            placed[number] = _both(placed[number], one)
        else:
            placed.append(one)
    return placed


def _near(first: Sequence[Candidate], second: Sequence[Candidate]) -> list[tuple[int, int, float]]:
    found = []
    for a, one in enumerate(first):
        for b, other in enumerate(second):
            here, there = coordinates(one), coordinates(other)
            if here and there and abs(here.lat - there.lat) < _SAME_LARGE_PLACE_DEGREES:
                km = distance_km(here, there)
                if km <= _SAME_PLACE_KM or (km <= _SAME_LARGE_PLACE_KM and _have_same_size(one, other)):
                    found.append((a, b, km))
    return found


def _have_same_size(one: Candidate, other: Candidate) -> bool:
    if not one.population or not other.population or one.country == other.country:
        return False
    return 1 / _SAME_SIZE <= one.population / other.population <= _SAME_SIZE


def _both(a: Candidate, b: Candidate) -> Candidate:
    """One place in two gazetteers: its id is that of the municipality, its coordinates are those of the town.

    The middle of a municipality may lie in a forest; who looks for it means the town.
    """
    main, other = (b, a) if b.kind is PlaceKind.MUNICIPALITY else (a, b)
    town = a if a.kind is PlaceKind.TOWN or b.lat is None else b
    closer = min((main, other), key=lambda one: list(Match).index(one.match))
    return replace(
        main,
        lat=town.lat,
        lon=town.lon,
        distance_km=town.distance_km,
        kind=PlaceKind.TOWN if PlaceKind.TOWN in (a.kind, b.kind) and main.kind in _BEYOND else main.kind,
        match=closer.match,
        matched_name=closer.matched_name,
        parts={name: max(one.parts[name] for one in (a, b) if name in one.parts) for name in {**a.parts, **b.parts}},
        also=(*main.also, other.place_id, *other.also),
    )


def _against_rivals(candidates: Sequence[Candidate]) -> list[Candidate]:
    if len(candidates) < 2:
        return list(candidates)
    ordered = sorted(candidates, key=_order)
    found = []
    for one in ordered:
        rivals = (
            other.score for other in ordered if other is not one and are_apart(coordinates(one), coordinates(other))
        )
        best = next(rivals, None)
        lost = 0 if best is None else rival_points(one.score - best)
        found.append(replace(one, parts={**one.parts, "rivals": lost}) if lost else one)
    return found


def coordinates(candidate: Candidate) -> Coordinates | None:
    """Where a candidate is; None when not known."""
    if candidate.lat is None or candidate.lon is None:
        return None
    return Coordinates(candidate.lat, candidate.lon)


def _scheme(candidate: Candidate) -> str:
    return candidate.place_id.partition(":")[0]
