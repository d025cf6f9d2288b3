"""Why not first, who moves under other weights, and how firm the first places are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from casework.matching.rules import PARTS, MatchRules
from casework.matching.scored import Scored, added, best_of

_MARGIN = 1e-9
"""How far a changed score must lie above the first one, since sums of parts are only exact to rounding."""


@dataclass(frozen=True, slots=True)
class Change:
    """One part that would have to be better."""

    part: str
    share: float
    """As it is, 0-1."""
    wanted_share: float
    """As it would have to be."""


@dataclass(frozen=True, slots=True)
class WhyNotFirst:
    """The smallest change that would put a candidate first."""

    candidate_id: str
    limits: tuple[str, ...]
    """Limits that would have to be lifted before anything else; () for who is in the list."""
    missing: float
    """Points between the candidate and the first; 0 for who is first, or would be once the limits are lifted."""
    changes: tuple[Change, ...]
    """One part where one is enough, the one that must move least; else as few as can be. () where none is needed."""
    is_possible: bool
    """False where not even full points in every part would do, since the first one has them too."""


@dataclass(frozen=True, slots=True)
class Move:
    """A candidate's place under two sets of weights."""

    candidate_id: str
    rank: int
    """Under the weights as they are."""
    new_rank: int


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm a place among the first is."""

    candidate_id: str
    rank: int
    n_kept: int
    """Changes of one weight after which the candidate is still among the first."""
    n_changes: int
    ousted_by: tuple[str, ...]
    """Parts whose weight, changed, puts the candidate out, with + or - before the name."""


def why_not_first(scored: Scored, row: int) -> WhyNotFirst:
    """The smallest change that would put a candidate first, in points of as few parts as can be.

    A counterfactual (Wachter et al. 2017): everything else stays as it is.
    """
    limits = tuple(name for name, mask in scored.limits.items() if mask[row])
    others = scored.is_candidate.copy()
    others[row] = False
    first = best_of(scored.scores, np.flatnonzero(others).astype(np.int32), 1)
    candidate_id = scored.id_of(row)
    own = float(scored.scores[row])
    if not len(first) or (-own, row) < (-float(scored.scores[first[0]]), int(first[0])):
        return WhyNotFirst(candidate_id, limits, 0.0, (), True)
    missing = float(scored.scores[first[0]]) - own
    changes = _least_changes(scored, row, missing + _MARGIN)
    return WhyNotFirst(candidate_id, limits, missing, changes or (), changes is not None)


def changed_score(scored: Scored, row: int, changes: Sequence[Change]) -> float:
    """Score of a candidate with some parts changed."""
    shares = {name: values[row : row + 1].copy() for name, values in scored.shares.items()}
    for change in changes:
        shares[change.part][0] = change.wanted_share
    return float(added(shares, scored.rules)[0])


def moves(scored: Scored, rules: MatchRules, k: int = 20) -> tuple[Move, ...]:
    """Who moves when the weights are changed: everybody among the first k before or after whose place differs.

    Returns
    -------
    In the order of the new places; () when nobody moves.
    """
    changed = scored.with_weights(rules)
    rows = sorted({*scored.best(k).tolist(), *changed.best(k).tolist()})
    found = [Move(scored.id_of(row), _rank(scored, row), _rank(changed, row)) for row in rows]
    return tuple(sorted((one for one in found if one.rank != one.new_rank), key=lambda one: one.new_rank))


def firmness(scored: Scored, n_first: int = 5, change: float = 0.2) -> tuple[Firmness, ...]:
    """How the first places stand when one weight after the other is made larger and smaller.

    Parameters
    ----------
    n_first : how many places are looked at.
    change : share by which each weight is changed, 0.2 for +-20 %.

    Returns
    -------
    In the order of the places; () when there is no candidate.
    """
    first = scored.best(n_first).tolist()
    kept: dict[int, list[str]] = {row: [] for row in first}
    tried = list(_changed_weights(scored.rules, change))
    for name, rules in tried:
        still = set(scored.with_weights(rules).best(n_first).tolist())
        for row in first:
            if row not in still:
                kept[row].append(name)
    return tuple(
        Firmness(scored.id_of(row), rank, len(tried) - len(kept[row]), len(tried), tuple(kept[row]))
        for rank, row in enumerate(first, 1)
    )


def _changed_weights(rules: MatchRules, change: float) -> Iterator[tuple[str, MatchRules]]:
    for name in PARTS:
        for sign, factor in (("+", 1 + change), ("-", 1 - change)):
            if rules.weights[name]:
                yield sign + name, rules.with_weights({name: rules.weights[name] * factor})


def _least_changes(scored: Scored, row: int, missing: float) -> tuple[Change, ...] | None:
    """As few parts as can be; among single ones the one whose share moves least; None where all are not enough."""
    weights = scored.rules.weights
    room = {name: weights[name] * (1 - float(values[row])) for name, values in scored.shares.items()}
    enough = [name for name in PARTS if room[name] >= missing]
    if enough:
        part = min(enough, key=lambda name: (missing / weights[name], PARTS.index(name)))
        return (_change(scored, row, part, missing),)
    return _several_changes(scored, row, missing, room)


def _several_changes(scored: Scored, row: int, missing: float, room: Mapping[str, float]) -> tuple[Change, ...] | None:
    """The parts with most room, each to the full, the last one only as far as needed."""
    changes = []
    for part in sorted(PARTS, key=lambda name: (-room[name], PARTS.index(name))):
        points = min(room[part], missing)
        changes.append(_change(scored, row, part, points))
        missing -= points
        if missing <= 0:
            return tuple(changes)
    return None


def _change(scored: Scored, row: int, part: str, points: float) -> Change:
    share = float(scored.shares[part][row])
    return Change(part, share, min(1.0, share + points / scored.rules.weights[part]))


def _rank(scored: Scored, row: int) -> int:
    score = scored.scores[row]
    is_before = (scored.scores > score) | ((scored.scores == score) & (np.arange(len(scored.scores)) < row))
    return 1 + int(np.count_nonzero(is_before & scored.is_candidate))
