"""Who stands between others: brokers, with what they carry, and how central the network is."""

from typing import Any

import numpy as np
import numpy.typing as npt

from graph.steps import Mask
from queries.patterns.betweenness import MOST_EXACT, Between, Betweenness, between_sets, betweenness
from queries.patterns.finding import Figure, Finding, Measured, Sampling, figure, ranked
from queries.patterns.holes import constraint, effective_size
from queries.patterns.load import loads
from queries.patterns.names import NAME_COLUMNS, named
from queries.patterns.pattern import LIMIT, SEED, Option, Options, Pattern
from queries.patterns.regions import REGIONS, codes_of, countries_in
from queries.patterns.scope import Scope
from queries.patterns.ties import Ties
from wording.words import N_, NN_, Words

_FEW = 10
_MOST_SOURCES = 4_000
"""Nodes of the first set that paths are counted from; more are drawn from."""
_ENDS = ("from_countries", "from_regions", "to_countries", "to_regions")


def _brokers(scope: Scope, options: Options) -> Measured:
    ties = scope.ties
    if any(options[name] for name in _ENDS):
        return _between(scope, options)
    found = betweenness(ties, options["seed"], most_exact=options["most_exact"])
    rows = _rows(scope, options, found.shares, found.errors)
    figures = (
        figure("brokers", N_("Nodes that lie between others"), int((found.shares > 0).sum()), ties.n, min_n=_FEW),
        _greatest(ties, found, options["seed"]),
        *_overloaded(rows),
    )
    return Measured(figures=figures, rows=rows, n_ties=ties.m)


def _greatest(ties: Ties, found: Betweenness, seed: int) -> Figure:
    top = int(found.shares.argmax()) if ties.n else 0
    value = float(found.shares[top]) if ties.n > 2 else None
    label = N_("Greatest betweenness, as a share of all pairs of others")
    return figure("max_betweenness", label, value, ties.n, min_n=_FEW, sampling=sampling_of(ties, found, seed, top))


def sampling_of(ties: Ties, found: Betweenness, seed: int, place: int) -> Sampling | None:
    """How a betweenness was estimated; None where it is exact."""
    if found.errors is None:
        return None
    return Sampling(
        method="shortest paths from source nodes drawn with repeats (Brandes & Pich 2007), in eight batches",
        n_sampled=found.n_sampled,
        n_all=ties.n,
        error=float(found.errors[place]),
        seed=seed,
    )


def _between(scope: Scope, options: Options) -> Measured:
    ties = scope.ties
    is_source, is_target = (_end(scope, ties, options, side) for side in ("from", "to"))
    sources = np.flatnonzero(is_source)
    n_sources = len(sources)
    if n_sources > _MOST_SOURCES:
        draws = np.random.Generator(np.random.PCG64(options["seed"]))
        sources = np.sort(draws.choice(sources, _MOST_SOURCES, replace=False))
    found = between_sets(ties, sources, is_target)
    rows = _rows(scope, options, found.shares, None)
    figures = (*_pairs(found, len(sources), n_sources, options["seed"]), *_overloaded(rows))
    return Measured(figures=figures, rows=rows, n_ties=ties.m)


def _pairs(found: Between, n_used: int, n_sources: int, seed: int) -> tuple[Figure, ...]:
    sampling = None
    if n_used < n_sources:
        method = "shortest paths from nodes of the first set drawn without repeats"
        sampling = Sampling(method=method, n_sampled=n_used, n_all=n_sources, error=None, seed=seed)
    n = found.n_pairs
    label = N_("Nodes that lie between the two sets")
    return (
        figure("brokers", label, int((found.shares > 0).sum()), n, min_n=1, sampling=sampling),
        figure("pairs", N_("Pairs of a node of the one set and one of the other"), n, n),
        figure("connected_pairs", N_("Pairs that are connected"), found.n_connected, n),
    )


def _end(scope: Scope, ties: Ties, options: Options, side: str) -> Mask:
    """Which nodes are at one end: in the countries or regions that are named; everybody where none is."""
    codes = {*codes_of(options[f"{side}_countries"] or ()), *countries_in(options[f"{side}_regions"] or ())}
    if not codes:
        return np.ones(ties.n, dtype=np.bool_)
    is_end: Mask = np.isin(scope.network.countries[ties.nodes], [code.encode() for code in sorted(codes)])
    return is_end


def _rows(
    scope: Scope, options: Options, shares: npt.NDArray[np.float64], errors: npt.NDArray[np.float64] | None
) -> tuple[dict[str, Any], ...]:
    ties, limit = scope.ties, options["limit"]
    order = np.lexsort((np.arange(ties.n), -shares))[:limit]
    order = order[shares[order] > 0]
    carried = loads(scope, ties.nodes[order])
    rows = [
        {
            **name,
            "betweenness": float(shares[place]),
            "error": None if errors is None else float(errors[place]),
            "constraint": constrained,
            "effective_size": size,
            "n_exchanges": load.n_exchanges,
            "n_planned": load.n_planned,
            "busiest_12_months": load.busiest_12_months,
            "is_overloaded": load.busiest_12_months > options["load_limit"],
        }
        for name, place, constrained, size, load in zip(
            named(scope, ties.nodes[order]),
            order.tolist(),
            constraint(ties, order),
            effective_size(ties, order),
            carried,
            strict=True,
        )
    ]
    return tuple(dict(row) for row in ranked(rows, limit))


