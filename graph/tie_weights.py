"""The weights by which ties are told strong or weak, read from one small file with a version."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.network import FactKind
from graph.schema import EXCHANGE_FORMS

_FILE = Path(__file__).parent / "tie_weights.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class TieWeights:
    """How strong ties are, by what is recorded of them. All but years are shares from 0 to 1."""

    version: int
    forms: tuple[float, ...]
    """Of exchanges: form not recorded, then as in `EXCHANGE_FORMS`."""
    kinds: Mapping[FactKind, float]
    """Of everything that is no exchange."""
    half_life_years: float
    undated: float
    by_sides: tuple[float, float, float]
    """Factor of an exchange that nobody, one side, both sides evaluated."""
    by_lowest_score: tuple[float, ...]
    """Factor for the lowest score given, 1 to 5."""
    planned: float
    passing_on: float
    """The chance that somebody in between passes on what was asked: once for each peer between the ends."""

    def __post_init__(self) -> None:
        """Refuse weights that make no probabilities."""
        shares = (*self.forms, *self.kinds.values(), self.undated, *self.by_sides, *self.by_lowest_score)
        shares += self.planned, self.passing_on
        if not all(0 < share <= 1 for share in shares) or max(self.forms + tuple(self.kinds.values())) >= 1:
            raise ValueError("tie weights are above 0 and at most 1, and a kind of tie is below 1: nothing is certain")
        if self.half_life_years <= 0:
            raise ValueError("a half-life is above 0 years")


@cache
def tie_weights() -> TieWeights:
    """The weights that come with the explorer."""
    return weights_from(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def weights_from(told: Mapping[str, Any]) -> TieWeights:
    """Weights out of the sections of a weights file.

    Raises
    ------
    KeyError
        A section or a weight is missing.
    ValueError
        A weight is out of range.
    """
    kind, evaluation = told["kind"], told["evaluation"]
    return TieWeights(
        version=told["version"],
        forms=(kind["exchange"], *(kind[form] for form in EXCHANGE_FORMS)),
        kinds={one: kind[one.name.lower()] for one in FactKind if one is not FactKind.EXCHANGE},
        half_life_years=told["recency"]["half_life_years"],
        undated=told["recency"]["undated"],
        by_sides=(evaluation["nobody"], evaluation["one_side"], evaluation["both_sides"]),
        by_lowest_score=tuple(evaluation["lowest_score"]),
        planned=told["planned"]["factor"],
        passing_on=told["path"]["passing_on"],
    )
