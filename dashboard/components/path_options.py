"""What a search for paths may use: how far, how many, through whom; what is chosen goes into the address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.path_state import MOST_PATHS
from graph.schema import PEERS
from queries.peer_paths import MAX_STEPS
from wording.naming import node_line, node_name
from wording.terms import kind_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.path_state import PathState
    from graph.answers import NodeSummary
    from wording.words import Words

_PREFIX = "path-option"


def show(state: PathState, avoidable: Mapping[str, NodeSummary]) -> None:
    """Widgets for the options, folded away while all are as usual.

    Parameters
    ----------
    avoidable : peers and exchanges that may be walked around, by id: those on the paths, and those avoided now.
    """
    t = session.t()
    with st.expander(_summary(t, state), icon=":material/tune:", expanded=False):
        left, right = st.columns(2, gap="large")
        with left:
            _numbers(t, state)
            _switches(t, state)
        with right:
            _avoided(t, state, avoidable)


def _summary(t: Words, state: PathState) -> str:
    told = [t.plural("Options: at most {n} step", "Options: at most {n} steps", state.max_steps)]
    told += [t("planned exchanges count")] if state.with_planned else []
    told += [t("likeness counts")] if state.with_similarity else []
    n_avoided = len(state.avoid_ids) + len(state.avoid_kinds)
    told += [t.plural("{n} thing avoided", "{n} things avoided", n_avoided)] if n_avoided else []
    return " · ".join(told)


def _numbers(t: Words, state: PathState) -> None:
    st.slider(
        t("Steps at most"),
        1,
        max(12, state.max_steps),
        key=address.bind(f"{_PREFIX}-steps", state.max_steps),
        on_change=lambda: _change(state, "max_steps", "steps"),
        help=t("A step leads from one peer to the next. A link can ask for up to {n}.", n=MAX_STEPS),
    )
    st.slider(
        t("Paths listed at most"),
        1,
        MOST_PATHS,
        key=address.bind(f"{_PREFIX}-paths", state.n_paths),
        on_change=lambda: _change(state, "n_paths", "paths"),
    )


def _switches(t: Words, state: PathState) -> None:
    st.toggle(
        t("count planned exchanges too"),
        key=address.bind(f"{_PREFIX}-planned", state.with_planned),
        on_change=lambda: _change(state, "with_planned", "planned"),
        help=t("Also exchanges of which no source says that they were held. Their lines are dashed."),
    )
    st.toggle(
        t("also steps between peers who are only alike"),
        key=address.bind(f"{_PREFIX}-likeness", state.with_similarity),
        on_change=lambda: _change(state, "with_similarity", "likeness"),
        help=t("They share a topic, a country or an association, and may never have met. Their lines are dashed."),
    )


def _avoided(t: Words, state: PathState, avoidable: Mapping[str, NodeSummary]) -> None:
    st.multiselect(
        t("Walk around these"),
        tuple(avoidable),
        key=address.bind(f"{_PREFIX}-avoid", [one for one in state.avoid_ids if one in avoidable]),
        format_func=lambda one: f"{node_name(t, avoidable[one])} ({node_line(t, avoidable[one])})",
        on_change=lambda: _change(state, "avoid_ids", "avoid"),
        placeholder=t("peers and exchanges on the paths"),
    )
    st.multiselect(
        t("Walk around all"),
        PEERS,
        key=address.bind(f"{_PREFIX}-without", list(state.avoid_kinds)),
        format_func=lambda kind: kind_name(t, kind, 2),
        on_change=lambda: _change(state, "avoid_kinds", "without"),
        placeholder=t("kinds of peers"),
    )


def _change(state: PathState, field: str, widget: str) -> None:
    value = st.session_state[f"{_PREFIX}-{widget}"]
    value = tuple(value) if isinstance(value, list) else value
    address.write(replace(state, chosen=1, **{field: value}))
