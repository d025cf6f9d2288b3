"""What a reader takes from the Explore page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import address, session
from dashboard.components import take_away
from dashboard.present import caption, file_stem, node_table, relationship_table, title

if TYPE_CHECKING:
    from dashboard.explore_state import ExploreState
    from dashboard.figure import Figure
    from dashboard.selection import Selection


def show(state: ExploreState, selection: Selection, figure: Figure) -> None:
    """Link, picture and tables of a selection; see `take_away.show`."""
    t = session.t()
    take_away.show(
        figure,
        {
            "nodes": (t("Nodes (CSV)"), node_table(t, selection)),
            "relationships": (t("Relationships (CSV)"), relationship_table(t, selection)),
        },
        name=title(t, selection.centre),
        caption=caption(t, selection),
        link=address.link(state),
        file_stem=file_stem(t, selection),
    )
