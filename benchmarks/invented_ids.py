"""Ids and source keys of the invented nodes, by kind and number."""

from functools import cached_property

from benchmarks.invented_topics import TOPICS
from benchmarks.language_groups import COUNTRIES
from benchmarks.world import Size
from graph.ids import mint_id
from graph.records import Source
from graph.schema import SCHEMA

SOURCE = Source("invented", "Invented network", "benchmarks/generator.py of the explorer")


def key_of(kind: str, number: int) -> str:
    """Source key of a node, such as ``municipality/12``."""
    return f"{kind.lower()}/{number}"


class Ids:
    """Ids of all nodes of a kind, in the order of their numbers; made when first asked for."""

    def __init__(self, size: Size) -> None:
        self._size = size

    @cached_property
    def countries(self) -> list[str]:
        """Ids of countries, in the order of `COUNTRIES`."""
        return _minted("Country", len(COUNTRIES))

    @cached_property
    def topics(self) -> list[str]:
        """Ids of topics, in the order of `TOPICS`."""
        return _minted("Topic", len(TOPICS))

    @cached_property
    def associations(self) -> list[str]:
        """Ids of associations, one for each of `COUNTRIES`."""
        return _minted("Association", len(COUNTRIES))

    @cached_property
    def municipalities(self) -> list[str]:
        """Ids of municipalities."""
        return _minted("Municipality", self._size.n_municipalities)

    @cached_property
    def bodies(self) -> list[str]:
        """Ids of bodies."""
        return _minted("Body", self._size.n_bodies)

    @cached_property
    def officials(self) -> list[str]:
        """Ids of officials."""
        return _minted("Official", self._size.n_officials)

    @cached_property
    def requests(self) -> list[str]:
        """Ids of requests."""
        return _minted("Request", self._size.n_requests)

    @cached_property
    def exchanges(self) -> list[str]:
        """Ids of exchanges."""
        return _minted("Exchange", self._size.n_exchanges)

    @cached_property
    def practices(self) -> list[str]:
        """Ids of practices."""
        return _minted("Practice", self._size.n_practices)

    @cached_property
    def evaluations(self) -> list[str]:
        """Ids of evaluations, as many as practices."""
        return _minted("Evaluation", self._size.n_practices)


def _minted(kind: str, n: int) -> list[str]:
    prefix = SCHEMA.node(kind).prefix
    return [mint_id(prefix, SOURCE.id, key_of(kind, number)) for number in range(n)]
