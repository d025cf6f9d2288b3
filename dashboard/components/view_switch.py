"""How a selection is shown, and how far around: two switches in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.explore_state import VIEWS
from queries.ego_network import MAX_RADIUS

if TYPE_CHECKING:
    from dashboard.explore_state import ExploreState


def show(state: ExploreState) -> None:
    """Picture, list or map; and within how many steps."""
    t = session.t()
    names = {"picture": t("Picture"), "list": t("List"), "map": t("Map")}
    steps = range(1, MAX_RADIUS + 1)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.segmented_control(
            t("Shown as"),
            VIEWS,
            format_func=lambda view: names[view],
            required=True,
            key=address.bind("view-switch", state.view),
            on_change=lambda: address.write(replace(state, view=st.session_state["view-switch"])),
        )
        st.segmented_control(
            t("Within so many steps"),
            steps,
            format_func=lambda n: t.plural("{n} step", "{n} steps", n=n),
            required=True,
            key=address.bind("steps-switch", state.radius),
            on_change=lambda: address.write(replace(state, radius=st.session_state["steps-switch"])),
            help=t("One step leads from a person to whoever took part in the same exchange."),
        )
