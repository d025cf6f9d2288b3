"""The relationships of an invented world as records."""

from collections.abc import Iterator

import numpy as np

from benchmarks.draws import Draws
from benchmarks.invented_dates import partial_dates
from benchmarks.invented_ids import SOURCE, Ids
from benchmarks.invented_topics import TOPICS
from benchmarks.language_groups import COUNTRIES
from benchmarks.world import World
from graph.records import Relationship, Value

_MEMBERS = 0.8  # share of municipalities in their country's association
_TWO_JOBS = 0.02
_NOTED = 1.4  # topics noted beside an official, on average
_SUCCEEDED = 0.005
_BUILDS_ON = 0.04


def relationships(world: World, ids: Ids, seed: int) -> Iterator[Relationship]:
    """All relationships, type after type."""
    draws = Draws(seed + 2)
    yield from _in_country(world, ids)
    yield from _ties_of_organisations(world, ids, draws)
    yield from _jobs(world, ids, draws)
    yield from _notes(world, ids, draws)
    yield from _requests(world, ids, draws)
    yield from _took_part(world, ids)
    yield from _exchanges(world, ids, draws)
    yield from _practices(world, ids, draws)
    yield from _topic_tree(ids)


def _relate(type_: str, start_id: str, end_id: str, url: str | None = None, /, **properties: Value) -> Relationship:
    return Relationship(type_, start_id, end_id, SOURCE.id, properties, url)


def _in_country(world: World, ids: Ids) -> Iterator[Relationship]:
    for start, country in zip(ids.municipalities, world.countries.tolist(), strict=True):
        yield _relate("IN_COUNTRY", start, ids.countries[country])
    for start, end in zip(ids.associations, ids.countries, strict=True):
        yield _relate("IN_COUNTRY", start, end)
    for start, asker in zip(ids.requests, world.askers.tolist(), strict=True):
        yield _relate("IN_COUNTRY", start, ids.countries[world.countries[asker]])
    hosts = world.organisations[world.offsets[:-1]]
    for start, country in zip(ids.exchanges, world.countries[hosts].tolist(), strict=True):
        yield _relate("IN_COUNTRY", start, ids.countries[country])


def _ties_of_organisations(world: World, ids: Ids, draws: Draws) -> Iterator[Relationship]:
    n = world.size.n_municipalities
    since = partial_dates(draws, len(world.twinnings))
    for (first, second), date in zip(world.twinnings, since, strict=True):
        url = f"https://example.org/twinnings/{first}-{second}"
        yield _relate("TWINNED_WITH", ids.municipalities[first], ids.municipalities[second], url, since=date)
    is_member = (draws.uniform(n) < _MEMBERS).tolist()
    for number, country in enumerate(world.countries.tolist()):
        if is_member[number]:
            yield _relate("MEMBER_OF", ids.municipalities[number], ids.associations[country])
    for number in np.flatnonzero(draws.uniform(n - 1) < _SUCCEEDED).tolist():
        old, new = ids.municipalities[number], ids.municipalities[number + 1]
        yield _relate("SUCCEEDED_BY", old, new, on_date="2014-01-01")


def _jobs(world: World, ids: Ids, draws: Draws) -> Iterator[Relationship]:
    n = world.size.n_officials
    dates, has_two = partial_dates(draws, n), (draws.uniform(n) < _TWO_JOBS).tolist()
    second = draws.below(len(COUNTRIES), n).tolist()
    for number, employer in enumerate(world.employers.tolist()):
        official = ids.officials[number]
        yield _relate("WORKS_FOR", official, ids.municipalities[employer], since=dates[number])
        if has_two[number]:
            yield _relate("WORKS_FOR", official, ids.associations[second[number]])


def _notes(world: World, ids: Ids, draws: Draws) -> Iterator[Relationship]:
    n = int(world.size.n_officials * _NOTED)
    officials, topics = draws.below(world.size.n_officials, n).tolist(), draws.below(len(TOPICS), n).tolist()
    for official, topic in zip(officials, topics, strict=True):
        yield _relate("EXPERT_IN", ids.officials[official], ids.topics[topic], evidence="invented note")


def _requests(world: World, ids: Ids, draws: Draws) -> Iterator[Relationship]:
    topics = draws.below(len(TOPICS), world.size.n_requests).tolist()
    for number, asker in enumerate(world.askers.tolist()):
        yield _relate("ASKED_BY", ids.requests[number], ids.municipalities[asker])
        yield _relate("ASKS_ABOUT", ids.requests[number], ids.topics[topics[number]])


def _took_part(world: World, ids: Ids) -> Iterator[Relationship]:
    offsets = world.offsets.tolist()
    for number, exchange in enumerate(ids.exchanges):
        seats = slice(offsets[number], offsets[number + 1])
        role = "requester"
        for organisation, official in zip(
            world.organisations[seats].tolist(), world.officials[seats].tolist(), strict=True
        ):
            yield _relate("TOOK_PART_IN", ids.municipalities[organisation], exchange, role=role)
            if official >= 0:
                yield _relate("TOOK_PART_IN", ids.officials[official], exchange, role="participant")
            role = "peer"
    hosts = world.organisations[world.offsets[:-1]]
    for number, country in zip(world.joined.tolist(), world.countries[hosts[world.joined]].tolist(), strict=True):
        yield _relate("TOOK_PART_IN", ids.associations[country], ids.exchanges[number], role="association")


def _exchanges(world: World, ids: Ids, draws: Draws) -> Iterator[Relationship]:
    n = world.size.n_exchanges
    topics, more = draws.below(len(TOPICS), n).tolist(), draws.below(3 * len(TOPICS), n).tolist()
    builds_on, earlier = (draws.uniform(n) < _BUILDS_ON).tolist(), draws.uniform(n).tolist()
    for number, request in enumerate(world.requests.tolist()):
        exchange = ids.exchanges[number]
        for topic in dict.fromkeys((topics[number], more[number])):
            if topic < len(TOPICS):
                yield _relate("ABOUT", exchange, ids.topics[topic])
        if request >= 0:
            yield _relate("ANSWERS", exchange, ids.requests[request])
        if builds_on[number] and number:
            yield _relate("BUILDS_ON", exchange, ids.exchanges[int(earlier[number] * number)])


def _practices(world: World, ids: Ids, draws: Draws) -> Iterator[Relationship]:
    n = world.size.n_practices
    exchanges = draws.below(world.size.n_exchanges, 2 * n).tolist()
    topics, dates = draws.below(len(TOPICS), n).tolist(), partial_dates(draws, n)
    adopters = draws.below(world.size.n_municipalities, 2 * n).tolist()
    for number, practice in enumerate(ids.practices):
        yield _relate("LEARNED_IN", practice, ids.exchanges[exchanges[number]])
        yield _relate("ABOUT", practice, ids.topics[topics[number]])
        for adopter in dict.fromkeys(adopters[2 * number : 2 * number + 2]):
            yield _relate("ADOPTED", ids.municipalities[adopter], practice, on_date=dates[number])
    for number, evaluation in enumerate(ids.evaluations):
        yield _relate("EVALUATES", evaluation, ids.exchanges[exchanges[n + number]])


def _topic_tree(ids: Ids) -> Iterator[Relationship]:
    names = [name for name, _ in TOPICS]
    for number, (name, wider) in enumerate(TOPICS):
        if name != wider:
            yield _relate("BROADER", ids.topics[number], ids.topics[names.index(wider)])
