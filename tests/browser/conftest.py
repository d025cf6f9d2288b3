"""A real server and a real browser: start a Streamlit page, visit it, and notice whatever it should not do."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.conftest import skip_or_fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from playwright.sync_api import ConsoleMessage, Locator, Page, Playwright, Route

PROJECT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The browser's own calls home are not ours, but they would fill the list of outside requests.
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COUNT_COLOURS = """(canvas, leastPixels) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] < 255) continue;
        const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return [...counts].filter(([, count]) => count >= leastPixels).map(([colour]) => colour);
}"""
START_TIMEOUT_S = 60
PAGE_TIMEOUT_MS = 30_000


@dataclass(frozen=True)
class Server:
    """A running Streamlit page: where it answers, and what it has printed."""

    url: str
    log: Path

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start `streamlit run SCRIPT` and give back the `Server` once it is healthy; stopped after the module.

    Call it as `serve(script, env={"NAME": "value"}, base_path="sub")`. Settings come from `.streamlit/` beside the
    script, as for a reader; `options` adds or overrides some.
    """
    running: list[subprocess.Popen[bytes]] = []

    def start(
        script: Path,
        *,
        env: Mapping[str, str] | None = None,
        base_path: str = "",
        options: Sequence[str] = (),
    ) -> Server:
        port = _free_port()
        home = tmp_path_factory.mktemp("home")
        log = tmp_path_factory.mktemp("log") / "server.log"
        command = [sys.executable, "-m", "streamlit", "run", str(script)]
        command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
        command += ["--server.baseUrlPath", base_path, "--browser.gatherUsageStats", "false", *options]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,  # Streamlit must not wait for an answer to a question.
                stdout=output,
                stderr=subprocess.STDOUT,
                env=_environment(home) | dict(env or {}),
                cwd=home,
            )
        running.append(process)
        server = Server(f"http://127.0.0.1:{port}/{base_path}".rstrip("/"), log)
        _wait_until_healthy(server, process)
        return server

    yield start
    for process in running:
        _stop(process)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of an installed Chromium; without one the test is skipped, or fails where CI is set."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or skip_or_fail(f"Needs a browser: none of {', '.join(BROWSERS)} is installed.")


@pytest.fixture(scope="session")
def playwright(chromium: str) -> Iterator[Playwright]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


@pytest.fixture
def outside_requests() -> list[str]:
    """Addresses outside this machine that the page asked for. None of them was let through."""
    return []


@pytest.fixture
def console_errors() -> list[str]:
    """Errors that the page reported, in the console or by an exception that nobody caught."""
    return []


@pytest.fixture
def page_options() -> dict[str, Any]:
    """Settings of the visitor's browser, to be replaced in a test module: `{"color_scheme": "dark"}`."""
    return {}


@pytest.fixture
def page(
    playwright: Playwright,
    chromium: str,
    tmp_path: Path,
    page_options: dict[str, Any],
    outside_requests: list[str],
    console_errors: list[str],
) -> Iterator[Page]:
    """A visitor's empty page in a browser with a profile of its own, which reaches nothing but this machine."""

    def let_through_if_local(route: Route) -> None:
        if is_local(route.request.url):
            route.continue_()
        else:
            outside_requests.append(route.request.url)
            route.abort()

    visitor = playwright.chromium.launch_persistent_context(
        str(tmp_path / "profile"),
        executable_path=chromium,
        args=BROWSER_FLAGS,
        env={**os.environ, "HOME": str(tmp_path)},
        viewport={"width": 1280, "height": 900},
        accept_downloads=True,
        **page_options,
    )
    visitor.set_default_timeout(PAGE_TIMEOUT_MS)
    visitor.route("**/*", let_through_if_local)
    page = visitor.pages[0]
    page.on("console", lambda said: console_errors.append(_told(said)) if _is_our_error(said) else None)
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    page.on("websocket", lambda ws: None if is_local(ws.url) else outside_requests.append(ws.url))
    yield page
    visitor.close()


