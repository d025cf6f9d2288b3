"""``connect-explorer query``: a query of one's own in SQL or Cypher, which cannot write."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.opening import open_existing
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, remark, say, say_csv, say_json, say_rows
from commands.session import session_of
from graph.own_query import MOST_ROWS, USUAL_ROWS, USUAL_SECONDS
from queries.own_query import ask_own_query, language_of, readable
from reports.answer_files import format_named, write_answer

_TO_HELP = "Write the rows into a file: .csv, .xlsx, .parquet; with ids also .graphml, .gexf."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "query",
        short_help="Ask in your own SQL or Cypher.",
        epilog=examples(
            'query "SELECT kind, count(*) AS n FROM node GROUP BY kind"',
            "query --file mine.sql --limit 100000 --to rows.parquet",
            "query --readable",
        ),
    )(query_command)


def query_command(
    context: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", help="The query; - reads it from standard input.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Read the query from a file.", show_default=False)
    ] = None,
    is_readable: Annotated[bool, typer.Option("--readable", help="List what a query may read.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=MOST_ROWS, help="Rows at most.")] = USUAL_ROWS,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, max=600, help="Seconds at most.")] = USUAL_SECONDS,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help=_TO_HELP, show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file of --to.")] = False,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Ask in your own SQL (SQLite store) or Cypher (Neo4j store).

    Nothing can be written, and contact values cannot be read. Tables, labels and their properties are in docs/model.md.
    """
    session = session_of(context, output_format)
    if to is not None:
        format_named(to)  # before the query runs, which may take a while
    with open_existing(store) as opened:
        if is_readable:
            _say_readable(output_format, language_of(opened), readable(opened))
            return
        answered = ask_own_query(opened, _text(text, file), limit, timeout)
    n = len(answered.rows)
    if to is not None:
        write_answer(answered, to, overwrite=force)
        remark(session.t.plural("{n} row was written to {file}.", "{n} rows were written to {file}.", n, file=to))
    elif output_format is OutputFormat.JSON:
        say_json(answered.rows)
    elif output_format is OutputFormat.CSV:
        say_csv(answered.columns, answered.rows)
    elif answered.rows:
        say_rows(answered.columns, answered.rows)
    if answered.is_cut:
        remark(session.t("There are more rows; --limit gives more of them."))
    if not answered.rows:
        remark(session.t("Nothing found: {reason}.", reason=session.t(answered.question.empty)))
        raise typer.Exit(1)


def _text(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise typer.BadParameter("give the query, or --file with a file that holds it.", param_hint="TEXT")
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise typer.BadParameter(f"{file} cannot be read as text: {error}.", param_hint="--file") from error
    return sys.stdin.read() if text == "-" else str(text)


def _say_readable(output_format: OutputFormat, language: str, names: tuple[str, ...]) -> None:
    rows = [{"language": language, "name": one} for one in names]
    match output_format:
        case OutputFormat.JSON:
            say_json(rows)
        case OutputFormat.CSV:
            say_csv(("language", "name"), rows)
        case OutputFormat.TABLE:
            say(", ".join(names), lead=f"{language}: ")
