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

from graph.answers import RelationshipRow
from graph.schema import PEERS
from reports.outlines import country_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from graph.answers import NodeSummary
    from reports.outlines import Point

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""
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
_LETTER_PX: Final = 6.8
_LINE_PX: Final = 18.0
_ICON_PX: Final = 20.0
_BEND: Final = 0.14
_N_PARTS: Final = 24


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


class Label(NamedTuple):
    """One name on the map."""

    at: Point
    text: str
    offset: Point
    """Pixels right and down from the place to the middle of the name."""


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
    return View((left + right) / 2, _latitude((top + bottom) / 2), min(max(zoom, _ZOOMS[0]), _ZOOMS[1]))


def curve(line: Line) -> list[Point]:
    """Points of a line, bent a little to the north, so that lines that run alike can be told apart.

    It never leaves the map: the shortest way over the Pacific would end at one edge and go on at the other.
    """
    (x0, y0), (x1, y1) = ((lon, math.degrees(_mercator(lat))) for lon, lat in (line.start, line.end))
    side = _BEND if x1 >= x0 else -_BEND
    bent = ((x0 + x1) / 2 - (y1 - y0) * side, (y0 + y1) / 2 + (x1 - x0) * side)
    points = []
    for part in range(_N_PARTS + 1):
        share = part / _N_PARTS
        weights = ((1 - share) ** 2, 2 * share * (1 - share), share**2)
        x, y = (
            sum(w * at for w, at in zip(weights, ats, strict=True)) for ats in ((x0, bent[0], x1), (y0, bent[1], y1))
        )
        points.append((round(x, 3), round(_latitude(math.radians(y)), 3)))
    return points


def labels(
    content: MapContent, zoom: float, name: Callable[[Sequence[Placed]], str], first: Sequence[str] = ()
) -> list[Label]:
    """Names to write beside places, as many as fit at a zoom without covering a name or another place.

    Parameters
    ----------
    name : what to write beside a place, of the nodes there.
    first : ids of nodes whose places are named before others.
    """
    by_place: dict[Point, list[Placed]] = defaultdict(list)
    for one in sorted(content.placed, key=lambda one: one.node.id not in first):
        by_place[one.at].append(one)
    clusters = {
        at: _around(at, zoom, reach, reach) for at, reach in ((at, _reach(here)) for at, here in by_place.items())
    }
    taken: list[Box] = []
    written = []
    for at, here in by_place.items():
        text = name(here)
        others = [*taken, *(box for place, box in clusters.items() if place != at)]
        for offset in _offsets(len(text) * _LETTER_PX, _reach(here)):
            box = _around(at, zoom, len(text) * _LETTER_PX / 2, _LINE_PX / 2, offset)
            if not any(_overlap(box, other) for other in others):
                taken.append(box)
                written.append(Label(at, text, offset))
                break
    return written


def _offsets(wide: float, reach: float) -> tuple[Point, ...]:
    """Where a name may stand: below its place, above it, at its right, at its left."""
    aside, off = reach + wide / 2 + 4, reach + _LINE_PX / 2
    return (0.0, off), (0.0, -off), (aside, 0.0), (-aside, 0.0)


def _reach(here: Sequence[Placed]) -> float:
    """Pixels from a place to the outer side of the nodes that are fanned out around it."""
    return max(math.hypot(*one.offset) for one in here) + _ICON_PX / 2


def _around(at: Point, zoom: float, half_wide: float, half_high: float, offset: Point = (0.0, 0.0)) -> Box:
    scale = _TILE_PX * 2**zoom
    x = (at[0] + 180) / 360 * scale + offset[0]
    y = -_mercator(at[1]) / math.tau * scale + offset[1]
    return x - half_wide, y - half_high, x + half_wide, y + half_high


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


def _latitude(mercator: float) -> float:
    return math.degrees(math.atan(math.sinh(mercator)))


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
