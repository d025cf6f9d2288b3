"""What an empty store shows instead of an empty screen: three things to do next."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import session
from dashboard.safe_text import plain
from graph.errors import ExplorerError
from loaders.load import load
from loaders.shipped import example_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

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
        _example(t, store)
    with files:
        _files(t, store)
    with guide:
        _guide(t)


def _example(t: Words, store: GraphStore) -> None:
    st.subheader(t("Load CONNECT's example"), anchor=False)
    st.markdown(
        t(
            "What is publicly known of CONNECT: its first requests and exchanges, and the municipalities and people who"
            " took part, each fact with its source."
        )
    )
    if st.button(t("Load the example"), type="primary", icon=":material/play_arrow:", key="load-example"):
        _load(t, store, [example_folder()])


def _files(t: Words, store: GraphStore) -> None:
    st.subheader(t("Load your own files"), anchor=False)
    st.markdown(
        t(
            "Tables in the explorer's format, or a list of twinned towns. All of it is loaded, or nothing and a list"
            " of what is wrong."
        )
    )
    uploaded = st.file_uploader(t("CSV files"), type=["csv", "tsv", "gz"], accept_multiple_files=True, key="load-files")
    if uploaded and st.button(t("Load these files"), type="primary", key="load-uploaded"):
        with TemporaryDirectory() as folder:
            _load(t, store, _written(Path(folder) / "uploaded-files", uploaded))
    st.caption(
        t("The same on the command line: {template} writes empty tables, {load} reads them.",
          template="`connect-explorer template`", load="`connect-explorer load`")
    )  # fmt: skip


def _guide(t: Words) -> None:
    st.subheader(t("Read the guide"), anchor=False)
    st.markdown(t("How to read the picture:"))
    st.markdown(
        "\n".join(
            f"- {line}"
            for line in (
                t("Each shape is a kind: a disc is a municipality, a square an official, a star an exchange."),
                t("A line is a recorded fact, with a date and a source. Click a shape to see them at the right."),
                t("A double click brings its neighbours. What was there stays in its place."),
                t("A dashed line means that an exchange is planned, or not known to have been held."),
                t("The address of the page keeps what you see: copy it to show the same view to a colleague."),
            )
        )
    )


def _written(folder: Path, uploaded: Sequence[UploadedFile]) -> list[Path]:
    folder.mkdir()
    paths = [folder / Path(file.name).name for file in uploaded]
    for path, file in zip(paths, uploaded, strict=True):
        path.write_bytes(file.getbuffer())
    return paths


def _load(t: Words, store: GraphStore, paths: Sequence[Path]) -> None:
    """Load, and show the page again with what came in; or say what is wrong, line by line."""
    try:
        with st.spinner(t("Reading, checking and writing the files.")):
            load(paths, store)
    except ExplorerError as error:
        heading, *lines = str(error).splitlines()
        st.error("\n".join((plain(heading), "", *(f"- {plain(line)}" for line in lines))), icon=":material/error:")
    else:
        st.rerun()
