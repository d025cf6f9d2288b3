"""What answers are made of: nodes as they are shown, and the facts and steps of a path.

These types are below the rooms that make them and the rooms that word them, so that a sentence, a table and a page are
all made from the same thing.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeSummary:
    """One node in as few facts as a person needs to tell it from others. Unknown is ``None``."""

    id: str
    kind: str
    name: str | None
    """None for an official who did not agree to be named, and for exchanges and requests without a title."""
    detail: str | None = None
    """In small print: tier, kind of body, function, form of exchange or status of a request."""
    detail_inferred: str | None = None
    """For an exchange whose form the source does not name: the form we infer."""
    status: str | None = None
    """For an exchange: planned, held or cancelled."""
    date: str | None = None
    """Partial date: when an exchange started or a request came in."""
    until: str | None = None
    """Partial date: when an exchange ended."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code; for an official that of the organisation."""
    country_written: str | None = None
    """The country as the source writes it."""
    organisation: str | None = None
    """For an official: name of the organisation."""
    lat: float | None = None
    lon: float | None = None
    source_key: str
    """The key at the source, as in E03."""
    source: str
    source_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipRow:
    """One relationship as it is shown."""

    type: str
    start_id: str
    end_id: str
    date: str | None = None
    until: str | None = None
    detail: str | None = None
    """Role, function or evidence."""
    source: str
    source_url: str | None = None


class FactWord(StrEnum):
    """What makes a step, by the names of `graph.network.FactKind`."""

    EXCHANGE = "EXCHANGE"
    PRACTICE = "PRACTICE"
    WORKS_FOR = "WORKS_FOR"
    TWINNED_WITH = "TWINNED_WITH"
    SAME_ASSOCIATION = "SAME_ASSOCIATION"
    SAME_TOPIC = "SAME_TOPIC"
    SAME_COUNTRY = "SAME_COUNTRY"

    @property
    def is_similarity(self) -> bool:
        """Whether it says that two peers are alike, not that they met."""
        return self.name.startswith("SAME_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One recorded fact that leads from one peer to another."""

    kind: FactWord
    node: NodeSummary | None
    """The exchange, practice, topic, country or association; None for a tie between the two."""
    role_from: str | None = None
    """For an exchange: role of the peer the step leaves from."""
    role_to: str | None = None
    detail: str | None = None
    """For employment: the function."""
    date: str | None = None
    until: str | None = None
    source: str
    source_url: str | None = None
    is_reversed: bool = False
    """For employment: the step leads from the organisation to the official."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one peer to the next, with the facts that both share, the most telling first."""

    from_node: NodeSummary
    to_node: NodeSummary
    facts: tuple[Fact, ...]
    n_more_facts: int = 0
    """Further facts that the two share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerPath:
    """One path: its steps from the first peer to the last."""

    steps: tuple[Step, ...]

    @property
    def nodes(self) -> tuple[NodeSummary, ...]:
        """The peers along the path, both ends included."""
        return (self.steps[0].from_node, *(step.to_node for step in self.steps))


def summary_of(row: dict[str, Any]) -> NodeSummary:
    """Node out of a row of the question ``nodes_by_id``."""
    return NodeSummary(**row)
