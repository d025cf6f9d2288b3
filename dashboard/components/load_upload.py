"""Step 1 of loading: the files, and what each was recognised as."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.safe_text import plain
from dashboard.uploaded_files import DESCRIPTION_ENDINGS, UploadedFiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

_TYPES: Final = ("csv", "tsv", "txt", "out", "gz", "xlsx", "json", "jsonl", "ndjson", "parquet", "xml")
_MOST_DESCRIPTIONS: Final = 1


def show() -> UploadedFiles | None:
    """The files that were uploaded; None before there are any, or where they cannot be told apart."""
    t = session.t()
    st.markdown(
        t(
            "CSV, TSV, XLSX, JSON, Parquet, IATI or an edge list, also compressed with gzip; several at once, and with"
            " them the description of their source in YAML, if you have one. Nothing is loaded before you say so in"
            " step 4."
        )
    )
    given = st.file_uploader(
        t("Files"),
        type=[*_TYPES, *(one.removeprefix(".") for one in DESCRIPTION_ENDINGS)],
        accept_multiple_files=True,
        key="load-files",
        label_visibility="collapsed",
    )
    if not given or not _can_be_told_apart(given):
        return None
    files = session.kept("uploads", tuple(one.file_id for one in given), lambda: _written(given))
    if not files.tables:
        st.warning(t("A description alone loads nothing. Add the file that it describes."), icon=":material/info:")
        return None
    return files


def _written(given: Sequence[UploadedFile]) -> UploadedFiles:
    return UploadedFiles({one.name: one.getbuffer() for one in given})


def _can_be_told_apart(given: Sequence[UploadedFile]) -> bool:
    t = session.t()
    twice = [name for name, n in Counter(one.name for one in given).items() if n > 1]
    if twice:
        st.error(
            t("Several files are called {name}. Take away all but one, or rename them.", name=plain(t.listing(twice))),
            icon=":material/error:",
        )
        return False
    if sum(one.name.lower().endswith(DESCRIPTION_ENDINGS) for one in given) > _MOST_DESCRIPTIONS:
        st.error(t("There are several descriptions. Take away all but one."), icon=":material/error:")
        return False
    return True
