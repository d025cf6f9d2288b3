"""Load files from the page: everything is checked first, then all of it is written, or nothing and the reasons."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.components import html_table
from dashboard.present_loads import (
    change_table,
    difference_tables,
    notice_tables,
    problem_table,
    report_sentence,
)
from dashboard.safe_text import plain
from graph.errors import ExplorerError
from loaders.load import load
from loaders.report import LoadRefused, LoadReport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from graph.store import GraphStore
    from wording.words import Words

_OUTCOME: Final = "load-outcome"
_FOLDER: Final = "uploaded-files"


def show(store: GraphStore) -> None:
    """Field for files, and what the last load of this session came to."""
    t = session.t()
    st.markdown(
        t(
            "Tables in the explorer's format, or lists of twinned towns. Every row is checked before the first one is"
            " written: all of it is loaded, or nothing and a list of what is wrong."
        )
    )
    files = st.file_uploader(t("CSV files"), type=["csv", "tsv", "gz"], accept_multiple_files=True, key="data-files")
    source_id = st.text_input(
        t("Source"),
        key="data-source",
        placeholder=t("as source.csv says"),
        help=t("A short name for where these files come from. The same name again updates what was loaded before."),
    )
    if files:
        look, load_now = st.columns(2, width=560)
        if look.button(t("Show what would change"), icon=":material/compare_arrows:", width="stretch"):
            _load(t, store, files, source_id, is_trial=True)
        if load_now.button(t("Check and load"), type="primary", icon=":material/upload:", width="stretch"):
            _load(t, store, files, source_id)
    outcome = st.session_state.get(_OUTCOME)
    if isinstance(outcome, LoadReport):
        _outcome(t, outcome)
        if files and outcome.n_errors and not outcome.loads and st.button(t("Load the good rows, leave these out")):
            _load(t, store, files, source_id, keep_good_rows=True)


def _load(
    t: Words,
    store: GraphStore,
    files: Sequence[UploadedFile],
    source_id: str,
    *,
    keep_good_rows: bool = False,
    is_trial: bool = False,
) -> None:
    """Load, keep the report for the next run, and draw the page again: all of it may have changed."""
    st.session_state.pop(_OUTCOME, None)
    try:
        with st.spinner(t("Checking and writing the files.")), TemporaryDirectory() as folder:
            paths = _written(Path(folder) / _FOLDER, files)
            report = load(
                paths,
                store,
                source_id=source_id.strip() or None,
                keep_good_rows=keep_good_rows,
                is_trial=is_trial,
            )
    except LoadRefused as refusal:
        report = refusal.report
    except ExplorerError as error:
        lines = [plain(line) for line in str(error).splitlines()]
        st.error("\n".join([t("Nothing was loaded."), "", *(f"- {line}" for line in lines)]), icon=":material/error:")
        return
    st.session_state[_OUTCOME] = report
    st.rerun()


def _written(folder: Path, files: Sequence[UploadedFile]) -> list[Path]:
    folder.mkdir()
    paths = [folder / Path(file.name).name for file in files]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file.getbuffer())
    return paths


def _outcome(t: Words, report: LoadReport) -> None:
    sentence = report_sentence(t, report)
    if report.n_errors and not report.loads:
        st.error(sentence, icon=":material/error:")
    elif report.is_trial:
        st.info(sentence, icon=":material/compare_arrows:")
    else:
        st.success(sentence, icon=":material/check_circle:")
    if report.errors:
        _problems(t, report)
    if not report.is_unchanged:
        html_table.show(change_table(t, report.changes), alt=t("What the load changed"))
    if report.is_trial:
        _differences(t, report)
    for group in notice_tables(t, report.notices):
        with st.expander(plain(group.title)):
            html_table.show(group.table, alt=group.title)


def _differences(t: Words, report: LoadReport) -> None:
    for one in difference_tables(t, report):
        with st.expander(plain(one.title)):
            html_table.show(one.table, alt=one.title)


def _problems(t: Words, report: LoadReport) -> None:
    table = problem_table(t, report.errors)
    html_table.show(table, alt=t("What is wrong in the files"))
    n_more = report.n_errors - len(report.errors)
    if n_more:
        st.markdown(t.plural("and {n} more that is not listed", "and {n} more that are not listed", n_more))
    st.download_button(
        t("What is wrong (CSV)"),
        table.csv().encode("utf-8-sig"),
        file_name="connect-problems.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
