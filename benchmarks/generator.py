"""Records of an invented network, as large as wanted and always the same for the same seed.

It has what makes real ones hard: few municipalities with very many exchanges, partners that come back to each other,
clusters of languages, names with the accents of many of them and some that occur twice, dates known to the year only.
"""

from collections.abc import Iterator

from benchmarks.invented_ids import Ids
from benchmarks.invented_nodes import nodes
from benchmarks.invented_relationships import relationships
from benchmarks.world import Size, make_world
from graph.records import Node, Relationship

SIZES = {
    "S": Size(1_000, 10_000, 5_000),
    "M": Size(10_000, 100_000, 50_000),
    "L": Size(100_000, 1_000_000, 500_000),
}
"""Sizes of design.md, section 7."""
SEED = 7


def generate(size: str, seed: int = SEED) -> Iterator[Node | Relationship]:
    """Records of a whole network: the nodes, then the relationships between them.

    Parameters
    ----------
    size : "S", "M" or "L"; about 17,000 nodes and 67,000 relationships, 10 and 100 times as many.
    seed : another one gives another network of the same sort.
    """
    return generate_sized(SIZES[size], seed)


def generate_sized(size: Size, seed: int = SEED) -> Iterator[Node | Relationship]:
    """Records of a network of any size; see `generate`."""
    world, ids = make_world(size, seed), Ids(size)
    yield from nodes(world, ids, seed)
    yield from relationships(world, ids, seed)
