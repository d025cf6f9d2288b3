"""The legend of a picture, which is a filter too: one box a kind, with its shape."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.figure import legend_uri
from dashboard.present import KINDS_IN_ORDER
from wording.terms import kind_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.explore_state import ExploreState
    from dashboard.selection import Selection


def show(selection: Selection, state: ExploreState) -> None:
    """Boxes for the kinds that are drawn, with their numbers, and for those that are switched off."""
    t = session.t()
    n_drawn = Counter(node.kind for node in selection.nodes)
    kinds = [kind for kind in KINDS_IN_ORDER if n_drawn[kind] or kind in state.hidden_kinds]
    with st.container(horizontal=True, gap="small", key="legend"):
        for kind in kinds:
            is_hidden, n = kind in state.hidden_kinds, n_drawn[kind]
            words = kind_name(t, kind, 2) if is_hidden else t("{n} {kind}", n=n, kind=kind_name(t, kind, n))
            st.checkbox(
                f"![]({legend_uri(kind)}) {words}",
                key=address.bind(_key(kind), not is_hidden),
                on_change=_change,
                args=(state, kinds),
            )


def _change(state: ExploreState, kinds: Sequence[str]) -> None:
    address.write(replace(state, hidden_kinds=tuple(kind for kind in kinds if not st.session_state[_key(kind)])))


def _key(kind: str) -> str:
    return f"legend-{kind}"
