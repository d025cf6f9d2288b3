"""The legend of a picture, which is a filter too: one box a kind, with its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import session
from dashboard.address import bind
from dashboard.figure import KIND_STYLE, legend_uri
from wording.terms import kind_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def show(
    n_by_kind: Mapping[str, int], hidden: Sequence[str], *, key: str, on_change: Callable[[tuple[str, ...]], None]
) -> None:
    """Boxes for the kinds that are drawn or switched off, in the order of the palette.

    Parameters
    ----------
    n_by_kind : how many nodes of each kind are drawn.
    hidden : kinds that are switched off.
    on_change : called with all kinds that are to be switched off.
    """
    t = session.t()
    kinds = [kind for kind in KIND_STYLE if kind in n_by_kind or kind in hidden]

    def change() -> None:
        on_change(tuple(kind for kind in kinds if not st.session_state[f"{key}-{kind}"]))

    with st.container(horizontal=True, gap="small", key=key):
        for kind in kinds:
            n = n_by_kind.get(kind, 0)
            count = "" if kind in hidden else f" {t.number(n)}"
            st.checkbox(
                f"![]({legend_uri(kind)}) {kind_name(t, kind, n if n else 2)}{count}",
                key=bind(f"{key}-{kind}", kind not in hidden),
                on_change=change,
            )
