"""``connect-explorer evaluation``: forms for both sides of an exchange, answered by link or file."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from casework.change import who
from casework.contents import Evaluation, Exchange
from casework.evaluation_file import answer_from_file
from casework.evaluations import (
    STAGES,
    EvaluationCase,
    answer,
    ask,
    evaluations_of,
    form_of,
    overdue,
    response_rates,
    side_differences,
)
from casework.kept import by_key
from commands.case_output import say_kept, say_listed
from commands.groups import Subcommand, add_group
from commands.need_options import ByOption
from commands.opening import open_existing
from commands.options import FormatOption, StoreOption
from commands.output import OutputFormat
from commands.session import Session, session_of
from wording.terms import role_name, status_name
from wording.words import Words

ExchangeArgument = Annotated[str, typer.Argument(metavar="EXCHANGE", help="Its key, such as 2026-001-E1.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_group(
        app,
        "evaluation",
        _COMMANDS,
        short_help="Ask both sides how it went.",
        help_="Evaluations before, during, after and six months later, by both sides.",
        shown=("evaluation ask 2026-001-E1", "evaluation rates", "evaluation overdue"),
    )


def ask_command(
    context: typer.Context,
    exchange: ExchangeArgument,
    stage: Annotated[list[str] | None, typer.Option("--stage", help=f"Some of {', '.join(STAGES)}; else all.")] = None,
    by: ByOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Make the forms of an exchange, and tell the token with which each side opens its own.

    A token is told this once and kept nowhere.
    """
    session = session_of(context, output_format)
    t = session.t
    for one in stage or ():
        if one not in STAGES:
            raise typer.BadParameter(f'"{one}" is no stage. Known: {", ".join(STAGES)}.', param_hint="--stage")
    with open_existing(store) as opened:
        record = by_key(opened, Exchange, "exchange", exchange)
        asked = ask(opened, record, who(by), stage or STAGES)
    rows = [{**_row(t, one.record), "token": one.token} for one in asked]
    say_listed(session, rows, {**_columns(t), "token": t("token")}, t("All its forms were asked for before."))


def answer_command(
    context: typer.Context,
    form: Annotated[str | None, typer.Argument(metavar="FORM", help="Its key; or give the token.")] = None,
    token: Annotated[str | None, typer.Option("--token", help="The token of the link.")] = None,
    score: Annotated[
        list[str] | None,
        typer.Option("--score", metavar="NAME=1..5", help="Such as score=4 or learning=5; may be repeated."),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="The answer in words.")] = None,
    by: ByOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Fill in a form, opened by its key or by the token of its link."""
    session = session_of(context, output_format)
    if (form is None) == (token is None):
        raise typer.BadParameter("name the form, or give its token.", param_hint="FORM")
    given = dict(map(_score, score or []))
    with open_existing(store) as opened:
        record = by_key(opened, Evaluation, "evaluation", form) if form else form_of(opened, token or "")
        say_kept(session, opened, answer(opened, record, who(by), scores=given, text=text))


def load_command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with form, score, the other scores, and text.")],
    by: ByOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Fill in many forms from a file: all of it, or nothing where a row is wrong."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        found = answer_from_file(opened, file, who(by))
        _say_forms(session, found, session.t("The file has no answers."))


def list_command(
    context: typer.Context,
    exchange: ExchangeArgument,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List the forms of an exchange."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        found = evaluations_of(opened, by_key(opened, Exchange, "exchange", exchange).id)
    _say_forms(session, found, session.t("No form was asked for yet."))


def overdue_command(
    context: typer.Context, store: StoreOption = None, output_format: FormatOption = OutputFormat.TABLE
) -> None:
    """List the forms that should have come back."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        found = overdue(opened)
    _say_forms(session, found, session.t("No form is overdue."))


def rates_command(
    context: typer.Context, store: StoreOption = None, output_format: FormatOption = OutputFormat.TABLE
) -> None:
    """Tell how many forms came back, by stage and side."""
    session = session_of(context, output_format)
    t = session.t
    with open_existing(store) as opened:
        rows = [asdict(one) for one in response_rates(opened)]
    columns = {"stage": t("stage"), "side": t("side"), "n_asked": t("asked"), "n_answered": t("answered")}
    say_listed(session, rows, columns, t("No form was asked for yet."))


def differences_command(
    context: typer.Context,
    exchange: ExchangeArgument,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Set the scores of both sides beside each other, the largest difference first."""
    session = session_of(context, output_format)
    t = session.t
    with open_existing(store) as opened:
        found = side_differences(opened, by_key(opened, Exchange, "exchange", exchange).id)
    columns = {"stage": t("stage"), "score": t("score"), "requester": t("requester"), "peer": t("peer")}
    say_listed(session, [asdict(one) for one in found], columns, t("There is nothing that both sides answered."))


def _say_forms(session: Session, found: Sequence[EvaluationCase], empty: str) -> None:
    say_listed(session, [_row(session.t, one) for one in found], _columns(session.t), empty)


def _score(written: str) -> tuple[str, float]:
    name, equals, value = written.partition("=")
    try:
        return name, float(value)
    except ValueError:
        raise typer.BadParameter(f'"{name}{equals}{value}" is not NAME=1..5.', param_hint="--score") from None


def _row(t: Words, one: EvaluationCase) -> dict[str, Any]:
    return {
        "key": one.key,
        "stage": one.content.stage,
        "side": role_name(t, one.content.side),
        "state": status_name(t, one.state),
        "due_on": one.due_on,
    }


def _columns(t: Words) -> dict[str, str]:
    names = (t("form to fill in"), t("stage"), t("side"), t("state"), t("due"))
    return dict(zip(("key", "stage", "side", "state", "due_on"), names, strict=True))


_COMMANDS = (
    Subcommand("ask", "Make the forms of an exchange.", ask_command, ("2026-001-E1",)),
    Subcommand(
        "answer", "Fill in a form.", answer_command, ("2026-001-E1-after-peer --score score=4 --score learning=5",)
    ),
    Subcommand("load", "Fill in many forms from a file.", load_command, ("answers.csv",)),
    Subcommand("list", "Forms of an exchange.", list_command, ("2026-001-E1",)),
    Subcommand("overdue", "Forms that should have come back.", overdue_command),
    Subcommand("rates", "How many forms came back.", rates_command),
    Subcommand("differences", "Where the sides differ.", differences_command, ("2026-001-E1",)),
)
