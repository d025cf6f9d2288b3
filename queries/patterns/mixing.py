"""Whether like ties with like: E-I index and assortativity, held against chance."""

from typing import Any

import numpy as np
import numpy.typing as npt

from queries.patterns.chance import Draws, null_model, rewired
from queries.patterns.counts import assortativity
from queries.patterns.finding import Figure, Finding, Measured, figure
from queries.patterns.groups import GROUP_BY, Grouped, grouped
from queries.patterns.pattern import N_PERMUTATIONS, SEED, Options, Pattern
from queries.patterns.scope import Scope
from queries.patterns.ties import Ties
from wording.words import N_, NN_, Words

_FEW = 10
_MOST_DRAWN_ENDS = 20_000_000
"""Ties times draws: above, fewer networks are drawn."""
_LABELS_SHUFFLED = "groups shuffled over the nodes, ties as they are (Hubert & Schultz 1976)"
_ENDS_SHUFFLED = "configuration model: degrees as they are, ends of ties shuffled (Newman 2002)"

Numbers = npt.NDArray[np.int64]


def _measure(scope: Scope, options: Options) -> Measured:
    found = grouped(scope, options["by"])
    ties = found.ties
    # Ties out of one exchange come together, so there are no more observations than facts.
    n = min(ties.m, scope.n_facts)
    n_draws = max(99, min(options["n_permutations"], _MOST_DRAWN_ENDS // max(1, ties.m)))
    figures = (
        *_external(found, n, n_draws, options["seed"]),
        _by_group(found, n, n_draws, options["seed"]),
        _by_degree(ties, n, n_draws, options["seed"]),
    )
    return Measured(
        figures=figures, rows=_rows(found), notes={"nodes_of_unknown_group": found.n_unknown}, n_ties=ties.m
    )


def ei_index(ties: Ties, groups: Numbers) -> float | None:
    """Ties across groups less ties inside them, over all ties (Krackhardt & Stern 1988); None without ties."""
    if ties.m == 0:
        return None
    n_external = int((groups[ties.first] != groups[ties.second]).sum())
    return (2 * n_external - ties.m) / ties.m


def ei_range(ties: Ties, groups: Numbers) -> tuple[float, float]:
    """Least and greatest E-I index that so many ties among groups of these sizes allow."""
    sizes = np.bincount(groups) if len(groups) else np.zeros(1, dtype=np.int64)
    n_inside = int((sizes * (sizes - 1) // 2).sum())
    n_across = ties.n * (ties.n - 1) // 2 - n_inside
    least, most = max(0, ties.m - n_inside), min(ties.m, n_across)
    return (2 * least - ties.m) / ties.m, (2 * most - ties.m) / ties.m


def group_assortativity(first: Numbers, second: Numbers) -> float | None:
    """How much more ties stay inside groups than the groups' shares of ends make likely (Newman 2003).

    Parameters
    ----------
    first, second : groups of both ends of each tie.

    Returns
    -------
    1: all ties are inside; 0: as by chance; None: no ties, or all ends are in one group.
    """
    if not len(first):
        return None
    inside = float((first == second).mean())
    shares = np.bincount(np.concatenate([first, second])) / (2 * len(first))
    by_chance = float(shares @ shares)
    return (inside - by_chance) / (1 - by_chance) if by_chance < 1 - 1e-12 else None


def _external(found: Grouped, n: int, n_draws: int, seed: int) -> tuple[Figure, ...]:
    ties, groups = found.ties, found.numbers
    value = ei_index(ties, groups)

    def draw(draws: Draws) -> float | None:
        return ei_index(ties, draws.permutation(groups))

    chance = null_model(value, draw, method=_LABELS_SHUFFLED, n_draws=n_draws, seed=seed) if n >= _FEW else None
    least, most = ei_range(ties, groups) if ties.m else (0.0, 0.0)
    rescaled = 2 * (value - least) / (most - least) - 1 if value is not None and most > least else None
    return (
        figure("ei_index", N_("E-I index"), value, n, min_n=_FEW, null_model=chance),
        figure("ei_rescaled", N_("E-I index within what sizes and density allow"), rescaled, n, min_n=_FEW),
    )


def _by_group(found: Grouped, n: int, n_draws: int, seed: int) -> Figure:
    ties, groups = found.ties, found.numbers
    value = group_assortativity(groups[ties.first], groups[ties.second])

    def draw(draws: Draws) -> float | None:
        drawn = draws.permutation(groups)
        return group_assortativity(drawn[ties.first], drawn[ties.second])

    chance = null_model(value, draw, method=_LABELS_SHUFFLED, n_draws=n_draws, seed=seed) if n >= _FEW else None
    label = N_("Assortativity by group")
    return figure("group_assortativity", label, value, n, min_n=_FEW, null_model=chance)


def _by_degree(ties: Ties, n: int, n_draws: int, seed: int) -> Figure:
    value = assortativity(ties, ties.degrees)

    def draw(draws: Draws) -> float | None:
        first, second = rewired(ties, draws)
        return assortativity(Ties(ties.nodes, first, second, ties.weights), ties.degrees)

    chance = null_model(value, draw, method=_ENDS_SHUFFLED, n_draws=n_draws, seed=seed) if n >= _FEW else None
    return figure("degree_assortativity", N_("Degree assortativity"), value, n, min_n=_FEW, null_model=chance)


def _rows(found: Grouped) -> tuple[dict[str, Any], ...]:
    ties, groups, k = found.ties, found.numbers, len(found.names)
    one, other = groups[ties.first], groups[ties.second]
    inside = np.bincount(one[one == other], minlength=k)
    ends = np.bincount(np.concatenate([one, other]), minlength=k)
    sizes = np.bincount(groups, minlength=k)
    rows = [
        {
            "group": found.names[g],
            "n_nodes": int(sizes[g]),
            "n_internal": int(inside[g]),
            "n_external": int(ends[g] - 2 * inside[g]),
            "ei_index": float((ends[g] - 3 * inside[g]) / (ends[g] - inside[g])) if ends[g] else None,
        }
        for g in np.flatnonzero(sizes).tolist()
    ]
    return tuple(sorted(rows, key=lambda row: (-row["n_internal"] - row["n_external"], row["group"])))


def _meaning(t: Words, finding: Finding) -> str:
    main = finding.figures[0]
    value = t.number(round(float(main.value or 0), 3))
    chance = main.null_model
    if chance is None or chance.p_value > _SIGNIFICANT:
        return t(
            "The E-I index is {value}, from -1 (all ties inside groups) to 1 (all across); chance alone gives as much.",
            value=value,
        )
    by_chance = t.number(round(chance.mean, 3))
    if float(main.value or 0) < chance.mean:
        return t(
            "Ties stay inside groups more than chance would have it: the E-I index is {value}, and {by_chance} by "
            "chance.",
            value=value,
            by_chance=by_chance,
        )
    return t(
        "Ties cross groups more than chance would have it: the E-I index is {value}, and {by_chance} by chance.",
        value=value,
        by_chance=by_chance,
    )


_SIGNIFICANT = 0.05

MIXING = Pattern(
    id="mixing",
    question=N_("Do members tie with their like, or across countries, regions and kinds?"),
    definition=N_(
        "E-I index: (external - internal) / all ties, also rescaled to what group sizes and density allow. "
        "Assortativity: correlation of groups or degrees over the two ends of ties. Group figures are compared with "
        "groups shuffled over the nodes, degree assortativity with ends of ties shuffled."
    ),
    reference="Krackhardt & Stern 1988; Newman 2002, 2003; Hubert & Schultz 1976",
    measure=_measure,
    meaning=_meaning,
    columns=(
        ("group", "text"),
        ("n_nodes", "integer"),
        ("n_internal", "integer"),
        ("n_external", "integer"),
        ("ei_index", "real"),
    ),
    order="ties from most to fewest, then group",
    options=(GROUP_BY, N_PERMUTATIONS, SEED),
    needs=NN_("{n} fact", "{n} facts"),
)
