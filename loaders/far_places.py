"""Municipalities whose coordinates are far from every place of their name: wrong ones, more often than not."""

from loaders.coordinates import SWAPPED, OddPlace
from loaders.resolution.candidates import coordinates
from loaders.resolution.distance import Coordinates, distance_km
from loaders.resolution.result import Candidate, Match, Resolution, Status

_FAR = "far-from-its-name"
FAR_KM = 100.0
_SWAPPED_KM = 30.0
_BY_NAME = (Match.SAME, Match.OTHER_NAME)
_NO_TOWN = (Status.PART, Status.LARGER_UNIT)


def far_from_its_name(resolution: Resolution) -> OddPlace | None:
    """Why the coordinates that a place was asked with are odd; None where a place of its name is within 100 km.

    None also where no place of its country is called so, and for parts of cities and larger units, whose candidates
    are other places.
    """
    named = [one for one in resolution.candidates if one.match in _BY_NAME and one.distance_km is not None]
    named = [one for one in named if one.country in resolution.countries]
    if not named or resolution.status in _NO_TOWN:
        return None
    nearest = min(named, key=lambda one: (one.distance_km or 0.0, one.place_id))
    if nearest.distance_km is None or nearest.distance_km <= FAR_KM:
        return None
    return _swapped(resolution, named) or OddPlace(_FAR, f"{_shown(nearest)}, {nearest.distance_km:,.0f} km away")


def _swapped(resolution: Resolution, named: list[Candidate]) -> OddPlace | None:
    lat, lon = resolution.asked.lon, resolution.asked.lat
    if lat is None or lon is None or abs(lat) > 90:
        return None
    there = Coordinates(lat, lon)
    for one in named:
        where = coordinates(one)
        if where and distance_km(where, there) <= _SWAPPED_KM:
            return OddPlace(SWAPPED, f"{_shown(one)}, as {lat:g}, {lon:g} is")
    return None


def _shown(place: Candidate) -> str:
    return f"a place near {place.name} ({place.place_id}) at {place.lat:g}, {place.lon:g}"
