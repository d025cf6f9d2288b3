"""A pair of peers from the data to begin with, as long as the reader has not chosen both ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.present_paths import example_pair
from dashboard.safe_text import plain
from queries.rows import nodes_by_id
from wording.naming import node_line, node_name

if TYPE_CHECKING:
    from dashboard.path_state import PathState
    from graph.network import Network
    from graph.store import GraphStore


def show(state: PathState, store: GraphStore, network: Network) -> None:
    """What to do, and a button that shows an example."""
    t = session.t()
    missing = t("Now choose the other end.") if state.from_id or state.to_id else t("Choose two peers above.")
    st.markdown(
        f"{missing} "
        + t(
            "A path leads from one to the other in steps; each step is something two of them did together: an"
            " exchange, a job, a twinning, a practice that was passed on."
        )
    )
    pair = _pair(store.url, network.data_version, network)
    nodes = nodes_by_id(store, pair or ())
    if pair is None or len(nodes) < len(pair):
        return
    first, second = (nodes[one] for one in pair)
    with st.container(border=True):
        st.markdown(t("For example: how are these two connected?"))
        st.markdown(
            "\n".join(f"- **{plain(node_name(t, one))}** :gray[{plain(node_line(t, one))}]" for one in (first, second))
        )
        st.button(
            t("Show how they are connected"),
            type="primary",
            key="path-example",
            on_click=address.write,
            args=(replace(state, from_id=first.id, to_id=second.id),),
        )


@st.cache_data(show_spinner=False, max_entries=8)
def _pair(url: str, data_version: str, _network: Network) -> tuple[str, str] | None:
    """The pair, looked for once after each load; Streamlit leaves arguments with an underscore out of the key."""
    return example_pair(_network)
