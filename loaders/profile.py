"""What an unknown file looks like, column by column, for somebody who is about to describe it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.fields import (
    Misfit,
    parse_address,
    parse_email,
    parse_integer,
    parse_language,
    parse_latitude,
    parse_longitude,
    parse_real,
)
from loaders.periods import parse_period
from loaders.places import read_country
from loaders.problems import Problems
from loaders.readers.opening import open_source
from loaders.source import Layout, SourceFile
from wording.words import N_

_N_EXAMPLES = 4
_MOST_DISTINCT = 100_000
_LOOKED_AT = 20_000
"""Filled cells of a column whose type is looked at; the first so many say enough."""

_Fits = Callable[[str], bool]


def _parses(parse: Callable[[str], object]) -> _Fits:
    return lambda cell: not isinstance(parse(cell), Misfit)


# The first one that every cell fits is the guess; coordinates are numbers too, and only the name tells.
_TYPES: Mapping[str, _Fits] = {
    N_("whole number"): _parses(parse_integer),
    N_("number"): _parses(parse_real),
    N_("date"): _parses(parse_period),
    N_("web address"): _parses(parse_address),
    N_("e-mail address"): _parses(parse_email),
    N_("language"): _parses(parse_language),
    N_("country"): lambda cell: read_country(cell) is not None,
}
_BY_NAME: Mapping[str, tuple[tuple[str, ...], _Fits]] = {
    N_("latitude"): (("lat", "latitude"), _parses(parse_latitude)),
    N_("longitude"): (("lon", "lng", "long", "longitude"), _parses(parse_longitude)),
}


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column."""

    name: str
    type: str
    """What all of its cells can be read as: ``text`` when as nothing else, ``blank`` when all are blank."""
    n_filled: int
    n_distinct: int
    """Different values; at least this many where `is_counted` is false."""
    is_counted: bool
    longest: int
    """Characters of the longest cell."""
    examples: tuple[str, ...]
    """The first different values."""

    @property
    def is_unique(self) -> bool:
        """Whether no two rows have the same value, as far as counted."""
        return self.is_counted and 0 < self.n_filled == self.n_distinct


@dataclass(frozen=True, slots=True)
class FileProfile:
    """One file."""

    file: SourceFile
    n_rows: int
    columns: tuple[ColumnProfile, ...]
    problems: Problems
    """What is wrong or odd in its rows as rows."""


def profile_file(path: Path, sheet: str | None = None) -> FileProfile:
    """The columns of a file, in their order.

    Parameters
    ----------
    sheet : name of the sheet of a workbook; the only one with values when None.

    Raises
    ------
    FileRefused
        It is no table at all.
    """
    file, problems = open_source(path, layout=Layout(sheet=sheet)), Problems()
    watchers = [_Watcher(name) for name in file.header]
    n_rows = 0
    for row in file.rows(problems):
        n_rows += 1
        for watcher in watchers:
            watcher.look(row.cells.get(watcher.name, ""))
    return FileProfile(file, n_rows, tuple(one.profile() for one in watchers), problems)


class _Watcher:
    """Looks at the cells of one column, one after the other."""

    def __init__(self, name: str) -> None:
        self.name = name
        by_name = {type_: fits for type_, (names, fits) in _BY_NAME.items() if name.rstrip("_0123456789") in names}
        self._possible = {**by_name, **_TYPES}
        self._n_filled = self._longest = 0
        self._seen: set[int] = set()
        self._examples: dict[str, None] = {}

    def look(self, cell: str) -> None:
        """Take one cell into account."""
        if not cell:
            return
        self._n_filled += 1
        self._longest = max(self._longest, len(cell))
        if len(self._seen) <= _MOST_DISTINCT:
            self._seen.add(hash(cell))
        if len(self._examples) < _N_EXAMPLES:
            self._examples[cell] = None
        if self._n_filled <= _LOOKED_AT:
            self._possible = {type_: fits for type_, fits in self._possible.items() if fits(cell)}

    def profile(self) -> ColumnProfile:
        """What was seen."""
        type_ = next(iter(self._possible), N_("text")) if self._n_filled else N_("blank")
        is_counted = len(self._seen) <= _MOST_DISTINCT
        return ColumnProfile(
            self.name, type_, self._n_filled, len(self._seen), is_counted, self._longest, tuple(self._examples)
        )
