"""Where nodes lie on the map and which lines join them.

A node with coordinates lies there. Of many only the country is known: they lie at one point of it, and whatever draws
them says so. An exchange is no point but the lines between the places of those who took part.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from dashboard.outlines import country_place
from graph.answers import RelationshipRow
from graph.schema import PEERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dashboard.outlines import Point
    from graph.answers import NodeSummary

Connection = RelationshipRow | tuple[str, str]
"""A relationship of the store, or a step from one peer to another by their ids."""

_TIES: Final = frozenset({"TWINNED_WITH", "MEMBER_OF", "WORKS_FOR", "SUCCEEDED_BY"})
_SAME_PLACE: Final = 3
"""Digits after the point: a hundred metres."""
_SPREAD_PX: Final = 13.0
_GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))  # never points the same way twice
_VIEW_PX: Final = (760.0, 380.0)
"""Width and height that the places must fit into: what a small screen shows of the map."""
_TILE_PX: Final = 512.0
_ZOOMS: Final = (0.5, 5.0)
_MARGIN_DEGREES: Final = 2.0
_LETTER_PX: Final = 7.2
_LINE_PX: Final = 18.0


@dataclass(frozen=True, slots=True)
class Placed:
    """One node on the map."""

    node: NodeSummary
    at: Point
    is_exact: bool
    """Whether its own coordinates are known; otherwise it lies at its country's point."""
    offset: Point = (0.0, 0.0)
    """Pixels right and down: several nodes at one place are fanned out, and stay so at every zoom."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line between two places."""

    start: Point
    end: Point
    pairs: tuple[tuple[str, str], ...]
    """Ids of the nodes it joins, each pair once."""
    n: int
    """Exchanges and ties that it stands for."""
    is_highlighted: bool = False


class View(NamedTuple):
    """Middle and zoom at which all places can be seen."""

    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True, slots=True)
class MapContent:
    """Everything the map shows."""

    placed: tuple[Placed, ...]
    lines: tuple[Line, ...]
    """Highlighted ones last, to be drawn on top."""
    countries: frozenset[str]
    """Codes of the countries something lies in."""
    n_elsewhere: Counter[str]
    """Nodes without a place by kind; exchanges are lines and do not count."""

    @property
    def n_by_country_only(self) -> int:
        """How many nodes are known only by their country."""
        return sum(not one.is_exact for one in self.placed)


def map_content(
    nodes: Sequence[NodeSummary], connections: Iterable[Connection], highlighted: Sequence[str] = ()
) -> MapContent:
    """What the map shows of some nodes.

    Parameters
    ----------
    nodes : in any order; exchanges among them are drawn as lines, countries as ground.
    connections : relationships between the nodes, or pairs of ids.
    highlighted : ids along a path; lines between neighbours on it stand out.
    """
    drawn = [_placed(node) for node in nodes if node.kind not in {"Exchange", "Country"}]
    placed = _fanned_out([one for one in drawn if one])
    at = {one.node.id: one.at for one in placed}
    countries = {node.country for node in nodes if node.country and node.kind != "Exchange"}
    elsewhere = Counter(node.kind for node in nodes if node.kind not in {"Exchange", "Country"} and node.id not in at)
    return MapContent(placed, _lines(at, nodes, connections, highlighted), frozenset(countries), elsewhere)


def view_of(content: MapContent) -> View:
    """Middle and zoom at which all places can be seen; the whole world when there are none."""
    if not content.placed:
        return View(10.0, 25.0, _ZOOMS[0])
    lons, lats = zip(*(one.at for one in content.placed), strict=True)
    left, right = min(lons) - _MARGIN_DEGREES, max(lons) + _MARGIN_DEGREES
    top, bottom = _mercator(max(lats) + _MARGIN_DEGREES), _mercator(min(lats) - _MARGIN_DEGREES)
    wide, high = (right - left) / 360 * _TILE_PX, (top - bottom) / math.tau * _TILE_PX
    zoom = math.log2(min(_VIEW_PX[0] / wide, _VIEW_PX[1] / high))
    middle = math.degrees(math.atan(math.sinh((top + bottom) / 2)))
    return View((left + right) / 2, middle, min(max(zoom, _ZOOMS[0]), _ZOOMS[1]))


