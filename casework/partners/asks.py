"""Which organisations a list asks partners for, by name and country; what is not clear is told, never dropped."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from casework.partners.organisations import Organisations
from graph.errors import ExplorerError
from graph.names import fold
from loaders.problems import Problems
from loaders.readers.opening import open_source
from loaders.source import RawRow
from wording.countries import country_code, country_codes
from wording.words import Words

NAME, COUNTRY, WISHED = "query_name", "query_country", "wished_country"
_codes = lru_cache(4_096)(country_codes)
_N_LISTED = 5


class AsksUnreadable(ExplorerError):
    """A file does not say whom partners are asked for; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One organisation that partners are asked for, or why it is not clear which one is meant."""

    name: str
    country: str
    wished: str
    """The country wished for, as written; "" for the whole world."""
    position: int | None
    """Where the organisation stands; None: see `problem`."""
    wished_code: str | None
    problem: str | None
    """What is wrong, in the reader's language; None where nothing is."""


def read_asks(path: Path, organisations: Organisations, t: Words) -> Iterator[Ask]:
    """The asks of a file, in its order: one for each row that is not blank.

    Parameters
    ----------
    path : a table with the columns query_name and query_country, and perhaps wished_country; in any format that can
        be loaded.

    Raises
    ------
    AsksUnreadable
        A column is missing, or the file ends in the middle.
    FileRefused
        The file cannot be read at all.
    """
    file = open_source(path)
    missing = [one for one in (NAME, COUNTRY) if one not in file.header]
    if missing:
        seen, expected = ", ".join(file.header), f"{NAME}, {COUNTRY} and, where wished for, {WISHED}"
        raise AsksUnreadable(f"{file.name} line 1: no column {' and no '.join(missing)}. Expected {expected}; "
                             f"found {seen}.")  # fmt: skip
    finder, problems = _Finder(organisations), Problems()
    for row in file.rows(problems):
        yield _ask(row, finder, t)
    if problems.incomplete_files:
        raise AsksUnreadable("\n".join(one.sentence() for one in problems.errors))


def _ask(row: RawRow, finder: "_Finder", t: Words) -> Ask:
    name, country, wished = (row.cells.get(one, "") for one in (NAME, COUNTRY, WISHED))
    found = finder.find(name, country)
    code = country_code(wished) if wished else None
    if not row.is_whole:
        problem: str | None = t("Line {line} is not a whole row.", line=row.line)
    elif wished and code is None:
        problem = t('Nothing we know is called "{country}"; the country wished for must be one.', country=wished)
    else:
        problem = _problem(t, name, country, found, finder)
    position = found[0] if problem is None else None
    return Ask(name, country, wished, position, code, problem)


def _problem(t: Words, name: str, country: str, found: Sequence[int], finder: "_Finder") -> str | None:
    if len(found) == 1:
        return None
    if not name:
        return t("No name is given.")
    if found:
        ids = t.listing(finder.ids[one] for one in found[:_N_LISTED])
        return t('"{name}" may be any of {n} organisations, among them {ids}. Give the id as the name.',
                 name=name, n=len(found), ids=ids)  # fmt: skip
    elsewhere = finder.find(name, "")
    if country and elsewhere:
        places = t.listing(dict.fromkeys(finder.where(one) for one in elsewhere[:_N_LISTED]))
        return t('No organisation called "{name}" is in {country}; there is one in {places}.',
                 name=name, country=country, places=places)  # fmt: skip
    return t('No organisation is called "{name}".', name=name)


class _Finder:
    """Finds organisations by id, or by name and country as people write them."""

    def __init__(self, organisations: Organisations) -> None:
        self.ids = organisations.ids
        self._organisations = organisations
        self._by_id = {one: place for place, one in enumerate(organisations.ids)}
        self._by_name = _by_name(organisations)

    def find(self, name: str, country: str) -> Sequence[int]:
        """All that may be meant, by position: those written exactly so, or else all of that name in the country."""
        if name in self._by_id:
            return (self._by_id[name],)
        named = self._by_name.get(fold(name), ())
        names, written = self._organisations.names, self._organisations.written
        exactly = [one for one in named if names[one] == name and written[one] == country]
        if len(exactly) == 1:
            return exactly
        return [one for one in named if not country or self._is_in(one, country)]

    def where(self, position: int) -> str:
        """Country of an organisation, as it is written."""
        return self._organisations.written[position] or self._organisations.countries[position]

    def _is_in(self, position: int, country: str) -> bool:
        written, code = self._organisations.written[position], self._organisations.countries[position]
        return fold(written) == fold(country) or (code != "" and code in _codes(country)) or code == country


def _by_name(organisations: Organisations) -> Mapping[str, Sequence[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, names in enumerate(organisations.folded):
        for name in names:
            found[name].append(place)
    return found
