"""What a store remembers of its loads and decisions, alike on every engine."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from graph.errors import DecisionNotFound
from graph.store import Changes, Decision, Notice


def now() -> str:
    """The time of a load or decision: UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def changes_to_json(changes: Mapping[str, Changes]) -> str:
    """Changes by kind as JSON."""
    return json.dumps({kind: asdict(one) for kind, one in changes.items()})


def changes_from_json(text: str) -> dict[str, Changes]:
    """Changes by kind out of JSON."""
    return {kind: Changes(**one) for kind, one in json.loads(text).items()}


def notices_to_json(notices: Sequence[Notice]) -> str:
    """Notices as JSON."""
    return json.dumps([asdict(one) for one in notices], ensure_ascii=False)


def notices_from_json(text: str) -> tuple[Notice, ...]:
    """Notices out of JSON."""
    return tuple(Notice(**one) for one in json.loads(text))


def found_decision(decisions: Sequence[Decision], decision_id: int) -> Decision:
    """The decision with a number; raises `DecisionNotFound`."""
    for one in decisions:
        if one.decision_id == decision_id:
            return one
    raise DecisionNotFound(decision_id)
