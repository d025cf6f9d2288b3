"""``connect-explorer request``: receive requests, validate them, move them on, and read what was done."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from casework.change import who
from casework.checklist import checklist
from casework.need import Group, Need
from casework.requests import RequestCase, check, edit_need, move, receive, request_case, take_back
from commands import need_options as given
from commands.groups import Subcommand, add_group
from commands.naming import Asked, node_asked
from commands.opening import open_existing
from commands.options import FormatOption, StoreOption
from commands.output import OutputFormat
from commands.request_report import say_case, say_history, say_list
from commands.session import Session, session_of
from graph.connect import open_store
from graph.schema import REQUEST_STATUSES
from graph.store import GraphStore
from queries.rows import requests

RequestArgument = Annotated[str, typer.Argument(metavar="REQUEST", help="Its key, such as 2026-001, or its id.")]
RevisionOption = Annotated[
    int | None, typer.Option("--revision", min=0, help="The revision that you looked at; otherwise the latest one.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_group(
        app,
        "request",
        _COMMANDS,
        short_help="Receive, validate and follow requests.",
        help_="Requests: from the day they come in to the practice that was written from them.",
        shown=("request list", "request show 2026-001", "request move 2026-001 valid"),
    )


def new_command(
    context: typer.Context,
    title: given.TitleOption = None,
    text: given.TextOption = None,
    text_file: given.TextFileOption = None,
    objective: given.ObjectiveOption = None,
    topic: given.TopicOption = None,
    form: given.FormChoice = None,
    working_language: given.SpokenOption = None,
    wanted_from: given.FromOption = None,
    wanted_until: given.UntilOption = None,
    requester: given.RequesterOption = None,
    group: given.GroupOption = None,
    members: given.MembersOption = None,
    country: given.CountryOption = None,
    received: given.ReceivedOption = None,
    deadline: given.DeadlineOption = None,
    phase: given.PhaseOption = None,
    note: given.NoteOption = None,
    source_url: given.UrlOption = None,
    contact: Annotated[
        list[str] | None,
        typer.Option("--contact", metavar="NAME=VALUE", help="How to reach them, such as email=...; kept hidden."),
    ] = None,
    key: Annotated[str | None, typer.Option("--key", help="What you call it; otherwise the next number.")] = None,
    by: given.ByOption = None,
    reason: given.ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Receive a request: from one municipality or several, an association, or a group that is not yet named."""
    session = session_of(context, output_format)
    with open_store(store) as opened:
        need = Need(
            title=title,
            text=given.text_given(text, text_file),
            objectives=tuple(objective or ()),
            topic_ids=given.ids_of(session, opened, topic or (), ("Topic",)),
            form=form,
            languages=tuple(working_language or ()),
            wanted_from=wanted_from,
            wanted_until=wanted_until,
            requester_ids=given.requester_ids(session, opened, requester or ()),
            group=Group(name=group, n_members=members) if group else None,
            country=given.country_given(country),
            received_on=received,
            deadline=deadline,
            phase=phase,
            note=note,
            source_url=source_url,
        )
        case = receive(
            opened, need, who(by, reason), contact=given.pairs_given(contact or [], "NAME=VALUE", "--contact"), key=key
        )
        say_case(session, opened, case)


