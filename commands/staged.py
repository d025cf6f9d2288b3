"""``connect-explorer resume`` and ``discard``: a load that was interrupted, completed or taken away."""

from typing import Annotated, Any

import typer

from commands.load_report import say_changes
from commands.opening import open_existing
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, say, say_csv, say_json, waiting
from commands.session import session_of
from graph.store import StagedLoad
from wording.staged import staged_sentence
from wording.words import Words

_COLUMNS = ("load_id", "status")
StagedArgument = Annotated[
    int, typer.Argument(metavar="LOAD", help='Number of the load, as "loads" and "doctor" name it.')
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "resume",
        short_help="Complete a large load that was interrupted.",
        epilog=examples("resume 7", "resume 7 --format json"),
    )(resume_command)
    app.command(
        "discard",
        short_help="Take a large load away that was interrupted.",
        epilog=examples("discard 7", "loads"),
    )(discard_command)


def resume_command(
    context: typer.Context,
    load_id: StagedArgument,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Complete a load too big for one transaction of Neo4j that was interrupted after all of it had arrived.

    Its files are not needed. It goes on where it was, and may itself be interrupted and resumed.
    """
    session = session_of(context, output_format)
    with open_existing(store) as opened, waiting(session.t("Completing load {load_id} ...", load_id=load_id)):
        done = opened.resume(load_id)
    match output_format:
        case OutputFormat.JSON:
            say_json({"load_id": load_id, "status": "complete"})
        case OutputFormat.CSV:
            say_csv(_COLUMNS, [{"load_id": load_id, "status": "complete"}])
        case OutputFormat.TABLE:
            title = done.source.title
            say(session.t("Load {load_id} ({source}) is complete.", load_id=load_id, source=title))
            say()
            say_changes(session.t, done.changes_by_kind)


def discard_command(
    context: typer.Context,
    load_id: StagedArgument,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Take away a load too big for one transaction of Neo4j that was interrupted: the store is as it was before it."""
    session = session_of(context, output_format)
    with open_existing(store) as opened, waiting(session.t("Taking load {load_id} away ...", load_id=load_id)):
        opened.discard(load_id)
    match output_format:
        case OutputFormat.JSON:
            say_json({"load_id": load_id, "status": "discarded"})
        case OutputFormat.CSV:
            say_csv(_COLUMNS, [{"load_id": load_id, "status": "discarded"}])
        case OutputFormat.TABLE:
            say(session.t("Load {load_id} was taken away: the store is as it was before it.", load_id=load_id))


def say_staged(t: Words, staged: tuple[StagedLoad, ...]) -> None:
    """Name each staged load, and what to do; nothing where there is none."""
    for one in staged:
        say()
        say(staged_sentence(t, one))


def staged_rows(staged: tuple[StagedLoad, ...]) -> list[dict[str, Any]]:
    """Staged loads for programs."""
    return [
        {
            "load_id": one.load_id,
            "source": one.source.id,
            "files": list(one.files),
            "begun_at": one.begun_at,
            "n_records": one.n_records,
            "is_whole": one.is_whole,
            "is_switching": one.is_switching,
        }
        for one in staged
    ]
