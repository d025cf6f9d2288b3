"""The mailed picture in a real browser: it draws, asks nobody for anything, and keeps hostile names as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.export_html import html_picture
from dashboard.figure import Figure, FigureEdge, FigureNode
from tests.browser.conftest import eventually

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=window.hacked=1> href="


@pytest.fixture
def opened(page: Page, tmp_path, outside_requests, console_errors):
    """The file as a colleague opens it; afterwards, it must have behaved."""
    nodes = (
        FigureNode("a", "Avila", "Municipality", "Avila, municipality", -200, 0, is_focus=True),
        FigureNode("h", HOSTILE, "Official", HOSTILE, 200, 0),
    )
    edges = (FigureEdge("1", "a", "h", "host", "Met"), FigureEdge("2", "h", "a", "guest", "Met again"))
    file = tmp_path / "picture.html"
    figure = Figure(nodes, edges, "a", "Two nodes.")
    file.write_text(html_picture(figure, title=HOSTILE, caption=HOSTILE, language="en"), encoding="utf-8")
    asked: list[str] = []
    page.route(file.as_uri(), lambda route: route.continue_())  # everything else stays shut
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    eventually(lambda: page.evaluate("typeof network !== 'undefined' && nodes.length === 2"), "drawn")
    yield page
    assert (asked, outside_requests, console_errors) == ([file.as_uri()], [], [])
    assert page.evaluate("window.hacked") is None


def test_the_nodes_are_drawn_where_python_put_them(opened):
    assert opened.evaluate("network.getPositions()") == {"a": {"x": -200, "y": 0}, "h": {"x": 200, "y": 0}}
    assert opened.evaluate("edges.length") == 2
    ink = "[...document.querySelector('canvas').getContext('2d').getImageData(0, 0, 400, 400).data].some(v => v !== 0)"
    assert opened.evaluate(ink)


def test_a_hostile_tooltip_stays_text(opened):
    place = opened.evaluate("network.canvasToDOM(network.getPosition('h'))")
    box = opened.locator("#mynetwork").bounding_box()
    opened.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
    tooltip = opened.locator(".vis-tooltip")
    eventually(tooltip.is_visible, "tooltip shown")
    assert tooltip.inner_text() == HOSTILE
    assert tooltip.locator("*").count() == 0


def test_the_keyboard_reaches_the_picture_and_the_tables_follow(opened):
    assert opened.get_by_role("heading", level=1).inner_text() == HOSTILE
    assert opened.get_by_role("table").count() == 2
    opened.get_by_role("link", name="The same content as a table").press("Enter")
    assert opened.url.endswith("#content")
