"""``connect-explorer path``: how officials or organisations are connected."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from commands.naming import Asked, node_asked
from commands.opening import network_of, open_existing
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, remark, say, say_csv, say_json, say_line
from commands.path_options import (
    AsOfOption,
    AvoidKindOption,
    AvoidOption,
    Filters,
    FromArgument,
    FromDateOption,
    OnlyOption,
    PlannedOption,
    SimilarityOption,
    ToArgument,
    TopicOption,
    UntilDateOption,
    date_read,
    end_asked,
)
from commands.session import Session, session_of
from graph.answers import PeerPath
from graph.path_marks import PathMark
from queries.path_words import more_words, status_words
from queries.peer_paths import (
    MAX_PASSED,
    MAX_PATHS,
    MAX_STEPS,
    TIME_LIMIT_S,
    PathOrder,
    PathSearch,
    PathStatus,
    PeerPaths,
    paths_between,
)
from wording.path_marks import step_strength_sentence, strength_sentence, weak_points_sentence
from wording.sentences import fact_source, path_sentences
from wording.words import Words

_COLUMNS = [
    "path", "step", "from_id", "from", "to_id", "to", "fact", "fact_id", "date", "source", "source_url",
    "step_strength", "path_strength",
]  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "path",
        short_help="How people or organisations are connected.",
        epilog=examples(
            'path "Abdallah Anati" "Laura Heese-Smit"',
            'path "Bethlehem, Palestine" "Reykjavik, Iceland" --count 3',
            "path O07 O03 --how strongest --must-pass A03 --format json",
            "path country:NL country:IS --until-date 2018",
        ),
    )(path_command)


def path_command(
    context: typer.Context,
    from_name: FromArgument,
    to_name: ToArgument,
    how: Annotated[
        PathOrder, typer.Option("--how", case_sensitive=False, help="Fewest steps first, or strongest ties first.")
    ] = PathOrder.SHORTEST,
    max_steps: Annotated[int, typer.Option("--max-steps", min=1, max=MAX_STEPS, help="Longest path.")] = 6,
    count: Annotated[int, typer.Option("--count", min=1, max=MAX_PATHS, help="How many paths to show.")] = 5,
    must_pass: Annotated[
        list[str] | None,
        typer.Option(
            "--must-pass",
            metavar="ID",
            help=f"Only paths through this peer; repeatable, at most {MAX_PASSED}. Gives up after {TIME_LIMIT_S:g} s.",
        ),
    ] = None,
    avoid: AvoidOption = None,
    avoid_kind: AvoidKindOption = None,
    only: OnlyOption = None,
    topic: TopicOption = None,
    from_date: FromDateOption = None,
    until_date: UntilDateOption = None,
    with_planned: PlannedOption = False,
    with_similarity: SimilarityOption = False,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Tell how people or organisations are connected: who met whom, step by step, with dates and sources."""
    session = session_of(context, output_format)
    if must_pass and len(must_pass) > MAX_PASSED:
        raise typer.BadParameter(f"at most {MAX_PASSED} peers can be on every path.", param_hint="--must-pass")
    date_read(as_of, "--as-of")
    filters = Filters(
        avoid=avoid or (),
        avoid_kind=avoid_kind or (),
        only=only or (),
        topic=topic or (),
        from_date=from_date,
        until_date=until_date,
        with_planned=with_planned,
        with_similarity=with_similarity,
    )
    with open_existing(store) as opened:
        from_end = end_asked(session, opened, from_name, "from")
        to_end = end_asked(session, opened, to_name, "to")
        search = PathSearch(
            k=count,
            max_steps=max_steps,
            rules=filters.rules(session, opened),
            order=how,
            must_pass=tuple(node_asked(session, opened, Asked(n, "must-pass")).id for n in must_pass or ()),
            as_of=as_of,
        )
        found = paths_between(opened, network_of(session.t, opened), from_end, to_end, search)
    _write(session, found)
    if found.status is not PathStatus.OK:
        raise typer.Exit(1)


def say_path(t: Words, path: PeerPath) -> None:
    """Write a path as one numbered sentence a step, each with the source of its fact."""
    for number, (sentence, step) in enumerate(zip(path_sentences(t, path), path.steps, strict=True), 1):
        say(sentence, lead=f"  {number}. ")
        say_line(t("Source: {source}", source=fact_source(step.facts[0])), lead="     ")


def say_mark(t: Words, mark: PathMark, *, with_strength: bool) -> None:
    """Write which step of a path is the weakest and which the oldest, and on demand how its strength adds up."""
    if with_strength:
        say(strength_sentence(t, mark), lead="  ")
        for number, step in enumerate(mark.steps, 1):
            say(step_strength_sentence(t, step), lead=f"  {number}. ")
    told = weak_points_sentence(t, mark)
    if told:
        say(told, lead="  ")


def path_rows(paths: Sequence[PeerPath], marks: Sequence[PathMark]) -> Iterator[dict[str, Any]]:
    """One row a fact, with the columns of the question ``peer_paths`` and what each step and path is worth."""
    for n_path, (path, mark) in enumerate(zip(paths, marks, strict=True), 1):
        for n_step, (step, of_step) in enumerate(zip(path.steps, mark.steps, strict=True), 1):
            for fact in step.facts:
                ends = (step.from_node.id, step.from_node.name, step.to_node.id, step.to_node.name)
                told = (fact.kind, fact.node.id if fact.node else None, fact.date, fact.source, fact.source_url)
                strengths = (of_step.strength, mark.strength)
                yield dict(zip(_COLUMNS, (n_path, n_step, *ends, *told, *strengths), strict=True))


def say_path_csv(paths: Sequence[PeerPath], marks: Sequence[PathMark]) -> None:
    """Write paths as CSV, one row a fact."""
    say_csv(_COLUMNS, path_rows(paths, marks))


def _write(session: Session, found: PeerPaths) -> None:
    match session.output_format:
        case OutputFormat.JSON:
            say_json(asdict(found))
        case OutputFormat.CSV:
            say_path_csv(found.paths, found.marks)
    if session.output_format is OutputFormat.TABLE and found.paths:
        _say_paths(session.t, found)
    elif found.status is not PathStatus.OK:
        remark(status_words(session.t, found))


def _say_paths(t: Words, found: PeerPaths) -> None:
    say(status_words(t, found))
    is_strength = found.order is PathOrder.STRONGEST
    if is_strength:
        say(t("Strengths are judgements (weights, version {number}), seen from {day}.", **_seen(t, found)))
    for number, (path, mark) in enumerate(zip(found.paths, found.marks, strict=True), 1):
        say()
        heading = t.plural("Path {number}, {n} step:", "Path {number}, {n} steps:", len(path.steps), number=number)
        say(heading)
        say_path(t, path)
        say_mark(t, mark, with_strength=is_strength)
    if more := more_words(t, found):
        say()
        say(f"{more}.")


def _seen(t: Words, found: PeerPaths) -> dict[str, object]:
    return {"number": found.weights_version, "day": t.date(found.as_of or "")}
