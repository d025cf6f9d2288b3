"""What would you like to know? Any question of the catalogue: chosen, filled in, answered, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.ask_state import AskState, added_key, example_state
from dashboard.components import ask_answer, ask_form, ask_list, ask_own, ask_saved, greeting
from dashboard.safe_text import plain
from queries.answered import Answered, ask_question
from queries.catalogue import Asking, WrongParameter, question_named
from queries.parameter_words import word_of

if TYPE_CHECKING:
    from dashboard.ask_state import Tab
    from graph.store import GraphStore
    from queries.catalogue import Question

t = session.t()


def main() -> None:
    """A question of the catalogue, or one that somebody saved."""
    st.title(t("What would you like to know?"), anchor=False)
    store = session.store()
    if not session.answered(store.counts).nodes:
        greeting.show(store)
        return
    state = AskState.from_query(address.read())
    names: dict[Tab, str] = {"questions": t("Questions"), "saved": t("Saved questions"), "own": t("Your own query")}

    def choose() -> None:
        chosen = st.session_state["ask-tab"]
        address.write(AskState(tab=next(tab for tab in names if names[tab] == chosen)))

    tabs = st.tabs(list(names.values()), key=address.bind("ask-tab", names[state.tab]), on_change=choose)
    with tabs[list(names).index(state.tab)]:
        match state.tab:
            case "questions":
                _questions(store, state)
            case "saved":
                ask_saved.show(store)
            case "own":
                ask_own.show(store, state)


def _questions(store: GraphStore, state: AskState) -> None:
    """From the list of questions to one answer."""
    ask_list.field(state)
    if state.question_id is None:
        ask_list.everything(state)
        return
    question = question_named(state.question_id)
    if any(added_key(one) in st.query_params for one in question.parameters):
        address.write(state)  # one more node was picked: it joins the others
    ask_form.show(state, question)
    missing = state.missing(question)
    if missing:
        _still_needed(question, [word_of(t, one.name) for one in missing])
    elif (answered := _answered(store, state, question)) is not None:
        ask_answer.show(store, state, answered)


def _answered(store: GraphStore, state: AskState, question: Question) -> Answered | None:
    """The answer; None where a value is refused, and the page has said so."""
    given = state.values(question)

    def ask() -> Answered:
        with st.spinner(t("Looking for the answer ...")):
            return ask_question(Asking(store, lambda: session.network(store)), question.id, given)

    try:
        return session.kept("ask", (store.url, store.data_version(), question.id, repr(sorted(given.items()))), ask)
    except WrongParameter as error:
        st.warning(plain(str(error)), icon=":material/warning:")
        return None


def _still_needed(question: Question, names: list[str]) -> None:
    st.info(plain(t("Still needed: {names}.", names=t.listing(names))), icon=":material/edit:")
    st.button(
        t("Fill in an example"),
        key="ask-example",
        icon=":material/lightbulb:",
        on_click=address.write,
        args=(example_state(question),),
    )


main()
