"""``connect-explorer path``: how two officials or organisations are connected."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from commands.naming import Asked, node_asked
from commands.opening import network_of, open_existing
from commands.options import FormatOption, StoreOption, examples, kinds_named
from commands.output import OutputFormat, remark, say, say_csv, say_json, say_line
from commands.session import Session, session_of
from graph.answers import PeerPath
from graph.schema import PEERS
from graph.steps import StepRules
from graph.store import GraphStore
from queries.peer_paths import MAX_PATHS, MAX_STEPS, PathStatus, PeerPaths, peer_paths
from wording.naming import node_name
from wording.sentences import fact_source, n_more_sentence, path_sentences, status_sentence
from wording.words import Words

_COLUMNS = ["path", "step", "from_id", "from", "to_id", "to", "fact", "fact_id", "date", "source", "source_url"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "path",
        short_help="How two people or organisations are connected.",
        epilog=examples(
            'path "Abdallah Anati" "Laura Heese-Smit"',
            'path "Bethlehem, Palestine" "Reykjavik, Iceland" --count 3',
            "path O07 O03 --avoid A03 --with-planned --format json",
        ),
    )(path_command)


def path_command(
    context: typer.Context,
    from_name: Annotated[str, typer.Argument(metavar="FROM", help='An id, "Name" or "Name, Country".')],
    to_name: Annotated[str, typer.Argument(metavar="TO", help='An id, "Name" or "Name, Country".')],
    max_steps: Annotated[int, typer.Option("--max-steps", min=1, max=MAX_STEPS, help="Longest path.")] = 6,
    count: Annotated[int, typer.Option("--count", min=1, max=MAX_PATHS, help="How many paths to show.")] = 5,
    avoid: Annotated[
        list[str] | None,
        typer.Option("--avoid", metavar="ID", help="Walk around this peer or exchange (id or name); repeatable."),
    ] = None,
    avoid_kind: Annotated[
        list[str] | None,
        typer.Option("--avoid-kind", metavar="KIND", help="Walk around all peers of this kind; repeatable."),
    ] = None,
    with_planned: Annotated[
        bool, typer.Option("--with-planned", help="Also exchanges that are planned or not known to have been held.")
    ] = False,
    with_similarity: Annotated[
        bool,
        typer.Option("--with-similarity", help="Also steps between peers who share a topic, association, country."),
    ] = False,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Tell how two people or organisations are connected: who met whom, step by step, with dates and sources."""
    session = session_of(context, output_format)
    avoided_kinds = kinds_named(avoid_kind or (), "--avoid-kind", PEERS)
    with open_existing(store) as opened:
        ends = [
            node_asked(session, opened, Asked(text, what, is_peer=True)).id
            for text, what in ((from_name, "from"), (to_name, "to"))
        ]
        rules = StepRules(with_planned, with_similarity, frozenset(avoided_kinds), _ids(session, opened, avoid or ()))
        network = network_of(session.t, opened)
        found = peer_paths(opened, network, *ends, k=count, max_steps=max_steps, rules=rules)
    _write(session, found)
    if found.status is not PathStatus.OK:
        raise typer.Exit(1)


def say_path(t: Words, path: PeerPath) -> None:
    """Write a path as one numbered sentence a step, each with the source of its fact."""
    for number, (sentence, step) in enumerate(zip(path_sentences(t, path), path.steps, strict=True), 1):
        say(sentence, lead=f"  {number}. ")
        say_line(t("Source: {source}", source=fact_source(step.facts[0])), lead="     ")


def _ids(session: Session, store: GraphStore, names: Sequence[str]) -> frozenset[str]:
    return frozenset(node_asked(session, store, Asked(name, "avoid")).id for name in names)


def _write(session: Session, found: PeerPaths) -> None:
    match session.output_format:
        case OutputFormat.JSON:
            say_json(asdict(found))
        case OutputFormat.CSV:
            say_csv(_COLUMNS, _rows(found.paths))
    if session.output_format is OutputFormat.TABLE and found.paths:
        _say_paths(session.t, found)
    elif found.status is not PathStatus.OK:
        remark(_status(session.t, found))


def _rows(paths: Sequence[PeerPath]) -> Iterator[dict[str, Any]]:
    """One row a fact, with the columns of the question ``peer_paths``."""
    for n_path, path in enumerate(paths, 1):
        for n_step, step in enumerate(path.steps, 1):
            for fact in step.facts:
                ends = (step.from_node.id, step.from_node.name, step.to_node.id, step.to_node.name)
                told = (fact.kind, fact.node.id if fact.node else None, fact.date, fact.source, fact.source_url)
                yield dict(zip(_COLUMNS, (n_path, n_step, *ends, *told), strict=True))


def _say_paths(t: Words, found: PeerPaths) -> None:
    say(_status(t, found))
    for number, path in enumerate(found.paths, 1):
        say()
        heading = t.plural("Path {number}, {n} step:", "Path {number}, {n} steps:", len(path.steps), number=number)
        say(heading)
        say_path(t, path)
    more = n_more_sentence(t, found.n_more, len(found.paths[-1].steps), is_complete=found.is_complete_count)
    if more:
        say()
        say(f"{more}.")


def _status(t: Words, found: PeerPaths) -> str:
    return status_sentence(
        t,
        found.status,
        from_name=node_name(t, found.from_node) if found.from_node else "",
        to_name=node_name(t, found.to_node) if found.to_node else "",
        max_steps=found.max_steps,
        distance=found.distance,
        distance_with_planned=found.distance_with_planned,
        n_from=found.n_connected_to_from,
        n_to=found.n_connected_to_to,
    )
