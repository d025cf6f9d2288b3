"""``connect-explorer ask``: any question of the catalogue, by its name."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from commands.ask_given import given
from commands.ask_listing import say_questions, say_text
from commands.ask_pattern import say_finding
from commands.opening import network_of, open_existing
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, remark, say_csv, say_json, say_rows
from commands.session import Session, session_of
from graph.acting_user import user_name
from graph.store import GraphStore
from queries.answered import Answered, ask_question
from queries.catalogue import Asking, Question, WrongParameter, find, question_named
from queries.patterns.all_patterns import PATTERNS
from queries.patterns.finding import Finding
from queries.saved import keep, saved_named
from queries.text import UnknownQuestion
from reports.answer_files import format_named, write_answer

_TO_HELP = "Write the answer into a file: .csv, .xlsx, .parquet; nodes and edges also .graphml, .gexf."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "ask",
        short_help="Ask any question by its name.",
        epilog=examples(
            "ask --list",
            "ask topics",
            "ask search --param text=Sandgerdi --param limit=3",
            "ask ego_network --param node_id=Leiden --to leiden.xlsx",
            "ask newcomers --param periods=years",
            'ask profile --param node_id=Leiden --save-as "Leiden"',
            'ask --saved "Leiden"',
            "ask topics --text",
        ),
    )(ask_command)


def ask_command(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="Name of the question.", show_default=False)
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A parameter; may be given several times.")
    ] = None,
    saved: Annotated[
        str | None, typer.Option("--saved", metavar="NAME", help="Ask the question that was saved under this name.")
    ] = None,
    save_as: Annotated[
        str | None, typer.Option("--save-as", metavar="NAME", help="Save the question with its parameters.")
    ] = None,
    is_list: Annotated[bool, typer.Option("--list", help="List all questions with their parameters.")] = False,
    is_text: Annotated[bool, typer.Option("--text", help="Show how it is asked in SQL and in Cypher.")] = False,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help=_TO_HELP, show_default=False)] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file of --to, and the question saved under --save-as.")
    ] = False,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Ask a question by its name.

    Several values of one parameter stand with | between them. Where a node is wanted, its name will do. With --saved,
    each --param replaces the value that was saved.
    """
    session = session_of(context, output_format)
    if is_list:
        say_questions(session)
        return
    if (question is None) == (saved is None):
        raise typer.BadParameter("name a question or give --saved, or list all with --list.", param_hint="QUESTION")
    if question is not None:
        _require_known(question)
    if is_text and question is not None:
        say_text(session, question)
        return
    if to is not None:
        format_named(to)  # before the question is asked, which may take a while
    given_now = _Given(question, saved, tuple(param or ()), save_as, force)
    # Rows alone would not say what a pattern means; a file and CSV hold nothing but rows.
    as_finding = to is None and output_format is not OutputFormat.CSV
    found = _asked(session, store, given_now, as_finding=as_finding)
    if isinstance(found, Finding):
        say_finding(session, found)
        return
    if to is None:
        _say(session, found)
    else:
        write_answer(found, to, overwrite=force)
        n = len(found.rows)
        remark(session.t.plural("{n} row was written to {file}.", "{n} rows were written to {file}.", n, file=to))
    if not found.rows:
        remark(session.t("Nothing found: {reason}.", reason=session.t(found.question.empty)))
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Given:
    """What was asked for, and under which name it shall be kept."""

    question_id: str | None
    saved: str | None
    params: tuple[str, ...]
    save_as: str | None
    is_to_replace: bool


def _asked(session: Session, url: str | None, given_now: _Given, *, as_finding: bool) -> Answered | Finding:
    with open_existing(url) as store:
        question, values = _values(session, store, given_now)
        asking = Asking(store, lambda: network_of(session.t, store))
        try:
            if as_finding and question.id in PATTERNS:
                found: Answered | Finding = find(asking, question.id, values)
            else:
                found = ask_question(asking, question.id, values)
        except WrongParameter as error:
            _refuse(error, "--param")
        if given_now.save_as is not None:
            name = given_now.save_as
            keep(store, name, question, values, user_name(), overwrite=given_now.is_to_replace)
            remark(session.t('The question was saved as "{name}".', name=name))
        return found


def _values(session: Session, store: GraphStore, given_now: _Given) -> tuple[Question, dict[str, object]]:
    """The question that is meant, with what was saved and what replaces it."""
    before = saved_named(store, given_now.saved) if given_now.saved is not None else None
    question = question_named(before.question_id if before else given_now.question_id or "")
    return question, {**(before.given if before else {}), **given(session, store, question, given_now.params)}


def _require_known(question_id: str) -> None:
    try:
        question_named(question_id)
    except UnknownQuestion as error:
        _refuse(error, "QUESTION")


def _say(session: Session, answered: Answered) -> None:
    match session.output_format:
        case OutputFormat.JSON:
            say_json(answered.rows)
        case OutputFormat.CSV:
            say_csv(answered.columns, answered.rows)
        case OutputFormat.TABLE if answered.rows:
            say_rows(answered.columns, answered.rows)


def _refuse(error: Exception, hint: str) -> NoReturn:
    raise typer.BadParameter(str(error), param_hint=hint) from error
