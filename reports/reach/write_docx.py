"""The report as a DOCX document: headings, tables with repeated headings, pictures with their alternative texts."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import vl_convert
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reports.reach.charts import picture
from reports.reach.drawing import ACCENT, INK, QUIET
from reports.reach.fonts import FONT_FOLDERS

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.text.paragraph import Paragraph

    from reports.reach.model import Picture
    from reports.reach.worded import WordedFigure, WordedReport, WordedSection, WordedTable
    from wording.words import Words

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""Date of every part of the file: that of the clock would make every file another one."""
_SCALE: Final = 2.0
_WIDTH: Final = Cm(17)
_SMALL: Final = Pt(8)


def write_docx(report: WordedReport, t: Words) -> bytes:
    """The report as DOCX."""
    document = Document()
    _set_styles(document, report)
    document.add_heading(report.title, level=0)
    document.add_paragraph(report.subtitle)
    _first_page(document, report, t)
    document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx leaves its type out
    for section in (*report.sections, *report.annexes):
        _section(document, section, t)
    _small(document, report.made_of)
    file = BytesIO()
    document.save(file)
    return _undated(file.getvalue())


def _first_page(document: DocumentObject, report: WordedReport, t: Words) -> None:
    document.add_heading(report.summary_title, level=1)
    for text in report.story:
        document.add_paragraph(text)
    _table(document, report.headline)
    for figure in report.pictures:
        document.add_heading(figure.title, level=2)
        _picture(document, figure, t)
        for text in figure.caption:
            document.add_paragraph(text)
    document.add_heading(report.coverage_title, level=2)
    for text in report.coverage:
        document.add_paragraph(text, style="List Bullet")
    if report.emblem:
        _add_picture(document, _png_of(report.emblem), report.emblem.alt, Cm(2.5))
    if report.statement:
        document.add_paragraph(report.statement)


def _section(document: DocumentObject, section: WordedSection, t: Words) -> None:
    document.add_heading(section.title, level=1)
    for text in section.paragraphs:
        document.add_paragraph(text)
    for figure in section.figures:
        document.add_heading(f"{figure.number}. {figure.title}", level=2)
        for text in figure.caption:
            document.add_paragraph(text)
        _picture(document, figure, t)
        if figure.table.rows:
            _table(document, figure.table)
        for text in (*figure.cautions, figure.source):
            _small(document, text)


def _picture(document: DocumentObject, figure: WordedFigure, t: Words) -> None:
    drawn = picture(figure, t)
    if drawn and figure.chart:
        width = Cm(9) if figure.chart.kind == "funnel" else _WIDTH
        _add_picture(document, _png(drawn), figure.chart.alt, width)


def _add_picture(document: DocumentObject, png: bytes, alt: str, width: Cm) -> None:
    shape: Any = document.add_picture(BytesIO(png), width=width)
    shape._inline.docPr.set("descr", alt)  # python-docx has no other way to give an alternative text


def _table(document: DocumentObject, table: WordedTable) -> None:
    made = document.add_table(rows=1, cols=len(table.headings))
    made.style = "Light List"
    numeric = [table.is_numeric(column) for column in range(len(table.headings))]
    for cell, heading in zip(made.rows[0].cells, table.headings, strict=True):
        cell.text = heading
    _repeat(made.rows[0])
    for row in table.rows:
        for cell, one, is_number in zip(made.add_row().cells, row, numeric, strict=True):
            cell.text = one.text
            if is_number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


def _repeat(row: Any) -> None:  # noqa: ANN401 - a row as python-docx has it, with its XML
    """Show the headings again on every page, and tell readers that they are headings."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _small(document: DocumentObject, text: str) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = _SMALL, _colour(QUIET)
    return paragraph


def _set_styles(document: DocumentObject, report: WordedReport) -> None:
    styles: Any = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10)
    styles["Normal"].font.color.rgb = _colour(INK)
    for name in ("Title", "Heading 1", "Heading 2"):
        styles[name].font.color.rgb = _colour(INK if name == "Title" else ACCENT)
        # The theme's font would win over the one of the text.
        styles[name].element.rPr.rFonts.attrib.clear()
        styles[name].font.name = "Calibri"
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), report.language)
    styles["Normal"].element.get_or_add_rPr().append(language)
    moment = datetime(report.dated.year, report.dated.month, report.dated.day)
    about = document.core_properties
    about.title, about.language = f"{report.title}, {report.subtitle}", report.language
    about.author, about.last_modified_by, about.comments = "CONNECT explorer", "CONNECT explorer", ""
    about.created, about.modified, about.revision = moment, moment, 1
    for page in document.sections:
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2)


def _colour(written: str) -> RGBColor:
    return RGBColor.from_string(written.removeprefix("#"))


def _png_of(emblem: Picture) -> bytes:
    return emblem.content if emblem.media_type == "image/png" else _png(emblem.content.decode())


def _png(svg: str) -> bytes:
    _register_fonts()
    made: bytes = vl_convert.svg_to_png(svg, scale=_SCALE)
    return made


@cache
def _register_fonts() -> None:
    for folder in FONT_FOLDERS:
        vl_convert.register_font_directory(str(folder))


def _undated(content: bytes) -> bytes:
    """The same file with parts that are all of one date."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(ZipInfo(part.filename, _EARLIEST), old.read(part), ZIP_DEFLATED)
    return made.getvalue()
