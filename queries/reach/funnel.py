"""From request to follow-up: how far the requests of a period came."""

from dataclasses import dataclass
from statistics import quantiles

from graph.dates import first_day
from queries.reach.facts import ExchangeFact, RequestFact
from queries.reach.scope import Scope

# What has come so far has also come through everything before it.
_VALID = ("valid", "matching", "proposed", "agreed", "under_way", "held", "evaluated", "documented")
_MATCHED = _VALID[3:]
_HELD = _VALID[5:]
_EVALUATED = _VALID[6:]
_FULL_DATE = len("2017-05-15")


@dataclass(frozen=True, slots=True)
class Funnel:
    """Requests of a period that came at least as far as each step."""

    n_received: int
    n_valid: int
    n_matched: int
    """An exchange was agreed, or an exchange that was not cancelled answers it."""
    n_exchanged: int
    n_evaluated: int
    n_followed_up: int
    """Evaluated, and asked again later or documented as a practice."""

    @property
    def steps(self) -> tuple[int, ...]:
        """The six numbers, from the first step to the last."""
        return (
            self.n_received,
            self.n_valid,
            self.n_matched,
            self.n_exchanged,
            self.n_evaluated,
            self.n_followed_up,
        )


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle half of some numbers."""

    n: int
    lower: float
    median: float
    upper: float


def funnel(scope: Scope) -> Funnel:
    """How far the requests received in the period came, by what is known today; all 0 without requests."""
    practised = {exchange_id for one in scope.facts.practices.values() for exchange_id in one.exchange_ids}
    n_steps = [0] * 5
    for request in scope.requests:
        for step in range(_step_reached(scope, request, practised)):
            n_steps[step] += 1
    return Funnel(len(scope.requests), *n_steps)


def unanswered(scope: Scope) -> tuple[RequestFact, ...]:
    """Requests of the period that no exchange answers, planned or held, and that nobody withdrew or refused."""
    closed = ("withdrawn", "refused")
    return tuple(one for one in scope.requests if not _answering(scope, one) and one.status not in closed)


def days_to_exchange(scope: Scope) -> tuple[int, ...]:
    """Days from each request to its first exchange held in the period, where both dates are known to the day.

    Returns
    -------
    Shortest first; () where no request and exchange have such dates. An exchange before its request is left out.
    """
    return tuple(sorted(filter(lambda days: days >= 0, _waits(scope))))


def spread(numbers: tuple[int, ...]) -> Spread | None:
    """Median and quartiles (inclusive method, Hyndman & Fan 1996 type 7); None for fewer than two numbers."""
    if len(numbers) < 2:
        return None
    lower, median, upper = quantiles(numbers, n=4, method="inclusive")
    return Spread(len(numbers), lower, median, upper)


def _step_reached(scope: Scope, request: RequestFact, practised: set[str]) -> int:
    """How many steps after the first one a request came through."""
    answering = _answering(scope, request)
    held = [one.id for one in answering if one.is_held]
    stages = {answer.stage for exchange_id in held for answer in scope.facts.answers.get(exchange_id, ())}
    if request.status in _EVALUATED or stages:
        is_followed_up = request.status == "documented" or "later" in stages or not practised.isdisjoint(held)
        return 5 if is_followed_up else 4
    if request.status in _HELD or held:
        return 3
    if request.status in _MATCHED or answering:
        return 2
    return 1 if request.status in _VALID else 0


def _answering(scope: Scope, request: RequestFact) -> list[ExchangeFact]:
    found = (scope.facts.exchanges[one] for one in scope.facts.answered_by.get(request.id, ()))
    return [one for one in found if one.status != "cancelled"]


def _waits(scope: Scope) -> list[int]:
    held = {one.id for one in scope.held}
    found = []
    for request in scope.facts.requests.values():
        dates = [one.starts_on for one in _answering(scope, request) if one.id in held and _is_exact(one.starts_on)]
        if dates and _is_exact(request.received_on):
            first = min(filter(None, dates))
            found.append((first_day(first) - first_day(request.received_on or "")).days)
    return found


def _is_exact(partial: str | None) -> bool:
    return partial is not None and len(partial) == _FULL_DATE
