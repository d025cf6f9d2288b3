"""The facts of one period: what was held in it, who took part, what was asked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from queries.reach.facts import ORGANISATION_KINDS, ExchangeFact, Ids, ReachFacts, RequestFact
from queries.reach.period import Period, Place

Pair = tuple[str, str]
"""Two organisations, the smaller id first."""

_REQUESTER = frozenset(("requester",))
_PROVIDER = frozenset(("peer", "expert"))


class Since(StrEnum):
    """Whether an organisation was there before."""

    NEWCOMER = "newcomer"
    RETURNING = "returning"
    UNKNOWN = "unknown"
    """It took part in an exchange of which the date is too vague to say."""


@dataclass(frozen=True)
class Scope:
    """One period of the facts. Everything in it is in the order of the ids."""

    facts: ReachFacts
    period: Period

    @cached_property
    def held(self) -> tuple[ExchangeFact, ...]:
        """Exchanges that a source says were held, with every day they may have begun on in the period."""
        return tuple(one for one in self.facts.exchanges.values() if one.is_held and self.period.holds(one.date))

    @cached_property
    def held_until_end(self) -> tuple[ExchangeFact, ...]:
        """Held exchanges from the first one recorded to the end of the period."""
        places = (Place.BEFORE, Place.IN)
        return tuple(
            one for one in self.facts.exchanges.values() if one.is_held and self.period.place(one.date) in places
        )

    @cached_property
    def requests(self) -> tuple[RequestFact, ...]:
        """Requests received in the period."""
        return tuple(one for one in self.facts.requests.values() if self.period.holds(one.received_on))

    @cached_property
    def organisations(self) -> Mapping[str, Ids]:
        """Organisations that took part, each with its exchanges held in the period."""
        found: dict[str, list[str]] = defaultdict(list)
        for exchange in self.held:
            for organisation_id in self.organisations_in(exchange.id):
                found[organisation_id].append(exchange.id)
        return {organisation_id: tuple(found[organisation_id]) for organisation_id in sorted(found)}

    @cached_property
    def officials(self) -> frozenset[str]:
        """Ids of the officials who are recorded in an exchange of the period."""
        return frozenset(
            one.participant_id
            for exchange in self.held
            for one in self.facts.participations.get(exchange.id, ())
            if one.kind == "Official"
        )

    @cached_property
    def pairs(self) -> Mapping[Pair, int]:
        """Organisations that met, each pair with its number of exchanges in the period."""
        return _pairs(self, self.held)

    @cached_property
    def pairs_until_end(self) -> Mapping[Pair, int]:
        """The same from the first exchange recorded to the end of the period."""
        return _pairs(self, self.held_until_end)

    @cached_property
    def since(self) -> Mapping[str, Since]:
        """Of each organisation that took part, whether it was there before the period."""
        earlier, unclear = set[str](), set[str]()
        for exchange in self.facts.exchanges.values():
            place = self.period.place(exchange.date)
            if exchange.is_held and place in (Place.BEFORE, Place.UNCLEAR, Place.UNDATED):
                (earlier if place is Place.BEFORE else unclear).update(self.organisations_in(exchange.id))
        return {
            one: Since.RETURNING if one in earlier else Since.UNKNOWN if one in unclear else Since.NEWCOMER
            for one in self.organisations
        }

    def organisations_in(self, exchange_id: str) -> Ids:
        """Organisations recorded in an exchange, each once; () when none is."""
        who = self.facts.participations.get(exchange_id, ())
        return tuple(dict.fromkeys(one.participant_id for one in who if one.kind in ORGANISATION_KINDS))

    def requesters_in(self, exchange_id: str) -> Ids:
        """Organisations whose need an exchange was about; () when none is recorded."""
        return self._in_role(exchange_id, _REQUESTER)

    def providers_in(self, exchange_id: str) -> Ids:
        """Organisations that shared what they know in an exchange; () when none is recorded."""
        return self._in_role(exchange_id, _PROVIDER)

    def countries_of(self, organisation_ids: Ids) -> tuple[str, ...]:
        """Countries of organisations, each once, in the order of their codes; unknown ones are left out."""
        found = {self.facts.organisations[one].country for one in organisation_ids}
        return tuple(sorted(country for country in found if country))

    def _in_role(self, exchange_id: str, roles: frozenset[str]) -> Ids:
        who = self.facts.participations.get(exchange_id, ())
        return tuple(
            dict.fromkeys(one.participant_id for one in who if one.kind in ORGANISATION_KINDS and one.role in roles)
        )


def _pairs(scope: Scope, exchanges: tuple[ExchangeFact, ...]) -> dict[Pair, int]:
    found: dict[Pair, int] = defaultdict(int)
    for pair in _met(scope, exchanges):
        found[pair] += 1
    return dict(sorted(found.items()))


def _met(scope: Scope, exchanges: tuple[ExchangeFact, ...]) -> Iterator[Pair]:
    for exchange in exchanges:
        yield from combinations(sorted(scope.organisations_in(exchange.id)), 2)
