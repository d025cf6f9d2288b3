"""Peers for all open requests at once."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from casework.matching.assignment import assign


def test_nothing_is_assigned_to_no_request():
    found = assign({}, {}, {})
    assert (found.best.chosen, found.best.total, found.best.gap) == ((), 0, 0.0)


def test_a_request_without_candidates_stays_unanswered():
    found = assign({"r": []}, {}, {})
    assert (found.best.chosen, found.best.unanswered, found.greedy.unanswered) == ((), ("r",), ("r",))


def test_greedy_may_lose_what_the_best_assignment_keeps():
    found = assign({"r1": [("a", 0.9), ("b", 0.8)], "r2": [("a", 0.8)]}, {}, {})
    assert found.best.chosen == (("r1", "b", 0.8), ("r2", "a", 0.8))
    assert found.best.gap == 0.0
    assert found.greedy.chosen == (("r1", "a", 0.9),)
    assert (found.greedy.unanswered, found.greedy.gap) == (("r2",), None)


requests = st.dictionaries(
    st.sampled_from(["r1", "r2", "r3"]),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 100).map(lambda n: n / 100), max_size=4),
    max_size=3,
)


@given(requests, st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2)), st.integers(1, 2))
def test_the_best_assignment_is_that_of_trying_all(found, limits, wanted):
    scores = {request: sorted(candidates.items()) for request, candidates in found.items()}
    n_wanted = dict.fromkeys(scores, wanted)
    best = assign(scores, n_wanted, limits).best
    choices = [(r, c, s) for r, candidates in scores.items() for c, s in candidates]
    values = [
        (len(chosen), sum(s for _, _, s in chosen))
        for picks in product([False, True], repeat=len(choices))
        if _is_allowed(
            chosen := [one for one, is_picked in zip(choices, picks, strict=True) if is_picked], limits, wanted
        )
    ]
    n, total = max(values)
    assert (len(best.chosen), round(best.total, 9)) == (n, round(total, 9))
    assert _is_allowed(list(best.chosen), limits, wanted)
    assert best.gap is not None
    assert best.gap < 1e-6


def _is_allowed(chosen, limits, wanted):
    of_request, of_candidate = {}, {}
    for request, candidate, _ in chosen:
        of_request[request] = of_request.get(request, 0) + 1
        of_candidate[candidate] = of_candidate.get(candidate, 0) + 1
    return all(n <= wanted for n in of_request.values()) and all(n <= limits.get(c, 1) for c, n in of_candidate.items())
