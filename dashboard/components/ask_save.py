"""Keep the question on the page under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import session
from dashboard.safe_text import plain
from graph.acting_user import user_name
from graph.errors import ExplorerError
from graph.saved import NameTaken
from queries.saved import keep

if TYPE_CHECKING:
    from graph.store import GraphStore
    from queries.answered import Answered


def button(store: GraphStore, answered: Answered) -> None:
    """Button with a form for the name; a name that is taken is replaced only when told so."""
    t = session.t()
    with st.popover(t("Save this question"), icon=":material/bookmark_add:"), st.form("ask-save", border=False):
        name = st.text_input(t("Name"), key="ask-save-name", placeholder=t("such as: demand in Africa"))
        is_to_replace = st.checkbox(t("Replace the one that has this name"), key="ask-save-replace")
        if st.form_submit_button(t("Save"), type="primary"):
            _save(store, answered, name, is_to_replace=is_to_replace)


def _save(store: GraphStore, answered: Answered, name: str, *, is_to_replace: bool) -> None:
    t = session.t()
    try:
        kept = keep(store, name, answered.question, answered.given, user_name(), overwrite=is_to_replace)
    except NameTaken:
        st.warning(t("Another question has this name. Choose another one, or tick the box."), icon=":material/warning:")
    except ExplorerError as error:
        st.warning(plain(str(error)), icon=":material/warning:")
    else:
        st.success(plain(t('Saved as "{name}".', name=kept.name)), icon=":material/bookmark:")
