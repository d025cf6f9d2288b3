"""Descriptions as formats: which files they fit, and the data sets that they make of them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from graph.records import Source
from loaders.dataset import Dataset, Format, Settings
from loaders.described.bounds import BoundedSet
from loaders.described.described_set import DescribedFile, DescribedSet
from loaders.described.description import Description, TableOf
from loaders.problems import FileRefused, RowProblem, refuse_together
from loaders.readers.opening import open_source
from loaders.source import PLAIN, SourceFile


def table_format(description: Description) -> Format:
    """The format of a description that says what the columns mean."""
    layouts = {one.layout for one in description.tables}
    return Format(
        name=description.source.id,
        description=description.source.title,
        columns=tuple(f"{one.name}: {', '.join(one.columns)}" for one in description.tables),
        recognises=lambda file: table_for(description, file) is not None,
        datasets=partial(_table_sets, description),
        layout=layouts.pop() if len(layouts) == 1 else PLAIN,
        hint=lambda _: None,
    )


def coded_format(description: Description, coded: Format) -> Format:
    """The format of a description of files that a format with code of its own reads.

    It recognises no file, since others of that format are of other sources: a person names it.
    """
    return replace(
        coded,
        name=description.source.id,
        description=description.source.title,
        recognises=lambda _: False,
        datasets=partial(_coded_sets, description, coded),
    )


def table_for(description: Description, file: SourceFile) -> TableOf | None:
    """The table of a description that fits a file, the one with most columns first; None when none does."""
    fitting = [one for one in description.tables if _fits(one, file)]
    return max(fitting, key=lambda one: len(one.columns), default=None)


def _fits(table: TableOf, file: SourceFile) -> bool:
    if table.layout.has_header or file.layout == table.layout:
        return set(table.columns) <= set(file.header)
    if len(file.header) != len(table.columns):
        return False
    if not table.first_row:
        return table.layout.is_edge_list and file.layout.is_edge_list
    # The first row of a file without header was taken for its header.
    looks = zip(table.first_row, file.header, strict=False)
    return file.layout.has_header and all(pattern.fullmatch(cell) for pattern, cell in looks)


def _table_sets(description: Description, files: Sequence[SourceFile], settings: Settings) -> list[Dataset]:
    source = _source(description, settings)
    return [DescribedSet(description, source, refuse_together(partial(_table_file, description), files), settings)]


def _table_file(description: Description, file: SourceFile) -> DescribedFile:
    """The file with its table, opened again where its layout could not be seen from its content."""
    table = table_for(description, file)
    if table is None and len(description.tables) == 1:
        table = description.tables[0]
    if table is None:
        seen, choice = ", ".join(file.header), "; or ".join(table_format(description).columns)
        raise FileRefused(RowProblem(file.name, 1, None, seen, "unknown-format", choice))
    if table.layout == file.layout:
        return DescribedFile(table, file)
    return DescribedFile(table, open_source(file.path, file.name, table.layout))


def _coded_sets(
    description: Description, coded: Format, files: Sequence[SourceFile], settings: Settings
) -> list[Dataset]:
    source = _source(description, settings)
    found = coded.datasets(files, replace(settings, source=source))
    return [BoundedSet(one, description.records) for one in found] if description.records else list(found)


def _source(description: Description, settings: Settings) -> Source:
    """The source that the description states; under another id where the person asked for one."""
    return replace(description.source, id=settings.source_id) if settings.source_id else description.source
