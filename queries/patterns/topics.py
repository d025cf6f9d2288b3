"""Which topics are dealt with, and which together."""

from typing import Any

import numpy as np
import numpy.typing as npt

from graph.network import Positions
from queries.patterns.finding import Finding, Measured, figure
from queries.patterns.pattern import LIMIT, Options, Pattern
from queries.patterns.scope import Scope
from queries.rows import nodes_by_id
from wording.words import N_, NN_, Words

_FEW = 10
Ints = npt.NDArray[np.int64]


def _measure(scope: Scope, options: Options) -> Measured:
    exchanges = scope.exchanges_of_nodes
    which, topics = scope.topics_of(exchanges)
    n_exchanges = len(np.unique(which))
    names, numbers, counts = np.unique(topics, return_inverse=True, return_counts=True)
    pairs, together = _pairs(which.astype(np.int64), numbers.astype(np.int64))
    order = np.lexsort((pairs[:, 1], pairs[:, 0], -together))
    shares = counts / counts.sum() if len(counts) else counts.astype(np.float64)
    entropy = float(-(shares @ np.log(shares))) if len(counts) else None
    figures = (
        figure("topics", N_("Topics dealt with"), len(names), n_exchanges),
        figure("topic_pairs", N_("Pairs of topics dealt with in one exchange"), len(pairs), n_exchanges),
        figure("exchanges", N_("Exchanges with a topic"), n_exchanges, n_exchanges),
        figure("shannon", N_("Diversity of topics: Shannon entropy"), entropy, n_exchanges, min_n=_FEW),
        figure(
            "simpson",
            N_("Diversity of topics: chance that two mentions are of different topics"),
            _simpson(counts),
            n_exchanges,
            min_n=_FEW,
        ),
    )
    rows = _rows(scope, names, counts, pairs[order][: options["limit"]], together[order], n_exchanges)
    return Measured(figures=figures, rows=rows, n_ties=len(pairs))


def _pairs(which: Ints, numbers: Ints) -> tuple[Ints, Ints]:
    """Pairs of topics that an exchange has in common, and in how many exchanges each pair is."""
    from scipy.sparse import csr_array

    if not len(which):
        return np.empty((0, 2), dtype=np.int64), np.empty(0, dtype=np.int64)
    matrix = csr_array((np.ones(len(which), dtype=np.int64), (which, numbers)))
    together = (matrix.T @ matrix).tocoo()
    is_pair = together.row < together.col
    ends = np.stack([together.row[is_pair], together.col[is_pair]], axis=1).astype(np.int64)
    return ends, together.data[is_pair].astype(np.int64)


def _simpson(counts: Ints) -> float | None:
    n = int(counts.sum())
    return 1 - float((counts * (counts - 1)).sum()) / (n * (n - 1)) if n > 1 else None


def _rows(
    scope: Scope, names: Positions, counts: Ints, pairs: Ints, together: Ints, n_exchanges: int
) -> tuple[dict[str, Any], ...]:
    ids = {int(number): scope.network.id_of(int(names[number])) for number in np.unique(pairs)}
    known = nodes_by_id(scope.store, ids.values()) if ids else {}
    return tuple(
        {
            "first_id": ids[a],
            "first": known[ids[a]].name,
            "second_id": ids[b],
            "second": known[ids[b]].name,
            "n_exchanges": n,
            "n_of_first": int(counts[a]),
            "n_of_second": int(counts[b]),
            "by_chance": float(counts[a] * counts[b] / n_exchanges),
            "jaccard": n / float(counts[a] + counts[b] - n),
        }
        for (a, b), n in zip(pairs.tolist(), together.tolist(), strict=False)
    )


def _meaning(t: Words, finding: Finding) -> str:
    if not finding.rows:
        return t("No exchange deals with two topics.")
    top = finding.rows[0]
    n_equal = sum(row["n_exchanges"] == top["n_exchanges"] for row in finding.rows)
    if n_equal > 1:
        return t.plural(
            "{n_equal} pairs of topics are dealt with together equally often: in {n} exchange each.",
            "{n_equal} pairs of topics are dealt with together equally often: in {n} exchanges each.",
            top["n_exchanges"],
            n_equal=n_equal,
        )
    return t.plural(
        "{first} and {second} are dealt with together most often: in {n} exchange.",
        "{first} and {second} are dealt with together most often: in {n} exchanges.",
        top["n_exchanges"],
        first=top["first"],
        second=top["second"],
    )


TOPICS_TOGETHER = Pattern(
    id="topics_together",
    question=N_("Which topics are dealt with together?"),
    definition=N_(
        "Exchanges and topics form a two-mode network, projected on topics: two are tied when an exchange is about "
        "both; the weight is the number of such exchanges. By chance: what independent topics would have in common. "
        "Jaccard: common exchanges / exchanges about either."
    ),
    reference="Breiger 1974; Jaccard 1901; Shannon 1948; Simpson 1949",
    measure=_measure,
    meaning=_meaning,
    columns=(
        ("first_id", "text"),
        ("first", "text"),
        ("second_id", "text"),
        ("second", "text"),
        ("n_exchanges", "integer"),
        ("n_of_first", "integer"),
        ("n_of_second", "integer"),
        ("by_chance", "real"),
        ("jaccard", "real"),
    ),
    order="n_exchanges from most to fewest, then first_id, second_id",
    options=(LIMIT,),
    needs=NN_("{n} exchange with a topic", "{n} exchanges with a topic"),
    is_about_rows=True,
    is_projected=False,
)
