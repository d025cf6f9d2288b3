"""How well a resolver answers, measured against coordinates that it was not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.resolution.candidates import coordinates
from loaders.resolution.distance import Coordinates, distance_km
from loaders.resolution.result import Resolution, Status

NEAR_KM = 10.0
"""Within this distance two coordinates are taken to mean the same place."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Counts of answers. Found, ambiguous, not found, unknown country, part and larger unit add up to all."""

    n_asked: int
    n_found: int
    """One candidate goes before the others, to accept it or to decide about it."""
    n_unique: int
    """Of those found: exactly one candidate."""
    n_several: int
    n_accepted: int
    """Of those found: good enough without a person."""
    n_to_decide: int
    n_ambiguous: int
    """Several candidates are equally good, and which one is meant is for a person to say."""
    n_not_found: int
    n_unknown_country: int
    n_part: int
    n_larger_unit: int
    n_measured: int
    """Of those found: the file says where it is."""
    n_top_near: int
    """Of those measured: the first candidate is within 10 km of it."""
    n_any_near: int
    """Of those measured: some candidate is."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place whose first candidate is not where the file says."""

    resolution: Resolution
    truth: Coordinates
    top_km: float | None
    """From the first candidate to where the file says; None when the gazetteer does not know where it is."""
    nearest_km: float | None
    """From the nearest candidate."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The shares, and every place found elsewhere than the file says, farthest first."""

    shares: Shares
    disagreeing: tuple[Disagreement, ...]


def measure(resolutions: Sequence[Resolution], truths: Sequence[Coordinates | None]) -> Measured:
    """Shares of some answers.

    Parameters
    ----------
    truths : where each place is; None where that is not known.
    """
    known = [one for one in resolutions if one.countries]
    found = [one for one in known if one.is_found]
    pairs = zip(resolutions, truths, strict=True)
    checked = [_checked(one, truth) for one, truth in pairs if truth and one.countries and one.is_found]
    shares = Shares(
        n_asked=len(resolutions),
        n_found=len(found),
        n_unique=sum(len(one.candidates) == 1 for one in found),
        n_several=sum(len(one.candidates) > 1 for one in found),
        n_accepted=_count(found, Status.ACCEPTED),
        n_to_decide=_count(found, Status.TO_DECIDE),
        n_ambiguous=_count(known, Status.AMBIGUOUS),
        n_not_found=_count(known, Status.UNRESOLVED),
        n_unknown_country=len(resolutions) - len(known),
        n_part=_count(known, Status.PART),
        n_larger_unit=_count(known, Status.LARGER_UNIT),
        n_measured=len(checked),
        n_top_near=sum(_is_near(one.top_km) for one in checked),
        n_any_near=sum(_is_near(one.nearest_km) for one in checked),
    )
    return Measured(shares, tuple(sorted((one for one in checked if not _is_near(one.top_km)), key=_order)))


def _checked(resolution: Resolution, truth: Coordinates) -> Disagreement:
    distances = [distance_km(where, truth) if (where := coordinates(one)) else None for one in resolution.candidates]
    return Disagreement(resolution, truth, distances[0], min((km for km in distances if km is not None), default=None))


def _is_near(km: float | None) -> bool:
    return km is not None and km <= NEAR_KM


def _count(resolutions: Sequence[Resolution], status: Status) -> int:
    return sum(one.status is status for one in resolutions)


def _order(one: Disagreement) -> tuple[float, str, str]:
    return -(one.top_km or 0), one.resolution.asked.name, one.resolution.asked.country
