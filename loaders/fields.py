"""Cells to values: a parser gives a value, None for a blank cell (unknown), or a `Misfit` saying what was expected."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from babel import Locale
from rapidfuzz import fuzz, process

from graph.dates import is_partial_date
from graph.names import fold
from graph.records import Value

SEPARATOR = "|"
"""Stands between several values of one cell."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")
_DIGIT_GROUPS = re.compile(r"[0-9]{1,3}([ ,.'\u00a0\u202f][0-9]{3})+")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?(?:[T ].*)?")
# Only what opens in a browser without running anything: an address is shown as a link.
_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MAX_KEY = 200
_SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a cell is not a value."""

    code: str
    """One of `loaders.problems.PHRASES`."""
    expected: str
    hint: str | None = None


Number = TypeVar("Number", int, float)
Parser = Callable[[str], Value | Misfit]


def parse_text(cell: str) -> str | None:
    """The text as it stands."""
    return cell or None


def parse_texts(cell: str) -> tuple[str, ...] | None:
    """Texts between ``|``, each once, without outer white space; blank ones are skipped."""
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in cell.split(SEPARATOR))))) or None


def parse_key(cell: str) -> str | Misfit | None:
    """The key of a row: any text without ``|`` of at most 200 characters."""
    if SEPARATOR in cell or len(cell) > _MAX_KEY:
        return Misfit("not-a-key", f"at most {_MAX_KEY} characters without {SEPARATOR}, such as M01")
    return cell or None


def parse_source_id(cell: str) -> str | Misfit | None:
    """The short name of a source, which may stand in an address."""
    if cell and not _SOURCE_ID.fullmatch(cell):
        slug = source_id_from(cell)
        hint = did_you_mean(slug) if slug else None
        return Misfit("not-a-key", "at most 80 small letters, digits, - . and _, such as my-programme", hint)
    return cell or None


def source_id_from(name: str) -> str | None:
    """A source id made of a name: ``My Programme`` gives ``my-programme``; None when nothing of it can be used."""
    return "-".join(fold(name).split())[:80] or None


def parse_integer(cell: str, low: int | None = None, high: int | None = None) -> int | Misfit | None:
    """A whole number in digits, within bounds that belong to it."""
    if not cell:
        return None
    if not _WHOLE.fullmatch(cell):
        return Misfit("not-a-whole-number", "a whole number in digits only, such as 85000", _digits_hint(cell))
    return _within(int(cell), low, high)


def parse_real(cell: str, low: float | None = None, high: float | None = None) -> float | Misfit | None:
    """A number with a decimal point, within bounds that belong to it."""
    if not cell:
        return None
    if not _DECIMAL.fullmatch(cell):
        with_point = cell.replace(",", ".")
        hint = f'Write "{with_point}".' if _DECIMAL.fullmatch(with_point) else None
        return Misfit("not-a-number", "a number with a decimal point, such as 4.25", hint)
    return _within(float(cell), low, high)


def parse_count(cell: str) -> int | Misfit | None:
    """A number of people or things: zero or more."""
    return parse_integer(cell, low=0)


def parse_latitude(cell: str) -> float | Misfit | None:
    """Degrees north, -90 to 90."""
    value = parse_real(cell, -90, 90)
    if isinstance(value, Misfit) and value.code == "out-of-range":
        return Misfit(value.code, "degrees north from -90 to 90", "Are latitude and longitude swapped?")
    return value


def parse_longitude(cell: str) -> float | Misfit | None:
    """Degrees east, -180 to 180."""
    return parse_real(cell, -180, 180)


def parse_score(cell: str) -> float | Misfit | None:
    """A score from 1 to 5."""
    return parse_real(cell, 1, 5)


@lru_cache(maxsize=16_384)  # a file says the same few over and over
def parse_date(cell: str) -> str | Misfit | None:
    """A date as exactly as it is known: 2017, 2017-05 or 2017-05-15."""
    if not cell or is_partial_date(cell):
        return cell or None
    return Misfit("not-a-date", "2017, 2017-05 or 2017-05-15", _date_hint(cell))


def parse_choice(cell: str, allowed: Sequence[str]) -> str | Misfit | None:
    """One of a few words, in any case, with blanks, hyphens or underscores between them."""
    if not cell or cell in allowed:
        return cell or None
    by_fold = {fold(one): one for one in allowed}
    if found := by_fold.get(fold(cell)):
        return found
    return Misfit("not-a-choice", f"one of {', '.join(allowed)}", did_you_mean(nearest(cell, allowed)))


@lru_cache(maxsize=16_384)
def parse_choices(cell: str, allowed: Sequence[str]) -> tuple[str, ...] | Misfit | None:
    """Some of a few words, with ``|`` between them."""
    found = []
    for part in parse_texts(cell) or ():
        value = parse_choice(part, allowed)
        if isinstance(value, Misfit):
            return value
        found += [value] if value else []
    return tuple(dict.fromkeys(found)) or None


def parse_language(cell: str) -> str | Misfit | None:
    """An ISO 639-1 code in small letters."""
    if not cell or cell in _languages():
        return cell or None
    name = nearest(cell, tuple(_languages().values()), cutoff=85)
    code = next((code for code, one in _languages().items() if one == name), None)
    hint = cell.lower() if cell.lower() in _languages() else code
    return Misfit("not-a-language", "an ISO 639-1 code such as en, fr or pt", did_you_mean(hint))


@lru_cache(maxsize=16_384)
def parse_languages(cell: str) -> tuple[str, ...] | Misfit | None:
    """ISO 639-1 codes with ``|`` between them."""
    parts = parse_texts(cell) or ()
    misfits = (value for value in map(parse_language, parts) if isinstance(value, Misfit))
    return next(misfits, parts or None)


def parse_address(cell: str) -> str | Misfit | None:
    """A web address; other kinds of address are refused, since it will be shown as a link."""
    if cell and not _ADDRESS.fullmatch(cell):
        return Misfit("not-an-address", "an address that begins with https:// or http://")
    return cell or None


def parse_email(cell: str) -> str | Misfit | None:
    """An e-mail address."""
    if cell and not _EMAIL.fullmatch(cell):
        return Misfit("not-an-email", "an address such as name@example.org")
    return cell or None


def nearest(text: str, known: Iterable[str], cutoff: float = 60) -> str | None:
    """The known text most like another one; None when none is like it.

    Parameters
    ----------
    cutoff : normalised indel similarity below which nothing is like it (0-100).
    """
    choices = list(known)
    best = process.extractOne(text.casefold(), choices, processor=str.casefold, scorer=fuzz.ratio, score_cutoff=cutoff)
    return best[0] if best else None


def did_you_mean(value: str | None) -> str | None:
    """A hint that asks; None where there is nothing to ask."""
    return f'Did you mean "{value}"?' if value else None


def _within(value: Number, low: float | None, high: float | None) -> Number | Misfit:
    if (low is None or value >= low) and (high is None or value <= high):
        return value
    if high is None:
        return Misfit("out-of-range", f"{low} or more")
    return Misfit("out-of-range", f"a number from {low} to {high}")


def _digits_hint(cell: str) -> str | None:
    if cell.endswith(".0") and cell[:-2].isdecimal():  # what a spreadsheet makes of a whole number
        return f'Write "{cell[:-2]}".'
    if not _DIGIT_GROUPS.fullmatch(cell):
        return None
    return f'If the signs between the digits only group them, write "{re.sub("[^0-9]", "", cell)}".'


def _date_hint(cell: str) -> str | None:
    if match := _YEAR_FIRST.fullmatch(cell):
        return _dates_hint("-".join(part.zfill(2) for part in match.groups() if part))
    if match := _DAY_FIRST.fullmatch(cell):
        first, second, year = match[1].zfill(2), match[2].zfill(2), match[3]
        return _dates_hint(f"{year}-{second}-{first}", f"{year}-{first}-{second}")
    return None


def _dates_hint(*candidates: str) -> str | None:
    real = [one for one in dict.fromkeys(candidates) if is_partial_date(one)]
    return f"Did you mean {' or '.join(real)}?" if real else None


@cache
def _languages() -> dict[str, str]:
    """English name of each ISO 639-1 code."""
    return {code: name for code, name in Locale("en").languages.items() if len(code) == 2}
