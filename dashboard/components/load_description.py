"""The description of files that no source is known for: what is in them, a first text to edit, and what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.components import html_table
from dashboard.present_files import profile_table, record_table
from dashboard.present_loads import problem_table
from dashboard.safe_text import plain
from dashboard.uploaded_files import DESCRIPTION_FILE, description_problems, preview
from loaders.described.draft import draft_description
from loaders.problems import FileRefused
from loaders.profile import profile_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.uploaded_files import UploadedFiles
    from graph.store import GraphStore
    from loaders.problems import RowProblem
    from wording.words import Words

_HEIGHT_PX: Final = 440
_N_PROBLEMS: Final = 10


def show(store: GraphStore, files: UploadedFiles, sheet: str | None, *, key: str) -> str | None:
    """The description as it stands; None while it has mistakes.

    Parameters
    ----------
    key : of the text, the same on every run.
    """
    t = session.t()
    first = files.tables[0]
    with st.spinner(t("Looking at every column.")):
        profile = session.kept("profile", (files, sheet), lambda: profile_file(first, sheet))
    heading = t.plural(
        "The columns of {file}, {n} row", "The columns of {file}, {n} rows", profile.n_rows, file=first.name
    )
    st.markdown(f"**{plain(heading)}**")
    html_table.show(profile_table(t, profile), alt=heading)
    if key not in st.session_state:
        st.session_state[key] = _given(files) or draft_description(profile)
    st.markdown(
        t(
            "The description says which column gives what. This is a first one: change what is wrong in it. On the"
            " left of a colon stands what we call it, on the right the column of the file. Every column is used, or"
            " ignored with a reason."
        )
    )
    with st.container(key="description-text"):  # look.css gives it letters of one width
        text = st.text_area(t("Description (YAML)"), height=_HEIGHT_PX, key=key) or ""
    st.download_button(
        t("Keep the description"),
        text,
        file_name=DESCRIPTION_FILE,
        mime="application/yaml",
        icon=":material/download:",
        on_click="ignore",
        help=t("Upload it together with the files the next time."),
    )
    if mistakes := description_problems(text):
        _mistakes(t, mistakes)
        return None
    return text if _preview(t, store, files, text, sheet) else None


def _given(files: UploadedFiles) -> str | None:
    """The description that was uploaded with the files; signs that no text can hold are marked in it."""
    return files.descriptions[0].read_text(encoding="utf-8-sig", errors="replace") if files.descriptions else None


def _mistakes(t: Words, mistakes: Iterable[RowProblem]) -> None:
    lines = "\n".join(f"- {plain(one.sentence())}" for one in mistakes)
    st.error(f"{t('The description cannot be used yet:')}\n\n{lines}", icon=":material/error:")


def _preview(t: Words, store: GraphStore, files: UploadedFiles, text: str, sheet: str | None) -> bool:
    """Whether the description fits the files; the first records it gives are shown."""
    version = session.answered(store.data_version)
    try:
        with st.spinner(t("Checking every row.")):
            made = session.kept(
                "preview", (files, text, sheet, version), lambda: preview(files.tables, text, store, sheet)
            )
    except FileRefused as refusal:
        _mistakes(t, refusal.problems)
        return False
    st.markdown(f"**{t('The first that it gives')}**")
    if not made.records:
        st.markdown(t("It gives nothing yet."))
    html_table.show(record_table(t, made.records), alt=t("The first that it gives"))
    if made.n_errors:
        st.warning(
            t.plural(
                "{n} problem. Change the description or the file, or leave such rows out in step 3.",
                "{n} problems. Change the description or the file, or leave such rows out in step 3.",
                made.n_errors,
            ),
            icon=":material/warning:",
        )
        html_table.show(problem_table(t, made.errors[:_N_PROBLEMS]), alt=t("What is wrong in the files"))
    return True
