"""``connect-explorer search``: find a node by any of its names."""

from dataclasses import asdict, fields
from typing import Annotated, Any

import typer

from commands.opening import empty_store_hint, open_existing
from commands.options import FormatOption, StoreOption, examples, kinds_named
from commands.output import OutputFormat, remark, say, say_csv, say_json
from commands.session import session_of
from graph.answers import NodeSummary
from queries.search import Likeness, SearchHit, search
from wording.countries import country_code
from wording.naming import node_line, node_name
from wording.words import Words

_COLUMNS = (*(field.name for field in fields(NodeSummary)), "likeness", "n_errors")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "search",
        short_help="Find anything by its name.",
        epilog=examples("search Sandgerdi", 'search "Ziniare, Burkina Faso" --kind municipality', "search E03"),
    )(search_command)


def search_command(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A name, acronym, title, id or source key, in any spelling.")
    ],
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind; may be given several times.")
    ] = None,
    country: Annotated[str | None, typer.Option("--country", help="Only this country: a code or a name.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="How many to show.")] = 20,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Find municipalities, people, topics and exchanges by name; spelling and typing errors are forgiven."""
    session = session_of(context, output_format)
    kinds, code = kinds_named(kind or (), "--kind"), _country(country)
    with open_existing(store) as opened:
        hits = search(opened, text, kinds=kinds or None, country=code, limit=limit)
        is_empty = not hits and not opened.counts().nodes
    match output_format:
        case OutputFormat.JSON:
            say_json({"text": text, "hits": [hit_row(hit) for hit in hits]})
        case OutputFormat.CSV:
            say_csv(_COLUMNS, map(hit_row, hits))
        case OutputFormat.TABLE:
            say_hits(session.t, hits)
    if not hits:
        hint = empty_store_hint(session.t) if is_empty else ""
        remark(hint or session.t('Nothing is called anything like "{text}".', text=text))
        raise typer.Exit(1)


def hit_row(hit: SearchHit) -> dict[str, Any]:
    """One hit as it is written for programs."""
    return {**asdict(hit.node), "likeness": hit.likeness.name.lower(), "n_errors": hit.n_errors}


def say_hits(t: Words, hits: tuple[SearchHit, ...]) -> None:
    """Write nodes that were found, each with its id and what tells it from others."""
    were_similar = False
    for hit in hits:
        if hit.likeness is Likeness.SIMILAR and not were_similar:
            say(t("Similar names:"))
            were_similar = True
        say_node(t, hit.node)


def say_node(t: Words, node: NodeSummary) -> None:
    """Write one node in two lines: id and name, and what else it is."""
    say(node_name(t, node), lead=f"{node.id}  ")
    say(node_line(t, node), lead=" " * (len(node.id) + 2))


def _country(written: str | None) -> str | None:
    code = country_code(written) if written else None
    if written and code is None:
        raise typer.BadParameter(f'no country is called "{written}". Write a code such as IS.', param_hint="--country")
    return code
