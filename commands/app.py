"""All commands together, the options they share, and what is said when something goes wrong."""

import traceback
from contextlib import suppress
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from commands import (
    ask,
    dashboard,
    decisions,
    demo,
    doctor,
    draft,
    evaluation,
    exchange,
    export,
    load,
    loads,
    match,
    path,
    practice,
    proposal,
    query,
    report,
    request,
    resolve,
    saved,
    search,
    show,
    source,
    staged,
    suggest,
    template,
)
from commands.options import examples
from commands.output import drop_output, remark, say_json
from commands.session import Session, session_in
from commands.version import program_version
from graph.errors import ExplorerError

_INTERRUPTED = 130
_SHARED = ("--debug", "--language")

Language = Literal["en", "pt"]


class ExplorerCommands(TyperGroup):
    """The commands; whatever goes wrong in one becomes a sentence and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as Typer declares it
        """Let the shared options stand behind the command too, where most people write them."""
        rest: list[str] = super().parse_args(ctx, shared_first(args))
        return rest

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as Typer declares it
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):
            raise
        except BrokenPipeError:  # whoever reads has seen enough: | head
            drop_output()
            raise typer.Exit from None
        except KeyboardInterrupt:
            remark(_session(ctx).t("Interrupted."))
            raise typer.Exit(_INTERRUPTED) from None
        except ExplorerError as error:
            _explain(_session(ctx), error)
            raise typer.Exit(1) from None
        except Exception as error:
            if not type(error).__module__.startswith("typer"):  # those are about wrong usage
                _explain_unexpected(_session(ctx), error)
                raise typer.Exit(1) from None
            raise


def shared_first(arguments: list[str]) -> list[str]:
    """The same arguments with the options of all commands before the command; those after ``--`` stay."""
    shared: list[str] = []
    others: list[str] = []
    waiting = iter(arguments)
    for one in waiting:
        if one == "--":
            return [*shared, *others, one, *waiting]
        if one.partition("=")[0] not in _SHARED:
            others.append(one)
            continue
        shared.append(one)
        if one == "--language" and (value := next(waiting, None)) is not None:
            shared.append(value)
    return [*shared, *others]


app = typer.Typer(
    cls=ExplorerCommands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=examples("demo", "load municipalities.csv exchanges.csv", 'path "Leiden" "Telita, Moldova"')
    + "\n\nEvery command explains itself: connect-explorer load --help",
)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"connect-explorer {program_version()}")
        raise typer.Exit


@app.callback()
def shared_options(
    context: typer.Context,
    language: Annotated[
        Language | None,
        typer.Option(
            "--language", show_default=False, help="Language of the answers; otherwise that of the environment."
        ),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error came from.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Explore who learned from whom: municipalities, officials, topics and exchanges of CONNECT as a network."""
    context.obj = session_in(language, is_debug=debug)


_IN_ORDER = (
    demo,
    template,
    source,
    load,
    loads,
    staged,
    resolve,
    saved,
    decisions,
    search,
    show,
    path,
    match,
    suggest,
    ask,
    request,
    proposal,
    exchange,
    evaluation,
    practice,
    draft,
    query,
    dashboard,
    doctor,
    export,
    report,
)
for _module in _IN_ORDER:
    _module.register(app)


def _session(context: Any) -> Session:  # noqa: ANN401 - a context of Typer's own Click
    """The session of this run; a plain one when the options could not even be read."""
    return context.obj if isinstance(context.obj, Session) else session_in(None)


def _explain(session: Session, error: ExplorerError) -> None:
    if session.is_debug:
        remark(traceback.format_exc())
    _tell(session, error, str(error))


def _explain_unexpected(session: Session, error: Exception) -> None:
    if session.is_debug:
        traceback.print_exc()
    if (
        isinstance(error, OSError) and error.strerror
    ):  # a full disk, a folder nobody may write: the computer's own words
        place = f"{error.filename}: " if error.filename else ""
        _tell(session, error, f"{place}{error.strerror}.")
        return
    reason = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
    told = session.t(
        'something went wrong ({reason}). Run it again with "--debug" to see where, and report it.', reason=reason
    )
    _tell(session, error, told)


def _tell(session: Session, error: Exception, message: str) -> None:
    if session.is_json:
        with suppress(OSError):  # it may be the output itself that cannot be written
            say_json({"status": "error", "error": type(error).__name__, "message": message})
    remark(session.t("Error: {message}", message=message))
