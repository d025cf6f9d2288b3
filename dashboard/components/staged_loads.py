"""A large load that has begun and not ended, named above everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import session
from dashboard.safe_text import plain
from wording.staged import staged_sentence

if TYPE_CHECKING:
    from graph.store import GraphStore


def show(store: GraphStore) -> None:
    """One warning for each; nothing where there is none."""
    for one in session.answered(store.staged):
        st.warning(plain(staged_sentence(session.t(), one)), icon=":material/pending:")
