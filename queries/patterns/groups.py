"""Groups that nodes belong to: countries, regions or kinds."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.network import KINDS
from queries.patterns.flows import places
from queries.patterns.pattern import Option
from queries.patterns.scope import Scope
from queries.patterns.ties import Ties

GROUP_BY = Option("by", "text", "country", allowed=("country", "region", "kind"))


@dataclass(frozen=True, slots=True)
class Grouped:
    """Ties among nodes whose group is known."""

    ties: Ties
    numbers: npt.NDArray[np.int64]
    """For each node the number of its group among the names."""
    names: tuple[str, ...]
    n_unknown: int
    """Nodes left out because their group is not known."""


def grouped(scope: Scope, by: str) -> Grouped:
    """The ties of a scope with the groups of their nodes; nodes of unknown group are left out, and counted."""
    ties = scope.ties
    if by == "kind":
        return Grouped(ties, scope.network.kinds[ties.nodes].astype(np.int64), KINDS, 0)
    where = places(scope, by)
    numbers = where.numbers[ties.nodes]
    is_known = np.array([bool(name) for name in where.names], dtype=np.bool_)[numbers]
    return Grouped(ties.part(is_known), numbers[is_known], where.names, int((~is_known).sum()))
