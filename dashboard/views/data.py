"""What is loaded? How much, from where, when, what was odd, what waits for a person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.components import greeting, html_table, load_history, review_places, staged_loads, store_place
from dashboard.data_state import TABS, DataState
from dashboard.present_data import (
    coverage,
    is_undecided,
    node_counts,
    officials_sentences,
    relationship_counts,
    source_table,
)
from queries.rows import ask

if TYPE_CHECKING:
    from graph.store import GraphStore

t = session.t()


def main() -> None:
    """From how much there is to where it is kept, in four parts."""
    st.title(t("What is loaded?"), anchor=False)
    store = session.store()
    staged_loads.show(store)
    if not session.answered(store.counts).nodes:
        greeting.show(store)
        if session.answered(store.loads):  # all of them were taken back
            st.header(t("Loads"), anchor=False)
            load_history.show(store)
        store_place.show(store)
        return
    state = DataState.from_query(address.read())
    names = {"overview": t("Overview"), "loads": t("Loads"), "decide": t("To decide"), "kept": t("Where it is kept")}

    def choose() -> None:
        chosen = st.session_state["data-tab"]
        address.write(DataState(tab=next(tab for tab in TABS if names[tab] == chosen)))

    tabs = st.tabs([names[tab] for tab in TABS], key=address.bind("data-tab", names[state.tab]), on_change=choose)
    with tabs[TABS.index(state.tab)]:
        match state.tab:
            case "overview":
                _overview(store)
            case "loads":
                load_history.show(store)
            case "decide":
                review_places.show(store, state)
            case "kept":
                store_place.show(store)


def _overview(store: GraphStore) -> None:
    network = session.network(store)
    counts, loads = session.answered(store.counts), session.answered(store.loads)
    st.markdown(" ".join(coverage(t, counts, loads, network)))
    _officials(store)
    nodes, relationships = st.columns(2, gap="large")
    with nodes:
        st.header(t("Nodes"), anchor=False)
        html_table.show(node_counts(t, counts), alt=t("How many nodes of each kind there are"))
    with relationships:
        st.header(t("Relationships"), anchor=False)
        html_table.show(relationship_counts(t, counts), alt=t("How many relationships of each type there are"))
    st.header(t("Sources"), anchor=False)
    table = source_table(t, loads, session.answered(ask, store, "sources"))
    html_table.show(table, alt=t("Data sets with what comes from each"), links=(t("Address"),))


def _officials(store: GraphStore) -> None:
    """Personal data: what nobody has decided yet."""
    row = session.answered(ask, store, "officials_undecided", as_of=date.today().isoformat())[0]
    told = officials_sentences(t, row)
    if told:
        icon = ":material/privacy_tip:"
        (st.warning if is_undecided(row) else st.info)(" ".join(told), icon=icon)


main()
