"""What stands at an end of a path: one peer or several."""

from dataclasses import dataclass
from enum import StrEnum

from graph.answers import NodeSummary


class EndKind(StrEnum):
    """What stands at an end."""

    PEERS = "peers"
    COUNTRY = "country"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndFound:
    """What stands at an end."""

    kind: EndKind
    asked: str
    """The text that means it."""
    nodes: tuple[NodeSummary, ...]
    """The peers of a list; the country or topic otherwise. () when there is nothing of that name."""
    n_peers: int
    """Peers at this end."""
