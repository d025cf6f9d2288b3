"""Load files into a store: everything is checked first, then all of it is written or nothing."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path

from graph.cases import CASEWORK
from graph.records import Source
from graph.store import GraphStore, Notice, Writer
from graph.undo import undone_by
from loaders.connect_source import check_source_id
from loaders.dataset import Dataset, Progress, Reading, Settings
from loaders.files import FoundFile, find_files
from loaders.problems import MAX_LISTED, FileRefused, Problems, RowProblem
from loaders.rejected import rejected_rows
from loaders.report import FileRead, LoadRefused, LoadReport, SourceLoad
from loaders.resolution.resolver import Resolver
from loaders.resolved import ResolvedSet

_BATCH = 5_000
_MOST_REJECTED = 100_000


class Missing(StrEnum):
    """What happens to records that a source gave before and its files no longer hold."""

    AUTO = "auto"
    """They are retired when all files that the source was loaded from before are loaded again, and no row is left
    out; otherwise kept. Most of a kind is never retired: such a load is refused."""
    KEEP = "keep"
    RETIRE = "retire"
    """They are retired, however many."""


def load(
    paths: Sequence[Path],
    store: GraphStore,
    *,
    as_format: str | Path | None = None,
    source_id: str | None = None,
    keep_good_rows: bool = False,
    missing: Missing = Missing.AUTO,
    is_trial: bool = False,
    resolver: Resolver | None = None,
    sheet: str | None = None,
    with_rejected: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> LoadReport:
    """What was loaded from some files, and what was odd in them.

    All rows of all files are checked before the first one is written. Each source is written in one transaction;
    when it is interrupted, the store is as it was before that source. The same files again change nothing.

    Parameters
    ----------
    paths : files and folders, at least one.
    store : where to write.
    as_format : name of one of `loaders.formats.all_formats` for all files, or the path of a description of their
        source; recognised by content when None.
    source_id : source of files that do not name theirs: small letters, digits, ``-``, ``.`` and ``_``.
    keep_good_rows : leave rows with errors out, and references to them, instead of refusing the load.
    missing : what happens to records of the sources that the files no longer hold.
    is_trial : see what would change, record by record, and change nothing.
    resolver : match municipalities with places, and merge several spellings of one; names stay as written when None.
    sheet : which sheet of workbooks is meant; the only one with values when None.
    with_rejected : give the rows with errors as well, as their files have them, and up to 100,000 errors.
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
    RetiresTooMuch
        Most of what a source holds is no longer in its files, and nobody said that it shall go.
    StoreBusy, StoreUnavailable
        The store cannot be written.
    """
    check_source_id(source_id)
    checking = Reading("check", on_progress, _MOST_REJECTED if with_rejected else MAX_LISTED)
    found = find_files(paths, as_format, checking.problems, sheet)
    settings = Settings(store=store, source_id=source_id, keeps_good_rows=keep_good_rows)
    datasets: list[Dataset] = _datasets(found, settings)
    resolved = [ResolvedSet(one, resolver, store) for one in datasets] if resolver else []
    datasets = list(resolved) or datasets
    for dataset in datasets:
        dataset.check(checking)
    problems = checking.problems
    rejected = tuple(rejected_rows(found, problems.errors)) if with_rejected else ()
    if problems.n_errors and (problems.incomplete_files or not keep_good_rows):
        raise LoadRefused(replace(_report(found, checking, None, (), is_trial=is_trial), rejected=rejected))
    _note_left_out(problems)
    if problems.n_errors and missing is Missing.AUTO:
        missing = Missing.KEEP  # what was left out is not gone
    writing = Reading("write", on_progress)
    loads = [
        _write(_SourceFiles(of_source, missing, is_trial), store, writing, _notices_of(of_source, datasets, problems))
        for of_source in _by_source(datasets)
    ]
    places = sum((one.plan.n_by_status() for one in resolved), Counter[str]())
    return replace(_report(found, checking, writing, loads, is_trial=is_trial), places=places, rejected=rejected)


@dataclass(frozen=True, slots=True)
class _SourceFiles:
    """All data sets of one source, to be written in one transaction."""

    datasets: Sequence[Dataset]
    missing: Missing
    is_trial: bool

    @property
    def source(self) -> Source:
        return self.datasets[0].source

    @property
    def names(self) -> list[str]:
        return [file.name for one in self.datasets for file in one.files]


def _by_source(datasets: Sequence[Dataset]) -> list[list[Dataset]]:
    found: dict[str, list[Dataset]] = {}
    for one in datasets:
        found.setdefault(one.source.id, []).append(one)
    return list(found.values())


def _datasets(found: Sequence[FoundFile], settings: Settings) -> list[Dataset]:
    datasets: list[Dataset] = []
    for name in dict.fromkeys(one.format.name for one in found):
        of_format = [one for one in found if one.format.name == name]
        datasets += of_format[0].format.datasets([one.file for one in of_format], settings)
    if any(one.source.id == CASEWORK for one in datasets):
        expected = f"any other name than {CASEWORK}, under which the explorer keeps its own"
        raise FileRefused(RowProblem("source", None, None, f'it cannot be "{CASEWORK}"', "source-unclear", expected))
    return datasets


def _note_left_out(problems: Problems) -> None:
    """Keep with the load that rows were left out; what they say is not kept, it may be about a person."""
    for one in problems.errors:
        message = f"left out ({one.code})" + (f"; expected {one.expected}" if one.expected else "")
        problems.notice("left-out-row", one.file, one.line, message, column=one.column)
    n_unlisted = problems.n_errors - len(problems.errors)
    if n_unlisted:
        problems.n_notices_by_rule["left-out-row"] += n_unlisted


def _write(of_source: _SourceFiles, store: GraphStore, writing: Reading, notices: Sequence[Notice]) -> SourceLoad:
    with store.writer(of_source.source, of_source.names, is_trial=of_source.is_trial) as writer:
        for dataset in of_source.datasets:
            records = dataset.records(writing)
            while batch := list(islice(records, _BATCH)):
                writer.upsert(batch)
            for file in dataset.files:
                file.check_is_unchanged()
        other_files = _files_not_given(of_source, store)
        _retire_missing(of_source, writer, other_files)
        writer.note(notices)
        writer.all_given()
        about_missing = _about_missing(of_source, writer.kept_for_others(), other_files)
        writer.note(about_missing)
        changes = dict(writer.changes())
        differences = writer.differences()
        load_id = writer.load_id
    is_kept = not of_source.is_trial and not all(one.is_empty for one in changes.values())
    return SourceLoad(of_source.source, load_id if is_kept else None, changes, differences, about_missing)


def _files_not_given(of_source: _SourceFiles, store: GraphStore) -> list[str] | None:
    """Files that the source was loaded from before and that are not loaded now; None when it never was."""
    loads = store.loads()
    undone = undone_by(loads)
    standing = [
        one
        for one in loads
        if one.source.id == of_source.source.id and one.undoes is None and one.load_id not in undone
    ]
    if not standing:
        return None
    return [name for name in dict.fromkeys(n for one in standing for n in one.files) if name not in of_source.names]


def _retire_missing(of_source: _SourceFiles, writer: Writer, other_files: Sequence[str] | None) -> None:
    is_complete = of_source.missing is Missing.AUTO and other_files == []
    if other_files is not None and (is_complete or of_source.missing is Missing.RETIRE):
        writer.retire_missing(of_source.source.id, even_most=of_source.missing is Missing.RETIRE)


def _about_missing(
    of_source: _SourceFiles, kept_for_others: Sequence[str], other_files: Sequence[str] | None
) -> tuple[Notice, ...]:
    problems = Problems()
    file = of_source.names[0]
    for node_id in kept_for_others:
        message = f"{node_id} is no longer in {of_source.source.id}; facts of other sources need it: it stays"
        problems.notice("kept-for-others", file, None, message, value=node_id)
    if other_files and of_source.missing is Missing.AUTO:
        message = f"{of_source.source.id} was also loaded from {', '.join(other_files)}: nothing was retired"
        problems.notice("kept-of-other-files", file, None, message)
    return problems.notices()


def _notices_of(of_source: Sequence[Dataset], datasets: Sequence[Dataset], problems: Problems) -> list[Notice]:
    """Notices about the files of a source; those about no source go with the first."""
    own = {file.name for one in of_source for file in one.files}
    others = {file.name for one in datasets if one not in of_source for file in one.files}
    is_first = of_source[0] is datasets[0]
    return [one for one in problems.notices() if one.file in own or (is_first and one.file not in others)]


def _report(
    found: Sequence[FoundFile],
    checking: Reading,
    writing: Reading | None,
    loads: Sequence[SourceLoad],
    *,
    is_trial: bool,
) -> LoadReport:
    n_by_kind = writing.n_by_kind if writing else {}
    problems = checking.problems
    about_missing = [notice for one in loads for notice in one.about_missing]
    return LoadReport(
        files=tuple(
            FileRead(
                one.file.name,
                one.format.name,
                checking.n_rows[one.file.name],
                n_by_kind.get(one.file.name, {}),
                checking.n_merged[one.file.name],
                checking.n_rejected[one.file.name],
            )
            for one in found
        ),
        errors=problems.errors,
        n_errors=problems.n_errors,
        notices=(*problems.notices(), *about_missing),
        n_notices_by_rule=problems.n_notices_by_rule + Counter(one.rule for one in about_missing),
        loads=tuple(loads),
        is_trial=is_trial,
    )
