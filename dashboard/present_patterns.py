"""A finding in tables and words for the page; no Streamlit, so that all of it can be tested as values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.pattern_charts import MOST_DRAWN, is_cut
from dashboard.present_ask import answer_table
from dashboard.tables import Table
from queries.answered import Answered
from queries.catalogue import question_named
from queries.patterns.all_patterns import PATTERNS
from queries.patterns.figure_words import certainty, value_words
from queries.patterns.given import FIGURE_COLUMNS, FILTER_OPTIONS, figure_row
from queries.patterns.words import told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from queries.patterns.finding import Finding
    from wording.words import Words


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the page shows it, and as it is taken away."""

    finding: Finding
    figures: Answered
    """Its figures as rows, one for each figure and period."""
    rows: Answered | None
    """Its rows, with their period; None where there are none."""


def shown(finding: Finding, given: Mapping[str, Any]) -> Shown:
    """A finding with its figures and rows as answers, so that they are shown and written as those of any question."""
    question = question_named(finding.question_id)
    parts = finding.snapshots or (finding,)
    figures = [
        {"period": one.filters.from_date if finding.snapshots else None, **figure_row(figure)}
        for one in parts
        for figure in one.figures
    ]
    as_figures = Answered(replace(question, columns=FIGURE_COLUMNS), given, figures, finding.data_version)
    columns = PATTERNS[finding.question_id].columns
    listed: list[dict[str, Any]] = [
        {**({"period": one.filters.from_date} if finding.snapshots else {}), **row} for one in parts for row in one.rows
    ]
    if not listed:
        return Shown(finding, as_figures, None)
    with_period = (("period", "text"), *columns) if finding.snapshots else columns
    return Shown(
        finding, as_figures, Answered(replace(question, columns=with_period), given, listed, finding.data_version)
    )


def figures_table(t: Words, finding: Finding) -> Table:
    """Every figure with its value and how certain it is; with periods side by side, one column for each of them."""
    if not finding.snapshots:
        headings = (t("Measure"), t("Value"), t("How certain"), t("Observations"))
        rows = ((t(one.label), value_words(t, one), certainty(t, one), t.number(one.n)) for one in finding.figures)
        return Table(headings, tuple(rows)).without_idle_columns({""}, n_kept=2)
    first = finding.snapshots[0].figures
    return Table(
        (t("Measure"), *(one.filters.from_date or "" for one in finding.snapshots)),
        tuple(
            (t(label.label), *(value_words(t, one.figures[place]) for one in finding.snapshots))
            for place, label in enumerate(first)
        ),
    )


def meanings(t: Words, finding: Finding) -> tuple[str, ...]:
    """What was found, in a sentence; with periods side by side, one sentence for each of them."""
    if not finding.snapshots:
        return (told(t, finding).meaning,)
    return tuple(f"{one.filters.from_date}: {told(t, one).meaning}" for one in finding.snapshots)


def rows_table(t: Words, rows: Answered) -> Table:
    """The rows of a finding without columns that hold nothing."""
    return answer_table(t, rows).without_idle_columns({""}, n_kept=0)


def caption(t: Words, finding: Finding, choices: str, names: Mapping[str, str]) -> str:
    """What a picture or table is made of: node set, filters, choices, and what was left out.

    Parameters
    ----------
    choices : what was chosen beside the filters, as a line.
    names : what the topics of the filters are called, by id.
    """
    words = told(t, finding)
    filters = "; ".join(one for one in (*words.filters, choices) if one) or t("none")
    for id_, name in names.items():
        filters = filters.replace(id_, name)
    parts = [words.basis, t("Filters: {filters}.", filters=filters), *words.cautions]
    if is_cut(finding):
        parts.append(t("The picture shows the {n} greatest; the table holds all of them.", n=MOST_DRAWN))
    return " ".join(parts)


def own_choices(given: Mapping[str, object]) -> dict[str, object]:
    """What was chosen beside the filters, which every question about patterns has."""
    common = {one.name for one in FILTER_OPTIONS}
    return {name: value for name, value in given.items() if name not in common}
