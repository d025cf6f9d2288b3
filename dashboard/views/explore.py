"""Who is out there? One node with all that lies around it, as picture, list or map, each fact with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.components import (
    details_panel,
    explore_content,
    explore_take_away,
    filters,
    greeting,
    legend,
    node_actions,
    node_picker,
    view_switch,
)
from dashboard.explore_state import ExploreState
from dashboard.present import caption, start_sentence, title
from dashboard.safe_text import plain
from dashboard.selection import Selection, select, start_node
from queries.profile import profile

if TYPE_CHECKING:
    from graph.store import GraphStore

t = session.t()


def main() -> None:
    """From the search to the details: the state out of the address, one question, what it gives, what it means."""
    heading, search = st.columns([3, 7], vertical_alignment="center")
    heading.title(t("Who is out there?"), anchor=False)
    store = session.store()
    network = session.network(store)
    if not network.n_nodes:
        greeting.show(store)
        return
    with search:
        picked_id = node_picker.show(
            t("Search a municipality, person, topic …"), key="node", forget=("open", "selected"), is_label_shown=False
        )
    known = filters.choices(store, network)
    state = known.known(ExploreState.from_query(address.read()))
    start = None if picked_id else session.answered(start_node, store, network)
    state = state.about(start.node.id) if start else state
    selection = session.answered(select, store, network, state)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        state = _view(state, known, selection, start_sentence(t, start) if start else "")
    with right, st.container(border=True, key="details"):
        _details(store, state, selection)


def _view(state: ExploreState, known: filters.Choices, selection: Selection, why_here: str) -> ExploreState:
    """What was found, in the way the reader wants to see it; returns the state after a click."""
    st.header(plain(title(t, selection.centre)), anchor=False)
    hint = t("Click a shape to see who or what it is, double click to see its neighbours.")
    with st.container(key="one-line"):  # Always one line: whatever grew here would move the picture.
        st.caption(plain(f"{why_here} {t('Search above for another.')}" if why_here else hint))
    view_switch.show(state, known)
    figure, state = explore_content.show(state, selection)
    legend.show(selection, state)
    st.markdown(plain(caption(t, selection)))
    explore_take_away.show(state, selection, figure)
    return state


def _details(store: GraphStore, state: ExploreState, selection: Selection) -> None:
    wanted_id = state.selected_id or selection.centre.id
    shown_id = wanted_id if store.existing([wanted_id]) else selection.centre.id
    shown = session.answered(profile, store, shown_id, limit=details_panel.N_LISTED)
    details_panel.show(
        shown,
        on_select=lambda node_id: address.write(state.selecting(node_id)),
        actions=lambda: node_actions.show(state, selection, shown.node),
    )


main()
