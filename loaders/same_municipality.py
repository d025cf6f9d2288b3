"""Whether two names that lead to one place are one municipality, or whether a person should look first.

A place of a gazetteer is not a municipality: a rural commune has the name of the town it surrounds, a district that
of its city, and lists of other names hold those of neighbours.
"""

import re
from functools import cache

from rapidfuzz.distance import OSA

from graph.names import fold
from graph.records import Node
from loaders.resolution.distance import Coordinates, distance_km
from loaders.resolution.names import NameRead, read_name, strip_kind
from loaders.resolution.result import Candidate, Match
from wording.countries import country_codes

_FAR_KM = 15.0
"""Coordinates of one municipality in one file are the same, or those of its town hall and its centre."""
_LEAST_ALIKE = 0.72
_NATIONS = frozenset({"england", "scotland", "wales", "northern ireland"})
"""Written as countries, and yet parts of one."""
_UNIT_WORDS = frozenset(
    fold(
        "rural urban gmina communaute agglomeration commune municipality parish county district city town village "
        "region province metropolitan area"
    ).split()
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


def why_not_one(first: Node, first_place: Candidate | None, other: Node, other_place: Candidate | None) -> str | None:
    """Why a person should decide whether two municipalities at one place are one; None: they are.

    Parameters
    ----------
    first_place, other_place : how each was found; None where a person named the place, which says enough.
    """
    if Match.TYPO in {place.match for place in (first_place, other_place) if place is not None}:
        return "one name was found only by leaving letters out"
    one, two = (read_name(str(node.properties["name"])) for node in (first, other))
    if _is_part(one, two) or _is_part(two, one):
        return "one may be a part of the other"
    if _kind_words(first) != _kind_words(other):
        return "one says what kind of municipality it is, and the other does not"
    regions = [_regions(node, read) for node, read in ((first, one), (other, two))]
    if all(regions) and not regions[0] & regions[1]:
        return "they are said to be in different regions"
    if not _are_alike(one, two):
        return "their names are not alike"
    if (apart := _distance(first, other)) is not None and apart > _FAR_KM:
        return f"their coordinates are {apart:,.0f} km apart"
    return None


def _is_part(one: NameRead, other: NameRead) -> bool:
    """Whether what qualifies one name is the other: "Licheng (Jinan)" and "Jinan"."""
    return any(one_form in other.forms for one_form in one.qualifiers) and not set(one.forms) & set(other.forms)


def _kind_words(node: Node) -> frozenset[str]:
    """Words of a name that say what kind of government it is: "Lubin (rural gmina)", "Tartu Parish".

    A list that has both "Tartu" and "Tartu Parish" means two by them.
    """
    name = str(node.properties["name"])
    found = {one for one in map(fold, _IN_BRACKETS.findall(name)) if one and _UNIT_WORDS.issuperset(one.split())}
    whole = fold(_IN_BRACKETS.sub(" ", name))
    bare, kind = strip_kind(whole)
    return frozenset(found | ({whole.replace(bare, "").strip()} if kind else set()))


@cache
def _is_country(written: str) -> bool:
    return bool(country_codes(written))


def _regions(node: Node, read: NameRead) -> frozenset[str]:
    parts = str(node.properties.get("country_written") or "").split(",")
    regions = {fold(one) for one in parts if one.strip() and not _is_country(one)}
    regions |= {fold(one) for one in parts} & _NATIONS
    return frozenset(regions | set(read.qualifiers))


def _are_alike(one: NameRead, other: NameRead) -> bool:
    return any(
        form == another
        or _begins(form, another)
        or _begins(another, form)
        or OSA.normalized_similarity(form, another) >= _LEAST_ALIKE
        for form in one.forms
        for another in other.forms
    )


def _begins(form: str, longer: str) -> bool:
    return longer.startswith(f"{form} ")


def _distance(one: Node, other: Node) -> float | None:
    here, there = _coordinates(one), _coordinates(other)
    return None if here is None or there is None else distance_km(here, there)


def _coordinates(node: Node) -> Coordinates | None:
    lat, lon = node.properties.get("lat"), node.properties.get("lon")
    return Coordinates(lat, lon) if isinstance(lat, float | int) and isinstance(lon, float | int) else None
