"""``connect-explorer resolve``: which places a file means, and how well that is known."""

import time
from pathlib import Path
from typing import Annotated

import typer

from commands.gazetteers import GazetteerOption, building
from commands.options import FormatOption, examples
from commands.output import OutputFormat, remark, say_csv, say_json, waiting
from commands.resolve_report import COLUMNS, Answers, answers_json, answers_rows, say_answers
from commands.session import session_of
from loaders.readers.opening import open_source
from loaders.resolution.asked import AskedFile, Columns, read_asked
from loaders.resolution.measure import measure
from loaders.resolution.resolver import Resolver
from wording.words import Words


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "resolve",
        short_help="Find the places that a file names.",
        epilog=examples(
            "resolve twins.csv",
            "resolve twins.csv --truth lat,lon --format csv",
            "resolve twins.csv --gazetteer lau.csv.gz",
        ),
    )(resolve_command)


def resolve_command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A twinning list, or a table with name and country.")],
    truth: Annotated[
        str | None,
        typer.Option("--truth", metavar="LAT,LON", help="Columns to measure by; the resolver does not see them."),
    ] = None,
    gazetteer: GazetteerOption = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="How many disagreeing places a table lists.")] = 20,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Find the place that each name and country of a file means; nothing is loaded.

    Each place is accepted, to be decided by a person, or not found; a district of a city, a county or a province is
    said to be one and never taken for the town of its name.
    """
    session = session_of(context, output_format)
    columns = _truth_columns(truth)
    asked = read_asked(open_source(file), columns)
    with building(session.t) as on_build:
        resolver = Resolver.open(gazetteer or (), on_build=on_build)
    answers = _answer(session.t, resolver, asked, has_truth=columns is not None)
    match output_format:
        case OutputFormat.JSON:
            say_json(answers_json(session.t, answers))
        case OutputFormat.CSV:
            say_csv(COLUMNS, answers_rows(session.t, answers))
        case OutputFormat.TABLE:
            say_answers(session.t, answers, limit)
    _tell_left_out(session.t, asked)


def _truth_columns(written: str | None) -> Columns | None:
    if written is None:
        return None
    names = [one.strip().lower() for one in written.split(",")]
    if len(names) != 2 or not all(names):
        raise typer.BadParameter(f'"{written}" is not the names of two columns, such as lat,lon.', param_hint="--truth")
    return names[0], names[1]


def _answer(t: Words, resolver: Resolver, asked: AskedFile, *, has_truth: bool) -> Answers:
    with waiting(t("Looking up {n} places ...", n=len(asked.places))):
        began = time.perf_counter()
        resolutions = resolver.resolve_all(asked.places)
        seconds = time.perf_counter() - began
    return Answers(resolutions, asked.truths, measure(resolutions, asked.truths), seconds, has_truth)


def _tell_left_out(t: Words, asked: AskedFile) -> None:
    problems = asked.problems
    if not problems.n_errors:
        return
    told = [one.sentence() for one in problems.errors[:10]]
    heading = t.plural(
        "{n} cell or row could not be read and was left out:",
        "{n} cells or rows could not be read and were left out:",
        problems.n_errors,
    )
    remark("\n".join((heading, *told)))
