"""The questions to choose from: one field to search them, and all of them under what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import address, session
from dashboard.present_ask import by_subject
from dashboard.safe_text import plain
from queries.catalogue import questions
from queries.subjects import Subject, subject_name

if TYPE_CHECKING:
    from dashboard.ask_state import AskState

_KEY: Final = "ask-question"


def field(state: AskState) -> None:
    """Field to search the questions; picking one writes the address."""
    t = session.t()
    ids = [one.id for those in by_subject().values() for one in those]
    known = questions()

    def label(id_: str) -> str:
        return f"{subject_name(t, known[id_].about)}: {t(known[id_].question)}"

    st.selectbox(
        t("Question"),
        ids,
        index=None,
        key=address.bind(_KEY, state.question_id),
        format_func=label,
        on_change=lambda: address.write(state.about(st.session_state[_KEY])),
        placeholder=t("Type a word of it, such as topic or path"),
    )


def everything(state: AskState) -> None:
    """All questions as buttons under their subjects; those that other questions are made of are folded away."""
    t = session.t()
    groups = by_subject()
    parts = groups.pop(Subject.PARTS, [])
    columns = st.columns(2, gap="large")
    for place, (subject, those) in enumerate(groups.items()):
        with columns[place % 2]:
            st.subheader(subject_name(t, subject), anchor=False)
            for one in those:
                _button(state, one.id, t(one.question))
    if parts:
        with st.expander(subject_name(t, Subject.PARTS)):
            for one in parts:
                _button(state, one.id, t(one.question))


def _button(state: AskState, question_id: str, label: str) -> None:
    st.button(
        f":primary[{plain(label)}]",
        key=f"ask-{question_id}",
        type="tertiary",
        on_click=address.write,
        args=(state.about(question_id),),
    )
