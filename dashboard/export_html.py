"""A network picture as one HTML file to be mailed: opens without the explorer and without any network.

pyvis writes the drawing; around it stand the caption, the legend and, for people without a mouse, the same content
as tables. What pyvis would fetch from outside is cut out, and the file forbids the browser to ask anybody for anything.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

from dashboard.figure import KIND_STYLE, drawn_label, lanes, legend_svg
from graph.errors import ExplorerError
from wording.terms import kind_name
from wording.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.figure import Figure, FigureEdge, FigureNode, Lane
    from wording.words import Words

GROUND: Final = "#FFFFFF"
TEXT: Final = "#1F2A37"
ACCENT: Final = "#4A34B0"
_LINE: Final = "#838A94"
_FAINT: Final = "#D8DBDF"
_FONT: Final = "system-ui, sans-serif"
_MOST_EDGE_WORDS: Final = 24
"""With more edges only those of the path have their words drawn; all words are in the table."""

_SIZE: Final = {"star": 17, "triangle": 15, "triangleDown": 15, "diamond": 16, "square": 12, "dot": 14, "hexagon": 14}
_OPTIONS: Final[dict[str, Any]] = {
    "configure": {"enabled": False},
    "physics": {"enabled": False},  # Positions are given: nothing moves by itself.
    "layout": {"improvedLayout": False},
    "nodes": {"chosen": False, "widthConstraint": {"maximum": 160}},
    "edges": {"chosen": False, "selectionWidth": 0, "hoverWidth": 0},
    "interaction": {"hover": True, "zoomSpeed": 0.6, "keyboard": {"enabled": True, "bindToWindow": False}},
}


class ExportError(ExplorerError):
    """The file cannot be made safe, because pyvis writes other HTML than the version this was made for."""


def html_picture(figure: Figure, *, title: str, caption: str, language: str) -> str:
    """One HTML page with the picture, its caption and legend, and tables of its nodes and edges.

    Parameters
    ----------
    figure : what is drawn, where it says.
    title : what the page is called; heading and name of the browser's tab.
    caption : in sentences what is shown, of which day and which sources.
    language : ISO 639-1 code of the words around the picture.

    Raises
    ------
    ExportError
        The installed pyvis is not the one that was tested.
    """
    t = words(language)
    page = _replaced(_drawing(figure), r"<html>", f'<!DOCTYPE html>\n<html lang="{escape(t.language)}">', 1)
    page = _replaced(page, r"<link\s[^>]*cdn\.jsdelivr\.net[^>]*/>", "", 1)
    page = _replaced(page, r"<script\s[^>]*cdn\.jsdelivr\.net[^>]*></script>", "", 1)
    page = _replaced(page, r"<center>\s*<h1></h1>\s*</center>", "", 2)
    page = _replaced(page, r"<style>\.vis-overlay.*?</style>", "", 1)  # 220 kB for editing controls
    page = _replaced(page, r"//# sourceMappingURL=\S+\.map", "", 1)
    page = _replaced(page, r'<meta charset="utf-8">', _head(title), 1)
    page = _replaced(page, r"<body>", f"<body>\n{_before(t, figure, title, caption)}", 1)
    page = _replaced(page, r'<div id="mynetwork"', f'<div id="mynetwork" aria-label="{escape(title)}"', 1)
    page = _replaced(page, r"</body>", f"{_after(t, figure)}\n</body>", 1)
    return page


def _replaced(page: str, pattern: str, by: str, n_times: int) -> str:
    """The page with a part replaced; refused when the part is not there as often as expected."""
    changed, n_found = re.subn(pattern, lambda _: by, page, flags=re.DOTALL)
    if n_found != n_times:
        raise ExportError(
            f"pyvis wrote {n_found} times what fits {pattern!r}; expected {n_times}. "
            "Install the pyvis that the lock file names."
        )
    return changed


def _drawing(figure: Figure) -> str:
    """HTML as pyvis makes it."""
    from pyvis.network import Network  # here, because it imports IPython: half a second that only an export costs

    drawing = Network(height="70vh", width="100%", directed=True, cdn_resources="in_line", bgcolor=GROUND)
    drawing.options = _OPTIONS
    for node in figure.nodes:
        drawing.add_node(node.id, **_node(node))
    lane_of = lanes(figure.edges)
    has_words = len(figure.edges) <= _MOST_EDGE_WORDS
    for edge in figure.edges:
        drawing.add_edge(edge.start_id, edge.end_id, **_edge(edge, lane_of[edge.id], has_words=has_words))
    html: str = drawing.generate_html(notebook=False)
    return html


def _node(node: FigureNode) -> dict[str, Any]:
    style = KIND_STYLE[node.kind]
    fill = GROUND if style.is_hollow else style.colour
    return {
        "label": drawn_label(node),
        # Not as "title": pyvis turns to tooltips made of HTML as soon as one of them holds "href".
        "caption": node.caption,
        "shape": style.shape,
        "size": _SIZE[style.shape] * (1.5 if node.is_focus else 1),
        "x": node.x,
        "y": node.y,
        "borderWidth": 3 if node.is_on_path or style.is_hollow else 1.5,
        "color": {"background": fill, "border": ACCENT if node.is_on_path else style.border},
        "opacity": 0.35 if node.is_faded else 1,
        "font": {
            "face": _FONT,
            "size": 18 if node.is_focus else 16,
            "color": _LINE if node.is_faded else TEXT,
            "strokeWidth": 4,
            "strokeColor": GROUND,
        },
    }


def _edge(edge: FigureEdge, lane: Lane, *, has_words: bool) -> dict[str, Any]:
    colour = ACCENT if edge.is_on_path else _FAINT if edge.is_faded else _LINE
    return {
        "id": edge.id,
        "label": edge.label if has_words or edge.is_on_path else "",
        "caption": edge.caption,
        "color": {"color": colour, "highlight": colour, "hover": colour},
        "width": 4 if edge.is_on_path else 1.2,
        "dashes": [5, 5] if edge.is_similarity else False,
        "arrows": {"to": {"enabled": not edge.is_similarity, "scaleFactor": 0.5}},
        "smooth": _bow(lane),
        "font": {"face": _FONT, "size": 14, "color": TEXT, "strokeWidth": 0, "background": GROUND},
    }


def _bow(lane: Lane) -> dict[str, Any]:
    """Parallel edges lie beside each other; see `dashboard.figure.lanes`."""
    if lane.number == 0:
        return {"enabled": False}
    side = "curvedCW" if (lane.number % 2 == 1) is not lane.flip else "curvedCCW"
    return {"enabled": True, "type": side, "roundness": 0.2 * -(-lane.number // 2)}


def _head(title: str) -> str:
    return (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # Whatever a name from a file might try: nothing is fetched and nothing is sent.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:\">\n"
        f"<title>{escape(title)}</title>\n<style>{_CSS}</style>"
    )


def _before(t: Words, figure: Figure, title: str, caption: str) -> str:
    kinds = [kind for kind in KIND_STYLE if any(node.kind == kind for node in figure.nodes)]
    legend = "".join(f"<li>{legend_svg(kind)} {escape(kind_name(t, kind))}</li>" for kind in kinds)
    if any(edge.is_similarity for edge in figure.edges):
        legend += f'<li><span class="dashed"></span> {escape(t("not known to have met"))}</li>'
    hint = t("Drag to move the picture, turn the wheel to zoom, point at something to read about it.")
    return (
        f'<header><h1 dir="auto">{escape(title)}</h1>\n<p dir="auto">{escape(caption)}</p>\n'
        f'<ul class="legend" aria-label="{escape(t("Legend"))}">{legend}</ul>\n'
        f'<p class="hint">{escape(hint)} <a href="#content">{escape(t("The same content as a table"))}</a></p></header>'
    )


def _after(t: Words, figure: Figure) -> str:
    names = {node.id: node.label for node in figure.nodes}
    nodes = [(node.label, kind_name(t, node.kind), node.caption) for node in figure.nodes]
    edges = [(names[edge.start_id], names[edge.end_id], edge.caption) for edge in figure.edges]
    heading = f'<h2 id="content">{escape(t("The same content as a table"))}</h2>'
    about = f'<p dir="auto">{escape(figure.description)}</p>'
    of_nodes = _table(t("What is shown"), (t("Name"), t("Kind"), t("About")), nodes)
    of_edges = _table(t("How they are connected"), (t("From"), t("To"), t("About")), edges) if edges else ""
    return f"<main>{heading}{about}{of_nodes}{of_edges}</main>\n<script>{_SCRIPT}</script>"


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join("<tr>" + "".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>"


# vis-network shows a tooltip that is a string as text, never as HTML.
_SCRIPT: Final = """
for (const things of [nodes, edges]) things.update(things.map(({ id, caption }) => ({ id, title: caption })));
network.fit({ animation: false, maxZoomLevel: 1.2 });
"""

_CSS: Final = f"""
:root {{ color-scheme: light; }}
body {{ margin: 0 auto; max-width: 90rem; padding: 1.5rem; font: 1rem/1.5 {_FONT}; color: {TEXT};
  background: {GROUND}; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.5rem; }}
