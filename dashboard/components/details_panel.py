"""All that is known of one node: what it is, whom it met and when, each with its source as a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.details import details
from dashboard.figure import legend_uri
from dashboard.safe_text import link, plain
from wording.terms import kind_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.details import Connection, Section
    from queries.profile import Profile
    from wording.words import Words

N_LISTED: Final = 8
"""Connections listed of each sort; the rest is counted."""


def show(
    profile: Profile,
    *,
    on_select: Callable[[str], None] | None = None,
    actions: Callable[[], None] | None = None,
) -> None:
    """Details of a node.

    Parameters
    ----------
    on_select : called with the id of a connected node that the reader wants to see; None: names lead nowhere.
    actions : draws buttons for what can be done with the node, below its name.
    """
    t = session.t()
    shown = details(t, profile)
    st.markdown(f"![]({legend_uri(shown.kind)}) :gray[{kind_name(t, shown.kind)}]")
    st.subheader(plain(shown.name), anchor=False)
    if shown.line != kind_name(t, shown.kind):
        st.markdown(plain(shown.line))
    if actions:
        actions()
    if shown.facts:
        st.markdown("  \n".join(f":gray[{label}:] {plain(value)}" for label, value in shown.facts))
    for section in shown.sections:
        _section(t, section, on_select)
    source = link(shown.source_url, f"{shown.source}, {shown.source_key}")
    st.markdown(f":small[:gray[{t('Source: {source}', source=source)}]]")


def _section(t: Words, section: Section, on_select: Callable[[str], None] | None) -> None:
    with st.container(gap=None):
        st.markdown(f"**{section.title}**")
        for number, row in enumerate(section.rows[:N_LISTED]):
            _connection(row, f"{section.title}-{number}", on_select)
        n_more = section.n_more + max(len(section.rows) - N_LISTED, 0)
        if n_more:
            st.caption(t("and {n} more", n=n_more))


def _connection(row: Connection, key: str, on_select: Callable[[str], None] | None) -> None:
    if on_select is None:
        st.markdown(plain(row.name))
    else:
        st.button(
            f":primary[{plain(row.name)}]",
            key=f"details-{key}",
            type="tertiary",
            on_click=on_select,
            args=(row.node_id,),
        )
    small = " · ".join(part for part in (plain(row.small), link(row.source_url, "")) if part)
    if small:
        st.markdown(f":small[:gray[{small}]]")
