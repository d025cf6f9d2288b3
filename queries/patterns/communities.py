"""Communities: groups with more ties inside than chance would give, and whether another seed finds them again."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from queries.patterns.chance import Draws, null_model, rewired
from queries.patterns.finding import Finding, Measured, figure
from queries.patterns.names import named
from queries.patterns.pattern import LIMIT, SEED, Option, Options, Pattern
from queries.patterns.repeatable import networkit
from queries.patterns.scope import Scope
from queries.patterns.ties import Ties
from wording.words import N_, NN_, Words

_FEW = 20
"""Nodes below which a division into groups says nothing."""
_N_DRAWS = 39
_MOST_DRAWN = 20_000
"""Ties up to which networks are drawn to compare the modularity with."""
_MOST_RUNS_OF = 500_000
"""Nodes and ties above which three runs have to do."""
_METHODS = ("leiden", "louvain")

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Communities:
    """The best of several divisions, and how alike they are."""

    labels: Labels
    """For each node its community, the largest being 0; a node without a tie is one of its own."""
    modularity: float
    """Share of ties inside less what the degrees make likely (Newman & Girvan 2004)."""
    nmi: float | None
    """Mean normalised mutual information of every two runs: 1 the same (Danon et al. 2005); None for one run."""
    ari: float | None
    """Mean adjusted Rand index of every two runs: 1 the same, 0 as by chance (Hubert & Arabie 1985)."""
    n_runs: int


def communities(ties: Ties, *, method: str, resolution: float, seed: int, n_runs: int) -> Communities:
    """The division of greatest modularity among several runs.

    Parameters
    ----------
    method : ``leiden`` (Traag, Waltman & van Eck 2019) or ``louvain`` (Blondel et al. 2008), weighted.
    resolution : greater gives smaller communities; 1 is modularity as defined.
    seed : of the first run; the others take the numbers that follow.
    n_runs : how many; at most three in a very large network.
    """
    n_runs = min(n_runs, 3) if ties.n + ties.m > _MOST_RUNS_OF else n_runs
    graph = ties.networkit(weighted=True)
    found = [_run(graph, method, resolution, seed + i) for i in range(n_runs)]
    values = [modularity(ties, labels, resolution) for labels in found]
    best = found[int(np.argmax(values))]
    is_tied = ties.degrees > 0
    pairs = list(combinations([labels[is_tied] for labels in found], 2))
    nmi = [_nmi(one, other) for one, other in pairs]
    ari = [_ari(one, other) for one, other in pairs]
    return Communities(
        _by_size(best), max(values), float(np.mean(nmi)) if nmi else None, float(np.mean(ari)) if ari else None, n_runs
    )


def modularity(ties: Ties, labels: Labels, resolution: float = 1.0) -> float:
    """Share of the weight of ties inside communities less what strengths make likely; 0 without ties."""
    total = float(ties.weights.sum())
    if not total:
        return 0.0
    inside = float(ties.weights[labels[ties.first] == labels[ties.second]].sum()) / total
    shares = np.bincount(labels, weights=ties.strengths) / (2 * total)
    return inside - resolution * float(shares @ shares)


def _run(graph: Any, method: str, resolution: float, seed: int) -> Labels:  # noqa: ANN401 - NetworKit has no types
    with networkit(seed) as nk:
        if method == "leiden":
            run = nk.community.ParallelLeiden(graph, 3, True, resolution)
        else:
            run = nk.community.PLM(graph, True, resolution)
        return np.array(run.run().getPartition().getVector(), dtype=np.int64)


def _by_size(labels: Labels) -> Labels:
    if not len(labels):
        return labels
    _, first, numbers, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return rank[numbers]


def _shared(one: Labels, other: Labels) -> tuple[Labels, Labels, Labels]:
    """Sizes of the groups of both divisions, and of their intersections."""
    _, a = np.unique(one, return_inverse=True)
    _, b = np.unique(other, return_inverse=True)
    _, both = np.unique(a.astype(np.int64) * (int(b.max(initial=0)) + 1) + b, return_counts=True)
    return np.bincount(a), np.bincount(b), both


def _nmi(one: Labels, other: Labels) -> float:
    def entropy(sizes: Labels) -> float:
        shares = sizes / sizes.sum()
        return float(-(shares @ np.log(shares)))

    a, b, both = (entropy(sizes) for sizes in _shared(one, other))
    return 2 * (a + b - both) / (a + b) if a + b > 1e-12 else 1.0


def _ari(one: Labels, other: Labels) -> float:
    def n_pairs(sizes: Labels) -> float:
        return float((sizes.astype(np.float64) * (sizes - 1) / 2).sum())

    a, b, both = (n_pairs(sizes) for sizes in _shared(one, other))
    n = len(one)
    by_chance = a * b / (n * (n - 1) / 2)
    most = (a + b) / 2
    return (both - by_chance) / (most - by_chance) if abs(most - by_chance) > 1e-9 else 1.0


def _measure(scope: Scope, options: Options) -> Measured:
    ties = scope.ties
    n_tied = int((ties.degrees > 0).sum())
    resolution = options["resolution_percent"] / 100
    how = {"method": options["method"], "resolution": resolution}
    if n_tied < 2:
        return Measured(figures=_too_few(n_tied), n_ties=ties.m)
    found = communities(ties, **how, seed=options["seed"], n_runs=options["n_runs"])

    def draw(draws: Draws) -> float:
        first, second = rewired(ties, draws)
        drawn = _simple(ties, first, second)
        return communities(drawn, **how, seed=int(draws.integers(1 << 30)), n_runs=1).modularity

    chance = None
    if n_tied >= _FEW and ties.m <= _MOST_DRAWN:
        method = "configuration model: degrees as they are, ends of ties shuffled (Guimera, Sales-Pardo & Amaral 2004)"
        chance = null_model(found.modularity, draw, method=method, n_draws=_N_DRAWS, seed=options["seed"])
    n_groups = int((np.bincount(found.labels[ties.degrees > 0]) > 0).sum())
    figures = (
        figure("modularity", N_("Modularity"), found.modularity, n_tied, min_n=_FEW, null_model=chance),
        figure("communities", N_("Communities of nodes with a tie"), n_groups, n_tied, min_n=_FEW),
        figure("stability_nmi", N_("Stability over seeds: mutual information"), found.nmi, n_tied, min_n=_FEW),
        figure("stability_ari", N_("Stability over seeds: adjusted Rand index"), found.ari, n_tied, min_n=_FEW),
        figure("runs", N_("Runs with different seeds"), found.n_runs, n_tied),
    )
    rows = _rows(scope, found, options["limit"]) if n_tied >= _FEW else ()
    return Measured(figures=figures, rows=rows, n_ties=ties.m)


def _too_few(n_tied: int) -> tuple[Any, ...]:
    return (figure("modularity", N_("Modularity"), None, n_tied, min_n=_FEW),)


def _simple(ties: Ties, first: npt.NDArray[np.int32], second: npt.NDArray[np.int32]) -> Ties:
    is_tie = first != second
    low, high = np.minimum(first, second)[is_tie], np.maximum(first, second)[is_tie]
    pairs = np.unique((low.astype(np.int64) << 32) | high)
    return Ties(ties.nodes, (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32), np.ones(len(pairs)))


def _rows(scope: Scope, found: Communities, limit: int) -> tuple[dict[str, Any], ...]:
    ties = scope.ties
    is_tied = ties.degrees > 0
    inside = found.labels[ties.first] == found.labels[ties.second]
    n_inside = np.bincount(found.labels[ties.first[inside]], minlength=int(found.labels.max()) + 1)
    n_ends = np.bincount(found.labels, weights=ties.degrees).astype(np.int64)
    rows = []
    for label in np.unique(found.labels[is_tied])[:limit].tolist():
        members = np.flatnonzero(found.labels == label)
        main = members[np.lexsort((members, -ties.degrees[members]))[0]]
        country, n_there = _main_country(scope, members)
        rows.append(
            {
                "community": label + 1,
                "n_nodes": len(members),
                "n_internal": int(n_inside[label]),
                "n_external": int(n_ends[label] - 2 * n_inside[label]),
                "main_country": country or None,
                "share_there": n_there / len(members),
                **dict(zip(("id", "name"), list(named(scope, [ties.nodes[main]])[0].values())[:2], strict=True)),
            }
        )
    return tuple(rows)


def _main_country(scope: Scope, members: npt.NDArray[np.int64]) -> tuple[str, int]:
    codes, n = np.unique(scope.network.countries[scope.ties.nodes[members]], return_counts=True)
    return codes[int(n.argmax())].decode(), int(n.max())


def _meaning(t: Words, finding: Finding) -> str:
    n, nmi = int(finding.value("communities") or 0), finding.value("stability_nmi")
    alike = t.number(round(float(nmi), 2)) if nmi is not None else "-"
    chance = finding.figures[0].null_model
    if chance is not None and chance.p_value > _SIGNIFICANT:
        return t("The division into groups is no clearer than chance gives in networks with the same degrees.")
    return t.plural(
        "There is {n} community; with other seeds much the same is found to {alike} of 1.",
        "There are {n} communities; with other seeds much the same is found to {alike} of 1.",
        n,
        alike=alike,
    )


_SIGNIFICANT = 0.05

COMMUNITIES = Pattern(
    id="communities",
    question=N_("Into which groups does the network fall, and are they stable?"),
    definition=N_(
        "Division of greatest modularity found by the method in several runs with different seeds; stability is the "
        "mean likeness of every two runs. resolution_percent above 100 gives smaller communities."
    ),
    reference=(
        "Traag, Waltman & van Eck 2019; Blondel et al. 2008; Newman & Girvan 2004; Danon et al. 2005; "
        "Hubert & Arabie 1985; Guimera, Sales-Pardo & Amaral 2004"
    ),
    measure=_measure,
    meaning=_meaning,
    columns=(
        ("community", "integer"),
        ("n_nodes", "integer"),
        ("n_internal", "integer"),
        ("n_external", "integer"),
        ("main_country", "text"),
        ("share_there", "real"),
        ("id", "text"),
        ("name", "text"),
    ),
    order="n_nodes from most to fewest; id and name are those of the member with most ties",
    options=(
        Option("method", "text", "leiden", allowed=_METHODS),
        Option("resolution_percent", "integer", 100, 1),
        Option("n_runs", "integer", 10, 1),
        SEED,
        LIMIT,
    ),
    needs=NN_("{n} node with a tie", "{n} nodes with a tie"),
    is_about_rows=True,
)
