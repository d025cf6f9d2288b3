"""``connect-explorer review``, ``decide``, ``decisions``, ``take-back``: what only a person can say about a place."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from commands.gazetteers import GazetteerOption, building
from commands.naming import Asked, node_asked
from commands.opening import open_existing
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, say, say_csv, say_json, say_line
from commands.session import Session, session_of
from dashboard.review import N_PARTNERS, resolution_of
from graph.acting_user import USER_VARIABLE, user_name
from graph.errors import ExplorerError
from graph.store import Decision, Ruling
from loaders.resolution.resolver import Resolver
from loaders.resolution.result import Resolution
from loaders.resolution.why import score_in_words, why
from queries.profile import profile
from queries.rows import PlaceToDecide, places_to_decide
from wording.decisions import decision_sentence
from wording.words import Words

NONE_OF_THEM = "none"
_CANDIDATES_TOLD = 5
_REVIEW_COLUMNS = ("id", "name", "country", "source", "place", "candidate", "candidate_name", "lat", "lon", "score")
_COLUMNS = ("decision_id", "name", "country", "target", "reason", "decided_by", "decided_at", "taken_back_at")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "review",
        short_help="Municipalities of which a person must say which place they are.",
        epilog=examples("review", "review --gazetteer geonames --gazetteer lau.csv.gz"),
    )(review_command)
    app.command(
        "decide",
        short_help="Say which place a municipality is, and why.",
        epilog=examples(
            'decide mun-k6fawjl6k2gn lau:UK_2 --reason "as they say"',
            'decide "Newport, Wales" none --reason "a village"',
        ),
    )(decide_command)
    app.command(
        "decisions",
        short_help="What was decided, by whom and why.",
        epilog=examples("decisions", "decisions --format csv"),
    )(decisions_command)
    app.command("take-back", short_help="Let a decision no longer hold.", epilog=examples("take-back 3"))(
        take_back_command
    )


def review_command(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many to list.")] = 20,
    gazetteer: GazetteerOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List the municipalities that wait for a decision, each with the places that it may be."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        waiting = places_to_decide(opened, limit)
        profiles = [profile(opened, one.id, N_PARTNERS) for one in waiting]
    with building(session.t) as on_build:
        resolver = Resolver.open(gazetteer or (), on_build=on_build) if waiting else None
    found = [
        (one, resolution_of(one, known, resolver)) for one, known in zip(waiting, profiles, strict=True) if resolver
    ]
    match output_format:
        case OutputFormat.JSON:
            say_json([{**asdict(one), "candidates": list(_candidates(answer))} for one, answer in found])
        case OutputFormat.CSV:
            say_csv(_REVIEW_COLUMNS, _review_rows(found))
        case OutputFormat.TABLE:
            _say_waiting(session.t, found)


def decide_command(
    context: typer.Context,
    municipality: Annotated[str, typer.Argument(metavar="ID", help='An id, "Name" or "Name, Country".')],
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="A place id such as geonames:2641598, or none for none of them.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help=f"Who decides; otherwise {USER_VARIABLE}, otherwise your login."),
    ] = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Say which place a municipality is, so that files are loaded by it from now on.

    The decision holds for the name and country as written, in every file that is loaded with --resolve. Load the file
    again to see it in the graph.
    """
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        found = opened.node(node_asked(session, opened, Asked(municipality, "municipality")).id)
        if found.kind != "Municipality":
            raise ExplorerError(f'"{municipality}" is no municipality. Only those are matched with places.')
        name = str(found.properties["name"])
        country = str(found.properties.get("country_written") or found.properties.get("country") or "")
        target = None if place == NONE_OF_THEM else _place_id(place)
        decision = opened.decide(Ruling("Municipality", name, country, target, _reason(reason), by or user_name()))
    _say_decisions(session, [decision])


def decisions_command(
    context: typer.Context, store: StoreOption = None, output_format: FormatOption = OutputFormat.TABLE
) -> None:
    """List what people decided about names, also what was taken back since."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        decisions = opened.decisions()
    _say_decisions(session, decisions)


def take_back_command(
    context: typer.Context,
    decision_id: Annotated[
        int, typer.Argument(metavar="DECISION", help='Number of the decision, as "decisions" lists it.')
    ],
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Let a decision no longer hold; it stays on record. Load the file again to see it in the graph."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        decision = opened.take_back(decision_id)
    _say_decisions(session, [decision])


def _place_id(written: str) -> str:
    scheme, _, key = written.partition(":")
    if not scheme or not key:
        raise typer.BadParameter(
            f'"{written}" is no place id. Expected one such as geonames:2641598 or lau:IS_2510, or {NONE_OF_THEM}.'
        )
    return written


def _reason(written: str) -> str:
    if not written.strip():
        raise typer.BadParameter("A decision needs a reason.", param_hint="--reason")
    return written.strip()


def _candidates(answer: Resolution) -> Iterator[dict[str, Any]]:
    for one in answer.candidates:
        yield {
            "place": one.place_id,
            "name": one.name,
            "country": one.country,
            "lat": one.lat,
            "lon": one.lon,
            "population": one.population,
            "score": one.score,
            "parts": dict(one.parts),
        }


def _review_rows(found: Sequence[tuple[PlaceToDecide, Resolution]]) -> Iterator[dict[str, Any]]:
    for one, answer in found:
        for candidate in answer.candidates:
            yield {
                "id": one.id,
                "name": one.name,
                "country": one.country_written,
                "source": one.source,
                "place": one.place,
                "candidate": candidate.place_id,
                "candidate_name": candidate.name,
                "lat": candidate.lat,
                "lon": candidate.lon,
                "score": candidate.score,
            }


def _say_waiting(t: Words, found: Sequence[tuple[PlaceToDecide, Resolution]]) -> None:
    if not found:
        say(t("No municipality waits for a decision."))
        return
    for one, answer in found:
        say(f"{one.name}, {one.country_written or t('country unknown')} ({one.id})")
        say(why(t, answer), lead="  ")
        for candidate in answer.candidates[:_CANDIDATES_TOLD]:
            where = "" if candidate.lat is None else f" ({candidate.lat:.2f}, {candidate.lon:.2f})"
            say(f"{candidate.place_id}  {candidate.name}, {t.country(candidate.country)}{where}", lead="  - ")
            say(score_in_words(t, candidate), lead="      ")
    say()
    say(t("Decide with its id, for example:"))
    one, answer = found[0]
    best = answer.best.place_id if answer.best else NONE_OF_THEM
    say_line(f'connect-explorer decide {one.id} {best} --reason "..."', lead="  ")


def _say_decisions(session: Session, decisions: Sequence[Decision]) -> None:
    rows = [
        {
            **asdict(one.ruling),
            "decision_id": one.decision_id,
            "decided_at": one.decided_at,
            "taken_back_at": one.taken_back_at,
        }
        for one in decisions
    ]
    match session.output_format:
        case OutputFormat.JSON:
            say_json(rows)
        case OutputFormat.CSV:
            say_csv(_COLUMNS, rows)
        case OutputFormat.TABLE:
            _say_sentences(session.t, decisions)


def _say_sentences(t: Words, decisions: Sequence[Decision]) -> None:
    if not decisions:
        say(t("Nothing was decided yet."))
    for one in decisions:
        say(decision_sentence(t, one), lead=f"{one.decision_id}. ")
