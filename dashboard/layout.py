"""Where each node of a network picture is drawn: computed here, not in the browser, so that it never jumps.

The same input gives the same picture on every rerun, and whoever already has a place keeps it exactly.
Canvas units are about one pixel at normal zoom; x grows to the right and y downwards.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Final, NamedTuple

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Point = tuple[float, float]

SEED: Final = 7
SPRING_LENGTH: Final = 42.0
"""Rest length of an edge in the spring layout. Drawn edges are longer, since all nodes push each other away."""

LABEL_ROOM: Final = (124.0, 64.0)
"""Width and height that a shape takes with two lines of label below it, in canvas units."""

FOCUS_ROOM: Final = (150.0, 104.0)
"""The same for the focus, which is drawn larger and on a disc."""

WIDTH_TO_HEIGHT: Final = 2.0
"""Proportions aimed at: screens are wide, and so are labels."""

# A small picture has air around its nodes. A big one packs them as tightly as their labels allow, because
# the more it has to be zoomed out, the smaller the names become: at sixty nodes about 12 px on a laptop.
ROOMY_AREA: Final = 480_000.0
AREA_PER_NODE: Final = (11_000.0, 30_000.0)

COLUMN_WIDTH: Final = 210.0
ROW_HEIGHT: Final = 104.0

MOST_WITH_ROOM: Final = 150
"""With more nodes than this no zoom makes the names readable, and finding room for them takes seconds."""

_TETHER: Final = 0.12  # Pull between separate pieces: keeps them in sight, too weak to look like an edge.
_ROUNDS: Final = 120
_RINGS: Final = 40
_RING_WIDTH: Final = 20.0


def positions(
    node_ids: Iterable[str],
    edges: Iterable[tuple[str, str]],
    kept: Mapping[str, Point],
    focus_id: str | None,
) -> dict[str, Point]:
    """Place of each node: those in `kept` stay exactly where they were, new ones come near their neighbours.

    Springs (Fruchterman and Reingold 1991, in networkx) pull neighbours together, starting from a fan around
    the focus. Then nodes that would cover each other's labels are moved apart, up to 150 nodes.

    Parameters
    ----------
    node_ids : what is drawn.
    edges : pairs of ids; a pair with an id that is not drawn does not count.
    kept : places from the last picture; ids that are not drawn any more do not count.
    focus_id : comes to (0, 0) when nothing is kept. None: the node with most neighbours.

    Returns
    -------
    dict
        Id to (x, y) in canvas units, in the order of `node_ids`; {} for no nodes.

    References
    ----------
    Fruchterman, Reingold (1991), Graph drawing by force-directed placement.
    """
    wanted = list(dict.fromkeys(node_ids))
    known = {id_: kept[id_] for id_ in sorted(wanted) if id_ in kept}
    if len(known) == len(wanted):
        return {id_: known[id_] for id_ in wanted}
    network = _network(wanted, edges)
    root = _root(network, focus_id)
    placed = _spring(network, known, root)
    if not known:
        placed = _spread(placed, root)
    if len(wanted) <= MOST_WITH_ROOM:
        placed = _make_room(placed, known, focus_id)
    return {id_: known.get(id_) or _rounded(placed[id_]) for id_ in wanted}


def path_positions(columns: Mapping[str, int]) -> dict[str, Point]:
    """Place of each node of one or more paths, read from left to right.

    Parameters
    ----------
    columns : id to step number, 0 for where the paths start. Nodes of one column stand below each other in
        the order given, so paths given best first have the best one on top.

    Returns
    -------
    dict
        Id to (x, y) in canvas units, in the order given; each column is centred on y = 0; {} for no nodes.
    """
    by_column: dict[int, list[str]] = defaultdict(list)
    for id_, column in columns.items():
        by_column[column].append(id_)
    return {id_: _cell(column, by_column[column], id_) for id_, column in columns.items()}


def _cell(column: int, ids: Sequence[str], id_: str) -> Point:
    return column * COLUMN_WIDTH, (ids.index(id_) - (len(ids) - 1) / 2) * ROW_HEIGHT


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)


def _network(node_ids: Iterable[str], edges: Iterable[tuple[str, str]]) -> nx.Graph:
    """Undirected network in sorted order, because the layout's numbers depend on the order of nodes."""
    network = nx.Graph()
    network.add_nodes_from(sorted(node_ids))
    drawn = set(network)
    network.add_edges_from(sorted(pair for pair in edges if pair[0] != pair[1] and drawn.issuperset(pair)))
    return network


