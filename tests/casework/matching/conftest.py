from datetime import date

import pytest

from casework.matching.need import MatchNeed
from casework.matching.pool_build import build_pool
from casework.matching.scored import score_candidates
from casework.matching.topic_tree import TopicTree
from graph.connect import open_store
from graph.network import build_network
from tests.graph.networks import Sketch

TODAY = date(2026, 11, 25)


class Office:
    """A sketch in a store, asked for peers."""

    def __init__(self, store, sketch):
        sketch.write(store)
        self.store = store
        self.network = build_network(store.arrays(), store.data_version())
        self.pool = build_pool(store, self.network)
        self.tree = TopicTree.read(store)

    def score(self, as_of=TODAY, rules=None, conflicts=(), only_dated=False, **need):
        return score_candidates(
            self.network,
            self.pool,
            self.tree,
            MatchNeed(**need),
            as_of=as_of,
            rules=rules,
            conflicts=conflicts,
            only_dated=only_dated,
        )

    def share(self, part, node_id, **asked):
        """Share of a part; None where it is unknown."""
        scored = self.score(**asked)
        row = scored.row_of(node_id)
        return None if scored.is_unknown[part][row] else float(scored.shares[part][row])

    def limits(self, node_id, **asked):
        scored = self.score(**asked)
        return [name for name, mask in scored.limits.items() if mask[scored.row_of(node_id)]]

    def names(self, **asked):
        scored = self.score(**asked)
        return [scored.id_of(int(row)) for row in scored.best(100)]


@pytest.fixture
def office(tmp_path):
    """An office that works with a sketch."""
    stores = []

    def opened(sketch):
        stores.append(open_store(f"sqlite:///{tmp_path / f'{len(stores)}.sqlite'}"))
        return Office(stores[-1], sketch)

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def sketch():
    """Accra asks about waste; Leiden, Porto and their officials may help."""
    made = Sketch()
    for topic in ("environment", "waste", "compost", "housing"):
        made.node("Topic", topic)
    made.relate("BROADER", "waste", "environment")
    made.relate("BROADER", "compost", "waste")
    made.node("Municipality", "accra", country="GH", population=100_000, lat=5.6, lon=-0.2)
    made.node("Municipality", "leiden", country="NL", population=10_000, lat=52.2, lon=4.5)
    made.node("Municipality", "porto", country="PT", population=100_000, lat=41.1, lon=-8.6)
    return made
