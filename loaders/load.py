"""Load files into a store: everything is checked first, then all of it is written or nothing."""

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from graph.store import GraphStore, Notice
from loaders.connect_source import check_source_id
from loaders.dataset import Dataset, Progress, Reading, Settings
from loaders.files import FoundFile, find_files
from loaders.formats import FORMATS
from loaders.problems import Problems
from loaders.report import FileRead, LoadRefused, LoadReport, SourceLoad

_BATCH = 5_000


def load(
    paths: Sequence[Path],
    store: GraphStore,
    *,
    as_format: str | None = None,
    source_id: str | None = None,
    keep_good_rows: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> LoadReport:
    """What was loaded from some files, and what was odd in them.

    All rows of all files are checked before the first one is written. Each source is written in one transaction;
    when it is interrupted, the store is as it was before that source. The same files again change nothing.

    Parameters
    ----------
    paths : files and folders, at least one.
    store : where to write.
    as_format : name of one of `loaders.formats.FORMATS` for all files; recognised by content when None.
    source_id : source of files that do not name theirs: small letters, digits, ``-``, ``.`` and ``_``.
    keep_good_rows : leave rows with errors out, and references to them, instead of refusing the load.
    on_progress : told every few thousand rows how far it is.

    Returns
    -------
    Files, errors (only with ``keep_good_rows``), notices and changes; `load_id` of a source is None when the store
    held all of it already.

    Raises
    ------
    FileRefused
        A file cannot be read at all; all such files are named.
    LoadRefused
        Rows have errors; its report lists them.
    StoreBusy, StoreUnavailable
        The store cannot be written.
    """
    check_source_id(source_id)
    checking = Reading("check", on_progress)
    found = find_files(paths, as_format, checking.problems)
    settings = Settings(store=store, source_id=source_id, keeps_good_rows=keep_good_rows)
    datasets = _datasets(found, settings)
    for dataset in datasets:
        dataset.check(checking)
    problems = checking.problems
    if problems.n_errors and (problems.incomplete_files or not keep_good_rows):
        raise LoadRefused(_report(found, checking, None, ()))
    _note_left_out(problems)
    writing = Reading("write", on_progress)
    loads = [_write(one, store, writing, _notices_of(one, datasets, problems)) for one in datasets]
    return _report(found, checking, writing, loads)


def _datasets(found: Sequence[FoundFile], settings: Settings) -> list[Dataset]:
    datasets: list[Dataset] = []
    for one in FORMATS:
        if files := [each.file for each in found if each.format is one]:
            datasets += one.datasets(files, settings)
    return datasets


def _note_left_out(problems: Problems) -> None:
    """Keep with the load that rows were left out; what they say is not kept, it may be about a person."""
    for one in problems.errors:
        message = f"left out ({one.code})" + (f"; expected {one.expected}" if one.expected else "")
        problems.notice("left-out-row", one.file, one.line, message, column=one.column)
    n_unlisted = problems.n_errors - len(problems.errors)
    if n_unlisted:
        problems.n_notices_by_rule["left-out-row"] += n_unlisted


def _write(dataset: Dataset, store: GraphStore, writing: Reading, notices: Sequence[Notice]) -> SourceLoad:
    names = [file.name for file in dataset.files]
    with store.writer(dataset.source, names) as writer:
        records = dataset.records(writing)
        while batch := list(islice(records, _BATCH)):
            writer.upsert(batch)
        for file in dataset.files:
            file.check_is_unchanged()
        writer.note(notices)
        changes = dict(writer.changes())
        load_id = writer.load_id
    is_unchanged = all(one.is_empty for one in changes.values())
    return SourceLoad(dataset.source, None if is_unchanged else load_id, changes)


def _notices_of(dataset: Dataset, datasets: Sequence[Dataset], problems: Problems) -> list[Notice]:
    """Notices about the files of a data set; those about no data set go with the first."""
    own = {file.name for file in dataset.files}
    others = {file.name for one in datasets if one is not dataset for file in one.files}
    is_first = dataset is datasets[0]
    return [one for one in problems.notices() if one.file in own or (is_first and one.file not in others)]


def _report(
    found: Sequence[FoundFile], checking: Reading, writing: Reading | None, loads: Sequence[SourceLoad]
) -> LoadReport:
    n_by_kind = writing.n_by_kind if writing else {}
    problems = checking.problems
    return LoadReport(
        files=tuple(
            FileRead(one.file.name, one.format.name, checking.n_rows[one.file.name], n_by_kind.get(one.file.name, {}))
            for one in found
        ),
        errors=problems.errors,
        n_errors=problems.n_errors,
        notices=problems.notices(),
        n_notices_by_rule=problems.n_notices_by_rule,
        loads=tuple(loads),
    )
