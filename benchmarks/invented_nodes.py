"""The nodes of an invented world as records."""

from collections.abc import Iterator, Sequence

from benchmarks.draws import Draws
from benchmarks.invented_dates import partial_dates
from benchmarks.invented_ids import SOURCE, Ids, key_of
from benchmarks.invented_topics import TOPICS
from benchmarks.language_groups import COUNTRIES
from benchmarks.name_maker import person_name, place_name
from benchmarks.world import World
from graph.records import Node, Value
from graph.schema import EXCHANGE_FORMS

_TIERS = ("municipality", "municipality", "municipality", "municipality", "district", "province", "region")
_BODIES = ("intermunicipal body", "funder", "training body", "utility")
_FUNCTIONS = (
    ("Mayor", "politics"),
    ("Alderman", "politics"),
    ("Municipal secretary", "management"),
    ("Head of water and sanitation", "environment"),
    ("Waste engineer", "environment"),
    ("Town planner", "planning"),
    ("Finance officer", "finance"),
    ("Adviser on international cooperation", "international"),
    ("Head of human resources", "management"),
    ("Public transport officer", "mobility"),
)
_FORMS = (None, *EXCHANGE_FORMS)  # many sources name no form
_STATUSES = (*["held"] * 34, "planned", "planned", "planned", "cancelled", None, None)
_REQUEST_STATUSES = ("received", "valid", "matching", "agreed", "held", "documented", "withdrawn")
_STAGES = ("before", "during", "after", "later")


def nodes(world: World, ids: Ids, seed: int) -> Iterator[Node]:
    """All nodes, kind after kind."""
    draws = Draws(seed + 1)
    yield from _countries(ids)
    yield from _topics(ids)
    yield from _municipalities(world, ids, draws)
    yield from _associations(ids, draws)
    yield from _bodies(world, ids, draws)
    yield from _officials(world, ids, draws)
    yield from _requests(world, ids, draws)
    yield from _exchanges(world, ids, draws)
    yield from _practices(ids, draws)
    yield from _evaluations(ids, draws)


def _node(kind: str, ids: Sequence[str], number: int, url: str | None = None, /, **properties: Value) -> Node:
    return Node(kind, ids[number], SOURCE.id, key_of(kind, number), properties, url)


def _countries(ids: Ids) -> Iterator[Node]:
    for number, (_, code, name) in enumerate(COUNTRIES):
        yield _node("Country", ids.countries, number, name=name, country=code)


def _topics(ids: Ids) -> Iterator[Node]:
    for number, (name, _) in enumerate(TOPICS):
        yield _node("Topic", ids.topics, number, name=name, codes=(f"invented:{number}",))


def _municipalities(world: World, ids: Ids, draws: Draws) -> Iterator[Node]:
    n = world.size.n_municipalities
    names, tiers, others = draws.uniform(n).tolist(), draws.among(_TIERS, n), draws.uniform(n).tolist()
    latitudes = (draws.uniform(n) * 120 - 55).round(4).tolist()
    longitudes = (draws.uniform(n) * 360 - 180).round(4).tolist()
    for number, country in enumerate(world.countries.tolist()):
        group, code, written = COUNTRIES[country]
        yield _node(
            "Municipality",
            ids.municipalities,
            number,
            name=place_name(group, names[number]),
            names=(place_name(group, others[number]),) if others[number] < 0.1 else None,
            tier=tiers[number],
            country=code,
            country_written=written,
            population=int(world.populations[number]),
            lat=latitudes[number],
            lon=longitudes[number],
        )


def _associations(ids: Ids, draws: Draws) -> Iterator[Node]:
    kinds = draws.among(("national association", "agency of an association"), len(COUNTRIES))
    for number, (_, code, name) in enumerate(COUNTRIES):
        acronym = f"AM{name[0].upper()}{code}"
        yield _node(
            "Association",
            ids.associations,
            number,
            name=f"Association of Municipalities of {name}",
            acronym=acronym,
            kind=kinds[number],
            country=code,
        )


def _bodies(world: World, ids: Ids, draws: Draws) -> Iterator[Node]:
    n = world.size.n_bodies
    names, kinds = draws.uniform(n).tolist(), draws.among(_BODIES, n)
    for number, country in enumerate(draws.below(len(COUNTRIES), n).tolist()):
        group, code, _ = COUNTRIES[country]
        name = f"{place_name(group, names[number])} {kinds[number].title()}"
        yield _node("Body", ids.bodies, number, name=name, kind=kinds[number], country=code)


def _officials(world: World, ids: Ids, draws: Draws) -> Iterator[Node]:
    n = world.size.n_officials
    names, functions = draws.uniform(n).tolist(), draws.below(len(_FUNCTIONS), n).tolist()
    extras = draws.uniform(n).tolist()
    countries = world.countries[world.employers].tolist()
    for number, country in enumerate(countries):
        group, code, _ = COUNTRIES[country]
        function, function_group = _FUNCTIONS[functions[number]]
        has_address = extras[number] < 0.02
        yield _node(
            "Official",
            ids.officials,
            number,
            name=person_name(group, names[number]) if extras[number] < 0.99 else None,
            function=function,
            function_group=function_group,
            elected="yes" if function_group == "politics" else "no",
            languages=(group.language,) if group.language == "en" else (group.language, "en"),
            visibility=("name", "function"),
            email=f"official{number}@{code.lower()}.example" if has_address else None,
        )


def _requests(world: World, ids: Ids, draws: Draws) -> Iterator[Node]:
    n = world.size.n_requests
    dates, statuses, topics = partial_dates(draws, n), draws.among(_REQUEST_STATUSES, n), _topics_of(draws, n)
    for number, asker in enumerate(world.askers.tolist()):
        group, code, _ = COUNTRIES[world.countries[asker]]
        yield _node(
            "Request",
            ids.requests,
            number,
            title=f"Help wanted with {TOPICS[topics[number]][0].lower()}",
            language=group.language,
            country=code,
            received_on=dates[number],
            status=statuses[number],
        )


def _exchanges(world: World, ids: Ids, draws: Draws) -> Iterator[Node]:
    n = world.size.n_exchanges
    dates, forms, statuses = partial_dates(draws, n), draws.among(_FORMS, n), draws.among(_STATUSES, n)
    topics, days = _topics_of(draws, n), (1 + draws.below(14, n)).tolist()
    countries = world.countries[world.organisations[world.offsets[:-1]]].tolist()
    for number, country in enumerate(countries):
        group, code, _ = COUNTRIES[country]
        yield _node(
            "Exchange",
            ids.exchanges,
            number,
            f"https://example.org/exchanges/{number}",
            title=f"Exchange {number} on {TOPICS[topics[number]][0].lower()}",
            form=forms[number],
            status=statuses[number],
            starts_on=dates[number],
            country=code,
            language=group.language,
            days=days[number] if days[number] < 8 else None,
        )


def _practices(ids: Ids, draws: Draws) -> Iterator[Node]:
    topics = _topics_of(draws, len(ids.practices))
    for number, topic in enumerate(topics):
        title = f"Good practice {number}: {TOPICS[topic][0].lower()}"
        yield _node("Practice", ids.practices, number, title=title, language="en")


def _evaluations(ids: Ids, draws: Draws) -> Iterator[Node]:
    n = len(ids.evaluations)
    scores = (1 + draws.below(41, n) / 10).tolist()
    for number, stage in enumerate(draws.among(_STAGES, n)):
        yield _node("Evaluation", ids.evaluations, number, stage=stage, score=scores[number])


def _topics_of(draws: Draws, n: int) -> list[int]:
    return draws.among(range(len(TOPICS)), n)
