"""What a candidate's place in the list rests on: exchanges and notes, each a node that can be opened."""

from dataclasses import dataclass, replace

import numpy as np

from casework.matching.parts import Asked
from casework.matching.pool import DECLARED, LEARNED
from graph.answers import NodeSummary

_MOST = 3
_WORDS = {DECLARED: "declared", LEARNED: "learned"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact that speaks for a candidate."""

    proof: str
    """done, learned, declared; with ``organisation_`` before it where it is of the official's organisation."""
    node_id: str
    """The exchange; for what is declared the topic."""
    topic_id: str
    strength: float
    """Likeness of the topic times the strength of the proof, 0-1."""
    node: NodeSummary | None = None
    """The exchange or topic, once it is told."""

    def named(self, node: NodeSummary) -> "Evidence":
        """The same with its node."""
        return replace(self, node=node)


def evidence_of(asked: Asked, row: int) -> tuple[Evidence, ...]:
    """The strongest proofs of one candidate and of the candidate's organisation, each fact once.

    Returns
    -------
    At most three, the strongest first, then by ids; () where there is no proof near the topics asked about.
    """
    found = _of_row(asked, row, "", 1.0)
    organisation = int(asked.known.pool.organisations[row])
    if organisation >= 0 and organisation != row:
        found += _of_row(asked, organisation, "organisation_", asked.rules.experience["organisation_did"])
    best: dict[str, Evidence] = {}
    for one in sorted(found, key=lambda one: (-one.strength, one.node_id, one.topic_id, one.proof)):
        best.setdefault(one.node_id, one)
    return tuple(best.values())[:_MOST]


def _of_row(asked: Asked, row: int, prefix: str, share: float) -> list[Evidence]:
    known, found = asked.known, []
    likeness = np.max(asked.topic_likeness, axis=0) if asked.topic_likeness else np.zeros(len(asked.tree.ids))
    for topic_row, topic_id, alike in zip(asked.topic_rows, asked.tree.ids, likeness.tolist(), strict=True):
        if topic_row is None or not alike:
            continue
        proofs = known.of_topic(topic_row)
        place = int(np.searchsorted(known.proof_peers[proofs], row)) + proofs.start
        if place < proofs.stop and known.proof_peers[place] == row:
            word = _WORDS.get(int(known.proof_kinds[place]), "done")
            exchange = int(known.proof_exchanges[place])
            node_id = asked.network.id_of(int(known.pool.exchanges[exchange])) if exchange >= 0 else topic_id
            strength = alike * share * float(known.proof_strengths[place])
            found.append(Evidence(prefix + word, node_id, topic_id, strength))
    return found
