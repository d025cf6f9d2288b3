"""The address of a page as its memory: what a reader chose is read from there and written back there.

Widgets are bound to it in one direction each. Before a widget is drawn, `bind` gives it the value of the address;
when a reader changes it, its callback writes the address. So a link, the Back button and a click all work alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
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


_PAGE: Final = "page"
_MEMORY: Final = "addresses"


def read() -> dict[str, list[str]]:
    """Everything that the address says, by name."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def write(state: State) -> None:
    """Let the address keep a state, and nothing but the language beside it."""
    wanted = query(state)
    if wanted != read():
        st.query_params.from_dict(wanted)
    st.session_state.setdefault(_MEMORY, {})[st.session_state.get(_PAGE)] = wanted


def follow(page: str) -> None:
    """Give a page back the address it had when the reader left it for another one.

    Going to another page empties the address; coming back would begin anew. A link with an address of its own wins.
    """
    memory = st.session_state.setdefault(_MEMORY, {})
    is_back = st.session_state.get(_PAGE) not in (None, page)
    here = {name: values for name, values in read().items() if name != session.LANGUAGE_KEY}
    if is_back and not here and page in memory:
        kept = {name: values for name, values in memory[page].items() if name != session.LANGUAGE_KEY}
        st.query_params.from_dict({**kept, **read()})
    else:
        memory[page] = here
    st.session_state[_PAGE] = page


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