@dataclass(frozen=True)
class NetworkPicture:
    """The only network picture on a page, in a visitor's words. Node ids are the store's."""

    page: Page

    @property
    def box(self) -> Locator:
        return self.page.locator(".picture")

    def wait_until_drawn(self, n_nodes: int) -> None:
        """Return once the picture shows exactly `n_nodes` nodes, with ink on the canvas."""
        self.box.wait_for()
        eventually(lambda: len(self.positions()) == n_nodes and self.has_ink(), f"{n_nodes} nodes drawn")

    def positions(self) -> dict[str, tuple[float, float]]:
        """Where each node is on the page, in pixels; {} while nothing is drawn."""
        places = self.box.evaluate("box => box.__figure ? box.__figure.positions() : {}")
        return {node_id: (place["x"], place["y"]) for node_id, place in places.items()}

    def is_whole(self) -> bool:
        """True when every node lies inside the frame."""
        frame = self.box.bounding_box()
        assert frame is not None
        right, bottom = frame["x"] + frame["width"], frame["y"] + frame["height"]
        return all(frame["x"] < x < right and frame["y"] < y < bottom for x, y in self.positions().values())

    def has_ink(self) -> bool:
        return bool(self.colours(least_pixels=1))

    def colours(self, least_pixels: int) -> set[str]:
        """Opaque colours on the canvas that fill at least so many pixels, as `r,g,b`."""
        return set(self.box.locator("canvas").evaluate(COUNT_COLOURS, least_pixels))

    def click(self, node_id: str) -> None:
        self.page.mouse.click(*self.positions()[node_id])

    def double_click(self, node_id: str) -> None:
        self.page.mouse.dblclick(*self.positions()[node_id])

    def drag(self, node_id: str, right: float, down: float) -> None:
        x, y = self.positions()[node_id]
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + right / 2, y + down / 2)
        self.page.mouse.move(x + right, y + down)
        self.page.mouse.up()

    def reach_by_keyboard(self) -> None:
        """Press Tab until the picture has the focus."""
        for _ in range(30):
            self.page.keyboard.press("Tab")
            if self.box.evaluate("box => box.contains(box.getRootNode().activeElement)"):
                return
        raise AssertionError("Tab never reached the network picture")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def spoken_line(self) -> str:
        """What a screen reader was last told."""
        return self.page.locator("[aria-live=polite].line").inner_text()


@pytest.fixture
def picture(page: Page) -> NetworkPicture:
    return NetworkPicture(page)


def eventually(is_so: Callable[[], bool], what: str, timeout_s: float = 20) -> None:
    """Return once the claim holds; fail with its name when it does not in time."""
    deadline = time.monotonic() + timeout_s
    while not is_so():
        if time.monotonic() > deadline:
            pytest.fail(f"not within {timeout_s:.0f} s: {what}", pytrace=False)
        time.sleep(0.05)


def is_local(url: str) -> bool:
    """True for this machine, and for addresses that never leave the page."""
    parts = urlsplit(url)
    return parts.hostname == "127.0.0.1" or parts.scheme in {"data", "blob", "about"}


def _is_our_error(said: ConsoleMessage) -> bool:
    """True but for Streamlit asking below the page's own address first (`/peer_path/_stcore/health`), then above."""
    is_probe = "/_stcore/" in said.location.get("url", "") and "404" in said.text
    return said.type == "error" and not is_probe


def _told(said: ConsoleMessage) -> str:
    return f"{said.text} ({said.location.get('url', '')})"


def _environment(home: Path) -> dict[str, str]:
    """Our environment with an empty home: no settings or secrets of whoever runs the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    return inherited | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(PROJECT)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while not _is_healthy(f"{server.url}/_stcore/health"):
        if process.poll() is not None:
            pytest.fail(f"the server ended with code {process.returncode}:\n{server.output()}", pytrace=False)
        if time.monotonic() > deadline:
            pytest.fail(f"the server is silent after {START_TIMEOUT_S} s:\n{server.output()}", pytrace=False)
        time.sleep(0.1)


def _is_healthy(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
