"""Everything that is counted of one period, each thing once."""

from dataclasses import dataclass
from typing import Self

from queries.reach.breakdowns import (
    DAC,
    SDG,
    CountryBalance,
    FormUse,
    TopicUse,
    by_code,
    by_country,
    by_form,
    by_topic,
    by_year,
)
from queries.reach.coverage import Coverage, coverage
from queries.reach.funnel import Funnel, days_to_exchange, funnel, unanswered
from queries.reach.results import Kirkpatrick, Practices, kirkpatrick, practices
from queries.reach.scope import Scope
from queries.reach.ties import Continuity, Ties, continuity, n_building_on, n_with_association, ties


@dataclass(frozen=True, slots=True)
class Measured:
    """One period in numbers, before anything small is taken out."""

    scope: Scope
    funnel: Funnel
    n_unanswered: int
    waits: tuple[int, ...]
    countries: tuple[CountryBalance, ...]
    topics: tuple[TopicUse, ...]
    forms: tuple[FormUse, ...]
    years: tuple[tuple[int, int], ...]
    sdg: tuple[tuple[str, int], ...]
    dac: tuple[tuple[str, int], ...]
    ties: Ties
    continuity: Continuity
    n_with_association: int
    n_building_on: int
    levels: Kirkpatrick
    practices: Practices
    coverage: Coverage

    @classmethod
    def of(cls, scope: Scope) -> Self:
        """Everything that is counted of a period."""
        return cls(
            scope=scope,
            funnel=funnel(scope),
            n_unanswered=len(unanswered(scope)),
            waits=days_to_exchange(scope),
            countries=by_country(scope),
            topics=by_topic(scope),
            forms=by_form(scope),
            years=by_year(scope),
            sdg=by_code(scope, SDG),
            dac=by_code(scope, DAC),
            ties=ties(scope),
            continuity=continuity(scope),
            n_with_association=n_with_association(scope),
            n_building_on=n_building_on(scope),
            levels=kirkpatrick(scope),
            practices=practices(scope),
            coverage=coverage(scope),
        )

    @property
    def n_held(self) -> int:
        """Exchanges held."""
        return len(self.scope.held)

    def n_organisations(self, kind: str | None = None) -> int:
        """Organisations that took part; of one kind, or of all."""
        known = self.scope.facts.organisations
        return sum(kind in (None, known[one].kind) for one in self.scope.organisations)

    @property
    def has_history(self) -> bool:
        """Whether an exchange held before the period is recorded; without one everybody would look new."""
        return len(self.scope.held_until_end) > self.n_held

    @property
    def n_participants(self) -> int:
        """People whom sources count in exchanges."""
        return sum(one.n_participants or 0 for one in self.scope.held)
