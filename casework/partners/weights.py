"""Weights of a suggestion's features: kept in a file with their source and date, by how many partners one has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from casework.partners.features import FEATURES, GROUPS, PATH_FEATURES
from casework.partners.organisations import Floats, Positions
from casework.score import Score
from graph.errors import ExplorerError

FORMAT = "partner-weights-1"
_MANY = 4


class WeightsUnreadable(ExplorerError):
    """A file of weights cannot be used; the message says where and why."""


class Situation(StrEnum):
    """What an organisation has to go by: other features carry the answer for one that has no partner yet."""

    NONE = "none"
    """No partner."""
    FEW = "few"
    """One to three partners."""
    MANY = "many"
    """Four partners or more."""


def situations(n_partners: npt.NDArray[np.int64]) -> npt.NDArray[np.str_]:
    """The situation of organisations with so many partners."""
    named = np.array([Situation.NONE, Situation.FEW, Situation.MANY])
    found: npt.NDArray[np.str_] = named[(n_partners > 0).astype(int) + (n_partners >= _MANY)]
    return found


@dataclass(frozen=True, slots=True)
class Weight:
    """How one feature counts: points = weight x (value - mean) / deviation."""

    weight: float
    mean: float
    deviation: float
    """Standard deviation among the alternatives of the choices it was learnt from; above 0."""

    def points(self, values: Floats) -> npt.NDArray[np.float64]:
        """Points for values of the feature; 0 where a value is not known."""
        wide = values.astype(np.float64)
        return np.where(np.isnan(wide), 0.0, (wide - self.mean) * (self.weight / self.deviation))


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything a score is reckoned with."""

    source: str
    """The network whose links they were learnt from."""
    date: str
    """When, ISO 8601; "" where it does not matter, since they were learnt from the network in use."""
    n_choices: Mapping[str, int]
    """For each situation the hidden links they were learnt from."""
    by_situation: Mapping[str, Mapping[str, Weight]]

    def linear(self, situation: str, measured: Mapping[str, Floats], rows: Positions) -> Floats:
        """Scores in single precision of some rows of what was measured, to find the best by.

        They differ from exact ones by a constant for each row and by rounding.
        """
        total: Floats | None = None
        for name, one in self.by_situation[situation].items():
            slope = np.float32(one.weight / one.deviation)
            values = measured[name][rows]
            part = slope * values
            if np.isnan(part).any():
                part = np.where(np.isnan(part), slope * np.float32(one.mean), part)
            total = part if total is None else total + part
        assert total is not None
        return total

    def scores(self, situation: str, measured: Mapping[str, Floats]) -> Iterator[Score]:
        """Scores of pairs whose features stand in columns of equal length, each told in the parts of `GROUPS`."""
        weights = self.by_situation[situation]
        parts = {
            group: sum((weights[name].points(measured[name]) for name in names if name in weights), np.float64(0))
            for group, names in GROUPS.items()
            if any(name in weights for name in names)
        }
        for points in zip(*(part.tolist() for part in parts.values()), strict=True):
            yield Score.of(zip(parts, points, strict=True))


def features_of(situation: str) -> tuple[str, ...]:
    """Features that can say something in a situation."""
    return tuple(one for one in FEATURES if situation != Situation.NONE or one not in PATH_FEATURES)


def shipped_weights() -> Weights:
    """The weights that come with the explorer."""
    return parse_weights((files("casework") / "partners" / "weights.yaml").read_text(encoding="utf-8"), "weights.yaml")


def read_weights(path: Path) -> Weights:
    """Weights of a file; raises `WeightsUnreadable`."""
    try:
        return parse_weights(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise WeightsUnreadable(f"{path}: cannot be read ({error}). Expected a file of weights in YAML.") from error


def parse_weights(text: str, where: str) -> Weights:
    """Weights of a text in YAML.

    Raises
    ------
    WeightsUnreadable
        It is no YAML, of another format, or a situation or a number is missing or wrong.
    """
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise WeightsUnreadable(f"{where}: no YAML ({str(error).partition(chr(10))[0]}).") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise WeightsUnreadable(f"{where}: expected a file that begins with format: {FORMAT}.")
    try:
        by_situation = {one.value: _situation(content["weights"][one.value], one, where) for one in Situation}
        n_choices = {one.value: int(content["n_choices"][one.value]) for one in Situation}
        return Weights(str(content["source"]), str(content["date"]), n_choices, MappingProxyType(by_situation))
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsUnreadable(f"{where}: {type(error).__name__} {error}. Expected as in weights.yaml.") from error


def weights_text(weights: Weights, comment: Sequence[str] = ()) -> str:
    """The weights as the text of a file in YAML."""
    content = {
        "format": FORMAT,
        "source": weights.source,
        "date": weights.date,
        "n_choices": dict(weights.n_choices),
        "weights": {
            situation: {name: asdict(one) for name, one in features.items()}
            for situation, features in weights.by_situation.items()
        },
    }
    lead = "".join(f"# {line}\n" for line in comment)
    return lead + yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)


def _situation(content: Mapping[str, Any], situation: Situation, where: str) -> Mapping[str, Weight]:
    found = {}
    for name, numbers in content.items():
        if name not in features_of(situation):
            raise WeightsUnreadable(f'{where}: weights, {situation}: there is no feature "{name}" here.')
        one = Weight(**{key: float(numbers[key]) for key in ("weight", "mean", "deviation")})
        if not (np.isfinite([one.weight, one.mean, one.deviation]).all() and one.deviation > 0):
            raise WeightsUnreadable(f"{where}: weights, {situation}, {name}: numbers, with a deviation above 0.")
        found[name] = one
    if not found:
        raise WeightsUnreadable(f"{where}: weights, {situation}: no feature has a weight.")
    return MappingProxyType(found)
