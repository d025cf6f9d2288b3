"""The peer on a path that the reader clicked: who it is, and what to do from there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.figure import legend_uri
from dashboard.safe_text import plain
from wording.naming import node_line, node_name
from wording.terms import kind_name

if TYPE_CHECKING:
    from dashboard.path_state import PathState
    from graph.answers import NodeSummary

EXPLORE_PAGE = "views/explore.py"


def show(state: PathState, node: NodeSummary) -> None:
    """Name and small print of a node, a way to explore around it, and one to walk around it."""
    t = session.t()
    with st.container(border=True):
        shape = f"![{kind_name(t, node.kind)}]({legend_uri(node.kind)})"
        st.markdown(f"{shape} **{plain(node_name(t, node))}** :gray[{plain(node_line(t, node))}]")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.page_link(
                EXPLORE_PAGE,
                label=t("Explore what lies around it"),
                icon=":material/hub:",
                query_params=[("node", node.id), (session.LANGUAGE_KEY, t.language)],
            )
            if node.id not in {state.from_id, state.to_id}:
                st.button(
                    t("Look for paths without it"),
                    icon=":material/alt_route:",
                    type="tertiary",
                    on_click=address.write,
                    args=(replace(state, avoid_ids=(*state.avoid_ids, node.id), chosen=1, selected_id=None),),
                )
