"""The statistics of a network as network collections publish them."""

from collections.abc import Iterator

from queries.patterns import counts
from queries.patterns.distances import Distances, distances
from queries.patterns.finding import Figure, Finding, Measured, figure, too_large
from queries.patterns.pattern import SEED, Option, Options, Pattern
from queries.patterns.sampling import sampled
from queries.patterns.scope import Scope
from queries.patterns.ties import Ties
from wording.words import N_, Words


def _measure(scope: Scope, options: Options) -> Measured:
    return measured_statistics(scope.ties, options["seed"], most_exact=options["most_exact"])


def measured_statistics(ties: Ties, seed: int, *, most_exact: int = 30_000) -> Measured:
    """All statistics of a graph, with the histogram of distances as rows.

    Parameters
    ----------
    seed : of the sample of distances, where one is drawn.
    most_exact : nodes of the largest component up to which all distances are counted.
    """
    apart = distances(ties, seed, most_exact=most_exact)
    figures = (*_sizes(ties), *_shapes(ties), *_inequality(ties), *_apart(apart, seed), *_spectrum(ties))
    return Measured(figures=figures, rows=distance_rows(apart), n_ties=ties.m)


def distance_rows(apart: Distances) -> tuple[dict[str, object], ...]:
    """The histogram of distances, one row a distance; () when no two nodes are connected."""
    if not apart.n_pairs:
        return ()
    shares = apart.counts / apart.counts.sum()
    return tuple(
        {"distance": distance, "n_ordered_pairs": int(n), "share": float(shares[distance])}
        for distance, n in enumerate(apart.counts)
    )


def _sizes(ties: Ties) -> Iterator[Figure]:
    n, m, degrees = ties.n, ties.m, ties.degrees
    yield figure("n", N_("Nodes"), n, n)
    yield figure("m", N_("Ties"), m, m)
    yield figure("loops", N_("Ties of a node with itself (a store holds none)"), 0, m)
    yield figure("components", N_("Components, isolates included"), len(ties.component_sizes), n)
    yield figure("isolates", N_("Nodes without a tie"), int((degrees == 0).sum()), n)
    yield figure("lcc", N_("Nodes in the largest component"), int(ties.component_sizes[0]) if n else 0, n)
    yield figure("lcc_edges", N_("Ties in the largest component"), ties.part(ties.labels == 0).m if n else 0, m)
    yield figure("max_degree", N_("Greatest degree"), int(degrees.max()) if n else None, n)
    yield figure("average_degree", N_("Mean degree"), 2 * m / n if n else None, n)
    yield figure("fill", N_("Density (KONECT: fill)"), 2 * m / (n * (n - 1)) if n > 1 else None, n)


def _shapes(ties: Ties) -> Iterator[Figure]:
    wedges = counts.n_stars(ties.degrees, 2)
    found = counts.closed(ties)
    yield figure("wedges", N_("Wedges: a node and two of its neighbours"), wedges, ties.m)
    yield figure("claws", N_("Claws: a node and three of its neighbours"), counts.n_stars(ties.degrees, 3), ties.m)
    yield figure("crosses", N_("Crosses: a node and four of its neighbours"), counts.n_stars(ties.degrees, 4), ties.m)
    if found is None:
        yield from (too_large(name, label, ties.m) for name, label in _CLOSED.items())
        return
    values = {
        "triangles": found.n_triangles,
        "squares": found.n_squares,
        "four_tours": 8 * found.n_squares + 4 * wedges + 2 * ties.m,
        "clustering": 3 * found.n_triangles / wedges if wedges else None,
        "mean_local_clustering": counts.mean_local_clustering(ties, found, with_ends=True),
        "mean_local_clustering_of_degree_2_and_more": counts.mean_local_clustering(ties, found, with_ends=False),
    }
    yield from (figure(name, label, values[name], ties.m) for name, label in _CLOSED.items())


