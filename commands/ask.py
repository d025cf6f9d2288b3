"""``connect-explorer ask``: any question of the catalogue, by its name."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from commands.ask_given import given
from commands.ask_pattern import say_finding
from commands.opening import network_of, open_existing
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, cell, remark, say, say_csv, say_json, say_rows
from commands.session import Session, session_of
from queries.answered import Answered, ask_question
from queries.catalogue import Asking, Parameter, Question, WrongParameter, find, question_named, questions
from queries.parameter_words import hint
from queries.patterns.all_patterns import PATTERNS
from queries.patterns.finding import Finding
from queries.subjects import Subject, subject_name
from queries.text import UnknownQuestion, question_text, text_ids
from reports.answer_files import format_named, write_answer
from wording.words import Words

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
    is_list: Annotated[bool, typer.Option("--list", help="List all questions with their parameters.")] = False,
    is_text: Annotated[bool, typer.Option("--text", help="Show how it is asked in SQL and in Cypher.")] = False,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help=_TO_HELP, show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file of --to.")] = False,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Ask a question by its name.

    Several values of one parameter stand with | between them. Where a node is wanted, its name will do.
    """
    session = session_of(context, output_format)
    if is_list:
        _list(session)
        return
    if question is None:
        raise typer.BadParameter("name a question, or list them all with --list.", param_hint="QUESTION")
    try:
        asked = question_named(question)
    except UnknownQuestion as error:
        _refuse(error, "QUESTION")
    if is_text:
        _say_text(session, question)
        return
    if asked.id in PATTERNS and to is None and session.output_format is not OutputFormat.CSV:
        say_finding(session, _found(session, store, asked, param or []))
        return
    if to is not None:
        format_named(to)  # before the question is asked, which may take a while
    answered = _answered(session, store, asked, param or [])
    if to is None:
        _say(session, answered)
    else:
        write_answer(answered, to, overwrite=force)
        n = len(answered.rows)
        remark(session.t.plural("{n} row was written to {file}.", "{n} rows were written to {file}.", n, file=to))
    if not answered.rows:
        remark(session.t("Nothing found: {reason}.", reason=session.t(asked.empty)))
        raise typer.Exit(1)


def _found(session: Session, url: str | None, question: Question, params: list[str]) -> Finding:
    with open_existing(url) as store:
        try:
            values = given(session, store, question, params)
            return find(Asking(store, lambda: network_of(session.t, store)), question.id, values)
        except WrongParameter as error:
            _refuse(error, "--param")


def _answered(session: Session, url: str | None, question: Question, params: list[str]) -> Answered:
    with open_existing(url) as store:
        try:
            values = given(session, store, question, params)
            return ask_question(Asking(store, lambda: network_of(session.t, store)), question.id, values)
        except WrongParameter as error:
            _refuse(error, "--param")


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


def _list(session: Session) -> None:
    rows = [_as_row(one) for one in questions().values()]
    match session.output_format:
        case OutputFormat.JSON:
            say_json(rows)
        case OutputFormat.CSV:
            say_csv(list(rows[0]), rows)
        case OutputFormat.TABLE:
            for subject in Subject:
                _say_subject(session, subject)


def _as_row(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "about": question.about.value,
        "question": question.question,
        "parameters": [one.name for one in question.parameters],
        "columns": [name for name, _ in question.columns],
        "order": question.order,
        "empty": question.empty,
    }


def _say_subject(session: Session, subject: Subject) -> None:
    found = [one for one in questions().values() if one.about is subject]
    if found:
        say(f"{subject_name(session.t, subject)}:")
        say()
    for one in found:
        _say_question(session.t, one)


def _say_question(t: Words, question: Question) -> None:
    say(t(question.question), lead=f"  {question.id}: ")
    for one in question.parameters:
        say(_parameter(t, one), lead=f"      {one.name}: ")
    say()


def _parameter(t: Words, one: Parameter) -> str:
    if one.is_required:
        return t("{what}; needed", what=hint(t, one))
    if one.default is None:
        return hint(t, one)
    return t("{what}; {usual} when not given", what=hint(t, one), usual=cell(one.default))


def _say_text(session: Session, question: str) -> None:
    if question not in text_ids():
        remark(session.t("{question} is answered on the network in memory, not by a text.", question=question))
        raise typer.Exit(1)
    text = question_text(question)
    match session.output_format:
        case OutputFormat.JSON:
            say_json({"id": text.id, "sql": text.sql, "cypher": text.cypher})
        case OutputFormat.CSV:
            say_csv(("id", "sql", "cypher"), [{"id": text.id, "sql": text.sql, "cypher": text.cypher}])
        case OutputFormat.TABLE:
            print(f"{text.sql.rstrip()}\n\n{text.cypher.rstrip()}")
