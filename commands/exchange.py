"""``connect-explorer exchange``: terms of reference, planned and held."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from casework.change import who
from casework.contents import Exchange, Participant
from casework.exchanges import cancel, change_terms, hold, open_points, plan
from casework.kept import Kept, all_kept, by_key
from casework.requests import request_case
from commands.case_output import names_of, say_kept, say_listed
from commands.groups import Subcommand, add_group
from commands.naming import Asked, node_asked
from commands.need_options import ByOption, Form, FormChoice, ReasonOption, changed, country_given, ids_of, pairs_given
from commands.opening import open_existing
from commands.options import FormatOption, StoreOption
from commands.output import OutputFormat, say
from commands.session import Session, session_of
from graph.schema import PEERS
from graph.store import GraphStore
from wording.terms import form_name, status_name

KeyArgument = Annotated[str, typer.Argument(metavar="EXCHANGE", help="Its key, such as 2026-001-E1.")]
InferredOption = Annotated[Form | None, typer.Option("--form-inferred", help="The form, where nobody named it.")]
TitleOption = Annotated[str | None, typer.Option("--title", help="Title.")]

ParticipantOption = Annotated[
    list[str] | None,
    typer.Option("--participant", metavar="WHO=ROLE", help="An official or organisation; may be repeated."),
]
TopicOption = Annotated[list[str] | None, typer.Option("--topic", help="A topic; may be repeated.")]
ObjectiveOption = Annotated[list[str] | None, typer.Option("--objective", help="An objective; may be repeated.")]
ActivityOption = Annotated[list[str] | None, typer.Option("--activity", help="An activity; may be repeated.")]
DetailOption = Annotated[
    list[str] | None, typer.Option("--detail", metavar="FIELD=TEXT", help="A field of its form; may be repeated.")
]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day.")]
CountryOption = Annotated[str | None, typer.Option("--country", help="Where it takes place.")]
SpokenOption = Annotated[str | None, typer.Option("--working-language", metavar="CODE", help="Such as fr.")]
PartOption = Annotated[str | None, typer.Option("--association-part", help="What the associations do in it.")]
NoteOption = Annotated[str | None, typer.Option("--note", help="What is left open, in words.")]
UrlOption = Annotated[str | None, typer.Option("--source-url", help="Page on which it is published.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_group(
        app,
        "exchange",
        _COMMANDS,
        short_help="Plan exchanges and keep what came of them.",
        help_="Exchanges: terms of reference, planned and held, of organisations and people.",
        shown=("exchange plan R07 --form round_table --participant HVC=peer", "exchange show R07-E1"),
    )


def plan_command(
    context: typer.Context,
    request: Annotated[str, typer.Argument(metavar="REQUEST", help="Key or id of the request it answers.")],
    title: TitleOption = None,
    form: FormChoice = None,
    form_inferred: InferredOption = None,
    participant: ParticipantOption = None,
    topic: TopicOption = None,
    objective: ObjectiveOption = None,
    activity: ActivityOption = None,
    detail: DetailOption = None,
    planned_from: FromOption = None,
    planned_until: UntilOption = None,
    country: CountryOption = None,
    working_language: SpokenOption = None,
    association_part: PartOption = None,
    note: NoteOption = None,
    source_url: UrlOption = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Plan an exchange that answers a request on which a peer has agreed."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        node = node_asked(session, opened, Asked(request, "request", kinds=("Request",)))
        content = Exchange(
            title=title,
            form=form,
            form_inferred=form_inferred,
            participants=_participants(session, opened, participant or []),
            topic_ids=ids_of(session, opened, topic or (), ("Topic",)),
            objectives=tuple(objective or ()),
            activities=tuple(activity or ()),
            details=pairs_given(detail or [], "NAME=TEXT", "--detail") or None,
            planned_from=planned_from,
            planned_until=planned_until,
            country=country_given(country),
            language=working_language,
            association_part=association_part,
            note=note,
            source_url=source_url,
        )
        _say(session, opened, plan(opened, request_case(opened, node.id), content, who(by, reason)))


def edit_command(
    context: typer.Context,
    key: KeyArgument,
    title: TitleOption = None,
    participant: ParticipantOption = None,
    objective: ObjectiveOption = None,
    activity: ActivityOption = None,
    detail: DetailOption = None,
    planned_from: FromOption = None,
    planned_until: UntilOption = None,
    association_part: PartOption = None,
    note: NoteOption = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Change the terms of reference; what is not given stays as it is."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        record = by_key(opened, Exchange, "exchange", key)
        values: dict[str, Any] = {
            "title": title,
            "participants": _participants(session, opened, participant) if participant else None,
            "objectives": tuple(objective) if objective else None,
            "activities": tuple(activity) if activity else None,
            "details": {**(record.content.details or {}), **pairs_given(detail, "NAME=TEXT", "--detail")}
            if detail
            else None,
            "planned_from": planned_from,
            "planned_until": planned_until,
            "association_part": association_part,
            "note": note,
        }
        _say(session, opened, change_terms(opened, record, changed(record.content, values), who(by, reason)))


def hold_command(
    context: typer.Context,
    key: KeyArgument,
    held_from: FromOption = None,
    held_until: UntilOption = None,
    people: Annotated[int | None, typer.Option("--people", min=1, help="How many people took part.")] = None,
    days: Annotated[int | None, typer.Option("--days", min=1, help="Length in days.")] = None,
    result: Annotated[str | None, typer.Option("--result", help="What came out of it.")] = None,
    note: NoteOption = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Keep that an exchange was held, when, and what came out of it; the plan stays on record."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        record = by_key(opened, Exchange, "exchange", key)
        content = replace(
            record.content,
            held_from=held_from or record.content.held_from,
            held_until=held_until or record.content.held_until,
            n_participants=people or record.content.n_participants,
            days=days or record.content.days,
            result=result or record.content.result,
            note=note or record.content.note,
        )
        _say(session, opened, hold(opened, record, content, who(by, reason)))


def cancel_command(
    context: typer.Context,
    key: KeyArgument,
    by: ByOption = None,
    reason: ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Cancel an exchange that was not held; needs a reason."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        _say(session, opened, cancel(opened, by_key(opened, Exchange, "exchange", key), who(by, reason)))


def show_command(
    context: typer.Context,
    key: KeyArgument,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show an exchange with its terms of reference, and what they leave open."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        _say(session, opened, by_key(opened, Exchange, "exchange", key))


def list_command(
    context: typer.Context, store: StoreOption = None, output_format: FormatOption = OutputFormat.TABLE
) -> None:
    """List the exchanges that were planned here."""
    session = session_of(context, output_format)
    t = session.t
    with open_existing(store) as opened:
        rows = [
            {
                "key": one.key,
                "form": form_name(t, one.content.kind_of_form) if one.content.kind_of_form else None,
                "from": one.content.held_from or one.content.planned_from,
                "participants": names_of(t, opened, [each.id for each in one.content.participants]),
                "state": status_name(t, one.state),
            }
            for one in all_kept(opened, Exchange, "exchange")
        ]
    columns = {
        "key": t("exchange"),
        "form": t("form"),
        "from": t("from"),
        "participants": t("participants"),
        "state": t("state"),
    }
    say_listed(session, rows, columns, t("No exchange was planned here yet."))


def _say(session: Session, store: GraphStore, record: Kept[Exchange]) -> None:
    say_kept(session, store, record)
    points = open_points(store, record.content)
    if session.output_format is OutputFormat.TABLE and points:
        say()
        say(session.t("Still open:"))
        for one in points:
            say(one.what, lead="  - ")


def _participants(session: Session, store: GraphStore, written: list[str]) -> tuple[Participant, ...]:
    pairs = [one.rpartition("=") for one in written]
    for name, equals, role in pairs:
        if not (name and equals):
            raise typer.BadParameter(f'"{role}" is not WHO=ROLE.', param_hint="--participant")
    ids = [ids_of(session, store, [name], PEERS)[0] for name, _, _ in pairs]
    return tuple(Participant(id=one, role=role) for one, (_, _, role) in zip(ids, pairs, strict=True))


_COMMANDS = (
    Subcommand(
        "plan", "Plan an exchange.", plan_command, ("R07 --form round_table --participant HVC=peer --from 2018-09-10",)
    ),
    Subcommand("edit", "Change the terms of reference.", edit_command, ("R07-E1 --activity 'visit to a landfill'",)),
    Subcommand(
        "hold", "Keep that it was held.", hold_command, ('R07-E1 --from 2018-09-10 --result "recommendations"',)
    ),
    Subcommand("cancel", "Cancel it.", cancel_command, ('R07-E1 --reason "elections"',)),
    Subcommand("show", "One exchange.", show_command, ("R07-E1",)),
    Subcommand("list", "Exchanges that were planned here.", list_command),
)
