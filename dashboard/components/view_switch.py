"""How a selection is shown, and how far around: two switches in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.components import filters
from dashboard.explore_state import VIEWS
from queries.ego_network import MAX_RADIUS

if TYPE_CHECKING:
    from dashboard.components.filters import Choices
    from dashboard.explore_state import ExploreState


def show(state: ExploreState, known: Choices) -> None:
    """Picture, list or map; within how many steps; and what is let through."""
    t = session.t()
    names = {"picture": t("Picture"), "list": t("List"), "map": t("Map")}
    steps = range(1, MAX_RADIUS + 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            t("Shown as"),
            VIEWS,
            format_func=lambda view: names[view],
            required=True,
            key=address.bind("view-switch", state.view),
            on_change=lambda: address.write(replace(state, view=st.session_state["view-switch"])),
            label_visibility="collapsed",
        )
        st.segmented_control(
            t("Within so many steps"),
            steps,
            format_func=lambda n: t.plural("{n} step", "{n} steps", n=n),
            required=True,
            key=address.bind("steps-switch", state.radius),
            on_change=lambda: address.write(replace(state, radius=st.session_state["steps-switch"])),
            label_visibility="collapsed",
        )
        filters.show(state, known)
