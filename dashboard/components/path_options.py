"""What a search for paths may use: how far, how many, through whom; what is chosen goes into the address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from dashboard import address, session
from dashboard.path_state import MOST_PATHS
from graph.schema import PEERS
from wording.naming import node_line, node_name
from wording.terms import kind_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.path_state import PathState
    from graph.answers import NodeSummary
    from wording.words import Words

_PREFIX: Final = "path-option"
_USUAL_LIMIT: Final = 12
"""Longest path that the slider asks for; a link or a button may ask for more."""


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
        max(_USUAL_LIMIT, state.max_steps),
        key=address.bind(f"{_PREFIX}-steps", state.max_steps),
        on_change=lambda: _change(state, max_steps=_chosen("steps")),
        help=t("A step leads from one peer to the next through something that both did."),
    )
    st.slider(
        t("Paths listed at most"),
        1,
        MOST_PATHS,
        key=address.bind(f"{_PREFIX}-paths", state.n_paths),
        on_change=lambda: _change(state, n_paths=_chosen("paths")),
    )


def _switches(t: Words, state: PathState) -> None:
    st.toggle(
        t("count planned exchanges too"),
        key=address.bind(f"{_PREFIX}-planned", state.with_planned),
        on_change=lambda: _change(state, with_planned=_chosen("planned")),
        help=t("Also exchanges of which no source says that they were held. Their lines are dashed."),
    )
    st.toggle(
        t("also steps between peers who are only alike"),
        key=address.bind(f"{_PREFIX}-likeness", state.with_similarity),
        on_change=lambda: _change(state, with_similarity=_chosen("likeness")),
        help=t("They share a topic, a country or an association, and may never have met. Their lines are dashed."),
    )


def _avoided(t: Words, state: PathState, avoidable: Mapping[str, NodeSummary]) -> None:
    st.multiselect(
        t("Avoid these"),
        tuple(avoidable),
        key=address.bind(f"{_PREFIX}-avoid", [one for one in state.avoid_ids if one in avoidable]),
        format_func=lambda one: f"{node_name(t, avoidable[one])} ({node_line(t, avoidable[one])})",
        on_change=lambda: _change(state, avoid_ids=tuple(_chosen("avoid"))),
        placeholder=t("peers and exchanges on the paths"),
    )
    st.multiselect(
        t("Avoid all"),
        PEERS,
        key=address.bind(f"{_PREFIX}-without", list(state.avoid_kinds)),
        format_func=lambda kind: kind_name(t, kind, 2),
        on_change=lambda: _change(state, avoid_kinds=tuple(_chosen("without"))),
        placeholder=t("kinds of peers"),
    )


def _chosen(widget: str) -> Any:  # noqa: ANN401 - whatever the widget holds
    return st.session_state[f"{_PREFIX}-{widget}"]


def _change(state: PathState, **values: object) -> None:
    address.write(replace(state, chosen=1, **values))  # type: ignore[arg-type]  # each caller names a field and its type
