"""How often associations of local governments take part."""

from typing import Any

import numpy as np
import numpy.typing as npt

from graph.network import KINDS, Positions
from graph.schema import ROLES
from graph.steps import mask_of
from queries.patterns.finding import Finding, Measured, figure, ranked
from queries.patterns.names import NAME_COLUMNS, named
from queries.patterns.pattern import LIMIT, Options, Pattern
from queries.patterns.sampling import wilson
from queries.patterns.scope import Scope
from wording.words import N_, NN_, Words

_FEW = 10


def _measure(scope: Scope, options: Options) -> Measured:
    exchanges = scope.exchanges_of_nodes
    taking, associations = _taking_part(scope, exchanges)
    n, n_with = len(exchanges), len(np.unique(taking))
    figures = (
        figure("with_association", N_("Exchanges in which an association took part"), n_with, n),
        figure("exchanges", N_("Exchanges"), n, n),
        figure(
            "with_association_share",
            N_("Share of exchanges in which an association took part"),
            n_with / n if n else None,
            n,
            min_n=_FEW,
            interval=wilson(n_with, n),
        ),
        figure("associations", N_("Associations that took part"), len(np.unique(associations)), n),
    )
    return Measured(figures=figures, rows=_rows(scope, associations, options["limit"]))


def _taking_part(scope: Scope, exchanges: Positions) -> tuple[Positions, Positions]:
    """Exchanges and the associations in them, as pairs: by kind, or by the role that an organisation had."""
    part, network = scope.network.took_part, scope.network
    is_association = network.kinds[part.peers] == KINDS.index("Association")
    is_association |= part.roles == 1 + ROLES.index("association")
    is_association &= mask_of(exchanges, network.n_nodes)[part.exchanges]
    pairs = np.unique((part.exchanges[is_association].astype(np.int64) << 32) | part.peers[is_association])
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)


def _rows(scope: Scope, associations: npt.NDArray[np.int32], limit: int) -> tuple[Any, ...]:
    who, n = np.unique(associations, return_counts=True)
    order = np.lexsort((who, -n))[:limit]
    rows = [{**name, "n_exchanges": int(count)} for name, count in zip(named(scope, who[order]), n[order], strict=True)]
    return ranked(rows, limit)


def _meaning(t: Words, finding: Finding) -> str:
    return t(
        "An association took part in {n_with} of {n_exchanges} exchanges.",
        n_with=finding.value("with_association"),
        n_exchanges=finding.value("exchanges"),
    )


ASSOCIATION_INVOLVEMENT = Pattern(
    id="association_involvement",
    question=N_("How often do associations take part?"),
    definition=N_(
        "Exchanges in which an association, or an organisation in the role of one, is recorded as taking part, as a "
        "share of those in which a chosen node took part. CONNECT wants it to be all."
    ),
    reference="connectfordevelopment.eu (associations take part in all exchanges); Wilson 1927",
    measure=_measure,
    meaning=_meaning,
    columns=(*NAME_COLUMNS, ("n_exchanges", "integer")),
    order="n_exchanges from most to fewest, then id",
    options=(LIMIT,),
    needs=NN_("{n} exchange", "{n} exchanges"),
    is_projected=False,
)
