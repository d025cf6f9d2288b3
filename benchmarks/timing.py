"""Rivals measured side by side: each asked the same, one after the other, in alternating order."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

Asked = TypeVar("Asked")
MEMORY = "memory"
"""The task of figures that are no times."""


@dataclass(slots=True)
class Runs:
    """What one rival took and answered, in the order asked."""

    seconds: list[float] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    task: str
    who: str
    unit: str
    median: float
    p95: float | None = None
    """None where it was measured once."""
    n: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What was promised beside what was measured."""

    promise: str
    measured: str
    is_met: bool


def interleaved(
    rivals: Mapping[str, Callable[[Asked], Any]], asked: Sequence[Asked], n_warm: int = 0
) -> dict[str, Runs]:
    """What each rival took for each thing asked.

    Parameters
    ----------
    rivals : by name; every one is asked everything once, and who begins changes each time.
    n_warm : how many of the first ones are asked once before without counting: compiled code, open files, full caches.
    """
    for one in asked[:n_warm]:
        for ask in rivals.values():
            ask(one)
    runs = {name: Runs() for name in rivals}
    for turn, one in enumerate(asked):
        names = list(rivals)
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            begun = time.perf_counter()
            answer = rivals[name](one)
            runs[name].seconds.append(time.perf_counter() - begun)
            runs[name].answers.append(answer)
    return runs


def figure_of(task: str, who: str, runs: Runs, note: str = "") -> Figure:
    """Median and 95th percentile of a rival's runs, in milliseconds."""
    seconds = runs.seconds
    return Figure(task, who, "ms", percentile(seconds, 50) * 1e3, percentile(seconds, 95) * 1e3, len(seconds), note)


def percentile(values: Sequence[float], percent: float) -> float:
    """Smallest of the values that so many percent of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * percent // 100))
    return ordered[int(rank) - 1]


@dataclass(slots=True)
class Stopwatch:
    """Seconds added up over the blocks that it ran for."""

    seconds: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run while the block lasts."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - begun


def chunks(records: Iterable[Asked], size: int, making: Stopwatch) -> Iterator[list[Asked]]:
    """Records in lists of one size, with the time of making them kept apart."""
    iterator = iter(records)
    while True:
        with making.running():
            chunk = [one for _, one in zip(range(size), iterator, strict=False)]
        if not chunk:
            return
        yield chunk


def say(line: str) -> None:
    """Tell the person who waits; the table has standard output for itself."""
    print(line, file=sys.stderr, flush=True)
