"""Step 4 of loading: what would change, and then the load itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.components import load_outcome, progress
from dashboard.load_request import Outcome, run
from graph.errors import ExplorerError, RetiresTooMuch
from wording.terms import kind_name

if TYPE_CHECKING:
    from dashboard.load_request import LoadRequest
    from graph.store import GraphStore
    from wording.words import Words

_OUTCOME: Final = "load-outcome"


def show(store: GraphStore, request: LoadRequest) -> None:
    """Both buttons, and what the last of them came to; to load comes first only after a dry run of the same."""
    t = session.t()
    outcome = last_outcome()
    is_tried = outcome is not None and outcome.allows(request)
    with st.container(horizontal=True):
        look = st.button(
            t("Show what would change"),
            type="secondary" if is_tried else "primary",
            icon=":material/compare_arrows:",
            key="load-look",
        )
        go = st.button(t("Load"), type="primary" if is_tried else "secondary", icon=":material/upload:", key="load-go")
    if look or go:
        st.session_state[_OUTCOME] = _run(t, store, request, is_trial=look)
        st.rerun()  # all of the page may have changed
    if outcome is None:
        st.markdown(t("The dry run checks every row and changes nothing."))
        return
    if outcome.request != request:
        st.info(t("You changed something since. What follows is about what was chosen before."), icon=":material/info:")
    load_outcome.show(outcome)


def last_outcome() -> Outcome | None:
    """What the last load or dry run of this session came to; None before the first."""
    outcome: Outcome | None = st.session_state.get(_OUTCOME)
    return outcome


def _run(t: Words, store: GraphStore, request: LoadRequest, *, is_trial: bool) -> Outcome:
    try:
        resolver = progress.resolver() if request.with_places else None
        doing = t("Checking the files.") if is_trial else t("Checking and writing the files.")
        with progress.reading(doing) as on_progress:
            report = run(request, store, is_trial=is_trial, resolver=resolver, on_progress=on_progress)
    except RetiresTooMuch as error:
        told = t(
            "Most of the {kind} that {source} has in the store are no longer in these files. Say in step 3, under More"
            " options, whether they are kept or taken out.",
            kind=kind_name(t, error.kind, 2),
            source=error.source,
        )
        return Outcome(request=request, errors=(told,))
    except ExplorerError as error:
        return Outcome(request=request, errors=tuple(str(error).splitlines()))
    return Outcome(request=request, report=report)
