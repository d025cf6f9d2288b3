"""The dense middle of the network: k-cores."""

import numpy as np

from queries.patterns.finding import Finding, Measured, figure
from queries.patterns.pattern import Options, Pattern
from queries.patterns.repeatable import networkit
from queries.patterns.scope import Scope
from queries.patterns.ties import Ints, Ties
from wording.words import N_, NN_, Words

_FEW = 10


def core_numbers(ties: Ties) -> Ints:
    """For each node the greatest k for which it is in the k-core: all in it have k ties inside (Seidman 1983)."""
    if ties.m == 0:
        return np.zeros(ties.n, dtype=np.int64)
    with networkit(0) as nk:
        return np.array(nk.centrality.CoreDecomposition(ties.networkit()).run().scores(), dtype=np.int64)


def _measure(scope: Scope, _: Options) -> Measured:
    ties = scope.ties
    numbers = core_numbers(ties)
    top = int(numbers.max(initial=0))
    n_top = int((numbers == top).sum())
    rows = tuple(
        {"core": k, "n_nodes": int((numbers >= k).sum()), "n_ties": ties.part(numbers >= k).m}
        for k in np.unique(numbers).tolist()
    )
    figures = (
        figure("max_core", N_("Greatest k of a k-core"), top, ties.n, min_n=_FEW),
        figure("max_core_nodes", N_("Nodes in it"), n_top, ties.n, min_n=_FEW),
        figure("max_core_share", N_("Share of nodes in it"), n_top / ties.n if ties.n else None, ties.n, min_n=_FEW),
    )
    return Measured(figures=figures, rows=rows, n_ties=ties.m)


def _meaning(t: Words, finding: Finding) -> str:
    return t(
        "At the core are {n_core} of {n_nodes}, each tied to at least {n_ties} others of the core.",
        n_core=finding.value("max_core_nodes"),
        n_nodes=finding.basis.n_nodes,
        n_ties=finding.value("max_core"),
    )


CORES = Pattern(
    id="cores",
    question=N_("Is there a dense core?"),
    definition=N_("The k-core is the greatest set of nodes that each have at least k ties within the set."),
    reference="Seidman 1983",
    measure=_measure,
    meaning=_meaning,
    columns=(("core", "integer"), ("n_nodes", "integer"), ("n_ties", "integer")),
    order="core",
    needs=NN_("{n} node", "{n} nodes"),
    is_about_rows=True,
)
