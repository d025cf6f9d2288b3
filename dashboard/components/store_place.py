"""Where the data are kept: address, version and size of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import session
from dashboard.present_data import size_words, store_size

if TYPE_CHECKING:
    from graph.store import GraphStore


def show(store: GraphStore) -> None:
    """Address without any password, version of the data, and size where it is a file."""
    t = session.t()
    st.header(t("Where it is kept"), anchor=False)
    st.markdown(t("Address of the store, without any password:"))
    st.code(store.url, language=None, wrap_lines=True)
    st.markdown(t("Version of the data, another one after each load that changes something:"))
    st.code(session.answered(store.data_version), language=None)
    n_bytes = store_size(store.url)
    if n_bytes is not None:
        st.markdown(t("Size on disk: {size}", size=size_words(t, n_bytes)))
