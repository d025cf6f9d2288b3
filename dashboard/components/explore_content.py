"""One selection as picture, list or map: three ways to see the same, and to choose a node in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.components import network_map, node_list, picture
from dashboard.present import ego_figure, title

if TYPE_CHECKING:
    from dashboard.explore_state import ExploreState
    from dashboard.figure import Figure
    from dashboard.layout import Point
    from dashboard.selection import Selection

_MAP_KEY = "explore-map"
_PLACES_KEY = "explore-places"


def show(state: ExploreState, selection: Selection) -> tuple[Figure, ExploreState]:
    """The picture, whether it is on screen or not, and the state after what the reader clicked."""
    t = session.t()
    figure = ego_figure(t, selection, kept=_on_screen(selection.centre.id), selected_id=state.selected_id)
    st.session_state[_PLACES_KEY] = (selection.centre.id, {node.id: (node.x, node.y) for node in figure.nodes})
    if state.view == "picture":
        state = _picture(figure, title(t, selection.centre), state)
    elif state.view == "list":
        node_list.show(
            selection,
            selected_id=state.selected_id or selection.centre.id,
            on_select=lambda node_id: address.write(state.selecting(node_id)),
        )
    else:
        state = _map(selection, state)
    return figure, state


def _on_screen(centre_id: str) -> dict[str, Point]:
    """Where the nodes of the last picture stand, if it was about the same node."""
    last_id, places = st.session_state.get(_PLACES_KEY, (None, {}))
    return places if last_id == centre_id else {}


def _picture(figure: Figure, label: str, state: ExploreState) -> ExploreState:
    click = picture.show(figure, key="explore-picture", label=label)
    if click is None:
        return state
    clicked = state.opened(click.node_id) if click.action == "expand" else state.selecting(click.node_id)
    address.write(clicked)
    if clicked.opened_ids != state.opened_ids:
        st.rerun()  # The picture above has not grown yet.
    return clicked


def _map(selection: Selection, state: ExploreState) -> ExploreState:
    """A map remembers its last click; only a new one counts."""
    clicked_id = network_map.show(selection.nodes, selection.relationships, key=_MAP_KEY)
    last_key = f"{_MAP_KEY}-last"
    if clicked_id is None or clicked_id == st.session_state.get(last_key):
        return state
    st.session_state[last_key] = clicked_id
    state = state.selecting(clicked_id)
    address.write(state)
    return state
