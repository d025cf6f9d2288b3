"""``connect-explorer demo``: CONNECT's own facts loaded, one peer path told, and the dashboard."""

import shlex
from typing import Annotated

import platformdirs
import typer

from commands.dashboard import refuse_taken_port, run_dashboard
from commands.load_report import say_notices, say_outcome
from commands.opening import network_of
from commands.options import PortOption, examples
from commands.output import progress, say, say_line
from commands.path import say_path
from commands.session import Session, session_of
from graph.connect import open_store
from graph.schema import PEERS
from graph.store import GraphStore
from loaders.load import load
from loaders.report import LoadReport
from loaders.shipped import example_folder
from queries.naming import node_meant
from queries.peer_paths import peer_paths
from wording.naming import node_name
from wording.words import Words

_FROM, _TO = "Abdallah Anati", "Laura Heese-Smit"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "demo",
        short_help="CONNECT's own facts, one peer path, and the dashboard.",
        epilog=examples("demo", "demo --no-dashboard", "demo --port 8600"),
    )(demo_command)


def demo_command(
    context: typer.Context,
    no_dashboard: Annotated[bool, typer.Option("--no-dashboard", help="End when the path has been told.")] = False,
    port: PortOption = 8501,
    store: Annotated[
        str | None,
        typer.Option(
            "--store", metavar="URL", show_default=False, help="Store to load into; otherwise one of its own."
        ),
    ] = None,
) -> None:
    """Load CONNECT's own facts into a store of their own, tell a peer path, and open the dashboard."""
    session = session_of(context)
    if not no_dashboard:
        refuse_taken_port(session.t, port)
    url = store or f"sqlite:///{platformdirs.user_data_path('connect-explorer') / 'demo.sqlite'}"
    with open_store(url) as opened:
        with progress(session.t) as on_progress:
            report = load([example_folder()], opened, on_progress=on_progress)
        _say_loaded(session.t, report, opened.url)
        _say_example_path(session, opened)
        _say_next(session.t, opened.url)
    if not no_dashboard:
        say()
        run_dashboard(session, url, port)


def _say_loaded(t: Words, report: LoadReport, url: str) -> None:
    rows = {file.file.partition(".")[0]: file.n_rows for file in report.files}
    bodies = sum(file.n_by_kind.get("Body", 0) for file in report.files if file.file.startswith("associations."))
    say(t("What CONNECT's public pages say, each row with its source:"))
    for line in (
        t.plural("{n} exchange", "{n} exchanges", rows["exchanges"]),
        t.plural("{n} request", "{n} requests", rows["requests"]),
        t("{n} rows of municipalities and bodies", n=rows["municipalities"]),
        t.plural("{n} official", "{n} officials", rows["officials"]),
        t.plural("{n} topic", "{n} topics", rows["topics"]),
        t("{n} rows of associations, {n_bodies} of which become bodies", n=rows["associations"], n_bodies=bodies),
    ):
        say(line, lead="  ")
    say_outcome(t, report, url)
    say_notices(t, report)


def _say_example_path(session: Session, store: GraphStore) -> None:
    t = session.t
    ends = [node_meant(store, name, PEERS).node for name in (_FROM, _TO)]
    if ends[0] is None or ends[1] is None:  # somebody's own store holds others of the same name
        return
    found = peer_paths(store, network_of(t, store), ends[0].id, ends[1].id, k=1)
    names = {"from_name": node_name(t, ends[0]), "to_name": node_name(t, ends[1])}
    for path in found.paths:
        say()
        say(t("How {from_name} and {to_name} are connected:", **names))
        say_path(t, path)


def _say_next(t: Words, url: str) -> None:
    say()
    say(t("Ask this store yourself:"))
    say_line(f"connect-explorer search Sandgerdi --store {shlex.quote(url)}", lead="  ")
