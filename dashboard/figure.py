"""What a network picture shows, before anything draws it: nodes, edges, and how each kind of node looks.

Records are checked when they are built, so whatever draws them can trust them. No Streamlit here: one figure
serves the picture on screen, the file mailed to a colleague, and the tests.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections import Counter, defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Shape = Literal["dot", "square", "triangle", "triangleDown", "diamond", "hexagon", "star"]

MAX_LABEL_CHARS: Final = 40
"""Longer names are cut in the picture and shown in full in the caption."""

_SVG_SIZE: Final = 16


class FigureError(ValueError):
    """A figure that cannot be drawn; the message says which part is wrong and what was expected."""


@dataclass(frozen=True, slots=True)
class KindStyle:
    """Shape and colours of one kind of node.

    Parameters
    ----------
    shape : name of the shape in vis-network's words.
    colour : `#rrggbb`, one of the Okabe-Ito palette.
    is_hollow : an outline only. A ring is another shape than a disc, in black and white too.
    """

    shape: Shape
    colour: str
    is_hollow: bool = False

    @property
    def border(self) -> str:
        """Colour of the outline; darker than a filling, because yellow alone vanishes on white paper."""
        return self.colour if self.is_hollow else _darker(self.colour)


def _darker(colour: str) -> str:
    """Colour at 65 % of its light: at least 3:1 against white for each one used here."""
    parts = (round(int(colour[at : at + 2], 16) * 0.65) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in parts)


# Okabe and Ito (2002, "Color Universal Design") offer eight colours, and black is lost in the dark theme: so
# three colours serve two kinds, which then differ plainly in shape. No two kinds share a shape.
KIND_STYLE: Final[Mapping[str, KindStyle]] = MappingProxyType(
    {
        "Country": KindStyle("dot", "#0072B2", is_hollow=True),
        "Municipality": KindStyle("dot", "#0072B2"),
        "Association": KindStyle("triangle", "#009E73"),
        "Body": KindStyle("diamond", "#F0E442"),
        "Official": KindStyle("square", "#E69F00"),
        "Topic": KindStyle("hexagon", "#56B4E9"),
        "Request": KindStyle("triangleDown", "#D55E00"),
        "Exchange": KindStyle("star", "#CC79A7"),
        "Evaluation": KindStyle("square", "#D55E00", is_hollow=True),
        "Practice": KindStyle("hexagon", "#009E73", is_hollow=True),
    }
)


@dataclass(frozen=True, slots=True)
class FigureNode:
    """One thing in the picture.

    Parameters
    ----------
    id : the store's stable id, not empty.
    label : short name drawn below the shape.
    kind : a key of `KIND_STYLE`.
    caption : plain sentence shown on hover and read aloud.
    x, y : place in canvas units, about one unit a pixel when the picture is not zoomed; y grows downwards.
    is_focus : what the picture is about; drawn larger.
    is_on_path : belongs to the highlighted path.
    is_faded : stays in the background.
    n_hidden : neighbours that are not drawn (0 or more); shown as `+n` below the label.
    """

    id: str
    label: str
    kind: str
    caption: str
    x: float
    y: float
    is_focus: bool = False
    is_on_path: bool = False
    is_faded: bool = False
    n_hidden: int = 0

    def __post_init__(self) -> None:
        if not self.id:
            raise FigureError(f"the node labelled {self.label!r} has an empty id")
        if self.kind not in KIND_STYLE:
            raise FigureError(f"node {self.id!r}: unknown kind {self.kind!r}; known are {', '.join(KIND_STYLE)}")
        if not (math.isfinite(self.x) and math.isfinite(self.y)):
            raise FigureError(f"node {self.id!r}: no place to draw it, got ({self.x}, {self.y})")
        if self.n_hidden < 0:
            raise FigureError(f"node {self.id!r}: n_hidden counts neighbours, got {self.n_hidden}")


@dataclass(frozen=True, slots=True)
class FigureEdge:
    """One line in the picture, between two different nodes.

    Parameters
    ----------
    id : unique in the figure, the same on each rerun.
    start_id, end_id : nodes of the same figure; the arrow points to the end.
    label : one or two words beside the line; may be empty.
    caption : plain sentence shown on hover and read aloud.
    is_similarity : only alike, did not meet; drawn dashed and without an arrow.
    is_on_path : belongs to the highlighted path.
    is_faded : stays in the background.
    """

    id: str
    start_id: str
    end_id: str
    label: str
    caption: str
    is_similarity: bool = False
    is_on_path: bool = False
    is_faded: bool = False

    def __post_init__(self) -> None:
        if not self.id:
            raise FigureError(f"the edge from {self.start_id!r} to {self.end_id!r} has an empty id")
        if self.start_id == self.end_id:
            raise FigureError(f"edge {self.id!r} starts and ends at {self.start_id!r}; the picture has no loops")


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole picture: nodes, edges between them, and its content in words.

    Parameters
    ----------
    nodes, edges : in drawing order, later ones on top; ids are unique.
    focus_id : node where the keyboard starts. None: the first node.
    description : what the picture shows, in sentences, for someone who cannot see it.

    Raises
    ------
    FigureError
        An id used twice, an edge to a node that is not drawn, or an unknown focus.
    """

    nodes: tuple[FigureNode, ...]
    edges: tuple[FigureEdge, ...]
    focus_id: str | None
    description: str

    def __post_init__(self) -> None:
        node_ids = {node.id for node in self.nodes}
        _refuse_twice("node", (node.id for node in self.nodes))
        _refuse_twice("edge", (edge.id for edge in self.edges))
        for edge in self.edges:
            for end_id in (edge.start_id, edge.end_id):
                if end_id not in node_ids:
                    raise FigureError(f"edge {edge.id!r} ends at {end_id!r}, which is not in the figure")
        if self.focus_id is not None and self.focus_id not in node_ids:
            raise FigureError(f"the focus {self.focus_id!r} is not in the figure")


