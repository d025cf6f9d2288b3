"""``connect-explorer template``: empty tables to fill in."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from commands.options import FormatOption, examples
from commands.output import OutputFormat, say, say_csv, say_json, say_line
from commands.session import session_of
from loaders.template import write_template


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("template", short_help="Empty tables to fill in.", epilog=examples("template my-network"))(
        template_command
    )


def template_command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write into; made when it is not there.")],
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Write empty tables, one for each kind, and a page that explains every column."""
    session = session_of(context, output_format)
    files = [str(path) for path in write_template(folder)]
    match output_format:
        case OutputFormat.JSON:
            say_json({"files": files})
        case OutputFormat.CSV:
            say_csv(("file",), [{"file": one} for one in files])
        case OutputFormat.TABLE:
            say(session.t("Written:"))
            for one in files:
                say_line(one, lead="  ")
            say()
            say(session.t("Fill in what you know, then load the folder:"))
            say_line(f"connect-explorer load {shlex.quote(str(folder))}", lead="  ")
