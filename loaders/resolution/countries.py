"""In which countries a place is looked for, given the country as somebody wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.names import fold
from wording.countries import country_codes, likely_country_code, territories_of

# Pairs of which one is written where a gazetteer has the other. Where a place belongs is not for us to say; it is
# looked for in both, and what is found in the other is for a person to decide.
_ALSO_IN: Mapping[str, tuple[str, ...]] = {
    "IL": ("PS",), "PS": ("IL",), "RS": ("XK",), "XK": ("RS",), "RU": ("UA",), "MA": ("EH",), "EH": ("MA",),
    "CN": ("TW",), "TW": ("CN",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CountryRead:
    """One country cell, read."""

    codes: tuple[str, ...]
    """ISO codes of what was written; several for a former state; () for what is no country we know."""
    territories: tuple[str, ...] = ()
    """Codes of territories that lists write with their state."""
    others: tuple[str, ...] = ()
    """Codes of countries that a gazetteer may have instead."""
    regions: tuple[str, ...] = ()
    """What was written, part by part and folded: it may name a region, as in "Ohio, United States"."""
    is_inferred: bool = False
    """Whether what was written is only like the name of a country."""


@lru_cache(maxsize=4_096)
def read_country_cell(written: str) -> CountryRead:
    """Where to look for a place of a country."""
    codes, is_inferred = country_codes(written), False
    if not codes and (likely := likely_country_code(written)):
        codes, is_inferred = (likely,), True
    others = (one for code in codes for one in _ALSO_IN.get(code, ()))
    return CountryRead(
        codes,
        tuple(one for code in codes for one in territories_of(code)),
        tuple(one for one in others if one not in codes),
        tuple(filter(None, map(fold, written.split(",")))),
        is_inferred,
    )
