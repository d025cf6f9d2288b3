"""The map in a real browser: it is drawn, and nobody outside is asked for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.connect import open_store
from graph.ids import mint_id
from loaders.load import load
from loaders.shipped import example_folder
from tests.browser.conftest import PROJECT, eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Server

pytestmark = pytest.mark.browser

ANATI, HEESE = (mint_id("off", "connect", key) for key in ("O07", "O03"))


@pytest.fixture(params=["light", "dark"])
def page_options(request):
    return {"color_scheme": request.param}


def test_the_map_is_drawn_without_a_map_provider(
    serve: Callable[..., Server], page: Page, tmp_path, outside_requests, console_errors
):
    url = f"sqlite:///{tmp_path / 'network.sqlite'}"
    with open_store(url) as store:
        load([example_folder()], store)
    env = {"CONNECT_EXPLORER_STORE": url, "CONNECT_EXPLORER_CACHE": str(tmp_path / "cache")}
    server = serve(PROJECT / "dashboard" / "app.py", env=env)
    page.goto(f"{server.url}/peer_path?from={ANATI}&to={HEESE}&view=map&path=2")
    page.get_by_text("7 nodes are on the map.").wait_for()
    chart = page.locator("[data-testid=stDeckGlJsonChart]")
    chart.locator("canvas").first.wait_for()
    # A picture of one colour takes about 3 kB, however large it is.
    eventually(lambda: len(chart.screenshot()) > 20_000, "outlines, lines and nodes are drawn")
    assert (outside_requests, console_errors) == ([], [])
