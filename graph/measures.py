"""Measures of the whole network, by NetworKit."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from graph.network import CANCELLED, HELD, Network


@dataclass(frozen=True, slots=True)
class Components:
    """Which peers are connected, however many steps apart.

    A component is a greatest set of peers with a path between any two (Newman 2018, section 6.12).
    """

    number: npt.NDArray[np.int64]
    """For each node the component it is in; -1 for nodes that are no peers."""
    sizes: npt.NDArray[np.int64]
    """Peers in each component."""

    @property
    def n_components(self) -> int:
        """How many there are, isolates included."""
        return len(self.sizes)

    def size_at(self, position: int) -> int:
        """Peers in the component of one peer, itself included; 1 for an isolate."""
        return int(self.sizes[self.number[position]])

    def size_around(self, positions: npt.NDArray[np.int32]) -> int:
        """Peers in all components that any of some peers are in."""
        return int(self.sizes[np.unique(self.number[positions])].sum())


_KNOWN: WeakKeyDictionary[Network, dict[bool, Components]] = WeakKeyDictionary()
"""Components that were found before; they go when their network goes."""


def components(network: Network, *, with_planned: bool = False) -> Components:
    """Components of the peer network, found once for each network.

    Parameters
    ----------
    with_planned : whether exchanges that are not known to have been held connect people too.

    Returns
    -------
    One component for each peer that is connected with nobody; none at all for a network without peers.
    """
    known = _KNOWN.setdefault(network, {})
    if with_planned not in known:
        known[with_planned] = _components(network, with_planned=with_planned)
    return known[with_planned]


def _components(network: Network, *, with_planned: bool) -> Components:
    import networkit as nk  # half a second that only those pay who measure

    facts = network.peers
    is_used = facts.statuses != CANCELLED if with_planned else facts.statuses == HELD
    member_rows = facts.incidence.members
    fact = np.repeat(np.arange(facts.n_facts), member_rows.lengths())
    kept = is_used[fact]
    # Peers and facts together: two peers share a component exactly when a walk through facts joins them.
    two_mode = nk.GraphFromCoo(
        ((fact[kept] + network.n_nodes).astype(np.uint64), member_rows.columns[kept].astype(np.uint64)),
        n=network.n_nodes + facts.n_facts,
    )
    found = nk.components.ConnectedComponents(two_mode)
    found.run()
    labels = np.asarray(found.getPartition().getVector(), dtype=np.int64)[: network.n_nodes]
    is_peer = network.is_peer()
    number = np.full(network.n_nodes, -1, dtype=np.int64)
    _, number[is_peer], sizes = np.unique(labels[is_peer], return_inverse=True, return_counts=True)
    return Components(number, sizes)
