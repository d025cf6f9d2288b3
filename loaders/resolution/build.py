"""Places as the arrays of a gazetteer."""

from array import array
from collections.abc import Callable, Iterable

import numpy as np

from graph.names import fold
from loaders.resolution.gazetteer import Gazetteer, NameIndex, NameRank, Places
from loaders.resolution.names import read_name
from loaders.resolution.place import Place, PlaceKind
from loaders.resolution.skeleton import name_key
from loaders.resolution.texts import Texts, pack

OnPlaces = Callable[[int], None]
"""Told how many places were read so far."""
_PLACES_PER_STEP = 2_000


def build_gazetteer(scheme: str, places: Iterable[Place], on_places: OnPlaces | None = None) -> Gazetteer:
    """All places as a gazetteer, whatever their order.

    Parameters
    ----------
    scheme : what ids begin with.
    on_places : told every few thousand places how many were read.
    """
    made = _Columns()
    for n_places, place in enumerate(places, 1):
        made.add(place)
        if on_places and n_places % _PLACES_PER_STEP == 0:
            on_places(n_places)
    return made.gazetteer(scheme)


def index_names(place: Place) -> dict[str, NameRank]:
    """Every folded name under which a place can be found, with the best rank that it has."""
    found: dict[str, NameRank] = {}
    main = read_name(place.name)
    ranked = [
        (main.forms[:1], NameRank.MAIN),
        (map(fold, place.other_names), NameRank.OTHER),
        ((one for one in (main.whole, *main.forms) if one not in main.shortened), NameRank.OTHER),
        (main.shortened, NameRank.PARTLY),
    ]
    for names, rank in ranked:
        for name in names:
            if name:
                found.setdefault(name, rank)
    return found


def _kind(place: Place) -> PlaceKind:
    """What a place is: a town whose name says that it is a part is one, as "Solidaridad [Fraccionamiento]"."""
    if place.kind is not PlaceKind.TOWN or _is_colony(place):
        return place.kind
    return PlaceKind.PART if read_name(place.name).unit is PlaceKind.PART else place.kind


def _is_colony(place: Place) -> bool:
    """Whether a place was founded by colonists, as Colonia del Sacramento; only in Mexico a colonia is a quarter."""
    return place.country != "MX" and "colonia" in fold(place.name).split()


class _Columns:
    """Places as they are read: plain numbers, and texts."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._names: list[str] = []
        self._country, self._region = array("H"), array("i")
        self._numbers = array("d")  # latitude, longitude and population of each place
        self._kind = bytearray()
        self._countries: dict[str, int] = {}
        self._regions: dict[str, int] = {"": 0}
        self._name_texts: list[str] = []
        self._name_keys, self._name_places = array("Q"), array("I")
        self._name_ranks = bytearray()

    def add(self, place: Place) -> None:
        """Take one place."""
        number = len(self._keys)
        self._keys.append(place.key)
        self._names.append(" ".join(place.name.split()))
        self._country.append(self._countries.setdefault(place.country, len(self._countries)))
        region = "|".join(dict.fromkeys(map(fold, place.region)))
        self._region.append(self._regions.setdefault(region, len(self._regions)))
        numbers = (place.lat, place.lon, place.population)
        self._numbers.extend(np.nan if one is None else one for one in numbers)
        self._kind.append(_kind(place))
        for name, rank in index_names(place).items():
            self._name_texts.append(name)
            self._name_keys.append(name_key(name))
            self._name_places.append(number)
            self._name_ranks.append(rank)

    def gazetteer(self, scheme: str) -> Gazetteer:
        """All of it, in order."""
        countries = tuple(sorted(self._countries))
        position = np.array([countries.index(one) for one in self._countries], np.uint16)
        country = position[np.array(self._country, np.int64)] if self._country else np.zeros(0, np.uint16)
        lat, lon, population = np.array(self._numbers, np.float64).reshape(-1, 3).T
        places = Places(
            keys=pack(self._keys),
            names=pack(self._names),
            country=country,
            region=np.array(self._region, np.int32),
            lat=np.ascontiguousarray(lat),
            lon=np.ascontiguousarray(lon),
            population=np.ascontiguousarray(population),
            kind=np.frombuffer(bytes(self._kind), np.uint8),
        )
        return Gazetteer(scheme, countries, pack(self._regions), places, self._index(country, len(countries)))

    def _index(self, country: np.ndarray[tuple[int], np.dtype[np.uint16]], n_countries: int) -> NameIndex:
        keys, places = np.array(self._name_keys, np.uint64), np.array(self._name_places, np.uint32)
        order = np.lexsort((places, keys, country[places]))
        starts = np.searchsorted(country[places[order]], np.arange(n_countries + 1))
        names: Texts = pack(self._name_texts[row] for row in order.tolist())
        ranks = np.frombuffer(bytes(self._name_ranks), np.uint8)
        return NameIndex(starts.astype(np.int64), keys[order], places[order], ranks[order], names)
