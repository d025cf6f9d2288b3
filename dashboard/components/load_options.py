"""Step 3 of loading: what a reader may say about the files, few things at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.load_request import LoadRequest
from loaders.load import Missing

if TYPE_CHECKING:
    from dashboard.components.load_reading import HowRead
    from dashboard.uploaded_files import UploadedFiles

_MISSING: Final = (Missing.AUTO, Missing.KEEP, Missing.RETIRE)


def show(files: UploadedFiles, how: HowRead) -> LoadRequest:
    """What is asked to be loaded."""
    t = session.t()
    source_id = st.text_input(
        t("Source"),
        key="load-source",
        width=560,
        placeholder=t("as source.csv or the description says"),
        help=t("A short name for where these files come from. The same name again updates what was loaded before."),
    )
    with_places = st.checkbox(
        t("Match municipalities with places"),
        key="load-places",
        help=t(
            "Each municipality is looked up by name and country, several spellings of one become one, and what is"
            " doubtful waits for you on the Data page. The first time, the places of the world are made ready, which"
            " may take a minute."
        ),
    )
    with st.expander(t("More options")):
        names = {
            Missing.AUTO: t("take it out when all files of the source are here"),
            Missing.KEEP: t("keep it: these files are only a part"),
            Missing.RETIRE: t("take it out: these files are all there is"),
        }
        missing = st.radio(
            t("What the source gave before and these files lack"),
            _MISSING,
            format_func=lambda one: names[one],
            key="load-missing",
        )
        keep_good_rows = st.checkbox(
            t("Leave rows with errors out and load the others"),
            key="load-good-rows",
            help=t("Otherwise one error refuses all of it."),
        )
    return LoadRequest(
        paths=files.tables,
        as_format=how.as_format,
        description=how.description,
        sheet=how.sheet,
        source_id=source_id.strip() or None,
        with_places=with_places,
        missing=missing,
        keep_good_rows=keep_good_rows,
    )
