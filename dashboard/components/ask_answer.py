"""An answer as a reader sees it: how many rows, the rows, what they mean, how it was asked, and what to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import address, session
from dashboard.components import answer_files, ask_save, html_table
from dashboard.present_ask import (
    answer_table,
    command_line,
    empty_sentence,
    parameters_json,
    python_lines,
    rows_sentence,
    texts,
    url_headings,
)
from dashboard.safe_text import plain

if TYPE_CHECKING:
    from dashboard.ask_state import AskState
    from graph.store import GraphStore
    from queries.answered import Answered
    from wording.words import Words

_LANGUAGES: Final = {"sql": "SQL", "cypher": "Cypher"}


def show(store: GraphStore, state: AskState, answered: Answered) -> None:
    """The answer, or in words why there is none."""
    t = session.t()
    question = answered.question
    st.header(plain(t(question.question)), anchor=False)
    if answered.rows:
        st.markdown(plain(rows_sentence(t, answered)))
        html_table.show(answer_table(t, answered), alt=t(question.question), links=url_headings(t, answered))
    else:
        st.info(plain(empty_sentence(t, question)), icon=":material/info:")
    _meaning(t, answered)
    with st.container(horizontal=True, gap="small"):
        answer_files.link_button(address.link(state))
        ask_save.button(store, answered)
        if answered.rows:
            answer_files.show(answered, key="ask-file")
    with st.expander(t("How it was asked"), icon=":material/code:"):
        how(t, state, answered)


def _meaning(t: Words, answered: Answered) -> None:
    """Definition and reference of its figures, where it has any."""
    question = answered.question
    if question.definition:
        st.caption(plain(t("Definition: {text}", text=t(question.definition))))
    if question.reference:
        st.caption(plain(t("Reference: {text}", text=question.reference)))


def how(t: Words, state: AskState, answered: Answered) -> None:
    """Everything that is needed to ask the same elsewhere, to be copied."""
    question = answered.question
    given = {name: answered.given[name] for name in state.given}
    st.markdown(t("Parameters:"))
    st.code(parameters_json(answered.given), language="json")
    found = texts(question)
    if not found:
        st.markdown(t("This question is answered in Python on the network in memory; it has no SQL or Cypher."))
    for name, text in found.items():
        st.markdown(t("In {language}:", language=_LANGUAGES[name]))
        st.code(text, language=name)
    st.markdown(t("On the command line:"))
    st.code(command_line(question, given), language="shell", wrap_lines=True)
    st.markdown(t("In Python:"))
    st.code(python_lines(question, given), language="python")
    st.markdown(t("Version of the data: {version}", version=plain(answered.data_version)))
