"""The two ends of the paths: fields to find them by name, kept in the address."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from dashboard import address, session
from dashboard.components import node_picker
from dashboard.path_state import PathState
from graph.schema import PEERS

_FORGET: Final = ("path", "selected")


def show() -> PathState:
    """State of the address, with both ends as they stand in the fields; None for one that is not chosen yet."""
    t = session.t()
    hint = t("an official or an organisation …")
    first, swap, second = st.columns([8, 1.3, 8], vertical_alignment="bottom")
    with first:
        from_id = node_picker.show(t("From"), key="from", kinds=PEERS, placeholder=hint, forget=_FORGET)
    with second:
        to_id = node_picker.show(t("To"), key="to", kinds=PEERS, placeholder=hint, forget=_FORGET)
    state = replace(PathState.from_query(address.read()), from_id=from_id, to_id=to_id)
    swapped = replace(state, from_id=to_id, to_id=from_id, chosen=1)
    swap.button(t("Swap"), type="tertiary", on_click=address.write, args=(swapped,), key="swap", width="stretch")
    return state
