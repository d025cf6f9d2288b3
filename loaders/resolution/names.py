"""A name as somebody wrote it, taken apart: the name, words of kind, what stands in brackets or after a comma."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from graph.names import fold
from loaders.resolution.kind_words import LINKS, TAILS, kind_phrases, longest_phrase
from loaders.resolution.place import PlaceKind

_BRACKETS = re.compile(r"[(\[{（]([^()\[\]{}（）]*)[)\]}）]?")
_AFTER_COMMA = re.compile(r"[,，;]")
# Blanks on both sides: "Bielsko-Biała" is one name, "Tokyo – Shinjuku" is a part of Tokyo.
_SPACED_DASH = re.compile(r"\s+[-‐‑‒–—]+\s+")
_SLASH = re.compile(r"\s*[/|]\s*")
_NUMBER = re.compile(r"(\s+([ivxl]+|[0-9]+))+$")
_MIN_TAIL_START = 3


@dataclass(frozen=True, slots=True)
class NameRead:
    """One name taken apart; every text but ``head`` is folded."""

    whole: str
    """All words."""
    head: str
    """What stands before brackets and commas, with its own letters, in lower case."""
    forms: tuple[str, ...]
    """Ways of calling the place, the fullest first; the first is the name without what only qualifies it."""
    shortened: frozenset[str]
    """Those of the forms in which words of the name itself are missing."""
    qualifiers: tuple[str, ...] = ()
    """What stands in brackets or after a comma, without words of kind."""
    unit: PlaceKind | None = None
    """What the name itself says that it is; None when it says nothing."""
    city: str | None = None
    """Of a name such as "Tokyo – Shinjuku": the city that the place may be a part of."""


def read_name(written: str) -> NameRead:
    """A name taken apart.

    Parameters
    ----------
    written : as it stands in a file, with brackets that may never be closed.

    Returns
    -------
    ``forms`` is empty when nothing of the name can be folded.
    """
    outside = _BRACKETS.sub(" ", written)
    head, *behind = _AFTER_COMMA.split(outside)
    qualifiers = [fold(one) for one in (*_BRACKETS.findall(written), *behind)]
    bases = [fold(head), *(fold(one) for one in _SLASH.split(head))]
    stripped = [strip_kind(one) for one in dict.fromkeys(bases) if one]
    units = [kind for _, kind in stripped if kind] + [kind for one in qualifiers if (kind := _is_kind(one))]
    whole = fold(written)
    full = dict.fromkeys(filter(None, (*bases, *(one for one, _ in stripped))))
    tails = [tail for one, _ in stripped if (tail := without_tail(one)) and tail not in full]
    return NameRead(
        whole,
        " ".join(normalize("NFC", head).casefold().split()),
        tuple(dict.fromkeys((*full, *tails))) or tuple(filter(None, (whole,))),
        frozenset(tails),
        tuple(dict.fromkeys(one for one in qualifiers if one and not _is_kind(one))),
        _weightiest(units),
        _city(written),
    )


def strip_kind(folded: str) -> tuple[str, PlaceKind | None]:
    """A folded name without its words of kind, and what they say; the name itself when it has none.

    ``strip_kind("ayuntamiento de madrid") == ("madrid", PlaceKind.MUNICIPALITY)``. A name of which nothing would
    be left stays as it is.
    """
    words, kinds = folded.split(), list[PlaceKind]()
    while found := _leading(words) or _trailing(words):
        words, kind = found
        kinds.append(kind)
    return " ".join(words), _weightiest(kinds)


def without_tail(folded: str) -> str | None:
    """``frankfurt`` of ``frankfurt am main``; None when the name has no such end."""
    words = folded.split()
    for position in range(1, len(words) - 1):
        if words[position] in TAILS and len(words[0]) >= _MIN_TAIL_START:
            return " ".join(words[:position])
    return None


def _leading(words: list[str]) -> tuple[list[str], PlaceKind] | None:
    for n_words in _lengths(words):
        if kind := kind_phrases().get(tuple(words[:n_words])):
            rest = words[n_words:]
            while len(rest) > 1 and rest[0] in LINKS:
                rest = rest[1:]
            return rest, kind
    return None


def _trailing(words: list[str]) -> tuple[list[str], PlaceKind] | None:
    for n_words in _lengths(words):
        if kind := kind_phrases().get(tuple(words[-n_words:])):
            return words[:-n_words], kind
    return None


def _lengths(words: list[str]) -> Iterator[int]:
    """How many words a phrase may have so that one word is left, longest first."""
    yield from range(min(longest_phrase(), len(words) - 1), 0, -1)


def _is_kind(folded: str) -> PlaceKind | None:
    return kind_phrases().get(tuple(folded.split()))


def _weightiest(kinds: list[PlaceKind]) -> PlaceKind | None:
    """What several words together say: "Jung district, city" is no town."""
    return max(kinds, default=None)


def _city(written: str) -> str | None:
    city, *parts = _SPACED_DASH.split(written)
    return _NUMBER.sub("", fold(city)) or None if parts else None
