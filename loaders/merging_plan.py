"""Which municipalities of a data set are one, and which the store has already: decided before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.records import Node, Value
from graph.store import Decision, Ruling
from loaders.dataset import Record
from loaders.resolution.resolver import Resolver
from loaders.resolution.result import Candidate, PlaceAsked, Resolution, Status
from loaders.same_municipality import why_not_one


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of the place of one municipality."""

    status: str
    """One of `graph.schema.PLACE_STATUSES`."""
    place: Candidate | None
    place_id: str | None
    resolution: Resolution
    ruling: Ruling | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it counts as being that place."""
        return self.place_id is not None and self.status in ("accepted", "decided")


@dataclass(frozen=True, slots=True)
class Merge:
    """A spelling that is the same municipality as another one."""

    spelling: str
    """Name and country as written."""
    kept_as: str
    """Name and country of the one that stays, or its id where it is another source's."""
    found: Found
    doubt: str | None = None
    """Why the two stay apart until a person decides; None where they are one."""


@dataclass(slots=True)
class Plan:
    """What becomes of the municipalities of a data set."""

    ids: dict[str, str] = field(default_factory=dict)
    """For each municipality that is another one, the id of that one."""
    nodes: dict[str, Node] = field(default_factory=dict)
    """For each municipality that others are merged into, the node with all its names; it comes with the first."""
    found: dict[str, Found] = field(default_factory=dict)
    """What is known of the place of each, by id."""
    merges: list[Merge] = field(default_factory=list)
    apart: list[Merge] = field(default_factory=list)
    """Names of one place that stay two until a person decides."""

    def n_by_status(self) -> Counter[str]:
        """How many municipalities there are of each place status."""
        return Counter(one.status for one in self.found.values())


def plan_merges(
    records: Iterable[Record],
    resolver: Resolver,
    decisions: Sequence[Decision],
    known: Mapping[str, str],
) -> Plan:
    """Match every municipality with a place, and find those that are one.

    Parameters
    ----------
    records : all records of a data set.
    resolver : where places are looked up.
    decisions : what people decided, which goes before what the resolver finds.
    known : node id by place id of municipalities that other sources gave.
    """
    nodes, partners = _municipalities(records)
    asked = [_asked(node, [nodes[one] for one in partners.get(node.id, ())]) for node in nodes.values()]
    rulings = _standing(decisions)
    resolved = zip(nodes, resolver.resolve_all(asked), strict=True)
    plan = Plan(found={node_id: _found(one, rulings) for node_id, one in resolved})
    for place_id, ids in _by_place(plan.found).items():
        _merge(plan, [nodes[one] for one in ids], known.get(place_id), partners)
    return plan


def with_place(node: Node, found: Found) -> Node:
    """The node with what is known of its place; coordinates and population only where its source has none."""
    properties: dict[str, Value] = {**node.properties, "place": found.place_id, "place_status": found.status}
    place = found.place
    if found.is_sure and place is not None:
        if node.properties.get("lat") is None and place.lat is not None:
            properties.update(lat=place.lat, lon=place.lon, coordinates_from=place.place_id)
        if node.properties.get("population") is None and place.population is not None:
            properties.update(population=place.population, population_from=place.place_id)
    return replace(node, properties=properties)


def written(node: Node) -> tuple[str, str]:
    """Name and country of a municipality, as its source writes them."""
    return str(node.properties["name"]), str(node.properties.get("country_written") or "")


def _municipalities(records: Iterable[Record]) -> tuple[dict[str, Node], Mapping[str, list[str]]]:
    """Municipalities by id, and for each the ids of those it is twinned with."""
    nodes: dict[str, Node] = {}
    partners: defaultdict[str, list[str]] = defaultdict(list)
    twinned: list[tuple[str, str]] = []
    for one in records:
        if isinstance(one, Node):
            if one.kind == "Municipality":
                nodes[one.id] = one
        elif one.type == "TWINNED_WITH":
            twinned.append((one.start_id, one.end_id))
    for pair in twinned:
        for here, there in (pair, pair[::-1]):
            if there in nodes:
                partners[here].append(there)
    return nodes, partners


def _asked(node: Node, partners: Iterable[Node]) -> PlaceAsked:
    lat, lon, population = (node.properties.get(one) for one in ("lat", "lon", "population"))
    return PlaceAsked(
        *_name_and_country(node),
        lat if isinstance(lat, float | int) else None,
        lon if isinstance(lon, float | int) else None,
        population if isinstance(population, int) else None,
        tuple(map(_name_and_country, partners)),
    )


def _name_and_country(node: Node) -> tuple[str, str]:
    """As written; the country by its code where its source writes none."""
    name, country = written(node)
    return name, country or str(node.properties.get("country") or "")


def _standing(decisions: Sequence[Decision]) -> dict[tuple[str, str], Ruling]:
    return {
        (one.ruling.name, one.ruling.country): one.ruling
        for one in decisions
        if one.ruling.kind == "Municipality" and one.taken_back_at is None
    }


def _found(resolution: Resolution, rulings: Mapping[tuple[str, str], Ruling]) -> Found:
    ruling = rulings.get((resolution.asked.name, resolution.asked.country))
    if ruling is None:
        waits = resolution.is_for_a_person
        best = resolution.best if waits or resolution.is_found else None  # of a part, it is the city
        status = Status.TO_DECIDE if waits else resolution.status
        return Found(status.value, best, best.place_id if best else None, resolution)
    if ruling.target is None:
        return Found("own", None, None, resolution, ruling)
    place = next((one for one in resolution.candidates if ruling.target in (one.place_id, *one.also)), None)
    return Found("decided", place, ruling.target, resolution, ruling)


def _by_place(found: Mapping[str, Found]) -> dict[str, list[str]]:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for node_id, one in found.items():
        if one.is_sure and one.place_id is not None:
            places[one.place_id].append(node_id)
    return dict(places)


def _merge(plan: Plan, nodes: Sequence[Node], known_id: str | None, partners: Mapping[str, Sequence[str]]) -> None:
    """Merge the spellings of one place into the one with most partners, or into the one that the store has."""
    first, *others = sorted(nodes, key=lambda node: (-len(partners.get(node.id, ())), node.source_key))
    merged = []
    for node in others:
        merge = Merge(", ".join(written(node)), ", ".join(written(first)), plan.found[node.id])
        if doubt := _doubt(plan, first, node):
            plan.apart.append(replace(merge, doubt=doubt))
            plan.found[node.id] = replace(merge.found, status=Status.TO_DECIDE.value)
            continue
        merged.append(node)
        if known_id is None:
            plan.merges.append(merge)
    if known_id is not None:
        for node in (first, *merged):
            plan.ids[node.id] = known_id
            plan.merges.append(Merge(", ".join(written(node)), known_id, plan.found[node.id]))
    elif merged:
        plan.ids.update({node.id: first.id for node in merged})
        plan.nodes[first.id] = _with_names(first, merged)


def _doubt(plan: Plan, first: Node, other: Node) -> str | None:
    if plan.found[other.id].ruling is not None:
        return None
    return why_not_one(first, plan.found[first.id].place, other, plan.found[other.id].place)


def _with_names(node: Node, merged: Sequence[Node]) -> Node:
    names = [*_names(node), *(name for one in merged for name in (str(one.properties["name"]), *_names(one)))]
    further = tuple(name for name in dict.fromkeys(names) if name != node.properties["name"])
    return replace(node, properties={**node.properties, "names": further or None})


def _names(node: Node) -> tuple[str, ...]:
    names = node.properties.get("names")
    return names if isinstance(names, tuple) else ()
