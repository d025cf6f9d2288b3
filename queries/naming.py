"""Which node a person means, when they wrote a name, an id or a source key."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.answers import NodeSummary
from graph.store import GraphStore
from queries.rows import nodes_by_id
from queries.search import Likeness, SearchHit, search


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text may mean: one node, several, or none."""

    node: NodeSummary | None
    """The one node that is meant; None when there is not exactly one."""
    candidates: tuple[SearchHit, ...]
    """The nodes of that name when there are several; similar ones when there is none."""

    @property
    def is_ambiguous(self) -> bool:
        """Whether several nodes answer to exactly this name."""
        return self.node is None and any(hit.likeness is Likeness.SAME_NAME for hit in self.candidates)


def node_meant(store: GraphStore, text: str, kinds: Sequence[str] | None = None, limit: int = 10) -> Meant:
    """The node that an id, a source key, ``Name`` or ``Name, Country`` stands for.

    An id beats everything; an exact match of the folded name beats likenesses. Nothing is guessed: with several nodes
    of exactly that name, or only similar ones, no node is chosen.
    """
    exists = nodes_by_id(store, [text])
    if text in exists:
        return Meant(exists[text], ())
    hits = search(store, text, kinds=kinds, limit=max(limit, 50))
    same = [hit for hit in hits if hit.likeness is Likeness.SAME_NAME]
    if len(same) == 1:
        return Meant(same[0].node, ())
    return Meant(None, tuple(same or hits)[:limit])
