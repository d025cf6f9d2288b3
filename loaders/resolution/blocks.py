"""The names of one country in one gazetteer: the only ones that a name of that country is compared with."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from loaders.resolution.gazetteer import Gazetteer, NamedPlace
from loaders.resolution.skeleton import name_key
from loaders.resolution.typos import TrigramIndex, trigram_index


class CountryBlock:
    """One country of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, country: str) -> None:
        self.gazetteer, self.country = gazetteer, country
        self._rows = gazetteer.block(country)
        self._keys = gazetteer.index.keys[self._rows].data  # searched faster than the array, one by one

    def named(self, name: str) -> Iterator[NamedPlace]:
        """Places with a name whose skeleton is that of a folded name, by place."""
        key = name_key(name)
        row = bisect_left(self._keys, key)
        while row < len(self._keys) and self._keys[row] == key:
            yield self.gazetteer.entry(self._rows.start + row)
            row += 1

    def similar(self, name: str) -> Iterator[tuple[NamedPlace, int]]:
        """Places with a name that is the same but for a few errors, and how many; fewest errors first."""
        for row, n_errors in self._trigrams.similar(name):
            yield self.gazetteer.entry(row), n_errors

    @cached_property
    def _trigrams(self) -> TrigramIndex:
        return trigram_index(self.gazetteer.index.names, self._rows)


class Blocks:
    """Blocks of several gazetteers, each made when it is first needed."""

    def __init__(self, gazetteers: tuple[Gazetteer, ...]) -> None:
        self._gazetteers = gazetteers
        self._made: dict[str, tuple[CountryBlock, ...]] = {}

    def of(self, country: str) -> tuple[CountryBlock, ...]:
        """Blocks of a country, in the order of the gazetteers; () when none of them has a place there."""
        if country not in self._made:
            holding = (one for one in self._gazetteers if country in one.countries)
            self._made[country] = tuple(CountryBlock(one, country) for one in holding)
        return self._made[country]

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Codes of all countries, in alphabetical order."""
        return tuple(sorted({code for one in self._gazetteers for code in one.countries}))
