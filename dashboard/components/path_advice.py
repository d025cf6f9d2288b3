"""Why there is no path to show, and the next thing to try: never an empty screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.safe_text import plain
from queries.path_words import status_words
from queries.peer_paths import MAX_STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.path_state import PathState
    from queries.peer_paths import PeerPaths
    from wording.words import Words


def show(state: PathState, result: PeerPaths) -> None:
    """What the search came to, in words, and a button for each way out."""
    t = session.t()
    st.info(plain(status_words(t, result)), icon=":material/route:")
    with st.container(horizontal=True, gap="small"):
        for number, (label, then) in enumerate(_ways_out(t, state, result)):
            st.button(
                label,
                key=f"way-out-{number}",
                type="primary" if number == 0 else "secondary",
                on_click=address.write,
                args=(then,),
            )


def _ways_out(t: Words, state: PathState, result: PeerPaths) -> Iterator[tuple[str, PathState]]:
    """What each button says, and the state it leads to; the most promising first."""
    if result.distance is not None and state.max_steps < result.distance <= MAX_STEPS:
        label = t.plural("Look up to {n} step", "Look up to {n} steps", result.distance)
        yield label, replace(state, max_steps=result.distance)
    planned = result.distance_with_planned
    if planned is not None and not state.with_planned and planned != result.distance and planned <= MAX_STEPS:
        label = t.plural("Count planned exchanges too: {n} step", "Count planned exchanges too: {n} steps", planned)
        yield label, replace(state, with_planned=True, max_steps=max(planned, state.max_steps))
    if state.avoid_ids or state.avoid_kinds:
        yield t("Avoid nothing"), replace(state, avoid_ids=(), avoid_kinds=())
    if result.status == "no-path" and not state.with_similarity:
        yield t("Allow steps between peers who are only alike"), replace(state, with_similarity=True)
    if result.status in {"same", "unknown-target"}:
        yield t("Choose another end"), replace(state, to_id=None)
    if result.status == "unknown-source":
        yield t("Choose another start"), replace(state, from_id=None)
