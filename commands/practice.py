"""``connect-explorer practice``: what was learned in an exchange, written down, shared and adopted."""

from typing import Annotated, Any

import typer

from casework.change import who
from casework.contents import Adoption, Practice, Sharing
from casework.kept import by_key
from casework.practices import adopt, change, practices, set_status, share, write
from commands.case_output import say_kept, say_listed
from commands.groups import Subcommand, add_group
from commands.naming import Asked, node_asked
from commands.need_options import ByOption, ReasonOption, changed, ids_of, pairs_given
from commands.opening import open_existing
from commands.options import FormatOption, StoreOption
from commands.output import OutputFormat
from commands.session import session_of
from graph.schema import ORGANISATIONS, PRACTICE_STATUSES
from wording.terms import status_name

KeyArgument = Annotated[str, typer.Argument(metavar="PRACTICE", help="Its key, such as 2026-001-E1-W1.")]
SummaryOption = Annotated[str | None, typer.Option("--summary", help="Summary.")]
WorkedOption = Annotated[str | None, typer.Option("--what-worked", help="What worked, and what did not.")]
ConditionsOption = Annotated[
    str | None, typer.Option("--conditions", help="What must be there for it to work elsewhere.")
]
TitlesOption = Annotated[
    list[str] | None, typer.Option("--title-in", metavar="CODE=TITLE", help="Title in another language.")
]
TopicOption = Annotated[list[str] | None, typer.Option("--topic", help="A topic; may be repeated.")]
UrlOption = Annotated[str | None, typer.Option("--url", help="Address of the document.")]
OrganisationArgument = Annotated[str, typer.Argument(metavar="ORGANISATION", help="Its name, key or id.")]
_TITLE_SHAPE = "CODE=TITLE, as fr=Déchets"
_CODE_LENGTH = 2
OnOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="When.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_group(
        app,
        "practice",
        _COMMANDS,
        short_help="Write down what was learned.",
        help_="Practices: written from an exchange, for others to find and take over.",
        shown=('practice write E04 --title "Joint collection of waste"', "practice list"),
    )


def write_command(
    context: typer.Context,
    exchange: Annotated[list[str], typer.Argument(metavar="EXCHANGE...", help="Where it was learned: keys or ids.")],
    title: Annotated[str, typer.Option("--title", help="Title.")],
    title_in: TitlesOption = None,
    summary: SummaryOption = None,
    what_worked: WorkedOption = None,
    conditions: ConditionsOption = None,
    written_in: Annotated[str | None, typer.Option("--written-in", metavar="CODE", help="Language, as fr.")] = None,
    topic: TopicOption = None,
    url: UrlOption = None,
    by: ByOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Write a practice from an exchange that was held; it is a draft until it says what others need."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        content = Practice(
            title=title,
            titles=_titles(title_in or []) or None,
            exchange_ids=ids_of(session, opened, exchange, ("Exchange",)),
            summary=summary,
            what_worked=what_worked,
            transfer_conditions=conditions,
            language=written_in,
            topic_ids=ids_of(session, opened, topic or (), ("Topic",)),
            url=url,
        )
        say_kept(session, opened, write(opened, content, who(by)))


def edit_command(
    context: typer.Context,
    key: KeyArgument,
    title: Annotated[str | None, typer.Option("--title", help="Title.")] = None,
    title_in: TitlesOption = None,
    summary: SummaryOption = None,
    what_worked: WorkedOption = None,
    conditions: ConditionsOption = None,
    topic: TopicOption = None,
    url: UrlOption = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Change what a practice says; what is not given stays as it is."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        record = by_key(opened, Practice, "practice", key)
        values: dict[str, Any] = {
            "title": title,
            "titles": {**(record.content.titles or {}), **_titles(title_in)} if title_in else None,
            "summary": summary,
            "what_worked": what_worked,
            "transfer_conditions": conditions,
            "topic_ids": ids_of(session, opened, topic, ("Topic",)) if topic else None,
            "url": url,
        }
        say_kept(session, opened, change(opened, record, changed(record.content, values), who(by, reason)))


def status_command(
    context: typer.Context,
    key: KeyArgument,
    status: Annotated[str, typer.Argument(metavar="STATUS", help=f"One of {', '.join(PRACTICE_STATUSES)}.")],
    by: ByOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Say whether partners are looked for."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        record = by_key(opened, Practice, "practice", key)
        say_kept(session, opened, set_status(opened, record, status, who(by)))


def adopt_command(
    context: typer.Context,
    key: KeyArgument,
    organisation: OrganisationArgument,
    on: OnOption = None,
    by: ByOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Keep that an organisation took a practice over."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        node = node_asked(session, opened, Asked(organisation, "organisation", kinds=ORGANISATIONS))
        record = by_key(opened, Practice, "practice", key)
        adoption = Adoption(organisation_id=node.id, on_date=on)
        say_kept(session, opened, adopt(opened, record, adoption, who(by)))


def share_command(
    context: typer.Context,
    key: KeyArgument,
    organisation: OrganisationArgument,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event or publication.")],
    on: OnOption = None,
    by: ByOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Keep that an association told its members of a practice."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        node = node_asked(session, opened, Asked(organisation, "organisation", kinds=ORGANISATIONS))
        record = by_key(opened, Practice, "practice", key)
        sharing = Sharing(organisation_id=node.id, event=event, on_date=on)
        say_kept(session, opened, share(opened, record, sharing, who(by)))


def show_command(
    context: typer.Context,
    key: KeyArgument,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show a practice."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        say_kept(session, opened, by_key(opened, Practice, "practice", key))


def list_command(
    context: typer.Context, store: StoreOption = None, output_format: FormatOption = OutputFormat.TABLE
) -> None:
    """List the practices that were written here."""
    session = session_of(context, output_format)
    t = session.t
    with open_existing(store) as opened:
        found = practices(opened)
    rows = [
        {
            "key": one.key,
            "title": one.content.title,
            "state": status_name(t, one.state),
            "n_adopted": len(one.content.adopted),
        }
        for one in found
    ]
    columns = {"key": t("practice"), "title": t("title"), "state": t("state"), "n_adopted": t("adopted by")}
    say_listed(session, rows, columns, t("No practice was written here yet."))


def _titles(written: list[str]) -> dict[str, str]:
    titles = pairs_given(written, _TITLE_SHAPE, "--title-in")
    for code, title in titles.items():
        if len(code) != _CODE_LENGTH:
            raise typer.BadParameter(f'"{code}={title}" is not {_TITLE_SHAPE}.', param_hint="--title-in")
    return titles


_COMMANDS = (
    Subcommand(
        "write",
        "Write a practice from an exchange.",
        write_command,
        ('2026-001-E1 --title "Joint collection of waste"',),
    ),
    Subcommand("edit", "Change what it says.", edit_command, ('2026-001-E1-W1 --conditions "a shared landfill"',)),
    Subcommand(
        "status", "Say whether partners are looked for.", status_command, ("2026-001-E1-W1 looking_for_partners",)
    ),
    Subcommand("adopt", "Keep who took it over.", adopt_command, ("2026-001-E1-W1 Ziniaré --on 2027-03",)),
    Subcommand(
        "share", "Keep where it was told.", share_command, ('2026-001-E1-W1 VNG "Annual congress" --on 2027-06',)
    ),
    Subcommand("show", "One practice.", show_command, ("2026-001-E1-W1",)),
    Subcommand("list", "Practices that were written here.", list_command),
)
