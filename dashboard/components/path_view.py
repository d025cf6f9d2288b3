"""The paths that were found: as picture, list or map, each step with its fact and source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import address, session
from dashboard.components import network_map, path_node, picture
from dashboard.figure import KIND_STYLE, legend_uri
from dashboard.path_state import VIEWS
from dashboard.present_paths import (
    more_sentence,
    nodes_of,
    page_table,
    pairs_of,
    path_title,
    told_steps,
)
from dashboard.safe_text import plain
from queries.path_words import status_words
from wording.terms import kind_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.figure import Figure
    from dashboard.path_state import PathState
    from graph.answers import PeerPath
    from queries.peer_paths import PeerPaths
    from wording.words import Words

_MAP_KEY: Final = "path-map"
_MOST_ROWS: Final = 60


def show(state: PathState, result: PeerPaths, figure: Figure) -> PathState:
    """State after what the reader clicked.

    Parameters
    ----------
    state : the chosen path exists.
    figure : of the same paths, with the chosen one highlighted.
    """
    t = session.t()
    st.header(plain(status_words(t, result)), anchor=False)
    st.markdown(more_sentence(t, result))
    _switches(t, state, result.paths)
    if state.view == "list":
        _list(t, state, result.paths)
        return state
    state = _picture(t, figure, state) if state.view == "picture" else _map(state, result.paths)
    if state.selected_id in (nodes := nodes_of(result.paths)):
        path_node.show(state, nodes[state.selected_id])
    _steps(t, state.chosen, result.paths[state.chosen - 1])
    with st.expander(t("All paths as a table"), icon=":material/table:"):
        _table(t, result.paths)
    return state


def _switches(t: Words, state: PathState, paths: Sequence[PeerPath]) -> None:
    """How the paths are shown, and which one is highlighted."""
    names = {"picture": t("Picture"), "list": t("List"), "map": t("Map")}
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.segmented_control(
            t("Shown as"),
            VIEWS,
            format_func=lambda view: names[view],
            required=True,
            key=address.bind("path-view", state.view),
            on_change=lambda: address.write(replace(state, view=st.session_state["path-view"])),
        )
        if state.view != "list" and len(paths) > 1:
            st.segmented_control(
                t("Highlighted path"),
                range(1, len(paths) + 1),
                required=True,
                key=address.bind("path-chosen", state.chosen),
                on_change=lambda: address.write(replace(state, chosen=st.session_state["path-chosen"])),
            )


def _list(t: Words, state: PathState, paths: Sequence[PeerPath]) -> None:
    for number, path in enumerate(paths, 1):
        with st.container(border=True):
            _steps(t, number, path)
            st.button(
                t("Show in the picture"),
                key=f"path-draw-{number}",
                icon=":material/hub:",
                type="tertiary",
                on_click=address.write,
                args=(replace(state, view="picture", chosen=number),),
            )


def _steps(t: Words, number: int, path: PeerPath) -> None:
    st.subheader(path_title(t, number, path), anchor=False)
    st.markdown("\n".join(f"{place}. {told}" for place, told in enumerate(told_steps(t, path), 1)))


def _picture(t: Words, figure: Figure, state: PathState) -> PathState:
    click = picture.show(figure, key="path-picture", label=t("Paths, from left to right"), height_px=_height(figure))
    kinds = [kind for kind in KIND_STYLE if any(node.kind == kind for node in figure.nodes)]
    legend = [f"![]({legend_uri(kind)}) {kind_name(t, kind)}" for kind in kinds]
    if any(edge.is_similarity for edge in figure.edges):
        legend.append(t("dashed: not known to have met"))
    st.markdown("\u2003".join(f":small[{one}]" for one in legend))
    if click is None or click.node_id == state.selected_id:
        return state
    state = replace(state, selected_id=click.node_id)
    address.write(state)
    return state


def _height(figure: Figure) -> int:
    """Pixels that the rows of the picture need: two paths do not want half a screen of nothing."""
    rows = [node.y for node in figure.nodes]
    return round(min(max(max(rows) - min(rows) + 190, 260), 640))


def _map(state: PathState, paths: Sequence[PeerPath]) -> PathState:
    """A map remembers its last click; only a new one counts."""
    on_path = [node.id for node in paths[state.chosen - 1].nodes]
    nodes = tuple(nodes_of(paths).values())
    clicked_id = network_map.show(nodes, pairs_of(paths), key=_MAP_KEY, highlighted=on_path)
    last_key = f"{_MAP_KEY}-last"
    if clicked_id is None or clicked_id == st.session_state.get(last_key):
        return state
    st.session_state[last_key] = clicked_id
    state = replace(state, selected_id=clicked_id)
    address.write(state)
    return state


def _table(t: Words, paths: Sequence[PeerPath]) -> None:
    rows = page_table(t, paths)
    st.table(rows[:_MOST_ROWS], border="horizontal", hide_index=True, alt=t("Every step of every path with its facts"))
    n_more = len(rows) - _MOST_ROWS
    if n_more > 0:
        st.markdown(t.plural("and {n} more row, in the file below", "and {n} more rows, in the file below", n_more))
