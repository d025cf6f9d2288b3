"""What happens when members leave."""

from typing import Any

import numpy as np
import numpy.typing as npt

from graph.steps import Mask
from queries.patterns.cuts import cuts
from queries.patterns.finding import Figure, Finding, Measured, NullModel, figure, ranked
from queries.patterns.names import NAME_COLUMNS, named
from queries.patterns.pattern import LIMIT, SEED, Option, Options, Pattern
from queries.patterns.scope import Scope
from queries.patterns.ties import Ties
from wording.words import N_, NN_, Words

_FEW = 10
_N_DRAWS = 199
_MOST_DRAWN = 20_000_000
_LEAST_DRAWS = 19

Places = npt.NDArray[np.int64]


def _measure(scope: Scope, options: Options) -> Measured:
    ties = scope.ties
    held = cuts(ties)
    leaving = _leaving(scope, options)
    before, after = largest_share(ties, np.empty(0, dtype=np.int64)), largest_share(ties, leaving)
    n = ties.n
    figures = (
        figure(
            "largest_after",
            N_("Share of the remaining nodes in the largest component after they left"),
            after,
            n,
            min_n=_FEW,
            null_model=_chance(ties, after, len(leaving), options["seed"]) if n >= _FEW else None,
        ),
        figure("largest_before", N_("Share of nodes in the largest component before"), before, n, min_n=_FEW),
        figure("left", N_("Nodes that left"), len(leaving), n),
        *_cut_off(ties, leaving),
        figure("cut_points", N_("Nodes whose going alone would cut others off"), int((held.n_cut_off > 0).sum()), n),
        figure("bridges", N_("Ties without which more would be unconnected"), held.n_bridges, n),
    )
    return Measured(figures=figures, rows=_rows(scope, held.n_cut_off, options["limit"]), n_ties=ties.m)


def _leaving(scope: Scope, options: Options) -> Places:
    """Places of those that leave: the ones named, otherwise so many with most ties."""
    ties = scope.ties
    if options["leaving_ids"]:
        positions = scope.network.positions(options["leaving_ids"])
        return np.flatnonzero(np.isin(ties.nodes, positions))
    most = np.lexsort((np.arange(ties.n), -ties.degrees))
    return np.sort(most[: options["n_leaving"]])


def largest_share(ties: Ties, leaving: Places) -> float | None:
    """Share of the nodes that stay in the largest component of what stays; None when nobody stays."""
    rest = ties.part(_staying(ties, leaving))
    return float(rest.component_sizes[0] / rest.n) if rest.n else None


def _staying(ties: Ties, leaving: Places) -> Mask:
    is_staying = np.ones(ties.n, dtype=np.bool_)
    is_staying[leaving] = False
    return is_staying


def _cut_off(ties: Ties, leaving: Places) -> tuple[Figure, ...]:
    """Nodes that were connected with the largest component and are not any more."""
    giant = ties.labels == 0
    rest = ties.part(_staying(ties, leaving) & giant)
    n_still = int(rest.component_sizes[0]) if rest.n else 0
    label = N_("Nodes of the largest component that are cut off from most of it")
    return (figure("cut_off", label, rest.n - n_still, ties.n),)


def _chance(ties: Ties, found: float | None, n_leaving: int, seed: int) -> NullModel | None:
    from queries.patterns.chance import Draws, null_model

    def draw(draws: Draws) -> float | None:
        return largest_share(ties, draws.choice(ties.n, n_leaving, replace=False))

    n_draws = max(_LEAST_DRAWS, min(_N_DRAWS, _MOST_DRAWN // max(1, ties.n + ties.m)))
    method = "as many nodes drawn at random leave (Albert, Jeong & Barabasi 2000)"
    return null_model(found, draw, method=method, n_draws=n_draws, seed=seed)


def _rows(scope: Scope, n_cut_off: Places, limit: int) -> tuple[Any, ...]:
    ties = scope.ties
    order = np.lexsort((np.arange(ties.n), -ties.degrees, -n_cut_off))[:limit]
    order = order[n_cut_off[order] > 0]
    rows = [
        {**name, "degree": int(ties.degrees[place]), "n_cut_off": int(n_cut_off[place])}
        for name, place in zip(named(scope, ties.nodes[order]), order.tolist(), strict=True)
    ]
    return ranked(rows, limit)


def _meaning(t: Words, finding: Finding) -> str:
    n_left, n_cut = int(finding.value("left") or 0), int(finding.value("cut_off") or 0)
    left = t.plural("{n} member leaves", "{n} members leave", n_left)
    return t.plural(
        "When {left}, {n} other is cut off from most of the largest component.",
        "When {left}, {n} others are cut off from most of the largest component.",
        n_cut,
        left=left,
    )


ROBUSTNESS = Pattern(
    id="robustness",
    question=N_("What happens when a member leaves?"),
    definition=N_(
        "Largest component after some nodes left: those named in leaving_ids, an association for instance, otherwise "
        "the n_leaving ones with most ties; compared with as many drawn at random. Rows: nodes whose going alone would "
        "cut others off from the largest part of their component."
    ),
    reference="Albert, Jeong & Barabasi 2000; Hopcroft & Tarjan 1973",
    measure=_measure,
    meaning=_meaning,
    columns=(*NAME_COLUMNS, ("degree", "integer"), ("n_cut_off", "integer")),
    order="n_cut_off, degree, from most to fewest, then id",
    options=(Option("leaving_ids", "texts", ()), Option("n_leaving", "integer", 1, 0), LIMIT, SEED),
    needs=NN_("{n} node", "{n} nodes"),
)
