"""Find a node by any of its names, in any spelling, with typing errors forgiven.

Candidates come from the store by pieces of folded names, which every engine finds alike; ranking happens here, once, so
that the order is the same whatever the engine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from graph.answers import NodeSummary
from graph.names import fold, names_in, needle, pieces, whole_name
from graph.schema import PEERS
from graph.store import GraphStore
from queries.rows import Candidate, ids_by_source_key, nodes_by_id, search_candidates
from wording.countries import country_code

_N_CANDIDATES = 500
_SHORTEST_PIECE = 3
"""The index of names looks up three characters at a time."""
_KIND_ORDER = (*PEERS, "Topic", "Exchange", "Request", "Practice", "Country", "Evaluation")


class Likeness(IntEnum):
    """How a name answers to what was typed, best first."""

    SAME_NAME = 0
    NAME_BEGINS = 1
    WORD_BEGINS = 2
    SIMILAR = 3


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One node that was found, and why."""

    node: NodeSummary
    likeness: Likeness
    n_errors: int
    """Letters added, dropped, changed or swapped between what was typed and the name."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One reading of what was typed: a name, perhaps with a country after a comma."""

    name: str
    country: str | None = None
    country_written: str | None = None

    def admits(self, candidate: Candidate) -> bool:
        """Whether the candidate is in the country that was named."""
        if self.country_written is None:
            return self.country is None or candidate.country == self.country
        written = fold(candidate.country_written or "") == fold(self.country_written)
        return written or (self.country is not None and candidate.country == self.country)


def search(
    store: GraphStore, text: str, *, kinds: Sequence[str] | None = None, country: str | None = None, limit: int = 20
) -> tuple[SearchHit, ...]:
    """Nodes that answer to a name, acronym, title, id or source key.

    Parameters
    ----------
    text : what a person typed, as ``Name`` or ``Name, Country``.
    kinds : only these kinds; None for all.
    country : only this country, ISO 3166-1 alpha-2 code; None for all.
    limit : how many at most.

    Returns
    -------
    Best first: the same name, names that begin so, names with a word that begins so, similar names; then fewer
    errors, shorter names, officials and organisations before other kinds, and ids. () when nothing is like it.
    """
    hits = _ranked(store, text, kinds, country)[:limit]
    nodes = nodes_by_id(store, (candidate.id for _, candidate in hits))
    return tuple(SearchHit(nodes[c.id], Likeness(rank[0]), rank[1]) for rank, c in hits)


_Rank = tuple[int, int, int, int, str]


def _ranked(
    store: GraphStore, text: str, kinds: Sequence[str] | None, country: str | None
) -> list[tuple[_Rank, Candidate]]:
    best: dict[str, tuple[_Rank, Candidate]] = {}
    for wanted in _readings(text, country):
        for candidate in _candidates(store, wanted, kinds):
            rank = _rank(wanted, candidate)
            if rank and (candidate.id not in best or rank < best[candidate.id][0]):
                best[candidate.id] = (rank, candidate)
    for candidate in _named_by_key(store, text, kinds, country):
        best.setdefault(candidate.id, ((Likeness.SAME_NAME, 0, 0, 0, candidate.id), candidate))
    return sorted(best.values(), key=lambda hit: hit[0])


def _readings(text: str, country: str | None) -> Iterator[_Wanted]:
    yield _Wanted(text, country)
    name, comma, written = text.rpartition(",")
    if comma and name.strip() and written.strip() and country is None:
        yield _Wanted(name, country_code(written), written)


def _candidates(store: GraphStore, wanted: _Wanted, kinds: Sequence[str] | None) -> Iterator[Candidate]:
    exact, prefix = whole_name(wanted.name), needle(wanted.name)
    n_close = 0
    for piece in filter(lambda one: len(one) >= _SHORTEST_PIECE, (exact, prefix)):
        for candidate in search_candidates(store, [piece], kinds, wanted.country, _N_CANDIDATES):
            n_close += wanted.admits(candidate)
            yield candidate
    parts = [p for p in pieces(wanted.name, _allowed_errors(wanted.name) + 1) if len(p) >= _SHORTEST_PIECE]
    if not n_close and parts and len(parts) > 1:
        yield from search_candidates(store, parts, kinds, wanted.country, _N_CANDIDATES)


def _named_by_key(store: GraphStore, text: str, kinds: Sequence[str] | None, country: str | None) -> list[Candidate]:
    """The node whose id this is, and those that have it as key at their source, as in E03."""
    key = text.strip()
    nodes = nodes_by_id(store, [key, *ids_by_source_key(store, key)]) if key else {}
    return [
        Candidate(node.id, node.kind, "", node.country, node.country_written)
        for node in nodes.values()
        if (kinds is None or node.kind in kinds) and (country is None or node.country == country)
    ]


def _rank(wanted: _Wanted, candidate: Candidate) -> _Rank | None:
    """Where a candidate stands; None when it is not like what was typed."""
    if not wanted.admits(candidate):
        return None
    typed = fold(wanted.name)
    close = [_likeness(typed, name) for name in names_in(candidate.search_text)] if typed else []
    found = min((one for one in close if one), default=None)
    if found is None:
        return None
    likeness, n_errors, length = found
    return likeness, n_errors, length, _KIND_ORDER.index(candidate.kind), candidate.id


def _likeness(typed: str, name: str) -> tuple[Likeness, int, int] | None:
    if name == typed:
        return Likeness.SAME_NAME, 0, len(name)
    if name.startswith(typed):
        return Likeness.NAME_BEGINS, 0, len(name)
    if f" {typed}" in name:
        return Likeness.WORD_BEGINS, 0, len(name)
    n_errors = min(map(lambda part: _errors(typed, part), _windows(name, len(typed.split()))))
    return (Likeness.SIMILAR, n_errors, len(name)) if n_errors <= _allowed_errors(typed) else None


def _windows(name: str, n_words: int) -> Iterator[str]:
    """The whole name, and every run of so many of its words."""
    yield name
    words = name.split()
    for first in range(len(words) - n_words + 1):
        yield " ".join(words[first : first + n_words])


def _errors(typed: str, name: str) -> int:
    return OSA.distance(typed, name, score_cutoff=_allowed_errors(typed))


def _allowed_errors(name: str) -> int:
    """Typing errors forgiven: none in three letters, one in up to seven, two in longer names."""
    n_letters = len(fold(name))
    return 0 if n_letters <= 3 else 1 if n_letters <= 7 else 2
