"""Buttons that take the rows of an answer away, and a link to the view that shows them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from reports.answer_files import MEDIA_TYPES, AnswerFormat, answer_bytes, formats_of

if TYPE_CHECKING:
    from queries.answered import Answered

_NAMES: Final = {
    AnswerFormat.CSV: "CSV",
    AnswerFormat.XLSX: "XLSX",
    AnswerFormat.PARQUET: "Parquet",
    AnswerFormat.GRAPHML: "GraphML",
    AnswerFormat.GEXF: "GEXF",
}


def show(answered: Answered, *, key: str) -> None:
    """One button for each format; a file is made only when its button is pressed."""
    t = session.t()
    for as_format in formats_of(answered.columns):
        st.download_button(
            _NAMES[as_format],
            partial(answer_bytes, answered, as_format),
            file_name=f"connect-{answered.question.id}.{as_format}",
            mime=MEDIA_TYPES[as_format],
            icon=":material/download:",
            on_click="ignore",
            key=f"{key}-{as_format}",
            help=t("The rows of this answer as a file: {format}", format=_NAMES[as_format]),
        )


def link_button(link: str, *, key: str = "link-to-view") -> None:
    """Button that shows the address of a view, to be copied."""
    t = session.t()
    with st.popover(t("Link to this view"), icon=":material/link:", key=key):
        st.markdown(t("Whoever opens this address sees the same view, if they use the same store."))
        st.code(link, language=None, wrap_lines=True)
