"""``connect-explorer proposal``: ask candidates whether they would help, and keep what they answer."""

from typing import Annotated

import typer

from casework.change import who
from casework.contents import Proposal
from casework.kept import Kept, all_kept, by_key
from casework.proposals import ACCEPTED, DECLINED, EXPIRED, WITHDRAWN, answer, proposals_of, propose
from casework.requests import request_case
from commands.case_output import names_of, say_kept, say_listed
from commands.groups import Subcommand, add_group
from commands.naming import Asked, node_asked
from commands.need_options import ByOption, ReasonOption, ids_of
from commands.opening import open_existing
from commands.options import FormatOption, StoreOption
from commands.output import OutputFormat
from commands.session import Session, session_of
from graph.schema import PEERS
from graph.store import GraphStore
from wording.terms import status_name

KeyArgument = Annotated[str, typer.Argument(metavar="PROPOSAL", help="Its key, such as 2026-001-P1.")]
_ANSWERS = {"accept": ACCEPTED, "decline": DECLINED, "expire": EXPIRED, "withdraw": WITHDRAWN}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_group(
        app,
        "proposal",
        (
            Subcommand("new", "Propose an exchange.", new_command, ("2026-001 O04", "R07 HVC VNG")),
            Subcommand("list", "Proposals.", list_command, ("", "2026-001")),
            Subcommand(
                "answer",
                "Keep an answer.",
                answer_command,
                ("2026-001-P1 accept", '2026-001-P2 decline --reason "no time"'),
            ),
        ),
        short_help="Ask candidates, and keep their answers.",
        help_="Proposals: a candidate, alone or in a team, is asked to help with a request.",
        shown=("proposal new 2026-001 O04", "proposal answer 2026-001-P1 accept"),
    )


def new_command(
    context: typer.Context,
    request: Annotated[str, typer.Argument(metavar="REQUEST", help="Its key or id.")],
    candidate: Annotated[list[str], typer.Argument(metavar="CANDIDATE...", help="Officials or organisations.")],
    letter_language: Annotated[str, typer.Option("--letter-language", metavar="CODE", help="Of the letter.")] = "en",
    by: ByOption = None,
    reason: ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Propose to a candidate, or to several as a team, to help with a request."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        node = node_asked(session, opened, Asked(request, "request", kinds=("Request",)))
        candidates = ids_of(session, opened, candidate, PEERS)
        case = request_case(opened, node.id)
        say_kept(session, opened, propose(opened, case, candidates, who(by, reason), language=letter_language))


def list_command(
    context: typer.Context,
    request: Annotated[str | None, typer.Argument(metavar="REQUEST", help="Only those for it.")] = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List proposals and what came of them."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        if request is None:
            found = all_kept(opened, Proposal, "proposal")
        else:
            node = node_asked(session, opened, Asked(request, "request", kinds=("Request",)))
            found = proposals_of(opened, node.id)
        _say_list(session, opened, found)


def answer_command(
    context: typer.Context,
    key: KeyArgument,
    result: Annotated[str, typer.Argument(metavar="ANSWER", help=f"One of {', '.join(_ANSWERS)}.")],
    by: ByOption = None,
    reason: ReasonOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Keep what came of a proposal; a decline needs its reason."""
    session = session_of(context, output_format)
    if result not in _ANSWERS:
        raise typer.BadParameter(f'"{result}" is no answer. Known: {", ".join(_ANSWERS)}.', param_hint="ANSWER")
    with open_existing(store) as opened:
        proposal = by_key(opened, Proposal, "proposal", key)
        say_kept(session, opened, answer(opened, proposal, _ANSWERS[result], who(by, reason)))


def _say_list(session: Session, store: GraphStore, found: tuple[Kept[Proposal], ...]) -> None:
    t = session.t
    rows = [
        {
            "key": one.key,
            "candidates": names_of(t, store, one.content.candidate_ids),
            "state": status_name(t, one.state),
            "expires_on": one.content.expires_on,
            "answer": one.content.answer,
        }
        for one in found
    ]
    columns = {
        "key": t("proposal"),
        "candidates": t("candidates"),
        "state": t("state"),
        "expires_on": t("to be answered by"),
        "answer": t("answer"),
    }
    say_listed(session, rows, columns, t("Nothing was proposed to anybody yet."))
