"""Pages of the dashboard as a visitor opens them, by a link, over a real store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from streamlit.testing.v1 import AppTest

from graph.connect import STORE_VARIABLE, open_store
from graph.network_cache import CACHE_VARIABLE
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.graph.networks import Sketch

HOSTILE = '<img src=x onerror="window.hacked=1"> **bold** [x](javascript:alert(1)) $a$'


class Visit:
    """One visitor with one store."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, sketch: Sketch | None = None) -> None:
        self.url = f"sqlite:///{folder / 'network.sqlite'}"
        monkeypatch.setenv(STORE_VARIABLE, self.url)
        monkeypatch.setenv(CACHE_VARIABLE, str(folder / "cache"))
        with open_store(self.url) as store:
            if sketch:
                sketch.write(store)

    def open(self, name: str, /, **query: str | list[str]) -> AppTest:
        """The page at a link, drawn without an exception."""
        page = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
        page.switch_page(f"views/{name}.py")
        for parameter, value in query.items():
            page.query_params[parameter.rstrip("_")] = value  # from_ is "from"
        return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception, page.exception[0].value
    return page


def press(page: AppTest, label: str) -> AppTest:
    """Press the button that says this."""
    next(button for button in page.button if button.label == label).click()
    return run(page)


def labels(elements: Any) -> list[str]:
    return [one.label for one in elements]


def texts(page: AppTest) -> str:
    """Everything that is written on the page."""
    parts = [*page.title, *page.header, *page.subheader, *page.markdown, *page.caption]
    parts += [*page.info, *page.warning, *page.error, *page.success]
    return "\n".join(str(one.value) for one in parts)


def query(page: AppTest) -> dict[str, list[str]]:
    """The address after the page was drawn, without the language."""
    found = {name: [values] if isinstance(values, str) else list(values) for name, values in page.query_params.items()}
    found.pop("lang", None)
    return found


def picture(page: AppTest) -> dict[str, Any]:
    """What the network picture was given to draw."""
    drawn: dict[str, Any] = json.loads(page.get("bidi_component")[0].proto.json)
    return drawn


def drawn_map(page: AppTest) -> dict[str, Any]:
    """What the map was given to draw, its layers by name."""
    deck = json.loads(page.get("deck_gl_json_chart")[0].proto.json)
    return {layer["id"]: layer["data"] for layer in deck["layers"]}
