"""Commands that belong together under one name: ``connect-explorer request new``, ``request list`` ..."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import typer

from commands.options import examples


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One command of a group."""

    name: str
    short_help: str
    run: Callable[..., None]
    examples: tuple[str, ...] = ("",)
    """What stands behind the names of group and command, an example each."""


def add_group(
    app: typer.Typer, name: str, commands: Sequence[Subcommand], *, short_help: str, help_: str, shown: Sequence[str]
) -> None:
    """Add a group of commands, in their order.

    Parameters
    ----------
    shown : examples at the end of the group's own help, from the group's name on.
    """
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for one in commands:
        lines = (f"{name} {one.name} {rest}".rstrip() for rest in one.examples)
        group.command(one.name, short_help=one.short_help, epilog=examples(*lines))(one.run)
    app.add_typer(group, name=name, short_help=short_help, help=help_, epilog=examples(*shown))
