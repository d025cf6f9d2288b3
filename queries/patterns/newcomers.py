"""Whether the circle of those who take part grows or stays the same."""

from typing import Any

import numpy as np

from graph.network import HELD, FactKind
from graph.steps import mask_of
from graph.store import UNKNOWN_DAY
from queries.ego_network import day_number
from queries.patterns.finding import Finding, Measured, figure
from queries.patterns.names import NODE_COLUMNS, named
from queries.patterns.pattern import LIMIT, Options, Pattern
from queries.patterns.sampling import wilson
from queries.patterns.scope import Scope
from wording.words import N_, NN_, Words

_FEW = 10
_DISTANT_PAST = -(2**31) + 1


def _measure(scope: Scope, options: Options) -> Measured:
    first, last = _first_and_last(scope)
    is_participant = _participants(scope)
    came = _first_exchange(scope)
    is_new = is_participant & (came >= first) & (came <= last)
    # Nobody can be known to be new who came before anybody was recorded.
    n_participants, n_new = int(is_participant.sum()), int(is_new.sum())
    figures = (
        figure(
            "newcomers_share",
            N_("Share of participants who took part for the first time"),
            n_new / n_participants if n_participants else None,
            n_participants,
            min_n=_FEW,
            interval=wilson(n_new, n_participants),
        ),
        figure("newcomers", N_("First-time participants"), n_new, n_participants),
        figure("participants", N_("Participants"), n_participants, n_participants),
    )
    return Measured(figures=figures, rows=_rows(scope, is_new, came, options["limit"]))


def _first_and_last(scope: Scope) -> tuple[int, int]:
    filters = scope.filters
    first = day_number(filters.from_date, is_end=False)
    last = day_number(filters.until_date, is_end=True)
    return _DISTANT_PAST if first is None else first, 2**31 - 1 if last is None else last


def _participants(scope: Scope) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    facts, members = scope.participants
    is_exchange = scope.network.peers.kinds[facts] == FactKind.EXCHANGE
    return mask_of(members[is_exchange], scope.network.n_nodes)


def _first_exchange(scope: Scope) -> "np.ndarray[Any, np.dtype[np.int32]]":
    """For each node the first day of its first held exchange, of any topic and form; the latest day there is: none."""
    facts = scope.network.peers
    came = np.full(scope.network.n_nodes, 2**31 - 1, dtype=np.int32)
    days = scope.first_days()
    counted = (facts.kinds == FactKind.EXCHANGE) & (facts.statuses == HELD) & (days != UNKNOWN_DAY)
    fact = np.repeat(np.arange(facts.n_facts), facts.incidence.members.lengths())
    is_counted = counted[fact]
    np.minimum.at(came, facts.incidence.members.columns[is_counted], days[fact[is_counted]])
    return came


def _rows(scope: Scope, is_new: Any, came: Any, limit: int) -> tuple[dict[str, Any], ...]:  # noqa: ANN401 - arrays
    new = np.flatnonzero(is_new)
    order = new[np.lexsort((new, came[new]))][:limit]
    dates = came[order].astype("datetime64[D]").astype(str).tolist()
    return tuple({**name, "first_exchange_from": date} for name, date in zip(named(scope, order), dates, strict=True))


def _meaning(t: Words, finding: Finding) -> str:
    n_new, n = int(finding.value("newcomers") or 0), int(finding.value("participants") or 0)
    interval = finding.figures[0].interval
    if interval is None:
        return t("Nobody took part.")
    return t(
        "{n_new} of {n_participants} took part for the first time, {share} %; with so many, {low} to {high} % would be "
        "compatible with what was found.",
        n_new=n_new,
        n_participants=n,
        share=t.number(round(100 * n_new / n, 1)),
        low=t.number(round(100 * interval.low, 1)),
        high=t.number(round(100 * interval.high, 1)),
    )


NEWCOMERS = Pattern(
    id="newcomers",
    question=N_("How many of those who take part do so for the first time?"),
    definition=N_(
        "Participants of held exchanges in the period whose first recorded held exchange, of any topic and form, lies "
        "in the period. In the first years of a record everybody is new, and undated exchanges tell nothing."
    ),
    reference="URBACT (share of newcomer cities); Wilson 1927",
    measure=_measure,
    meaning=_meaning,
    columns=(*NODE_COLUMNS, ("first_exchange_from", "text")),
    order="first_exchange_from, then id",
    options=(LIMIT,),
    needs=NN_("{n} participant", "{n} participants"),
    is_projected=False,
)
