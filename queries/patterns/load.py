"""How much some nodes have to carry: exchanges held, planned, and in their busiest twelve months."""

from dataclasses import dataclass

import numpy as np

from graph.incidence import gather
from graph.network import CANCELLED, HELD, FactKind, Positions
from graph.store import UNKNOWN_DAY
from queries.patterns.scope import Scope

_YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Load:
    """What one node had to carry."""

    n_exchanges: int
    """Held ones that pass the filters."""
    n_planned: int
    """Planned ones and those not known to have been held, whatever the filters."""
    busiest_12_months: int
    """Most held exchanges of any twelve months, among those that pass the filters and are dated."""


def loads(scope: Scope, positions: Positions) -> list[Load]:
    """Load of some nodes, in the order given."""
    facts, days = scope.network.peers, scope.first_days()
    is_exchange = facts.kinds == FactKind.EXCHANGE
    is_held = scope.is_fact & is_exchange & (facts.statuses == HELD)
    is_planned = is_exchange & (facts.statuses != HELD) & (facts.statuses != CANCELLED)
    found = []
    for position in positions.tolist():
        _, own = gather(facts.incidence.facts, np.array([position], dtype=np.int32))
        held = own[is_held[own]]
        found.append(Load(len(held), int(is_planned[own].sum()), _busiest(days[held])))
    return found


def _busiest(days: Positions) -> int:
    dated = np.sort(days[days != UNKNOWN_DAY].astype(np.int64))
    within = np.searchsorted(dated, dated + _YEAR_DAYS, side="left") - np.arange(len(dated))
    return int(within.max(initial=0))
