"""The report as a tagged PDF after PDF/UA-1, set by Typst.

Typst refuses to make one without a title, alternative texts and a glyph for every letter. What is said reaches it as
data, so that no name is ever read as its markup.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, TypeVar

import typst
from anyascii import anyascii

from graph.errors import ExplorerError
from reports.reach.charts import picture
from reports.reach.fonts import FONT_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reports.reach.worded import WordedFigure, WordedReport, WordedSection, WordedTable
    from wording.words import Words

_T = TypeVar("_T")
_UNDRAWN: Final = re.compile(r'the text `"(.*?)"` could not be displayed')
_PROBE: Final = (
    b'#set document(title: "x", date: none)\n'
    b'#set text(font: ("Noto Sans", "Noto Sans Arabic", "DejaVu Sans Mono"))\n#sys.inputs.letters'
)
_JOINED: Final = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]+")
"""Letters of Arabic, Syriac and other scripts that change with their neighbours."""
_LATIN: Final = 0x24F
"""Last letter of those that Noto Sans certainly has."""
_LONGEST_WORD: Final = 28
"""Longer ones may be broken, or they would run into the next column."""
_BREAK: Final = "\u200b"
_WIDEST: Final = 60


class ReportRefused(ExplorerError):
    """The report cannot be made so that everybody can read it; the message says what is missing."""


def write_pdf(report: WordedReport, t: Words) -> bytes:
    """The report as PDF/UA-1.

    Letters for which there is no font are written in Latin ones.

    Raises
    ------
    ReportRefused
        Title, language or an alternative text is missing, or Typst found something else that is not accessible.
    """
    _refuse_inaccessible(report)
    strange = frozenset(one for text in _texts(report) for one in text if ord(one) > _LATIN and one != _BREAK)
    undrawn = _undrawn(strange)
    while True:
        try:
            return _set(_in_latin(report, undrawn), t)
        except typst.TypstError as error:
            # A sign may have a glyph alone and none after the letter it follows here.
            more = strange & _named(error) - undrawn
            if not more:
                raise ReportRefused(f"the PDF cannot be made: {error.message}.") from error
            undrawn |= more


def _set(report: WordedReport, t: Words) -> bytes:
    return _compiled(_template(), {"report": json.dumps(_told(report, t), ensure_ascii=False)})


def _refuse_inaccessible(report: WordedReport) -> None:
    missing = {"title": report.title.strip(), "language": report.language.strip()}
    drawn = (*report.pictures, *report.figures)
    missing |= {f"alternative text of figure {one.id}": one.chart.alt.strip() for one in drawn if one.chart}
    missing |= {"alternative text of the emblem": report.emblem.alt.strip()} if report.emblem else {}
    names = [name for name, text in missing.items() if not text]
    if names:
        raise ReportRefused(f"the PDF cannot be made accessible: it has no {' and no '.join(names)}.")


def _compiled(source: bytes, inputs: dict[str, str]) -> bytes:
    made = typst.compile(
        source, font_paths=_fonts(), format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


@cache
def _fonts() -> typst.Fonts:
    """Fonts of the installed packages and of Typst itself: the same on every machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in FONT_FOLDERS])


@cache
def _template() -> bytes:
    return resources.files("reports.reach").joinpath("report.typ").read_bytes()


def _in_latin(report: WordedReport, letters: frozenset[str]) -> WordedReport:
    """The report with some letters written in Latin ones, and with long words that can be broken."""
    latin = {ord(one): anyascii(one).strip() or "?" for one in letters}
    return _mapped(report, lambda text: _breakable(text.translate(latin)))


@cache
def _undrawn(strange: frozenset[str]) -> frozenset[str]:
    """Those of some letters for which no font has a glyph: Typst itself is asked."""
    if not strange:
        return frozenset()
    try:
        _compiled(_PROBE, {"letters": " ".join(sorted(strange))})
    except typst.TypstError as error:
        return strange & _named(error)
    return frozenset()


def _named(error: typst.TypstError) -> frozenset[str]:
    """Letters without a glyph, as Typst names them."""
    return frozenset("".join(map(_unescaped, _UNDRAWN.findall(error.diagnostic))))


def _unescaped(shown: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), shown)


def _without_joined(text: str) -> str:
    """Text for a picture. Typst draws Arabic letters inside one, and then cannot say in the PDF which they were."""
    return _JOINED.sub(lambda found: anyascii(found[0]), text)


def _breakable(text: str) -> str:
    return re.sub(rf"\S{{{_LONGEST_WORD}}}(?=\S)", lambda found: found[0] + _BREAK, text)


def _texts(value: object) -> Iterator[str]:
    """Every text inside a report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))


def _mapped(value: _T, change: Callable[[str], str]) -> _T:
    """The same with every text inside changed."""
    if type(value) is str:  # a member of an enumeration stays what it is
        return change(value)  # type: ignore[return-value,arg-type]  # a text for a text
    if isinstance(value, tuple):
        return tuple(_mapped(one, change) for one in value)  # type: ignore[return-value]  # of the same parts
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: _mapped(getattr(value, one.name), change) for one in fields(value)}
        return replace(value, **changed)
    return value


def _told(report: WordedReport, t: Words) -> dict[str, Any]:
    return {
        "language": report.language,
        "title": report.title,
        "subtitle": report.subtitle,
        "page": report.page,
        "summary": report.summary_title,
        "story": report.story,
        "headline": _table(report.headline),
        "pictures": [_figure(one, t) for one in report.pictures],
        "coverage-title": report.coverage_title,
        "coverage": report.coverage,
        "contents": report.contents_title,
        "sections": [_section(one, t) for one in report.sections],
        "annexes": [_section(one, t) for one in report.annexes],
        "statement": report.statement,
        "emblem": _emblem(report),
        "made-of": report.made_of,
    }


def _section(section: WordedSection, t: Words) -> dict[str, Any]:
    figures = [_figure(one, t) for one in section.figures]
    return {"title": section.title, "paragraphs": section.paragraphs, "figures": figures}


def _figure(figure: WordedFigure, t: Words) -> dict[str, Any]:
    return {
        "number": figure.number,
        "title": figure.title,
        "caption": figure.caption,
        "cautions": figure.cautions,
        "source": figure.source,
        "picture": picture(_mapped(figure, _without_joined), t),
        "alt": figure.chart.alt if figure.chart else "",
        **_table(figure.table),
    }


def _table(table: WordedTable) -> dict[str, Any]:
    numeric = [table.is_numeric(column) for column in range(len(table.headings))]
    return {
        "headings": table.headings,
        "rows": [[{"text": one.text, "number": one.number} for one in row] for row in table.rows],
        "numeric": numeric,
        "widths": [0 if is_number else _width(table, column) for column, is_number in enumerate(numeric)],
    }


def _width(table: WordedTable, column: int) -> int:
    """Share of the page that a column of texts gets: by its longest text, within reason."""
    longest = max((len(row[column].text) for row in table.rows), default=1)
    return max(18, min(longest, _WIDEST))


def _emblem(report: WordedReport) -> dict[str, Any] | None:
    if report.emblem is None:
        return None
    content = report.emblem.content
    is_svg = report.emblem.media_type == "image/svg+xml"
    return {
        "content": content.decode() if is_svg else list(content),
        "format": "svg" if is_svg else "png",
        "alt": report.emblem.alt,
    }
