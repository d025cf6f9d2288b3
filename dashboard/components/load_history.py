"""What was loaded when: each load with its files, what it changed, and what was odd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.components import html_table
from dashboard.present_data import change_table, load_title, notice_groups
from dashboard.safe_text import plain

if TYPE_CHECKING:
    from graph.store import GraphStore, Load
    from wording.words import Words

N_LISTED: Final = 20


def show(store: GraphStore) -> None:
    """The last loads, the newest first and open."""
    t = session.t()
    loads = session.answered(store.loads)
    for place, load in enumerate(reversed(loads[-N_LISTED:])):
        with st.expander(plain(load_title(t, load)), expanded=place == 0):
            _load(t, load)
    n_more = len(loads) - N_LISTED
    if n_more > 0:
        st.markdown(t.plural("and {n} load before these", "and {n} loads before these", n_more))


def _load(t: Words, load: Load) -> None:
    if load.files:
        st.markdown(t("Files: {files}", files=plain(t.listing(load.files))))
    html_table.show(change_table(t, load.changes_by_kind), alt=t("What the load changed"))
    groups = notice_groups(t, load.notices)
    st.markdown(f"**{t('What was odd, and what was done about it')}**" if groups else t("Nothing was odd."))
    for group in groups:
        st.markdown(plain(group.title))
        html_table.show(group.table, alt=group.title)
