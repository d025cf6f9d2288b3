"""What a reader sees while something takes long: what is being done, and how far it is."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import session
from dashboard.gazetteers import open_resolver
from dashboard.safe_text import plain
from wording.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loaders.dataset import Progress
    from loaders.resolution.build import OnPlaces
    from loaders.resolution.resolver import Resolver


@contextmanager
def reading(label: str) -> Iterator[Callable[[Progress], None]]:
    """A function that shows how far a load is; what it showed goes when the load ends."""
    t, pace = session.t(), Pace()
    with st.spinner(label):
        line = st.empty()

        def show(now: Progress) -> None:
            line.markdown(plain(pace.told(t, now.stage, now.file, now.n_rows)))

        yield show
        line.empty()


def resolver() -> Resolver:
    """The resolver of the dashboard; a gazetteer that was never built is built before the reader's eyes.

    Raises
    ------
    FileRefused
        A gazetteer that the environment names cannot be read.
    """
    t = session.t()
    with st.spinner(t("Opening the gazetteers ...")):
        line = st.empty()

        def begin(title: str) -> OnPlaces:
            line.markdown(plain(t("Building the gazetteer {title}, once; this takes some seconds.", title=title)))

            def tell(n_places: int) -> None:
                line.markdown(plain(t("{title}: {n} places", title=title, n=n_places)))

            return tell

        opened = open_resolver(begin)
        line.empty()
        return opened
