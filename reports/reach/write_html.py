"""The report as one HTML file: no script, nothing fetched, readable without its pictures."""

from base64 import b64encode
from html import escape

from reports.reach.charts import picture
from reports.reach.style import CSS
from reports.reach.worded import WordedCell, WordedFigure, WordedReport, WordedSection, WordedTable
from wording.words import Words

# Whatever a name from a file might try: nothing is fetched, nothing is run.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write_html(report: WordedReport, t: Words) -> bytes:
    """The report as a page of HTML in UTF-8."""
    title = f"{report.title}, {report.subtitle}"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(report.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(title)}</title>\n<style>{CSS}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#summary">{escape(t("Go to the text"))}</a>\n'
        f"{_header(report)}<main>\n{_first_page(report, t)}{_contents(report)}"
        f"{''.join(_section(one, t) for one in (*report.sections, *report.annexes))}</main>\n"
        f"{_footer(report)}</body>\n</html>\n"
    ).encode()


def _header(report: WordedReport) -> str:
    return f"<header><h1>{escape(report.title)}</h1><p>{escape(report.subtitle)}</p></header>\n"


def _first_page(report: WordedReport, t: Words) -> str:
    funnel, reach = (
        f"<figure><figcaption>{escape(one.title)}</figcaption>{_picture(one, t)}{_paragraphs(one.caption)}</figure>"
        for one in report.pictures
    )
    coverage = "".join(f"<li>{escape(one)}</li>" for one in report.coverage)
    return (
        f'<section id="summary"><h2>{escape(report.summary_title)}</h2>{_paragraphs(report.story, "lead")}'
        f"{_table(report.headline, report.headline_title)}"
        f'<div class="pair">{funnel}<aside aria-labelledby="coverage"><h3 id="coverage">{escape(report.coverage_title)}'
        f"</h3><ul>{coverage}</ul></aside></div>{reach}</section>\n"
    )


def _contents(report: WordedReport) -> str:
    links = "".join(
        f'<li><a href="#{one.id}">{escape(one.title)}</a></li>' for one in (*report.sections, *report.annexes)
    )
    return (
        f'<nav aria-labelledby="contents"><h2 id="contents">{escape(report.contents_title)}</h2><ol>{links}</ol></nav>'
    )


def _section(section: WordedSection, t: Words) -> str:
    figures = "".join(_figure(one, t) for one in section.figures)
    return (
        f'<section id="{section.id}"><h2>{escape(section.title)}</h2>{_paragraphs(section.paragraphs)}'
        f"{figures}</section>\n"
    )


def _figure(figure: WordedFigure, t: Words) -> str:
    title = f"{figure.number}. {figure.title}"
    cautions = "".join(f"<li>{escape(one)}</li>" for one in figure.cautions)
    listed = f'<ul class="cautions">{cautions}</ul>' if cautions else ""
    return (
        f'<figure id="figure-{figure.id}"><h3>{escape(title)}</h3>{_paragraphs(figure.caption)}{_picture(figure, t)}'
        f"{_table(figure.table, figure.title) if figure.table.rows else ''}"
        f"{listed}"
        f'<p class="source">{escape(figure.source)}</p></figure>\n'
    )


def _picture(figure: WordedFigure, t: Words) -> str:
    drawn = picture(figure, t)
    if drawn is None or figure.chart is None:
        return ""
    return drawn.replace('role="img"', f'role="img" aria-label="{escape(figure.chart.alt)}"', 1)


def _table(table: WordedTable, caption: str) -> str:
    numeric = [table.is_numeric(column) for column in range(len(table.headings))]
    head = "".join(
        f'<th scope="col"{_class(is_number)}>{escape(heading)}</th>'
        for heading, is_number in zip(table.headings, numeric, strict=True)
    )
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in table.rows)
    return (
        f'<div class="wide" tabindex="0" role="group" aria-label="{escape(caption)}"><table><caption>{escape(caption)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(row: tuple[WordedCell, ...]) -> str:
    first, *others = row
    return f'<th scope="row"><bdi>{escape(first.text)}</bdi></th>' + "".join(
        f"<td{_class(one.is_number, is_told=one.number is not None)}><bdi>{escape(one.text)}</bdi></td>"
        for one in others
    )


def _class(is_number: bool, *, is_told: bool = True) -> str:
    return ("" if is_told else ' class="number quiet"') or ' class="number"' if is_number else ""


def _paragraphs(texts: tuple[str, ...], css: str = "") -> str:
    start = f'<p class="{css}">' if css else "<p>"
    return "".join(f"{start}{escape(one)}</p>" for one in texts)


def _footer(report: WordedReport) -> str:
    emblem = ""
    if report.emblem:
        data = b64encode(report.emblem.content).decode()
        source = f"data:{report.emblem.media_type};base64,{data}"
        emblem = f'<img src="{source}" alt="{escape(report.emblem.alt)}">'
    statement = f"<p>{escape(report.statement)}</p>" if report.statement else ""
    return f'<footer>{emblem}{statement}<p class="source">{escape(report.made_of)}</p></footer>\n'
