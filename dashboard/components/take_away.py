"""What a reader takes from a view: a link to it, the picture as one file, the tables as CSV."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import session
from dashboard.export_html import html_picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.figure import Figure
    from dashboard.tables import Table


def show(
    figure: Figure, tables: Mapping[str, tuple[str, Table]], *, name: str, caption: str, link: str, file_stem: str
) -> None:
    """Button for each thing that can be taken away.

    Parameters
    ----------
    tables : by the end of the file's name: what the button says, and the table it gives.
    name : what the view is called; heading of the HTML file.
    caption : what the view shows, in sentences.
    link : address that reopens the view.
    file_stem : begin of the names of files.
    """
    t = session.t()
    with st.container(horizontal=True, gap="small"):
        with st.popover(t("Link to this view"), icon=":material/link:"):
            st.markdown(t("Whoever opens this address sees the same view, if they use the same store."))
            st.code(link, language=None, wrap_lines=True)
        st.download_button(
            t("Picture as a web page"),
            partial(html_picture, figure, title=name, caption=caption, language=session.language()),
            file_name=f"{file_stem}.html",
            mime="text/html",
            icon=":material/download:",
            on_click="ignore",
            help=t("One HTML file that opens without the explorer and without a network."),
        )
        for end, (label, table) in tables.items():
            st.download_button(
                label,
                # Excel takes UTF-8 for something else unless the file begins with this mark.
                table.csv().encode("utf-8-sig"),
                file_name=f"{file_stem}-{end}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
            )
