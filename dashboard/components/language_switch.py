"""Which language the dashboard speaks; the choice goes into the address, so that a link keeps it."""

import streamlit as st

from dashboard import session
from dashboard.address import bind
from wording.words import LANGUAGES, language_name

_KEY = "language-switch"


def show() -> None:
    """One button a language, each in its own words."""
    t, chosen = session.t(), session.language()
    if session.LANGUAGE_KEY in st.session_state and session.LANGUAGE_KEY not in st.query_params:
        session.choose_language(chosen)  # Going to another page empties the address.
    with st.container(key="language", width="content"):  # look.css puts it into the line of the pages
        st.segmented_control(
            t("Language"),
            LANGUAGES,
            format_func=language_name,
            required=True,
            key=bind(_KEY, chosen),
            on_change=lambda: session.choose_language(st.session_state[_KEY]),
            label_visibility="collapsed",
        )
