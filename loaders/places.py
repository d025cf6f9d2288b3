"""Where something is: the country cell and the coordinates, read alike in every format."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.records import Node, Relationship, Value
from loaders.fields import did_you_mean
from loaders.problems import MAX_LISTED, Problems
from wording.countries import country_code, country_name, nearest_country

ISO_3166 = "iso-3166"
"""Source of the country nodes: ISO 3166-1 country codes, names from Unicode CLDR."""
read_country = lru_cache(maxsize=4_096)(country_code)


def country_properties(written: str) -> dict[str, Value]:
    """The two properties that a country cell gives; both None for a blank cell."""
    return {"country": read_country(written), "country_written": written or None}


@cache
def country_node(code: str) -> Node:
    """The node of a country."""
    return Node.minted("Country", ISO_3166, code, None, name=country_name(code), country=code)


def in_country(node_id: str, code: str, source: str, source_url: str | None = None) -> Relationship:
    """The relationship of a node with its country."""
    return Relationship("IN_COUNTRY", node_id, country_node(code).id, source, source_url=source_url)


class CountryNodes:
    """Gives the node of each country once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def first(self, code: str | None) -> Iterator[Node]:
        """Node of a country; nothing when it is unknown or was given before."""
        if code and code not in self._given:
            self._given.add(code)
            yield country_node(code)


@dataclass(slots=True)
class _Spelling:
    file: str
    line: int
    column: str
    n_rows: int = 0


class UnknownCountries:
    """Spellings that name no known country, reported once each with the number of rows."""

    def __init__(self) -> None:
        self._spellings: dict[str, _Spelling] = {}
        self._n_further_rows = 0

    def add(self, written: str, file: str, line: int, column: str) -> None:
        """Count one row; a spelling that is known after all is not counted."""
        if read_country(written) is not None:
            return
        if written not in self._spellings and len(self._spellings) >= MAX_LISTED:
            self._n_further_rows += 1
            return
        self._spellings.setdefault(written, _Spelling(file, line, column)).n_rows += 1

    def report(self, problems: Problems) -> None:
        """One notice for each spelling, in the order met, at its first row."""
        for written, first in self._spellings.items():
            hint = did_you_mean(nearest_country(written)) if written else None
            what = f'"{written}" is not a country we know' if written else "no country is given"
            message = f"{what}: {_times(first.n_rows)}" + (f". {hint}" if hint else "")
            problems.notice(
                "unknown-country", first.file, first.line, message, column=first.column, value=written or None
            )
        if self._n_further_rows:
            file = next(iter(self._spellings.values())).file
            message = f"and further spellings: {_times(self._n_further_rows)}"
            problems.notice("unknown-country", file, None, message)


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n:,} times"
