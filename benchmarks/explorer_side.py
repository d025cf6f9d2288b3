"""The explorer's answers, as the dashboard and the command line get them."""

from itertools import pairwise

from graph.network import Network
from graph.paths import find_paths, one_peer
from graph.steps import StepGraph, StepRules
from graph.store import GraphStore
from queries.ego_network import EgoNetwork, ego_network
from queries.peer_paths import PeerPaths, peer_paths
from queries.search import search

MOST_STEPS = 30
K = 5


class Explorer:
    """A store with its network in memory."""

    def __init__(self, store: GraphStore, network: Network) -> None:
        self.store = store
        self.network = network
        self._steps = StepGraph.under(network, StepRules())

    def one_path(self, pair: tuple[str, str]) -> list[str] | None:
        """Ids along a shortest path, with the exchange of each step where it is one; None: not connected."""
        start, end = (self._position(one) for one in pair)
        found = find_paths(self._steps, one_peer(start), one_peer(end), 1, MOST_STEPS).paths
        return self._with_facts(found[0]) if found else None

    def best_paths(self, pair: tuple[str, str]) -> PeerPaths:
        """The five best paths with names, facts, dates and sources."""
        return peer_paths(self.store, self.network, *pair, k=K)

    def within_two_steps(self, centre_id: str) -> set[str]:
        """Ids of the peers within two steps of a peer."""
        centre = self._position(centre_id)
        near = self._steps.neighbours(self.network.positions([centre_id]))
        far = self._steps.neighbours(near)
        found = self.network.ids[far].tolist() + self.network.ids[near].tolist()
        return {one.decode() for one in found} - {self.network.id_of(centre)}

    def picture(self, centre_id: str) -> EgoNetwork:
        """The ego network as the Explore page draws it."""
        return ego_network(self.store, self.network, centre_id, radius=2)

    def search(self, text: str) -> list[str]:
        """Ids that answer to a text, best first."""
        return [hit.node.id for hit in search(self.store, text)]

    def _position(self, node_id: str) -> int:
        found = self.network.position(node_id)
        assert found is not None, node_id
        return found

    def _with_facts(self, path: tuple[int, ...]) -> list[str]:
        told = [self.network.id_of(path[0])]
        for first, second in pairwise(path):
            facts, row = self._steps.facts_between(first, second)[0]
            node = int(facts.nodes[row])
            told += [self.network.id_of(one) for one in ((node, second) if node >= 0 else (second,))]
        return told
