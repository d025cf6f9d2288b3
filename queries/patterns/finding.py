"""What a pattern question answers: figures and rows with all that is needed to defend them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from queries.patterns.filters import PatternFilters

Number = int | float


class Missing(StrEnum):
    """Why a figure has no value."""

    TOO_FEW = "too-few"
    """Fewer observations than the smallest number that says anything."""
    NOT_DEFINED = "not-defined"
    """The definition gives no value, as for a mean of nothing or a correlation without variation."""
    TOO_LARGE = "too-large"
    """It would take too long on a network of this size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A range that holds the true value in so many of a hundred samples."""

    low: float
    high: float
    method: str
    """With its reference: ``Wilson 1927``."""
    level: float = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class NullModel:
    """What the figure would be if only chance were at work."""

    method: str
    mean: float
    low: float
    """2.5th percentile of the drawn values."""
    high: float
    """97.5th percentile."""
    p_value: float
    """Share of draws at least as far from their mean as what was found, both sides (Davison & Hinkley 1997, 4.25)."""
    n_draws: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How a figure was estimated, where an exact one would take too long."""

    method: str
    n_sampled: int
    n_all: int
    error: float | None
    """Half the width of a 95 % interval around the value, in the value's unit; None: see the method."""
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number, or the reason why there is none."""

    name: str
    label: str
    """In English, as the catalogues know it: word it by ``t(figure.label)``."""
    value: Number | None
    n: int
    """Observations it rests on."""
    min_n: int = 0
    """Fewer observations than this say too little."""
    missing: Missing | None = None
    """Why there is no value; None where there is one."""
    interval: Interval | None = None
    null_model: NullModel | None = None
    sampling: Sampling | None = None
    """None: exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What was measured: the node set and the facts that the filters left."""

    n_nodes: int
    n_ties: int
    n_facts: int
    """Facts that passed the filters."""
    n_undated: int
    """Facts that only their missing date kept out of the period."""
    projection: str
    """How facts became ties, with the weight named; in English, as the catalogues know it."""


Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one pattern question. Words for it: `queries.patterns.words`."""

    question_id: str
    parameters: Mapping[str, object]
    """Everything that was asked beside the filters, by name."""
    filters: PatternFilters
    basis: Basis
    figures: tuple[Figure, ...]
    """The main one first; () for a question that is answered by rows alone."""
    rows: tuple[Row, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """Name and type of each column of the rows."""
    notes: Mapping[str, int] = field(default_factory=dict)
    """Counts of what was left out, by a short name."""
    data_version: str
    """Of the store that was asked; another one for every store and commit, so it is no part of the answer itself."""
    data_digest: str
    """The same for equal networks, whatever store they were read from."""
    snapshots: tuple["Finding", ...] = ()
    """The same question for each period that was asked for, in their order."""

    def figure(self, name: str) -> Figure:
        """The figure of a name; raises KeyError."""
        for one in self.figures:
            if one.name == name:
                return one
        raise KeyError(name)

    def value(self, name: str) -> Number | None:
        """Value of the figure of a name; raises KeyError."""
        return self.figure(name).value


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one measure found, before it is put together with what was asked."""

    figures: tuple[Figure, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: Mapping[str, int] = field(default_factory=dict)
    n_ties: int = 0


def figure(
    name: str,
    label: str,
    value: Number | None,
    n: int,
    *,
    min_n: int = 0,
    interval: Interval | None = None,
    null_model: NullModel | None = None,
    sampling: Sampling | None = None,
) -> Figure:
    """A figure that has a value only where enough observations carry it.

    Parameters
    ----------
    value : None where the definition gives none.
    n, min_n : observations it rests on, and how many it needs.
    """
    if n < min_n:
        return Figure(name=name, label=label, value=None, n=n, min_n=min_n, missing=Missing.TOO_FEW)
    if value is None:
        return Figure(name=name, label=label, value=None, n=n, min_n=min_n, missing=Missing.NOT_DEFINED)
    return Figure(
        name=name,
        label=label,
        value=value,
        n=n,
        min_n=min_n,
        interval=interval,
        null_model=null_model,
        sampling=sampling,
    )


def too_large(name: str, label: str, n: int) -> Figure:
    """A figure that was not computed because the network is too large for it."""
    return Figure(name=name, label=label, value=None, n=n, missing=Missing.TOO_LARGE)


def ranked(rows: Sequence[dict[str, Any]], limit: int) -> tuple[Row, ...]:
    """The first rows with their rank in a column of its own, before the others."""
    return tuple({"rank": rank, **row} for rank, row in enumerate(rows[:limit], 1))