h2 {{ font-size: 1.125rem; margin: 2rem 0 0.5rem; }}
header p, main p {{ max-width: 48rem; margin: 0 0 0.75rem; }}
.legend {{ display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0 0 0.75rem; padding: 0; }}
.legend li {{ display: flex; align-items: center; gap: 0.4rem; }}
.dashed {{ width: 1.5rem; border-top: 2px dashed {_LINE}; }}
.hint {{ font-size: 0.875rem; color: #4B5563; }}
a {{ color: {ACCENT}; }}
#mynetwork.card-body {{ float: none; border: 1px solid #D5DAE1; border-radius: 0.375rem; min-height: 22rem; }}
#mynetwork:focus-within {{ outline: 3px solid {ACCENT}; outline-offset: 2px; }}
.vis-network {{ outline: none; }}
div.vis-tooltip {{ position: absolute; visibility: hidden; pointer-events: none; z-index: 5; max-width: 22rem;
  padding: 0.35rem 0.6rem; font-size: 0.875rem; line-height: 1.35; white-space: pre-line; background: {GROUND};
  border: 1px solid #D5DAE1; border-radius: 0.375rem; box-shadow: 0 2px 8px rgb(0 0 0 / 15%); }}
table {{ border-collapse: collapse; width: 100%; margin: 0 0 1.5rem; }}
caption {{ text-align: start; font-weight: 600; padding: 0.25rem 0; }}
th, td {{ text-align: start; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0;
  border-bottom: 1px solid #D5DAE1; }}
@media print {{ .hint {{ display: none; }} tr {{ break-inside: avoid; }} }}
"""
