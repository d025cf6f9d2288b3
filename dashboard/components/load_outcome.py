"""What a load or a dry run came to: in a sentence, in tables, and what to do next."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.components import html_table
from dashboard.data_state import DataState
from dashboard.present_loads import (
    change_table,
    difference_tables,
    next_step,
    notice_tables,
    places_table,
    problem_table,
    report_sentence,
)
from dashboard.safe_text import plain
from reports.load_workbook import write_load_workbook

if TYPE_CHECKING:
    from dashboard.load_request import Outcome
    from loaders.report import LoadReport
    from wording.words import Words


def show(outcome: Outcome) -> None:
    """Everything that is known of it."""
    t = session.t()
    report = outcome.report
    if report is None:
        lines = "\n".join(f"- {plain(line)}" for line in outcome.errors)
        st.error(f"{t('Nothing was loaded.')}\n\n{lines}", icon=":material/error:")
        return
    _sentence(t, outcome, report)
    if report.errors:
        _problems(t, report)
    if not report.is_unchanged:
        html_table.show(change_table(t, report.changes), alt=t("What the load changed"))
    html_table.show(places_table(t, report.places), alt=t("Municipalities matched with places"))
    for group in (*(difference_tables(t, report) if report.is_trial else ()), *notice_tables(t, report.notices)):
        with st.expander(plain(group.title)):
            html_table.show(group.table, alt=group.title)
    st.download_button(
        t("Whole report (XLSX)"),
        partial(_workbook, t, report),
        file_name="connect-load.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        on_click="ignore",
        help=t("With every rejected row, as its file has it, to be corrected and loaded again."),
    )


def _sentence(t: Words, outcome: Outcome, report: LoadReport) -> None:
    sentence = report_sentence(t, report)
    if outcome.is_refused:
        st.error(sentence, icon=":material/error:")
    elif report.is_trial:
        st.info(sentence, icon=":material/compare_arrows:")
    else:
        st.success(sentence, icon=":material/check_circle:")
    st.markdown(next_step(t, report))
    if report.is_trial or report.is_unchanged:
        return
    with st.container(horizontal=True):
        _link(t("The loads on the Data page"), DataState(tab="loads"))
        if report.places.get("to_decide"):
            _link(t("Decide about places"), DataState(tab="decide"))


def _link(label: str, state: DataState) -> None:
    st.page_link("views/data.py", label=label, icon=":material/arrow_forward:", query_params=address.query(state))


def _workbook(t: Words, report: LoadReport) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_load_workbook(t, report, path)
        return path.read_bytes()


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
