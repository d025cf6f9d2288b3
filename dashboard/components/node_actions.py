"""What can be done with the node whose details are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from graph.schema import PEERS

if TYPE_CHECKING:
    from dashboard.explore_state import ExploreState
    from dashboard.selection import Selection
    from graph.answers import NodeSummary

PATH_PAGE = "views/peer_path.py"


def show(state: ExploreState, selection: Selection, node: NodeSummary) -> None:
    """Buttons: its neighbours, itself in the middle, a path from here."""
    t = session.t()
    with st.container(horizontal=True, gap="small"):
        if node.id in state.opened_ids:
            _button(t("Hide its neighbours"), "close", "unfold_less", state.closed(node.id))
        elif node.id != state.node_id:
            is_drawn = node.id in selection.by_id
            label = t("Show its neighbours") if is_drawn else t("Add to the picture")
            _button(label, "open", "unfold_more", state.opened(node.id), is_main=True)
        if node.id != state.node_id:
            _button(t("Put in the middle"), "middle", "center_focus_strong", state.about(node.id))
    if node.kind in PEERS:
        st.page_link(
            PATH_PAGE,
            label=t("Find a path from here"),
            icon=":material/route:",
            query_params=[("from", node.id), (session.LANGUAGE_KEY, t.language)],
        )


def _button(label: str, key: str, icon: str, then: ExploreState, *, is_main: bool = False) -> None:
    st.button(
        label,
        key=f"action-{key}",
        icon=f":material/{icon}:",
        type="primary" if is_main else "secondary",
        on_click=address.write,
        args=(then,),
    )
