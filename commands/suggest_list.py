"""Suggestions for a list of organisations, written to a CSV file as they are found."""

import csv
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import typer

from casework.partners.asks import Ask, read_asks
from casework.partners.suggest import PartnerNetwork, Suggestion
from casework.partners.telling import main_reasons
from casework.partners.weights import Weights
from commands.output import OutputFormat, remark, say, say_csv, say_json, waiting
from commands.session import Session
from commands.suggest_one import country_of, weights_sentence
from reports.export_tables import csv_cell
from wording.words import Words

COLUMNS = ("query_name", "query_country", "rank", "name", "country", "score", "evidence", "reasons")
PROBLEM = "problem"
"""Stands in the column evidence where a row could not be answered; the reason says why."""


def answer_list(
    session: Session, network: PartnerNetwork, weights: Weights, asks: Path, to: Path, k: int, wished: str | None
) -> None:
    """Write the answers to a list and say how many there are; exit code 1 when none could be answered."""
    t = session.t
    asked = list(read_asks(asks, network.organisations, t))
    columns = (*COLUMNS[:2], "wished_country", *COLUMNS[2:]) if any(one.wished for one in asked) else COLUMNS
    with (
        waiting(
            t("Ranking {n} organisations for each of {n_asks} ...", n=len(network.organisations), n_asks=len(asked))
        ),
        to.open("w", encoding="utf-8", newline="") as stream,
    ):
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        for row in _rows(t, network, weights, asked, k, wished):
            writer.writerow([csv_cell(row[one]) for one in columns])
    _tell(session, weights, asked, to)
    if asked and all(one.problem for one in asked):
        raise typer.Exit(1)


def _rows(
    t: Words, network: PartnerNetwork, weights: Weights, asked: Sequence[Ask], k: int, wished: str | None
) -> Iterator[dict[str, Any]]:
    clear = [(one.position, one.wished_code or wished) for one in asked if one.position is not None]
    answers = network.suggestions(weights, clear, k)
    for ask in asked:
        lead = {"query_name": ask.name, "query_country": ask.country, "wished_country": ask.wished}
        if ask.position is None:
            yield {**lead, **dict.fromkeys(COLUMNS[2:]), "evidence": PROBLEM, "reasons": ask.problem}
            continue
        found = next(answers)
        if not found:
            nobody = t("Nobody is left to be suggested to {name}.", name=ask.name)
            yield {**lead, **dict.fromkeys(COLUMNS[2:]), "evidence": PROBLEM, "reasons": nobody}
        name, code = network.organisations.names[ask.position], network.organisations.countries[ask.position] or None
        for one in found:
            yield {**lead, **_answer(t, name, code, one)}


def _answer(t: Words, name: str, code: str | None, found: Suggestion) -> dict[str, Any]:
    return {
        "rank": found.rank,
        "name": found.name,
        "country": country_of(found),
        "score": found.score.total,
        "evidence": "strong" if found.is_strong else "weak",
        "reasons": " ".join(main_reasons(t, name, code, found)),
    }


def _tell(session: Session, weights: Weights, asked: Sequence[Ask], to: Path) -> None:
    t, problems = session.t, [one for one in asked if one.problem]
    counts = {"answered": len(asked) - len(problems), "problems": len(problems)}
    match session.output_format:
        case OutputFormat.JSON:
            source = {"source": weights.source, "date": weights.date or None}
            say_json({"status": "ok", "file": str(to), **counts, "weights": source})
        case OutputFormat.CSV:
            say_csv(("file", *counts), [{"file": str(to), **counts}])
        case OutputFormat.TABLE:
            said = t.plural(
                "Partners for {n} organisation are in {file}.",
                "Partners for {n} organisations are in {file}.",
                counts["answered"],
                file=str(to),
            )
            say(f"{said} {weights_sentence(t, weights)}")
    if problems:
        remark(_problems(t, problems))


def _problems(t: Words, problems: Sequence[Ask]) -> str:
    heading = t.plural("{n} row could not be answered; the file has it with the reason:",
                       "{n} rows could not be answered; the file has them with the reason:", len(problems))  # fmt: skip
    told = [sentence for sentence, _ in groupby(one.problem or "" for one in problems)]
    return "\n".join((heading, *told[:10]))
