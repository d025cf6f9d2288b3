"""Exchanges and requests of a period by country, form, topic, code and year."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from queries.reach.facts import ExchangeFact, Ids
from queries.reach.funnel import unanswered
from queries.reach.scope import Scope

SDG, DAC = "sdg", "dac"


@dataclass(frozen=True, slots=True)
class CountryBalance:
    """How often a country's organisations took part, and on which side."""

    country: str
    n_exchanges: int
    n_asked: int
    """Exchanges about a need of theirs."""
    n_provided: int
    """Exchanges in which they shared what they know."""
    n_organisations: int


@dataclass(frozen=True, slots=True)
class TopicUse:
    """How often a topic was asked about and met."""

    topic_id: str
    n_requests: int
    n_unanswered: int
    n_exchanges: int


@dataclass(frozen=True, slots=True)
class FormUse:
    """Exchanges of one form, with what is known of their size."""

    form: str | None
    n_exchanges: int
    days: tuple[int, ...]
    """Lengths in days, where recorded, shortest first."""
    participants: tuple[int, ...]
    """People who took part, where counted, fewest first."""


def by_country(scope: Scope) -> tuple[CountryBalance, ...]:
    """Countries whose organisations took part in an exchange held in the period, most exchanges first, then by code.

    An exchange counts once for each country in it, so the numbers do not add up to that of the exchanges.
    """
    present, asked, provided = Counter[str](), Counter[str](), Counter[str]()
    for exchange in scope.held:
        present.update(scope.countries_of(scope.organisations_in(exchange.id)))
        asked.update(scope.countries_of(scope.requesters_in(exchange.id)))
        provided.update(scope.countries_of(scope.providers_in(exchange.id)))
    members = Counter(filter(None, (scope.facts.organisations[one].country for one in scope.organisations)))
    return tuple(
        CountryBalance(country, n, asked[country], provided[country], members[country])
        for country, n in _ranked(present)
    )


def by_organisation(scope: Scope, ids_in: Iterable[Ids]) -> tuple[tuple[str, int], ...]:
    """Organisations with the number of exchanges in which they stand, most first, then by id."""
    return _ranked(Counter(one for ids in ids_in for one in ids))


def by_topic(scope: Scope) -> tuple[TopicUse, ...]:
    """Topics that requests or held exchanges of the period concern, by most exchanges, then most requests, then id."""
    asked = _counted(scope.facts.topics_of, (one.id for one in scope.requests))
    open_ = _counted(scope.facts.topics_of, (one.id for one in unanswered(scope)))
    met = _counted(scope.facts.topics_of, (one.id for one in scope.held))
    ordered = sorted(asked | met, key=lambda one: (-met[one], -asked[one], one))
    return tuple(TopicUse(one, asked[one], open_[one], met[one]) for one in ordered)


def by_code(scope: Scope, scheme: str) -> tuple[tuple[str, int], ...]:
    """Codes of an outside list with the held exchanges whose topics have them, in the order of the codes.

    Parameters
    ----------
    scheme : "sdg" counts by goal, "dac" by purpose code.
    """
    codes = {
        topic.id: {_goal(code) if scheme == SDG else code for of, code in topic.codes if of == scheme}
        for topic in scope.facts.topics.values()
    }
    found = Counter[str]()
    for exchange in scope.held:
        found.update({code for topic_id in scope.facts.topics_of.get(exchange.id, ()) for code in codes[topic_id]})
    return tuple(sorted(found.items(), key=lambda one: (len(one[0]), one[0])))


def by_form(scope: Scope) -> tuple[FormUse, ...]:
    """Forms of the exchanges held in the period, most exchanges first; None for those without a known form."""
    groups: dict[str | None, list[ExchangeFact]] = {}
    for exchange in scope.held:
        groups.setdefault(exchange.form, []).append(exchange)
    used = [
        FormUse(
            form,
            len(exchanges),
            tuple(sorted(one.days for one in exchanges if one.days is not None)),
            tuple(sorted(one.n_participants for one in exchanges if one.n_participants is not None)),
        )
        for form, exchanges in groups.items()
    ]
    return tuple(sorted(used, key=lambda one: (-one.n_exchanges, one.form is None, one.form or "")))


def by_year(scope: Scope) -> tuple[tuple[int, int], ...]:
    """Exchanges held in each year of the period, years without any included."""
    found = Counter(int(one.date[:4]) for one in scope.held if one.date)
    return tuple((year, found[year]) for year in scope.period.years)


def _counted(topics_of: Mapping[str, Ids], subject_ids: Iterable[str]) -> Counter[str]:
    return Counter(topic_id for one in subject_ids for topic_id in topics_of.get(one, ()))


def _goal(code: str) -> str:
    """Goal of a target: ``6`` of ``6.2``."""
    return code.partition(".")[0]


def _ranked(found: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))
