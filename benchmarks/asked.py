"""What is asked of every rival: pairs of peers, names in three spellings, centres of ego networks. Seeded."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from graph.network import KINDS, Network
from graph.paths import find_distance
from graph.steps import StepGraph, StepRules
from graph.store import GraphStore
from queries.rows import nodes_by_id

_MOST_TRIES = 20
_PREFIX_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of ids, two thirds of them officials, the others municipalities."""

    connected: tuple[tuple[str, str], ...]
    unconnected: tuple[tuple[str, str], ...]

    @property
    def share_unconnected(self) -> float:
        """How many of all pairs drawn have no path between them."""
        n_drawn = len(self.connected) + len(self.unconnected)
        return len(self.unconnected) / n_drawn if n_drawn else 0.0


def draw_pairs(network: Network, n_connected: int, seed: int) -> Pairs:
    """Pairs at random until so many have a path between them."""
    random = Random(seed)
    officials, municipalities = (_of_kind(network, kind) for kind in ("Official", "Municipality"))
    steps = StepGraph.under(network, StepRules())
    connected: list[tuple[str, str]] = []
    unconnected: list[tuple[str, str]] = []
    for turn in range(_MOST_TRIES * n_connected):
        if len(connected) == n_connected:
            break
        first, second = random.sample(officials if turn % 3 else municipalities, 2)
        pair = network.id_of(first), network.id_of(second)
        (connected if find_distance(steps, first, second) else unconnected).append(pair)
    return Pairs(tuple(connected), tuple(unconnected))


def draw_centres(network: Network, n: int, seed: int) -> list[str]:
    """Ids of peers at random, two thirds of them officials."""
    random = Random(seed + 1)
    officials, municipalities = (_of_kind(network, kind) for kind in ("Official", "Municipality"))
    return [network.id_of(random.choice(officials if turn % 3 else municipalities)) for turn in range(n)]


def draw_texts(store: GraphStore, network: Network, n_each: int, seed: int) -> dict[str, list[str]]:
    """Names as people type them, by how: whole, only the beginning, with one wrong letter."""
    random = Random(seed + 2)
    ids = draw_centres(network, 2 * n_each, seed)
    names = [node.name for node in nodes_by_id(store, ids).values() if node.name][:n_each]
    return {
        "whole name": names,
        "beginning": [name[:_PREFIX_LETTERS] for name in names],
        "one wrong letter": [_mistyped(name, random) for name in names],
    }


def _of_kind(network: Network, kind: str) -> Sequence[int]:
    found: list[int] = np.flatnonzero(network.kinds == KINDS.index(kind)).tolist()
    return found


def _mistyped(name: str, random: Random) -> str:
    place = random.randrange(1, len(name))
    return f"{name[:place]}{random.choice('aeiourstn')}{name[place + 1 :]}"
