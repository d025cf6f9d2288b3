"""Which roles brokers play between groups (Gould & Fernandez 1989)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from queries.patterns.finding import Finding, Measured, figure, ranked, too_large
from queries.patterns.groups import GROUP_BY, grouped
from queries.patterns.names import NAME_COLUMNS, named
from queries.patterns.pattern import LIMIT, Options, Pattern
from queries.patterns.scope import Scope
from queries.patterns.ties import Ties
from wording.words import N_, NN_, Words

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
_LABELS = {
    "coordinator": N_("Coordinator: between two of its own group"),
    "itinerant": N_("Itinerant: between two of one other group"),
    "gatekeeper": N_("Gatekeeper: lets others in to its own group"),
    "representative": N_("Representative: leads its own group out to others"),
    "liaison": N_("Liaison: between two other groups"),
}
_FEW = 10
_MOST_WEDGES = 20_000_000
_BLOCK = 2_000_000


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How often each node plays each role."""

    counts: npt.NDArray[np.int64]
    """A row for each node, a column for each of `ROLES`."""


def brokerage(ties: Ties, groups: npt.NDArray[np.int64]) -> Brokerage | None:
    """How often each node is between two others that are not tied, by the groups of the three.

    Ties have no direction, so each stands for both: a node between a and c counts on the way from a to c and back, and
    gatekeeper and representative come out equal.

    Returns
    -------
    None where there are too many wedges to look at.
    """
    wedges = ties.degrees * (ties.degrees - 1)
    if int(wedges.sum()) > 2 * _MOST_WEDGES:
        return None
    counts = np.zeros((ties.n, len(ROLES)), dtype=np.int64)
    known = np.sort((ties.first.astype(np.int64) << 32) | ties.second)
    start = 0
    while start < ties.n:
        heap = np.cumsum(wedges[start:])
        stop = start + max(1, int(np.searchsorted(heap, _BLOCK, side="right")))
        _count(ties, groups, known, start, stop, counts)
        start = stop
    return Brokerage(counts)


def _count(
    ties: Ties,
    groups: npt.NDArray[np.int64],
    known: npt.NDArray[np.int64],
    start: int,
    stop: int,
    counts: npt.NDArray[np.int64],
) -> None:
    """Add the roles of the nodes from start up to stop."""
    broker, one, other = _wedges(ties, start, stop)
    pairs = (np.minimum(one, other) << 32) | np.maximum(one, other)
    places = np.minimum(np.searchsorted(known, pairs), max(0, len(known) - 1))
    is_open = known[places] != pairs if len(known) else np.ones(len(pairs), dtype=np.bool_)
    broker, one, other = broker[is_open], groups[one[is_open]], groups[other[is_open]]
    own = groups[broker]
    role = np.select(
        [(one == own) & (other == own), one == other, other == own, one == own],
        [ROLES.index(name) for name in ("coordinator", "itinerant", "gatekeeper", "representative")],
        ROLES.index("liaison"),
    )
    np.add.at(counts, (broker, role), 1)


def _wedges(ties: Ties, start: int, stop: int) -> tuple[npt.NDArray[np.int64], ...]:
    """Ordered pairs of different neighbours of the nodes from start up to stop, with the node between them."""
    rows = ties.rows
    degrees = ties.degrees[start:stop]
    broker = np.repeat(np.arange(start, stop), degrees**2)
    within = np.arange(len(broker)) - np.repeat(np.cumsum(degrees**2) - degrees**2, degrees**2)
    width = np.repeat(degrees, degrees**2)
    first = rows.offsets[broker]
    one = rows.columns[first + within // width].astype(np.int64)
    other = rows.columns[first + within % width].astype(np.int64)
    is_two = one != other
    return broker[is_two], one[is_two], other[is_two]


def _measure(scope: Scope, options: Options) -> Measured:
    found = grouped(scope, options["by"])
    ties = found.ties
    counted = brokerage(ties, found.numbers)
    notes = {"nodes_of_unknown_group": found.n_unknown}
    if counted is None:
        figures = tuple(too_large(f"{role}_share", _LABELS[role], ties.m) for role in ROLES)
        return Measured(figures=figures, notes=notes, n_ties=ties.m)
    totals = counted.counts.sum(axis=0)
    n = int(totals.sum())
    shares = tuple(
        figure(f"{role}_share", _LABELS[role], float(total / n) if n else None, n // 2, min_n=_FEW)
        for role, total in zip(ROLES, totals, strict=True)
    )
    return Measured(
        figures=(
            figure("brokered", N_("Brokered pairs: ordered, tied through the node and not directly"), n, n),
            *shares,
        ),
        rows=_rows(scope, ties, counted, options["limit"]),
        notes=notes,
        n_ties=ties.m,
    )


def _rows(scope: Scope, ties: Ties, counted: Brokerage, limit: int) -> tuple[Any, ...]:
    totals = counted.counts.sum(axis=1)
    order = np.lexsort((np.arange(ties.n), -totals))[:limit]
    order = order[totals[order] > 0]
    rows = [
        {**name, **dict(zip(ROLES, counted.counts[place].tolist(), strict=True)), "n_brokered": int(totals[place])}
        for name, place in zip(named(scope, ties.nodes[order]), order.tolist(), strict=True)
    ]
    return ranked(rows, limit)


def _meaning(t: Words, finding: Finding) -> str:
    n = int(finding.value("brokered") or 0)
    across = [finding.value(f"{role}_share") for role in ROLES if role != "coordinator"]
    if None in across:
        return t.plural(
            "{n} ordered pair is tied only through somebody: too few for shares of roles.",
            "{n} ordered pairs are tied only through somebody: too few for shares of roles.",
            n,
        )
    share = sum(float(one or 0) for one in across)
    return t(
        "{share} % of brokerage connects groups; the rest stays within one.", share=t.number(round(100 * share, 1))
    )


BROKERAGE_ROLES = Pattern(
    id="brokerage_roles",
    question=N_("Which roles do brokers play between groups?"),
    definition=N_(
        "For each node between two others that are not tied to each other, by the groups of the three. Ties have no "
        "direction and count both ways, so gatekeeper and representative are equal."
    ),
    reference="Gould & Fernandez 1989",
    measure=_measure,
    meaning=_meaning,
    columns=(*NAME_COLUMNS, *((role, "integer") for role in ROLES), ("n_brokered", "integer")),
    order="n_brokered from most to fewest, then id",
    options=(GROUP_BY, LIMIT),
    needs=NN_("{n} brokered pair", "{n} brokered pairs"),
    is_about_rows=True,
)
