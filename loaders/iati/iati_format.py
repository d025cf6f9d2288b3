"""Activity files of the IATI standard, version 2, as a format: the organisation that reports is their source."""

from collections.abc import Sequence
from itertools import groupby

from graph.records import Source
from loaders.connect_source import source_named_after
from loaders.dataset import Dataset, Format, Settings
from loaders.fields import source_id_from
from loaders.iati.activity import publisher_of
from loaders.iati.iati_set import IatiSet
from loaders.iati.standard import ACTIVITY, COLUMNS, ROOT
from loaders.problems import FileRefused, Problems, RowProblem, refuse_together
from loaders.source import SourceFile

_ORGANISATIONS = "iati-organisations"
_HINTS = {
    _ORGANISATIONS: "It is an organisation file, which tells budgets and documents; load the activity file instead.",
    ACTIVITY: f"Put <{ROOT}> with its version around the activities.",
}


def _datasets(files: Sequence[SourceFile], settings: Settings) -> list[Dataset]:
    """A data set for each publisher, or one for all files where somebody names the source."""
    with_sources = refuse_together(lambda file: (file, *_source(file, settings)), files)
    ordered = sorted(with_sources, key=lambda one: one[1].id)
    return [
        IatiSet(of_source[0][1], [file for file, _, _ in of_source], of_source[0][2])
        for of_source in (list(group) for _, group in groupby(ordered, key=lambda one: one[1].id))
    ]


def _source(file: SourceFile, settings: Settings) -> tuple[Source, str | None]:
    """The source of a file, and the rule by which it was found where nobody named it."""
    if file.header != COLUMNS:
        what, hint = f"its root is {', '.join(file.header)}", _HINTS.get(file.header[0])
        raise FileRefused(RowProblem(file.name, None, None, what, "other-xml", ROOT, hint))
    if settings.source:
        return settings.source, None
    reference, name = _publisher(file)
    title = f"IATI activities of {name or reference}"
    if settings.source_id:
        return Source(settings.source_id, title, name or None), None
    source_id = source_id_from(f"iati {reference or name}") if reference or name else None
    if source_id is None:
        return source_named_after(file.path.name.partition(".")[0], file.name), "source-from-name"
    return Source(source_id, title, name or None), "source-from-publisher"


def _publisher(file: SourceFile) -> tuple[str, str]:
    """Reference and name of the organisation that reports the first activity; "" for what is not given."""
    first = next(file.rows(Problems()), None)
    return publisher_of(first) if first else ("", "")


IATI = Format(
    name="iati",
    description="activities published under the IATI standard, version 2",
    columns=(f"XML whose root is {ROOT}",),
    recognises=lambda file: file.header == COLUMNS or file.header[0] in _HINTS,
    datasets=_datasets,
    hint=lambda _: None,
)
