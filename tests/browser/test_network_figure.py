"""The network picture in a real browser: what a visitor sees, does and hears, and what the page must never do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.components.network_figure import STATIC
from tests.browser.conftest import PROJECT, eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import NetworkPicture, Server

pytestmark = pytest.mark.browser

N_NODES = 20
APP = Path(__file__).with_name("figure_app.py")


def lay_out(folder: Path) -> Path:
    """The little page in a folder like `dashboard/`: settings beside it, and a folder to serve from."""
    (folder / "static").mkdir()
    shutil.copytree(PROJECT / "dashboard" / ".streamlit", folder / ".streamlit")
    return Path(shutil.copy(APP, folder))


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    return serve(lay_out(tmp_path_factory.mktemp("site")))


@pytest.fixture
def visited(
    server: Server,
    page: Page,
    picture: NetworkPicture,
    outside_requests: list[str],
    console_errors: list[str],
) -> Iterator[NetworkPicture]:
    """The picture on a page that was just opened; afterwards, the page must have behaved."""
    page.goto(server.url)
    picture.wait_until_drawn(N_NODES)
    yield picture
    assert (outside_requests, console_errors) == ([], [])


def wait_until_python_heard(page: Page, what: str) -> None:
    page.get_by_text(f"Heard: {what}", exact=True).wait_for()


def moved(before: dict[str, tuple[float, float]], after: dict[str, tuple[float, float]]) -> float:
    """Largest movement, in pixels, of a node that is in both."""
    return max(max(abs(before[id_][0] - after[id_][0]), abs(before[id_][1] - after[id_][1])) for id_ in before)


def test_one_click_reaches_python_once(visited, page):
    visited.click("n05")
    wait_until_python_heard(page, "select n05")
    page.get_by_role("button", name="Again").click()
    page.wait_for_timeout(500)
    wait_until_python_heard(page, "select n05")


def test_a_second_click_on_the_same_node_is_a_second_click(visited, page):
    visited.click("n05")
    wait_until_python_heard(page, "select n05")
    page.wait_for_timeout(500)
    visited.click("n05")
    wait_until_python_heard(page, "select n05, select n05")


def test_a_double_click_expands_and_moves_nobody(visited, page):
    before = visited.positions()
    visited.double_click("n12")
    visited.wait_until_drawn(N_NODES + 4)
    assert moved(before, visited.positions()) < 2
    # A very quick one arrives as one message, and then the select is left out.
    page.get_by_text(re.compile(r"^Heard: (select n12, )?expand n12$")).wait_for()


def test_a_node_dragged_by_hand_stays_there_and_tells_nothing(visited, page):
    x, y = visited.positions()["n07"]
    visited.drag("n07", 60, 40)
    after = visited.positions()
    assert after["n07"] == pytest.approx((x + 60, y + 40), abs=3)
    visited.double_click("n12")
    visited.wait_until_drawn(N_NODES + 4)
    assert moved(after, visited.positions()) < 2
    assert page.get_by_text("n07").count() == 0


def test_the_picture_works_by_keyboard_alone(visited, page):
    visited.reach_by_keyboard()
    assert visited.spoken_line() == "Town n00, municipality"
    start_x, _ = visited.positions()["n00"]
    visited.press("ArrowRight")
    spoken = visited.spoken_line()
    reached = next(id_ for id_ in visited.positions() if f"Town {id_}," in spoken)
    assert reached != "n00"
    assert visited.positions()[reached][0] > start_x
    assert "met" in spoken
    visited.press("Enter")
    wait_until_python_heard(page, f"select {reached}")
    visited.press("e")
    visited.wait_until_drawn(N_NODES + 4)
    wait_until_python_heard(page, f"select {reached}, expand {reached}")
    assert visited.spoken_line() == spoken


def test_every_node_can_be_reached_by_keyboard(visited):
    visited.reach_by_keyboard()
    heard = set()
    for _ in range(N_NODES):
        heard.add(visited.spoken_line())
        visited.press("PageDown")
    assert len(heard) == N_NODES


def test_plus_minus_and_zero_zoom(visited, page):
    visited.reach_by_keyboard()
    before = visited.positions()
    visited.press("+")
    eventually(lambda: moved(before, visited.positions()) > 10, "zoomed in")
    visited.press("-", "-", "0")
    eventually(lambda: moved(before, visited.positions()) < 2, "back to everything")


def test_a_hostile_name_stays_text_also_in_the_tooltip(visited, page):
    page.mouse.move(*visited.positions()["n03"])
    tooltip = page.locator(".vis-tooltip")
    eventually(tooltip.is_visible, "tooltip shown")
    assert "<img src=x onerror=window.hacked=1>" in tooltip.inner_text()
    assert tooltip.locator("*").count() == 0
    visited.click("n03")
    eventually(lambda: "<img src=x" in visited.spoken_line(), "name spoken")
    assert page.evaluate("window.hacked") is None


def test_the_saved_picture_is_a_png_with_a_name(visited, page, tmp_path):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save picture").click()
    assert download.value.suggested_filename == "connect-who-met-town-n00.png"
    download.value.save_as(tmp_path / "saved.png")
    assert (tmp_path / "saved.png").read_bytes().startswith(b"\x89PNG")


def test_assistive_technology_finds_name_description_and_language(visited, page):
    drawing = page.get_by_role("application", name="Who met Town n00?")
    assert drawing.get_attribute("tabindex") in {"0", None}
    assert page.locator("#about").text_content().startswith("20 places around Town n00. Arrow keys")
    assert page.evaluate("document.documentElement.lang") == "fr"


def test_axe_finds_nothing_against_wcag_in_the_picture_and_its_buttons(visited, page):
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
    found = Axe().run(page, options=rules).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []


def test_the_wheel_scrolls_the_page_until_the_picture_is_in_use(visited, page):
    before = visited.positions()
    page.mouse.move(*before["n00"])
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(300)
    assert moved(before, visited.positions()) < 2
    visited.click("n00")
    page.mouse.wheel(0, -300)
    eventually(lambda: moved(before, visited.positions()) > 10, "zoomed by the wheel")


def test_the_theme_can_change_while_the_picture_is_open(visited, page):
    before = visited.positions()
    light = visited.colours(least_pixels=1000)
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    page.get_by_text("Dark").last.click()
    eventually(lambda: visited.colours(least_pixels=1000) != light, "the disc around Town n00 drawn anew")
    assert moved(before, visited.positions()) < 2


def test_the_picture_is_drawn_at_once_where_motion_is_not_wanted(visited, page):
    page.emulate_media(reduced_motion="reduce")
    before = visited.positions()
    page.get_by_role("button", name="Zoom in").click()
    after = visited.positions()
    page.wait_for_timeout(400)
    assert moved(before, after) > 10
    assert moved(after, visited.positions()) == 0


def test_a_picture_in_a_tab_out_of_sight_is_shown_whole_when_the_tab_is_opened(server, page, picture):
    page.goto(f"{server.url}?tab=Empty")
    page.get_by_role("tab", name="Picture").click()
    picture.wait_until_drawn(N_NODES)
    assert picture.is_whole()


def test_a_picture_that_left_and_came_back_is_drawn_again(visited, page):
    page.get_by_text("With a picture").click()
    visited.box.wait_for(state="detached")
    page.get_by_text("With a picture").click()
    visited.wait_until_drawn(N_NODES)
    visited.click("n05")
    wait_until_python_heard(page, "select n05")


def test_a_picture_in_which_everybody_has_moved_is_shown_whole_again(visited, page):
    visited.reach_by_keyboard()
    visited.press("+", "+", "+")
    eventually(lambda: not visited.is_whole(), "zoomed in")
    page.get_by_role("button", name="Move everybody").click()
    eventually(visited.is_whole, "shown whole")


def test_the_library_is_loaded_from_this_server(visited, page):
    addresses = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [url for url in addresses if "/app/static/vis-network.min.js" in url]


def test_the_picture_is_drawn_behind_a_path_prefix(serve, tmp_path, page, picture, outside_requests, console_errors):
    page.goto(serve(lay_out(tmp_path), base_path="connect/explorer").url)
    picture.wait_until_drawn(N_NODES)
    assert (outside_requests, console_errors) == ([], [])


def test_without_a_folder_to_serve_from_the_library_comes_inside_the_page(
    serve, tmp_path, page, picture, outside_requests, console_errors
):
    script = lay_out(tmp_path)
    (script.parent / "static").rmdir()
    page.goto(serve(script).url)
    picture.wait_until_drawn(N_NODES)
    picture.click("n05")
    wait_until_python_heard(page, "select n05")
    assert (outside_requests, console_errors) == ([], [])


def test_the_settings_are_all_known_to_streamlit(server):
    assert "not a valid config option" not in server.output()
    assert "arning" not in server.output()


def test_the_dashboards_own_folder_is_there_to_serve_from():
    assert STATIC == PROJECT / "dashboard" / "static"
    assert STATIC.is_dir()
