"""What is written with a name and says where it is: "Springfield, Illinois", "Novokosino (Moscow)"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.resolution.blocks import Blocks
from loaders.resolution.countries import CountryRead
from loaders.resolution.distance import Coordinates, distance_km
from loaders.resolution.gazetteer import NameRank
from loaders.resolution.names import NameRead, strip_kind
from loaders.resolution.search import Hit

_AROUND_KM = 50.0
"""How far a part of a city, or a town that is told apart by the next larger one, may be from it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a name says that its place is."""

    regions: frozenset[str] = frozenset()
    """Folded names and codes of regions."""
    anchors: tuple[Coordinates, ...] = ()
    """Towns near which it should be; () when what is written names a region, or nothing known."""

    @property
    def says_something(self) -> bool:
        """Whether places can be told apart by it."""
        return bool(self.regions or self.anchors)

    def hold(self, hit: Hit) -> bool:
        """Whether a place that was found lies there."""
        if self.regions:
            return not self.regions.isdisjoint(hit.gazetteer.region_of(hit.place))
        where = hit.gazetteer.coordinates_of(hit.place)
        return where is not None and any(distance_km(where, one) <= _AROUND_KM for one in self.anchors)


def surroundings(read: NameRead, country: CountryRead, hits: Sequence[Hit], blocks: Blocks) -> Surroundings:
    """Where a name says that its place is: in a region of some of the places found, else near a town."""
    written = {*read.qualifiers, *(strip_kind(one)[0] for one in read.qualifiers), *country.regions}
    regions = {name for hit in hits for name in hit.gazetteer.region_of(hit.place)} & written
    if regions:
        return Surroundings(frozenset(regions))
    towns = (_town(strip_kind(one)[0], country.codes, blocks) for one in read.qualifiers)
    return Surroundings(anchors=tuple(one for one in towns if one))


def _town(name: str, countries: Iterable[str], blocks: Blocks) -> Coordinates | None:
    """The largest place of that name; None when there is none."""
    found = [
        (-(block.gazetteer.population_of(one.place) or 0), block.gazetteer.place_id(one.place), where)
        for code in countries
        for block in blocks.of(code)
        for one in block.named(name)
        if one.name == name and one.rank is not NameRank.PARTLY and (where := block.gazetteer.coordinates_of(one.place))
    ]
    return min(found)[2] if found else None
