"""Gazetteers kept in the person's cache folder: built once, then opened memory-mapped.

The cache may be thrown away at any time. A gazetteer appears in it all at once, so a build that was killed leaves
nothing that could be taken for one.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.network_cache import cache_folder
from loaders.resolution.build import OnPlaces, build_gazetteer
from loaders.resolution.gazetteer import Gazetteer, NameIndex, Places
from loaders.resolution.sources import GazetteerSource
from loaders.resolution.texts import Texts

_LAYOUT = "gazetteers-3"
"""Changes with the arrays, skeletons and words of kind: a newer program never reads what an older one wrote."""
Column = npt.NDArray[Any]


def open_gazetteer(
    source: GazetteerSource, folder: Path | None = None, on_build: Callable[[str], OnPlaces] | None = None
) -> Gazetteer:
    """The gazetteer of a source, from the cache when it was built before.

    Parameters
    ----------
    source : what it is built from.
    folder : where gazetteers are kept; the person's cache folder when None. When it cannot be written, the
        gazetteer is built each time and works all the same.
    on_build : called with the name of the source before it is read; what it returns is told how far the build is.

    Raises
    ------
    FileRefused
        The files cannot be read as a gazetteer.
    """
    kept = (folder or cache_folder()) / _LAYOUT / source.key
    with suppress(OSError, ValueError, EOFError):  # not there yet, or broken: built anew
        return _read(source.scheme, kept)
    on_places = on_build(source.title) if on_build else None
    gazetteer = build_gazetteer(source.scheme, source.places(), on_places)
    try:
        _keep(gazetteer, kept)
    except OSError:
        return gazetteer
    return _read(source.scheme, kept)


def _keep(gazetteer: Gazetteer, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        for name, column in _columns(gazetteer):
            np.save(made / f"{name}.npy", column)
        shutil.rmtree(folder, ignore_errors=True)  # a broken one
        made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _columns(gazetteer: Gazetteer) -> Iterator[tuple[str, Column]]:
    """Every array by its file name."""
    places, index = gazetteer.places, gazetteer.index
    yield "countries", np.array(gazetteer.countries, "S2")
    for name, texts in (
        ("regions", gazetteer.regions),
        ("place-keys", places.keys),
        ("place-names", places.names),
        ("index-names", index.names),
    ):
        yield f"{name}-starts", texts.starts
        yield f"{name}-blob", texts.blob
    for name in _PLACE_COLUMNS:
        yield f"place-{name}", getattr(places, name)
    for name in _INDEX_COLUMNS:
        yield f"index-{name}", getattr(index, name)


_PLACE_COLUMNS = ("country", "region", "lat", "lon", "population", "kind")
_INDEX_COLUMNS = ("country_starts", "keys", "place", "rank")


def _read(scheme: str, folder: Path) -> Gazetteer:
    def texts(name: str) -> Texts:
        return Texts(_column(folder, f"{name}-starts"), _column(folder, f"{name}-blob"))

    places = {name: _column(folder, f"place-{name}") for name in _PLACE_COLUMNS}
    index = {name: _column(folder, f"index-{name}") for name in _INDEX_COLUMNS}
    return Gazetteer(
        scheme=scheme,
        countries=tuple(one.decode() for one in _column(folder, "countries").tolist()),
        regions=texts("regions"),
        places=Places(keys=texts("place-keys"), names=texts("place-names"), **places),
        index=NameIndex(names=texts("index-names"), **index),
    )


def _column(folder: Path, name: str) -> Column:
    path = folder / f"{name}.npy"
    try:
        # A plain view of a mapped array is faster to index than the map itself.
        return np.asarray(np.load(path, mmap_mode="r"))
    except ValueError:  # an empty array cannot be mapped
        return np.asarray(np.load(path))
