"""What is chosen before anything is measured."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from graph.dates import first_day, is_partial_date, last_day
from graph.network import FactKind
from graph.schema import EXCHANGE_FORMS, ORGANISATIONS, PEERS
from queries.patterns.regions import REGIONS

STEP_FACTS = tuple(kind.name for kind in FactKind if not kind.is_similarity)


class Who(StrEnum):
    """Whose ties are measured."""

    ORGANISATIONS = "organisations"
    OFFICIALS = "officials"
    PEERS = "peers"

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of nodes that this means."""
        return {"organisations": ORGANISATIONS, "officials": ("Official",), "peers": PEERS}[self.value]


class Weight(StrEnum):
    """What the weight of a tie counts."""

    SHARED_FACTS = "shared_facts"
    """Facts that the two share."""
    NEWMAN = "newman"
    """Each shared fact counts 1 / (members - 1), so that a large meeting ties nobody closely (Newman 2001)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFilters:
    """What a person lets through. Whatever is empty or None lets everything through.

    Raises
    ------
    ValueError
        A kind, region, form, fact or date is not known; the message names what is expected.
    """

    who: Who = Who.ORGANISATIONS
    kinds: tuple[str, ...] = ()
    """Kinds of peers, among those of `who`."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes of peers; those of unknown country are left out."""
    regions: tuple[str, ...] = ()
    """Parts of the world, as `queries.patterns.regions` names them; together with `countries`: either."""
    topic_ids: tuple[str, ...] = ()
    """Topics of exchanges, narrower ones included; ties without a topic are left out."""
    forms: tuple[str, ...] = ()
    """Forms of exchange, inferred ones included; ties that are no exchange are left out."""
    facts: tuple[str, ...] = STEP_FACTS
    """Kinds of facts that make ties."""
    from_date: str | None = None
    """Partial date; undated facts are left out, and counted."""
    until_date: str | None = None
    """Partial date."""
    with_planned: bool = False
    with_isolates: bool = True
    """Also nodes without any tie."""
    weight: Weight = Weight.SHARED_FACTS

    def __post_init__(self) -> None:
        """Refuse what cannot be chosen."""
        _require_known("kind", self.kinds, self.who.kinds)
        _require_known("region", self.regions, REGIONS)
        _require_known("form", self.forms, EXCHANGE_FORMS)
        _require_known("fact", self.facts, STEP_FACTS)
        _require_dates(self.from_date, self.until_date)

    @property
    def has_period(self) -> bool:
        """Whether only facts of some time count."""
        return self.from_date is not None or self.until_date is not None

    @property
    def is_about_exchanges(self) -> bool:
        """Whether a topic or form is asked for, which only exchanges have."""
        return bool(self.topic_ids or self.forms)

    def within(self, period: str) -> Self:
        """The same filters for one year, month or day."""
        return replace(self, from_date=period, until_date=period)


def _require_known(what: str, given: tuple[str, ...], known: tuple[str, ...]) -> None:
    for one in given:
        if one not in known:
            raise ValueError(f'"{one}" is not a {what} here. Expected: {", ".join(known)}.')


def _require_dates(from_date: str | None, until_date: str | None) -> None:
    for one in (from_date, until_date):
        if one is not None and not is_partial_date(one):
            raise ValueError(f'"{one}" is not a date such as 2017, 2017-05 or 2017-05-15.')
    if from_date and until_date and first_day(from_date) > last_day(until_date):
        raise ValueError(f"the period begins on {from_date} and ends before that, on {until_date}.")
