"""One place of a gazetteer, as it is read from a file or package."""

from dataclasses import dataclass
from enum import IntEnum


class PlaceKind(IntEnum):
    """What a place is among the levels of administration."""

    TOWN = 0
    MUNICIPALITY = 1
    PART = 2
    """A section of a town, or a unit below the municipality."""
    LARGER_UNIT = 3
    """A county, province, region or state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with all its names."""

    key: str
    """Its id in the gazetteer, without the scheme."""
    name: str
    country: str
    """ISO 3166-1 alpha-2; Kosovo is XK."""
    lat: float | None
    """Degrees north; None when not known, and then `lon` too."""
    lon: float | None
    other_names: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    """The part of the country it lies in, by code and names; () when not known."""
    population: int | None = None
    kind: PlaceKind = PlaceKind.TOWN
