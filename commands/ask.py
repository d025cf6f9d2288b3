"""``connect-explorer ask``: any question of the catalogue, by its name."""

from typing import Annotated, NoReturn

import typer

from commands.opening import network_of, open_existing
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, cell, remark, say, say_csv, say_json, say_rows
from commands.session import Session, session_of
from queries.catalogue import Asking, Question, WrongParameter, answer, questions
from queries.text import UnknownQuestion, question_text, text_ids


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "ask",
        short_help="Ask any question by its name.",
        epilog=examples(
            "ask --list",
            "ask topics",
            "ask search --param text=Sandgerdi --param limit=3",
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
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Ask a question by its name; several values of one parameter stand with | between them."""
    session = session_of(context, output_format)
    if is_list:
        _list(session)
        return
    if question is None:
        raise typer.BadParameter("name a question, or list them all with --list.", param_hint="QUESTION")
    if question not in questions():
        _refuse(UnknownQuestion(f'there is no question "{question}". Known: {", ".join(questions())}.'), "QUESTION")
    if is_text:
        _say_text(session, question)
        return
    _answer(session, store, questions()[question], param or [])


def _answer(session: Session, url: str | None, question: Question, params: list[str]) -> None:
    given = dict(map(_name_and_value, params))
    with open_existing(url) as store:
        try:
            rows = answer(Asking(store, lambda: network_of(session.t, store)), question.id, given)
        except WrongParameter as error:
            _refuse(error, "--param")
    columns = [name for name, _ in question.columns]
    match session.output_format:
        case OutputFormat.JSON:
            say_json(rows)
        case OutputFormat.CSV:
            say_csv(columns, rows)
        case OutputFormat.TABLE if rows:
            say_rows(columns, rows)
    if not rows:
        remark(session.t("Nothing found: {reason}.", reason=question.empty))
        raise typer.Exit(1)


def _name_and_value(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not (name and equals):
        raise typer.BadParameter(f'"{param}" is not NAME=VALUE.', param_hint="--param")
    return name, value


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
            for one in questions().values():
                _say_question(one)


def _as_row(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "question": question.question,
        "parameters": [one.name for one in question.parameters],
        "columns": [name for name, _ in question.columns],
        "order": question.order,
        "empty": question.empty,
    }


def _say_question(question: Question) -> None:
    say(question.question, lead=f"{question.id}: ")
    for one in question.parameters:
        default = "" if one.default is None or one.is_required else f", {cell(one.default)} when not given"
        say(f"{one.name} ({one.type}{', needed' if one.is_required else default})", lead="    ")


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
