"""Evaluations: short forms before, during, after and six months later, for both sides, filled in by link or file."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from statistics import fmean

from casework.change import Who
from casework.contents import Evaluation, NotAllowed
from casework.exchanges import ExchangeCase
from casework.kept import Kept, all_kept, change_of, days_later, keep, new_record, rules, today
from casework.saving import save
from graph.dates import first_day, last_day
from graph.schema import EVALUATION_SCORES
from graph.store import GraphStore

ASKED, ANSWERED = "asked", "answered"
STAGES = ("before", "during", "after", "later")
SIDES = ("requester", "peer")
SCORES = ("score", *EVALUATION_SCORES)
"""The overall score, and the others."""
_DAYS_IN_A_MONTH = 30.4375


EvaluationCase = Kept[Evaluation]


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that was asked for, and the token with which that side opens it."""

    record: EvaluationCase
    token: str


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """How many of the forms of one stage and side came back."""

    stage: str
    side: str
    n_asked: int
    n_answered: int


@dataclass(frozen=True, slots=True)
class SideDifference:
    """How differently the two sides see one thing, at one stage."""

    stage: str
    score: str
    requester: float
    peer: float


class WrongToken(NotAllowed):
    """No form is opened by this token."""

    def __init__(self) -> None:
        super().__init__("no form is opened by this link. It may be cut short, or an older one: ask for a new one.")


def ask(store: GraphStore, exchange: ExchangeCase, who: Who, stages: Iterable[str] = STAGES) -> tuple[Asked, ...]:
    """Forms for both sides of an exchange that were not asked for before, each with the token of its link.

    Returns
    -------
    By stage and side; () when all were asked for.
    """
    there = {(one.content.stage, one.content.side) for one in evaluations_of(store, exchange.id)}
    wanted = [(stage, side) for stage in stages for side in SIDES if (stage, side) not in there]
    asked = tuple(_asked(exchange, stage, side) for stage, side in wanted)
    if asked:
        save(store, [change_of(one.record, who, "ask") for one in asked])
    return tuple(replace(one, record=replace(one.record, revision=1)) for one in asked)


def answer(
    store: GraphStore,
    record: EvaluationCase,
    who: Who,
    *,
    scores: Mapping[str, float] | None = None,
    text: str | None = None,
) -> EvaluationCase:
    """The form as it was answered; a further answer replaces the one before, which stays in the history.

    Parameters
    ----------
    scores : each from 1 (poor) to 5 (excellent), by name: ``score`` for the overall one, and those of the schema.

    Raises
    ------
    NotAllowed
        Nothing was answered, or a score is unknown or not from 1 to 5.
    """
    return keep(store, answered(record, scores or {}, text), who, "answer")


def answered(record: EvaluationCase, scores: Mapping[str, float], text: str | None) -> EvaluationCase:
    """The form with an answer, not saved yet; raises `NotAllowed` as `answer` does."""
    for name, value in scores.items():
        if name not in SCORES:
            raise NotAllowed(f'there is no score "{name}". Known: {", ".join(SCORES)}.')
        if not 1 <= value <= 5:  # also false for what is no number
            raise NotAllowed(f"{name} is {value}. Expected a number from 1 (poor) to 5 (excellent).")
    if not scores and not text:
        raise NotAllowed("an answer needs at least one score or a text.")
    others = {name: value for name, value in scores.items() if name != "score"}
    content = replace(record.content, answered_on=today(), score=scores.get("score"), scores=others or None, text=text)
    return replace(record, state=ANSWERED, content=content, due_on=None)


def form_of(store: GraphStore, token: str) -> EvaluationCase:
    """The form that a token opens; raises `WrongToken`."""
    wanted = _hash(token)
    for one in all_kept(store, Evaluation, "evaluation"):
        if secrets.compare_digest(one.content.token_hash, wanted):
            return one
    raise WrongToken


def evaluations_of(store: GraphStore, exchange_id: str) -> tuple[EvaluationCase, ...]:
    """Forms of an exchange, by stage and side; () when none was asked for."""
    found = all_kept(store, Evaluation, "evaluation", parent_id=exchange_id)
    return tuple(
        sorted(found, key=lambda one: (STAGES.index(one.content.stage), SIDES.index(one.content.side), one.id))
    )


def response_rates(store: GraphStore) -> tuple[ResponseRate, ...]:
    """Forms asked for and answered, by stage and side; () when none was asked for."""
    found = all_kept(store, Evaluation, "evaluation")
    rates = []
    for stage in STAGES:
        for side in SIDES:
            states = [one.state for one in found if (one.content.stage, one.content.side) == (stage, side)]
            if states:
                rates.append(ResponseRate(stage, side, len(states), states.count(ANSWERED)))
    return tuple(rates)


def overdue(store: GraphStore, day: str | None = None) -> tuple[EvaluationCase, ...]:
    """Forms that should have come back before a day, the longest overdue first; () when there are none."""
    day = day or today()
    waiting = all_kept(store, Evaluation, "evaluation", (ASKED,))
    late = [one for one in waiting if one.due_on is not None and one.due_on < day]
    return tuple(sorted(late, key=lambda one: (str(one.due_on), one.key)))


def side_differences(store: GraphStore, exchange_id: str) -> tuple[SideDifference, ...]:
    """Scores that both sides gave at one stage, the largest difference first; () where only one side answered."""
    answered = [one.content for one in evaluations_of(store, exchange_id) if one.state == ANSWERED]
    found = []
    for stage in STAGES:
        by_side = {side: [_scores(one) for one in answered if (one.stage, one.side) == (stage, side)] for side in SIDES}
        for name in SCORES:
            means = [_mean(by_side[side], name) for side in SIDES]
            if means[0] is not None and means[1] is not None:
                found.append(SideDifference(stage, name, means[0], means[1]))
    return tuple(sorted(found, key=lambda one: (-abs(one.requester - one.peer), STAGES.index(one.stage), one.score)))


def _asked(exchange: ExchangeCase, stage: str, side: str) -> Asked:
    token = secrets.token_urlsafe(16)
    content = Evaluation(exchange_id=exchange.id, stage=stage, side=side, token_hash=_hash(token), asked_on=today())
    record = new_record("eva", "evaluation", f"{exchange.key}-{stage}-{side}", ASKED, content)
    return Asked(replace(record, parent_id=exchange.id, due_on=_due(exchange, stage)), token)


def _due(exchange: ExchangeCase, stage: str) -> str | None:
    """Day on which the form should be back; None while the exchange has no date."""
    content = exchange.content
    start = content.held_from or content.planned_from
    end = content.held_until or content.planned_until or start
    if start is None or end is None:
        return None
    grace = rules()["days_for_an_evaluation"]
    match stage:
        case "before":
            return first_day(start).isoformat()
        case "during":
            return last_day(end).isoformat()
        case "after":
            return days_later(last_day(end).isoformat(), grace)
        case _:
            months = round(rules()["months_until_later"] * _DAYS_IN_A_MONTH)
            return days_later(last_day(end).isoformat(), months + grace)


def _scores(content: Evaluation) -> Mapping[str, float]:
    own = {"score": content.score} if content.score is not None else {}
    return {**own, **(content.scores or {})}


def _mean(answers: Iterable[Mapping[str, float]], name: str) -> float | None:
    values = [one[name] for one in answers if name in one]
    return fmean(values) if values else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