def _overloaded(rows: tuple[dict[str, Any], ...]) -> tuple[Figure, ...]:
    label = N_("Listed brokers with more exchanges in twelve months than the limit")
    n = sum(row["is_overloaded"] for row in rows)
    return (figure("overloaded", label, n, len(rows)),)


def _meaning(t: Words, finding: Finding) -> str:
    if not finding.rows:
        if any(finding.parameters[name] for name in _ENDS) and not finding.value("connected_pairs"):
            return t("Nobody of the one set is connected with anybody of the other, so nobody stands between them.")
        return t("Nobody stands between others: who is connected is connected directly.")
    first = finding.rows[0]
    return t.plural(
        "{name} lies on the largest share of shortest paths between others, {share} %; {n} broker listed has more "
        "exchanges in twelve months than {n_limit}.",
        "{name} lies on the largest share of shortest paths between others, {share} %; {n} brokers listed have more "
        "exchanges in twelve months than {n_limit}.",
        int(finding.value("overloaded") or 0),
        name=first["name"] or first["id"],
        share=t.number(round(100 * first["betweenness"], 2)),
        n_limit=finding.parameters["load_limit"],
    )


BROKERS = Pattern(
    id="brokers",
    question=N_("Who stands between others, and are they overloaded?"),
    definition=N_(
        "Betweenness: share of shortest paths between pairs of others, or from one set of countries to another, on "
        "which a node lies. Constraint: near 0 for who ties those that are not tied otherwise, near 1 for who does "
        "not. Effective size: neighbours less their mean ties among each other. Overloaded: more held exchanges in "
        "some twelve months than load_limit."
    ),
    reference="Freeman 1977; Brandes 2001, 2008; Brandes & Pich 2007; Burt 1992; Borgatti 1997",
    measure=_brokers,
    meaning=_meaning,
    columns=(
        *NAME_COLUMNS,
        ("betweenness", "real"),
        ("error", "real"),
        ("constraint", "real"),
        ("effective_size", "real"),
        ("n_exchanges", "integer"),
        ("n_planned", "integer"),
        ("busiest_12_months", "integer"),
        ("is_overloaded", "yes/no"),
    ),
    order="betweenness from most to least, then id",
    options=(
        Option("from_countries", "texts", ()),
        Option("from_regions", "texts", (), allowed=REGIONS),
        Option("to_countries", "texts", ()),
        Option("to_regions", "texts", (), allowed=REGIONS),
        Option("load_limit", "integer", 4, 0),
        LIMIT,
        SEED,
        Option("most_exact", "integer", MOST_EXACT, 0),
    ),
    needs=NN_("{n} node", "{n} nodes"),
    is_about_rows=True,
)


def _centralisation(scope: Scope, options: Options) -> Measured:
    ties, n = scope.ties, scope.ties.n
    degrees = ties.degrees
    of_degree = (int(degrees.max()) * n - int(degrees.sum())) / ((n - 1) * (n - 2)) if n > 2 else None
    found = betweenness(ties, options["seed"], most_exact=options["most_exact"])
    of_paths = float((found.shares.max() - found.shares).sum() / (n - 1)) if n > 2 else None
    sampling = sampling_of(ties, found, options["seed"], int(found.shares.argmax())) if n else None
    figures = (
        figure("degree_centralisation", N_("Degree centralisation"), of_degree, n, min_n=_FEW),
        figure(
            "betweenness_centralisation",
            N_("Betweenness centralisation"),
            of_paths,
            n,
            min_n=_FEW,
            sampling=sampling,
        ),
    )
    return Measured(figures=figures, n_ties=ties.m)


def _centralisation_meaning(t: Words, finding: Finding) -> str:
    return t(
        "Ties are centred on one node to {degrees} % and paths to {paths} % of what a star of this size would show.",
        degrees=t.number(round(100 * float(finding.value("degree_centralisation") or 0), 1)),
        paths=t.number(round(100 * float(finding.value("betweenness_centralisation") or 0), 1)),
    )


CENTRALISATION = Pattern(
    id="centralisation",
    question=N_("Does the network hang on one member?"),
    definition=N_(
        "Sum of the differences between the most central node and each node, divided by that of a star with as many "
        "nodes: 0 all are equally central, 1 a star."
    ),
    reference="Freeman 1979",
    measure=_centralisation,
    meaning=_centralisation_meaning,
    options=(SEED, Option("most_exact", "integer", MOST_EXACT, 0)),
    needs=NN_("{n} node", "{n} nodes"),
)
