"""How far apart nodes are."""

from queries.patterns.distances import distances
from queries.patterns.finding import Finding, Measured, figure
from queries.patterns.pattern import SEED, Option, Options, Pattern
from queries.patterns.sampling import sampled
from queries.patterns.scope import Scope
from queries.patterns.statistics import distance_rows
from wording.words import N_, NN_, Words

_FEW = 5


def _measure(scope: Scope, options: Options) -> Measured:
    ties, seed = scope.ties, options["seed"]
    apart = distances(ties, seed, most_exact=options["most_exact"])
    exactly, roughly = sampled(apart, seed, with_error=True), sampled(apart, seed, with_error=False)
    values = (
        ("mean_distance", N_("Mean distance"), apart.mean, exactly),
        ("median_distance", N_("Median distance"), apart.median, roughly),
        ("diameter", N_("Diameter"), apart.diameter, roughly),
        ("eff_diameter_50", N_("Steps within which half of all pairs lie"), apart.percentile(50), roughly),
        ("eff_diameter_90", N_("Steps within which nine of ten pairs lie"), apart.percentile(90), roughly),
        ("compactness", N_("Compactness: mean of 1 / distance, pairs of different components 0"), None, roughly),
    )
    figures = tuple(
        figure(
            name,
            label,
            apart.compactness(ties.n) if name == "compactness" else value,
            apart.n_nodes,
            min_n=_FEW,
            sampling=how,
        )
        for name, label, value, how in values
    )
    return Measured(figures=figures, rows=distance_rows(apart), n_ties=ties.m)


def _meaning(t: Words, finding: Finding) -> str:
    return t(
        "In the largest component, of {n_nodes} nodes, two are on average {mean} steps apart and never more than "
        "{n_diameter}.",
        n_nodes=finding.figures[0].n,
        mean=t.number(round(float(finding.value("mean_distance") or 0), 2)),
        n_diameter=finding.value("diameter"),
    )


DISTANCES = Pattern(
    id="distances",
    question=N_("How far apart are the members of the network?"),
    definition=N_(
        "Steps of a shortest path, over ordered pairs of different nodes of the largest component; effective diameters "
        "count each node with itself too, and are interpolated between whole steps. Compactness leaves the smaller "
        "components out as unconnected."
    ),
    reference="Newman 2018; Leskovec, Kleinberg & Faloutsos 2005; Borgatti 2003; Eppstein & Wang 2004",
    measure=_measure,
    meaning=_meaning,
    columns=(("distance", "integer"), ("n_ordered_pairs", "integer"), ("share", "real")),
    order="distance",
    options=(SEED, Option("most_exact", "integer", 30_000, 0)),
    needs=NN_("{n} connected node", "{n} connected nodes"),
)
