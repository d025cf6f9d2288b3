"""A finding on the page: the sentence, picture, figures and rows, what they rest on, and what to take away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from dashboard import address, session
from dashboard.components import answer_files, ask_answer, ask_save, html_table
from dashboard.pattern_charts import PICTURES, chart_of, picture_file
from dashboard.present_ask import given_sentence, rows_sentence
from dashboard.present_patterns import caption, figures_table, meanings, own_choices, rows_table
from dashboard.safe_text import plain
from queries.patterns.words import told
from queries.rows import nodes_by_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.ask_state import AskState
    from dashboard.present_patterns import Shown
    from graph.store import GraphStore
    from wording.words import Words

_FEW_SENTENCES: Final = 4


def show(store: GraphStore, state: AskState, shown: Shown) -> None:
    """From the sentence to the files."""
    t, finding = session.t(), shown.finding
    words = told(t, finding)
    st.header(plain(words.question), anchor=False)
    _sentences(t, meanings(t, finding))
    given = own_choices(state.values(shown.figures.question))
    nodes = nodes_by_id(store, {*finding.filters.topic_ids, *_texts(given)})
    names = {id_: node.name or node.source_key for id_, node in nodes.items()}
    basis = caption(t, finding, given_sentence(t, shown.figures.question, given, names), names)
    chart = chart_of(t, finding)
    if chart is not None:
        st.altair_chart(chart, width="stretch", theme="streamlit", key="pattern-chart")
    st.caption(plain(basis))
    figures = figures_table(t, finding)
    if figures.rows:
        st.subheader(t("Figures"), anchor=False)
        html_table.show(figures, alt=t("Every figure with its value and how certain it is"))
    if shown.rows is not None:
        st.subheader(t("Rows"), anchor=False)
        st.markdown(plain(rows_sentence(t, shown.rows)))
        html_table.show(rows_table(t, shown.rows), alt=words.question)
    st.caption(plain(t("Definition: {text}", text=words.definition)))
    st.caption(plain(t("Reference: {text}", text=words.reference)))
    _take_away(t, store, state, shown, chart)
    with st.expander(t("How it was asked"), icon=":material/code:"):
        ask_answer.how(t, state, shown.figures)


def _sentences(t: Words, said: Sequence[str]) -> None:
    """What was found; of many periods the first and the last, and all of them on demand."""
    for one in said if len(said) <= _FEW_SENTENCES else (said[0], said[-1]):
        st.markdown(plain(one))
    if len(said) > _FEW_SENTENCES:
        with st.expander(t("Every period in a sentence")):
            st.markdown("\n".join(f"- {plain(one)}" for one in said))


def _texts(given: Mapping[str, object]) -> set[str]:
    values = [each for value in given.values() for each in (value if isinstance(value, list) else [value])]
    return {each for each in values if isinstance(each, str)}


def _take_away(t: Words, store: GraphStore, state: AskState, shown: Shown, chart: Any | None) -> None:  # noqa: ANN401
    with st.container(horizontal=True, gap="small", key="take-away"):
        answer_files.link_button(address.link(state))
        ask_save.button(store, shown.figures)
        if chart is not None:
            for as_format, media in PICTURES.items():
                st.download_button(
                    t("Picture ({format})", format=as_format.upper()),
                    partial(picture_file, chart, as_format),
                    file_name=f"connect-{shown.finding.question_id}.{as_format}",
                    mime=media,
                    icon=":material/image:",
                    on_click="ignore",
                    key=f"pattern-picture-{as_format}",
                )
        if shown.figures.rows:
            with st.popover(t("Figures as a file"), icon=":material/download:"):
                answer_files.show(shown.figures, key="pattern-figures")
        if shown.rows is not None:
            with st.popover(t("Rows as a file"), icon=":material/download:"):
                answer_files.show(shown.rows, key="pattern-rows")
