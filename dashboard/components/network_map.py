"""The network on a map: outlines of countries, nodes at their places, lines between those who met.

Drawn by pydeck without any map provider, so that nothing is asked of anybody outside.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

import pydeck as pdk
import streamlit as st

from dashboard import session
from dashboard.components import html_table
from dashboard.figure import KIND_STYLE, legend_svg
from dashboard.map_places import curve, labels, map_content, view_of
from dashboard.present_map import caption, line_caption, line_table, node_caption, node_table, place_name
from reports.outlines import geojson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.map_places import Connection, Label, Line, MapContent, Placed
    from graph.answers import NodeSummary
    from wording.words import Words

_ICON_PX: Final = 64
_SIZE_PX: Final = 17
_WHITE: Final = "#FFFFFF"
_COLOURS: Final = {
    session.Theme.LIGHT: {
        "land": [243, 244, 246], "used": [226, 229, 238], "border": [200, 205, 213], "line": [110, 120, 134, 190],
        "faint": [110, 120, 134, 90],
        "accent": [74, 52, 176], "text": [31, 41, 55], "ground": [255, 255, 255],
    },
    session.Theme.DARK: {
        "land": [32, 38, 48], "used": [48, 56, 74], "border": [70, 80, 94], "line": [150, 160, 174, 190],
        "faint": [150, 160, 174, 90],
        "accent": [179, 164, 255], "text": [230, 234, 240], "ground": [20, 24, 31],
    },
}  # fmt: skip


def show(
    nodes: Sequence[NodeSummary],
    relationships: Iterable[Connection],
    *,
    key: str,
    highlighted: Sequence[str] = (),
    height_px: int = 520,
) -> str | None:
    """Id of the node that was clicked on the map; None while none is.

    Parameters
    ----------
    nodes : what is shown.
    relationships : between the nodes, or pairs of their ids; exchanges become lines between their participants.
    key : unique on the page and the same on every run.
    highlighted : ids along a path, drawn in the accent colour.
    """
    t = session.t()
    content = map_content(nodes, relationships, highlighted)
    words = caption(t, content)
    deck = _deck(t, content, nodes, highlighted)
    # Streamlit only draws anew what has another key, and colours do not count.
    theme_key = f"{key}-{session.theme()}"
    event = st.pydeck_chart(deck, height=height_px, on_select="rerun", key=theme_key, alt=words)
    st.markdown(f":small[{words} {_about(t)}]")  # a caption is too pale to be read by everybody
    with st.expander(t("The same content as a table"), icon=":material/table:"):
        st.markdown(f"**{t('Places on the map')}**")
        html_table.show(node_table(t, content), alt=t("Places on the map"))
        if content.lines:
            st.markdown(f"**{t('Lines on the map')}**")
            html_table.show(line_table(t, content, nodes), alt=t("Lines on the map"))
    return _clicked(event, content)


def _about(t: Words) -> str:
    return t("Country outlines: Natural Earth, which draws who holds an area and takes no side.")


def _deck(t: Words, content: MapContent, nodes: Sequence[NodeSummary], highlighted: Sequence[str]) -> pdk.Deck:
    colours = _COLOURS[session.theme()]
    view = view_of(content)
    layers = [
        _ground(colours, content),
        _lines(t, colours, content, nodes),
        _nodes(t, colours, content, highlighted),
        _labels(colours, labels(content, view.zoom, partial(place_name, t), highlighted)),
    ]
    css = {name: f"rgb({','.join(map(str, colours[name][:3]))})" for name in ("ground", "text", "border")}
    style = {
        "backgroundColor": css["ground"], "color": css["text"], "border": f"1px solid {css['border']}",
        "borderRadius": "0.375rem", "fontSize": "0.875rem", "whiteSpace": "pre-line", "maxWidth": "20rem",
    }  # fmt: skip
    return pdk.Deck(
        layers=layers,
        initial_view_state=pdk.ViewState(longitude=view.lon, latitude=view.lat, zoom=view.zoom, min_zoom=0, max_zoom=9),
        # Without a provider, and with no style named, nothing is fetched: a style of None would ask Carto.
        map_provider=None,
        tooltip={"text": "{caption}", "style": style},
    )


def _ground(colours: dict[str, list[int]], content: MapContent) -> pdk.Layer:
    """Countries; those in which something lies are a little darker."""
    features = [
        {**feature, "properties": {"fill": colours["used" if _country(feature) in content.countries else "land"]}}
        for feature in geojson()["features"]
    ]
    return pdk.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id="countries",
        get_fill_color="properties.fill",
        get_line_color=colours["border"],
        line_width_min_pixels=0.75,
    )


def _country(feature: dict[str, Any]) -> str | None:
    code: str | None = feature["properties"]["country"]
    return code


def _lines(t: Words, colours: dict[str, list[int]], content: MapContent, nodes: Sequence[NodeSummary]) -> pdk.Layer:
    usual = colours["faint" if any(line.is_highlighted for line in content.lines) else "line"]
    data = [
        {
            "path": curve(line),
            "colour": colours["accent"] if line.is_highlighted else usual,
            "width": _width(line),
            "caption": _inert(line_caption(t, line, nodes)),
        }
        for line in content.lines
    ]
    return pdk.Layer(
        "PathLayer",
        data,
        id="lines",
        pickable=True,
        get_path="path",
        get_color="colour",
        get_width="width",
        width_units='"pixels"',
        joint_rounded=True,
        cap_rounded=True,
    )


def _width(line: Line) -> float:
    """Pixels: wider with more exchanges, and never so wide that others are hidden."""
    return min(1.5 + 0.5 * (line.n - 1), 5.0) + (1.5 if line.is_highlighted else 0.0)


def _nodes(t: Words, colours: dict[str, list[int]], content: MapContent, highlighted: Sequence[str]) -> pdk.Layer:
    ground = "#" + "".join(f"{part:02X}" for part in colours["ground"])
    data = [
        {
            "id": one.node.id,
            "at": one.at,
            "offset": one.offset,
            "size": _SIZE_PX * (1.35 if one.node.id in highlighted else 1),
            "icon": _icon(one.node.kind, ground, is_hollow=not one.is_exact),
            "caption": _inert(node_caption(t, one)),
        }
        for one in _in_drawing_order(content.placed, highlighted)
    ]
    return pdk.Layer(
        "IconLayer",
        data,
        id="nodes",
        pickable=True,
        get_position="at",
        get_pixel_offset="offset",
        get_icon="icon",
        get_size="size",
    )


def _in_drawing_order(placed: Iterable[Placed], highlighted: Sequence[str]) -> list[Placed]:
    return sorted(placed, key=lambda one: one.node.id in highlighted)


@cache
def _icon(kind: str, ground: str, *, is_hollow: bool) -> dict[str, Any]:
    """Shape of a kind as deck.gl wants it; filled with the ground where the place is known only as country."""
    style = KIND_STYLE[kind]
    svg = legend_svg(kind).replace('width="16" height="16"', f'width="{_ICON_PX}" height="{_ICON_PX}"')
    if is_hollow:
        svg = svg.replace(f'fill="{style.colour}"', f'fill="{ground}"').replace(
            'stroke-width="1.5"', 'stroke-width="2"'
        )
    if ground != _WHITE:  # the outlines of the palette are darkened for paper, and lost on a dark ground
        svg = svg.replace(f'stroke="{style.border}"', f'stroke="{style.colour}"')
    address = "data:image/svg+xml;charset=utf-8," + svg.replace("#", "%23")
    half = _ICON_PX // 2
    return {"url": address, "width": _ICON_PX, "height": _ICON_PX, "anchorX": half, "anchorY": half}


def _labels(colours: dict[str, list[int]], written: Iterable[Label]) -> pdk.Layer:
    data = [{"at": one.at, "text": _inert(one.text), "offset": one.offset} for one in written]
    return pdk.Layer(
        "TextLayer",
        data,
        id="names",
        get_position="at",
        get_text="text",
        get_pixel_offset="offset",
        get_size=13,
        get_color=colours["text"],
        background=True,
        get_background_color=[*colours["ground"], 190],
        background_padding=[3, 1],
        font_settings={"fontSize": 26, "buffer": 4},  # letters drawn at twice their size: even spacing, and sharp
        character_set='"auto"',
        font_family='"system-ui, sans-serif"',
    )


def _inert(text: str) -> str:
    """Text that deck.gl takes as text: one that begins with @@ would be read as an expression."""
    return f"\u200b{text}" if text.startswith("@@") else text


def _clicked(event: Any, content: MapContent) -> str | None:  # noqa: ANN401 - Streamlit types it as three things
    """Node that was clicked, as far as it is on the map."""
    objects = (event.get("selection") or {}).get("objects") or {}
    asked = next((one.get("id") for one in objects.get("nodes", ())), None)
    return next((one.node.id for one in content.placed if one.node.id == asked), None)
