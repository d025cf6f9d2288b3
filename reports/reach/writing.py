"""The report as files: each format has its writer, and all write the same words and numbers."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from graph.errors import ExplorerError
from reports.reach.model import Report
from reports.reach.worded import WordedReport, worded
from reports.reach.write_html import write_html
from reports.reach.write_json import write_json
from reports.reach.write_pdf import write_pdf
from wording.words import Words


class ReportFormat(StrEnum):
    """What the report can be written as."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"


class FolderRefused(ExplorerError):
    """The files cannot be written; nothing was."""


MEDIA_TYPES: Mapping[ReportFormat, str] = MappingProxyType(
    {
        ReportFormat.HTML: "text/html",
        ReportFormat.PDF: "application/pdf",
        ReportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportFormat.JSON: "application/json",
    }
)


def _write_docx(report: WordedReport, t: Words) -> bytes:
    from reports.reach.write_docx import write_docx  # its library is imported only where it is asked for

    return write_docx(report, t)


def _write_xlsx(report: WordedReport, t: Words) -> bytes:
    from reports.reach.write_xlsx import write_xlsx

    return write_xlsx(report, t)


WRITERS: Mapping[ReportFormat, Callable[[WordedReport, Words], bytes]] = MappingProxyType(
    {
        ReportFormat.HTML: write_html,
        ReportFormat.PDF: write_pdf,
        ReportFormat.DOCX: _write_docx,
        ReportFormat.XLSX: _write_xlsx,
        ReportFormat.JSON: write_json,
    }
)


def file_name(report: Report, language: str, as_format: ReportFormat) -> str:
    """Name of a file: ``connect-reach-2017-01-01-to-2019-12-31-en.pdf``."""
    return f"connect-reach-{report.period.starts}-to-{report.period.ends}-{language}.{as_format}"


def write_report(
    report: Report, t: Words, folder: Path, formats: Iterable[ReportFormat], *, overwrite: bool = False
) -> tuple[Path, ...]:
    """Files that were written, one for each format, in the order asked for.

    Parameters
    ----------
    folder : made where it is not there.
    overwrite : replace files of an earlier report.

    Raises
    ------
    FolderRefused
        A file is there already, or the folder cannot be written.
    """
    files = {folder / file_name(report, t.language, one): one for one in dict.fromkeys(formats)}
    taken = [file for file in files if file.exists()]
    if taken and not overwrite:
        raise FolderRefused(f"{taken[0]} is there already. Choose another folder, or add --force.")
    told = worded(report, t)
    made = {file: WRITERS[one](told, t) for file, one in files.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in made.items():
            file.write_bytes(content)
    except OSError as error:
        raise FolderRefused(f"{error.filename or folder} cannot be written: {error.strerror or error}.") from error
    return tuple(files)
