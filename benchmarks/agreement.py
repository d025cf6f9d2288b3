"""Whether two rivals gave the same answer."""

from collections.abc import Sequence
from typing import Any

from graph.answers import Step
from queries.peer_paths import PeerPaths

_PEERS = ("off-", "mun-", "ass-", "bod-")


def compared(task: str, ours: Sequence[object], theirs: Sequence[object]) -> str:
    """A sentence on how many answers are the same."""
    n_same = sum(one == other for one, other in zip(ours, theirs, strict=True))
    return f"{task}: {n_same} of {len(ours)} answers equal"


def steps_in(path: Sequence[str]) -> int:
    """Steps of a path of ids, with facts between the peers or without."""
    return sum(one.startswith(_PEERS) for one in path) - 1


def same_paths(ours: PeerPaths, theirs: Sequence[dict[str, Any]]) -> bool:
    """Whether Neo4j's paths of nodes lead through the same peers, whatever the facts and the order."""
    listed = {tuple(node["id"] for node in one["nodes"] if node["id"].startswith(_PEERS)) for one in theirs}
    return listed == set(_peers(ours))


def same_rows(ours: PeerPaths, theirs: Sequence[dict[str, Any]]) -> bool:
    """Whether the paths are the same in the same order, and every fact told is among those that Neo4j gives."""
    if _peers(ours) != [tuple(node["id"] for node in one["peers"]) for one in theirs]:
        return False
    return all(
        _same_facts(step, facts)
        for path, one in zip(ours.paths, theirs, strict=True)
        for step, facts in zip(path.steps, one["facts"], strict=True)
    )


def _peers(ours: PeerPaths) -> list[tuple[str, ...]]:
    return [tuple(node.id for node in path.nodes) for path in ours.paths]


def _same_facts(step: Step, facts: Sequence[dict[str, Any]]) -> bool:
    known = {(fact.get("id"), fact["date"], fact["source"], fact["source_url"]) for fact in facts}
    told = {(fact.node.id if fact.node else None, fact.date, fact.source, fact.source_url) for fact in step.facts}
    return told <= known and len(step.facts) + step.n_more_facts == len(facts)
