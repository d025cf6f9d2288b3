"""The report in one language: texts only, and the numbers behind them. Every writer and the page show this."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from babel.numbers import format_decimal

from reports.reach.model import (
    Absence,
    Cell,
    ChartKind,
    Code,
    Country,
    Day,
    Figure,
    Form,
    Indicator,
    Name,
    Number,
    Picture,
    Report,
    Section,
    Several,
    Span,
    Text,
    Topic,
    Unit,
)
from reports.reach.plain import plain
from wording.terms import form_name
from wording.words import N_, Words

ABSENCES = {
    Absence.SMALL: N_("fewer than {threshold}"),
    Absence.NOT_SHOWN: N_("not shown"),
    Absence.TOO_FEW: N_("too few to say"),
    Absence.NOT_RECORDED: N_("not recorded"),
    Absence.NOT_SET: N_("not set"),
}


@dataclass(frozen=True, slots=True)
class WordedCell:
    """What a cell says, the number behind it, and the country it is about."""

    text: str
    number: int | float | None = None
    """None where the text is no number, or one that is not told."""
    unit: Unit | None = None
    """Of a number, told or not; None for other texts."""
    country: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether it stands in a column of numbers."""
        return self.unit is not None


@dataclass(frozen=True, slots=True)
class WordedTable:
    """Headings and rows of as many cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[WordedCell, ...], ...]

    def is_numeric(self, column: int) -> bool:
        """Whether a column holds numbers."""
        return bool(self.rows) and all(row[column].is_number for row in self.rows)


@dataclass(frozen=True, slots=True)
class WordedChart:
    """How a table is drawn, and what that shows in words."""

    kind: ChartKind
    label: int
    values: tuple[int, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class WordedFigure:
    """A figure in one language."""

    id: str
    number: int
    """Its place among all figures, from 1."""
    title: str
    caption: tuple[str, ...]
    cautions: tuple[str, ...]
    table: WordedTable
    chart: WordedChart | None
    source: str
    """Questions, period and data behind it."""
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordedSection:
    """A section in one language."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    figures: tuple[WordedFigure, ...]


@dataclass(frozen=True, slots=True)
class WordedReport:
    """The report in one language."""

    language: str
    title: str
    subtitle: str
    summary_title: str
    story: tuple[str, ...]
    headline_title: str
    headline: WordedTable
    pictures: tuple[WordedFigure, ...]
    """Those of the first page; their tables stand in the first section."""
    coverage_title: str
    coverage: tuple[str, ...]
    sections: tuple[WordedSection, ...]
    annexes: tuple[WordedSection, ...]
    contents_title: str
    statement: str
    """What the funder wants to be said; "" for nothing."""
    emblem: Picture | None
    made_of: str
    """The data the report was made of, in a sentence."""
    page: str
    """What stands at the foot of a page: ``Page {page} of {pages}``, to be filled in."""
    dated: date
    """Last day of the period: files that must have a date have this one, so that they are the same every time."""

    @property
    def figures(self) -> tuple[WordedFigure, ...]:
        """Every figure, in the order of their numbers."""
        return tuple(figure for part in (*self.sections, *self.annexes) for figure in part.figures)


def worded(report: Report, t: Words) -> WordedReport:
    """The report in the language of the words."""
    return _Wording(report, t).report()


