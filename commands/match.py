"""``connect-explorer match``: who can help with a request, why not somebody else, and who for all open requests."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from casework.matching.matching import Matching, open_matching
from casework.matching.need import THEMES, TIES, MatchNeed, needs_of
from casework.matching.rules import PARTS, MatchRules, read_rules, shipped_rules
from casework.matching.teams import teams
from casework.matching.what_if import firmness, moves, why_not_first
from commands.evaluate import evaluate_command
from commands.groups import Subcommand, add_group
from commands.match_report import (
    batch_rows,
    fair_use_rows,
    ranking_rows,
    say_batch,
    say_fair_use,
    say_ranking,
    say_teams,
    say_why,
    team_rows,
)
from commands.naming import Asked, node_asked
from commands.opening import network_of, open_existing
from commands.options import FormatOption, StoreOption
from commands.output import OutputFormat, remark, say_csv, say_json, waiting
from commands.session import Session, session_of
from graph.dates import is_partial_date, last_day
from graph.schema import EXCHANGE_FORMS
from graph.store import GraphStore
from queries.rows import nodes_by_id

RequestArgument = Annotated[str, typer.Argument(metavar="REQUEST", help="Id or key of the request, such as R05.")]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Look back: only what is dated and was known on that day."),
]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", metavar="FILE", help="Weights and limits; otherwise those of the explorer.")
]
WeightOption = Annotated[
    list[str] | None,
    typer.Option("--weight", metavar="PART=N", help=f"Another weight, repeatable. Parts: {', '.join(PARTS)}."),
]
ConflictOption = Annotated[
    list[str] | None,
    typer.Option("--conflict", metavar="ID", help="Who declared an interest in this case (id or name); repeatable."),
]
LanguageOption = Annotated[
    list[str] | None, typer.Option("--working-language", metavar="CODE", help="As in fr; repeatable.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_group(
        app,
        "match",
        (
            Subcommand(
                "find",
                "Candidates for a request, with scores whose parts add up.",
                find_command,
                ("R05", "R05 --as-of 2018-03-19", "R07 --weight distance=20"),
            ),
            Subcommand("why", "What would put a candidate first.", why_command, ('R05 "Leiden, Netherlands"',)),
            Subcommand("teams", "Two or three who together cover a request.", teams_command, ("R09",)),
            Subcommand("assign", "Peers for all open requests at once.", assign_command, ("--most-asked 2",)),
            Subcommand("fair", "Who is never asked and who is always asked.", fair_command, ("--count 10",)),
            Subcommand(
                "evaluate",
                "How well partner suggestions find what was hidden from them.",
                evaluate_command,
                ("", "--split newcomers --asked 2000 --format json"),
            ),
        ),
        short_help="Who can help with a request.",
        help_="Peers for requests: limits first, then a score that is the sum of its parts. People decide.",
        shown=("match find R05", "match assign", "match fair"),
    )


def find_command(
    context: typer.Context,
    request: RequestArgument,
    count: Annotated[int, typer.Option("--count", min=1, max=500, help="How many to list.")] = 10,
    form: Annotated[
        str | None, typer.Option("--form", metavar="FORM", help=f"One of {', '.join(EXCHANGE_FORMS)}.")
    ] = None,
    theme: Annotated[str, typer.Option("--theme", help=f"What makes municipalities alike: {', '.join(THEMES)}.")] = (
        "size"
    ),
    ties: Annotated[str, typer.Option("--ties", help=f"Which ties are wished for: {', '.join(TIES)}.")] = "any",
    job: Annotated[
        str | None, typer.Option("--job", metavar="FUNCTION", help="Whose colleague is looked for, as in mayor.")
    ] = None,
    working_language: LanguageOption = None,
    must_speak: Annotated[
        bool, typer.Option("--must-speak", help="Make the working language a limit: no interpretation.")
    ] = False,
    conflict: ConflictOption = None,
    rules: RulesOption = None,
    weight: WeightOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List who can help with a request, the best first, and who is out and why. The list prepares; people decide."""
    session = session_of(context, output_format)
    changed = _weights(weight or [])
    with open_existing(store) as opened:
        matching = _matching(session, opened, rules, as_of)
        need = _need(session, opened, request)
        need = _wished(
            replace(need, job=job, needs_language=must_speak, languages=tuple(working_language or need.languages)),
            form=form or need.form,
            theme=theme,
            ties=ties,
        )
        conflicts = [node_asked(session, opened, Asked(one, "conflict", is_peer=True)).id for one in conflict or ()]
        scored = matching.score(need, conflicts)
        moved = moves(scored, scored.rules.with_weights(changed), count) if changed else ()
        scored = scored.with_weights(scored.rules.with_weights(changed)) if changed else scored
        found = matching.told(scored, k=count)
        firm = firmness(scored)
        names = nodes_by_id(opened, {one.candidate_id for one in moved})
    match output_format:
        case OutputFormat.JSON:
            told = {**asdict(found), "as_of": found.as_of.isoformat(), "n_excluded": dict(found.n_excluded)}
            say_json({**told, "firmness": [asdict(one) for one in firm], "moves": [asdict(one) for one in moved]})
        case OutputFormat.CSV:
            say_csv(*ranking_rows(found))
        case OutputFormat.TABLE:
            say_ranking(session.t, found, firm, moved, names)
    if not found.candidates:
        raise typer.Exit(1)


