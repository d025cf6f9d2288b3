"""The decision about one municipality: which place it is, why, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.present_review import waiting_name
from dashboard.review import ruling
from dashboard.safe_text import plain
from graph.acting_user import user_name
from graph.errors import ExplorerError

if TYPE_CHECKING:
    from graph.store import GraphStore
    from loaders.resolution.result import Candidate
    from queries.rows import PlaceToDecide

_WHO: Final = "decided-by"


def show(store: GraphStore, current: PlaceToDecide, chosen: Candidate | None) -> None:
    """Fields for reason and name, and a button for each decision.

    Parameters
    ----------
    chosen : the candidate that is looked at; None when there is none.
    """
    t = session.t()
    reason = st.text_input(t("Reason"), key=f"reason-{current.id}", placeholder=t("kept with the decision"))
    st.session_state.setdefault(_WHO, _known_name())
    who = st.text_input(t("Who decides"), key=_WHO)
    with st.container(horizontal=True):
        is_it = chosen is not None and st.button(
            t("It is this place"), type="primary", icon=":material/check:", key="decide-yes"
        )
        is_none = st.button(t("None of them"), icon=":material/close:", key="decide-none")
    if not (is_it or is_none):
        return
    if not (reason.strip() and who.strip()):
        st.error(t("A decision needs a reason and a name."), icon=":material/error:")
        return
    target = chosen.place_id if is_it and chosen else None
    session.answered(store.decide, ruling(current, target, reason.strip(), who.strip()))
    st.toast(t("Decided: {name}.", name=plain(waiting_name(t, current))), icon=":material/check:")
    st.rerun()


def _known_name() -> str:
    """Who acts as far as the machine knows; "" when it does not."""
    try:
        return user_name()
    except ExplorerError:
        return ""
