"""How strong each fact ties two peers, and how strong a step is through all the facts that it can take.

A fact's strength is a product: kind of tie x recency x evaluation. A step holds unless every one of its facts fails, so
its strength is 1 - (1 - p1)(1 - p2)... (a "noisy or", Pearl 1988); a pair that met again is tied more firmly. A path
holds when all of its steps do and everybody in between passes on what was asked: a product again.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from graph.network import HELD, FactKind, Facts, Network, Positions
from graph.steps import Mask, StepGraph
from graph.store import UNKNOWN_DAY
from graph.tie_weights import TieWeights

Floats = npt.NDArray[np.float64]
Costs = npt.NDArray[np.int64]

_DAYS_A_YEAR = 365.25
COST_UNIT = 1_000_000
"""Costs are whole millionths of -ln(strength): sums of whole numbers are the same on every machine, in any order."""
_DOUBT_UNIT = 1_000_000_000
_LEAST_STRENGTH = 1e-9


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What was said about one exchange once it had begun."""

    n_sides: int
    """1 or 2."""
    lowest_score: float | None
    """1-5; None: nobody gave one."""


@dataclass(frozen=True, slots=True)
class FactStrength:
    """Strength of one fact and the parts whose product it is."""

    strength: float
    kind: float
    recency: float
    evaluation: float
    """1 for what is no exchange."""
    planned: float
    """1 for what was held."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Parts of the strength of all facts of one sort."""

    kind: Floats
    recency: Floats
    evaluation: Floats
    planned: Floats
    doubts: Costs
    """-ln(1 - strength) in billionths."""

    def at(self, row: int) -> FactStrength:
        parts = [float(one[row]) for one in (self.kind, self.recency, self.evaluation, self.planned)]
        return FactStrength(float(np.prod(parts)), *parts)


@dataclass(frozen=True, slots=True, eq=False)
class TieStrengths:
    """Strengths of all facts of a network on one day. Made by `tie_strengths`."""

    network: Network
    weights: TieWeights
    as_of: int
    """Day from which recency is counted, as days since 1 January 1970."""
    _peers: _Columns
    _likeness: _Columns

    def of_fact(self, facts: Facts, row: int) -> FactStrength:
        """Strength of one fact, with its parts."""
        return self._columns(facts).at(row)

    def of_step(self, shared: tuple[tuple[Facts, int], ...]) -> float:
        """Strength of a step through all of these facts, 0-1; 0 without any."""
        doubt = sum(int(self._columns(facts).doubts[row]) for facts, row in shared)
        return float(-np.expm1(-doubt / _DOUBT_UNIT))

    def cost_of_step(self, shared: tuple[tuple[Facts, int], ...]) -> int:
        """Cost of a step: whole millionths of -ln(strength x passing on)."""
        return int(self._costs(np.array([sum(int(self._columns(facts).doubts[row]) for facts, row in shared)]))[0])

    def steps_from(
        self, steps: StepGraph, positions: Positions, is_wanted: Callable[[Positions, Positions], Mask]
    ) -> tuple[Positions, Positions, Costs]:
        """Steps away from some peers, as (place in ``positions``, peer reached) in ascending order, with costs.

        Parameters
        ----------
        is_wanted : of such pairs, in any order, says which are wanted; what is not costs little then.
        """
        pairs, doubts = [], []
        for facts, owner, rows, members in steps.facts_from(positions):
            kept = is_wanted(owner, members)
            pairs.append((owner[kept].astype(np.int64) << 32) | members[kept])
            doubts.append(self._columns(facts).doubts[rows[kept]])
        owner, members, totals = _added_up(np.concatenate(pairs), np.concatenate(doubts), positions)
        return owner, members, self._costs(totals)

    @property
    def least_cost(self) -> int:
        """What the surest step costs: nobody is surer than certain to answer, but may not pass on."""
        return round(-math.log(self.weights.passing_on) * COST_UNIT)

    def of_path(self, step_strengths: Iterable[float]) -> float:
        """Strength of a path: its steps, and passing on for each peer in between, multiplied."""
        strengths = list(step_strengths)
        return math.prod(strengths) * self.weights.passing_on ** (len(strengths) - 1)

    def _costs(self, doubts: Costs) -> Costs:
        # Every step is charged with passing on; the one that the path has too many is the same for all paths.
        strengths = np.maximum(-np.expm1(-doubts / _DOUBT_UNIT), _LEAST_STRENGTH) * self.weights.passing_on
        costs: Costs = np.rint(-np.log(strengths) * COST_UNIT).astype(np.int64)
        return costs

    def _columns(self, facts: Facts) -> _Columns:
        return self._peers if facts is self.network.peers else self._likeness


