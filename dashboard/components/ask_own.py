"""A query of the reader's own: written, asked, its rows shown and taken away. It cannot write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import address, session
from dashboard.components import answer_files, html_table
from dashboard.present_ask import answer_table, empty_sentence, rows_sentence, url_headings
from dashboard.safe_text import plain
from graph.errors import ExplorerError
from graph.own_query import MOST_ROWS, USUAL_ROWS, USUAL_SECONDS
from queries.own_query import ask_own_query, language_of, own_example, readable

if TYPE_CHECKING:
    from dashboard.ask_state import AskState
    from graph.store import GraphStore
    from queries.answered import Answered

_TEXT: Final = "ask-own-text"
_LONGEST_LINK: Final = 4_000
"""Longer addresses are cut by some browsers and mail programs."""


def show(store: GraphStore, state: AskState) -> None:
    """Field for the query, its limits, and the rows once it is asked."""
    t = session.t()
    language = language_of(store)
    st.markdown(
        t(
            "Write one query in {language}. It can only read: nothing in the store changes, and contact values"
            " stay closed.",
            language=language,
        )
    )
    with st.form("ask-own", border=False):
        text = st.text_area(
            t("Query in {language}", language=language),
            value=state.text or own_example(store),
            key=_TEXT,
            height=180,
        )
        left, middle, _ = st.columns([2, 2, 6], vertical_alignment="bottom")
        max_rows = left.number_input(t("Rows at most"), 1, MOST_ROWS, USUAL_ROWS, key="ask-own-rows")
        timeout_s = middle.number_input(t("Seconds at most"), 1, 600, int(USUAL_SECONDS), key="ask-own-seconds")
        is_asked = st.form_submit_button(t("Ask"), type="primary", icon=":material/play_arrow:")
    with st.expander(t("What can be read"), icon=":material/table:"):
        st.code("\n".join(readable(store)), language=None)
    if is_asked and len(text) <= _LONGEST_LINK:
        address.write(replace(state, text=text))
    if is_asked or state.text:
        _ask(store, replace(state, text=text), int(max_rows), float(timeout_s))


def _ask(store: GraphStore, state: AskState, max_rows: int, timeout_s: float) -> None:
    t = session.t()

    def ask() -> Answered:
        with st.spinner(t("Looking for the answer ...")):
            return ask_own_query(store, state.text or "", max_rows, timeout_s)

    try:
        made_of = (store.url, store.data_version(), state.text, max_rows, timeout_s)
        answered = session.kept("ask-own", made_of, ask)
    except ExplorerError as error:
        st.warning(plain(str(error)), icon=":material/warning:")
        return
    if answered.rows:
        st.markdown(plain(rows_sentence(t, answered)))
        html_table.show(answer_table(t, answered), alt=t(answered.question.question), links=url_headings(t, answered))
    else:
        st.info(plain(empty_sentence(t, answered.question)), icon=":material/info:")
    with st.container(horizontal=True, gap="small"):
        answer_files.link_button(address.link(state))
        if answered.rows:
            answer_files.show(answered, key="ask-own-file")
