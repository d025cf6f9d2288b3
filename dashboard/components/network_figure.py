"""The network picture on a page: draws a `Figure` and tells which node was clicked.

The drawing library is vis-network (Apache-2.0 or MIT), taken out of the installed pyvis wheel, so that no foreign
JavaScript is committed here and nothing is fetched from outside. Why this way and what was measured:
`docs/decisions/0003-graph-view.md`.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from threading import get_ident
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.figure import KIND_STYLE, drawn_label, lanes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlit.components.v2.types import ComponentRenderer

    from dashboard.figure import Figure, FigureEdge, FigureNode, Lane

Action = Literal["select", "expand"]

STATIC: Final = Path(__file__).resolve().parents[1] / "static"
"""The only folder that Streamlit serves to the browser when it runs `dashboard/app.py`."""

LIBRARY_NAME: Final = "vis-network.min.js"
LIBRARY_SHA256: Final = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
"""vis-network 9.1.2 as found in pyvis 0.3.2, the version this component was tested with."""

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "zoom_in": "Zoom in",
        "zoom_out": "Zoom out",
        "fit": "Show all",
        "save_picture": "Save picture",
        "keys": (
            "Arrow keys go from neighbour to neighbour, Page Down to the next one in the list. Enter selects, E shows"
            " the neighbours. Plus and minus zoom, 0 shows everything."
        ),
        "not_drawn": "The picture could not be drawn. The table has the same content.",
    }
)
"""Every text of the component in English, to be replaced through `labels`."""


class LibraryError(RuntimeError):
    """The drawing library is missing from the environment, or is another version than the one tested."""


@dataclass(frozen=True, slots=True)
class Click:
    """What a person did to a node: one click or Enter selects it, two clicks or the key E expand it."""

    node_id: str
    action: Action


def show(
    figure: Figure,
    *,
    key: str,
    height_px: int = 560,
    label: str,
    labels: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> Click | None:
    """Click on a node since the last run, after drawing the figure; None when there was none.

    A node that was drawn before stays where the reader sees it, unless its place in the figure is another one than
    last time. Zoom stays too, unless every node is new or has moved.

    Parameters
    ----------
    figure : what to draw.
    key : unique on the page and the same on every run; a new key is a new picture.
    height_px : height of the drawing area, without the line of buttons below it.
    label : name of the picture for screen readers and, made safe, for the saved file.
    labels : translated texts by the keys of `WORDS`; missing ones stay English.
    lang : language of the page (`en`, `fr`, ...), told to the browser because Streamlit always says English.

    Returns
    -------
    Click or None
        Each click once. A double click comes as `select` and then `expand`; a very quick one as `expand` alone.
    """
    address = _library_address()
    draw = _component(is_inline=address is None)
    words = _words(labels or {})
    data = _payload(figure) | {
        "library": address,
        "height": height_px,
        "label": label,
        "words": words,
        "lang": lang,
        "file_name": _file_name(label),
    }
    # Without a callback Streamlit does not know that there is a value called "click".
    result = draw(key=key, data=data, on_click_change=lambda: None)
    return _click(result.get("click"), figure)


def prepare_library(folder: Path = STATIC) -> Path | None:
    """Copy of the drawing library that the browser can load, put into `folder` when it is not there yet.

    Several sessions and processes may do this at once. A real copy, because Streamlit does not serve links that
    lead out of its folder.

    Returns
    -------
    Path or None
        None when the folder is missing or cannot be written; the library then travels inside the page, which works
        everywhere but sends 0.5 MB with every change of the picture.

    Raises
    ------
    LibraryError
        pyvis is not installed or has another vis-network than the one tested.
    """
    target = folder / LIBRARY_NAME
    if target.is_file() and _sha256(target) == LIBRARY_SHA256:
        return target
    source = _library_source()
    unfinished = target.with_suffix(f".{os.getpid()}-{get_ident()}.tmp")
    try:
        shutil.copyfile(source, unfinished)
        unfinished.replace(target)  # Atomic: a browser never gets half a library.
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        return None
    return target


def _library_source() -> Path:
    """The library inside the installed pyvis, found without importing it (0.02 s instead of 0.4 s)."""
    spec = find_spec("pyvis")
    if spec is None or not spec.submodule_search_locations:
        raise LibraryError("pyvis is not installed, and the drawing library comes with it. Install the project again.")
    source = Path(spec.submodule_search_locations[0]) / "templates" / "lib" / "vis-9.1.2" / LIBRARY_NAME
    found = _sha256(source) if source.is_file() else "no such file"
    if found != LIBRARY_SHA256:
        raise LibraryError(
            f"{LIBRARY_NAME} in the installed pyvis is not the tested one: expected SHA-256 {LIBRARY_SHA256}, got"
            f" {found}. Install pyvis 0.3.2, or test the new version and change LIBRARY_SHA256."
        )
    return source


def _sha256(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _library_address() -> str | None:
    """Path of the library on this server; None when Streamlit does not serve it and it must travel inline."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or not st.get_option("server.enableStaticServing"):
        return None
    # Streamlit serves the folder beside the script that was started, which in tests is not the dashboard's.
    if _prepared(Path(context.main_script_path).resolve().parent / "static") is None:
        return None
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    # The query makes a browser drop its copy when the library changes.
    return f"{'/' + base if base else ''}/app/static/{LIBRARY_NAME}?v={LIBRARY_SHA256[:8]}"