def _added_up(pairs: npt.NDArray[np.int64], doubts: Costs, positions: Positions) -> tuple[Positions, Positions, Costs]:
    """Each step once, with the doubts of its facts added up."""
    order = np.argsort(pairs)
    pairs, doubts = pairs[order], doubts[order]
    firsts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]])[: len(pairs)])
    totals = np.add.reduceat(doubts, firsts) if len(firsts) else doubts
    pairs = pairs[firsts]
    owner, members = (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)
    is_step = positions[owner] != members
    return owner[is_step], members[is_step], totals[is_step]


_Key = tuple[int, int]
_KNOWN: WeakKeyDictionary[Network, dict[_Key, TieStrengths]] = WeakKeyDictionary()
"""Strengths that were worked out before; they go when their network goes."""


def tie_strengths(
    network: Network, weights: TieWeights, as_of: int, evaluated: Mapping[int, Evaluated]
) -> TieStrengths:
    """Strengths of all facts of a network, worked out once for each day and version of the weights.

    Parameters
    ----------
    as_of : day from which recency is counted; what holds on that day or later is as recent as can be.
    evaluated : by position of the exchange.

    References
    ----------
    Pearl (1988), Probabilistic Reasoning in Intelligent Systems, section 4.3.2 (noisy or).
    """
    known = _KNOWN.setdefault(network, {})
    key = as_of, weights.version
    if key not in known:
        known[key] = TieStrengths(
            network,
            weights,
            as_of,
            _columns_of(network, network.peers, weights, as_of, evaluated),
            _columns_of(network, network.likeness, weights, as_of, {}),
        )
    return known[key]


def last_day_recorded(network: Network) -> int | None:
    """Last day of the latest exchange held; None when none has a date. Days since 1 January 1970."""
    facts = network.peers
    ends = facts.ends_on[(facts.kinds == FactKind.EXCHANGE) & (facts.statuses == HELD)]
    ends = ends[ends != UNKNOWN_DAY]
    return int(ends.max()) if len(ends) else None


def _columns_of(
    network: Network, facts: Facts, weights: TieWeights, as_of: int, evaluated: Mapping[int, Evaluated]
) -> _Columns:
    kind = _kinds(network, facts, weights)
    recency = _recencies(facts, weights, as_of)
    evaluation = _evaluations(network, facts, weights, evaluated)
    planned = np.where(facts.statuses == HELD, 1.0, weights.planned)
    strength = kind * recency * evaluation * planned
    doubts = np.rint(-np.log1p(-strength) * _DOUBT_UNIT).astype(np.int64)
    return _Columns(kind, recency, evaluation, planned, doubts)


def _kinds(network: Network, facts: Facts, weights: TieWeights) -> Floats:
    by_kind = np.array([weights.kinds.get(kind, 0.0) for kind in FactKind])
    of_form = np.array(weights.forms)
    is_exchange = facts.kinds == FactKind.EXCHANGE
    kinds: Floats = np.where(is_exchange, of_form[network.forms[facts.nodes] * is_exchange], by_kind[facts.kinds])
    return kinds


def _recencies(facts: Facts, weights: TieWeights, as_of: int) -> Floats:
    """1 for what goes on, halved with every half-life since it ended; likenesses do not age."""
    starts, ends = facts.starts_on, facts.ends_on
    is_lasting = np.isin(facts.kinds, (FactKind.WORKS_FOR, FactKind.TWINNED_WITH))
    is_likeness = facts.kinds >= FactKind.SAME_ASSOCIATION
    last = np.where(ends != UNKNOWN_DAY, ends, starts).astype(np.float64)
    years = np.maximum(as_of - last, 0) / _DAYS_A_YEAR
    aged = np.power(0.5, years / weights.half_life_years)
    goes_on = is_likeness | (is_lasting & (ends == UNKNOWN_DAY))
    is_unknown = (starts == UNKNOWN_DAY) & (ends == UNKNOWN_DAY)
    recencies: Floats = np.where(goes_on, 1.0, np.where(is_unknown, weights.undated, aged))
    return recencies


def _evaluations(network: Network, facts: Facts, weights: TieWeights, evaluated: Mapping[int, Evaluated]) -> Floats:
    of_node = np.full(network.n_nodes, weights.by_sides[0])
    for position, said in evaluated.items():
        of_node[position] = weights.by_sides[said.n_sides]
        if said.lowest_score is not None:
            of_node[position] *= np.interp(said.lowest_score, (1, 2, 3, 4, 5), weights.by_lowest_score)
    is_exchange = facts.kinds == FactKind.EXCHANGE
    is_over = is_exchange & (facts.statuses == HELD)
    factors: Floats = np.where(is_over, of_node[facts.nodes * is_over], 1.0)
    return factors
