"""How the network hangs together: density, degrees, components and reach."""

from typing import Any

import numpy as np
import numpy.typing as npt

from queries.patterns.distances import reached_within, reached_within_two
from queries.patterns.finding import Finding, Measured, figure, ranked, too_large
from queries.patterns.names import NAME_COLUMNS, named
from queries.patterns.pattern import LIMIT, Option, Options, Pattern
from queries.patterns.scope import Scope
from wording.words import N_, NN_, Words

_FEW = 5
"""Nodes below which one tie more or less changes everything."""
_NODES = NN_("{n} node", "{n} nodes")
_MOST_REACHED = 30_000
"""Nodes up to which everybody's reach is counted."""


def _density(scope: Scope, _: Options) -> Measured:
    n, m = scope.ties.n, scope.ties.m
    density = 2 * m / (n * (n - 1)) if n > 1 else None
    figures = (
        figure("density", N_("Density"), density, n, min_n=_FEW),
        figure("n_possible", N_("Ties there could be"), n * (n - 1) // 2, n),
    )
    return Measured(figures=figures, n_ties=m)


def _density_meaning(t: Words, finding: Finding) -> str:
    return t.plural(
        "{n} tie exists of {n_possible} that there could be; compare only networks of about equal size.",
        "{n} ties exist of {n_possible} that there could be; compare only networks of about equal size.",
        finding.basis.n_ties,
        n_possible=finding.value("n_possible"),
    )


DENSITY = Pattern(
    id="density",
    question=N_("How much of what could be tied is tied?"),
    definition=N_("Ties divided by the ties there could be between the nodes."),
    reference="Wasserman & Faust 1994",
    measure=_density,
    meaning=_density_meaning,
    needs=_NODES,
)


def _degrees(scope: Scope, options: Options) -> Measured:
    ties = scope.ties
    order = np.lexsort((np.arange(ties.n), -ties.strengths, -ties.degrees))[: options["limit"]]
    rows = [
        {**name, "degree": int(ties.degrees[place]), "weighted_degree": float(ties.strengths[place])}
        for name, place in zip(named(scope, ties.nodes[order]), order.tolist(), strict=True)
    ]
    n_isolates = int((ties.degrees == 0).sum())
    figures = (
        figure("mean_degree", N_("Mean degree"), 2 * ties.m / ties.n if ties.n else None, ties.n),
        figure("median_degree", N_("Median degree"), float(np.median(ties.degrees)) if ties.n else None, ties.n),
        figure("max_degree", N_("Greatest degree"), int(ties.degrees.max()) if ties.n else None, ties.n),
        figure("mean_weighted_degree", N_("Mean weighted degree"), _mean(ties.strengths), ties.n),
        figure("isolates", N_("Nodes without a tie"), n_isolates, ties.n),
        figure("isolates_share", N_("Share of nodes without a tie"), n_isolates / ties.n if ties.n else None, ties.n),
    )
    return Measured(figures=figures, rows=ranked(rows, options["limit"]), n_ties=ties.m)


def _mean(values: npt.NDArray[Any]) -> float | None:
    return float(values.mean()) if len(values) else None


def _degrees_meaning(t: Words, finding: Finding) -> str:
    return t(
        "On average a node is tied to {mean} others; {n_isolates} of {n_nodes} are tied to nobody.",
        mean=t.number(round(float(finding.value("mean_degree") or 0), 2)),
        n_isolates=finding.value("isolates"),
        n_nodes=finding.basis.n_nodes,
    )


DEGREES = Pattern(
    id="degrees",
    question=N_("With how many others is each tied?"),
    definition=N_("Degree: others a node is tied to. Weighted degree: sum of the weights of its ties."),
    reference="Freeman 1979; Barrat et al. 2004",
    measure=_degrees,
    meaning=_degrees_meaning,
    columns=(*NAME_COLUMNS, ("degree", "integer"), ("weighted_degree", "real")),
    order="degree, weighted_degree, from most to least, then id",
    options=(LIMIT,),
    is_about_rows=True,
    needs=_NODES,
)


def _components(scope: Scope, options: Options) -> Measured:
    ties, sizes = scope.ties, scope.ties.component_sizes
    largest = int(sizes[0]) if ties.n else 0
    rows = [
        {"component": number, "n_nodes": int(size), "n_components": int(n)}
        for number, (size, n) in enumerate(sorted(zip(*np.unique(sizes, return_counts=True), strict=True))[::-1], 1)
    ]
    figures = (
        figure("components", N_("Components, isolates included"), len(sizes), ties.n),
        figure("largest_component", N_("Nodes in the largest component"), largest, ties.n),
        figure("largest_component_share", N_("Share of nodes there"), largest / ties.n if ties.n else None, ties.n),
        figure("isolates", N_("Nodes without a tie"), int((ties.degrees == 0).sum()), ties.n),
    )
    return Measured(figures=figures, rows=tuple(rows[: options["limit"]]), n_ties=ties.m)


def _components_meaning(t: Words, finding: Finding) -> str:
    return t(
        "{n_largest} of {n_nodes} are connected with each other; the others are in smaller groups or alone.",
        n_largest=finding.value("largest_component"),
        n_nodes=finding.basis.n_nodes,
    )


COMPONENTS = Pattern(
    id="components",
    question=N_("Which parts of the network are not connected with each other?"),
    definition=N_("A component is a greatest set of nodes with a path between any two; an isolate is one of its own."),
    reference="Newman 2018, section 6.12",
    measure=_components,
    meaning=_components_meaning,
    columns=(("component", "integer"), ("n_nodes", "integer"), ("n_components", "integer")),
    order="size of components, the largest first, with how many there are of it",
    options=(LIMIT,),
    is_about_rows=True,
    needs=_NODES,
)


def _reach(scope: Scope, options: Options) -> Measured:
    ties, steps = scope.ties, options["steps"]
    label = N_("Mean share of the others within so many steps")
    if ties.n > _MOST_REACHED and steps > 2:
        return Measured(figures=(too_large("mean_reach", label, ties.n),), n_ties=ties.m)
    reached = reached_within(ties, steps) if ties.n <= _MOST_REACHED else reached_within_two(ties)
    shares = reached / (ties.n - 1) if ties.n > 1 else np.zeros(ties.n)
    order = np.lexsort((np.arange(ties.n), -reached))[: options["limit"]]
    rows = [
        {**name, "degree": int(ties.degrees[place]), "n_reached": int(reached[place]), "share": float(shares[place])}
        for name, place in zip(named(scope, ties.nodes[order]), order.tolist(), strict=True)
    ]
    figures = (
        figure("mean_reach", label, _mean(shares) if ties.n > 1 else None, ties.n, min_n=_FEW),
        figure("max_reach", N_("Greatest share"), float(shares.max()) if ties.n > 1 else None, ties.n, min_n=_FEW),
    )
    return Measured(figures=figures, rows=ranked(rows, options["limit"]), n_ties=ties.m)


def _reach_meaning(t: Words, finding: Finding) -> str:
    return t.plural(
        "Within {n} step a node reaches on average {share} % of the others.",
        "Within {n} steps a node reaches on average {share} % of the others.",
        int(str(finding.parameters["steps"])),
        share=t.number(round(100 * float(finding.value("mean_reach") or 0), 1)),
    )


REACH = Pattern(
    id="reach",
    question=N_("How much of the network is within two steps?"),
    definition=N_("Others at most so many steps away, as a share of all others; the mean is taken over all nodes."),
    reference="Hanneman & Riddle 2005 (k-step reach)",
    measure=_reach,
    meaning=_reach_meaning,
    columns=(*NAME_COLUMNS, ("degree", "integer"), ("n_reached", "integer"), ("share", "real")),
    order="n_reached from most to fewest, then id",
    options=(LIMIT, Option("steps", "integer", 2, 1)),
    needs=_NODES,
)