_prepared = cache(prepare_library)


@cache
def _component(*, is_inline: bool) -> ComponentRenderer:
    """The registered component; once per process, since registering again would warn."""
    library = _library_source().read_text(encoding="utf-8") if is_inline else ""
    script = "\n".join((library, _own_file("network_figure_look.js"), _own_file("network_figure.js")))
    name = "connect_network_figure_inline" if is_inline else "connect_network_figure"
    return st.components.v2.component(name, js=script, css=_own_file("network_figure.css"))


def _own_file(name: str) -> str:
    return files("dashboard.components").joinpath(name).read_text(encoding="utf-8")


def _payload(figure: Figure) -> dict[str, Any]:
    """Figure as the script reads it."""
    lane_of = lanes(figure.edges)
    kinds = {node.kind for node in figure.nodes}
    return {
        "nodes": [_node(node) for node in figure.nodes],
        "edges": [_edge(edge, lane_of[edge.id]) for edge in figure.edges],
        "kinds": {
            kind: asdict(style) | {"border": style.border} for kind, style in KIND_STYLE.items() if kind in kinds
        },
        "focus_id": figure.focus_id,
        "description": figure.description,
    }


def _node(node: FigureNode) -> dict[str, Any]:
    return {
        "id": node.id,
        "label": drawn_label(node),
        "kind": node.kind,
        "caption": node.caption,
        "x": node.x,
        "y": node.y,
        "is_focus": node.is_focus,
        "is_on_path": node.is_on_path,
        "is_faded": node.is_faded,
    }


def _edge(edge: FigureEdge, lane: Lane) -> dict[str, Any]:
    return {
        "id": edge.id,
        "from": edge.start_id,
        "to": edge.end_id,
        "label": edge.label,
        "caption": edge.caption,
        "lane": lane.number,
        "flip": lane.flip,
        "is_similarity": edge.is_similarity,
        "is_on_path": edge.is_on_path,
        "is_faded": edge.is_faded,
    }


def _words(labels: Mapping[str, str]) -> dict[str, str]:
    unknown = labels.keys() - WORDS.keys()
    if unknown:
        raise ValueError(f"no such text in the network picture: {sorted(unknown)}; there are {sorted(WORDS)}")
    return {**WORDS, **labels}


def _file_name(label: str) -> str:
    """Name for the saved picture that every file system takes: letters and digits of any script, and hyphens."""
    words = re.sub(r"[\W_]+", "-", label.lower()).strip("-")[:60].strip("-")
    return f"connect-{words or 'network'}.png"


def _click(value: object, figure: Figure) -> Click | None:
    """Click as the browser told it, or None for anything that a click on this figure cannot be."""
    if not isinstance(value, dict):
        return None
    node_id, action = value.get("id"), value.get("action")
    if action not in get_args(Action) or all(node.id != node_id for node in figure.nodes):
        return None
    return Click(str(node_id), cast("Action", action))
