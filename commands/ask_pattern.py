"""The answer to a pattern question as ``connect-explorer ask`` writes it."""

from collections.abc import Sequence
from typing import Any

from commands.output import OutputFormat, say, say_facts, say_json, say_rows, say_table
from commands.session import Session
from queries.parameter_words import word_of
from queries.patterns.figure_words import certainty, value_words
from queries.patterns.finding import Figure, Finding, Row
from queries.patterns.words import as_json, told
from wording.words import Words

_MOST_DIGITS = 6


def say_finding(session: Session, finding: Finding) -> None:
    """Write a finding: whole as JSON; for people the sentence first, then figures, rows, and what they rest on."""
    if session.output_format is OutputFormat.JSON:
        say_json(as_json(session.t, finding))
        return
    t = session.t
    words = told(t, finding)
    say(words.meaning)
    say()
    if finding.snapshots:
        _say_snapshots(t, finding)
    elif finding.figures:
        say_table(("", "", ""), [_figure(t, one) for one in finding.figures])
    if finding.rows:
        say()
        _say_listed(t, finding)
    say()
    say_facts(_rests_on(t, finding))


def _say_listed(t: Words, finding: Finding) -> None:
    """Write the rows without what no row has, and without the ids of what has a name."""
    columns = [name for name, _ in finding.columns if any(row[name] is not None for row in finding.rows)]
    columns = [one for one in columns if not _is_named(one, finding.rows)]
    heads = {one: word_of(t, one) for one in columns}
    say_rows(list(heads.values()), [{heads[one]: _rounded(row[one]) for one in columns} for row in finding.rows])


def _is_named(column: str, rows: Sequence[Row]) -> bool:
    """Whether a column holds ids whose names stand in another one, in every row."""
    name = "name" if column == "id" else column.removesuffix("_id")
    return column != name and all(row.get(name) is not None for row in rows)


def _rounded(value: object) -> object:
    return float(f"{value:.{_MOST_DIGITS}g}") if isinstance(value, float) else value


def _figure(t: Words, one: Figure) -> tuple[str, str, str]:
    return t(one.label), value_words(t, one), certainty(t, one)


def _say_snapshots(t: Words, finding: Finding) -> None:
    periods = [one.filters.from_date or "" for one in finding.snapshots]
    rows = [
        [t(first.label), *(value_words(t, part.figures[place]) for part in finding.snapshots)]
        for place, first in enumerate(finding.figures)
    ]
    say_table(["", *periods], rows, right=periods)
    for period, part in zip(periods, finding.snapshots, strict=True):
        say(told(t, part).meaning, lead=f"{period}: ")


def _rests_on(t: Words, finding: Finding) -> dict[str, str]:
    words = told(t, finding)
    facts: dict[str, Any] = {
        t("Definition"): words.definition,
        t("Reference"): words.reference,
        t("Basis"): words.basis,
        t("Filters"): "; ".join(words.filters) or t("none"),
        t("Cautions"): " ".join(words.cautions),
        t("Data"): finding.data_digest,
    }
    return {name: text for name, text in facts.items() if text}