def edit_command(
    context: typer.Context,
    request: RequestArgument,
    title: given.TitleOption = None,
    text: given.TextOption = None,
    text_file: given.TextFileOption = None,
    objective: given.ObjectiveOption = None,
    topic: given.TopicOption = None,
    form: given.FormChoice = None,
    working_language: given.SpokenOption = None,
    wanted_from: given.FromOption = None,
    wanted_until: given.UntilOption = None,
    requester: given.RequesterOption = None,
    group: given.GroupOption = None,
    members: given.MembersOption = None,
    country: given.CountryOption = None,
    note: given.NoteOption = None,
    revision: RevisionOption = None,
    by: given.ByOption = None,
    reason: given.ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Change what a request says; what is not given stays as it is."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        case = _case(session, opened, request, revision)
        values: dict[str, Any] = {
            "title": title,
            "text": given.text_given(text, text_file),
            "objectives": tuple(objective) if objective else None,
            "topic_ids": given.ids_of(session, opened, topic, ("Topic",)) if topic else None,
            "form": form,
            "languages": tuple(working_language) if working_language else None,
            "wanted_from": wanted_from,
            "wanted_until": wanted_until,
            "requester_ids": given.requester_ids(session, opened, requester) if requester else None,
            "group": Group(name=group, n_members=members) if group else None,
            "country": given.country_given(country),
            "note": note,
        }
        say_case(session, opened, edit_need(opened, case, given.changed(case.need, values), who(by, reason)))


def list_command(
    context: typer.Context,
    state: Annotated[list[str] | None, typer.Option("--state", help="Only these; may be repeated.")] = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List requests and where each of them stands."""
    session = session_of(context, output_format)
    for one in state or ():
        if one not in REQUEST_STATUSES:
            known = ", ".join(REQUEST_STATUSES)
            raise typer.BadParameter(f'"{one}" is no state. Known: {known}.', param_hint="--state")
    with open_existing(store) as opened:
        say_list(session, opened, requests(opened, state or None))


def show_command(
    context: typer.Context,
    request: RequestArgument,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show a request: the need, the checklist, and where it may go from here."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        say_case(session, opened, _case(session, opened, request))


def validate_command(
    context: typer.Context,
    request: RequestArgument,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Item of the checklist, or all.")],
    result: Annotated[str, typer.Argument(metavar="RESULT", help="pass, fail or ask_more.")],
    revision: RevisionOption = None,
    by: given.ByOption = None,
    reason: given.ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Answer one item of the checklist; a result that is no pass needs a reason."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        case = _case(session, opened, request, revision)
        for one in [each.id for each in checklist().items] if item == "all" else [item]:
            case = check(opened, case, one, result, who(by, reason))
        say_case(session, opened, case)


def move_command(
    context: typer.Context,
    request: RequestArgument,
    state: Annotated[str, typer.Argument(metavar="STATE", help=f"One of {', '.join(REQUEST_STATUSES)}.")],
    revision: RevisionOption = None,
    by: given.ByOption = None,
    reason: given.ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Move a request on, along the allowed ways only."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        case = _case(session, opened, request, revision)
        say_case(session, opened, move(opened, case, state, who(by, reason)))


def history_command(
    context: typer.Context,
    request: RequestArgument,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Tell everything that was done with a request: who, when, why, and what it said before."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        say_history(session, opened.case_history(_case(session, opened, request).id))


def take_back_command(
    context: typer.Context,
    request: RequestArgument,
    revision: RevisionOption = None,
    by: given.ByOption = None,
    reason: given.ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Take the last step back; the history keeps both."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        case = _case(session, opened, request, revision)
        say_case(session, opened, take_back(opened, case, who(by, reason)))


def _case(session: Session, store: GraphStore, text: str, revision: int | None = None) -> RequestCase:
    node = node_asked(session, store, Asked(text, "request", kinds=("Request",)))
    case = request_case(store, node.id)
    return case if revision is None else replace(case, revision=revision)


_COMMANDS = (
    Subcommand(
        "new",
        "Receive a request.",
        new_command,
        (
            '--text "Déchets ménagers" --requester Ziniaré --country BF',
            '--group "nine municipalities" --title Planning',
        ),
    ),
    Subcommand("edit", "Change what a request says.", edit_command, ('2026-001 --title "Sanitation plan"',)),
    Subcommand(
        "list",
        "Requests and where they stand.",
        list_command,
        (
            "",
            "--state received --state valid",
        ),
    ),
    Subcommand("show", "One request, with its checklist.", show_command, ("2026-001",)),
    Subcommand(
        "validate",
        "Answer an item of the checklist.",
        validate_command,
        (
            "2026-001 need pass",
            '2026-001 country fail --reason "not served"',
        ),
    ),
    Subcommand(
        "move",
        "Move a request on.",
        move_command,
        (
            "2026-001 valid",
            '2026-001 refused --reason "no local task"',
        ),
    ),
    Subcommand("history", "All that was done with a request.", history_command, ("2026-001",)),
    Subcommand("take-back", "Take the last step back.", take_back_command, ("2026-001",)),
)
