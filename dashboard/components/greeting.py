"""What an empty store shows instead of an empty screen: three things to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import session
from loaders.load import load
from loaders.shipped import example_folder

if TYPE_CHECKING:
    from graph.store import GraphStore
    from wording.words import Words


def show(store: GraphStore) -> None:
    """Three ways to begin, side by side: the example, own files, the guide."""
    t = session.t()
    st.markdown(
        t(
            "The explorer shows who learned from whom: municipalities, officials, topics and exchanges as one"
            " network. Nothing is loaded yet, and there are three ways to begin."
        )
    )
    example, files, guide = st.columns(3, border=True)
    with example:
        st.header(t("Load CONNECT's example"), anchor=False)
        _example(t, store)
    with files:
        st.header(t("Load your own files"), anchor=False)
        _files(t)
    with guide:
        st.header(t("Read the guide"), anchor=False)
        _guide(t)


def _example(t: Words, store: GraphStore) -> None:
    st.markdown(
        t(
            "What is publicly known of CONNECT: its first requests and exchanges, and the municipalities and people who"
            " took part, each fact with its source."
        )
    )
    if st.button(t("Load the example"), type="primary", icon=":material/play_arrow:", key="load-example"):
        with st.spinner(t("Checking and writing the files.")):
            session.answered(load, [example_folder()], store)
        st.rerun()


def _files(t: Words) -> None:
    st.markdown(
        t(
            "Tables, workbooks, lists of twinned towns, or any other file that you describe. You see what they would"
            " change before anything is loaded."
        )
    )
    st.page_link("views/load.py", label=t("Go to the Load page"), icon=":material/upload:")


def _guide(t: Words) -> None:
    """How to read and use the picture, in five sentences."""
    sentences = (
        t("Each shape is a kind: a disc is a municipality, a square an official, a star an exchange."),
        t("A line is a recorded fact. Click a shape to see its facts, with dates and sources."),
        t("A double click brings its neighbours. What was there stays in its place."),
        t("A dashed line means that an exchange is not known to have been held, perhaps only planned."),
        t("The address of the page keeps what you see. Send it to show the same view to a colleague."),
    )
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
