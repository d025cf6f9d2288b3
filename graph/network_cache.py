"""The network kept on disk under the store's data version, and opened memory-mapped.

Reading a large store out takes seconds; opening the arrays takes milliseconds, and several processes share their pages.
The cache may be thrown away at any time.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import numpy as np
import numpy.typing as npt
import platformdirs

from graph.incidence import Incidence, Rows
from graph.network import Facts, Network, Participation, build_network
from graph.store import GraphStore

T = TypeVar("T")

CACHE_VARIABLE = "CONNECT_EXPLORER_CACHE"
_LAYOUT = "network-2"
"""Changes with the arrays, so that a newer program never reads what an older one wrote."""
_N_KEPT = 2
"""Versions kept of one store: the newest, and the one that a running dashboard may still be reading."""


def cache_folder() -> Path:
    """Folder for networks: from the environment, else the person's own cache folder."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_cache_path("connect-explorer")


def open_network(store: GraphStore, folder: Path | None = None, on_build: Callable[[], None] | None = None) -> Network:
    """Network of what the store holds now.

    Parameters
    ----------
    store : read only when no network of its data version is on disk.
    folder : where networks are kept; `cache_folder` when None. When it cannot be written, the network is
        built each time and works all the same.
    on_build : called before the store is read, to tell a person what takes time.
    """
    return open_kept(Network, store, _LAYOUT, lambda version: build_network(store.arrays(), version), folder, on_build)


def open_kept(
    type_: type[T],
    store: GraphStore,
    layout: str,
    build: Callable[[str], T],
    folder: Path | None = None,
    on_build: Callable[[], None] | None = None,
) -> T:
    """Arrays made out of a store, kept on disk under its data version.

    Parameters
    ----------
    type_ : dataclass of arrays (and `Facts`, `Incidence`, `Rows`) with the field ``data_version``.
    layout : folder name of this kind of arrays; changes with them.
    build : makes them, given the data version; called when none of the store's data version are on disk.
    folder, on_build : as for `open_network`.
    """
    version = store.data_version()
    kept = (folder or cache_folder()) / layout / version
    try:
        return _read(type_, kept, version)
    except (OSError, ValueError, EOFError):
        pass  # not there yet, or broken off: built anew
    if on_build:
        on_build()
    made = build(version)
    try:
        _keep(made, kept)
    except OSError:
        return made
    return _read(type_, kept, version)


def _keep(made_arrays: object, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        for name, array in _columns(made_arrays, "").items():
            np.save(made / f"{name}.npy", array)
        shutil.rmtree(folder, ignore_errors=True)  # a broken one
        made.rename(folder)  # all of it appears at once
    finally:
        shutil.rmtree(made, ignore_errors=True)
    _forget_older(folder)


def _read(type_: type[T], folder: Path, version: str) -> T:
    def column(name: str) -> npt.NDArray[Any]:
        # An empty array cannot be mapped; a plain view of a mapped one is faster to index than the map itself.
        path = folder / f"{name}.npy"
        try:
            return np.asarray(np.load(path, mmap_mode="r"))
        except ValueError:
            return np.asarray(np.load(path))

    found: T = _assembled(type_, "", {"data_version": version}, column)
    return found


def _columns(part: object, prefix: str) -> dict[str, npt.NDArray[Any]]:
    """All arrays of a network, named by the way to them."""
    found: dict[str, npt.NDArray[Any]] = {}
    for field in fields(part):  # type: ignore[arg-type]  # only called with our dataclasses
        value = getattr(part, field.name)
        name = f"{prefix}{field.name}"
        if is_dataclass(value):
            found |= _columns(value, f"{name}.")
        elif isinstance(value, np.ndarray):
            found[name] = value
    return found


def _assembled(
    type_: type[Any], prefix: str, known: Mapping[str, object], column: Callable[[str], npt.NDArray[Any]]
) -> Any:  # noqa: ANN401 - the type asked for
    values: dict[str, object] = {}
    for name, hint in get_type_hints(type_).items():
        if name in known:
            values[name] = known[name]
        elif hint in (Facts, Incidence, Participation, Rows):
            values[name] = _assembled(hint, f"{prefix}{name}.", {}, column)
        else:
            values[name] = column(f"{prefix}{name}")
    return type_(**values)


def _forget_older(newest: Path) -> None:
    store_id = newest.name.rpartition("-")[0]
    of_store = sorted(newest.parent.glob(f"{store_id}-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in of_store[_N_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
