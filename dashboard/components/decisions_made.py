"""What was decided about names, by whom and why; each decision can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.safe_text import plain
from wording.decisions import decision_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Decision, GraphStore

N_LISTED: Final = 50


def show(store: GraphStore, decisions: Sequence[Decision]) -> None:
    """The last decisions, the newest first; nothing before the first one."""
    t = session.t()
    if not decisions:
        return
    st.header(t("Decisions"), anchor=False)
    for one in reversed(decisions[-N_LISTED:]):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{one.decision_id}\\. {plain(decision_sentence(t, one))}", width="stretch")
            if not one.taken_back_at and st.button(
                t("Take back"), icon=":material/undo:", key=f"take-back-{one.decision_id}"
            ):
                session.answered(store.take_back, one.decision_id)
                st.rerun()
    n_more = len(decisions) - N_LISTED
    if n_more > 0:
        st.markdown(t.plural("and {n} decision before these", "and {n} decisions before these", n_more))
