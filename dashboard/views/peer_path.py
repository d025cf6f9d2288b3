"""How are they connected? Paths between two peers, step by step, each step with its fact, date and source."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import address, session
from dashboard.components import (
    greeting,
    node_picker,
    path_advice,
    path_example,
    path_options,
    path_view,
    take_away,
)
from dashboard.path_state import PathState
from dashboard.present_paths import avoidable, file_table, more_sentence, path_figure, status_words
from graph.schema import PEERS
from queries.peer_paths import PathStatus, PeerPaths, peer_paths

t = session.t()
_FORGET = ("path", "selected")


def main() -> None:
    """From the two ends to the paths between them, or to the next thing to try."""
    st.title(t("How are they connected?"), anchor=False)
    store = session.store()
    if not session.answered(store.counts).nodes:
        greeting.show(store)
        return
    network = session.network(store)
    state = _ends()
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


def _ends() -> PathState:
    """The state of the address, with both ends as the reader sees them in the fields."""
    first, swap, second = st.columns([8, 1.3, 8], vertical_alignment="bottom")
    with first:
        from_id = node_picker.show(t("From"), key="from", kinds=PEERS, placeholder=_hint(), forget=_FORGET)
    with second:
        to_id = node_picker.show(t("To"), key="to", kinds=PEERS, placeholder=_hint(), forget=_FORGET)
    state = replace(PathState.from_query(address.read()), from_id=from_id, to_id=to_id)
    swapped = replace(state, from_id=to_id, to_id=from_id, chosen=1)
    swap.button(t("Swap"), type="tertiary", on_click=address.write, args=(swapped,), key="swap", width="stretch")
    return state


def _hint() -> str:
    return t("an official or an organisation …")


def _paths(state: PathState, result: PeerPaths) -> None:
    figure = path_figure(t, result.paths, state.chosen)
    state = path_view.show(state, result, figure)
    take_away.show(
        figure,
        {"steps": (t("Paths (CSV)"), file_table(t, result.paths))},
        name=status_words(t, result, *state.ends),
        caption=more_sentence(t, result),
        link=address.link(state),
        file_stem="connect-path",
    )


main()
