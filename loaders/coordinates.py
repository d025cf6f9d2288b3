"""Coordinates that are possible and yet hardly the place that is meant."""

ZERO = "zero-coordinates"
_WHOLE = "whole-degrees"


def odd_place(lat: object, lon: object) -> str | None:
    """The rule by which a place is odd; None for one that is not, and where nothing is known.

    0, 0 means unknown in many lists, and both in whole degrees the middle of a country or region: a degree is 111 km.
    """
    if not isinstance(lat, float | int) or not isinstance(lon, float | int):
        return None
    if lat == 0 and lon == 0:
        return ZERO
    return _WHOLE if lat == int(lat) and lon == int(lon) else None
