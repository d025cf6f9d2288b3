"""What would a file change? Four steps from files to a load: upload, how they are read, options, dry run and load."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.components import load_options, load_outcome, load_reading, load_run, load_upload

t = session.t()


def main() -> None:
    """Each step shows once the one before it is clear; until then the page says what comes."""
    st.title(t("What would a file change?"), anchor=False)
    store = session.store()
    with st.container(border=True):
        st.header(t("1. Files"), anchor=False)
        files = load_upload.show()
    if files is None:
        _what_comes()
        return
    with st.container(border=True):
        st.header(t("2. How they are read"), anchor=False)
        how = load_reading.show(store, files)
    if how is None:
        return
    with st.container(border=True):
        st.header(t("3. What else is known of them"), anchor=False)
        request = load_options.show(files, how)
    with st.container(border=True):
        st.header(t("4. What would change"), anchor=False)
        load_run.show(store, request)


def _what_comes() -> None:
    """The next steps, and what the last load of this session came to."""
    steps = (
        t("Step 2 shows what each file was recognised as; an unknown one is described there, with our help."),
        t("Step 3 asks what only you know, such as whether the files are all of their source."),
        t("Step 4 shows record by record what would change, before anything does. Then you load it."),
    )
    st.markdown("\n".join(f"- {step}" for step in steps))
    outcome = load_run.last_outcome()
    if outcome is not None and not outcome.is_trial:
        st.header(t("The last load"), anchor=False)
        load_outcome.show(outcome)


main()
