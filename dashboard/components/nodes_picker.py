"""Find several nodes by their names; the picked ones stand in a field of their own and can be taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.components import node_picker
from queries.rows import nodes_by_id
from wording.naming import node_line, node_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def show(
    label: str,
    ids: Sequence[str],
    *,
    key: str,
    kinds: Sequence[str] | None,
    on_change: Callable[[Sequence[str]], None],
) -> None:
    """Field for one more node, and below it the picked ones.

    Parameters
    ----------
    ids : picked so far.
    key : name in the address under which one more node arrives; whoever reads the address moves it to the others.
    kinds : only nodes of these kinds; None for all.
    on_change : takes the ids that are left when one is taken out.
    """
    t = session.t()
    node_picker.show(label, key=key, kinds=kinds, placeholder=t("Type a name to add it"))
    known = nodes_by_id(session.store(), ids)
    if not ids:
        return
    st.multiselect(
        t("Picked"),
        list(ids),
        key=address.bind(f"{key}-picked", list(ids)),
        format_func=lambda one: f"{node_name(t, known[one])} ({node_line(t, known[one])})" if one in known else one,
        on_change=lambda: on_change(st.session_state[f"{key}-picked"]),
        label_visibility="collapsed",
    )
