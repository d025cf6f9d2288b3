"""Names folded so that any spelling finds them: Sandgerdi finds Sandgerði, Moskva finds Москва."""

import itertools
import re
from collections.abc import Iterable

from anyascii import anyascii

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
# Several folded names of one node stand in one text; "_" marks where a word begins and ends.
_WORD_EDGE, _NAME_EDGE = "_", "|"


def fold(name: str) -> str:
    """One name in plain lower-case Latin words: ``fold("Sandgerði") == "sandgerdi"``.

    Returns
    -------
    Words of a-z and 0-9 with single spaces between; "" when nothing of the name can be written so.
    """
    return _NOT_A_WORD.sub(" ", anyascii(name).lower()).strip()


def search_text(names: Iterable[str]) -> str:
    """All names of a node as one searchable text, such as ``_agona_west_|_agona_west_municipal_assembly_``.

    Returns
    -------
    Folded names without repeats, in the order given; "" without a name.
    """
    folded = dict.fromkeys(filter(None, map(fold, names)))
    return _NAME_EDGE.join(_mark_edges(one) for one in folded)


def needle(text: str) -> str:
    """What to look for inside a `search_text` so that a word begins with ``text``; "" for an empty text."""
    folded = fold(text)
    return _WORD_EDGE + folded.replace(" ", _WORD_EDGE) if folded else ""


def whole_name(text: str) -> str:
    """What to look for inside a `search_text` so that a whole name equals ``text``; "" for an empty text."""
    folded = fold(text)
    return _mark_edges(folded) if folded else ""


def names_in(text: str) -> tuple[str, ...]:
    """Folded names held by a `search_text`, in its order; () for an empty one."""
    return tuple(one.strip(_WORD_EDGE).replace(_WORD_EDGE, " ") for one in text.split(_NAME_EDGE) if one)


def pieces(text: str, n_pieces: int) -> tuple[str, ...]:
    """Pieces of a folded name, at least one of which survives ``n_pieces - 1`` typing errors.

    The pigeonhole principle of approximate search (Navarro 2001, section 8): ``n_pieces - 1`` errors cannot
    touch all of ``n_pieces`` disjoint pieces, so a name within that distance holds one of them unharmed. Two swapped
    letters may lie across a cut and touch two pieces; the name is therefore cut a second time, one letter further on.

    Returns
    -------
    Pieces of nearly equal length, first to last; fewer when the name is shorter than that many characters.
    """
    marked = whole_name(text)
    n_pieces = max(1, min(n_pieces, len(marked)))
    cuts = [round(i * len(marked) / n_pieces) for i in range(n_pieces + 1)]
    shifted = [0, *(cut + 1 for cut in cuts[1:-1]), len(marked)]
    found = [marked[a:b] for way in (cuts, shifted) for a, b in itertools.pairwise(way) if b > a]
    return tuple(dict.fromkeys(found))


def _mark_edges(folded: str) -> str:
    return f"{_WORD_EDGE}{folded.replace(' ', _WORD_EDGE)}{_WORD_EDGE}"
