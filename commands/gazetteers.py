"""The gazetteers that a command looks places up in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from commands.output import remark, waiting
from loaders.resolution.build import OnPlaces
from wording.words import Words

GazetteerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--gazetteer",
        metavar="PATH",
        help="Where places are looked up: a GeoNames dump or table, a LAU list, or the word geonames for the "
        "places that come with the explorer, which is what is used otherwise. May be given several times.",
    ),
]


@contextmanager
def building(t: Words) -> Iterator[Callable[[str], OnPlaces]]:
    """A function that shows somebody at a terminal how far the building of a gazetteer is."""
    with waiting(t("Opening the gazetteers ...")) as status:

        def begin(title: str) -> OnPlaces:
            remark(t("Building the gazetteer {title}, once; this takes some seconds.", title=title))

            def show(n_places: int) -> None:
                if status is not None:
                    status.update(t("{title}: {n} places", title=title, n=n_places))

            return show

        yield begin
