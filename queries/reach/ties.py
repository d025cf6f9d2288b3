"""How the organisations of a period hang together: who met whom, how often, and who was twinned before."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from queries.reach.scope import Pair, Scope, Since


@dataclass(frozen=True, slots=True)
class Ties:
    """The network of organisations that met in exchanges held in the period: one tie for each pair."""

    n_organisations: int
    n_with_partner: int
    """Organisations that met at least one other."""
    n_ties: int
    n_across_borders: int
    """Ties between organisations of two known, different countries."""
    n_same_country: int
    n_components: int
    """Groups of organisations connected by ties, with at least two in each."""
    n_largest: int
    """Organisations in the largest of them."""
    n_repeated: int
    """Ties of organisations that met in two or more exchanges from the first one recorded to the end of the period."""
    n_twinned: int
    """Ties between organisations with a recorded twinning."""

    @property
    def mean_partners(self) -> float | None:
        """Partners of an organisation on average: 2 ties / organisations; None without organisations.

        The mean degree of Wasserman & Faust (1994, section 4.3).
        """
        return 2 * self.n_ties / self.n_organisations if self.n_organisations else None


@dataclass(frozen=True, slots=True)
class Continuity:
    """Who was new and who came back."""

    n_newcomers: int
    n_returning: int
    n_unknown: int
    """Took part in an exchange whose date is too vague to say."""


def ties(scope: Scope) -> Ties:
    """How the organisations of the period hang together; all 0 where nobody met anybody."""
    sizes = _component_sizes(scope.pairs)
    countries = {one: scope.facts.organisations[one].country for one in scope.organisations}
    both = [(countries[first], countries[second]) for first, second in scope.pairs]
    known = [pair for pair in both if all(pair)]
    return Ties(
        n_organisations=len(scope.organisations),
        n_with_partner=len({one for pair in scope.pairs for one in pair}),
        n_ties=len(scope.pairs),
        n_across_borders=sum(first != second for first, second in known),
        n_same_country=sum(first == second for first, second in known),
        n_components=len(sizes),
        n_largest=max(sizes, default=0),
        n_repeated=sum(scope.pairs_until_end[pair] > 1 for pair in scope.pairs),
        n_twinned=sum(pair in scope.facts.twinnings for pair in scope.pairs),
    )


def continuity(scope: Scope) -> Continuity:
    """How many organisations of the period are new, and how many came back."""
    found = list(scope.since.values())
    return Continuity(found.count(Since.NEWCOMER), found.count(Since.RETURNING), found.count(Since.UNKNOWN))


def n_with_association(scope: Scope) -> int:
    """Exchanges held in the period in which an association of local governments took part."""
    return sum(
        any(who.kind == "Association" for who in scope.facts.participations.get(one.id, ())) for one in scope.held
    )


def n_building_on(scope: Scope) -> int:
    """Exchanges held in the period that continue an earlier one."""
    return sum(one.id in scope.facts.earlier for one in scope.held)


def _component_sizes(pairs: Mapping[Pair, int]) -> list[int]:
    ids = sorted({one for pair in pairs for one in pair})
    if not ids:
        return []
    # Here, because it takes long to import, and only reports count components this way.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    position = {one: at for at, one in enumerate(ids)}
    ends = np.array([[position[first], position[second]] for first, second in pairs])
    matrix = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(ids), len(ids)))
    _, labels = connected_components(matrix, directed=False)
    sizes: list[int] = np.bincount(labels).tolist()
    return sizes