def _root(network: nx.Graph, focus_id: str | None) -> str:
    if focus_id is not None and focus_id in network:
        return focus_id
    ids: list[str] = list(network)
    return min(ids, key=lambda id_: (-network.degree(id_), id_))


def _spring(network: nx.Graph, known: Mapping[str, Point], root: str) -> dict[str, Point]:
    """Places after the springs have come to rest; known nodes pull and push but do not move."""
    resting = nx.spring_layout(
        _tethered(network, root),
        pos=_fanned_out(network, known, root),
        fixed=sorted(known) or None,
        k=SPRING_LENGTH,
        iterations=_ROUNDS if len(network) <= MOST_WITH_ROOM else _ROUNDS // 3,
        scale=None,
        seed=SEED,
        method="force",  # "auto" turns to another method, which needs SciPy, at 500 nodes.
    )
    return {id_: (float(x), float(y)) for id_, (x, y) in resting.items()}


def _tethered(network: nx.Graph, root: str) -> nx.Graph:
    """Copy of the network with each separate piece tied weakly to the root, or it would drift away."""
    tethered = network.copy()
    for piece in nx.connected_components(network):
        if root not in piece:
            tethered.add_edge(root, _root(network.subgraph(piece), None), weight=_TETHER)
    return tethered


def _spread(placed: Mapping[str, Point], root: str) -> dict[str, Point]:
    """Whole picture turned to lie lengthwise, as large as its labels need, with the root at (0, 0)."""
    points = _lengthwise(np.array(list(placed.values())))
    reach = np.ptp(points, axis=0)
    area = (len(points) - 1) * float(np.clip(ROOMY_AREA / len(points), *AREA_PER_NODE))
    height = math.sqrt(area / WIDTH_TO_HEIGHT)
    # A picture as thin as a line keeps its one dimension: nothing is drawn out from rounding errors.
    points *= np.array([height * WIDTH_TO_HEIGHT, height]) / np.where(reach > 1, reach, np.inf)
    points -= points[list(placed).index(root)]
    return {id_: (float(x), float(y)) for id_, (x, y) in zip(placed, points, strict=True)}


