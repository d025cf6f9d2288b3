"""How are they connected? Paths between two peers, step by step, each step with its fact, date and source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, session
from dashboard.components import (
    greeting,
    path_advice,
    path_ends,
    path_example,
    path_options,
    path_view,
    take_away,
)
from dashboard.present_paths import avoidable, file_table, more_sentence, path_figure
from queries.path_words import status_words
from queries.peer_paths import PathStatus, PeerPaths, peer_paths

if TYPE_CHECKING:
    from dashboard.path_state import PathState

t = session.t()


def main() -> None:
    """From the two ends to the paths between them, or to the next thing to try."""
    st.title(t("How are they connected?"), anchor=False)
    store = session.store()
    if not session.answered(store.counts).nodes:
        greeting.show(store)
        return
    network = session.network(store)
    state = path_ends.show()
    if state.from_id is None or state.to_id is None:
        path_example.show(state, store, network)
        return
    result = session.answered(
        peer_paths,
        store,
        network,
        state.from_id,
        state.to_id,
        k=state.n_paths,
        max_steps=state.max_steps,
        rules=state.rules,
    )
    path_options.show(state, avoidable(store, result, state.avoid_ids))
    if result.status is PathStatus.OK:
        _paths(replace(state, chosen=min(state.chosen, len(result.paths))), result)
    else:
        path_advice.show(state, result)


def _paths(state: PathState, result: PeerPaths) -> None:
    figure = path_figure(t, result.paths, state.chosen)
    state = path_view.show(state, result, figure)
    take_away.show(
        figure,
        {"steps": (t("Paths (CSV)"), file_table(t, result.paths))},
        name=status_words(t, result),
        caption=more_sentence(t, result),
        link=address.link(state),
        file_stem="connect-path",
    )


main()
