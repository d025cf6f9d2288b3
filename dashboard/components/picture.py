"""The network picture in the words of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import session
from dashboard.components import network_figure

if TYPE_CHECKING:
    from dashboard.components.network_figure import Click
    from dashboard.figure import Figure
    from wording.words import Words


def show(figure: Figure, *, key: str, label: str, height_px: int = 500) -> Click | None:
    """Click on a node since the last run, after drawing the figure; see `network_figure.show`."""
    t = session.t()
    return network_figure.show(
        figure, key=key, height_px=height_px, label=label, labels=picture_words(t), lang=t.language
    )


def picture_words(t: Words) -> dict[str, str]:
    """Every text of the picture, by the keys of `network_figure.WORDS`."""
    return {
        "zoom_in": t("Zoom in"),
        "zoom_out": t("Zoom out"),
        "fit": t("Show all"),
        "save_picture": t("Save picture"),
        "keys": t(
            "Arrow keys go from neighbour to neighbour, Page Down to the next one in the list. Enter selects, E shows"
            " the neighbours. Plus and minus zoom, 0 shows everything."
        ),
        "not_drawn": t("The picture could not be drawn. The list has the same content."),
    }
