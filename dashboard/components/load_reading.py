"""Step 2 of loading: how the files are read, by what they were recognised as or by a description."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.components import html_table, load_description
from dashboard.present_files import file_table, format_words
from dashboard.uploaded_files import SeenFile, UploadedFiles, look_at
from loaders.formats import all_formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import GraphStore
    from wording.words import Words

_BY_CONTENT: Final = "by-content"
_DESCRIBED: Final = "described-here"
_WIDTH_PX: Final = 560


@dataclass(frozen=True, slots=True, kw_only=True)
class HowRead:
    """How all files are read."""

    as_format: str | None = None
    description: str | None = None
    sheet: str | None = None


def show(store: GraphStore, files: UploadedFiles) -> HowRead | None:
    """How the files are read; None while that is not clear, and then the page says what to do."""
    t = session.t()
    stamp = _stamp(files)
    sheet = st.session_state.get(f"sheet-{stamp}", "").strip() or None
    with st.spinner(t("Looking at the files.")):
        seen = session.kept("seen-files", (files, sheet), lambda: [look_at(one, sheet) for one in files.tables])
    html_table.show(file_table(t, seen), alt=t("What the files were recognised as"))
    if sheet or any(one.needs_sheet for one in seen):
        st.text_input(t("Sheet of the workbook"), key=f"sheet-{stamp}", width=_WIDTH_PX)
    if any(one.needs_sheet for one in seen):
        st.info(t("Say which sheet of the workbook is meant."), icon=":material/info:")
        return None
    if not all(one.is_table for one in seen):
        st.error(t("Not every file can be read. Correct it or take it away."), icon=":material/error:")
        return None
    choice = _choice(t, seen, is_described=bool(files.descriptions), key=f"read-as-{stamp}")
    if choice == _DESCRIBED:
        text = load_description.show(store, files, sheet, key=f"description-{stamp}")
        return None if text is None else HowRead(description=text, sheet=sheet)
    if choice == _BY_CONTENT and not all(one.format for one in seen):
        st.warning(
            t(
                "Not every file is known. One way of reading holds for all files of a load: take away those that are"
                " known and load them by themselves, or choose another way."
            ),
            icon=":material/info:",
        )
        return None
    return HowRead(as_format=None if choice == _BY_CONTENT else choice, sheet=sheet)


def _choice(t: Words, seen: Sequence[SeenFile], *, is_described: bool, key: str) -> str:
    """The way to read that the reader chose; by content where all files are known by it."""
    names = {
        _BY_CONTENT: t("as recognised"),
        _DESCRIBED: t("by a description that you write here"),
        **{one.name: f"{format_words(t, one)} ({one.name})" for one in all_formats()},
    }
    is_known = any(one.format for one in seen) and not is_described
    return st.selectbox(
        t("Read the files"),
        tuple(names),
        index=tuple(names).index(_BY_CONTENT if is_known else _DESCRIBED),
        format_func=lambda one: names[one],
        key=key,
        width=_WIDTH_PX,
    )


def _stamp(files: UploadedFiles) -> str:
    """Short text that is another one for other uploads: what was typed about others must not stay."""
    return blake2b(str(files.tables[0].parent).encode(), digest_size=6).hexdigest()
