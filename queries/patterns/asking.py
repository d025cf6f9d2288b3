"""Pattern questions asked by name, over the whole time or for several periods side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from graph.dates import is_partial_date
from graph.network import Network
from graph.store import UNKNOWN_DAY, GraphStore
from queries.patterns.all_patterns import PATTERNS
from queries.patterns.digest import data_digest
from queries.patterns.filters import PatternFilters, Weight
from queries.patterns.finding import Basis, Finding
from queries.patterns.pattern import Option, Pattern
from queries.patterns.scope import Scope, scope
from queries.text import UnknownQuestion
from wording.words import N_

EVERY_YEAR = "years"
"""As a period: each year in which a fact that passes the filters began."""
_MOST_PERIODS = 100

_PROJECTION = {
    Weight.SHARED_FACTS: N_("Two are tied when they share a fact; the weight of a tie is the number of facts shared."),
    Weight.NEWMAN: N_(
        "Two are tied when they share a fact; each shared fact adds 1 / (members - 1) to the weight (Newman 2001)."
    ),
}


@dataclass(frozen=True, slots=True)
class Patterns:
    """A store and its network, to be asked several pattern questions; equal filters are applied once."""

    store: GraphStore
    network: Network

    def find(
        self,
        question_id: str,
        filters: PatternFilters | None = None,
        *,
        periods: Sequence[str] = (),
        **options: object,
    ) -> Finding:
        """The answer to a pattern question; see `find_pattern`."""
        return find_pattern(self.store, self.network, question_id, filters, periods=periods, **options)


def find_pattern(
    store: GraphStore,
    network: Network,
    question_id: str,
    filters: PatternFilters | None = None,
    *,
    periods: Sequence[str] = (),
    **options: object,
) -> Finding:
    """The answer to a pattern question.

    Parameters
    ----------
    network : of the same data version as the store.
    question_id : one of `queries.patterns.all_patterns.PATTERNS`.
    filters : what to measure; everything recorded between organisations when None.
    periods : partial dates; the same question is asked for each, as `Finding.snapshots`. ``years`` stands for every
        year in which a fact that passes the filters began.
    options : what the question may be told besides; defaults stand for what is not given.

    Raises
    ------
    UnknownQuestion
        There is no such pattern.
    ValueError
        An option or period cannot be used; the message says what is expected.
    """
    pattern = pattern_of(question_id)
    given = _options(pattern, options)
    chosen = scope(store, network, filters or PatternFilters())
    found = _found(pattern, chosen, given)
    if not periods:
        return found
    parts = (scope(store, network, chosen.filters.within(period)) for period in _periods(periods, chosen))
    return replace(found, snapshots=tuple(_found(pattern, part, given) for part in parts))


def pattern_of(question_id: str) -> Pattern:
    """The pattern of a name; raises `UnknownQuestion`."""
    if question_id not in PATTERNS:
        raise UnknownQuestion(f'there is no pattern "{question_id}". Known: {", ".join(PATTERNS)}.')
    return PATTERNS[question_id]


def _found(pattern: Pattern, chosen: Scope, options: Mapping[str, Any]) -> Finding:
    measured = pattern.measure(chosen, options)
    return Finding(
        question_id=pattern.id,
        parameters=dict(options),
        filters=chosen.filters,
        basis=Basis(
            n_nodes=chosen.n_nodes,
            n_ties=measured.n_ties,
            n_facts=chosen.n_facts,
            n_undated=chosen.n_undated,
            projection=_PROJECTION[chosen.filters.weight] if pattern.is_projected else "",
        ),
        figures=tuple(measured.figures),
        rows=measured.rows,
        columns=pattern.columns,
        notes=measured.notes,
        data_version=chosen.network.data_version,
        data_digest=data_digest(chosen.network),
    )


def _options(pattern: Pattern, given: Mapping[str, object]) -> dict[str, Any]:
    known = {one.name: one for one in pattern.options}
    for name in given:
        if name not in known:
            raise ValueError(f'no parameter "{name}". It has: {", ".join(known) or "none"}.')
    values = {name: given.get(name, one.default) for name, one in known.items()}
    for name, one in known.items():
        _require_usable(one, values[name])
    return values


def _require_usable(option: Option, value: Any) -> None:  # noqa: ANN401 - whatever was given
    if option.least is not None and not (isinstance(value, int) and value >= option.least):
        raise ValueError(f"{option.name} must be a whole number of at least {option.least}, and is {value!r}.")
    for one in value if isinstance(value, list | tuple) else [value]:
        if option.allowed and one not in option.allowed and one is not None:
            raise ValueError(f'{option.name} is "{one}". Expected: {", ".join(option.allowed)}.')


def _periods(periods: Sequence[str], chosen: Scope) -> list[str]:
    wanted = [one for period in periods for one in (_years(chosen) if period == EVERY_YEAR else [period])]
    for one in wanted:
        if not is_partial_date(one):
            raise ValueError(f'"{one}" is not a period. Expected: 2017, 2017-05, 2017-05-15 or {EVERY_YEAR}.')
    if len(wanted) > _MOST_PERIODS:
        raise ValueError(f"there are {len(wanted)} periods, and at most {_MOST_PERIODS} can stand side by side.")
    return wanted


def _years(chosen: Scope) -> list[str]:
    days = chosen.first_days()[chosen.is_fact]
    dated = days[days != UNKNOWN_DAY].astype("datetime64[D]")
    return [str(year) for year in np.unique(dated.astype("datetime64[Y]")).tolist() for year in [year.year]]
