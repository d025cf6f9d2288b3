"""``connect-explorer saved``: the questions that people keep under a name."""

import json
from typing import Annotated

import typer

from commands.opening import open_existing
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, remark, say, say_csv, say_json
from commands.session import Session, session_of
from graph.saved import SavedQuestion

_COLUMNS = ("name", "question", "parameters", "saved_by", "saved_at")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "saved",
        short_help="List, rename or delete saved questions.",
        epilog=examples("saved", 'saved "African demand" --rename "Demand"', 'saved "Demand" --delete'),
    )(saved_command)


def saved_command(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One saved question; all when left out.", show_default=False)
    ] = None,
    rename: Annotated[str | None, typer.Option("--rename", metavar="NEW", help="Give it another name.")] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Forget it.")] = False,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List the questions that were saved with "ask --save-as" or on the Ask page; rename or delete one."""
    session = session_of(context, output_format)
    if name is None and (delete or rename is not None):
        raise typer.BadParameter("name the saved question.", param_hint="NAME")
    if delete and rename is not None:
        raise typer.BadParameter("choose one of --rename and --delete.", param_hint="--delete")
    with open_existing(store) as opened:
        if name is not None and rename is not None:
            opened.rename_saved(name, rename)
            remark(session.t('"{name}" is called "{new_name}" now.', name=name, new_name=rename))
            name = rename
        elif name is not None and delete:
            opened.delete_saved(name)
            remark(session.t('"{name}" was deleted.', name=name))
            return
        found = [one for one in opened.saved_questions() if name in (None, one.name)]
    _say(session, found)


def _say(session: Session, found: list[SavedQuestion]) -> None:
    match session.output_format:
        case OutputFormat.JSON:
            say_json([{**_row(one), "parameters": dict(one.given)} for one in found])
        case OutputFormat.CSV:
            say_csv(_COLUMNS, map(_row, found))
        case OutputFormat.TABLE:
            for one in found:
                _say_one(session, one)
    if not found:
        remark(session.t("No such question is saved. Save one with: ask QUESTION --save-as NAME"))
        raise typer.Exit(1)


def _row(one: SavedQuestion) -> dict[str, object]:
    given = json.dumps(dict(one.given), ensure_ascii=False)
    return dict(zip(_COLUMNS, (one.name, one.question_id, given, one.saved_by, one.saved_at), strict=True))


def _say_one(session: Session, one: SavedQuestion) -> None:
    t = session.t
    told = t(
        "{question}, saved by {who} on {when}", question=one.question_id, who=one.saved_by, when=t.moment(one.saved_at)
    )
    say(told, lead=f"{one.name}: ")
    for name, value in one.given.items():
        say(json.dumps(value, ensure_ascii=False), lead=f"    {name} = ")