_CLOSED = {
    "triangles": N_("Triangles"),
    "squares": N_("Squares: closed ways over four nodes"),
    "four_tours": N_("Closed walks of four steps"),
    "clustering": N_("Clustering: 3 x triangles / wedges (transitivity)"),
    "mean_local_clustering": N_("Mean local clustering, nodes of degree 0 and 1 counted as 0"),
    "mean_local_clustering_of_degree_2_and_more": N_("Mean local clustering of nodes with two neighbours or more"),
}


def _inequality(ties: Ties) -> Iterator[Figure]:
    degrees, n = ties.degrees, ties.n
    yield figure("gini", N_("Gini coefficient of degrees"), counts.gini(degrees), n)
    yield figure(
        "balanced_inequality_ratio",
        N_("Balanced inequality ratio: this share of ties is held by the rest of the nodes, those of least degree"),
        counts.balanced_inequality_ratio(degrees),
        n,
    )
    entropy = counts.relative_edge_entropy(degrees)
    yield figure("relative_edge_distribution_entropy", N_("Relative entropy of the ties' distribution"), entropy, n)
    yield figure("power_law_exponent", N_("Power law exponent over all degrees"), counts.power_law_exponent(degrees), n)
    mixing = counts.assortativity(ties, degrees)
    yield figure("degree_assortativity", N_("Degree assortativity"), mixing, ties.m)
    yield figure("controllability", N_("Nodes needed to control all (exact matching)"), counts.n_controllers(ties), n)


def _apart(apart: Distances, seed: int) -> Iterator[Figure]:
    values = {
        "diameter": (N_("Diameter of the largest component"), apart.diameter),
        "mean_distance": (N_("Mean distance of two different nodes of the largest component"), apart.mean),
        "median_distance": (N_("Median distance there"), apart.median),
        "eff_diameter_50": (N_("Steps within which half of all pairs lie"), apart.percentile(50)),
        "eff_diameter_90": (N_("Steps within which nine of ten pairs lie"), apart.percentile(90)),
    }
    for name, (label, value) in values.items():
        how = sampled(apart, seed, with_error=name == "mean_distance")
        yield figure(name, label, value, apart.n_nodes, sampling=how)


def _spectrum(ties: Ties) -> Iterator[Figure]:
    yield figure("spectral_norm", N_("Largest absolute eigenvalue"), counts.spectral_norm(ties), ties.n)
    label = N_("Algebraic connectivity of the largest component")
    yield figure("algebraic_connectivity", label, counts.algebraic_connectivity(ties), ties.n)


def _meaning(t: Words, finding: Finding) -> str:
    n, m, largest = (int(finding.value(name) or 0) for name in ("n", "m", "lcc"))
    nodes = t.plural("{n} node", "{n} nodes", n)
    ties = t.plural("{n} tie", "{n} ties", m)
    mean = finding.value("mean_distance")
    if mean is None:
        return t("There are {nodes} and {ties}; no two nodes are connected.", nodes=nodes, ties=ties)
    return t(
        "There are {nodes} and {ties}; {n_largest} nodes are connected with each other, on average {mean} steps apart.",
        nodes=nodes,
        ties=ties,
        n_largest=largest,
        mean=t.number(round(mean, 2)),
    )


NETWORK_STATISTICS = Pattern(
    id="network_statistics",
    question=N_("What are the statistics of this network?"),
    definition=N_(
        "Counts and measures of the undirected network without loops and parallel ties, under the names of the KONECT "
        "collection. Distances are counted over ordered pairs of the largest component, all of them up to "
        "30,000 nodes; there, a published figure that was estimated may differ."
    ),
    reference="Kunegis 2013; Newman 2018; Leskovec, Kleinberg & Faloutsos 2005",
    measure=_measure,
    meaning=_meaning,
    columns=(("distance", "integer"), ("n_ordered_pairs", "integer"), ("share", "real")),
    order="distance",
    options=(SEED, Option("most_exact", "integer", 30_000, 0)),
)
