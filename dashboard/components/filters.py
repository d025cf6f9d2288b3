"""Filters of the Explore page; what is chosen goes into the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from dashboard import address, session
from graph.dates import day_of_number
from graph.schema import EXCHANGE_FORMS
from graph.store import UNKNOWN_DAY
from queries.rows import topics
from wording.terms import form_name

if TYPE_CHECKING:
    from dashboard.explore_state import ExploreState
    from graph.network import Network
    from graph.store import GraphStore
    from wording.words import Words


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in a store."""

    topics: dict[str, str]
    """Name by id, the most used first."""
    countries: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    """None: nothing is dated."""

    def known(self, state: ExploreState) -> ExploreState:
        """The state without topics and countries that the store does not have: nobody could switch them off."""
        return replace(
            state,
            topic_ids=tuple(one for one in state.topic_ids if one in self.topics),
            countries=tuple(one for one in state.countries if one in self.countries),
        )


def choices(store: GraphStore, network: Network) -> Choices:
    """What can be chosen; kept until something is loaded."""
    return _choices(store.url, network.data_version, store, network)


@st.cache_data(show_spinner=False, max_entries=8)
def _choices(url: str, data_version: str, _store: GraphStore, _network: Network) -> Choices:
    """Choices by url and data version; Streamlit leaves arguments with an underscore out of the key."""
    days = np.concatenate([_network.peers.starts_on, _network.peers.ends_on])
    days = days[days != UNKNOWN_DAY]
    years = [day_of_number(int(day)).year for day in (days.min(), days.max())] if len(days) else [None] * 2
    codes = {code.decode() for code in np.unique(_network.countries[_network.is_peer()]) if code}
    return Choices({one.id: one.name for one in topics(_store)}, tuple(sorted(codes)), *years)


def show(state: ExploreState, known: Choices) -> None:
    """Button that opens the filters; it says how many are at work."""
    t = session.t()
    n_active = state.n_filters
    label = t("Filters ({n})", n=n_active) if n_active else t("Filters")
    with st.popover(label, icon=":material/filter_alt:", type="primary" if n_active else "secondary", key="filters"):
        _widgets(t, state, known)


def _widgets(t: Words, state: ExploreState, known: Choices) -> None:
    _topics(t, state, known)
    _countries(t, state, known)
    _forms(t, state)
    _years(t, state, known)
    st.toggle(
        t("Only exchanges that were held"),
        key=address.bind("filter-held", state.only_held),
        on_change=lambda: _change(state, only_held=st.session_state["filter-held"]),
        help=t("Planned exchanges, and those of which no source says that they were held, are left out."),
    )
    if state.has_filters:
        st.button(
            t("Remove all filters"), icon=":material/filter_alt_off:", on_click=address.write,
            args=(state.without_filters(),),
        )  # fmt: skip


def _topics(t: Words, state: ExploreState, known: Choices) -> None:
    if known.topics:
        st.multiselect(
            t("Topics"),
            tuple(known.topics),
            key=address.bind("filter-topic", list(state.topic_ids)),
            format_func=lambda one: known.topics[one],
            on_change=lambda: _change(state, topic_ids=tuple(st.session_state["filter-topic"])),
            placeholder=t("all topics"),
        )


def _countries(t: Words, state: ExploreState, known: Choices) -> None:
    if known.countries:
        st.multiselect(
            t("Countries of peers"),
            sorted(known.countries, key=t.country),
            key=address.bind("filter-country", sorted(state.countries, key=t.country)),
            format_func=t.country,
            on_change=lambda: _change(state, countries=tuple(st.session_state["filter-country"])),
            placeholder=t("all countries"),
        )


def _forms(t: Words, state: ExploreState) -> None:
    st.multiselect(
        t("Forms of exchange"),
        EXCHANGE_FORMS,
        key=address.bind("filter-form", list(state.forms)),
        format_func=lambda form: form_name(t, form),
        on_change=lambda: _change(state, forms=tuple(st.session_state["filter-form"])),
        placeholder=t("all forms"),
    )


def _years(t: Words, state: ExploreState, known: Choices) -> None:
    first, last = known.first_year, known.last_year
    if first is None or last is None or first == last:
        return
    chosen = (max(state.since or first, first), min(state.until or last, last))

    def change() -> None:
        since, until = st.session_state["filter-years"]
        _change(state, since=since if since > first else None, until=until if until < last else None)

    st.slider(
        t("Years"),
        first,
        last,
        key=address.bind("filter-years", chosen if chosen[0] <= chosen[1] else (first, last)),
        on_change=change,
        help=t("Exchanges and twinnings of these years. Those without a date are left out and counted."),
    )


def _change(state: ExploreState, **values: object) -> None:
    address.write(replace(state, **values))  # type: ignore[arg-type]  # each caller names a field and its own type
