"""Where the dashboard looks places up: the gazetteers that the environment names, else the one that comes along."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from loaders.resolution.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.resolution.build import OnPlaces

GAZETTEER_VARIABLE: Final = "CONNECT_EXPLORER_GAZETTEER"
"""Paths with the separator of the system between them, and ``geonames`` for the places that come along."""


def open_resolver(on_build: Callable[[str], OnPlaces]) -> Resolver:
    """The resolver of the dashboard; quick, once its gazetteers were built.

    Parameters
    ----------
    on_build : called with the title of a gazetteer that must be built first; what it returns is told how far it is.

    Raises
    ------
    FileRefused
        A file that the environment names is not there, or is no gazetteer.
    """
    named = os.environ.get(GAZETTEER_VARIABLE, "").split(os.pathsep)
    return Resolver.open([one for one in named if one], on_build=on_build)
