"""Who works with whom? One question about patterns under filters: sentence, picture, figures, rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import address, session
from dashboard.ask_state import AskState, added_key
from dashboard.components import greeting, pattern_answer, pattern_form
from dashboard.present_patterns import Shown, shown
from dashboard.safe_text import plain
from queries.catalogue import Asking, WrongParameter, find, question_named, read_parameters
from queries.patterns.all_patterns import PATTERNS

if TYPE_CHECKING:
    from graph.network import Network
    from graph.store import GraphStore
    from queries.catalogue import Question

t = session.t()
_FIRST_QUESTION: Final = "flows"


def main() -> None:
    """From the choices to what was found."""
    st.title(t("Who works with whom?"), anchor=False)
    store = session.store()
    if not session.answered(store.counts).nodes:
        greeting.show(store)
        return
    network = session.network(store)
    state = AskState.from_query(address.read())
    if state.question_id not in PATTERNS:
        state = AskState.from_query({**address.read(), "question": [_FIRST_QUESTION]})
    question = question_named(state.question_id or _FIRST_QUESTION)
    if any(added_key(one) in st.query_params for one in question.parameters):
        address.write(state)  # one more node was picked: it joins the others
    pattern_form.show(store, network, state, question)
    found = _found(store, network, state, question)
    if found is not None:
        pattern_answer.show(store, state, found)


def _found(store: GraphStore, network: Network, state: AskState, question: Question) -> Shown | None:
    """What was found; None where a value is refused, and the page has said so."""
    given = state.values(question)

    def measure() -> Shown:
        with st.spinner(t("Measuring ...")):
            finding = find(Asking(store, lambda: network), question.id, given)
            return shown(finding, read_parameters(question, given))

    made_of = (store.url, network.data_version, question.id, repr(sorted(given.items())))
    try:
        return session.kept("pattern", made_of, measure)
    except WrongParameter as error:
        st.warning(plain(str(error)), icon=":material/warning:")
        return None


main()
