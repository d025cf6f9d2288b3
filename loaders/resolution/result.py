"""What the resolver is asked, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from loaders.resolution.place import PlaceKind

Written = tuple[str, str]
"""Name and country of a municipality, as a file writes them."""


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A municipality as a file names it, with whatever else the file knows of it."""

    name: str
    country: str
    """As written; "" when nothing is written."""
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    partners: tuple[Written, ...] = ()
    """Those it is twinned with. Their places count where they are asked about too, else only their countries."""

    @property
    def written(self) -> Written:
        """What others call it when it is their partner."""
        return self.name, self.country


class Status(StrEnum):
    """What is to be done with an answer."""

    ACCEPTED = "accepted"
    TO_DECIDE = "to_decide"
    """There is a first candidate, and a person should say whether it is the one."""
    AMBIGUOUS = "ambiguous"
    """Several candidates are equally good; only a person can choose."""
    UNRESOLVED = "unresolved"
    """No candidate is good enough: a place the gazetteers do not know."""
    PART = "part"
    """The name means a district of a city; candidates are the cities it may belong to."""
    LARGER_UNIT = "larger_unit"
    """The name means a county, province or region; candidates are towns of that name."""


class Match(StrEnum):
    """How the name of a candidate answers to the name as written, best first."""

    SAME = "same"
    OTHER_NAME = "other_name"
    """The same as one of the other names of the place."""
    SPELLING = "spelling"
    """The same but for transliteration, articles or the way words are joined."""
    PARTLY = "partly"
    """The same without a word: of kind, in brackets, after a comma."""
    TYPO = "typo"
    """The same but for a few letters."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be meant. The parts add up to the score, exactly."""

    place_id: str
    """With its scheme: ``geonames:3413727``, ``lau:IS_2510``."""
    name: str
    country: str
    lat: float | None
    lon: float | None
    population: int | None
    kind: PlaceKind
    match: Match
    matched_name: str
    """The name that was found, folded."""
    parts: Mapping[str, int]
    """Points by the name of the part, in thousandths."""
    also: tuple[str, ...] = ()
    """Ids of the same place in other gazetteers."""
    distance_km: float | None = None
    """From the coordinate that was asked with; None when there was none."""

    @property
    def score(self) -> int:
        """Sum of all parts, in thousandths."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one name."""

    asked: PlaceAsked
    status: Status
    candidates: tuple[Candidate, ...]
    """Highest score first; ties by place id. () when there is none."""
    countries: tuple[str, ...] = field(default=())
    """Codes of the countries that were searched because of what was written; () when it names none we know."""
    is_country_inferred: bool = False
    """Whether what was written is no name of the country, only like one, or names a former state or a neighbour."""

    @property
    def best(self) -> Candidate | None:
        """The first candidate; None when there is none."""
        return self.candidates[0] if self.candidates else None

    @property
    def is_found(self) -> bool:
        """Whether one candidate goes before the others, to accept it or to decide about it."""
        return self.status in (Status.ACCEPTED, Status.TO_DECIDE)

    @property
    def is_for_a_person(self) -> bool:
        """Whether there are candidates among which a person should choose."""
        return self.status in (Status.TO_DECIDE, Status.AMBIGUOUS)
