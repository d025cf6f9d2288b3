"""What came of the exchanges of a period: answers to evaluations by level, practices, and who adopted them."""

from collections import defaultdict
from dataclasses import dataclass

from queries.reach.facts import Answer, Ids, PracticeFact
from queries.reach.scope import Scope

REACTION = ("during", "after")
BEHAVIOUR = ("later",)


@dataclass(frozen=True, slots=True)
class Level:
    """Answers on one level of Kirkpatrick (1959; Kirkpatrick & Kirkpatrick 2006)."""

    n_exchanges: int
    """Exchanges held in the period: those that could have been asked about."""
    n_answered: int
    """Those with at least one answer on this level."""
    scores: tuple[float, ...]
    """Scores from 1 to 5, lowest first; of learning the change from before to after."""

    @property
    def mean(self) -> float | None:
        """Mean score; None without one."""
        return sum(self.scores) / len(self.scores) if self.scores else None


@dataclass(frozen=True, slots=True)
class Kirkpatrick:
    """The four levels; the last one counts exchanges with a recorded result instead of answers."""

    reaction: Level
    learning: Level
    behaviour: Level
    n_with_result: int


@dataclass(frozen=True, slots=True)
class Practices:
    """Practices of the period and who adopted them."""

    documented: tuple[PracticeFact, ...]
    """Learned in an exchange held in the period."""
    adopted: tuple[tuple[PracticeFact, Ids], ...]
    """Practices adopted in the period, each with the organisations; most first, then by id."""
    n_adoptions: int
    n_undated_adoptions: int
    """Adoptions whose date is missing or too vague; they are in none of the numbers."""


def kirkpatrick(scope: Scope) -> Kirkpatrick:
    """What people said about the exchanges held in the period, by level."""
    return Kirkpatrick(
        reaction=_level(scope, REACTION),
        learning=_learning(scope),
        behaviour=_level(scope, BEHAVIOUR),
        n_with_result=sum(one.has_result for one in scope.held),
    )


def practices(scope: Scope) -> Practices:
    """Practices documented and adopted in the period; both () where there is none."""
    held = {one.id for one in scope.held}
    adopters: dict[str, list[str]] = defaultdict(list)
    n_undated = 0
    for adoption in scope.facts.adoptions:
        if scope.period.holds(adoption.on_date):
            adopters[adoption.practice_id].append(adoption.organisation_id)
        elif scope.period.place(adoption.on_date) in ("unclear", "undated"):
            n_undated += 1
    ranked = sorted(adopters.items(), key=lambda one: (-len(one[1]), one[0]))
    return Practices(
        tuple(one for one in scope.facts.practices.values() if not held.isdisjoint(one.exchange_ids)),
        tuple((scope.facts.practices[practice_id], tuple(who)) for practice_id, who in ranked),
        sum(len(who) for who in adopters.values()),
        n_undated,
    )


def _level(scope: Scope, stages: tuple[str, ...]) -> Level:
    found = [_answers_at(scope, one.id, stages) for one in scope.held]
    scores = sorted(answer.score for answers in found for answer in answers if answer.score is not None)
    return Level(len(scope.held), sum(bool(answers) for answers in found), tuple(scores))


def _learning(scope: Scope) -> Level:
    """Change of the mean score from before to after, of each exchange and side that answered both times."""
    changes, n_answered = [], 0
    for exchange in scope.held:
        found = list(_changes(_answers_at(scope, exchange.id, ("before", "after"))))
        n_answered += bool(found)
        changes += found
    return Level(len(scope.held), n_answered, tuple(sorted(changes)))


def _changes(answers: list[Answer]) -> list[float]:
    by_side: dict[str | None, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in answers:
        if one.score is not None:
            by_side[one.side][one.stage].append(one.score)
    return [
        sum(stages["after"]) / len(stages["after"]) - sum(stages["before"]) / len(stages["before"])
        for stages in by_side.values()
        if len(stages) == 2
    ]


def _answers_at(scope: Scope, exchange_id: str, stages: tuple[str, ...]) -> list[Answer]:
    return [one for one in scope.facts.answers.get(exchange_id, ()) if one.stage in stages]
