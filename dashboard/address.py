"""The address of a page as its memory: what a reader chose is read from there and written back there.

Widgets are bound to it in one direction each. Before a widget is drawn, `bind` gives it the value of the address;
when a reader changes it, its callback writes the address. So a link, the Back button and a click all work alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Protocol

    class State(Protocol):
        """What a page keeps in its address."""

        def to_query(self) -> Mapping[str, Sequence[str]]:
            """Address that keeps this state."""
            ...


def read() -> dict[str, list[str]]:
    """Everything that the address says, by name."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def write(state: State) -> None:
    """Let the address keep a state, and nothing but the language beside it."""
    wanted = query(state)
    if wanted != read():
        st.query_params.from_dict(wanted)


def query(state: State) -> dict[str, list[str]]:
    """Parameters of a link that reopens a state in the language of the reader."""
    chosen = st.query_params.get_all(session.LANGUAGE_KEY)
    kept = {session.LANGUAGE_KEY: chosen} if chosen else {}
    return {**{name: list(values) for name, values in state.to_query().items()}, **kept}


def link(state: State) -> str:
    """Whole address that reopens a state, to be copied."""
    here = str(st.context.url or "").partition("?")[0]
    encoded = urlencode(query(state), doseq=True)
    return f"{here}?{encoded}" if encoded else here


def bind(key: str, value: Any) -> str:  # noqa: ANN401 - whatever the widget holds
    """Give a widget its value before it is drawn; returns its key."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key
