"""Places by number and by name, in arrays that are opened memory-mapped: nothing is read before it is asked for."""

from dataclasses import dataclass, field
from enum import IntEnum
from math import isnan
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from loaders.resolution.distance import Coordinates
from loaders.resolution.place import PlaceKind
from loaders.resolution.texts import Texts


class NameRank(IntEnum):
    """How much a name in the index is the name of its place."""

    MAIN = 0
    OTHER = 1
    """Another name, or the name without its words of kind."""
    PARTLY = 2
    """The name without its end: "Frankfurt" of "Frankfurt am Main"."""


class NamedPlace(NamedTuple):
    """An entry of the index of names."""

    name: str
    """Folded."""
    rank: NameRank
    place: int
    """Number of the place."""


@dataclass(frozen=True, slots=True)
class Places:
    """Columns with a row for each place."""

    keys: Texts
    names: Texts
    country: npt.NDArray[np.uint16]
    """Position among the gazetteer's countries."""
    region: npt.NDArray[np.int32]
    """Position among the gazetteer's regions."""
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    population: npt.NDArray[np.float64]
    """Not a number: not known."""
    kind: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Columns with a row for each name of each place, ordered by country, then key, then place."""

    country_starts: npt.NDArray[np.int64]
    """First row of each country, and at last the number of rows."""
    keys: npt.NDArray[np.uint64]
    """`skeleton.name_key` of the name."""
    place: npt.NDArray[np.uint32]
    rank: npt.NDArray[np.uint8]
    names: Texts
    """Folded."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places of one source. Made by `kept.open_gazetteer`."""

    scheme: str
    """What its ids begin with: ``geonames``, ``lau``."""
    countries: tuple[str, ...]
    """ISO codes in alphabetical order."""
    regions: Texts
    """Folded code and names of each region, with ``|`` between; "" for places whose region is not known."""
    places: Places
    index: NameIndex
    _n_names: npt.NDArray[np.int64] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_n_names", np.bincount(self.index.place, minlength=len(self)))

    def __len__(self) -> int:
        return len(self.places.lat)

    def block(self, country: str) -> slice:
        """Rows of the index that are in a country; an empty slice when the gazetteer has no place there."""
        try:
            position = self.countries.index(country)
        except ValueError:
            return slice(0, 0)
        starts = self.index.country_starts
        return slice(int(starts[position]), int(starts[position + 1]))

    def entry(self, row: int) -> NamedPlace:
        """One row of the index."""
        index = self.index
        return NamedPlace(index.names[row], NameRank(int(index.rank[row])), int(index.place[row]))

    def place_id(self, place: int) -> str:
        """Id of a place with its scheme."""
        return f"{self.scheme}:{self.places.keys[place]}"

    def country_of(self, place: int) -> str:
        """ISO code of the country of a place."""
        return self.countries[int(self.places.country[place])]

    def coordinates_of(self, place: int) -> Coordinates | None:
        """Where a place is; None when not known."""
        lat = float(self.places.lat[place])
        return None if isnan(lat) else Coordinates(lat, float(self.places.lon[place]))

    def population_of(self, place: int) -> int | None:
        """Inhabitants; None when not known."""
        population = float(self.places.population[place])
        return None if isnan(population) else int(population)

    def n_names_of(self, place: int) -> int:
        """How many different names a place has once folded; at least one, unless nothing of them can be folded."""
        return int(self._n_names[place])

    def kind_of(self, place: int) -> PlaceKind:
        """What a place is."""
        return PlaceKind(int(self.places.kind[place]))

    def region_of(self, place: int) -> tuple[str, ...]:
        """Folded code and names of the region of a place; () when not known."""
        return tuple(filter(None, self.regions[int(self.places.region[place])].split("|")))
