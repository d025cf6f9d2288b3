"""The questions that people saved: open one, share it as a link, rename or delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.ask_state import saved_state
from dashboard.components import answer_files
from dashboard.present_ask import given_sentence
from dashboard.safe_text import plain
from graph.errors import ExplorerError
from queries.catalogue import questions
from queries.rows import nodes_by_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.saved import SavedQuestion
    from graph.store import GraphStore
    from wording.words import Words


def show(store: GraphStore) -> None:
    """All saved questions by name, or how to save the first one."""
    t = session.t()
    saved = session.answered(store.saved_questions)
    if not saved:
        st.info(
            t('Nothing is saved yet. Ask a question, then press "Save this question" below the answer.'),
            icon=":material/bookmark_add:",
        )
    for one in saved:
        with st.container(border=True):
            _show_one(t, store, one)


def _show_one(t: Words, store: GraphStore, one: SavedQuestion) -> None:
    question = questions().get(one.question_id)
    st.subheader(plain(one.name), anchor=False)
    if question is None:
        st.warning(plain(t('There is no question "{id}" any more.', id=one.question_id)), icon=":material/warning:")
    else:
        names = {id_: node.name or node.source_key for id_, node in nodes_by_id(store, _ids(one)).items()}
        st.markdown(plain(t(question.question)))
        st.markdown(plain(given_sentence(t, question, one.given, names)))
    st.caption(plain(t("Saved by {who} on {when}", who=one.saved_by, when=t.moment(one.saved_at))))
    with st.container(horizontal=True, gap="small"):
        if question is not None:
            state = saved_state(question, one.given)
            st.button(
                t("Ask it"),
                key=f"saved-ask-{one.name}",
                icon=":material/play_arrow:",
                on_click=address.write,
                args=(state,),
            )
            answer_files.link_button(address.link(state), key=f"saved-link-{one.name}")
        _change(t, store, one)


def _change(t: Words, store: GraphStore, one: SavedQuestion) -> None:
    with st.popover(t("Rename or delete"), icon=":material/edit:", key=f"saved-change-{one.name}"):
        new_name = st.text_input(t("New name"), key=f"saved-name-{one.name}", value=one.name)
        if st.button(t("Rename"), key=f"saved-rename-{one.name}"):
            _do(lambda: store.rename_saved(one.name, new_name.strip()))
        if st.button(t("Delete"), key=f"saved-delete-{one.name}", icon=":material/delete:"):
            _do(lambda: store.delete_saved(one.name))


def _do(change: Callable[[], object]) -> None:
    try:
        change()
    except ExplorerError as error:
        st.warning(plain(str(error)), icon=":material/warning:")
    else:
        st.rerun()


def _ids(one: SavedQuestion) -> set[str]:
    """Every text among the parameters: those that are ids of nodes are shown by their names."""
    values = [each for value in one.given.values() for each in (value if isinstance(value, list) else [value])]
    return {each for each in values if isinstance(each, str)}
