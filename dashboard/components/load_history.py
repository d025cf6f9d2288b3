"""What was loaded when: each load with its files, what it changed, and what was odd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.components import html_table
from dashboard.present_loads import change_table, load_title, notice_tables
from dashboard.safe_text import plain
from graph.errors import ExplorerError
from graph.undo import undo_load, undone_by

if TYPE_CHECKING:
    from graph.store import GraphStore, Load
    from wording.words import Words

N_LISTED: Final = 20


def show(store: GraphStore) -> None:
    """The last loads, the newest first and open."""
    t = session.t()
    loads = session.answered(store.loads)
    undone = undone_by(loads)
    for place, load in enumerate(reversed(loads[-N_LISTED:])):
        with st.expander(plain(load_title(t, load, undone.get(load.load_id))), expanded=place == 0):
            _load(t, load)
            if load.load_id not in undone:
                _way_back(t, store, load)
    n_more = len(loads) - N_LISTED
    if n_more > 0:
        st.markdown(t.plural("and {n} load before these", "and {n} loads before these", n_more))


def _load(t: Words, load: Load) -> None:
    if load.files:
        st.markdown(t("Files: {files}", files=plain(t.listing(load.files))))
    html_table.show(change_table(t, load.changes_by_kind), alt=t("What the load changed"))
    if load.undoes is not None:
        return
    groups = notice_tables(t, load.notices)
    st.markdown(f"**{t('What was odd, and what was done about it')}**" if groups else t("Nothing was odd."))
    for group in groups:
        st.markdown(plain(group.title))
        html_table.show(group.table, alt=group.title)


def _way_back(t: Words, store: GraphStore, load: Load) -> None:
    """Take the load back, after a second thought."""
    with st.popover(t("Take this load back"), icon=":material/undo:"):
        st.markdown(
            t(
                "Everything that load {number} wrote, changed or took out becomes what it was before. Later loads stay."
                " Where a later load changed the same records, nothing is done. Taking back is a load too: it can be"
                " taken back itself.",
                number=t.number(load.load_id),
            )
        )
        if st.button(t("Take it back"), type="primary", key=f"undo-{load.load_id}"):
            _undo(t, store, load)


def _undo(t: Words, store: GraphStore, load: Load) -> None:
    try:
        with st.spinner(t("Taking back load {number}.", number=t.number(load.load_id))):
            undo_load(store, load.load_id)
    except ExplorerError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()
