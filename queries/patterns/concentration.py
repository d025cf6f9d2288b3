"""Whether few do much: how unevenly exchanges are spread."""

import numpy as np

from graph.network import FactKind
from queries.patterns.counts import gini
from queries.patterns.finding import Finding, Interval, Measured, figure, ranked
from queries.patterns.names import NAME_COLUMNS, named
from queries.patterns.pattern import LIMIT, SEED, Option, Options, Pattern
from queries.patterns.scope import Scope
from queries.patterns.ties import Ints
from wording.words import N_, NN_, Words

_FEW = 10
_N_BOOTSTRAP = 500
_MOST_BOOTSTRAPPED = 20_000


def _measure(scope: Scope, options: Options) -> Measured:
    members, taken = _exchanges_of_each(scope)
    top, total = options["top"], int(taken.sum())
    order = np.lexsort((members, -taken))
    shares = taken / total if total else taken.astype(np.float64)
    n = len(taken)
    figures = (
        figure(
            "gini",
            N_("Gini coefficient of exchanges among participants"),
            gini(taken),
            n,
            min_n=_FEW,
            interval=_bootstrap(taken, options["seed"]) if n >= _FEW else None,
        ),
        figure("hhi", N_("Herfindahl-Hirschman index"), float(shares @ shares) if total else None, n, min_n=_FEW),
        figure(
            "top_share",
            N_("Share of the most active"),
            float(np.sort(shares)[::-1][:top].sum()) if total else None,
            n,
            min_n=_FEW,
        ),
        figure("participants", N_("Participants"), n, n),
        figure("participations", N_("Participations: one for each participant of each exchange"), total, n),
    )
    first = order[: options["limit"]]
    rows = [
        {**name, "n_exchanges": int(taken[place]), "share": float(shares[place])}
        for name, place in zip(named(scope, members[first]), first.tolist(), strict=True)
    ]
    return Measured(figures=figures, rows=ranked(rows, options["limit"]))


def _exchanges_of_each(scope: Scope) -> tuple[Ints, Ints]:
    facts, members = scope.participants
    is_exchange = scope.network.peers.kinds[facts] == FactKind.EXCHANGE
    who, taken = np.unique(members[is_exchange], return_counts=True)
    return who.astype(np.int64), taken.astype(np.int64)


def _bootstrap(taken: Ints, seed: int) -> Interval | None:
    """Percentile interval of the Gini coefficient over samples of participants drawn with repeats."""
    if len(taken) > _MOST_BOOTSTRAPPED:
        return None
    draws = np.random.Generator(np.random.PCG64(seed))
    drawn = [gini(draws.choice(taken, len(taken))) or 0.0 for _ in range(_N_BOOTSTRAP)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Interval(low=float(low), high=float(high), method="bootstrap of participants (Efron & Tibshirani 1993)")


def _meaning(t: Words, finding: Finding) -> str:
    return t.plural(
        "The most active participant has {share} % of all participations.",
        "The {n} most active participants have {share} % of all participations.",
        int(str(finding.parameters["top"])),
        share=t.number(round(100 * float(finding.value("top_share") or 0), 1)),
    )


CONCENTRATION = Pattern(
    id="concentration",
    question=N_("Do few do much of it?"),
    definition=N_(
        "Held exchanges of each participant: Gini coefficient (0: all have the same), Herfindahl-Hirschman index (sum "
        "of squared shares; 1 / n: all have the same) and share of the most active. Only who took part is counted."
    ),
    reference="Gini 1912; Herfindahl 1950; Hirschman 1945",
    measure=_measure,
    meaning=_meaning,
    columns=(*NAME_COLUMNS, ("n_exchanges", "integer"), ("share", "real")),
    order="n_exchanges from most to fewest, then id",
    options=(LIMIT, SEED, Option("top", "integer", 3, 1)),
    needs=NN_("{n} participant", "{n} participants"),
    is_projected=False,
)