class _Wording:
    """Words every part of one report."""

    def __init__(self, report: Report, t: Words) -> None:
        self._report, self.t = report, t
        self._period = t.period(report.period.starts, report.period.ends)
        self._n_figures = 0

    def report(self) -> WordedReport:
        report, t = self._report, self.t
        funder, pictures = report.funder, (self._figure(report.funnel), self._figure(report.reach_map))
        tables = tuple(replace(one, chart=None) for one in pictures)
        first = WordedSection("first_page", t("The first page as tables"), (), tables)
        return WordedReport(
            language=t.language,
            title=t("Reach of the CONNECT network"),
            subtitle=self._period,
            summary_title=t("In short"),
            story=self._texts(report.story),
            headline_title=t("Headline indicators"),
            headline=self._headline(),
            pictures=pictures,
            coverage_title=t("What these data do not hold"),
            coverage=self._texts(report.coverage),
            sections=(first, *map(self._section, report.sections)),
            annexes=tuple(map(self._section, report.annexes)),
            contents_title=t("Contents"),
            statement=plain(funder.statement(t.language), 2_000) if funder else "",
            emblem=funder.emblem if funder else None,
            made_of=t("Made with the CONNECT explorer of data with the fingerprint {code}.", code=report.fingerprint),
            page=t("Page {page} of {pages}"),
            dated=report.period.last,
        )

    def _headline(self) -> WordedTable:
        has_before = self._report.compared is not None
        headings = [N_("Indicator"), N_("Baseline"), N_("Target"), N_("This period")]
        headings += [N_("Period compared with")] if has_before else []
        rows = tuple(self._headline_row(one, has_before=has_before) for one in self._report.headline)
        return WordedTable(tuple(map(self.t, headings)), rows)

    def _headline_row(self, one: Indicator, *, has_before: bool) -> tuple[WordedCell, ...]:
        not_set = Number(None, one.current.unit, Absence.NOT_SET)
        numbers = [one.baseline or not_set, one.target or not_set, one.current]
        numbers += [one.before or Number(None, one.current.unit, Absence.NOT_RECORDED)] if has_before else []
        return (WordedCell(self.t(one.name)), *map(self.cell, numbers))

    def _section(self, section: Section) -> WordedSection:
        figures = tuple(map(self._figure, section.figures))
        return WordedSection(section.id, self.t(section.title), self._texts(section.paragraphs), figures)

    def _figure(self, figure: Figure) -> WordedFigure:
        self._n_figures += 1
        title = self._text(figure.title)
        table = WordedTable(
            tuple(map(self.t, figure.table.headings)),
            tuple(tuple(map(self.cell, row)) for row in figure.table.rows),
        )
        caption, cautions = self._texts(figure.caption), self._texts(figure.cautions)
        if figure.table.hides_something:
            cautions = (*cautions, self._hidden_note())
        chart = None
        if figure.chart and figure.table.rows:
            alt = self.t("Picture of the table “{title}”. {caption}", title=title, caption=" ".join(caption))
            chart = WordedChart(figure.chart.kind, figure.chart.label, figure.chart.values, alt)
        source = self.t(
            "Questions: {questions}. Period: {period}. Data: {code}.",
            questions=", ".join(figure.questions),
            period=self._period,
            code=self._report.fingerprint,
        )
        return WordedFigure(
            figure.id, self._n_figures, title, caption, cautions, table, chart, source, figure.questions
        )

    def _hidden_note(self) -> str:
        return self.t(
            "Counts from 1 to below {threshold}, and numbers from which they could be computed, are not shown.",
            threshold=self.t.number(self._report.threshold),
        )

    def _texts(self, texts: Iterable[Text]) -> tuple[str, ...]:
        return tuple(_sentence(self._text(one)) for one in texts)

    def _text(self, text: Text) -> str:
        values = {name: self.cell(value).text for name, value in text.values.items()}
        if text.many is None:
            return self.t(text.message, **values)
        count = text.values["count"]
        n = count.value if isinstance(count, Number) else None
        return self.t.plural(text.message, text.many, 2 if n is None else int(n), **values)

    def cell(self, cell: Cell) -> WordedCell:
        """What a cell says in this language."""
        match cell:
            case Number():
                return WordedCell(self._number(cell), cell.value, cell.unit)
            case Name(text):
                return WordedCell(plain(text))
            case Country(code):
                return WordedCell(self.t.country(code), country=code)
            case Topic(labels):
                return WordedCell(plain(labels.get(self.t.language) or labels.get("en") or ""))
            case Form(form):
                return WordedCell(form_name(self.t, form) if form else self.t("form not known"))
            case Day(partial):
                return WordedCell(self.t.date(partial))
            case Span(period):
                return WordedCell(self.t.period(period.starts, period.ends))
            case Code(text):
                return WordedCell(plain(text))
            case Several(cells):
                return WordedCell(self.t.listing(self.cell(one).text for one in cells))
            case Text():
                return WordedCell(self._text(cell))

    def _number(self, number: Number) -> str:
        if number.value is None:
            absence = number.absence or Absence.NOT_RECORDED
            return self.t(ABSENCES[absence], threshold=self.t.number(self._report.threshold))
        return with_unit(self.t, number.value, number.unit, is_change=number.is_change)


def _sentence(text: str) -> str:
    """The text with a capital at its begin, where a number in words may stand."""
    return text[:1].upper() + text[1:]


def with_unit(t: Words, value: float, unit: Unit, *, is_change: bool = False) -> str:
    """A number as the language writes it, with its unit: ``1,204``, ``36.5%``, ``+12``."""
    pattern = "#,##0" if unit is Unit.COUNT else "#,##0.0"
    text = format_decimal(value, f"+{pattern};-{pattern}" if is_change and value else pattern, locale=t.locale)
    if unit is Unit.PERCENT:
        return t("{number}%", number=text)
    if unit is Unit.POINTS:
        return t("{number} points", number=text)
    return t("{number} days", number=text) if unit is Unit.DAYS else text
