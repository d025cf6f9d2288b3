"""The rules of matching, read from a versioned file: weights, neutral values and limits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from graph.errors import ExplorerError
from graph.schema import EXCHANGE_FORMS, PEERS

PARTS = (
    "topic",
    "wording",
    "job",
    "experience",
    "alike",
    "ties",
    "evaluation",
    "language",
    "distance",
    "benefit",
)
"""Parts of a score, in the order in which they are told and added."""
PROOFS = ("well_evaluated", "done", "organisation_did", "learned", "declared")
"""What experience may rest on, the best first."""


class WrongRules(ExplorerError):
    """A file of rules cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MatchRules:
    """How candidates are limited and scored. Made by `read_rules` or `shipped_rules`."""

    version: str
    weights: Mapping[str, float]
    """Largest points of each part; they add up to 1."""
    neutral: Mapping[str, float]
    """Share of its points, 0-1, that a part gives where nothing is known."""
    experience: Mapping[str, float]
    """Share of the points of experience, 0-1, by proof."""
    well_evaluated_from: float
    experience_half_life_years: float
    evaluation_prior: float
    evaluation_prior_weight: float
    no_peers: tuple[str, ...]
    """Sorts of organisations, in lower case, that cannot be proposed."""
    excludes_own_country: bool
    cool_down_days: Mapping[str, int]
    """By kind: days after a held exchange in which nobody is asked again."""
    most_planned: Mapping[str, int]
    """By kind: planned exchanges at which nobody is asked for a further one."""
    forms: Mapping[str, tuple[str, ...]]
    """Kinds of candidates for each form; forms that are not in it are open to all."""
    travel: tuple[str, ...]
    """Forms for which distance counts; for the others the time difference does."""

    def with_weights(self, weights: Mapping[str, float]) -> "MatchRules":
        """The same rules with other weights, brought to a sum of one; raises `WrongRules`."""
        return replace(self, weights=_normalised({**self.weights, **weights}), version=f"{self.version}, changed")


@cache
def shipped_rules() -> MatchRules:
    """The rules that come with the explorer."""
    text = resources.files("casework.matching").joinpath("rules.yaml").read_text(encoding="utf-8")
    return parse_rules(text, "rules.yaml")


def read_rules(file: Path) -> MatchRules:
    """The rules of a file; raises `WrongRules`, saying where, what and what was expected."""
    try:
        return parse_rules(file.read_text(encoding="utf-8"), file.name)
    except OSError as error:
        raise WrongRules(f"{file.name} cannot be read: {error.strerror}.") from error


def parse_rules(text: str, file_name: str) -> MatchRules:
    """Rules from the text of a file; raises `WrongRules`."""
    try:
        found = yaml.safe_load(text)
        return _rules(found if isinstance(found, dict) else {})
    except yaml.YAMLError as error:
        raise WrongRules(f"{file_name} is not YAML: {error}") from error
    except KeyError as error:
        raise WrongRules(f"{file_name}: {error.args[0]} is missing.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise WrongRules(f"{file_name}: {error}") from error


def _rules(found: dict[str, Any]) -> MatchRules:
    limits = found["limits"]
    return MatchRules(
        version=str(found["version"]),
        weights=_normalised(_numbers(found["weights"], PARTS, "weights")),
        neutral=_shares(found["neutral"], PARTS, "neutral"),
        experience=_shares(found["experience"], PROOFS, "experience"),
        well_evaluated_from=float(found["well_evaluated_from"]),
        experience_half_life_years=_positive(found["experience_half_life_years"], "experience_half_life_years"),
        evaluation_prior=float(found["evaluation_prior"]),
        evaluation_prior_weight=_positive(found["evaluation_prior_weight"], "evaluation_prior_weight"),
        no_peers=tuple(str(one).lower() for one in limits["no_peers"]),
        excludes_own_country=bool(limits["own_country"]),
        cool_down_days=_by_kind(limits["cool_down_days"], "limits.cool_down_days"),
        most_planned=_by_kind(limits["most_planned"], "limits.most_planned"),
        forms=_forms(limits["forms"]),
        travel=tuple(found["travel"]),
    )


def _normalised(weights: Mapping[str, float]) -> Mapping[str, float]:
    unknown = sorted(set(weights) - set(PARTS))
    if unknown:
        raise WrongRules(f"weights: no part is called {', '.join(unknown)}. Known: {', '.join(PARTS)}.")
    negative = sorted(name for name, weight in weights.items() if not 0 <= weight < float("inf"))
    total = sum(weights[name] for name in PARTS)
    if negative or not total:
        raise WrongRules(f"weights: expected numbers from 0 up, not all 0; look at {', '.join(negative) or 'all'}.")
    return MappingProxyType({name: weights[name] / total for name in PARTS})


def _numbers(found: Mapping[str, Any], names: tuple[str, ...], where: str) -> dict[str, float]:
    missing, unknown = [one for one in names if one not in found], sorted(set(found) - set(names))
    if missing or unknown:
        what = [*(f"{one} is missing" for one in missing), *(f"{one} is not known" for one in unknown)]
        raise WrongRules(f"{where}: {', '.join(what)}. Expected: {', '.join(names)}.")
    return {name: float(found[name]) for name in names}


def _shares(found: Mapping[str, Any], names: tuple[str, ...], where: str) -> Mapping[str, float]:
    numbers = _numbers(found, names, where)
    outside = [name for name, value in numbers.items() if not 0 <= value <= 1]
    if outside:
        raise WrongRules(f"{where}: expected shares from 0 to 1; look at {', '.join(outside)}.")
    return MappingProxyType(numbers)


def _positive(value: object, where: str) -> float:
    number = float(value)  # type: ignore[arg-type]  # whatever it is, float says so
    if number <= 0:
        raise WrongRules(f"{where}: expected a number above 0, found {number:g}.")
    return number


def _by_kind(found: Mapping[str, Any], where: str) -> Mapping[str, int]:
    unknown = sorted(set(found) - set(PEERS))
    if unknown:
        raise WrongRules(f"{where}: no candidate is a {', '.join(unknown)}. Known: {', '.join(PEERS)}.")
    return MappingProxyType({kind: int(number) for kind, number in found.items()})


def _forms(found: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    unknown = sorted(set(found) - set(EXCHANGE_FORMS))
    if unknown:
        raise WrongRules(f"limits.forms: no form {', '.join(unknown)}. Known: {', '.join(EXCHANGE_FORMS)}.")
    return MappingProxyType({form: tuple(kinds) for form, kinds in found.items()})