def _refuse_twice(what: str, ids: Iterable[str]) -> None:
    twice = [id_ for id_, n in Counter(ids).items() if n > 1]
    if twice:
        raise FigureError(f"{what} ids used more than once: {', '.join(map(repr, twice))}")


class Lane(NamedTuple):
    """Where an edge runs beside others between the same two nodes.

    Parameters
    ----------
    number : 0 straight; 1, 2 the nearest bows to either side; 3, 4 the next; and so on.
    flip : drawn against the alphabetical order of its two ends, so its bow must be mirrored.
    """

    number: int
    flip: bool


def lanes(edges: Iterable[FigureEdge]) -> dict[str, Lane]:
    """Lane of each edge, so that parallel edges lie beside each other instead of on top.

    An odd number of parallel edges has a straight one in the middle, an even number has none. Direction does
    not matter for the number: Utrecht to Pursat and Pursat to Utrecht are parallel.

    Returns
    -------
    dict
        Edge id to lane, in the order given; {} without edges.
    """
    edges = tuple(edges)
    parallel: dict[frozenset[str], list[str]] = defaultdict(list)
    for edge in edges:
        parallel[frozenset((edge.start_id, edge.end_id))].append(edge.id)
    numbers = {
        edge_id: place + (len(together) % 2 == 0)
        for together in parallel.values()
        for place, edge_id in enumerate(together)
    }
    return {edge.id: Lane(numbers[edge.id], edge.start_id > edge.end_id) for edge in edges}


def drawn_label(node: FigureNode) -> str:
    """Label as drawn: one line cut to 40 characters, then `+n` when n neighbours are hidden."""
    one_line = " ".join(node.label.split())
    if len(one_line) > MAX_LABEL_CHARS:
        one_line = one_line[: MAX_LABEL_CHARS - 1].rstrip() + "…"
    return f"{one_line}\n+{node.n_hidden}" if node.n_hidden else one_line


def legend_svg(kind: str) -> str:
    """Inline SVG, 16 by 16, of the kind's shape in its colours.

    The picture is hidden from screen readers: the legend's text beside it says the kind.

    Raises
    ------
    FigureError
        Unknown kind.
    """
    if kind not in KIND_STYLE:
        raise FigureError(f"no shape for the kind {kind!r}; known are {', '.join(KIND_STYLE)}")
    style = KIND_STYLE[kind]
    fill, width = ("none", 2.5) if style.is_hollow else (style.colour, 1.5)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SVG_SIZE}" height="{_SVG_SIZE}" '
        f'viewBox="-8 -8 16 16" aria-hidden="true" focusable="false">'
        f'<g fill="{fill}" stroke="{style.border}" stroke-width="{width}" stroke-linejoin="round">'
        f"{_svg_shape(style.shape)}</g></svg>"
    )


def legend_uri(kind: str) -> str:
    """Same picture as `legend_svg`, as an address for the `src` of an image or a Markdown image.

    Streamlit takes SVG out of `st.html` and of Markdown, but shows images with such an address.

    Raises
    ------
    FigureError
        Unknown kind.
    """
    return "data:image/svg+xml;base64," + b64encode(legend_svg(kind).encode()).decode()


def _svg_shape(shape: Shape) -> str:
    if shape == "dot":
        return '<circle r="5.5"/>'
    if shape == "square":
        return '<rect x="-5" y="-5" width="10" height="10"/>'
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in _corners(shape))
    return f'<polygon points="{points}"/>'


def _corners(shape: Shape) -> list[tuple[float, float]]:
    """Corner points around the middle of a shape; the triangles are moved so that they look centred."""
    n_corners, turn, shift = {
        "triangle": (3, -90.0, 1.5),
        "triangleDown": (3, 90.0, -1.5),
        "diamond": (4, -90.0, 0.0),
        "hexagon": (6, 0.0, 0.0),
        "star": (10, -90.0, 0.5),
    }[shape]
    corners = []
    for number in range(n_corners):
        radius = 3.0 if shape == "star" and number % 2 else 6.5
        angle = math.radians(turn + 360 / n_corners * number)
        corners.append((radius * math.cos(angle), radius * math.sin(angle) + shift))
    return corners
