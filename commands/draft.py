"""``connect-explorer draft``: changes that could not be saved, to be looked at, sent, or dropped."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from casework.drafts import Draft, draft, drafts, drop_draft
from casework.merging import Difference, Side
from casework.sending import conflicts_of, send_draft
from commands.groups import Subcommand, add_group
from commands.opening import open_existing
from commands.options import FormatOption, StoreOption
from commands.output import OutputFormat, cell, say, say_csv, say_json, say_line
from commands.session import session_of
from wording.words import Words

_COLUMNS = ("id", "kept_at", "records", "why")
DraftArgument = Annotated[str, typer.Argument(metavar="DRAFT", help="Its name, such as D1.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_group(
        app,
        "draft",
        (
            Subcommand("list", "All drafts.", list_command),
            Subcommand("show", "One draft beside what the store has.", show_command, ("D1",)),
            Subcommand("send", "Save a draft.", send_command, ("D1", "D1 --yours need.title --theirs state")),
            Subcommand("drop", "Let a draft go.", drop_command, ("D1",)),
        ),
        short_help="Changes that could not be saved.",
        help_="Changes that could not be saved, because the store was away or somebody else was first.",
        shown=("draft list", "draft show D1", "draft send D1"),
    )


def list_command(context: typer.Context, output_format: FormatOption = OutputFormat.TABLE) -> None:
    """List what waits to be saved on this machine."""
    session = session_of(context, output_format)
    found = drafts()
    match output_format:
        case OutputFormat.JSON:
            say_json(list(map(_row, found)))
        case OutputFormat.CSV:
            say_csv(_COLUMNS, map(_row, found))
        case OutputFormat.TABLE if found:
            for one in found:
                say(_told(session.t, one), lead=f"{one.id}  ")
        case OutputFormat.TABLE:
            say(session.t("Nothing waits to be saved."))


def show_command(
    context: typer.Context,
    name: DraftArgument,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Set a draft beside what the store has now, field by field."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        found = [one for of_change in conflicts_of(opened, draft(name)) for one in of_change]
    match output_format:
        case OutputFormat.JSON:
            say_json([_difference_row(one) for one in found])
        case OutputFormat.CSV:
            say_csv(("field", "base", "yours", "theirs", "is_clash"), [_difference_row(one) for one in found])
        case OutputFormat.TABLE:
            _say_differences(session.t, name, found)


def send_command(
    context: typer.Context,
    name: DraftArgument,
    yours: Annotated[list[str] | None, typer.Option("--yours", metavar="FIELD", help="Take yours.")] = None,
    theirs: Annotated[list[str] | None, typer.Option("--theirs", metavar="FIELD", help="Take theirs.")] = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Save a draft; where both of you changed a field, say whose to take."""
    session = session_of(context, output_format)
    choices: dict[str, Side] = {**dict.fromkeys(yours or (), "yours"), **dict.fromkeys(theirs or (), "theirs")}
    with open_existing(store) as opened:
        saved = send_draft(opened, name, choices)
    if session.is_json:
        say_json({"status": "saved", "draft": name, "records": list(saved)})
    else:
        say(session.t("Saved: {records}.", records=", ".join(saved)))


def drop_command(context: typer.Context, name: DraftArgument, output_format: FormatOption = OutputFormat.TABLE) -> None:
    """Let a draft go for good."""
    session = session_of(context, output_format)
    drop_draft(name)
    if session.is_json:
        say_json({"status": "dropped", "draft": name})
    else:
        say(session.t("Draft {draft} is gone.", draft=name))


def _row(one: Draft) -> dict[str, Any]:
    return {"id": one.id, "kept_at": one.kept_at, "records": [c.edit.id for c in one.changes], "why": one.why}


def _told(t: Words, one: Draft) -> str:
    records = t.listing(change.edit.key or change.edit.id for change in one.changes)
    return t("{records}, kept {when}. {why}", records=records, when=t.moment(one.kept_at), why=one.why)


def _difference_row(one: Difference) -> dict[str, Any]:
    return {"field": one.field, "base": one.base, "yours": one.yours, "theirs": one.theirs, "is_clash": one.is_clash}


def _say_differences(t: Words, name: str, found: Iterable[Difference]) -> None:
    clashes = []
    for one in found:
        say(f"{one.field}:")
        say(cell(one.base), lead=f"    {t('before')}: ")
        say(cell(one.yours), lead=f"    {t('yours')}: ")
        say(cell(one.theirs), lead=f"    {t('theirs')}: ")
        if one.is_clash:
            clashes.append(one.field)
    if clashes:
        say(t("Both of you changed: {fields}. Say for each whose to take.", fields=", ".join(clashes)))
    else:
        say(t("Nothing was changed by both: it can be sent as it is."))
    say_line(f"connect-explorer draft send {name}{''.join(f' --yours {one}' for one in clashes)}", lead="  ")
