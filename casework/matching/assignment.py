"""Peers for all open requests at once, with limits on how often anybody is asked, beside the greedy way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Choice = tuple[str, str, float]
"""A request, a candidate for it, and the score."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is asked for which request."""

    chosen: tuple[Choice, ...]
    """By request, best first."""
    total: float
    """Sum of the scores."""
    unanswered: tuple[str, ...]
    """Requests that got fewer peers than wanted, by id."""
    gap: float | None
    """How far, at most, the total lies below the best possible one; 0.0: it is the best. None: not looked at."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The best assignment beside the greedy one."""

    best: Assignment
    greedy: Assignment


def assign(
    scores: Mapping[str, Sequence[tuple[str, float]]],
    n_wanted: Mapping[str, int],
    most_asked: Mapping[str, int],
    *,
    otherwise_most: int = 1,
    timeout_s: float = 30.0,
) -> Batch:
    """Peers for several requests so that the sum of the scores is greatest and nobody is asked too often.

    As many places as possible are filled first; among those assignments the one with the greatest sum is taken. A
    transportation problem (Hitchcock 1941), solved as a mixed integer programme by HiGHS (Huangfu & Hall 2018).

    Parameters
    ----------
    scores : for each request its candidates with their scores, 0-1; only they are assigned.
    n_wanted : peers wanted for each request; one where not said.
    most_asked : requests for which a candidate may still be asked; ``otherwise_most`` where not said.
    timeout_s : seconds after which the best assignment so far is given, with its gap.

    Returns
    -------
    Both assignments; empty ones when there is no request.
    """
    choices = sorted((request, one, score) for request, found in scores.items() for one, score in found)
    wanted = {request: n_wanted.get(request, 1) for request in scores}
    limits = {one: most_asked.get(one, otherwise_most) for _, one, _ in choices}
    best, gap = _solved(choices, wanted, limits, timeout_s)
    return Batch(_assignment(best, wanted, gap), _assignment(_greedy(choices, wanted, limits), wanted, None))


def _solved(
    choices: list[Choice], wanted: Mapping[str, int], limits: Mapping[str, int], timeout_s: float
) -> tuple[list[Choice], float]:
    if not choices:
        return [], 0.0
    from scipy.optimize import milp  # here: it takes a second to import, and every command would wait for it

    # A filled place is worth more than any sum of scores could lose by it, so places are filled first.
    worth = np.array([score for _, _, score in choices]) + 1.0 + sum(wanted.values())
    bounds = [*_constraint([one[0] for one in choices], wanted), *_constraint([one[1] for one in choices], limits)]
    result = milp(
        -worth,
        integrality=np.ones(len(choices)),
        bounds=(0, 1),
        constraints=bounds,
        options={"time_limit": timeout_s, "mip_rel_gap": 0.0},
    )
    if result.x is None:
        return _greedy(choices, wanted, limits), float("inf")
    chosen = [choice for choice, is_chosen in zip(choices, result.x > 0.5, strict=True) if is_chosen]
    return chosen, max(0.0, float(result.fun) - float(result.mip_dual_bound))


def _constraint(owners: list[str], most: Mapping[str, int]) -> list[Any]:
    """For each owner at most so many of its choices, as a constraint of scipy."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    names = sorted(set(owners))
    rows = np.searchsorted(np.array(names), np.array(owners))
    matrix = csr_array((np.ones(len(owners)), (rows, np.arange(len(owners)))), shape=(len(names), len(owners)))
    return [LinearConstraint(matrix, ub=np.array([most[name] for name in names], dtype=np.float64))]


def _greedy(choices: list[Choice], wanted: Mapping[str, int], limits: Mapping[str, int]) -> list[Choice]:
    """The best choice first, then the best that is still possible, and so on."""
    open_places, left, chosen = dict(wanted), dict(limits), []
    for request, one, score in sorted(choices, key=lambda choice: (-choice[2], choice[0], choice[1])):
        if open_places[request] and left[one]:
            open_places[request] -= 1
            left[one] -= 1
            chosen.append((request, one, score))
    return chosen


def _assignment(chosen: list[Choice], wanted: Mapping[str, int], gap: float | None) -> Assignment:
    in_order = tuple(sorted(chosen, key=lambda choice: (choice[0], -choice[2], choice[1])))
    found = Counter(request for request, _, _ in in_order)
    return Assignment(
        in_order,
        sum(score for _, _, score in in_order),
        tuple(sorted(request for request, n in wanted.items() if found[request] < n)),
        gap,
    )
