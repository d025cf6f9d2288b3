"""Options that several commands have, and values that are checked before a command begins."""

from collections.abc import Iterable
from typing import Annotated

import typer

from commands.output import OutputFormat
from graph.schema import SCHEMA

FORMAT_HELP = "How to write the answer; with json, standard output holds nothing else."
STORE_HELP = (
    "Store to use: sqlite:///PATH or neo4j://HOST:PORT. "
    "Otherwise CONNECT_EXPLORER_STORE, otherwise a file in your own data folder."
)

StoreOption = Annotated[str | None, typer.Option("--store", metavar="URL", help=STORE_HELP, show_default=False)]
FormatOption = Annotated[OutputFormat, typer.Option("--format", case_sensitive=False, help=FORMAT_HELP)]
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on 127.0.0.1.")]


def examples(*lines: str) -> str:
    """The end of a command's help: its examples, one a line."""
    # With this sign the lines stay apart.
    return "\b\nExamples:\n" + "\n".join(f"  connect-explorer {line}" for line in lines)


def kinds_named(names: Iterable[str], option: str, allowed: Iterable[str] = tuple(SCHEMA.nodes)) -> tuple[str, ...]:
    """Kinds of nodes as the schema writes them, whatever the case; () for none.

    Raises
    ------
    typer.BadParameter
        There is no such kind; the known ones are named.
    """
    known = {kind.lower(): kind for kind in allowed}
    for name in names:
        if name.lower() not in known:
            raise typer.BadParameter(f'"{name}" is not a kind. Known: {", ".join(known)}.', param_hint=option)
    return tuple(dict.fromkeys(known[name.lower()] for name in names))
