"""Any file as a table: what kind of file it is shows in its first bytes, never in its name."""

from pathlib import Path

from loaders.iati.file import is_xml, open_xml
from loaders.readers.delimited import open_delimited
from loaders.readers.edge_list import is_edge_list, open_edge_list
from loaders.readers.json_records import is_json, open_json
from loaders.readers.parquet import MARK as PARQUET
from loaders.readers.parquet import open_parquet
from loaders.readers.workbook import open_workbook
from loaders.readers.workbook_parts import OLE, ZIP, refuse_old_excel
from loaders.source import PLAIN, Layout, Opened, SourceFile
from loaders.text import check_is_file, encoding_of, named_encoding, unreadable


def open_source(path: Path, name: str | None = None, layout: Layout = PLAIN) -> SourceFile:
    """Table at a path, recognised by its content.

    Parameters
    ----------
    path : CSV, TSV, JSON records, an edge list or IATI activities, each plain or compressed with gzip; XLSX; Parquet.
    name : what messages call it; the last part of the path when None.
    layout : what a person knows of it beyond what its content shows.

    Raises
    ------
    FileRefused
        The file cannot be read as a table at all.
    """
    name = name or path.name
    check_is_file(path, name)
    opened, layout = _opened(path, name, layout)
    return SourceFile.of(path, name, opened, layout)


def _opened(path: Path, name: str, layout: Layout) -> tuple[Opened, Layout]:
    head = _head(path, name)
    if head.startswith(ZIP):
        return open_workbook(path, name, layout), layout
    if head.startswith(OLE):
        refuse_old_excel(path, name)
    if head.startswith(PARQUET):
        return open_parquet(path, name), layout
    if is_xml(path, name):
        return open_xml(path, name), layout
    encoding = named_encoding(layout.encoding) if layout.encoding else encoding_of(path, name)
    if is_json(path, name):
        return open_json(path, name, encoding), layout
    if layout == PLAIN and is_edge_list(path, name, encoding):
        layout = Layout(is_edge_list=True, has_header=False)
    if layout.is_edge_list:
        return open_edge_list(path, name, layout, encoding), layout
    return open_delimited(path, name, layout, encoding), layout


def _head(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(max(map(len, (ZIP, OLE, PARQUET))))
    except OSError as error:
        raise unreadable(name, error) from error
