"""What is measured: which question, which years, side by side or not; all other choices on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import address, session
from dashboard.components import ask_form, filters
from queries.patterns.all_patterns import PATTERNS
from queries.patterns.asking import EVERY_YEAR

if TYPE_CHECKING:
    from dashboard.ask_state import AskState
    from graph.network import Network
    from graph.store import GraphStore
    from queries.catalogue import Parameter, Question

_FIRST: Final = ("from_date", "until_date", "periods")
_KEY: Final = "pattern-question"


def show(store: GraphStore, network: Network, state: AskState, question: Question) -> None:
    """Widgets for the choices; each writes the address when it is changed."""
    t = session.t()
    by_name = {one.name: one for one in question.parameters}
    known = filters.choices(store, network)
    which, since, until, side_by_side = st.columns([6, 2, 2, 2], vertical_alignment="bottom")
    with which:
        st.selectbox(
            t("Question"),
            list(PATTERNS),
            key=address.bind(_KEY, question.id),
            format_func=lambda id_: t(PATTERNS[id_].question),
            on_change=lambda: address.write(_same_filters(state, st.session_state[_KEY])),
        )
    with since:
        _year(state, by_name["from_date"], known, t("From year"))
    with until:
        _year(state, by_name["until_date"], known, t("Until year"))
    with side_by_side:
        periods = by_name["periods"]
        st.toggle(
            t("Year by year"),
            key=address.bind("pattern-years", bool(state.texts(periods))),
            on_change=lambda: address.write(
                state.with_value(periods, [EVERY_YEAR] if st.session_state["pattern-years"] else [])
            ),
            help=t("The same question for each year, side by side."),
        )
    others = [one for one in question.parameters if one.name not in _FIRST]
    n_set = sum(one.name in state.given for one in others)
    label = t("More choices ({n} made)", n=n_set) if n_set else t("More choices")
    with st.expander(label, icon=":material/tune:", key="pattern-more"):
        ask_form.fields(state, others)


def _same_filters(state: AskState, question_id: str) -> AskState:
    """Another question under the same filters; what only the former one could be told is dropped."""
    query = {**state.to_query(), "question": [question_id]}
    return type(state).from_query(query)


def _year(state: AskState, parameter: Parameter, known: filters.Choices, label: str) -> None:
    first, last = known.first_year, known.last_year
    years = [] if first is None or last is None else [str(one) for one in range(first, last + 1)]
    texts = state.texts(parameter)
    key = f"pattern-{parameter.name}"
    st.selectbox(
        label,
        [*years, *(one for one in texts if one not in years)],
        index=None,
        key=address.bind(key, texts[0] if texts else None),
        on_change=lambda: address.write(
            state.with_value(parameter, [chosen] if (chosen := st.session_state[key]) else [])
        ),
        placeholder=session.t()("all"),
    )
