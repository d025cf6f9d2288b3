"""Which source a set of files belongs to: its source.csv, else what the person says, else the name of the folder."""

from dataclasses import dataclass
from pathlib import Path

from graph.records import Source
from loaders.connect_rows import Values, parse_row
from loaders.connect_tables import SOURCE
from loaders.fields import Misfit, parse_source_id, source_id_from
from loaders.problems import FileRefused, Problems, RowProblem
from loaders.readers.opening import open_source
from loaders.source import SourceFile


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A source, and how it was found when not from a file that the person gave."""

    source: Source
    rule: str | None = None
    """The rule by which it was found, for a notice."""


def find_source(folder: Path, given: SourceFile | None, asked_id: str | None) -> FoundSource:
    """Source of the files of a folder.

    Parameters
    ----------
    folder : where the files are.
    given : the source.csv among the files to be loaded; when None, one that stands beside them is read too, so
        that one file of a set keeps its ids.
    asked_id : source id that the person asked for.

    Raises
    ------
    FileRefused
        source.csv has a mistake, or says something else than the person.
    """
    beside = folder / "source.csv"
    file = given or (open_source(beside) if beside.is_file() else None)
    stated = _stated_source(file) if file else None
    if file and stated:
        if asked_id not in (None, stated.id):
            what = f'{file.name} says "{stated.id}", and you asked for "{asked_id}"'
            raise _unclear(file.name, what, "Leave one of the two out.")
        return FoundSource(stated, None if given else "source-from-folder")
    if asked_id:
        return FoundSource(Source(asked_id, asked_id))
    return FoundSource(source_named_after(folder.resolve().name, str(folder)), "source-from-name")


def source_named_after(name: str, place: str) -> Source:
    """Source whose id is made of a name; raises `FileRefused`, naming the place, when no letter of it can be used."""
    source_id = source_id_from(name)
    if source_id is None:
        raise _unclear(place, f'"{name}" has no letters for one', "Give the source a short name, such as my-programme.")
    return Source(source_id, name)


def check_source_id(asked_id: str | None) -> None:
    """Raise `FileRefused` when what the person asked for cannot be the id of a source."""
    misfit = parse_source_id(asked_id or "")
    if isinstance(misfit, Misfit):
        what = f'it cannot be "{asked_id}"'
        raise FileRefused(RowProblem("source", None, None, what, "source-unclear", misfit.expected, misfit.hint))


def _stated_source(file: SourceFile) -> Source | None:
    """Source in a source.csv; None when the file has no row yet."""
    if SOURCE.key not in file.header:
        raise FileRefused(RowProblem(file.name, 1, None, SOURCE.key, "missing-column"))
    problems = Problems()
    rows = list(file.rows(problems))
    if len(rows) > 1:
        problems.error(rows[1].problem(None, None, "several-sources", "one row"))
    parsed = [parse_row(SOURCE, row, problems) for row in rows if row.is_whole]
    if problems.n_errors:
        raise FileRefused(*problems.errors)
    return _source(parsed[0].values) if parsed and parsed[0] else None


def _source(values: Values) -> Source:
    texts = {name: str(value) for name, value in values.items() if value is not None}
    return Source(texts["source_id"], texts["title"], texts.get("publisher"), texts.get("url"), texts.get("licence"))


def _unclear(file: str, what: str, hint: str) -> FileRefused:
    return FileRefused(RowProblem(file, None, None, what, "source-unclear", hint=hint))
