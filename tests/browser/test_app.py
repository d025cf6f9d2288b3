"""The whole dashboard in a real browser, as a newcomer uses it, on CONNECT's own facts and on hostile names."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph.connect import open_store
from graph.ids import mint_id
from loaders.load import load
from loaders.shipped import example_folder
from tests.browser.conftest import PROJECT, eventually
from tests.graph.networks import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import NetworkPicture, Server

pytestmark = pytest.mark.browser

APP = PROJECT / "dashboard" / "app.py"
SANDGERDI, PLAN, PURSAT = (mint_id(p, "connect", k) for p, k in (("mun", "M03"), ("exc", "E02"), ("mun", "M04")))
HVC, VNG, PLACEMENT = (mint_id(p, "connect", k) for p, k in (("bod", "M16"), ("ass", "A03"), ("exc", "E03")))
ANATI, HEESE = (mint_id("off", "connect", key) for key in ("O07", "O03"))
HOSTILE = "<img src=x onerror=window.hacked=1>"


def hostile_sketch() -> Sketch:
    sketch = Sketch()
    sketch.node("Municipality", "m", name=f"{HOSTILE} town", country_written=HOSTILE)
    sketch.node("Municipality", "n", name="Neighbour")
    sketch.node("Official", "o", name=f"{HOSTILE} person", function=HOSTILE, visibility=("name", "function"))
    sketch.node("Topic", "t", name=f"{HOSTILE} topic")
    sketch.exchange("x", ["m", "n", "o"], title=f"{HOSTILE} exchange", starts_on="2017")
    sketch.works_for("o", "m", function=HOSTILE)
    sketch.relate("ABOUT", "x", "t")
    return sketch


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    folder = tmp_path_factory.mktemp("store")
    url = f"sqlite:///{folder / 'network.sqlite'}"
    with open_store(url) as store:
        load([example_folder()], store)
        hostile_sketch().write(store)
    return serve(APP, env={"CONNECT_EXPLORER_STORE": url, "CONNECT_EXPLORER_CACHE": str(folder / "cache")})


@pytest.fixture
def app(
    server: Server, page: Page, outside_requests: list[str], console_errors: list[str]
) -> Iterator[Callable[[str], Page]]:
    """Open an address of the dashboard; afterwards, the page must have behaved."""

    def opened(address: str = "") -> Page:
        page.goto(f"{server.url}/{address}")
        page.locator("[data-testid=stAppViewContainer]").wait_for()
        return page

    yield opened
    assert page.evaluate("window.hacked") is None
    assert (outside_requests, console_errors) == ([], [])


def settled(picture: NetworkPicture, n_at_least: int) -> dict[str, tuple[float, float]]:
    """Places of the nodes, once so many are drawn and none moves any more."""
    last: list[dict[str, tuple[float, float]]] = [{}]

    def is_still() -> bool:
        before, last[0] = last[0], picture.positions()
        return len(last[0]) >= n_at_least and before == last[0]

    picture.box.wait_for()
    eventually(is_still, f"{n_at_least} nodes drawn and still")
    return last[0]


def address_of(page: Page) -> str:
    """The address as the page has it now; `page.url` lags behind while nobody listens to the browser."""
    return str(page.evaluate("location.href"))


def moved(before: dict[str, tuple[float, float]], after: dict[str, tuple[float, float]]) -> float:
    return max(max(abs(before[i][0] - after[i][0]), abs(before[i][1] - after[i][1])) for i in before)


def test_the_first_screen_already_shows_a_part_of_the_network(app, picture):
    app()
    assert len(settled(picture, 3)) >= 3


def test_a_search_opens_what_lies_around_and_a_click_tells_about_it(app, picture, page):
    app()
    page.get_by_role("searchbox").first.fill("Sandgerdi")
    page.get_by_role("heading", name="Sandgerdi, Iceland").first.wait_for()
    assert {SANDGERDI, PLAN, PURSAT} <= set(settled(picture, 3))
    picture.click(PLAN)
    page.get_by_text("only the plan is sourced").first.wait_for()


def test_expanding_moves_nothing_and_the_link_reopens_it(app, picture, page):
    app(f"?node={HVC}")
    before = settled(picture, 5)
    picture.click(VNG)
    eventually(lambda: "selected=" in address_of(page), "the click reached Python")
    page.get_by_role("button", name="Show its neighbours").click()
    eventually(lambda: PLACEMENT in picture.positions(), "the other exchange is drawn")
    after = settled(picture, len(before) + 1)
    assert moved(before, after) < 2
    address = address_of(page)
    page.goto("about:blank")
    page.goto(address)
    assert set(settled(picture, len(after))) == set(after)


def test_a_path_is_told_with_its_facts_and_its_link_reopens_it(app, page):
    app(f"peer_path?from={ANATI}&to={HEESE}")
    for words in ("Abdallah Anati", "Laura Heese-Smit", "2 steps"):
        page.get_by_text(words).first.wait_for()
    page.get_by_text("temporary work placement of April 2018").first.wait_for()
    page.reload()
    page.get_by_text("temporary work placement of April 2018").first.wait_for()


def test_the_picture_is_walked_by_keyboard(app, picture, page):
    app(f"?node={SANDGERDI}")
    settled(picture, 3)
    picture.reach_by_keyboard()
    picture.press("ArrowRight")
    eventually(lambda: bool(picture.spoken_line().strip()), "the chosen node is spoken")
    picture.press("Enter")
    eventually(lambda: "selected=" in address_of(page), "Enter reaches Python")


@pytest.mark.parametrize("address", ["?node=m", "?node=o", "?node=t", "?node=x&view=list", "?node=m&view=map", "data"])
def test_hostile_names_stay_text(app, page, address):
    app(address)
    page.get_by_text("<img src=x").first.wait_for() if address != "data" else page.get_by_role(
        "heading"
    ).first.wait_for()
    page.wait_for_timeout(1_000)
    assert page.locator("img[src='x']").count() == 0


def test_hostile_names_stay_text_in_a_path(app, page):
    app("peer_path?from=n&to=o")
    page.get_by_text("<img src=x").first.wait_for()
    assert page.locator("img[src='x']").count() == 0


def test_the_pages_are_in_portuguese_when_asked_for(app, page):
    app("?lang=pt")
    page.get_by_text("Quem anda por aí?").or_(page.get_by_role("heading")).first.wait_for()
    eventually(
        lambda: page.evaluate("document.documentElement.lang") in ("pt", "pt-PT"), "the page says it is Portuguese"
    )


@pytest.mark.parametrize(
    "address",
    [
        f"?node={SANDGERDI}",
        f"peer_path?from={ANATI}&to={HEESE}",
        "data",
        f"ask?question=profile&p_node_id={SANDGERDI}",
        "patterns?question=degrees",
    ],
)
def test_axe_finds_no_barrier(app, page, address):
    app(address)
    page.get_by_role("heading").first.wait_for()
    page.wait_for_timeout(2_500)
    ours = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, options=ours).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []


def test_a_load_beside_the_open_dashboard_is_seen_by_the_next_question(serve, tmp_path, page, picture, console_errors):
    url = f"sqlite:///{tmp_path / 'network.sqlite'}"
    with open_store(url) as store:
        load([example_folder()], store)
    environment = {"CONNECT_EXPLORER_STORE": url, "CONNECT_EXPLORER_CACHE": str(tmp_path / "cache")}
    file = tmp_path / "twins.csv"
    rows = "".join(f"Newtown {number},France,Oldtown {number},Spain\n" for number in range(3_000))
    file.write_text(f"city1,country1,city2,country2\n{rows}", encoding="utf-8")
    page.goto(serve(APP, env=environment).url)
    settled(picture, 3)
    with subprocess.Popen([sys.executable, str(PROJECT / "cli.py"), "load", str(file), "--store", url]) as loading:
        page.get_by_role("searchbox").first.fill("Sandgerdi")
        page.get_by_role("heading", name="Sandgerdi, Iceland").first.wait_for()
    assert loading.returncode == 0
    page.get_by_role("searchbox").first.fill("Newtown 2999")
    page.get_by_role("heading", name="Newtown 2999, France").first.wait_for()
    assert console_errors == []