def labels(
    content: MapContent, zoom: float, name: Callable[[Sequence[Placed]], str], first: Sequence[str] = ()
) -> list[tuple[Point, str]]:
    """Names to write beside places, as many as fit without covering each other at a zoom.

    Parameters
    ----------
    name : what to write beside a place, of the nodes there.
    first : ids of nodes whose places are named before others.
    """
    by_place: dict[Point, list[Placed]] = defaultdict(list)
    for one in sorted(content.placed, key=lambda one: (one.node.id not in first, one.is_exact is False)):
        by_place[one.at].append(one)
    taken: list[tuple[float, float, float, float]] = []
    written = []
    for at, here in by_place.items():
        text = name(here)
        box = _label_box(at, text, zoom, len(here))
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            written.append((at, text))
    return written


def _placed(node: NodeSummary) -> Placed | None:
    if node.lat is not None and node.lon is not None:
        return Placed(node, (round(node.lon, _SAME_PLACE), round(node.lat, _SAME_PLACE)), is_exact=True)
    at = country_place(node.country) if node.country else None
    return Placed(node, at, is_exact=False) if at else None


def _fanned_out(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """Nodes at one place on a spiral around it, in the order given."""
    n_before: Counter[Point] = Counter()
    fanned = []
    for one in placed:
        turn = n_before[one.at]
        n_before[one.at] += 1
        reach = _SPREAD_PX * math.sqrt(turn)
        angle = turn * _GOLDEN_ANGLE
        offset = (round(reach * math.cos(angle), 1), round(reach * math.sin(angle), 1))
        fanned.append(Placed(one.node, one.at, one.is_exact, offset))
    return tuple(fanned)


def _lines(
    at: dict[str, Point], nodes: Iterable[NodeSummary], connections: Iterable[Connection], highlighted: Sequence[str]
) -> tuple[Line, ...]:
    peers = {node.id for node in nodes if node.kind in PEERS and node.id in at}
    joined: dict[tuple[Point, Point], list[tuple[tuple[str, str], str]]] = defaultdict(list)
    for first, second, fact in _joins(connections):
        if {first, second} <= peers and at[first] != at[second]:
            a, b = sorted((first, second), key=lambda id_: (at[id_], id_))
            joined[at[a], at[b]].append(((a, b), fact))
    marked = {frozenset(pair) for pair in pairwise(highlighted)}
    lines = [
        Line(
            start,
            end,
            tuple(dict.fromkeys(pair for pair, _ in joins)),
            len({fact for _, fact in joins}),
            any(frozenset(pair) in marked for pair, _ in joins),
        )
        for (start, end), joins in joined.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.is_highlighted, line.start, line.end)))


def _joins(connections: Iterable[Connection]) -> Iterable[tuple[str, str, str]]:
    """Pairs of ids that a line joins, with the fact it stands for."""
    participants: dict[str, list[str]] = defaultdict(list)
    for one in connections:
        if not isinstance(one, RelationshipRow):
            yield (*one, "|".join(one))
        elif one.type == "TOOK_PART_IN":
            participants[one.end_id].append(one.start_id)
        elif one.type in _TIES:
            yield one.start_id, one.end_id, f"{one.type}|{one.start_id}|{one.end_id}"
    for exchange, who in participants.items():
        for first, second in combinations(sorted(set(who)), 2):
            yield first, second, exchange


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(max(min(lat, 80.0), -60.0))))


def label_drop(n_here: int) -> float:
    """Pixels from a place down to its name, below the nodes that are fanned out around it."""
    return 14.0 + (_SPREAD_PX * math.sqrt(n_here - 1) if n_here > 1 else 0.0)


def _label_box(at: Point, text: str, zoom: float, n_here: int) -> tuple[float, float, float, float]:
    scale = _TILE_PX * 2**zoom
    x, y = (at[0] + 180) / 360 * scale, -_mercator(at[1]) / math.tau * scale
    wide, drop = len(text) * _LETTER_PX, label_drop(n_here)
    return x - wide / 2, y + drop - _LINE_PX / 2, x + wide / 2, y + drop + _LINE_PX / 2


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
