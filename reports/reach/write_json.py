"""The report as JSON: every text, every number with its unit, and why a number is not told."""

import json
from typing import Any

from reports.reach.worded import WordedCell, WordedFigure, WordedReport, WordedSection, WordedTable
from wording.words import Words


def write_json(report: WordedReport, t: Words) -> bytes:
    """The report as JSON in UTF-8, keys in a fixed order."""
    told = {
        "title": report.title,
        "subtitle": report.subtitle,
        "language": t.language,
        "made_of": report.made_of,
        "statement": report.statement,
        "summary": {
            "story": report.story,
            "headline": _table(report.headline),
            "pictures": [one.id for one in report.pictures],
            "coverage": report.coverage,
        },
        "sections": [_section(one) for one in report.sections],
        "annexes": [_section(one) for one in report.annexes],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _section(section: WordedSection) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "paragraphs": section.paragraphs,
        "figures": [_figure(one) for one in section.figures],
    }


def _figure(figure: WordedFigure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "number": figure.number,
        "title": figure.title,
        "caption": figure.caption,
        "cautions": figure.cautions,
        "questions": figure.questions,
        "source": figure.source,
        **_table(figure.table),
    }


def _table(table: WordedTable) -> dict[str, Any]:
    return {"headings": table.headings, "rows": [[_cell(one) for one in row] for row in table.rows]}


def _cell(cell: WordedCell) -> dict[str, Any]:
    if not cell.is_number:
        return {"text": cell.text} | ({"country": cell.country} if cell.country else {})
    return {"text": cell.text, "number": cell.number, "unit": cell.unit}
