"""The files that a person means: single ones, and those of folders."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from loaders.connect_tables import TABLES
from loaders.dataset import Format
from loaders.fields import did_you_mean, nearest
from loaders.formats import FORMATS, format_named, recognise
from loaders.problems import FileRefused, Problems, RowProblem, refuse_together
from loaders.readers.opening import open_source
from loaders.source import PLAIN, Layout, SourceFile
from loaders.text import unreadable

_TEXT = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xml")
_ENDINGS = (*_TEXT, *(f"{one}.gz" for one in _TEXT), ".xlsx", ".parquet")
_TABLE_NAMES = tuple(table.name for table in TABLES)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file whose format is known."""

    file: SourceFile
    format: Format


@dataclass(frozen=True, slots=True)
class _Wanted:
    path: Path
    name: str
    is_named: bool
    """Whether the person named it; otherwise it was met in a folder."""


def find_files(
    paths: Sequence[Path], as_format: str | Path | None, problems: Problems, sheet: str | None = None
) -> list[FoundFile]:
    """Every file to be loaded, each once, with its format.

    Parameters
    ----------
    paths : files, or folders whose tables are meant (not those of folders in them).
    as_format : format for all of them: its name, or the path of a description; recognised by content when None.
    problems : takes a notice for each table of a folder that is in no known format.
    sheet : which sheet of workbooks is meant; the only one with values when None.

    Raises
    ------
    FileRefused
        Something is not there, or cannot be read at all; all such things are named.
    """
    named = None if as_format is None else format_named(as_format)
    wanted = [one for group in refuse_together(_expand, paths) for one in group]
    once = list({one.path.resolve(): one for one in reversed(wanted)}.values())[::-1]
    layout = named.layout if named else PLAIN
    layout = replace(layout, sheet=sheet) if sheet else layout
    found = refuse_together(lambda one: _recognised(one, named, layout, problems), _with_clear_names(once))
    files = _as_one_source([one for one in found if one is not None])
    if not files:
        seen = ", ".join(one.name for one in once)
        raise _nothing_known(paths[0], seen)
    return files


def _as_one_source(files: Sequence[FoundFile]) -> list[FoundFile]:
    """The files, with those that fit the description of a file beside them read by that description too.

    Alone, the links of a city network are a twinning list; beside the table of its cities they name these cities.
    """
    described = {one.format.name: one.format for one in files if one.format not in FORMATS}

    def format_of(one: FoundFile) -> Format:
        fitting = [other for other in described.values() if one.format in FORMATS and other.recognises(one.file)]
        return fitting[0] if len(fitting) == 1 else one.format

    return [replace(one, format=format_of(one)) for one in files]


def _expand(path: Path) -> list[_Wanted]:
    if not path.is_dir():
        return [_Wanted(path, path.name, is_named=True)]
    try:
        inside = sorted(path.iterdir())
    except OSError as error:
        raise unreadable(str(path), error) from error
    tables = [one for one in inside if _is_table(one)]
    if not tables:
        raise _nothing_known(path, ", ".join(one.name for one in inside) or "it is empty")
    return [_Wanted(one, one.name, is_named=False) for one in tables]


def _is_table(path: Path) -> bool:
    return path.name.lower().endswith(_ENDINGS) and not path.name.startswith(".")


def _with_clear_names(wanted: Iterable[_Wanted]) -> list[_Wanted]:
    """Files of the same name in two folders are called by their paths."""
    wanted = list(wanted)
    counts = Counter(one.name for one in wanted)
    return [one if counts[one.name] == 1 else _Wanted(one.path, str(one.path), one.is_named) for one in wanted]


def _recognised(one: _Wanted, named: Format | None, layout: Layout, problems: Problems) -> FoundFile | None:
    file = open_source(one.path, one.name, layout)
    try:
        return FoundFile(file, named or recognise(file))
    except FileRefused:
        if one.is_named or _table_name(one.path) in _TABLE_NAMES:
            raise
    hint = did_you_mean(nearest(_table_name(one.path), _TABLE_NAMES))
    message = "in no known format: not read" + (f". {hint}" if hint else "")
    problems.notice("file-not-read", one.name, 1, message, value=", ".join(file.header))
    return None


def _table_name(path: Path) -> str:
    return path.name.lower().partition(".")[0]


def _nothing_known(path: Path, seen: str) -> FileRefused:
    expected = f"tables such as {', '.join(f'{name}.csv' for name in _TABLE_NAMES)}, or a twinning list"
    hint = 'Write empty tables with "connect-explorer template FOLDER".'
    return FileRefused(RowProblem(path.name or str(path), None, None, seen, "nothing-known-in-folder", expected, hint))
