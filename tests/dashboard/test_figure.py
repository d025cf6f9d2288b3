"""What a figure accepts, how kinds look, and how parallel edges keep apart."""

from __future__ import annotations

import math
import re
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard.figure import (
    KIND_STYLE,
    MAX_LABEL_CHARS,
    Figure,
    FigureEdge,
    FigureError,
    FigureNode,
    Lane,
    drawn_label,
    lanes,
    legend_svg,
    legend_uri,
)

OKABE_ITO = {"#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}


def node(id_: str = "utrecht", **changes: Any) -> FigureNode:
    given: dict[str, Any] = {"label": "Utrecht", "kind": "Municipality", "caption": "", "x": 0.0, "y": 0.0}
    return FigureNode(id=id_, **(given | changes))


def edge(id_: str, start_id: str, end_id: str) -> FigureEdge:
    return FigureEdge(id_, start_id, end_id, label="hosted", caption="")


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# Figures


def test_an_empty_figure_can_be_drawn():
    assert Figure((), (), None, "Nothing yet.").nodes == ()


def test_a_figure_with_two_nodes_and_an_edge_can_be_drawn():
    figure = Figure((node("a"), node("b")), (edge("e", "a", "b"),), "a", "")
    assert figure.focus_id == "a"


@pytest.mark.parametrize(
    ("nodes", "edges", "focus_id", "message"),
    [
        ((node("a"), node("a")), (), None, "node ids used more than once: 'a'"),
        (
            (node("a"), node("b")),
            (edge("e", "a", "b"), edge("e", "b", "a")),
            None,
            "edge ids used more than once: 'e'",
        ),
        ((node("a"),), (edge("e", "a", "b"),), None, "edge 'e' ends at 'b', which is not in the figure"),
        ((node("a"),), (), "b", "the focus 'b' is not in the figure"),
    ],
)
def test_a_figure_that_cannot_be_drawn_says_what_is_wrong(nodes, edges, focus_id, message):
    with pytest.raises(FigureError, match=f"^{re.escape(message)}$"):
        Figure(nodes, edges, focus_id, "")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id_": ""}, "the node labelled 'Utrecht' has an empty id"),
        ({"kind": "City"}, "node 'utrecht': unknown kind 'City'; known are Country, Municipality"),
        ({"x": math.nan}, "node 'utrecht': no place to draw it, got (nan, 0.0)"),
        ({"y": math.inf}, "node 'utrecht': no place to draw it, got (0.0, inf)"),
        ({"n_hidden": -1}, "node 'utrecht': n_hidden counts neighbours, got -1"),
    ],
)
def test_a_node_that_cannot_be_drawn_says_what_is_wrong(changes, message):
    with pytest.raises(FigureError, match=f"^{re.escape(message)}"):
        node(**changes)


def test_an_edge_has_two_different_ends_and_an_id():
    with pytest.raises(FigureError, match="the picture has no loops"):
        edge("e", "a", "a")
    with pytest.raises(FigureError, match="has an empty id"):
        edge("", "a", "b")


# Labels


@pytest.mark.parametrize(
    ("label", "n_hidden", "drawn"),
    [
        ("Utrecht", 0, "Utrecht"),
        ("Utrecht", 12, "Utrecht\n+12"),
        ("  Sant Cugat\ndel Vallès ", 0, "Sant Cugat del Vallès"),
        ("x" * MAX_LABEL_CHARS, 0, "x" * MAX_LABEL_CHARS),
        ("x" * (MAX_LABEL_CHARS + 1), 3, "x" * (MAX_LABEL_CHARS - 1) + "…\n+3"),
        ("<b>Utrecht</b>", 0, "<b>Utrecht</b>"),
        ("", 0, ""),
    ],
)
def test_a_label_is_one_short_line_and_the_number_of_hidden_neighbours(label, n_hidden, drawn):
    assert drawn_label(node(label=label, n_hidden=n_hidden)) == drawn


# Kinds


def test_no_two_kinds_share_a_shape():
    shapes = [(style.shape, style.is_hollow) for style in KIND_STYLE.values()]
    assert len(set(shapes)) == len(KIND_STYLE)


def test_colours_come_from_the_colour_blind_safe_palette_and_serve_two_kinds_at_most():
    colours = [style.colour for style in KIND_STYLE.values()]
    assert set(colours) <= OKABE_ITO
    assert max(colours.count(colour) for colour in colours) == 2


def test_kinds_of_one_colour_have_another_shape_and_another_filling():
    for first, second in combinations(KIND_STYLE.values(), 2):
        if first.colour == second.colour:
            assert (first.shape, first.is_hollow) != (second.shape, second.is_hollow)
            assert first.is_hollow != second.is_hollow


@pytest.mark.parametrize("kind", KIND_STYLE)
def test_every_outline_stands_out_from_white_paper(kind):
    # WCAG 2.2, 1.4.11: graphics that carry meaning need 3:1.
    assert contrast(KIND_STYLE[kind].border, "#FFFFFF") >= 3


@pytest.mark.parametrize("kind", KIND_STYLE)
def test_the_legend_has_a_picture_of_every_kind_in_its_colours(kind):
    svg = ElementTree.fromstring(legend_svg(kind))
    group = svg[0]
    style = KIND_STYLE[kind]
    assert svg.get("aria-hidden") == "true"
    assert group.get("fill") == ("none" if style.is_hollow else style.colour)
    assert group.get("stroke") == style.border
    assert len(group) == 1


def test_every_kind_has_a_legend_picture_of_its_own():
    assert len({legend_svg(kind) for kind in KIND_STYLE}) == len(KIND_STYLE)
    assert len({legend_uri(kind) for kind in KIND_STYLE}) == len(KIND_STYLE)


def test_an_unknown_kind_has_no_legend_picture():
    with pytest.raises(FigureError, match="no shape for the kind 'City'"):
        legend_svg("City")


# Parallel edges


def test_there_are_no_lanes_without_edges():
    assert lanes([]) == {}


def test_a_single_edge_is_straight_in_either_direction():
    assert lanes([edge("up", "a", "b"), edge("down", "c", "b")]) == {
        "up": Lane(0, flip=False),
        "down": Lane(0, flip=True),
    }


def test_two_parallel_edges_bow_to_both_sides():
    assert lanes([edge("there", "a", "b"), edge("back", "b", "a")]) == {
        "there": Lane(1, flip=False),
        "back": Lane(2, flip=True),
    }


def test_three_parallel_edges_have_a_straight_one_in_the_middle():
    assert lanes([edge("1", "a", "b"), edge("2", "b", "a"), edge("3", "a", "b")]) == {
        "1": Lane(0, flip=False),
        "2": Lane(1, flip=True),
        "3": Lane(2, flip=False),
    }
