"""A table on a page that screen readers can walk; a long one as a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from dashboard.safe_text import link, plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from dashboard.tables import Table

MAX_ROWS: Final = 60
"""More rows than a person reads one by one: they go into a grid that scrolls, which keyboards reach less well."""
_FEW_COLUMNS: Final = 3


def show(table: Table, *, alt: str, links: Collection[str] = ()) -> None:
    """The table, with names as plain text; nothing where it has no rows.

    Parameters
    ----------
    alt : what it holds, for somebody who cannot see it.
    links : headings of columns that hold web addresses.
    """
    if not table.rows:
        return
    if len(table.rows) > MAX_ROWS:
        rows = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
        st.dataframe(rows, hide_index=True, alt=alt)
        return
    columns = {
        heading: [link(row[at], "") if heading in links else plain(row[at]) for row in table.rows]
        for at, heading in enumerate(table.headings)
    }
    # Numbers at the far end of a wide page are hard to follow to what they count.
    width: Literal["content", "stretch"] = "content" if len(table.headings) <= _FEW_COLUMNS else "stretch"
    st.table(columns, border="horizontal", hide_index=True, alt=alt, width=width)
