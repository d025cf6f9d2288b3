"""Places whose names answer to a name as written: the same, spelled otherwise, in part, or but for a typing error."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz.distance import OSA

from graph.names import fold
from loaders.resolution.blocks import Blocks, CountryBlock
from loaders.resolution.countries import CountryRead
from loaders.resolution.gazetteer import Gazetteer, NamedPlace, NameRank
from loaders.resolution.names import NameRead
from loaders.resolution.result import Match

NAME_POINTS: Mapping[Match, int] = MappingProxyType({Match.SAME: 600, Match.OTHER_NAME: 580, Match.PARTLY: 500})
"""Points for the name of a place that is the name asked for, in thousandths."""
_BY_RANK = {NameRank.MAIN: Match.SAME, NameRank.OTHER: Match.OTHER_NAME, NameRank.PARTLY: Match.PARTLY}
_WITHOUT_KIND, _WITHOUT_WORDS = 20, 100
"""Lost by leaving out words of kind, and words of the name itself."""
_OTHER_SPELLING, _LOST_BY_SPELLING = 20, 300
"""Lost by another spelling, and lost on top of it if not one letter were the same."""
_MOST_UNLIKE = 0.3
"""Share of letters that differ in two names of the same skeleton, above which they are two names."""
_NICKNAME = 40
"""Lost by another name that is not at all like the place's own: New Orleans is called Crescent City, but one is named
so. As much as the population of a place a hundred times as large gains."""
_LEAST_ALIKE = 0.6
"""Share of letters that are the same in two forms of one name, such as Leiden and Leyde."""
_OTHER_LETTERS = 15
"""Lost by letters that differ though they fold alike: Lohne is not Löhne, if there are both."""
_ANY_ERROR, _LOST_BY_ERRORS = 120, 1_000
"""Lost by a typing error, and lost on top of it for each error a letter."""

_IN_TERRITORY, _IN_OTHER_COUNTRY, _COUNTRY_INFERRED, _NO_COUNTRY = -10, -120, -60, -150


@dataclass(frozen=True, slots=True)
class Hit:
    """One place, found by one of its names."""

    gazetteer: Gazetteer
    place: int
    match: Match
    name: str
    """The name that was found, folded."""
    name_points: int
    country_points: int


def find_hits(read: NameRead, country: CountryRead, blocks: Blocks) -> list[Hit]:
    """Places that may be meant, each once, by the best of its names; [] when there is none."""
    searched = list(_blocks(country, blocks))
    for form in dict.fromkeys((read.whole, *read.forms)):
        if hits := _best_of_each(_named(read, form, searched)):
            return hits
    if not country.codes:  # all the world has too many names like any other
        return []
    return _best_of_each(hit for form in read.forms for hit in _similar(read, form, searched))


def _blocks(country: CountryRead, blocks: Blocks) -> Iterator[tuple[CountryBlock, int]]:
    """Where to look, with the points that a place there gets or loses."""
    inferred = _COUNTRY_INFERRED if country.is_inferred or len(country.codes) > 1 else 0
    groups = [(country.codes, inferred), (country.territories, _IN_TERRITORY), (country.others, _IN_OTHER_COUNTRY)]
    if not country.codes:
        groups = [(blocks.countries, _NO_COUNTRY)]
    for codes, points in groups:
        for code in codes:
            for block in blocks.of(code):
                yield block, points


def _named(read: NameRead, form: str, searched: Iterable[tuple[CountryBlock, int]]) -> Iterator[Hit]:
    for block, country_points in searched:
        for found in block.named(form):
            unlike = OSA.normalized_distance(found.name.replace(" ", ""), form.replace(" ", ""))
            if unlike <= _MOST_UNLIKE:
                match, points = _likeness(read, form, found, unlike)
                if match is Match.OTHER_NAME and not _is_like_own_name(block, found):
                    points -= _NICKNAME
                if match is Match.SAME and not _has_letters(read, block, found):
                    points -= _OTHER_LETTERS
                yield Hit(block.gazetteer, found.place, match, found.name, points, country_points)


def _likeness(read: NameRead, form: str, found: NamedPlace, unlike: float) -> tuple[Match, int]:
    match = _BY_RANK[found.rank]
    points = NAME_POINTS[match]
    if found.name != form:
        match = Match.PARTLY if match is Match.PARTLY else Match.SPELLING
        points -= _OTHER_SPELLING + round(_LOST_BY_SPELLING * unlike)
    if form not in (read.whole, read.forms[0]):
        match = Match.PARTLY
        points -= _lost_by_form(read, form)
    return match, points


def _lost_by_form(read: NameRead, form: str) -> int:
    if form in (read.whole, read.forms[0]):
        return 0
    return _WITHOUT_WORDS if form in read.shortened else _WITHOUT_KIND


def _has_letters(read: NameRead, block: CountryBlock, found: NamedPlace) -> bool:
    return read.head in block.gazetteer.places.names[found.place].casefold()


def _is_like_own_name(block: CountryBlock, found: NamedPlace) -> bool:
    """Whether another name is a piece of the place's own, or another form of it."""
    own = fold(block.gazetteer.places.names[found.place])
    return f" {found.name} " in f" {own} " or OSA.normalized_similarity(own, found.name) >= _LEAST_ALIKE


def _similar(read: NameRead, form: str, searched: Iterable[tuple[CountryBlock, int]]) -> Iterator[Hit]:
    for block, country_points in searched:
        for found, n_errors in block.similar(form):
            points = NAME_POINTS[_BY_RANK[found.rank]] - _ANY_ERROR - round(_LOST_BY_ERRORS * n_errors / len(form))
            points -= _lost_by_form(read, form)
            yield Hit(block.gazetteer, found.place, Match.TYPO, found.name, points, country_points)


def _best_of_each(hits: Iterable[Hit]) -> list[Hit]:
    best: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        key = (hit.gazetteer.scheme, hit.place)
        if key not in best or _worth(hit) > _worth(best[key]):
            best[key] = hit
    return list(best.values())


def _worth(hit: Hit) -> tuple[int, str]:
    return hit.name_points + hit.country_points, hit.name
