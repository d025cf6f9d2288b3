"""What every page needs of the session: the store, the network, the words and the theme, each typed.

Pages never touch `st.session_state` for these. Nothing secret is kept here; a password of a store stays in the
environment.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NoReturn, ParamSpec, TypeVar

import streamlit as st

from dashboard.safe_text import plain
from graph.connect import default_url, open_store
from graph.errors import ExplorerError
from graph.network_cache import open_network
from wording.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from graph.network import Network
    from graph.store import GraphStore
    from wording.words import Words

P = ParamSpec("P")
R = TypeVar("R")

LANGUAGE_KEY: Final = "lang"
"""Name of the language in the session and in the address."""


class Theme(StrEnum):
    """Which of the two themes the reader sees."""

    LIGHT = "light"
    DARK = "dark"


def language() -> str:
    """Code of the language to write in: that of the link, else chosen before, else of the browser, else English."""
    locale = str(st.context.locale or "").partition("-")[0]
    asked = (st.query_params.get(LANGUAGE_KEY), st.session_state.get(LANGUAGE_KEY), locale)
    return next((str(code) for code in asked if code in LANGUAGES), LANGUAGES[0])


def choose_language(code: str) -> None:
    """Write in this language from now on, and say so in the address."""
    st.session_state[LANGUAGE_KEY] = code
    st.query_params[LANGUAGE_KEY] = code


def t() -> Words:
    """Words of the language the reader chose."""
    return words(language())


def theme() -> Theme:
    """Theme that the reader sees; light until the browser has told."""
    return Theme(st.context.theme.type or Theme.LIGHT)


def store() -> GraphStore:
    """The store named by the environment, open; the page ends with a sentence when it cannot be opened."""
    try:
        return _opened(default_url())
    except ExplorerError as error:
        stop_with(error)


def network(of: GraphStore) -> Network:
    """Network of what the store holds at this moment; a load from elsewhere shows on the next question."""
    t = words(language())
    try:
        with st.spinner(t("Building the network from what is loaded. This takes a moment after each load.")):
            return _network(of.url, of.data_version(), of)
    except ExplorerError as error:
        stop_with(error)


def answered(question: Callable[P, R], *args: P.args, **values: P.kwargs) -> R:
    """What a question gives; the page ends with a sentence when it has no answer."""
    try:
        return question(*args, **values)
    except ExplorerError as error:
        stop_with(error)


def kept(name: str, of: Hashable, make: Callable[[], R]) -> R:
    """What was made of something last, if it was made of the same; otherwise it is made now, in place of the last.

    Parameters
    ----------
    name : what is kept, the same on every run.
    of : all that it is made of.
    """
    key = f"kept-{name}"
    if key not in st.session_state or st.session_state[key][0] != of:
        st.session_state[key] = (of, make())
    made: R = st.session_state[key][1]
    return made


def stop_with(error: ExplorerError) -> NoReturn:
    """End the page with what went wrong, in the sentence that the error carries."""
    t = words(language())
    st.error(plain(str(error)), icon=":material/error:")
    st.button(t("Try again"), key="try_again")
    st.stop()


def _answers(opened: GraphStore) -> bool:
    """Whether the store still answers; one that does not is opened anew."""
    try:
        return bool(opened.data_version())
    except Exception:  # Whatever it is, opening it anew succeeds or says in a sentence what is wrong.
        return False


@st.cache_resource(show_spinner=False, validate=_answers)
def _opened(url: str) -> GraphStore:
    return open_store(url)


@st.cache_resource(show_spinner=False, max_entries=4)
def _network(url: str, data_version: str, _store: GraphStore) -> Network:
    """Network by url and data version; Streamlit leaves arguments with an underscore out of the key."""
    return open_network(_store)
