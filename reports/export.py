"""The whole graph as files of other programs: GraphML, GEXF, CSV, Parquet and Cypher.

Contact values are never in an export, whoever asks: a store does not give them out with its records. The same store
gives the same bytes each time.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from graph.errors import ExplorerError
from graph.schema import SCHEMA
from graph.store import GraphStore
from reports.export_cypher import write_cypher
from reports.export_records import Exported
from reports.export_tables import NODES, RELATIONSHIPS, write_csv, write_parquet
from reports.export_xml import write_gexf, write_graphml

_N_TRIES = 3


class ExportFormat(StrEnum):
    """What the graph can be written as."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    PARQUET = "parquet"
    CYPHER = "cypher"

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder with a table for each kind of node and each type of relationship."""
        return self in (ExportFormat.CSV, ExportFormat.PARQUET)


class ExportRefused(ExplorerError):
    """Nothing was exported, and nothing was left behind."""


_WRITERS: Mapping[ExportFormat, Callable[[GraphStore, Path], Exported]] = MappingProxyType(
    {
        ExportFormat.GRAPHML: write_graphml,
        ExportFormat.GEXF: write_gexf,
        ExportFormat.CSV: write_csv,
        ExportFormat.PARQUET: write_parquet,
        ExportFormat.CYPHER: write_cypher,
    }
)


def export_graph(store: GraphStore, target: Path, as_format: ExportFormat, *, overwrite: bool = False) -> Exported:
    """How many nodes and relationships were written to a file or folder.

    It is written beside the target and moved there at the end: the target is never half an export.

    Parameters
    ----------
    target : file to write; for CSV and Parquet a folder.
    overwrite : replace what is there; of folders only an earlier export.

    Raises
    ------
    ExportRefused
        The store is empty, the target is taken, it cannot be written, or the store did not keep still.
    """
    target = target.expanduser().absolute()
    _refuse_taken(target, as_format, overwrite=overwrite)
    if not store.counts().nodes:
        raise ExportRefused("the store is empty: there is nothing to export. Load something first.")
    beside = target.with_name(f".{target.name}.part-{os.getpid()}")
    try:
        exported = _written(store, _WRITERS[as_format], beside)
        _move(beside, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportRefused(f"{target} cannot be written: {reason}. Nothing was exported.") from error
    finally:
        _remove(beside)
    return exported


def _written(store: GraphStore, write: Callable[[GraphStore, Path], Exported], place: Path) -> Exported:
    """One state of the store, written whole: a load that ends meanwhile makes it start again."""
    for _ in range(_N_TRIES):
        version = store.data_version()
        try:
            exported = write(store, place)
        except (ExplorerError, KeyError):
            if store.data_version() == version:
                raise
        else:
            if store.data_version() == version:
                return exported
        _remove(place)
    raise ExportRefused("the store changed while it was exported, again and again. Try once no load is running.")


def _refuse_taken(target: Path, as_format: ExportFormat, *, overwrite: bool) -> None:
    if not target.name:
        raise ExportRefused(f"{target} is the root of the disk. Name a file or folder to be made.")
    if not (target.exists() or target.is_symlink()):
        return
    what = "folder" if target.is_dir() else "file"
    if not overwrite:
        raise ExportRefused(f"the {what} {target} is there already. Choose another name, or add --force.")
    if target.is_dir() != as_format.is_folder:
        made = "a folder" if as_format.is_folder else "a file"
        raise ExportRefused(f"{target} is a {what}, and {as_format} needs {made}. Choose another name.")
    if target.is_dir() and not _is_earlier_export(target):
        raise ExportRefused(f"the folder {target} holds something else than an export. Choose another name.")


def _is_earlier_export(folder: Path) -> bool:
    """Whether all that is in a folder may have been written by an export, and nothing else would be lost."""
    known = {NODES: SCHEMA.nodes, RELATIONSHIPS: SCHEMA.relationships}
    for table in (path for inside in folder.iterdir() for path in (inside.iterdir() if inside.is_dir() else [inside])):
        is_ours = table.suffix in (".csv", ".parquet") and table.stem in known.get(table.parent.name, ())
        if not is_ours or table.parent.parent != folder:
            return False
    return True


def _move(made: Path, target: Path) -> None:
    if not target.is_dir() or target.is_symlink():
        made.replace(target)
        return
    old = made.with_suffix(".old")
    target.replace(old)
    made.replace(target)
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):  # not there, or in a folder that nobody may write
            path.unlink()
