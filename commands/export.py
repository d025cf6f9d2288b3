"""``connect-explorer export``: the whole graph as files of other programs."""

from pathlib import Path
from typing import Annotated

import typer

from commands.opening import open_existing
from commands.options import StoreOption, examples
from commands.output import say, waiting
from commands.session import session_of
from reports.export import ExportFormat, export_graph


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "export",
        short_help="Write the whole graph for another program.",
        epilog=examples(
            "export --to graphml network.graphml",
            "export --to csv tables",
            "export --to cypher network.cypher --force",
        ),
    )(export_command)


def export_command(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="File to write; a folder for csv and parquet.")],
    as_format: Annotated[ExportFormat, typer.Option("--to", case_sensitive=False, help="What to write.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file, or the folder of an earlier export.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Write the whole graph for another program; contact values are never in it.

    graphml: Gephi, Cytoscape, yEd, igraph. gexf: Gephi. csv: a folder of tables for a spreadsheet; a text that begins
    with = + - or @ gets an apostrophe before it, so that it is not taken for a formula. parquet: a folder of tables for
    pandas, R and DuckDB. cypher: a script that makes the graph in an empty Neo4j.
    """
    t = session_of(context).t
    with open_existing(store) as opened, waiting(t("Writing {file} ...", file=target)):
        done = export_graph(opened, target, as_format, overwrite=force)
    say(
        t(
            "{n_nodes} nodes and {n_relationships} relationships were written to {file}.",
            n_nodes=done.n_nodes,
            n_relationships=done.n_relationships,
            file=target,
        )
    )