def why_command(
    context: typer.Context,
    request: RequestArgument,
    candidate: Annotated[str, typer.Argument(metavar="CANDIDATE", help='An id, "Name" or "Name, Country".')],
    rules: RulesOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Tell why a candidate is not the first for a request, and the smallest change that would make it so."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        matching = _matching(session, opened, rules, as_of)
        scored = matching.score(_need(session, opened, request))
        node = node_asked(session, opened, Asked(candidate, "candidate", is_peer=True))
        row = scored.row_of(node.id)
    if row is None:  # it came a moment ago, with another load
        raise typer.BadParameter("the data changed meanwhile; ask again.", param_hint="CANDIDATE")
    why = why_not_first(scored, row)
    match output_format:
        case OutputFormat.JSON:
            say_json(asdict(why))
        case OutputFormat.CSV:
            say_csv(["part", "share", "wanted_share"], [asdict(one) for one in why.changes])
        case OutputFormat.TABLE:
            say_why(session.t, node, why)


def teams_command(
    context: typer.Context,
    request: RequestArgument,
    count: Annotated[int, typer.Option("--count", min=1, max=50, help="How many to list.")] = 5,
    rules: RulesOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List teams of two or three that cover the topics of a request better than anybody alone."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        scored = _matching(session, opened, rules, as_of).score(_need(session, opened, request))
        found = teams(scored, count)
        names = nodes_by_id(opened, {one for team in found for one in (*team.member_ids, *dict(team.topics))})
    match output_format:
        case OutputFormat.JSON:
            say_json([asdict(team) for team in found])
        case OutputFormat.CSV:
            say_csv(*team_rows(found))
        case OutputFormat.TABLE if found:
            say_teams(session.t, found, names)
    if not found:
        remark(session.t("No team covers the topics of this request better than the best single candidate."))
        raise typer.Exit(1)


def assign_command(
    context: typer.Context,
    most_asked: Annotated[
        int, typer.Option("--most-asked", min=1, max=100, help="Requests for which one candidate may be asked.")
    ] = 1,
    n_peers: Annotated[int, typer.Option("--peers", min=1, max=10, help="Peers for each request.")] = 1,
    rules: RulesOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Propose peers for all open requests at once, so that the sum of the scores is greatest and the load is shared."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        batch = _matching(session, opened, rules, as_of).assign_open_requests(n_peers, most_asked=most_asked)
        names = nodes_by_id(opened, {one for choice in batch.best.chosen for one in choice[:2]})
    match output_format:
        case OutputFormat.JSON:
            say_json(asdict(batch))
        case OutputFormat.CSV:
            say_csv(*batch_rows(batch))
        case OutputFormat.TABLE if batch.best.chosen:
            say_batch(session.t, batch, names)
    if not batch.best.chosen:
        remark(session.t("No request is open, or nobody can be proposed for one."))
        raise typer.Exit(1)


def fair_command(
    context: typer.Context,
    count: Annotated[int, typer.Option("--count", min=1, max=500, help="How many to name of each.")] = 10,
    rules: RulesOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Tell which officials with a topic were never asked, and who is asked again and again."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        found = _matching(session, opened, rules, as_of).fair_use(count)
        names = nodes_by_id(opened, {*found.never_ids, *dict(found.most)})
    match output_format:
        case OutputFormat.JSON:
            say_json(asdict(found))
        case OutputFormat.CSV:
            say_csv(*fair_use_rows(found))
        case OutputFormat.TABLE:
            say_fair_use(session.t, found, names)


def _matching(session: Session, store: GraphStore, rules: Path | None, as_of: str | None) -> Matching:
    chosen: MatchRules = read_rules(rules) if rules else shipped_rules()
    today = datetime.now(UTC).date()
    day = _day(as_of) if as_of else today
    network = network_of(session.t, store)
    with waiting(session.t("Reading who could be a peer, once after each load ...")):
        return open_matching(store, network, chosen, day, only_dated=day < today)


def _day(text: str) -> date:
    if not is_partial_date(text):
        raise typer.BadParameter(f'"{text}" is not a date such as 2018-03-19.', param_hint="--as-of")
    return last_day(text)


def _need(session: Session, store: GraphStore, request: str) -> MatchNeed:
    node = node_asked(session, store, Asked(request, "request"))
    found = needs_of(store, [node.id])
    if not found:
        raise typer.BadParameter(f'"{request}" is no request.', param_hint="REQUEST")
    return found[0]


def _wished(need: MatchNeed, *, form: str | None, theme: str, ties: str) -> MatchNeed:
    for value, known, option in ((form, EXCHANGE_FORMS, "--form"), (theme, THEMES, "--theme"), (ties, TIES, "--ties")):
        if value is not None and value not in known:
            raise typer.BadParameter(f'"{value}" is not known. Known: {", ".join(known)}.', param_hint=option)
    return replace(need, form=form, theme=theme, ties=ties)


def _weights(given: Sequence[str]) -> dict[str, float]:
    """Weights as typed, in points of the shipped hundred."""
    found = {}
    for one in given:
        part, _, number = one.partition("=")
        if part not in PARTS or not number.replace(".", "", 1).isdigit():
            raise typer.BadParameter(
                f'"{one}" is not PART=N with a part of {", ".join(PARTS)} and N from 0 up.', param_hint="--weight"
            )
        found[part] = float(number) / 100
    return found
