"""Which place a file means by a name and a country: `Resolver.open(...).resolve_all(asked)`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.resolution.blocks import Blocks
from loaders.resolution.build import OnPlaces
from loaders.resolution.candidates import Evidence, rank
from loaders.resolution.countries import CountryRead, read_country_cell
from loaders.resolution.gazetteer import Gazetteer
from loaders.resolution.kept import open_gazetteer
from loaders.resolution.names import NameRead, read_name
from loaders.resolution.partners import PartnerCountries
from loaders.resolution.place import PlaceKind
from loaders.resolution.result import Candidate, Match, PlaceAsked, Resolution, Status
from loaders.resolution.score import ACCEPTED_FROM, DECIDED_FROM, is_tie
from loaders.resolution.search import Hit, find_hits
from loaders.resolution.sources import find_sources
from loaders.resolution.surroundings import Surroundings, surroundings
from loaders.resolution.twinnings import Twinnings

_BEYOND = (PlaceKind.PART, PlaceKind.LARGER_UNIT)
_NO_TWINNINGS = Twinnings()
_STATUS = {PlaceKind.PART: Status.PART, PlaceKind.LARGER_UNIT: Status.LARGER_UNIT}


@dataclass(frozen=True, slots=True)
class _Search:
    """What was found by the name alone."""

    asked: PlaceAsked
    read: NameRead
    country: CountryRead
    hits: Sequence[Hit]
    there: Surroundings
    is_part: bool
    """Whether the hits are the city that the name says its place is a part of."""


class Resolver:
    """Answers from one or several gazetteers. The same question has the same answer, whatever was asked before."""

    def __init__(self, gazetteers: Sequence[Gazetteer]) -> None:
        self._blocks = Blocks(tuple(gazetteers))
        self._partners = PartnerCountries(gazetteers)

    @classmethod
    def open(
        cls,
        gazetteers: Sequence[str] = (),
        folder: Path | None = None,
        on_build: Callable[[str], OnPlaces] | None = None,
    ) -> "Resolver":
        """A resolver on the gazetteers that a person named.

        Parameters
        ----------
        gazetteers : paths of files, and ``geonames`` for the installed package; that one alone when empty.
        folder : where gazetteers are kept once built; the person's cache folder when None.
        on_build : called with the title of a gazetteer that must be built first; what it returns is told how many
            places were read.

        Raises
        ------
        FileRefused
            A file is not there, or cannot be read as a gazetteer.
        """
        return cls([open_gazetteer(one, folder, on_build) for one in find_sources(gazetteers)])

    def resolve_all(self, asked: Iterable[PlaceAsked]) -> list[Resolution]:
        """An answer for each, in their order; it does not depend on that order.

        A first look finds the places of which there is no doubt. A second one chooses among places of one name those
        that are near the partners so found, and near towns that are twinned with the partners' neighbours.
        """
        searches = [self._search(one) for one in asked]
        first = [self._answer(one, _NO_TWINNINGS) for one in searches]
        twinnings = Twinnings(first)
        return [
            self._answer(search, twinnings) if len(answer.candidates) > 1 and twinnings.tell(search.asked) else answer
            for search, answer in zip(searches, first, strict=True)
        ]

    def resolve(self, asked: PlaceAsked) -> Resolution:
        """Which place is meant; of its partners, only the countries count.

        Returns
        -------
        Unresolved without candidates when the name is blank or the gazetteers know nothing like it.
        """
        return self._answer(self._search(asked), _NO_TWINNINGS)

    def _search(self, asked: PlaceAsked) -> _Search:
        country, read = read_country_cell(asked.country), read_name(asked.name)
        hits = find_hits(read, country, self._blocks)
        there = surroundings(read, country, hits, self._blocks)
        if (city := _city(read, hits, there)) and (cities := find_hits(read_name(city), country, self._blocks)):
            return _Search(asked, read, country, cities, Surroundings(), is_part=True)
        return _Search(asked, read, country, hits, there, is_part=False)

    def _answer(self, search: _Search, twinnings: Twinnings) -> Resolution:
        candidates = rank(search.hits, Evidence(search.asked, search.there, self._partners, twinnings))
        unit = PlaceKind.PART if search.is_part else _unit(search.read, candidates)
        country = search.country
        status = _STATUS[unit] if unit else _status(candidates, country)
        is_inferred = country.is_inferred or len(country.codes) > 1
        return Resolution(search.asked, status, candidates, country.codes, is_inferred)


def _unit(read: NameRead, candidates: Sequence[Candidate]) -> PlaceKind | None:
    """Part or larger unit, if the name says so or the best candidate is one; None for a municipality or town."""
    if read.unit in _BEYOND and not any(_has_whole_name(read, one.match, one.matched_name) for one in candidates):
        return read.unit
    best = candidates[0].kind if candidates else None
    return best if best in _BEYOND else None


def _city(read: NameRead, hits: Sequence[Hit], there: Surroundings) -> str | None:
    """The city that the name says its place is a part of; None when it says none, or such a place was found there."""
    if read.city:
        return None if any(_has_whole_name(read, hit.match, hit.name) for hit in hits) else read.city
    is_elsewhere = there.anchors and not any(there.hold(hit) for hit in hits)
    return read.qualifiers[0] if is_elsewhere else None


def _has_whole_name(read: NameRead, match: Match, name: str) -> bool:
    """Whether a place is called so with every word of the name."""
    return match in (Match.SAME, Match.OTHER_NAME) and name == read.whole


def _status(candidates: Sequence[Candidate], country: CountryRead) -> Status:
    if not candidates or candidates[0].score < DECIDED_FROM:
        return Status.UNRESOLVED
    if candidates[0].score >= ACCEPTED_FROM and country.codes:
        return Status.ACCEPTED
    return Status.AMBIGUOUS if is_tie(candidates[0].parts.get("rivals", 0)) else Status.TO_DECIDE