def _lengthwise(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points around their middle, turned so that they spread most from left to right."""
    points = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(points.T @ points)
    # Directions come with an arbitrary sign; this one turns the picture least.
    axes = axes[:, ::-1] * np.where(np.diag(axes[:, ::-1]) < 0, -1.0, 1.0)
    turned: NDArray[np.float64] = points @ axes
    return turned


class _Fan(NamedTuple):
    """Where a node stands and, in radians, the direction and width of the fan its neighbours open."""

    x: float
    y: float
    direction: float
    width: float


def _fanned_out(network: nx.Graph, known: Mapping[str, Point], root: str) -> dict[str, Point]:
    """First guess: neighbours fan out from whoever is already placed, away from the middle.

    A good first guess matters more than many rounds: springs seldom untangle edges that cross at the start.
    """
    fans = _opening_fans(known) if known else {root: _Fan(0.0, 0.0, 0.0, math.tau)}
    _fan_out(network, list(fans), fans)
    for number, piece in enumerate(nx.connected_components(network)):
        if fans.keys().isdisjoint(piece):
            piece_root = _root(network.subgraph(piece), None)
            fans[piece_root] = _fan_outside(fans, number)
            _fan_out(network, [piece_root], fans)
    return {id_: (fan.x, fan.y) for id_, fan in fans.items()}


def _opening_fans(known: Mapping[str, Point]) -> dict[str, _Fan]:
    """Fans of nodes that have a place: half open, turned away from the middle of all of them."""
    middle_x, middle_y = np.mean(list(known.values()), axis=0)
    return {id_: _Fan(x, y, math.atan2(y - middle_y, x - middle_x), math.pi) for id_, (x, y) in known.items()}


def _fan_out(network: nx.Graph, sources: Sequence[str], fans: dict[str, _Fan]) -> None:
    """Give a place to all that can be reached from the sources, nearest first."""
    waiting = deque(sources)
    while waiting:
        parent_id = waiting.popleft()
        children = sorted(id_ for id_ in network[parent_id] if id_ not in fans)
        for number, child_id in enumerate(children):
            fans[child_id] = _child_fan(fans[parent_id], number, len(children))
        waiting.extend(children)


def _child_fan(parent: _Fan, number: int, n_children: int) -> _Fan:
    direction = parent.direction + parent.width * ((number + 0.5) / n_children - 0.5)
    x = parent.x + SPRING_LENGTH * math.cos(direction)
    y = parent.y + SPRING_LENGTH * math.sin(direction)
    return _Fan(x, y, direction, parent.width / n_children)


def _fan_outside(fans: Mapping[str, _Fan], number: int) -> _Fan:
    """Fan for a piece that touches nobody placed so far: just outside, each piece in another direction."""
    middle_x, middle_y = np.mean([(fan.x, fan.y) for fan in fans.values()], axis=0)
    reach = max(math.hypot(fan.x - middle_x, fan.y - middle_y) for fan in fans.values()) + SPRING_LENGTH
    direction = number * math.pi * (3 - math.sqrt(5))  # The golden angle never points the same way twice.
    x, y = middle_x + reach * math.cos(direction), middle_y + reach * math.sin(direction)
    return _Fan(float(x), float(y), direction, math.pi)


def _make_room(placed: Mapping[str, Point], known: Mapping[str, Point], focus_id: str | None) -> dict[str, Point]:
    """Places after nodes whose labels cover each other were pushed apart; known nodes stay."""
    points = np.array(list(placed.values()), dtype=float)
    can_move = np.array([id_ not in known for id_ in placed])
    rooms = np.array([FOCUS_ROOM if id_ == focus_id else LABEL_ROOM for id_ in placed])
    between = (rooms[:, None, :] + rooms[None, :, :]) / 2
    for _ in range(_ROUNDS):
        push = _pushes(points, can_move, between)
        if not push.any():
            break
        points += push
    for number in np.flatnonzero(can_move):  # Between nodes that stay, pushing can go back and forth for ever.
        is_other = np.arange(len(points)) != number
        points[number] = _nearest_free(points[number], points[is_other], between[number, is_other])
    return {id_: (float(x), float(y)) for id_, (x, y) in zip(placed, points, strict=True)}


def _nearest_free(
    point: NDArray[np.float64], others: NDArray[np.float64], between: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Nearest place, on growing rings around the point, where a label covers nobody's."""
    for ring in range(_RINGS):
        angles = np.linspace(0, math.tau, num=max(8 * ring, 1), endpoint=False)
        places = point + ring * _RING_WIDTH * np.column_stack((np.cos(angles), np.sin(angles)))
        gaps = np.abs(places[:, None, :] - others[None, :, :])
        is_free = np.all(np.any(gaps >= between - 0.5, axis=2), axis=1)
        if is_free.any():
            free: NDArray[np.float64] = places[np.argmax(is_free)]
            return free
    return point


def _pushes(
    points: NDArray[np.float64], can_move: NDArray[np.bool_], between: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How far each point must move, (n, 2); all zero when every label has its room."""
    gap = points[:, None, :] - points[None, :, :]
    lacking = between - np.abs(gap)
    covers = (lacking > 0.1).all(axis=2) & ~np.eye(len(points), dtype=bool)
    # Sideways or up and down, whichever is the shorter way out; points in one place part in list order.
    shorter = lacking / between == (lacking / between).min(axis=2, keepdims=True)
    first = np.where(np.tri(len(points), dtype=bool), 1.0, -1.0)[:, :, None]
    away = np.where(gap == 0, first, np.sign(gap))
    # Two that can move share the way; one beside a fixed point goes all of it.
    share = can_move[:, None] * np.where(can_move[None, :], 0.5, 1.0)
    push: NDArray[np.float64] = (away * lacking * shorter * (covers * share)[:, :, None]).sum(axis=1)
    return push
