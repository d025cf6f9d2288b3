"""Files that a reader gave to the page: what each is, and what a description makes of them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Final
from weakref import finalize

from graph.records import Node
from loaders.dataset import Reading, Settings
from loaders.described.parsing import parse_description
from loaders.files import find_files
from loaders.formats import recognise
from loaders.problems import FileRefused, Problems, RowProblem
from loaders.readers.opening import open_source
from loaders.source import PLAIN, Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.store import GraphStore
    from loaders.dataset import Format, Record

DESCRIPTION_FILE: Final = "description.yaml"
"""What messages call a description that a reader wrote on the page."""
DESCRIPTION_ENDINGS: Final = (".yaml", ".yml")
_FOLDER: Final = "uploaded-files"
"""Files that name no source are named after their folder."""
_N_PREVIEWED: Final = 15
_OF_COUNTRIES: Final = ("Country", "IN_COUNTRY")


class UploadedFiles:
    """Files in a folder of their own, which goes when nobody holds this any more."""

    def __init__(self, contents: Mapping[str, bytes | memoryview]) -> None:
        made = Path(mkdtemp(prefix="connect-explorer-"))
        finalize(self, rmtree, made, ignore_errors=True)
        folder = made / _FOLDER
        folder.mkdir()
        paths = [folder / Path(name).name for name in contents]
        for path, content in zip(paths, contents.values(), strict=True):
            path.write_bytes(content)
        self.tables = tuple(one for one in paths if one.suffix.lower() not in DESCRIPTION_ENDINGS)
        self.descriptions = tuple(one for one in paths if one not in self.tables)


@dataclass(frozen=True, slots=True)
class SeenFile:
    """One file, as far as it was understood."""

    path: Path
    is_table: bool
    """Whether it has rows and columns; if not, no description helps."""
    n_rows: int | None = None
    """Rows without the header and blank ones; None where it is no table."""
    format: Format | None = None
    """None: not known, for the reasons in `problems`."""
    problems: tuple[RowProblem, ...] = ()

    @property
    def needs_sheet(self) -> bool:
        """Whether it is a workbook of which one sheet must be named."""
        return any(one.code in ("several-sheets", "no-such-sheet") for one in self.problems)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a description makes of files."""

    records: tuple[Record, ...]
    """The first ones; countries are left out, since every municipality gives one."""
    errors: tuple[RowProblem, ...]
    n_errors: int


def look_at(path: Path, sheet: str | None = None) -> SeenFile:
    """What a file was recognised as, or why it was not."""
    try:
        file = open_source(path, layout=layout_of(sheet))
    except FileRefused as refusal:
        return SeenFile(path, is_table=False, problems=refusal.problems)
    n_rows = sum(1 for _ in file.rows(Problems()))
    try:
        return SeenFile(path, is_table=True, n_rows=n_rows, format=recognise(file))
    except FileRefused as refusal:
        return SeenFile(path, is_table=True, n_rows=n_rows, problems=refusal.problems)


def layout_of(sheet: str | None) -> Layout:
    """Layout of which at most the sheet is known."""
    return Layout(sheet=sheet) if sheet else PLAIN


def description_problems(text: str) -> tuple[RowProblem, ...]:
    """Every mistake in a description, with its line; () when it can be used."""
    try:
        parse_description(text, DESCRIPTION_FILE)
    except FileRefused as refusal:
        return refusal.problems
    return ()


@contextmanager
def written_description(text: str) -> Iterator[Path]:
    """Path of a file that holds a description, for as long as it is needed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / DESCRIPTION_FILE
        path.write_text(text, encoding="utf-8")
        yield path


def preview(paths: Sequence[Path], description: str, store: GraphStore, sheet: str | None = None) -> Preview:
    """The first records that a description makes of files, after all rows were checked.

    Parameters
    ----------
    description : without mistakes.
    store : asked which ids exist; not written.

    Raises
    ------
    FileRefused
        A file does not fit the description at all.
    """
    reading = Reading("check")
    with written_description(description) as path:
        found = find_files(paths, path, reading.problems, sheet)
    datasets = found[0].format.datasets([one.file for one in found], Settings(store=store))
    for one in datasets:
        one.check(reading)
    records = chain.from_iterable(one.records(reading.again()) for one in datasets)
    told = (one for one in records if _kind(one) not in _OF_COUNTRIES)
    problems = reading.problems
    return Preview(tuple(islice(told, _N_PREVIEWED)), problems.errors, problems.n_errors)


def _kind(record: Record) -> str:
    return record.kind if isinstance(record, Node) else record.type
