"""A score that is the sum of its parts, exactly: what every ranking of casework is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Self

DECIMALS = 6
"""A part is kept to a millionth of a point, so that parts as they are shown add up to the score as it is shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one reason adds to a score, or takes away."""

    name: str
    points: float
    """A multiple of a millionth. 0: neutral, as everything that is not known."""


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its parts, in the order in which they are told."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, points: Mapping[str, float] | Iterable[tuple[str, float]]) -> Self:
        """Score whose parts have these points, each rounded to a millionth."""
        pairs = points.items() if isinstance(points, Mapping) else points
        # Adding zero turns -0.0, which would be shown with a sign, into 0.0.
        return cls(tuple(Part(name, round(float(one), DECIMALS) + 0.0) for name, one in pairs))

    @property
    def total(self) -> float:
        """The sum of the parts; 0 for none."""
        return round(fsum(one.points for one in self.parts), DECIMALS) + 0.0

    def points(self, name: str) -> float:
        """Points of one part; 0 where the score has no such part."""
        return next((one.points for one in self.parts if one.name == name), 0.0)

    def strongest(self, n: int) -> tuple[Part, ...]:
        """The parts that add most, best first, ties in the order they are told; those that add nothing are left out."""
        adding = [one for one in self.parts if one.points > 0]
        return tuple(sorted(adding, key=lambda one: -one.points)[:n])
