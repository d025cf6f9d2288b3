"""Municipalities that wait for a person: one at a time, with the places it may be, the map, and the decision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import address, session
from dashboard.components import decision_form, decisions_made, network_map, progress
from dashboard.present_review import about, candidate_facts, candidate_title, reason_to_ask, waiting_name
from dashboard.review import N_PARTNERS, chosen_candidate, nodes_on_map, resolution_of, still_waiting
from dashboard.safe_text import plain
from queries.profile import profile
from queries.rows import places_to_decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.data_state import DataState
    from graph.store import GraphStore
    from loaders.resolution.result import Candidate, Resolution
    from queries.rows import PlaceToDecide
    from wording.words import Words

_MAP_KEY: Final = "decide-map"


def show(store: GraphStore, state: DataState) -> None:
    """What waits, and below it what was decided."""
    t = session.t()
    decisions = session.answered(store.decisions)
    open_ones = still_waiting(session.answered(places_to_decide, store), decisions)
    st.markdown(
        t(
            "Where the rules are in doubt which place a municipality is, a person says it. A decision holds for the"
            " name and country as written, and takes effect with the next load with places matched."
        )
    )
    if open_ones:
        _one(t, store, state, open_ones)
    else:
        st.info(t("No municipality waits for a decision."), icon=":material/task_alt:")
    decisions_made.show(store, decisions)


def _one(t: Words, store: GraphStore, state: DataState, open_ones: Sequence[PlaceToDecide]) -> None:
    current = _municipality(t, state, open_ones)
    known = session.answered(profile, store, current.id, limit=N_PARTNERS)
    answer = resolution_of(current, known, session.answered(progress.resolver))
    left, right = st.columns(2, gap="large")
    with right:
        state = _map(t, state, current, answer)
    with left:
        titles = {one.source.id: one.source.title for one in session.answered(store.loads)}
        st.markdown(plain(about(t, current, known, titles.get(current.source, current.source))))
        st.markdown(plain(reason_to_ask(t, answer)))
        chosen = _candidate(t, state, answer)
        decision_form.show(store, current, chosen)


def _municipality(t: Words, state: DataState, open_ones: Sequence[PlaceToDecide]) -> PlaceToDecide:
    """The one that the address names, else the first; any other can be chosen."""
    by_id = {one.id: one for one in open_ones}
    current = by_id.get(state.municipality_id or "", open_ones[0])

    def choose() -> None:
        address.write(replace(state, municipality_id=st.session_state["decide-which"], place_id=None))

    st.selectbox(
        t.plural("{n} municipality waits for a decision", "{n} municipalities wait for a decision", len(by_id)),
        tuple(by_id),
        format_func=lambda one: waiting_name(t, by_id[one]),
        key=address.bind("decide-which", current.id),
        on_change=choose,
    )
    return current


def _map(t: Words, state: DataState, current: PlaceToDecide, answer: Resolution) -> DataState:
    """State after a click on a candidate; a map remembers its last click, and only a new one counts."""
    chosen = chosen_candidate(answer, state.place_id)
    nodes = nodes_on_map(current, answer, t("{name} (file)", name=current.name))
    key = f"{_MAP_KEY}-{current.id}"
    clicked_id = network_map.show(nodes, (), key=key, highlighted=[chosen.place_id] if chosen else (), height_px=420)
    last = st.session_state.get(f"{key}-last")
    if clicked_id in (None, last) or clicked_id == current.id:
        return state
    st.session_state[f"{key}-last"] = clicked_id
    state = replace(state, municipality_id=current.id, place_id=clicked_id)
    address.write(state)
    return state


def _candidate(t: Words, state: DataState, answer: Resolution) -> Candidate | None:
    """The candidate that is looked at; None when there is none."""
    chosen = chosen_candidate(answer, state.place_id)
    if chosen is None:
        return None
    numbers = {one.place_id: number for number, one in enumerate(answer.candidates, 1)}
    by_id = {one.place_id: one for one in answer.candidates}
    st.radio(
        t("Places it may be"),
        tuple(by_id),
        format_func=lambda one: plain(candidate_title(t, numbers[one], by_id[one])),
        captions=[plain(candidate_facts(t, one)) for one in answer.candidates],
        key=address.bind("decide-place", chosen.place_id),
        on_change=lambda: address.write(replace(state, place_id=st.session_state["decide-place"])),
    )
    return chosen
