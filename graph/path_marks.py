"""What to know of a path beside its steps: how strong it is, which step is the weakest and which the oldest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FactMark:
    """Strength of one fact and the parts whose product it is, each a share from 0 to 1."""

    strength: float
    kind: float
    recency: float
    evaluation: float
    planned: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """Strength of a step: 1 less the chance that every one of its facts fails."""

    strength: float
    facts: tuple[FactMark, ...]
    """Of the facts that are told, in their order; all facts count."""
    n_facts: int
    last_contact: str | None
    """Partial date of the latest of its facts; None: not recorded, or a tie that goes on."""
    goes_on: bool
    """Whether one of its facts is a job or a twinning that has not ended, as far as is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathMark:
    """Strength of a path, and the steps to look at first."""

    strength: float
    """All steps multiplied, and once ``passing_on`` for each peer in between."""
    passing_on: float
    steps: tuple[StepMark, ...]
    weakest: int
    """Number of the weakest step, from 1; the first of equally weak ones."""
    oldest: int | None
    """Number of the step whose last contact is longest ago; None: no step has a date."""
    n_undated: int
    """Steps of which no date is known."""


def path_mark(
    steps: tuple[StepMark, ...], strength: float, passing_on: float, days: tuple[int | None, ...]
) -> PathMark:
    """Mark of a path out of those of its steps.

    Parameters
    ----------
    days : last day of contact of each step, None where it goes on or is not known.
    """
    dated = [(day, number) for number, day in enumerate(days, 1) if day is not None]
    return PathMark(
        strength=strength,
        passing_on=passing_on,
        steps=steps,
        weakest=min(range(1, len(steps) + 1), key=lambda number: (steps[number - 1].strength, number)),
        oldest=min(dated)[1] if dated else None,
        n_undated=sum(step.last_contact is None and not step.goes_on for step in steps),
    )
