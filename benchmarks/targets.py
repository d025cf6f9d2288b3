"""What was promised, beside what this run measured. Figures are told, never asserted: machines differ."""

from collections.abc import Sequence

from benchmarks.tasks import OURS
from benchmarks.timing import Figure, Target

_PROMISES = {
    # size: task, rival, how many times faster at the median, p95 in ms
    "M": ("5 best peer paths with rows", "Neo4j SHORTEST 5", 5.0, 20.0),
    "L": ("one shortest path", "Neo4j shortestPath", 3.0, 50.0),
}


def targets_of(size: str, figures: Sequence[Figure]) -> list[Target]:
    """Targets of a size; a ratio only where the rival ran."""
    if size not in _PROMISES:
        return []
    task, rival, times, p95_ms = _PROMISES[size]
    by_who = {one.who: one for one in figures if one.task == task}
    ours, theirs = by_who[OURS], by_who.get(rival)
    p95 = ours.p95 or 0.0
    targets = [Target(f"{task}: p95 under {p95_ms:.0f} ms", f"{p95:.1f} ms", p95 < p95_ms)]
    if theirs:
        ratio = theirs.median / ours.median
        promise = f"{task}: at least {times:.0f} times faster than {rival}"
        targets.append(Target(promise, f"{ratio:.1f} times", ratio >= times))
    return targets
