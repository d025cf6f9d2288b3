"""Whether ties last: pairs that meet again, and over years."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.network import FactKind
from graph.store import UNKNOWN_DAY
from queries.patterns.finding import Figure, Finding, Measured, figure
from queries.patterns.names import named
from queries.patterns.pattern import LIMIT, Options, Pattern
from queries.patterns.sampling import wilson
from queries.patterns.scope import Scope
from queries.patterns.ties import pairs_of_facts
from wording.words import N_, NN_, Words

_FEW = 10
_MONTH_DAYS = 365.25 / 12

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs that took part in a held exchange together."""

    keys: Ints
    n_exchanges: Ints
    first: Ints
    """Day of the first dated exchange; the latest there is for a pair without."""
    last: Ints
    n_years: Ints
    """Different calendar years of dated exchanges."""


def _pairs(scope: Scope) -> Pairs:
    network = scope.network
    used = np.flatnonzero(scope.is_fact & (network.peers.kinds == FactKind.EXCHANGE)).astype(np.int32)
    pairs, facts = pairs_of_facts(network.peers.incidence.members, used, scope.is_node)
    days = scope.first_days()[facts].astype(np.int64)
    keys, place, n = np.unique(pairs, return_inverse=True, return_counts=True)
    is_dated = days != UNKNOWN_DAY
    first = np.full(len(keys), np.iinfo(np.int64).max)
    last = np.full(len(keys), np.iinfo(np.int64).min)
    np.minimum.at(first, place[is_dated], days[is_dated])
    np.maximum.at(last, place[is_dated], days[is_dated])
    years = days[is_dated].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    of_pair = np.unique(np.stack([place[is_dated], years]), axis=1)[0] if is_dated.any() else np.empty(0, np.int64)
    return Pairs(keys, n.astype(np.int64), first, last, np.bincount(of_pair, minlength=len(keys)).astype(np.int64))


def _measure(scope: Scope, options: Options) -> Measured:
    pairs = _pairs(scope)
    n = len(pairs.keys)
    n_repeated = int((pairs.n_exchanges >= 2).sum())
    figures = (
        figure("pairs", N_("Pairs that took part in an exchange together"), n, n),
        figure("repeated", N_("Pairs with two exchanges or more"), n_repeated, n),
        _share("repeated_share", N_("Share of pairs with two exchanges or more"), pairs.n_exchanges >= 2, n),
        _share("over_years_share", N_("Share of pairs with exchanges in different years"), pairs.n_years >= 2, n),
        _still_active("active_after_12_months", N_("Share of pairs that meet again a year later or more"), pairs, 12),
        _still_active(
            "active_after_24_months", N_("Share of pairs that meet again two years later or more"), pairs, 24
        ),
    )
    return Measured(figures=figures, rows=_rows(scope, pairs, options["limit"]), n_ties=n)


def _share(name: str, label: str, is_so: npt.NDArray[np.bool_], n: int) -> Figure:
    n_so = int(is_so.sum())
    return figure(name, label, n_so / n if n else None, n, min_n=_FEW, interval=wilson(n_so, n))


def _still_active(name: str, label: str, pairs: Pairs, months: int) -> Figure:
    """Of pairs that could be seen for so long, those whose last exchange is so much later than their first."""
    is_dated = pairs.n_years > 0
    if not is_dated.any():
        return figure(name, label, None, 0, min_n=_FEW)
    wait = months * _MONTH_DAYS
    end = int(pairs.last[is_dated].max())
    could = is_dated & (pairs.first <= end - wait)
    does = pairs.last[could] - pairs.first[could] >= wait
    return _share(name, label, does, int(could.sum()))


def _rows(scope: Scope, pairs: Pairs, limit: int) -> tuple[dict[str, Any], ...]:
    order = np.lexsort((pairs.keys, -pairs.n_years, -pairs.n_exchanges))[:limit]
    one, other = pairs.keys[order] >> 32, pairs.keys[order] & 0xFFFFFFFF
    ends = zip(named(scope, one), named(scope, other), order.tolist(), strict=True)
    return tuple(
        {
            "first_id": a["id"],
            "first": a["name"],
            "second_id": b["id"],
            "second": b["name"],
            "n_exchanges": int(pairs.n_exchanges[place]),
            "n_years": int(pairs.n_years[place]),
            "met_first": _day(pairs.first[place]) if pairs.n_years[place] else None,
            "met_last": _day(pairs.last[place]) if pairs.n_years[place] else None,
        }
        for a, b, place in ends
    )


def _day(day: int) -> str:
    return str(np.datetime64(int(day), "D"))


def _meaning(t: Words, finding: Finding) -> str:
    return t(
        "{n_repeated} of {n_pairs} pairs met more than once.",
        n_repeated=finding.value("repeated"),
        n_pairs=finding.value("pairs"),
    )


SUSTAINED_TIES = Pattern(
    id="sustained_ties",
    question=N_("Do ties last?"),
    definition=N_(
        "Pairs that took part in a held exchange together: how many did so again, in different years, or a year or two "
        "after their first. For the last, only pairs that the record could have seen again for so long are counted; "
        "undated exchanges tell nothing of years."
    ),
    reference="Wilson 1927; Kaplan & Meier 1958 (on what could not be seen yet)",
    measure=_measure,
    meaning=_meaning,
    columns=(
        ("first_id", "text"),
        ("first", "text"),
        ("second_id", "text"),
        ("second", "text"),
        ("n_exchanges", "integer"),
        ("n_years", "integer"),
        ("met_first", "text"),
        ("met_last", "text"),
    ),
    order="n_exchanges, n_years, from most to fewest, then first_id, second_id",
    options=(LIMIT,),
    needs=NN_("{n} pair", "{n} pairs"),
    is_projected=False,
)
